#include "table/line_marks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "text/fold.h"

namespace gouji {
namespace {

// So many numbers in a row that run up by one, or begin again at one, are no chance.
constexpr int least_running_numbers = 5;
// A text whose lines are numbered has a number before so many of ten lines.
constexpr int least_numbered_of_ten = 6;
// So many lines of the greatest length are no chance in a text whose lines are not wrapped.
constexpr int least_cut_lines = 4;

bool is_label(const Field& field) { return field.kind == Field::Kind::label; }
bool has_ink(const Field& field) { return field.kind != Field::Kind::empty; }

// "12", also as "12:" or "12." before a line.
std::optional<int> whole_number(const Text& text, const Field& field) {
  constexpr ByteOffset longest = 12;
  const bool has_digits = field.kind == Field::Kind::figure || field.kind == Field::Kind::broken_figure;
  if (!has_digits || field.span.size() > longest) return std::nullopt;
  std::u32string digits = fold_characters(text.at(field.span));
  if (!digits.empty() && std::u32string_view(U":.)").find(digits.back()) != std::u32string_view::npos)
    digits.pop_back();
  constexpr std::size_t most_digits = 6;
  if (digits.empty() || digits.size() > most_digits) return std::nullopt;
  int number = 0;
  for (const char32_t digit : digits) {
    if (digit < U'0' || digit > U'9') return std::nullopt;
    number = number * 10 + static_cast<int>(digit - U'0');
  }
  return number;
}

void make_note(FieldLine& line, Field& field) {
  field.kind = Field::Kind::note;
  // A column of units stands behind it, not its unit.
  for (Field& unit : line.fields) {
    if (unit.kind == Field::Kind::note && !field.unit().empty() && unit.span.begin == field.unit().begin)
      unit.kind = Field::Kind::label;
  }
  if (!field.unit().empty()) field.parts.make().unit = {};
  // Where it is the only one that a separator kept apart, the rest of the line is as if nothing had been drawn.
  const bool is_alone = std::count_if(line.fields.begin(), line.fields.end(), has_ink) <= 2 && line.places <= 2;
  if (!is_alone) return;
  line.separated = false;
  std::erase_if(line.fields, [](const Field& other) { return !has_ink(other); });
}

// A number before each line: as much higher than the one before as the line is further down.
void find_line_numbers(const Text& text, std::vector<FieldLine>& lines) {
  std::map<int, int> lines_of;  // by the number that line 0 would have
  for (const FieldLine& line : lines) {
    const auto first = std::find_if(line.fields.begin(), line.fields.end(), has_ink);
    if (first == line.fields.end()) continue;
    if (const std::optional<int> number = whole_number(text, *first)) ++lines_of[*number - first->line];
  }
  // A page break is a line's end to us and may be none to what numbered the lines: so there may be several.
  std::erase_if(lines_of, [](const auto& one) { return one.second < least_running_numbers; });
  int numbered = 0;
  for (const auto& [first, count] : lines_of) numbered += count;
  if (numbered * 10 < static_cast<int>(lines.size()) * least_numbered_of_ten) return;
  for (FieldLine& line : lines) {
    const auto first = std::find_if(line.fields.begin(), line.fields.end(), has_ink);
    if (first == line.fields.end()) continue;
    const std::optional<int> number = whole_number(text, *first);
    if (number && lines_of.contains(*number - first->line)) make_note(line, *first);
  }
}

// The first field of a line with a label behind it, or the last one of a line with a label; null where there is none.
Field* before_label(FieldLine& line) {
  const auto first = std::find_if(line.fields.begin(), line.fields.end(), has_ink);
  if (first == line.fields.end() || is_label(*first)) return nullptr;
  return std::any_of(first + 1, line.fields.end(), is_label) ? &*first : nullptr;
}
Field* behind_all(FieldLine& line) {
  const bool has_label = std::any_of(line.fields.begin(), line.fields.end(), is_label);
  const bool has_value = line.fields.size() > 1 && !is_label(line.fields.back()) && has_ink(line.fields.back());
  return has_label && has_value ? &line.fields.back() : nullptr;
}

// Numbers of rows, in a column of their own: one more from row to row, or one where a table begins.
void find_row_numbers(const Text& text, std::vector<FieldLine>& lines, Field* (*place)(FieldLine&)) {
  struct Numbered {
    FieldLine* line;
    Field* field;
  };
  std::vector<Numbered> run;
  int last = 0;
  int steps = 0;  // up by one
  const auto finish = [&] {
    if (steps + 1 >= least_running_numbers) {
      for (const Numbered& one : run) make_note(*one.line, *one.field);
    }
    run.clear();
    steps = 0;
  };
  for (FieldLine& line : lines) {
    Field* const field = line.furniture ? nullptr : place(line);
    if (field == nullptr) continue;
    const std::optional<int> number = whole_number(text, *field);
    const bool follows = number && !run.empty() && *number == last + 1;
    if (!follows && number != 1) finish();
    if (!number) continue;
    steps += follows ? 1 : 0;
    run.push_back({&line, field});
    last = *number;
  }
  finish();
}

// What was cut is as long as others by one of these: pages cut columns, buffers cut bytes.
struct Length {
  int bytes = 0;
  int characters = 0;
  int columns = 0;
  bool ends_with_ink = false;
};

Length length_of(std::string_view line) {
  Length length;
  length.bytes = static_cast<int>(line.size());
  while (!line.empty()) {
    const char32_t character = next_character(line);
    ++length.characters;
    length.columns += display_width(character);
    length.ends_with_ink = !is_space(character);
  }
  return length;
}

void find_longest_lines(const std::vector<Length>& lengths, int Length::*size, std::vector<FieldLine>& lines) {
  int longest = 0;
  for (const Length& length : lengths) longest = std::max(longest, length.*size);
  const auto is_longest = [&](const Length& length) { return length.*size == longest; };
  // Between separators lines have one length by chance only. Without, a table's last column may be set to the right:
  // then its rows end there, with as many figures each, and not words.
  int words = 0;
  std::set<std::ptrdiff_t> figures;  // how many of them a line has
  int lines_with_figures = 0;
  bool any_separated = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_longest(lengths[i])) continue;
    any_separated = any_separated || (lines[i].separated && !lines[i].is_closed);
    if (is_label(lines[i].fields.back())) {
      ++words;
    } else {
      ++lines_with_figures;
      figures.insert(std::count_if(lines[i].fields.begin(), lines[i].fields.end(),
                                   [](const Field& field) { return field.is_inked_value(); }));
    }
  }
  constexpr std::size_t kinds_of_rows = 2;  // of tables three and four
  if (words + lines_with_figures < least_cut_lines) return;
  const bool may_be_set_right = !any_separated && words < 2 * lines_with_figures && figures.size() <= kinds_of_rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_longest(lengths[i]) || lines[i].is_closed) continue;
    lines[i].is_longest = true;
    lines[i].is_cut = lines[i].is_cut || !may_be_set_right;
  }
}

