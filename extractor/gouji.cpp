#include "gouji.h"

#include <algorithm>
#include <utility>

#include "token/token.h"

namespace gouji {
namespace {

// Some are read, or figures are there of which it cannot be known where they belong.
bool has_figures(const Tables& tables) {
  const auto count = [&](auto predicate) { return std::count_if(tables.cells.begin(), tables.cells.end(), predicate); };
  const auto is = [](CellStatus status) { return [status](const Cell& cell) { return cell.status == status; }; };
  return count([](const Cell& cell) { return cell.value.has_value(); }) > 0 ||
         count(is(CellStatus::ambiguous)) > count(is(CellStatus::blank));
}

// All the tables that are those of a report: a template has none of its figures.
std::vector<Tables> read_reports(const Text& text, const std::vector<Token>& tokens, const Form& form,
                                 const CommonGrammar& common) {
  std::vector<Tables> reports = read_tables(text, tokens, form, common);
  std::erase_if(reports, [](const Tables& tables) { return !has_figures(tables); });
  return reports;
}

int rows_found(const std::vector<Tables>& reports) {
  int found = 0;
  for (const Tables& tables : reports) {
    for (const TableRegion& region : tables.regions) found += region.rows_found;
  }
  return found;
}

// Each report goes from its title to the next one's; the first and the last have what stands around them too.
std::vector<Record> make_records(const Text& text, std::vector<Tables> reports, const Form& form,
                                 const CommonGrammar& common) {
  std::vector<Record> records;
  ByteOffset begin = 0;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const bool last = i + 1 == reports.size();
    const ByteOffset end = last ? text.utf8().size()
                                : report_begin(text, {reports[i].span.end, reports[i + 1].span.begin}, common.document);
    records.push_back(make_record(text, {begin, end}, std::move(reports[i]), form, common));
    begin = end;
  }
  return records;
}

}  // namespace

std::vector<Record> extract(const Text& text, const Grammar& grammar, std::string_view form_id) {
  const std::vector<Token> tokens = tokenize(text);
  const Form* best_form = nullptr;
  std::vector<Tables> best;
  for (const Form& form : grammar.forms) {
    if (form_id != "auto" && form.id != form_id) continue;
    std::vector<Tables> reports = read_reports(text, tokens, form, grammar.common);
    if (rows_found(reports) <= rows_found(best)) continue;
    best_form = &form;
    best = std::move(reports);
  }
  if (best_form == nullptr) return {};
  return make_records(text, std::move(best), *best_form, grammar.common);
}

}  // namespace gouji
