// gouji extract: the records of reports, or the evidence for some of their cells.
#include "cli/extract.h"

#include <algorithm>

#include "cli/run.h"

namespace gouji {

namespace {

// The last row of a table of which anything was read.
std::string last_row_of(int table, const Record& record, Language language) {
  const Form& form = *record.form;
  for (std::size_t i = form.cells.size(); i-- > 0;) {
    if (form.cells[i].table == table && record.cells[i].status != CellStatus::missing) {
      return form.row_path(form.cells[i], language);
    }
  }
  return "";
}

int missing_cells_of(int table, const Record& record) {
  int missing = 0;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const FormCell& cell = record.form->cells[i];
    missing += cell.table == table && !cell.optional && record.cells[i].status == CellStatus::missing ? 1 : 0;
  }
  return missing;
}

// Whoever extracts does not see the findings: that a table is cut or not there must not pass in silence.
void warn_of_lost_tables(const Record& record, const Source& source, Language language, InputOutcome& outcome) {
  const bool has_none = std::all_of(record.regions.begin(), record.regions.end(),
                                    [](const TableRegion& region) { return region.span.empty(); });
  if (has_none && !record.regions.empty()) {
    outcome.warnings.push_back({"extract.tables_missing", {{"path", source.path}}});
    return;
  }
  for (std::size_t i = 0; i < record.regions.size(); ++i) {
    const int table = static_cast<int>(i);
    const TableRegion& region = record.regions[i];
    const std::string& name = record.form->tables[i].name.in(language);
    const std::string missing = std::to_string(missing_cells_of(table, record));
    if (region.span.empty()) {
      outcome.warnings.push_back(
          {"extract.table_missing", {{"path", source.path}, {"table", name}, {"count", missing}}});
    } else if (region.cut) {
      outcome.warnings.push_back({"extract.table_cut",
                                  {{"path", source.path},
                                   {"line", std::to_string(source.text->line_number(region.span.end))},
                                   {"table", name},
                                   {"row", last_row_of(table, record, language)},
                                   {"count", missing}}});
    }
  }
}

bool is_incomplete(const Record& record) {
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const CellStatus status = record.cells[i].status;
    if (record.form->cells[i].optional && status == CellStatus::missing) continue;
    if (status != CellStatus::read && status != CellStatus::blank) return true;
  }
  return false;
}

// --explain may name a cell of any form that the reports may be read as.
std::optional<Error> check_cells(const Session& session) {
  std::vector<std::string> known;
  for (const Form& form : session.grammar.forms) {
    if (session.options.form != "auto" && session.options.form != form.id) continue;
    for (const FormCell& cell : form.cells) known.push_back(cell.id);
  }
  for (const std::string& cell : session.options.explain) {
    if (std::find(known.begin(), known.end(), cell) != known.end()) continue;
    return unknown("usage.unknown_cell", {{"cell", cell}}, cell, known);
  }
  return std::nullopt;
}

void write_record(const Record& record, const Source& source, const Session& session, const std::string& format,
                  const OutputStyle& style, std::string& out) {
  if (format == "text") write_explanation_text(session.options.explain, record, source, session.grammar, style, out);
  if (format == "jsonl") write_record_jsonl(record, source, out);
  if (format == "json") write_record_json(record, source, out);
  if (format == "csv") write_record_csv(record, source, out);
  if (format == "table") {
    write_record_table(record, source, session.grammar, style, out);
    out += '\n';
  }
}

}  // namespace

void check_record(const Record& record, const Source& source, const Session& session, InputOutcome& outcome) {
  const Language language = session.options.language;
  warn_of_lost_tables(record, source, language, outcome);
  outcome.incomplete = outcome.incomplete || is_incomplete(record);
  if (session.options.fail_on) count_findings(audit(record, session.grammar, language), outcome);
}

int extract_command(const Session& session) {
  const Options& options = session.options;
  if (options.series) return extract_series(session);
  if (const std::optional<Error> error = check_cells(session)) {
    session.diagnostics.error(*error);
    return ExitStatus::usage;
  }
  Result<OutputFile> output = OutputFile::open(options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  const std::string format = options.explain.empty() ? format_of(session, output->is_terminal()) : "text";
  const OutputStyle style = style_of(session, output->is_terminal());
  const Totals totals =
      process_reports(session, *output, format == "csv" ? csv_header_for(*output, record_csv_header()) : "",
                      [&](const Record& record, const Source& source, InputOutcome& outcome) {
                        write_record(record, source, session, format, style, outcome.output);
                        check_record(record, source, session, outcome);
                      });
  if (options.fail_on) say_findings(session, totals);
  return totals.exit_status(options);
}

}  // namespace gouji