// Between separators, rows were cut where they lack places that the rows beside them have: the longest lines, and all
// where the text has empty places at the end of rows, so that no converter takes them away.
void find_short_rows(const std::vector<Length>& lengths, std::vector<FieldLine>& lines) {
  int longest = 0;
  bool has_empty_ends = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].separated) continue;
    longest = std::max(longest, lengths[i].characters);
    has_empty_ends = has_empty_ends || (!lines[i].is_closed && !has_ink(lines[i].fields.back()));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto has_more = [&](std::size_t beside) {
      return beside < lines.size() && lines[beside].separated && lines[beside].places > lines[i].places;
    };
    const bool may_be_cut = lines[i].separated && (has_empty_ends || lengths[i].characters == longest);
    if (may_be_cut && (has_more(i - 1) || has_more(i + 1))) lines[i].is_cut = true;
  }
}

// Rows of drawn tables that lack the frame at their end, or places, beside one that has them.
void find_unclosed_lines(std::vector<FieldLine>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].framed) continue;
    const auto has_more = [&](std::size_t beside) {
      return beside < lines.size() && lines[beside].separated && lines[beside].is_closed &&
             (!lines[i].is_closed || lines[beside].places > lines[i].places);
    };
    if (has_more(i - 1) || has_more(i + 1)) lines[i].is_cut = true;
  }
}

}  // namespace

void find_running_numbers(const Text& text, std::vector<FieldLine>& lines) {
  find_line_numbers(text, lines);
  find_row_numbers(text, lines, before_label);
  find_row_numbers(text, lines, behind_all);
}

void find_cut_lines(const Text& text, std::vector<FieldLine>& lines) {
  std::vector<Length> lengths;
  lengths.reserve(lines.size());
  for (const FieldLine& line : lines) lengths.push_back(length_of(text.at(line.span)));
  find_longest_lines(lengths, &Length::characters, lines);
  find_longest_lines(lengths, &Length::columns, lines);
  find_longest_lines(lengths, &Length::bytes, lines);
  find_short_rows(lengths, lines);
  find_unclosed_lines(lines);
  // A document's own rows are whole, whatever they lack.
  for (FieldLine& line : lines) {
    if (line.document_row > 0) line.is_longest = line.is_cut = false;
  }
}

}  // namespace gouji
