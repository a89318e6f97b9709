#include "cli/baseline.h"

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "audit/fingerprint.h"
#include "output/output.h"
#include "source/input_bytes.h"
#include "text/text.h"

namespace gouji {

namespace {

tl::unexpected<Error> invalid(int line) { return fail("baseline.invalid", {{"line", std::to_string(line)}}); }

std::string_view without_spaces(std::string_view text) {
  constexpr std::string_view spaces = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(spaces), text.size());
  const std::size_t end = text.find_last_not_of(spaces) + 1;
  return text.substr(begin, std::max(begin, end) - begin);
}

rapidjson::Document parse_json(std::string_view text) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  return document;
}

bool is_sarif(const rapidjson::Document& document) {
  return !document.HasParseError() && document.IsObject() && document.HasMember("runs") && document["runs"].IsArray();
}

std::string string_at(const rapidjson::Value& value, const rapidjson::Pointer& pointer) {
  const rapidjson::Value* found = pointer.Get(value);
  return found != nullptr && found->IsString() ? found->GetString() : "";
}

Result<Baseline> parse_sarif(const rapidjson::Document& document) {
  const rapidjson::Pointer results("/results");
  // "~1" is how a pointer writes a slash within a name.
  const rapidjson::Pointer fingerprint("/partialFingerprints/gouji~1v1");
  Baseline baseline;
  for (const rapidjson::Value& run : document["runs"].GetArray()) {
    const rapidjson::Value* list = results.Get(run);
    if (list == nullptr || !list->IsArray()) continue;
    for (const rapidjson::Value& result : list->GetArray()) {
      const std::string found = string_at(result, fingerprint);
      if (!is_fingerprint(found)) return invalid(1);
      baseline.insert(found);
    }
  }
  return baseline;
}

// A line of jsonl, or of a list; nullopt where it has no fingerprint.
std::optional<std::string> fingerprint_in(std::string_view line) {
  if (line.front() == '{') {
    static const rapidjson::Pointer fingerprint("/fingerprint");
    const rapidjson::Document document = parse_json(line);
    if (document.HasParseError()) return std::nullopt;
    std::string found = string_at(document, fingerprint);
    return is_fingerprint(found) ? std::optional(std::move(found)) : std::nullopt;
  }
  const std::string_view word = line.substr(0, line.find_first_of(" \t"));
  return is_fingerprint(word) ? std::optional<std::string>(word) : std::nullopt;
}

Result<Baseline> parse_lines(std::string_view text) {
  Baseline baseline;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = without_spaces(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    std::optional<std::string> fingerprint = fingerprint_in(line);
    if (!fingerprint) return invalid(number);
    baseline.insert(std::move(*fingerprint));
  }
  return baseline;
}

// Takes one line of CSV off the front: its fields, and how many lines of the text it takes.
struct CsvLine {
  std::vector<std::string> fields = {""};
  int lines = 0;
};

CsvLine take_csv_line(std::string_view& text) {
  CsvLine line;
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char character = text[at];
    line.lines += character == '\n' ? 1 : 0;
    if (character == '"') {
      // A doubled one is a quotation mark of the field.
      const bool doubled = quoted && at + 1 < text.size() && text[at + 1] == '"';
      if (doubled) line.fields.back() += text[++at];
      if (!doubled) quoted = !quoted;
    } else if (quoted) {
      line.fields.back() += character;
    } else if (character == ',') {
      line.fields.emplace_back();
    } else if (character == '\n') {
      break;
    } else if (character != '\r') {
      line.fields.back() += character;
    }
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  return line;
}

// A spreadsheet may have saved the list with other columns beside it, and with empty lines.
Result<Baseline> parse_csv(std::string_view text, std::size_t column) {
  Baseline baseline;
  int number = 1 + take_csv_line(text).lines;
  while (!text.empty()) {
    const CsvLine line = take_csv_line(text);
    const bool is_empty =
        std::all_of(line.fields.begin(), line.fields.end(), [](const auto& field) { return field.empty(); });
    if (!is_empty) {
      if (column >= line.fields.size() || !is_fingerprint(line.fields[column])) return invalid(number);
      baseline.insert(line.fields[column]);
    }
    number += line.lines;
  }
  return baseline;
}

}  // namespace

Result<Baseline> parse_baseline(std::string_view text, const Messages& messages) {
  if (const rapidjson::Document document = parse_json(text); is_sarif(document)) return parse_sarif(document);
  std::string_view rest = text;
  const std::vector<std::string> headings = take_csv_line(rest).fields;
  const auto heading =
      std::find(headings.begin(), headings.end(), messages.format(Language::zh, "findings_csv.fingerprint"));
  return heading == headings.end() ? parse_lines(text) : parse_csv(text, heading - headings.begin());
}

Result<Baseline> read_baseline(const std::string& path, const Messages& messages) {
  const auto failed = [&](Error error) {
    if (error.code == "input.not_found") error.code = "baseline.not_found";
    return tl::make_unexpected(with_path(std::move(error), path));
  };
  Result<std::string> bytes = read_list(path, false);
  if (!bytes) return failed(bytes.error());
  // A spreadsheet may have saved the list in another encoding.
  const Result<Text> text = decode(std::move(*bytes));
  if (!text && text.error().code == "text.empty") return Baseline{};
  if (!text) return failed(text.error());
  Result<Baseline> baseline = parse_baseline(text->utf8(), messages);
  if (!baseline) return failed(baseline.error());
  return baseline;
}

}  // namespace gouji
