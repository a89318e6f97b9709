#include "generator/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "document/document.h"
#include "gouji.h"
#include "text/fold.h"

namespace gouji::generator {
namespace {

std::string printed(const ExpectedCell& cell) { return cell.value ? cell.value->str() + cell.unit : "nothing"; }

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
  std::string line = form_cell.id + ": printed " + printed(expected) + ", " + name_of(cell.status);
  if (cell.value) line += fmt::format(" {}{}", cell.value->str(), cell.unit);
  for (const Decimal& candidate : cell.candidates) line += fmt::format(" {}?", candidate.str());
  if (!cell.reason.empty()) line += " (" + cell.reason + ")";
  if (!cell.row.empty()) {
    line += ", line " + std::to_string(text.line_number(cell.row.begin)) + ": " + excerpt(text.at(cell.row));
  }
  return line;
}

bool is_right(const ExpectedCell& expected, const Cell& cell) {
  if (!expected.value) return !cell.value;
  return cell.value && *cell.value == *expected.value && cell.unit == expected.unit;
}

bool is_marked(const Cell& cell) { return cell.status == CellStatus::ambiguous || cell.status == CellStatus::missing; }

// "2 records, of forms 2019 and 2021"
std::string forms_of(const std::vector<Record>& records) {
  std::string forms = std::to_string(records.size()) + " records";
  for (std::size_t i = 0; i < records.size(); ++i) forms += (i == 0 ? ", of form " : " and ") + records[i].form->id;
  return forms;
}

int told_cells(const Case& made) {
  int told = 0;
  for (const ExpectedCell& cell : made.cells) told += cell.told ? 1 : 0;
  return told;
}

}  // namespace

Verdict judge(const Case& made, const Text& text, const std::vector<Record>& records) {
  Verdict verdict;
  verdict.told = told_cells(made);
  const auto record = std::find_if(records.begin(), records.end(),
                                   [&](const Record& candidate) { return candidate.form == made.form; });
  if (records.empty()) {
    // Nothing wrong is said, and the command says that it found no report.
    verdict.marked = static_cast<int>(made.cells.size());
    if (verdict.told > 0) verdict.unread.push_back(forms_of(records) + " instead of one of form " + made.form->id);
    return verdict;
  }
  if (records.size() != 1 || record == records.end()) {
    verdict.marked = static_cast<int>(made.cells.size());
    verdict.wrong.push_back(forms_of(records) + " instead of one of form " + made.form->id);
    return verdict;
  }
  for (std::size_t i = 0; i < made.cells.size(); ++i) {
    const Cell& cell = record->cells[i];
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
  const Result<Text> text = read_document_text(made.text);
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
