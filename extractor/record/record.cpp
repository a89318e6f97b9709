#include "record/record.h"

#include <algorithm>
#include <utility>

#include "record/claims.h"
#include "record/document.h"
#include "record/lines.h"
#include "record/own_words.h"
#include "record/prose.h"
#include "record/sections.h"
#include "record/statement_finder.h"
#include "text/fold.h"

namespace gouji {

const char* name_of(FormChoice::By by) {
  switch (by) {
    case FormChoice::By::labels:
      return "labels";
    case FormChoice::By::period:
      return "period";
    case FormChoice::By::option:
      return "option";
    case FormChoice::By::prose:
      break;
  }
  return "prose";
}

namespace {

// A form's figures are some hundred, and a report says the most important ones: one in some 200 bytes of the densest
// prose of the corpus. A text of such sentences alone has more, and each costs memory and a finding.
constexpr std::size_t most_claims = 100;
constexpr ByteOffset bytes_of_a_claim = 100;
constexpr std::size_t most_statements = 60;
constexpr ByteOffset bytes_of_a_statement = 200;

void find_figures_in_prose(const Text& text, Span part, const std::vector<Sentence>& prose, const CommonGrammar& common,
                           Record& record) {
  Claims claims = find_claims(text, prose, record.cells, *record.form, common, record.year, record.publisher.value,
                              most_claims + part.size() / bytes_of_a_claim);
  record.claims = std::move(claims.claims);
  record.statements =
      find_statements(prose, common.statements, record.year, most_statements + part.size() / bytes_of_a_statement);
  record.steps = claims.steps + record.statements.steps;
  const ByteOffset end = std::min(claims.end.value_or(part.end), record.statements.end.value_or(part.end));
  const bool has_more = !prose.empty() && prose.back().source(prose.back().text()).end > end;
  if (has_more) record.unchecked = {end, part.end};
}

// The digits of a figure as they stand together, without what parts thousands.
std::vector<std::string> digits_of(std::string_view printed) {
  std::vector<std::string> runs(1);
  while (!printed.empty()) {
    const int digit = digit_value(next_character(printed));
    if (digit >= 0) {
      runs.back() += static_cast<char>('0' + digit);
    } else if (!runs.back().empty()) {
      runs.emplace_back();
    }
  }
  return runs;
}

std::vector<CellIndex> cells_with(const Disagreement& disagreement, const std::vector<Cell>& cells, const Text& text) {
  std::vector<CellIndex> found;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].span.empty() || text.place(cells[i].span)->page != disagreement.page) continue;
    const std::vector<std::string> runs = digits_of(cells[i].raw);
    if (std::find(runs.begin(), runs.end(), disagreement.figure) != runs.end()) found.push_back(static_cast<int>(i));
  }
  return found;
}

std::vector<DisputedFigure> disputed_figures(const Text& text, Span part, const std::vector<Cell>& cells) {
  std::vector<DisputedFigure> disputed;
  if (text.disagreements.empty() || part.empty()) return disputed;
  const int first = text.place({part.begin, part.begin + 1})->page;
  const int last = text.place({part.end - 1, part.end})->page;
  for (const Disagreement& disagreement : text.disagreements) {
    if (disagreement.page < first || disagreement.page > last) continue;
    disputed.push_back({disagreement, cells_with(disagreement, cells, text)});
  }
  return disputed;
}

}  // namespace

Record make_record(const Text& text, const ShortLines& lines, Span part, Tables tables, const Form& form,
                   const CommonGrammar& common) {
  Record record;
  record.form = &form;
  record.pictures = text.properties.pictures;
  record.disputed = disputed_figures(text, part, tables.cells);
  record.cells = std::move(tables.cells);
  record.regions = std::move(tables.regions);
  record.rows = std::move(tables.rows);
  record.extra = std::move(tables.extra);
  record.unread = std::move(tables.unread);
  const std::vector<Sentence> prose = sentences(text, part, record.regions);
  read_document(text, lines, part, prose, common.document, record);
  record.years = find_reported_years(text, lines, part, prose, common.document, record);
  record.placeholders = find_placeholders(prose, common.document);
  record.misprints = std::move(tables.misprints);
  record.repeated = std::move(tables.repeated);
  record.sections = find_sections(text, lines, part, record.regions, form, common);
  find_figures_in_prose(text, part, prose, common, record);
  record.prose = own_sentences(text, prose, common.prose);
  return record;
}

}  // namespace gouji
