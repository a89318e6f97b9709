// Findings for people, in the compilers' way:
//
//   report.txt:112:15: error: … [requests.row_total]
//    112 | …	90	1	0	95
//        |          ^^
//        = …
#include <fmt/format.h>

#include <algorithm>

#include "output/characters.h"
#include "output/finding_parts.h"
#include "output/output.h"
#include "output/terminal.h"
#include "text/fold.h"

namespace gouji {

namespace {

constexpr int excerpt_columns = 100;

// One character of the source line, as it is shown.
struct Shown {
  std::string text;
  int column = 0;
  int width = 0;
};

// The line as it is shown, and the display columns of the figure in it: [begin, end).
struct Excerpt {
  std::vector<Shown> characters;
  int begin = 0;
  int end = 0;
  int width = 0;
};

Excerpt excerpt_of(const Text& text, Span figure) {
  const Span line = text.line_span(figure.begin);
  Excerpt excerpt;
  std::string_view rest = text.at(line);
  excerpt.begin = -1;
  while (!rest.empty()) {
    const ByteOffset at = line.end - rest.size();
    const char32_t character = printable(next_character(rest));
    if (excerpt.begin < 0 && at >= figure.begin) excerpt.begin = excerpt.width;
    Shown shown{"", excerpt.width, display_width(character)};
    append_utf8(character, shown.text);
    excerpt.width += shown.width;
    if (at < figure.end) excerpt.end = excerpt.width;
    excerpt.characters.push_back(std::move(shown));
  }
  if (excerpt.begin < 0) excerpt.begin = excerpt.width;
  excerpt.end = std::max(excerpt.end, excerpt.begin + 1);
  return excerpt;
}

// A long line is shown around its figure only.
struct Window {
  int begin = 0;
  int end = 0;
};

Window window_of(const Excerpt& excerpt) {
  if (excerpt.width <= excerpt_columns) return {0, excerpt.width};
  const int middle = (excerpt.begin + std::min(excerpt.end, excerpt.begin + excerpt_columns)) / 2;
  const int begin = std::clamp(middle - excerpt_columns / 2, 0, excerpt.width - excerpt_columns);
  return {begin, begin + excerpt_columns};
}

void write_excerpt(const Text& text, Span figure, const Terminal& terminal, std::string& out) {
  constexpr std::string_view ellipsis = "\xE2\x80\xA6";
  const Excerpt excerpt = excerpt_of(text, figure);
  const Window window = window_of(excerpt);
  const std::string number = std::to_string(text.line_number(figure.begin));

  std::string line(window.begin > 0 ? ellipsis : "");
  // Columns that the figure is moved by: what is left out before it, less the mark for that.
  int shift = window.begin > 0 ? -1 : 0;
  bool first = true;
  for (const Shown& shown : excerpt.characters) {
    if (shown.column < window.begin || shown.column + shown.width > window.end) continue;
    if (first) shift += shown.column;
    first = false;
    line += shown.text;
  }
  if (window.end < excerpt.width) line += ellipsis;

  const int end = std::min(excerpt.end, std::max(window.end, excerpt.begin + 1));
  const std::string caret = std::string(std::max(0, excerpt.begin - shift), ' ') +
                            terminal.strong(std::string(std::max(1, end - excerpt.begin), '^'));
  out += fmt::format(" {} | {}\n {:{}} | {}\n", number, line, "", number.size(), caret);
}

std::string severity_word(Severity severity, const Grammar& grammar, const OutputStyle& style) {
  return grammar.messages.format(style.language, fmt::format("audit.{}", name_of(severity)));
}

std::string cell_name(const FormCell& cell, const Form& form, Language language) {
  const std::string row = form.row_path(cell, language);
  const std::string column = form.column_path(cell, language);
  return fmt::format("{}{}{} ({})", row, row.empty() || column.empty() ? "" : ", ", column, cell.id);
}

void write_suspects(const Finding& finding, const Record& record, const Source& source, const Grammar& grammar,
                    const OutputStyle& style, std::string& out) {
  if (finding.suspects.empty()) return;
  const std::size_t gutter = std::to_string(source.text->line_number(finding.span.begin)).size();
  const auto say = [&](std::string_view key, const MessageArguments& arguments) {
    return grammar.messages.format(style.language, key, arguments);
  };
  out += fmt::format(" {:{}} = {}\n", "", gutter,
                     finding.explanations == 1
                         ? say("audit.unique_suspect", {})
                         : say("audit.possible_suspects", {{"count", std::to_string(finding.explanations)}}));
  for (const Suspect& suspect : finding.suspects) {
    const FormCell& cell = record.form->cells[suspect.cell];
    out += fmt::format(" {:{}}   {}\n", "", gutter,
                       say("audit.suspect", {{"cell", cell_name(cell, *record.form, style.language)},
                                             {"value", suspect.value ? suspect.value->str() : say("audit.blank", {})},
                                             {"suggested", suspect.suggested.str()},
                                             {"reason", say(suspect.reason, {})}}));
  }
}

}  // namespace

void write_findings_text(const std::vector<Finding>& findings, const Record& record, const Source& source,
                         const Grammar& grammar, const OutputStyle& style, std::string& out) {
  const Terminal terminal{style.color};
  const std::string path = printable(source.path);
  for (const Finding& finding : findings) {
    const bool placed = has_place(finding);
    const Position position = source.text->position(finding.span.begin);
    const std::string place = placed ? fmt::format("{}:{}:{}", path, position.line, position.column) : path;
    out += fmt::format("{}: {}: {} [{}]\n", terminal.bold(place),
                       terminal.of(finding.rule->severity, severity_word(finding.rule->severity, grammar, style)),
                       printable(finding.message), finding.rule->id);
    if (placed) write_excerpt(*source.text, finding.span, terminal, out);
    write_suspects(finding, record, source, grammar, style, out);
  }
}

}  // namespace gouji
