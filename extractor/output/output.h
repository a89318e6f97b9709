// One writer for each format: records and findings in, text out. Writers only append to a string; where it goes is the
// command's concern. docs/record.md and docs/finding.md describe the formats, docs/schema/ has their JSON Schemas.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "output/summary.h"
#include "record/record.h"
#include "series/series_table.h"

namespace gouji {

// What a writer needs to know about the file that a record was read from.
struct Source {
  std::string path;    // as the user named it
  std::string sha256;  // of the file's bytes, lower-case hex
  const Text* text = nullptr;
};

struct OutputStyle {
  Language language = Language::en;
  bool color = false;
  int width = 120;  // display columns of the terminal, for tables
};

// A record as one line of JSON (gouji/record/1), or indented. Valid UTF-8 whatever the path's bytes are.
void write_record_jsonl(const Record& record, const Source& source, std::string& out);
void write_record_json(const Record& record, const Source& source, std::string& out);
// One line a cell; the header is record_csv_header(). RFC 4180, LF.
void write_record_csv(const Record& record, const Source& source, std::string& out);
std::string record_csv_header();
// The tables drawn for people, with display widths.
void write_record_table(const Record& record, const Source& source, const Grammar& grammar, const OutputStyle& style,
                        std::string& out);

// The text of a document, as all lines and columns of findings count it; or a line of JSON (gouji/text/1) for each of
// its lines, with where it stands in the file, and for a row of a table with where each of its cells does.
void write_text(const Source& source, std::string& out);
void write_text_jsonl(const Source& source, std::string& out);

// Why cells have the values that they have, for people: of each, by its id, the evidence of its row with the lines,
// that of its column, and the sums that it is in.
void write_explanation_text(const std::vector<std::string>& cells, const Record& record, const Source& source,
                            const Grammar& grammar, const OutputStyle& style, std::string& out);

// Findings as one JSON object a line (gouji/finding/1), as a list for spreadsheets (CSV with a byte order mark), and
// for people: place, severity, message, the source line with a caret under the figure, the suspects.
void write_findings_jsonl(const std::vector<Finding>& findings, const Record& record, const Source& source,
                          const Grammar& grammar, const OutputStyle& style, std::string& out);
void write_findings_csv(const std::vector<Finding>& findings, const Record& record, const Source& source,
                        const Grammar& grammar, const OutputStyle& style, std::string& out);
std::string findings_csv_header(const Grammar& grammar);
void write_findings_text(const std::vector<Finding>& findings, const Record& record, const Source& source,
                         const Grammar& grammar, const OutputStyle& style, std::string& out);
// As one SARIF 2.1.0 document: the header, the findings of all reports with the separator between them, the footer. A
// report without findings gives nothing, and no separator stands beside it. `version` is the program's; `successful`
// whether all inputs were read.
std::string findings_sarif_header(const Grammar& grammar, Language language, std::string_view version);
inline constexpr std::string_view findings_sarif_separator = ",\n";
void write_findings_sarif(const std::vector<Finding>& findings, const Record& record, const Source& source,
                          const Grammar& grammar, const OutputStyle& style, std::string& out);
std::string findings_sarif_footer(bool successful);

// How many findings there are by rule and by body, instead of the findings: `gouji audit --summary`.
void write_summary_text(const Summary& summary, const Grammar& grammar, const OutputStyle& style, std::string& out);
void write_summary_jsonl(const Summary& summary, const Grammar& grammar, Language language, std::string& out);
void write_summary_csv(const Summary& summary, const Grammar& grammar, Language language, std::string& out);

// The reports of one body on one year, each as a line: as one JSON object (gouji/series/1), or as CSV with a column for
// each figure, below series_csv_header(). docs/series.md describes both.
void write_series_jsonl(const Body& body, const YearRows& year, const SeriesTable& table, const Series& series,
                        std::string& out);
void write_series_csv(const Body& body, const YearRows& year, const SeriesTable& table, const Series& series,
                      std::string& out);
std::string series_csv_header(const Series& series);

// What the grammar knows, for `gouji forms` and `gouji explain`.
void write_forms_text(const Grammar& grammar, const OutputStyle& style, std::string& out);
void write_forms_json(const Grammar& grammar, std::string& out);
void write_form_text(const Form& form, const Grammar& grammar, const OutputStyle& style, std::string& out);
void write_form_json(const Form& form, std::string& out);
// Which figures the forms have in common, and what of each form is in none: `gouji forms --map`.
void write_map_text(const Grammar& grammar, const std::vector<const Form*>& forms, const OutputStyle& style,
                    std::string& out);
void write_map_json(const Grammar& grammar, const std::vector<const Form*>& forms, std::string& out);
void write_rule_text(const Rule& rule, const Form& form, const Grammar& grammar, const OutputStyle& style,
                     std::string& out);
void write_rule_json(const Rule& rule, const Form& form, std::string& out);

// All rules of a form, or of all forms ("auto"): a line each, as JSON, and as the page docs/rules.md, in both languages
// whatever the style's; or one rule as that page has it.
void write_rules_text(const Grammar& grammar, const std::string& form, const OutputStyle& style, std::string& out);
void write_rules_json(const Grammar& grammar, const std::string& form, std::string& out);
void write_rules_markdown(const Grammar& grammar, const std::string& form, std::string& out);
void write_rule_markdown(const std::string& rule, const Grammar& grammar, const std::string& form, std::string& out);

// "error", "warning", "info": as findings and --fail-on spell it.
const char* name_of(Severity severity);

}  // namespace gouji
