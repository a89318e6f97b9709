#include "cli/run_summary.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "form/form.h"
#include "output/characters.h"
#include "output/json.h"
#include "text/fold.h"

namespace gouji {
namespace {

void write_failures(JsonLineWriter& json, const ErrorLog& told, const Messages& messages, Language language) {
  json.Key("failed");
  json.StartArray();
  for (const Error& error : told.errors) {
    const auto path = std::find_if(error.arguments.begin(), error.arguments.end(),
                                   [](const auto& argument) { return argument.first == "path"; });
    json.StartObject();
    write_member_or_null(json, "path", path == error.arguments.end() ? "" : path_text(path->second));
    write_member(json, "code", error.code);
    write_member(json, "message", path_text(messages.format(language, error)));
    json.EndObject();
  }
  json.EndArray();
}

void write_skipped(JsonLineWriter& json, const RunSummary& summary, const Messages& messages, Language language) {
  json.Key("skipped_inputs");
  json.StartArray();
  for (const SkippedInput& skipped : summary.skipped) {
    json.StartObject();
    write_member(json, "path", valid_utf8(skipped.path));
    write_member(json, "reason", skip_reason(skipped.code));
    write_member(json, "message", messages.format(language, "skipped." + skip_reason(skipped.code)));
    json.EndObject();
  }
  json.EndArray();
}

void write_findings(JsonLineWriter& json, const RunSummary& summary) {
  json.Key("findings");
  if (!summary.findings[0]) {
    json.Null();
    return;
  }
  json.StartObject();
  for (const auto& [name, severity] :
       {std::pair{"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}}) {
    json.Key(name);
    json.Int64(summary.findings[static_cast<int>(severity)].value_or(0));
  }
  json.EndObject();
}

void write_counts(JsonLineWriter& json, const char* key, std::initializer_list<std::pair<const char*, int>> counts) {
  json.Key(key);
  json.StartObject();
  for (const auto& [name, count] : counts) {
    json.Key(name);
    json.Int(count);
  }
  json.EndObject();
}

}  // namespace

std::string skip_reason(const std::string& code) { return code.substr(code.find('.') + 1); }

std::string run_summary_json(const RunSummary& summary, const std::string& command, int exit_status,
                             const ErrorLog& told, const Messages& messages, Language language) {
  rapidjson::StringBuffer buffer;
  JsonLineWriter json(buffer);
  json.StartObject();
  write_member(json, "schema", "gouji/run/1");
  write_member(json, "version", GOUJI_VERSION);
  write_member(json, "command", command);
  json.Key("exit_status");
  json.Int(exit_status);
  json.Key("seconds");
  json.SetMaxDecimalPlaces(3);
  json.Double(std::chrono::duration<double>(std::chrono::steady_clock::now() - summary.start).count());
  json.Key("inputs");
  json.Uint64(summary.inputs);
  json.Key("bytes");
  json.Uint64(summary.bytes);
  json.Key("reports");
  json.Int64(summary.reports);
  write_counts(json, "skipped",
               {{"not_text", summary.not_text},
                {"empty", summary.empty},
                {"no_report", summary.no_report},
                {"left_out", summary.left_out}});
  write_skipped(json, summary, messages, language);
  write_failures(json, told, messages, language);
  write_findings(json, summary);
  if (summary.changes) {
    write_counts(json, "changes",
                 {{"new", summary.changes->added},
                  {"changed", summary.changes->changed},
                  {"unchanged", summary.changes->unchanged},
                  {"removed", summary.changes->removed}});
  }
  json.EndObject();
  std::string line;
  append_line(buffer, line);
  return line;
}
}  // namespace gouji
