// The summary of an audit: for people two tables, for programs a line for each rule, for each body and for all.
#include <fmt/format.h>

#include <algorithm>

#include "output/characters.h"
#include "output/csv.h"
#include "output/json.h"
#include "output/output.h"
#include "output/terminal.h"
#include "text/fold.h"

namespace gouji {

namespace {

// The widest name that others are aligned with.
constexpr int widest_name = 60;

int count_of(const FindingCount& count, Severity severity) { return count.findings[static_cast<int>(severity)]; }

// A line in words: what it is about, and what that is called.
struct NamedLine {
  const char* by;     // "rule", "body", "all"
  std::string name;   // empty where it has none
  std::string title;  // of a rule
  FindingCount count;
};

std::vector<NamedLine> named_lines(const Summary& summary, const Grammar& grammar, Language language) {
  std::vector<NamedLine> lines;
  const std::vector<const Rule*> rules = grammar.rules();
  for (const SummaryLine& line : summary.rules) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule* each) { return each->id == line.name; });
    lines.push_back({"rule", line.name, rule == rules.end() ? "" : (*rule)->title.in(language), line.count});
  }
  for (const SummaryLine& line : summary.bodies) lines.push_back({"body", line.name, "", line.count});
  lines.push_back({"all", "", "", summary.all});
  return lines;
}

// The columns of figures, right-aligned below their headings.
class CountColumns {
 public:
  CountColumns(const Grammar& grammar, Language language) {
    for (const char* heading : {"reports", "errors", "warnings", "remarks"}) {
      headings_.push_back(grammar.messages.format(language, fmt::format("summary.{}", heading)));
    }
  }

  std::string head() const {
    std::string line;
    for (const std::string& heading : headings_) line += "  " + pad_left(heading, width_of(heading));
    return line;
  }

  std::string row(const FindingCount& count) const {
    const int figures[] = {count.reports, count_of(count, Severity::error), count_of(count, Severity::warning),
                           count_of(count, Severity::info)};
    std::string line;
    for (std::size_t i = 0; i < headings_.size(); ++i) {
      line += "  " + pad_left(std::to_string(figures[i]), width_of(headings_[i]));
    }
    return line;
  }

 private:
  static int width_of(const std::string& heading) { return std::max(6, display_width(heading)); }

  std::vector<std::string> headings_;
};

}  // namespace

void write_summary_text(const Summary& summary, const Grammar& grammar, const OutputStyle& style, std::string& out) {
  const auto say = [&](std::string_view key) { return grammar.messages.format(style.language, key); };
  const CountColumns columns(grammar, style.language);
  const Terminal terminal{style.color};
  std::vector<NamedLine> lines = named_lines(summary, grammar, style.language);
  int name_width = 0;
  for (NamedLine& line : lines) {
    line.name = line.name.empty() ? say(line.by == std::string_view("all") ? "summary.all" : "summary.nameless")
                                  : printable(line.name);
    name_width = std::max(name_width, std::min(display_width(line.name), widest_name));
  }
  const char* above = "";
  for (const NamedLine& line : lines) {
    if (above != std::string_view(line.by) && line.by != std::string_view("all")) {
      if (*above != '\0') out += '\n';
      const std::string heading = say(fmt::format("summary.{}", line.by));
      out += terminal.bold(pad_right(heading, name_width) + columns.head()) + '\n';
      above = line.by;
    }
    out += pad_right(line.name, name_width) + columns.row(line.count);
    out += line.title.empty() ? "\n" : fmt::format("  {}\n", printable(line.title));
  }
}

void write_summary_jsonl(const Summary& summary, const Grammar& grammar, Language language, std::string& out) {
  for (const NamedLine& line : named_lines(summary, grammar, language)) {
    rapidjson::StringBuffer buffer;
    JsonLineWriter json(buffer);
    const auto write_count = [&](std::string_view key, int count) {
      write_key(json, key);
      json.Int(count);
    };
    json.StartObject();
    write_member(json, "schema", std::string_view("gouji/summary/1"));
    write_member(json, "by", std::string_view(line.by));
    write_member_or_null(json, "name", line.name);
    write_member_or_null(json, "title", line.title);
    write_count("reports", line.count.reports);
    write_count("errors", count_of(line.count, Severity::error));
    write_count("warnings", count_of(line.count, Severity::warning));
    write_count("remarks", count_of(line.count, Severity::info));
    json.EndObject();
    append_line(buffer, out);
  }
}

void write_summary_csv(const Summary& summary, const Grammar& grammar, Language language, std::string& out) {
  const auto heading = [&](std::string_view key) { return grammar.messages.format(Language::zh, key); };
  out += spreadsheet_mark;
  append_csv_line({heading("summary.by"), heading("summary.name"), heading("summary.title"), heading("summary.reports"),
                   heading("summary.errors"), heading("summary.warnings"), heading("summary.remarks")},
                  out);
  for (const NamedLine& line : named_lines(summary, grammar, language)) {
    append_csv_line(
        {heading(fmt::format("summary.{}", line.by)), line.name, line.title, std::to_string(line.count.reports),
         std::to_string(count_of(line.count, Severity::error)), std::to_string(count_of(line.count, Severity::warning)),
         std::to_string(count_of(line.count, Severity::info))},
        out);
  }
}

}  // namespace gouji
