// Findings for programs: JSON lines and CSV.
#include <fmt/format.h>

#include "output/csv.h"
#include "output/finding_parts.h"
#include "output/json.h"
#include "output/output.h"

namespace gouji {

namespace {

void write_suspect(const Suspect& suspect, const Record& record, const Grammar& grammar, Language language,
                   JsonLineWriter& json) {
  json.StartObject();
  write_member(json, "cell", std::string_view(record.form->cells[suspect.cell].id));
  write_member(json, "value", suspect.value);
  write_member(json, "suggested", std::optional(suspect.suggested));
  write_member(json, "reason", std::string_view(grammar.messages.format(language, suspect.reason)));
  write_key(json, "set");
  json.Int(suspect.set);
  json.EndObject();
}

void write_finding(const Finding& finding, const Record& record, const Source& source, const Grammar& grammar,
                   Language language, JsonLineWriter& json) {
  const Text& text = *source.text;
  json.StartObject();
  write_member(json, "schema", std::string_view("gouji/finding/1"));
  write_member(json, "path", std::string_view(valid_utf8(source.path)));
  write_member(json, "rule", std::string_view(finding.rule->id));
  write_member(json, "severity", std::string_view(name_of(finding.rule->severity)));
  write_key(json, "cells");
  json.StartArray();
  for (const CellIndex cell : finding.cells) write_string(json, record.form->cells[cell].id);
  json.EndArray();
  write_member(json, "expected", finding.expected);
  write_member(json, "actual", finding.actual);
  write_member(json, "message", std::string_view(finding.message));
  write_key(json, "line");
  if (has_place(finding)) {
    const Position position = text.position(finding.span.begin);
    json.Int(position.line);
    write_key(json, "column");
    json.Int(position.column);
    write_bytes(json, text, finding.span);
  } else {
    json.Null();
    write_key(json, "column");
    json.Null();
    write_key(json, "bytes");
    json.Null();
  }
  write_member_or_null(json, "repair", repair_of(finding));
  write_key(json, "suspects");
  json.StartArray();
  for (const Suspect& suspect : finding.suspects) write_suspect(suspect, record, grammar, language, json);
  json.EndArray();
  json.EndObject();
}

std::string joined_cells(const Finding& finding, const Form& form) {
  std::string joined;
  for (const CellIndex cell : finding.cells) joined += (joined.empty() ? "" : ";") + form.cells[cell].id;
  return joined;
}

// Sets are parted by " | ", the cells of one by ";".
std::string joined_suspects(const Finding& finding, const Form& form) {
  std::string joined;
  int set = 0;
  for (const Suspect& suspect : finding.suspects) {
    if (set != 0) joined += suspect.set == set ? ";" : " | ";
    joined += fmt::format("{}={}", form.cells[suspect.cell].id, suspect.suggested.str());
    set = suspect.set;
  }
  return joined;
}

}  // namespace

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      break;
  }
  return "info";
}

bool has_place(const Finding& finding) { return !finding.span.empty() || finding.span.begin > 0; }

std::string repair_of(const Finding& finding) {
  if (finding.unproved) return "unproved";
  if (finding.explanations <= 0) return "";
  return finding.explanations == 1 ? "unique" : fmt::format("one of {}", finding.explanations);
}

void write_findings_jsonl(const std::vector<Finding>& findings, const Record& record, const Source& source,
                          const Grammar& grammar, const OutputStyle& style, std::string& out) {
  for (const Finding& finding : findings) {
    rapidjson::StringBuffer buffer;
    JsonLineWriter json(buffer);
    write_finding(finding, record, source, grammar, style.language, json);
    append_line(buffer, out);
  }
}

std::string findings_csv_header() {
  return "path,line,column,severity,rule,cells,expected,actual,message,repair,suspects\n";
}

void write_findings_csv(const std::vector<Finding>& findings, const Record& record, const Source& source,
                        const Grammar&, const OutputStyle&, std::string& out) {
  const std::string path = valid_utf8(source.path);
  for (const Finding& finding : findings) {
    const Position position = source.text->position(finding.span.begin);
    const bool placed = has_place(finding);
    append_csv_line({path, placed ? std::to_string(position.line) : "", placed ? std::to_string(position.column) : "",
                     name_of(finding.rule->severity), finding.rule->id, joined_cells(finding, *record.form),
                     finding.expected ? finding.expected->str() : "", finding.actual ? finding.actual->str() : "",
                     finding.message, repair_of(finding), joined_suspects(finding, *record.form)},
                    out);
  }
}

}  // namespace gouji
