#include "generator/check.h"

#include <fmt/format.h>

#include <string_view>

#include "gouji.h"
#include "text/fold.h"

namespace gouji::generator {
namespace {

std::string printed(const std::optional<Decimal>& value) { return value ? value->str() : "nothing"; }

// A stretch of the text in one line, not too long.
std::string excerpt(std::string_view text) {
  constexpr int longest = 80;
  std::string line;
  int width = 0;
  bool space = false;
  while (!text.empty() && width < longest) {
    const char32_t character = next_character(text);
    const bool is_blank = is_space(character) || character == U'\n' || character == U'\r';
    if (is_blank && space) continue;
    append_utf8(is_blank ? U' ' : character, line);
    width += is_blank ? 1 : display_width(character);
    space = is_blank;
  }
  return text.empty() ? line : line + "…";
}

std::string description(const FormCell& form_cell, const ExpectedCell& expected, const Cell& cell, const Text& text) {
  std::string line = form_cell.id + ": printed " + printed(expected.value) + ", " + name_of(cell.status);
  if (cell.value) line += fmt::format(" {}", cell.value->str());
  for (const Decimal& candidate : cell.candidates) line += fmt::format(" {}?", candidate.str());
  if (!cell.reason.empty()) line += " (" + cell.reason + ")";
  if (!cell.row.empty()) {
    line += ", line " + std::to_string(text.line_number(cell.row.begin)) + ": " + excerpt(text.at(cell.row));
  }
  return line;
}

bool is_right(const ExpectedCell& expected, const Cell& cell) {
  if (!expected.value) return !cell.value;
  return cell.value && *cell.value == *expected.value;
}

bool is_marked(const Cell& cell) { return cell.status == CellStatus::ambiguous || cell.status == CellStatus::missing; }

int told_cells(const Case& made) {
  int told = 0;
  for (const ExpectedCell& cell : made.cells) told += cell.told ? 1 : 0;
  return told;
}

}  // namespace

Verdict judge(const Case& made, const Text& text, const std::vector<Record>& records) {
  Verdict verdict;
  verdict.told = told_cells(made);
  if (records.size() != 1 || records.front().form != made.form) {
    verdict.marked = static_cast<int>(made.cells.size());
    verdict.wrong.push_back(std::to_string(records.size()) + " records instead of one of form " + made.form->id);
    return verdict;
  }
  for (std::size_t i = 0; i < made.cells.size(); ++i) {
    const Cell& cell = records.front().cells[i];
    const ExpectedCell& expected = made.cells[i];
    if (is_right(expected, cell)) {
      ++verdict.right;
      if (expected.told) ++verdict.told_right;
      continue;
    }
    const std::string line = description(made.form->cells[i], expected, cell, text);
    if (!is_marked(cell)) {
      verdict.wrong.push_back(line);
      continue;
    }
    ++verdict.marked;
    if (expected.told) verdict.unread.push_back(line);
  }
  return verdict;
}

Verdict examine(const Case& made, const Grammar& grammar) {
  const Result<Text> text = decode(made.text);
  if (!text) return judge(made, Text("", "UTF-8", 0, {}), {});
  return judge(made, *text, extract(*text, grammar));
}

std::string some_of(const std::vector<std::string>& cells) {
  constexpr std::size_t most = 5;
  const auto row_of = [](const std::string& line) { return line.substr(0, line.rfind('.', line.find(':'))); };
  std::vector<std::pair<std::string, int>> rows;  // the line of the row's first cell, and how many it has
  for (const std::string& cell : cells) {
    if (rows.empty() || row_of(rows.back().first) != row_of(cell)) rows.emplace_back(cell, 0);
    ++rows.back().second;
  }
  std::string lines;
  for (std::size_t i = 0; i < rows.size() && i < most; ++i) {
    lines += "\n  " + rows[i].first;
    if (rows[i].second > 1) lines += " (and " + std::to_string(rows[i].second - 1) + " more of the row)";
  }
  if (rows.size() > most) lines += "\n  and " + std::to_string(rows.size() - most) + " more rows";
  return lines;
}

}  // namespace gouji::generator
