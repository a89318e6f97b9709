// Findings for people, in the compilers' way:
//
//   report.txt:112:15: error: … [requests.row_total]
//    112 | …	90	1	0	95
//        |          ^^
//        = …
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>

#include "output/characters.h"
#include "output/excerpt.h"
#include "output/finding_parts.h"
#include "output/output.h"
#include "output/terminal.h"

namespace gouji {

namespace {

std::string severity_word(Severity severity, const Grammar& grammar, const OutputStyle& style) {
  return grammar.messages.format(style.language, fmt::format("audit.{}", name_of(severity)));
}

std::string cell_name(const FormCell& cell, const Form& form, Language language) {
  const std::string row = form.row_path(cell, language);
  const std::string column = form.column_path(cell, language);
  return fmt::format("{}{}{} ({})", row, row.empty() || column.empty() ? "" : ", ", column, cell.id);
}

// How the suspects are to be understood; `size` is how many cells a set has.
std::string words_over_suspects(const Finding& finding, std::ptrdiff_t size, const Grammar& grammar,
                                Language language) {
  const MessageArguments arguments = {{"count", std::to_string(finding.explanations)}, {"size", std::to_string(size)}};
  const auto say = [&](std::string_view key) { return grammar.messages.format(language, key, arguments); };
  if (finding.unproved) return say(finding.suspects.empty() ? "audit.unproved" : "audit.unproved_sets");
  if (size == 1) return say(finding.explanations == 1 ? "audit.unique_suspect" : "audit.possible_suspects");
  return say(finding.explanations == 1 ? "audit.unique_set" : "audit.possible_sets");
}

void write_suspects(const Finding& finding, const Record& record, const Source& source, const Grammar& grammar,
                    const OutputStyle& style, std::string& out) {
  if (finding.suspects.empty() && !finding.unproved) return;
  const std::size_t gutter = std::to_string(source.text->line_number(finding.span.begin)).size();
  const auto say = [&](std::string_view key, const MessageArguments& arguments) {
    return grammar.messages.format(style.language, key, arguments);
  };
  const auto size = std::count_if(finding.suspects.begin(), finding.suspects.end(),
                                  [](const Suspect& suspect) { return suspect.set == 1; });
  out += fmt::format(" {:{}} = {}\n", "", gutter, words_over_suspects(finding, size, grammar, style.language));
  const bool has_sets = size > 1 && finding.suspects.back().set > 1;
  int set = 0;
  for (const Suspect& suspect : finding.suspects) {
    const FormCell& cell = record.form->cells[suspect.cell];
    if (has_sets && suspect.set != set) {
      set = suspect.set;
      out += fmt::format(" {:{}}   {}\n", "", gutter, say("audit.set", {{"set", std::to_string(set)}}));
    }
    out += fmt::format(" {:{}}   {}{}\n", "", gutter, has_sets ? "  " : "",
                       say("audit.suspect", {{"cell", cell_name(cell, *record.form, style.language)},
                                             {"value", suspect.value ? suspect.value->str() : say("audit.blank", {})},
                                             {"suggested", suspect.suggested.str()},
                                             {"reason", say(suspect.reason, {})}}));
  }
}

// "page 5, table 3, row 2, column 4, …": for documents in which no line of bytes can be looked up.
void write_document_place(const Finding& finding, const Record& record, const Text& text, const Grammar& grammar,
                          const OutputStyle& style, std::string& out) {
  const std::optional<Place> place = text.place(finding.span);
  if (!place) return;
  const auto say = [&](std::string_view key, const MessageArguments& arguments) {
    return grammar.messages.format(style.language, key, arguments);
  };
  std::vector<std::string> words;
  if (place->page > 0) words.push_back(say("audit.page", {{"page", std::to_string(place->page)}}));
  if (!place->sheet.empty()) words.push_back(printable(address_of(*place)));
  if (place->table > 0 && place->sheet.empty()) {
    words.push_back(say("audit.table_place", {{"table", std::to_string(place->table)},
                                              {"row", std::to_string(place->row)},
                                              {"column", std::to_string(place->column)}}));
  }
  if (!finding.cells.empty()) {
    const FormCell& cell = record.form->cells[finding.cells.front()];
    words.push_back(say("audit.form_place", {{"table", record.form->tables[cell.table].name.in(style.language)},
                                             {"cell", cell_name(cell, *record.form, style.language)}}));
  }
  const std::size_t gutter = std::to_string(text.line_number(finding.span.begin)).size();
  if (!words.empty()) out += fmt::format(" {:{}} @ {}\n", "", gutter, fmt::join(words, say("audit.separator", {})));
}

}  // namespace

void write_findings_text(const std::vector<Finding>& findings, const Record& record, const Source& source,
                         const Grammar& grammar, const OutputStyle& style, std::string& out) {
  const Terminal terminal{style.color};
  const std::string path = printable(path_text(source.path));
  for (const Finding& finding : findings) {
    const bool placed = has_place(finding);
    const Position position = source.text->position(finding.span.begin);
    const std::string place = placed ? fmt::format("{}:{}:{}", path, position.line, position.column) : path;
    out += fmt::format("{}: {}: {} [{}]\n", terminal.bold(place),
                       terminal.of(finding.rule->severity, severity_word(finding.rule->severity, grammar, style)),
                       printable(finding.message), finding.rule->id);
    if (placed) write_excerpt(*source.text, position.line, finding.span, 0, terminal, out);
    if (placed) write_document_place(finding, record, *source.text, grammar, style, out);
    write_suspects(finding, record, source, grammar, style, out);
  }
}

}  // namespace gouji
