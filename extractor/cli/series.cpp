// gouji extract --series: the figures of all reports, a row for each, body by body and year by year.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/extract.h"
#include "cli/run.h"
#include "series/series_table.h"

namespace gouji {
namespace {

// Of how many things a line names the first ones.
constexpr std::size_t most_named = 8;

class SeriesRemarks {
 public:
  SeriesRemarks(const SeriesTable& table, const Session& session)
      : table_(table),
        diagnostics_(session.diagnostics),
        separator_(session.grammar.messages.format(session.options.language, "audit.separator")) {}

  void say() {
    for (const BodyYears& body : table_.bodies) {
      say_doubt(body.body);
      say_same_years(body);
      say_missing_years(body);
    }
    say_placeless();
    say_nameless();
  }

 private:
  std::string listed(std::vector<std::string> things) const {
    if (things.size() > most_named) {
      things.resize(most_named);
      things.emplace_back("…");
    }
    return fmt::format("{}", fmt::join(things, separator_));
  }

  void say_doubt(const Body& body) const {
    if (body.could_be.empty()) return;
    diagnostics_.warning({"series.in_doubt", {{"body", body.name}, {"bodies", listed(body.could_be)}}});
  }

  void say_same_years(const BodyYears& body) const {
    for (const YearRows& year : years_of(body, table_)) {
      if (year.count() == 1) continue;
      std::vector<std::string> paths;
      for (std::size_t row = year.begin; row < year.end; ++row) paths.push_back(table_.rows[row].path);
      diagnostics_.warning({"series.same_year",
                            {{"body", body.body.name},
                             {"year", std::to_string(year.year)},
                             {"count", std::to_string(year.count())},
                             {"paths", listed(std::move(paths))}}});
    }
  }

  void say_missing_years(const BodyYears& body) const {
    const std::vector<int> years = missing_years(body, table_);
    if (years.empty()) return;
    diagnostics_.remark({"series.missing_years",
                         {{"body", body.body.name}, {"years", fmt::format("{}", fmt::join(years, separator_))}}});
  }

  // What has one report only is joined with nothing.
  void say_placeless() const {
    std::vector<std::string> names;
    for (const BodyYears& body : table_.bodies) {
      const bool several = body.end - body.begin > 1;
      if (several && body.body.doubt == BodyDoubt::no_place) names.push_back(body.body.name);
    }
    if (names.empty()) return;
    const std::string count = std::to_string(names.size());
    diagnostics_.remark({"series.no_place", {{"count", count}, {"bodies", listed(std::move(names))}}});
  }

  void say_nameless() const {
    if (table_.bodies.empty() || !table_.bodies.back().body.name.empty()) return;
    const BodyYears& nameless = table_.bodies.back();
    std::vector<std::string> paths;
    for (std::size_t row = nameless.begin; row < nameless.end; ++row) paths.push_back(table_.rows[row].path);
    const std::string count = std::to_string(paths.size());
    diagnostics_.warning({"series.no_publisher", {{"count", count}, {"paths", listed(std::move(paths))}}});
  }

  const SeriesTable& table_;
  const Diagnostics& diagnostics_;
  std::string separator_;
};

void write_series(const SeriesTable& table, const Series& series, const std::string& format, const Sink& write) {
  const auto write_year = format == "csv" ? write_series_csv : write_series_jsonl;
  for (const BodyYears& body : table.bodies) {
    for (const YearRows& year : years_of(body, table)) {
      std::string text;
      write_year(body.body, year, table, series, text);
      if (!write(text)) return;
    }
  }
}

}  // namespace

int extract_series(const Session& session) {
  Result<OutputFile> output = OutputFile::open(session.options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  const Series& series = session.grammar.series;
  const std::string format = format_of(session, output->is_terminal());
  const Totals totals = process_reports(
      session, *output, format == "csv" ? csv_header_for(*output, series_csv_header(series)) : "",
      [&](const Record& record, const Source& source, InputOutcome& outcome) {
        outcome.kept.rows.push_back(series_row(record, source.path, series));
        check_record(record, source, session, outcome);
      },
      [&](Kept kept, Totals&, const Sink& write) {
        const SeriesTable table = arrange(std::move(kept.rows), series.body);
        SeriesRemarks(table, session).say();
        write_series(table, series, format, write);
      });
  if (session.options.fail_on) say_findings(session, totals);
  return totals.exit_status(session.options);
}

}  // namespace gouji
