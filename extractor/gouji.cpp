#include "gouji.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "record/form_choice.h"
#include "record/lines.h"
#include "table/added.h"
#include "token/token.h"

namespace gouji {
namespace {

// A page's number strays into a template's row, two figures do not.
constexpr std::ptrdiff_t fewest_figures_without_a_place = 2;

// Some are read, or figures are there of which it cannot be known where they belong.
bool has_figures(const Tables& tables) {
  const auto count = [&](auto predicate) { return std::count_if(tables.cells.begin(), tables.cells.end(), predicate); };
  // Words in the places of figures ("XX", "待填") are none, nor is what is not there where a line was cut.
  const auto may_be_figure = [](const Cell& cell) {
    const bool is_printed = !cell.candidates.empty() || !cell.span.empty();
    return cell.status == CellStatus::ambiguous && cell.reason != "cell.no_figure" && is_printed;
  };
  const auto is_blank = [](const Cell& cell) { return cell.status == CellStatus::blank; };
  const auto without_a_place =
      std::count_if(tables.unread.begin(), tables.unread.end(),
                    [](const UnreadFigure& figure) { return figure.reason == "unread.place_unknown"; });
  return count([](const Cell& cell) { return cell.value.has_value(); }) > 0 ||
         without_a_place >= fewest_figures_without_a_place || count(may_be_figure) > count(is_blank);
}

struct ReadReport {
  ChosenReport report;
  Tables tables;

  Span evidence() const { return report.prose ? report.prose->evidence() : tables.span; }
};

// Nothing of a form was found, if it has any tables.
Tables no_tables(const Form& form) {
  Tables tables;
  if (form.tables.empty()) return tables;
  tables.cells.resize(form.cells.size());
  tables.regions.resize(form.tables.size());
  return tables;
}

class TextReader {
 public:
  TextReader(const Text& text, const Grammar& grammar)
      : text_(text),
        grammar_(grammar),
        common_(grammar.common),
        lines_(text),
        tokens_(tokenize(text)),
        printed_(printed_text(text, tokens_, grammar.common)) {}

  std::vector<Record> read(std::string_view form_id) && {
    std::vector<ReadReport> reports = with_tables(choose_forms(text_, lines_, tokens_, printed_, grammar_, form_id));
    add_reports_without_tables(form_id, reports);
    // What is left to do needs the lines alone; the rest makes room for what it finds.
    tokens_ = {};
    printed_.labels = {};
    printed_.rows = {};
    std::vector<Record> records;
    records.reserve(reports.size());
    for (std::size_t i = 0; i < reports.size(); ++i) records.push_back(make_one(part_of(i, reports), reports[i]));
    return records;
  }

 private:
  // A template has none of its figures.
  std::vector<ReadReport> with_tables(std::vector<ChosenReport> chosen) const {
    std::vector<bool> taken(printed_.rows.size(), false);
    for (const ChosenReport& report : chosen) {
      for (const RowPair& pair : report.found.pairs) taken[pair.printed] = true;
    }
    std::vector<ReadReport> reports;
    reports.reserve(chosen.size());
    for (ChosenReport& report : chosen) {
      TableRecognizer recognizer(text_, tokens_, printed_, *report.form, common_);
      Tables tables = recognizer.read(report.found, taken);
      if (has_figures(tables)) reports.push_back({std::move(report), std::move(tables)});
    }
    return reports;
  }

  void add_reports_without_tables(std::string_view form_id, std::vector<ReadReport>& reports) const {
    std::vector<ByteOffset> begins;
    for (const ReadReport& report : reports) begins.push_back(report.tables.span.begin);
    for (ChosenReport& report : find_reports_without_tables(text_, lines_, grammar_, form_id, begins)) {
      Tables tables = no_tables(*report.form);
      reports.push_back({std::move(report), std::move(tables)});
    }
    std::stable_sort(reports.begin(), reports.end(),
                     [](const ReadReport& a, const ReadReport& b) { return a.evidence().begin < b.evidence().begin; });
  }

  // The first report and the last one have what stands around them too; a report in prose has only what is known to be
  // its own beside the titles of others.
  Span part_of(std::size_t report, const std::vector<ReadReport>& reports) const {
    const std::optional<ProseReport>& prose = reports[report].report.prose;
    const ByteOffset begin = report > 0 ? begin_behind(reports[report - 1], reports[report])
                             : prose    ? prose->span.begin
                                        : 0;
    if (report + 1 < reports.size()) return {begin, begin_behind(reports[report], reports[report + 1])};
    return {begin, prose ? prose->span.end : text_.utf8().size()};
  }

  // Where a report begins behind another one: at its title. What stands before the title of one in prose and behind all
  // other titles, as the day of publication does on a web page, is its own too.
  ByteOffset begin_behind(const ReadReport& before, const ReadReport& report) const {
    const ByteOffset end = before.evidence().end;
    if (!report.report.prose) return report_begin(text_, lines_, {end, report.tables.span.begin}, common_.document);
    const ProseReport& prose = *report.report.prose;
    return prose.span.begin >= end ? prose.span.begin : text_.line_span(prose.title.begin).begin;
  }

  Record make_one(Span part, ReadReport& read) const {
    Tables& tables = read.tables;
    find_added_figures(text_, printed_, part, common_, tables);
    std::sort(tables.extra.begin(), tables.extra.end(),
              [](const ExtraFigure& a, const ExtraFigure& b) { return a.span.begin < b.span.begin; });
    Record record = make_record(text_, lines_, part, std::move(tables), *read.report.form, common_);
    record.hybrid = std::move(read.report.hybrid);
    record.choice = std::move(read.report.choice);
    return record;
  }

  const Text& text_;
  const Grammar& grammar_;
  const CommonGrammar& common_;
  const ShortLines lines_;
  std::vector<Token> tokens_;
  PrintedText printed_;
};

}  // namespace

std::vector<Record> extract(const Text& text, const Grammar& grammar, std::string_view form_id) {
  return TextReader(text, grammar).read(form_id);
}

}  // namespace gouji
