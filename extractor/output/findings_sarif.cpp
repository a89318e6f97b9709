// Findings as SARIF 2.1.0 (OASIS), the format in which analysers hand their results to code reviews and editors. The
// document is written in parts, so that none but the findings of one report are in memory at a time.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "output/finding_parts.h"
#include "output/output.h"

namespace gouji {

namespace {

constexpr std::string_view schema_uri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view sarif_fingerprint = "gouji/v1";

const char* level_of(Severity severity) { return severity == Severity::info ? "note" : name_of(severity); }

// A path as a URI: relative as it is, absolute with the scheme of files. All bytes but those that a URI may have are in
// percent notation; a colon too, which would end a scheme.
std::string uri_of(const std::string& path) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  const std::string normal = std::filesystem::path(path).lexically_normal().string();
  std::string uri = normal.rfind('/', 0) == 0 ? "file://" : "";
  for (const char byte : normal) {
    if (plain.find(byte) != std::string_view::npos) {
      uri += byte;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return uri;
}

void write_text_object(JsonLineWriter& json, std::string_view key, std::string_view text) {
  write_key(json, key);
  json.StartObject();
  write_member(json, "text", text);
  json.EndObject();
}

void write_rule(const Rule& rule, const Grammar& grammar, Language language, JsonLineWriter& json) {
  json.StartObject();
  write_member(json, "id", std::string_view(rule.id));
  write_text_object(json, "shortDescription", rule.title.in(language));
  write_text_object(json, "fullDescription", rule.reason.in(language));
  write_text_object(json, "help",
                    grammar.messages.format(language, "sarif.help",
                                            {{"reason", rule.reason.in(language)},
                                             {"source", rule.source.in(language)},
                                             {"example", rule.example.in(language)}}));
  write_key(json, "defaultConfiguration");
  json.StartObject();
  write_member(json, "level", std::string_view(level_of(rule.severity)));
  json.EndObject();
  json.EndObject();
}

class ResultWriter {
 public:
  ResultWriter(const Record& record, const Source& source, const Grammar& grammar, Language language)
      : record_(record), source_(source), grammar_(grammar), language_(language), rules_(grammar.rules()) {}

  void write(const Finding& finding, JsonLineWriter& json) const {
    const auto same_id = [&](const Rule* rule) { return rule->id == finding.rule->id; };
    json.StartObject();
    write_member(json, "ruleId", std::string_view(finding.rule->id));
    write_key(json, "ruleIndex");
    json.Int64(std::find_if(rules_.begin(), rules_.end(), same_id) - rules_.begin());
    write_member(json, "level", std::string_view(level_of(finding.rule->severity)));
    write_text_object(json, "message", finding.message);
    write_locations(finding, json);
    write_fixes(finding, json);
    write_key(json, "partialFingerprints");
    json.StartObject();
    write_member(json, sarif_fingerprint, std::string_view(finding.fingerprint));
    json.EndObject();
    write_properties(finding, json);
    json.EndObject();
  }

 private:
  void write_artifact(JsonLineWriter& json) const {
    write_key(json, "artifactLocation");
    json.StartObject();
    write_member(json, "uri", std::string_view(uri_of(source_.path)));
    json.EndObject();
  }

  void write_region(std::string_view key, Span span, JsonLineWriter& json) const {
    const Text& text = *source_.text;
    const Position begin = text.position(span.begin);
    const Position end = text.position(span.end);
    const auto write_number = [&](std::string_view name, std::uint64_t number) {
      write_key(json, name);
      json.Uint64(number);
    };
    write_key(json, key);
    json.StartObject();
    write_number("startLine", begin.line);
    write_number("startColumn", begin.column);
    write_number("endLine", end.line);
    write_number("endColumn", end.column);
    // Lines and columns are those of `gouji text`; a place in a package or on a page has no byte of the file.
    if (const std::optional<Place> place = text.place(span)) {
      write_key(json, "message");
      json.StartObject();
      write_member(json, "text", std::string_view(text_of(*place)));
      json.EndObject();
    } else {
      const Span bytes = text.source(span);
      write_number("byteOffset", bytes.begin);
      write_number("byteLength", bytes.size());
    }
    json.EndObject();
  }

  void write_locations(const Finding& finding, JsonLineWriter& json) const {
    write_key(json, "locations");
    json.StartArray();
    json.StartObject();
    write_key(json, "physicalLocation");
    json.StartObject();
    write_artifact(json);
    if (has_place(finding)) write_region("region", finding.span, json);
    json.EndObject();
    if (!finding.cells.empty()) write_cell(finding.cells.front(), json);
    json.EndObject();
    json.EndArray();
  }

  // The cell that the finding is about, as the place in the form.
  void write_cell(CellIndex index, JsonLineWriter& json) const {
    const FormCell& cell = record_.form->cells[index];
    const std::string row = record_.form->row_path(cell, language_);
    const std::string column = record_.form->column_path(cell, language_);
    write_key(json, "logicalLocations");
    json.StartArray();
    json.StartObject();
    write_member(json, "name", std::string_view(row + (row.empty() || column.empty() ? "" : ", ") + column));
    write_member(json, "fullyQualifiedName", std::string_view(cell.id));
    json.EndObject();
    json.EndArray();
  }

  // A set of suspects is a fix where all of its cells are printed.
  void write_fixes(const Finding& finding, JsonLineWriter& json) const {
    bool any = false;
    for (auto begin = finding.suspects.begin(); begin != finding.suspects.end();) {
      const auto other_set = [&](const Suspect& suspect) { return suspect.set != begin->set; };
      const auto end = std::find_if(begin, finding.suspects.end(), other_set);
      const auto printed = [&](const Suspect& suspect) { return !record_.cells[suspect.cell].span.empty(); };
      if (std::all_of(begin, end, printed)) {
        if (!any) {
          write_key(json, "fixes");
          json.StartArray();
        }
        any = true;
        write_fix({begin, end}, json);
      }
      begin = end;
    }
    if (any) json.EndArray();
  }

  void write_fix(const std::vector<Suspect>& set, JsonLineWriter& json) const {
    std::string description;
    for (const Suspect& suspect : set) {
      description += fmt::format("{}{}: {} → {}", description.empty() ? "" : "; ", record_.form->cells[suspect.cell].id,
                                 record_.cells[suspect.cell].raw, suspect.suggested.str());
    }
    json.StartObject();
    write_text_object(json, "description", description);
    write_key(json, "artifactChanges");
    json.StartArray();
    json.StartObject();
    write_artifact(json);
    write_key(json, "replacements");
    json.StartArray();
    for (const Suspect& suspect : set) {
      json.StartObject();
      write_region("deletedRegion", record_.cells[suspect.cell].span, json);
      write_text_object(json, "insertedContent", suspect.suggested.str());
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
    json.EndArray();
    json.EndObject();
  }

  // What SARIF has no words for, as in gouji/finding/1.
  void write_properties(const Finding& finding, JsonLineWriter& json) const {
    write_key(json, "properties");
    json.StartObject();
    write_member_or_null(json, "publisher", record_.publisher.value);
    write_key(json, "year");
    record_.year == 0 ? static_cast<void>(json.Null()) : static_cast<void>(json.Int(record_.year));
    write_member(json, "sha256", std::string_view(source_.sha256));
    write_member(json, "encoding", std::string_view(source_.text->encoding()));
    write_comparison(finding, record_, json);
    write_suspects(finding, record_, grammar_, language_, json);
    json.EndObject();
  }

  const Record& record_;
  const Source& source_;
  const Grammar& grammar_;
  Language language_;
  std::vector<const Rule*> rules_;
};

}  // namespace

std::string findings_sarif_header(const Grammar& grammar, Language language, std::string_view version) {
  rapidjson::StringBuffer buffer;
  JsonLineWriter json(buffer);
  json.StartArray();
  for (const Rule* rule : grammar.rules()) write_rule(*rule, grammar, language, json);
  json.EndArray();
  std::string rules;
  append_json(buffer, rules);
  return fmt::format(R"({{"$schema":"{}","version":"2.1.0","runs":[{{)"
                     R"("tool":{{"driver":{{"name":"gouji","version":"{}","language":"{}","rules":{}}}}},)"
                     R"("language":"{}","columnKind":"unicodeCodePoints","results":[)",
                     schema_uri, version, language == Language::zh ? "zh-CN" : "en-US", rules,
                     language == Language::zh ? "zh-CN" : "en-US") +
         "\n";
}

void write_findings_sarif(const std::vector<Finding>& findings, const Record& record, const Source& source,
                          const Grammar& grammar, const OutputStyle& style, std::string& out) {
  const ResultWriter writer(record, source, grammar, style.language);
  for (const Finding& finding : findings) {
    rapidjson::StringBuffer buffer;
    JsonLineWriter json(buffer);
    writer.write(finding, json);
    if (!out.empty()) out += findings_sarif_separator;
    append_json(buffer, out);
  }
}

std::string findings_sarif_footer(bool successful) {
  return fmt::format(
      "\n"
      R"(],"invocations":[{{"executionSuccessful":{}}}]}}]}})"
      "\n",
      successful);
}

}  // namespace gouji
