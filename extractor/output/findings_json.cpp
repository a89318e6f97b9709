// Findings for programs, as JSON lines.
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
  write_member(json, "path", std::string_view(path_text(source.path)));
  write_member(json, "rule", std::string_view(finding.rule->id));
  write_member(json, "severity", std::string_view(name_of(finding.rule->severity)));
  write_comparison(finding, record, json);
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
  write_suspects(finding, record, grammar, language, json);
  write_member(json, "fingerprint", std::string_view(finding.fingerprint));
  json.EndObject();
}

}  // namespace

void write_comparison(const Finding& finding, const Record& record, JsonLineWriter& json) {
  write_key(json, "cells");
  json.StartArray();
  for (const CellIndex cell : finding.cells) write_string(json, record.form->cells[cell].id);
  json.EndArray();
  write_member(json, "expected", finding.expected);
  write_member(json, "actual", finding.actual);
}

void write_suspects(const Finding& finding, const Record& record, const Grammar& grammar, Language language,
                    JsonLineWriter& json) {
  write_member_or_null(json, "repair", repair_of(finding));
  write_key(json, "suspects");
  write_suspect_list(finding, record, grammar, language, json);
}

void write_suspect_list(const Finding& finding, const Record& record, const Grammar& grammar, Language language,
                        JsonLineWriter& json) {
  json.StartArray();
  for (const Suspect& suspect : finding.suspects) write_suspect(suspect, record, grammar, language, json);
  json.EndArray();
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

}  // namespace gouji
