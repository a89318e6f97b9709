#include "table/fields.h"

#include <re2/re2.h>

#include <algorithm>
#include <bitset>
#include <string>
#include <string_view>
#include <utility>

#include "text/fold.h"
#include "token/number.h"

namespace gouji {
namespace {

using Tokens = std::vector<Token>;
using TokenIterator = Tokens::const_iterator;

// The longest line that can be a page's furniture, in bytes: patterns need not look at paragraphs.
constexpr ByteOffset longest_furniture = 120;
// Where it has figures and marks alone: "- 4 -", "4 / 7".
constexpr int most_words_of_page_number = 3;

// What follows a figure in its cell: a unit, a note. What is longer is prose. In bytes.
constexpr ByteOffset longest_note = 600;
// What is longer is broken, or a label, whatever follows.
constexpr ByteOffset longest_broken_figure = 200;

// The longest word that makes a figure part of a label, with the damage that cutting it out of a longer label does at
// its front, in bytes.
constexpr ByteOffset longest_label_count = 40;

// A label may begin with an item's number without a point: so many digits, and a few words at least behind them.
constexpr std::ptrdiff_t most_item_digits = 2;
constexpr std::ptrdiff_t least_item_words = 3;
// A table has more cells than this; some lines may end with a tab by chance.
constexpr int least_ended_cells = 20;
// Any piece of it may stand around a cell's text.
constexpr std::string_view set_off = "***___ \" ` $";
// May lead from a label to its figure, or open what it stands in.
constexpr std::u32string_view lead_in = U":=$\u00A5\uFFE5([{\u2018\u201C\u3008\u300A\u3010";

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }
bool is_letter(char32_t character) {
  return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}

bool is_ink(const Token& token) { return token.kind == Token::Kind::number || token.kind == Token::Kind::label; }

// Characters of which it is asked again and again whether one is among them. Some others seem to be too.
class FewCharacters {
 public:
  void add(char32_t character) { bits_.set(character % bits_.size()); }
  bool may_have(char32_t character) const { return bits_.test(character % bits_.size()); }

 private:
  std::bitset<256> bits_;
};

// Words that a piece of the text may be. Most pieces are told by their first character to be none of them.
class Words {
 public:
  static constexpr int none = -1;

  void add(std::string_view utf8) {
    words_.push_back(fold_characters(utf8));
    longest_ = std::max(longest_, words_.back().size());
    if (!words_.back().empty()) first_.add(words_.back().front());
  }

  // In characters, folded.
  std::size_t longest() const { return longest_; }
  bool has(std::u32string_view word) const { return std::find(words_.begin(), words_.end(), word) != words_.end(); }

  // Which word it is, in the order in which they were added, or `none`.
  int find(std::string_view utf8) const {
    if (utf8.size() > longest_piece) return none;
    if (!first_.may_have(folded_front(utf8))) return none;
    const auto word = std::find(words_.begin(), words_.end(), fold_characters(utf8));
    return word == words_.end() ? none : static_cast<int>(word - words_.begin());
  }

 private:
  // In bytes: no word is longer, whatever spaces stand in it.
  static constexpr ByteOffset longest_piece = 24;

  std::vector<std::u32string> words_;
  FewCharacters first_;
  std::size_t longest_ = 0;
};

class LineReader {
 public:
  LineReader(const Text& text, const std::vector<Token>& tokens, const CommonGrammar& common)
      : text_(text), tokens_end_(tokens.end()), common_(common), ends_cells_(separators_only_end_cells(tokens)) {
    for (const std::string& mark : common.blank_marks) marks_.add(mark);
    for (const std::string& unit : common.units) {
      units_.add(unit);
      longest_unit_ = std::max(longest_unit_, unit.size());
    }
    for (const SignWord& sign : common.sign_words) signs_.add(sign.word);
    for (const std::string& word : common.label_counts) {
      label_counts_.push_back(fold_characters(word));
      if (!label_counts_.back().empty()) last_of_label_counts_.add(label_counts_.back().back());
    }
  }

  FieldLine read(TokenIterator begin, TokenIterator end, int number) const {
    FieldLine line;
    line.span = {begin->span.begin, (end - 1)->span.end};
    line.furniture = is_furniture(ink_of(begin, end)) && !is_row_of_figures(begin, end);
    line.framed = std::any_of(begin, end, [](const Token& token) { return token.kind == Token::Kind::separator; });
    line.separated = line.framed && !ends_cells_ && !has_only_a_frame(begin, end) && !is_a_cell(begin, end);
    line.fields.reserve(static_cast<std::size_t>(end - begin) / 2 + 1);  // something stands between most of them
    if (line.separated) {
      read_separated(begin, end, line.fields);
    } else {
      read_spaced(begin, end, line.fields);
    }
    for (std::size_t i = 0; i < line.fields.size(); ++i) {
      line.fields[i].line = number;
      if (!line.separated) line.fields[i].number = static_cast<int>(i);
    }
    line.places = line.fields.empty() ? 0 : line.fields.back().number + 1;
    find_units(line.fields);
    find_columns(begin, end, line.fields);
    return line;
  }

  // A figure that is a part of the label before it, as in "the same told in several ways counts as 1": where the label
  // ends with one of the words that the grammar knows for it. `above`: the last field of the line before.
  void join_labels_with_figures(std::vector<Field>& fields, const Field* above) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const Field* label = i > 0 ? &fields[i - 1] : above;
      if (fields[i].kind != Field::Kind::figure || label == nullptr) continue;
      if (i > 0 && fields[i].span.begin - label->span.end > 1) continue;  // a figure of the row, in its own column
      if (!counts_in_label(*label)) continue;
      fields[i].kind = Field::Kind::label;
      if (!fields[i].unit.empty()) fields[i].span.end = fields[i].unit.end;
      if (!fields[i].note.empty()) fields[i].span.end = fields[i].note.end;
    }
  }

  // What a narrow column had no room for beside a figure may be its unit.
  bool is_unit(std::u32string_view folded) const { return units_.has(folded); }

  bool take_unit_of_line_above(const FieldLine& line, FieldLine& above) const {
    if (line.separated || line.fields.size() != 1 || above.separated || above.fields.empty()) return false;
    Field& figure = above.fields.back();
    if (figure.kind != Field::Kind::figure || !figure.unit.empty() || figure.line + 1 != line.fields.front().line)
      return false;
    if (!is_one_of(units_, line.fields.front().span)) return false;
    figure.unit = line.fields.front().span;
    return true;
  }

 private:
  bool counts_in_label(const Field& label) const {
    if (label.kind != Field::Kind::label) return false;
    const bool is_long = label.span.size() > longest_label_count;
    std::string_view end = text_.at(label.span);
    const char32_t back = plain_back(end);
    if (back != 0 && !last_of_label_counts_.may_have(back)) return false;
    if (is_long) end.remove_prefix(end.size() - longest_label_count);
    const std::u32string characters = fold_characters(end);
    return std::any_of(label_counts_.begin(), label_counts_.end(), [&](const std::u32string& word) {
      // The word's beginning may be on the line above.
      return characters.ends_with(word) || (!is_long && label.number == 0 && word.ends_with(characters));
    });
  }

  // Labels that are units: of the figure before them, or of the row, in a column of units.
  void find_units(std::vector<Field>& fields) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      Field& field = fields[i];
      const bool is_short = field.span.size() <= longest_unit_;
      if (field.kind != Field::Kind::label || !is_short || !is_one_of(units_, field.span)) continue;
      field.is_unit = true;
      const bool behind_figure = i > 0 && fields[i - 1].kind == Field::Kind::figure && fields[i - 1].unit.empty();
      if (!behind_figure) continue;
      fields[i - 1].unit = field.span;
      field.kind = Field::Kind::note;
    }
  }

  // Fields begin where tokens begin, and follow each other. Most end where a token ends, so that the next one says how
  // wide they are.
  void find_columns(TokenIterator token, TokenIterator end, std::vector<Field>& fields) const {
    ByteOffset counted = token->span.begin;
    int characters = 0;
    for (Field& field : fields) {
      while (token != end && token->span.end <= field.span.begin) ++token;
      if (token == end) return;
      characters += count_characters({counted, field.span.begin});
      counted = field.span.begin;
      const Span ink = field.unit.empty() ? Span(field.span) : Span{field.span.begin, field.unit.end};
      const bool has_ink = field.kind != Field::Kind::empty;
      field.column = token->display_column;
      field.end_column = has_ink ? end_column(token, end, ink) : field.column;
      field.character = characters;
      field.end_character = characters + (has_ink ? count_characters(ink) : 0);
    }
  }

  int end_column(TokenIterator token, TokenIterator end, Span ink) const {
    TokenIterator last = token;
    while (last != end && last->span.end < ink.end) ++last;
    const bool is_of_tokens = last != end && last->span.end == ink.end && token->span.begin == ink.begin;
    if (is_of_tokens && last + 1 != tokens_end_) return (last + 1)->display_column;
    return token->display_column + display_width(text_.at(ink));
  }

  int count_characters(Span span) const {
    const std::string_view bytes = text_.at(span);
    return static_cast<int>(std::count_if(bytes.begin(), bytes.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
  }

  // A page's number may stand in the frame of a table.
  static Span ink_of(TokenIterator begin, TokenIterator end) {
    const TokenIterator first = std::find_if(begin, end, is_ink);
    while (end != first && !is_ink(*(end - 1))) --end;
    return first == end ? Span() : Span{first->span.begin, (end - 1)->span.end};
  }

  bool is_furniture(Span span) const {
    if (span.size() > longest_furniture || !may_begin_furniture(span)) return false;
    const std::u32string line = fold_characters(text_.at(span));
    CharacterSet characters;
    for (const char32_t character : line) characters.add(character);
    std::string utf8;  // made where a pattern is run
    return std::any_of(common_.furniture.begin(), common_.furniture.end(), [&](const Pattern& pattern) {
      if (!pattern.may_match(characters)) return false;
      if (utf8.empty()) utf8 = utf8_of(line);
      return pattern.is_all_of(utf8, characters);
    });
  }

  // Most lines are told by their first character.
  bool may_begin_furniture(Span span) const {
    std::string first;
    if (const char32_t front = folded_front(text_.at(span)); front != 0) append_utf8(front, first);
    return std::any_of(common_.furniture.begin(), common_.furniture.end(),
                       [&](const Pattern& pattern) { return pattern.requirement().may_begin(first); });
  }

  // Folded, "0 5 0 / 0 0 5" is a page's number and how many there are, and "— — 5 — — — —" a number between dashes.
  // They are the figures of a row whose label was wrapped onto other lines.
  bool is_row_of_figures(TokenIterator begin, TokenIterator end) const {
    const auto is_value = [&](const Token& token) {
      return token.kind == Token::Kind::number || is_one_of(marks_, token.span);
    };
    const bool all_values =
        std::all_of(begin, end, [&](const Token& token) { return !is_ink(token) || is_value(token); });
    return all_values && std::count_if(begin, end, is_ink) > most_words_of_page_number;
  }

  // A bar on each side of the line says nothing of its fields: a table may stand inside another one's only cell.
  bool has_only_a_frame(TokenIterator begin, TokenIterator end) const {
    const auto is_separator = [](const Token& token) { return token.kind == Token::Kind::separator; };
    const TokenIterator first = std::find_if(begin, end, is_separator);
    const TokenIterator second = std::find_if(first + 1, end, is_separator);
    if (second == end || !is_bar(*first) || !is_bar(*second)) return false;
    return !has_ink(begin, first) && !has_ink(second, end) && std::none_of(second + 1, end, is_separator);
  }

  // The converter gives each cell a line, with a separator behind it. Where one line has more of them, a cell with
  // nothing behind it is a row with an empty one.
  static bool separators_only_end_cells(const std::vector<Token>& tokens) {
    int cells = 0;
    for (TokenIterator token = tokens.begin(); token != tokens.end(); ++token) {
      if (token->kind != Token::Kind::separator) continue;
      const bool ends_line = token + 1 == tokens.end() || (token + 1)->kind == Token::Kind::newline;
      if (!ends_line) return false;
      cells += token != tokens.begin() && is_ink(*(token - 1)) ? 1 : 0;
    }
    return cells >= least_ended_cells;
  }

  // A separator and one cell behind it: the converter gives each cell a line.
  bool is_a_cell(TokenIterator begin, TokenIterator end) const {
    const auto is_separator = [](const Token& token) { return token.kind == Token::Kind::separator; };
    const TokenIterator first = std::find_if(begin, end, is_separator);
    return !has_ink(begin, first) && std::none_of(first + 1, end, is_separator);
  }

  // A line that begins with a drawn bar has no field before it, one that ends with a bar none behind it; tabs have
  // both.
  void read_separated(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    TokenIterator piece = begin;
    for (TokenIterator token = begin; token != end; ++token) {
      if (token->kind != Token::Kind::separator) continue;
      const bool border = piece == begin && is_bar(*token) && !has_ink(begin, token);
      if (!border) read_place(piece, token, token->span.begin, fields);
      piece = token + 1;
    }
    const bool border = piece != begin && is_bar(*(piece - 1)) && !has_ink(piece, end);
    if (!border) read_place(piece, end, (end - 1)->span.end, fields);
  }

  void read_place(TokenIterator begin, TokenIterator end, ByteOffset at, std::vector<Field>& fields) const {
    if (is_attribute(begin, end)) return;
    const int number = fields.empty() ? 0 : fields.back().number + 1;
    const std::size_t first = fields.size();
    read_piece(begin, end, at, fields);
    for (std::size_t i = first; i < fields.size(); ++i) fields[i].number = number;
  }

  void read_spaced(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    while (begin != end) {
      const TokenIterator piece = std::find_if(begin, end, [](const Token& token) { return is_ink(token); });
      const TokenIterator rest = end_of_word(piece, end);
      if (piece != rest && !take_unit(piece, rest, fields)) read_word(piece, rest, fields);
      begin = rest;
    }
  }

  // A space may keep a sign in words from its figure.
  TokenIterator end_of_word(TokenIterator begin, TokenIterator end) const {
    const auto is_gap = [](const Token& token) { return !is_ink(token); };
    const TokenIterator rest = std::find_if(begin, end, is_gap);
    const bool goes_on = rest - begin == 1 && end - rest >= 2 && rest->span.size() == 1 &&
                         (rest + 1)->kind == Token::Kind::number && is_one_of(signs_, begin->span);
    return goes_on ? std::find_if(rest + 1, end, is_gap) : rest;
  }

  // A unit that a space keeps from its figure.
  bool take_unit(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    const Span span = {begin->span.begin, (end - 1)->span.end};
    const bool behind_figure =
        !fields.empty() && fields.back().kind == Field::Kind::figure && fields.back().unit.empty();
    if (!behind_figure || !is_one_of(units_, span)) return false;
    fields.back().unit = span;
    return true;
  }

  // Wiki mark-up writes how a cell is merged before what it holds: | colspan="3" | 12
  bool is_attribute(TokenIterator begin, TokenIterator end) const {
    while (begin != end && !is_ink(*begin)) ++begin;
    while (begin != end && !is_ink(*(end - 1))) --end;
    if (begin == end) return false;
    const std::string_view text = text_.at({begin->span.begin, (end - 1)->span.end});
    const bool is_named = text.front() >= 'a' && text.front() <= 'z';
    return is_named && text.back() == '"' && text.find("=\"") != std::string_view::npos;
  }

  // What stands between two separators: nothing, several figures that spaces keep apart, or one field.
  void read_piece(TokenIterator begin, TokenIterator end, ByteOffset at, std::vector<Field>& fields) const {
    while (begin != end && !is_ink(*begin)) ++begin;
    while (begin != end && !is_ink(*(end - 1))) --end;
    if (begin == end) {
      fields.push_back({.span = {at, at}});
      return;
    }
    if (begin->kind == Token::Kind::number && only_figures(begin, end)) {
      read_spaced(begin, end, fields);
    } else {
      read_word(begin, end, fields);
    }
  }

  // What mark-up sets off: **12**. False where it is no value.
  bool read_set_off(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    if (end - begin < 3) return false;
    const std::string_view mark = text_.at(begin->span);
    if (mark != text_.at((end - 1)->span) || set_off.find(mark) == std::string_view::npos) return false;
    std::vector<Field> inner;
    read_word(begin + 1, end - 1, inner);
    if (inner.size() != 1 || !inner.front().is_inked_value()) return false;
    fields.push_back(std::move(inner.front()));
    return true;
  }

  // One label, one figure (with its unit and note), or a label with a figure behind it.
  void read_word(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    if (read_set_off(begin, end, fields)) return;
    if (begin->kind == Token::Kind::number && read_figure(begin, end, fields)) return;
    if (read_signed_figure(begin, end, fields)) return;
    const Span span = {begin->span.begin, (end - 1)->span.end};
    if (is_one_of(marks_, span)) {
      fields.push_back({.kind = Field::Kind::blank_mark, .span = span});
      return;
    }
    if (is_broken_figure(span)) {
      fields.push_back({.kind = Field::Kind::broken_figure, .span = span});
      return;
    }
    for (TokenIterator number = begin + 1; number < end; ++number) {
      std::vector<Field> figure;
      if (number->kind != Token::Kind::number || !read_figure(number, end, figure)) continue;
      if (is_ink(*(number - 1)) && is_part_of_figure({begin->span.begin, (number - 1)->span.end})) {
        fields.push_back({.kind = Field::Kind::broken_figure, .span = span});
        return;
      }
      fields.push_back({.kind = Field::Kind::label, .span = {begin->span.begin, (number - 1)->span.end}});
      fields.push_back(figure.front());
      return;
    }
    fields.push_back({.kind = Field::Kind::label, .span = span});
  }

  // A number whose sign is a word before it: "less 2" is -2. A number with a sign of its own would have two.
  bool read_signed_figure(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    TokenIterator number = begin + 1;
    if (number != end && number->kind == Token::Kind::space) ++number;
    if (begin->kind != Token::Kind::label || number == end || number->kind != Token::Kind::number) return false;
    const int sign = signs_.find(text_.at(begin->span));
    if (sign == Words::none || !is_digit(fold_characters(text_.at(number->span)).front())) return false;
    if (!read_figure(number, end, fields)) return false;
    fields.back().span.begin = begin->span.begin;
    if (common_.sign_words[static_cast<std::size_t>(sign)].is_negative) fields.back().value = fields.back().value * -1;
    return true;
  }

  // A number with nothing behind it but a unit and a note in brackets. False where it is something else (a date).
  bool read_figure(TokenIterator number, TokenIterator end, std::vector<Field>& fields) const {
    Field field{.kind = Field::Kind::figure, .span = number->span};
    if (!read_unit_and_note({number->span.end, (end - 1)->span.end}, field)) return false;
    const std::optional<Decimal> value = parse_number(text_.at(number->span));
    if (!value) return false;
    field.value = *value;
    fields.push_back(std::move(field));
    return true;
  }

  // What stands behind a figure. False where it is more than that: no unit is so long.
  bool read_unit_and_note(Span rest, Field& figure) const {
    if (rest.empty()) return true;
    if (rest.size() > longest_note) return false;
    std::u32string unit;
    Span unit_span;
    std::string_view left = text_.at(rest);
    while (!left.empty() && figure.note.empty()) {
      if (unit.size() > units_.longest()) return false;
      const ByteOffset begin = rest.end - left.size();
      next_character(left);
      const ByteOffset end = rest.end - left.size();
      for (const char32_t character : fold_characters(text_.at({begin, end}))) {
        if (character == U'(') {
          figure.note = {begin, rest.end};
          break;
        }
        unit_span = {unit.empty() ? begin : unit_span.begin, end};
        unit.push_back(character);
      }
    }
    if (unit.empty()) return true;
    figure.unit = unit_span;
    return units_.has(unit);
  }

  // What stands right before digits, where it is no label but makes them another figure than they seem to be: a sign
  // that is not known, letters and digits that a reader of images mistook ("l47"), an exponent ("1e3"), another figure.
  bool is_part_of_figure(Span before) const {
    const std::u32string characters = fold_characters(text_.at(before));
    if (characters.empty()) return false;
    const auto words = std::count_if(characters.begin(), characters.end(), is_han);
    if (is_digit(characters.front())) {
      const auto digits = std::find_if_not(characters.begin(), characters.end(), is_digit) - characters.begin();
      return digits > most_item_digits || words < least_item_words;
    }
    return words == 0 && characters.find_first_not_of(lead_in) != std::u32string::npos;
  }

  // Digits and what may stand among them, but no word; or with letters that a reader of images takes digits for: a
  // figure that cannot be trusted, not a label.
  bool is_broken_figure(Span span) const {
    constexpr std::u32string_view zeros = U"Oo";
    constexpr std::u32string_view misread = U"0123456789OolI.,-+";
    const char32_t front = folded_front(text_.at(span));
    if (misread.find(front) == std::u32string::npos) return false;
    const std::u32string characters = fold_characters(text_.at(span).substr(0, longest_broken_figure));
    const bool has_digit = std::any_of(characters.begin(), characters.end(), is_digit);
    const bool has_word = std::any_of(characters.begin(), characters.end(),
                                      [](char32_t character) { return is_han(character) || is_letter(character); });
    if (has_digit && !has_word) return is_digit(front) || front == U'-';
    return characters.find_first_not_of(misread) == std::u32string::npos &&
           (has_digit || characters.find_first_of(zeros) != std::u32string::npos);
  }

  bool only_figures(TokenIterator begin, TokenIterator end) const {
    return std::all_of(begin, end, [](const Token& token) {
      return token.kind == Token::Kind::number || token.kind == Token::Kind::space;
    });
  }

  bool is_one_of(const Words& words, Span span) const { return words.find(text_.at(span)) != Words::none; }

  static bool has_ink(TokenIterator begin, TokenIterator end) { return std::any_of(begin, end, is_ink); }
  bool is_bar(const Token& token) const { return text_.at(token.span) != "\t"; }

  const Text& text_;
  const TokenIterator tokens_end_;
  const CommonGrammar& common_;
  const bool ends_cells_;
  Words marks_;
  Words units_;
  std::size_t longest_unit_ = 0;  // in bytes
  Words signs_;                   // those of common_, in their order
  std::vector<std::u32string> label_counts_;
  FewCharacters last_of_label_counts_;
};

// A note in brackets behind a figure goes on for at most so many lines.
constexpr int most_note_lines = 4;

// Finds the parts of notes that a narrow column wrapped: they are no figures and no labels.
class WrappedNotes {
 public:
  WrappedNotes(const Text& text, std::vector<FieldLine>& lines) : text_(text), lines_(lines) {}

  // Looks at the last line.
  void read_line() {
    const int line = lines_.back().fields.front().line;
    std::erase_if(open_, [&](const Note& note) { return line > note.line + most_note_lines; });
    for (std::size_t i = 0; i < lines_.back().fields.size(); ++i) read_field(i);
  }

 private:
  struct Place {
    std::size_t line = 0;
    std::size_t field = 0;
  };
  // A bracket that is open.
  struct Note {
    Field figure;  // or the note's beginning below it
    bool separated = false;
    int line = 0;
    std::vector<Place> parts;
  };

  void read_field(std::size_t index) {
    FieldLine& line = lines_.back();
    Field& field = line.fields[index];
    if (field.kind == Field::Kind::empty || field.kind == Field::Kind::blank_mark) return;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      Note& note = open_[i];
      if (note.line == field.line || note.separated != line.separated || !is_below(field, note.figure, line.separated))
        continue;
      note.parts.push_back({lines_.size() - 1, index});
      if (open_brackets(field.with_note()) >= 0) return;
      for (const Place part : note.parts) lines_[part.line].fields[part.field].kind = Field::Kind::note;
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
    // Without separators, the next row's label may stand there, and its item number in brackets.
    const bool below_figure =
        line.separated && field.kind == Field::Kind::label && begins_with_bracket(field) && stands_below_figure(field);
    if (below_figure) field.kind = Field::Kind::note;
    const bool is_note = below_figure || (field.kind == Field::Kind::figure && !field.note.empty());
    if (is_note && open_brackets(field.with_note()) > 0) open_.push_back({field, line.separated, field.line, {}});
  }

  static bool is_below(const Field& field, const Field& above, bool separated) {
    if (separated) return field.number == above.number;
    return field.column < above.end_column && above.column < field.end_column;
  }

  bool begins_with_bracket(const Field& field) const { return folded_front(text_.at(field.span).substr(0, 3)) == U'('; }

  bool stands_below_figure(const Field& field) const {
    if (lines_.size() < 2) return false;
    const FieldLine& above = lines_[lines_.size() - 2];
    return above.separated == lines_.back().separated && above.places == lines_.back().places &&
           std::any_of(above.fields.begin(), above.fields.end(), [&](const Field& figure) {
             return figure.kind == Field::Kind::figure && figure.line + 1 == field.line &&
                    is_below(field, figure, above.separated);
           });
  }

  // Opening brackets without a closing one; negative where a closing one has no opening one.
  int open_brackets(Span span) const {
    if (span.size() > longest_note) return 0;
    int open = 0;
    for (const char32_t character : fold_characters(text_.at(span))) {
      open += character == U'(' ? 1 : character == U')' ? -1 : 0;
    }
    return open;
  }

  const Text& text_;
  std::vector<FieldLine>& lines_;
  std::vector<Note> open_;
};

// A row of a form wraps to no more lines than this.
constexpr std::size_t most_wrapped_lines = 60;
// Rules between rows, not only under a header, are what shows that a text wraps its cells: so many rows of a table,
// most of them with one line of figures.
constexpr int least_ruled_rows = 3;

// Joins the lines between two rules of a table that draws a rule between its rows.
class WrappedLines {
 public:
  WrappedLines(const Text& text, const LineReader& reader, std::vector<FieldLine> lines)
      : text_(text), reader_(reader), lines_(std::move(lines)) {}

  // A table shows by its own rows whether there are rules between them; one of a row or two does as the others of the
  // text do, where these agree.
  std::vector<FieldLine> join() {
    const bool ruled_text = are_tables_ruled();
    std::vector<FieldLine> joined;
    for (std::size_t begin = 0; begin < lines_.size();) {
      const std::size_t table_end = end_of_table(begin);
      const Rules rules = rules_of(begin, table_end);
      const bool ruled = rules == Rules::between_rows || (rules == Rules::unknown && ruled_text);
      while (begin < table_end) {
        const std::size_t end = end_of_block(begin, table_end);
        if (ruled && is_one_row(begin, end)) {
          joined.push_back(join(begin, end));
        } else {
          std::move(lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                    lines_.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(joined));
        }
        begin = end;
      }
    }
    return joined;
  }

 private:
  std::size_t end_of_table(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < lines_.size() && lines_[end].framed == lines_[begin].framed) ++end;
    return end;
  }

  std::size_t end_of_block(std::size_t begin, std::size_t table_end) const {
    std::size_t end = begin + 1;
    while (end < table_end && lines_[end].block == lines_[begin].block) ++end;
    return end;
  }

  enum class Rules { between_rows, elsewhere, unknown };

  Rules rules_of(std::size_t begin, std::size_t table_end) const {
    int rows = 0;
    int single = 0;
    bool several = false;  // rows between the same two rules
    while (begin < table_end) {
      const std::size_t end = end_of_block(begin, table_end);
      const int full_lines = count_full_lines(begin, end);
      rows += full_lines > 0 ? 1 : 0;
      single += full_lines == 1 ? 1 : 0;
      several = several || full_lines > 2;
      begin = end;
    }
    if (single >= least_ruled_rows && single * 2 > rows) return Rules::between_rows;
    return several ? Rules::elsewhere : Rules::unknown;
  }

  bool are_tables_ruled() const {
    bool any = false;
    for (std::size_t begin = 0; begin < lines_.size();) {
      const std::size_t end = end_of_table(begin);
      const Rules rules = lines_[begin].framed ? rules_of(begin, end) : Rules::unknown;
      if (rules == Rules::elsewhere) return false;
      any = any || rules == Rules::between_rows;
      begin = end;
    }
    return any;
  }

  bool is_one_row(std::size_t begin, std::size_t end) const {
    if (end - begin < 2 || end - begin > most_wrapped_lines) return false;
    // Another table of the text may be ruled, and this one not. More than two lines that fill all columns are rows.
    if (!is_enclosed(begin, end) || count_full_lines(begin, end) > 2) return false;
    return std::all_of(lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                       lines_.begin() + static_cast<std::ptrdiff_t>(end),
                       [&](const FieldLine& line) { return line.separated && line.places == lines_[begin].places; });
  }

  bool is_enclosed(std::size_t begin, std::size_t end) const {
    const int block = lines_[begin].block;
    return (begin == 0 || lines_[begin - 1].block != block) && (end == lines_.size() || lines_[end].block != block);
  }

  // Of the lines between two rules, those that have a figure, or a mark for none, in every column where one of them has
  // a figure.
  int count_full_lines(std::size_t begin, std::size_t end) const {
    const int places = lines_[begin].places;
    std::vector<bool> any(static_cast<std::size_t>(places), false);
    for (std::size_t i = begin; i < end; ++i) {
      if (!lines_[i].separated || lines_[i].places != places) return 0;
      for (const Field& field : lines_[i].fields) {
        const bool is_figure = field.is_inked_value() && field.kind != Field::Kind::blank_mark;
        if (is_figure) any[static_cast<std::size_t>(field.number)] = true;
      }
    }
    const auto columns = std::count(any.begin(), any.end(), true);
    if (columns == 0) return 0;
    int full_lines = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<int> inked = places_of_figures(lines_[i]);
      const auto in_columns =
          std::count_if(inked.begin(), inked.end(), [&](int place) { return any[static_cast<std::size_t>(place)]; });
      full_lines += in_columns == columns ? 1 : 0;
    }
    return full_lines;
  }

  // Of figures and of marks for none, each place once.
  static std::vector<int> places_of_figures(const FieldLine& line) {
    std::vector<int> places;
    for (const Field& field : line.fields) {
      const bool again = !places.empty() && places.back() == field.number;
      if (field.is_inked_value() && !again) places.push_back(field.number);
    }
    return places;
  }

  FieldLine join(std::size_t begin, std::size_t end) const {
    FieldLine line;
    line.span = {lines_[begin].span.begin, lines_[end - 1].span.end};
    line.separated = true;
    line.framed = true;
    line.places = lines_[begin].places;
    line.block = lines_[begin].block;
    std::vector<std::vector<Field>> places(static_cast<std::size_t>(line.places));
    for (std::size_t i = begin; i < end; ++i) {
      for (const Field& field : lines_[i].fields) {
        std::vector<Field>& place = places[static_cast<std::size_t>(field.number)];
        if (field.kind != Field::Kind::empty || i + 1 == end) place.push_back(field);
      }
    }
    for (std::vector<Field>& place : places) join(place, line.fields);
    return line;
  }

  // The lines of one cell, and an empty one at most behind them.
  void join(std::vector<Field>& place, std::vector<Field>& fields) const {
    const auto is_label = [](const Field& field) { return field.kind == Field::Kind::label; };
    take_unit(place);
    const bool has_label = std::any_of(place.begin(), place.end(), is_label);
    const std::size_t first = fields.size();
    for (Field& field : place) {
      if (field.kind == Field::Kind::empty && fields.size() > first) continue;
      if (has_label && field.is_inked_value()) field.kind = Field::Kind::label;  // "3" over ".xx": an item's number
      const bool goes_on = fields.size() > first && field.is_inked_value() && fields.back().is_inked_value();
      if (goes_on) {
        add_end(field, fields.back());
      } else {
        fields.push_back(std::move(field));
      }
    }
  }

  // "12" over a unit, or over its halves.
  void take_unit(std::vector<Field>& place) const {
    std::u32string unit;
    Field* figure = nullptr;
    for (Field& field : place) {
      if (field.kind == Field::Kind::label) append_folded(text_.at(field.span), unit);
      if (field.kind == Field::Kind::label && figure == nullptr) return;
      if (field.kind == Field::Kind::figure) figure = &field;
    }
    if (figure == nullptr || unit.empty() || unit.size() > 4) return;
    if (!reader_.is_unit(fold_characters(text_.at(figure->unit)) + unit)) return;
    const std::string begin(text_.at(figure->unit));
    for (const Field& field : place) {
      if (field.kind != Field::Kind::label) continue;
      figure->unit = field.span;
      figure->whole_unit += (figure->whole_unit.empty() ? begin : "") + std::string(text_.at(field.span));
    }
    std::erase_if(place, [](const Field& field) { return field.kind == Field::Kind::label; });
  }

  // A figure of which the cell holds only so much a line.
  void add_end(const Field& end, Field& figure) const {
    std::string whole(text_.at(figure.span));
    for (const Span& part : figure.wrapped) whole += text_.at(part);
    whole += text_.at(end.span);
    const std::optional<Decimal> value = parse_number(whole);
    figure.kind = figure.kind == Field::Kind::figure && value ? Field::Kind::figure : Field::Kind::broken_figure;
    if (value) figure.value = *value;
    figure.wrapped.push_back(end.span);
    if (!end.unit.empty()) figure.unit = end.unit;
    if (!end.note.empty()) figure.note = end.note;
  }

  const Text& text_;
  const LineReader& reader_;
  std::vector<FieldLine> lines_;
};

}  // namespace

std::vector<FieldLine> field_lines(const Text& text, const std::vector<Token>& tokens, const CommonGrammar& common) {
  const LineReader reader(text, tokens, common);
  std::vector<FieldLine> lines;
  WrappedNotes notes(text, lines);
  int number = 0;
  int block = 0;
  for (TokenIterator begin = tokens.begin(); begin != tokens.end(); ++number) {
    const TokenIterator end =
        std::find_if(begin, tokens.end(), [](const Token& token) { return token.kind == Token::Kind::newline; });
    const bool has_rule = std::any_of(begin, end, [](const Token& token) { return token.kind == Token::Kind::rule; });
    if (has_rule) ++block;
    // A row of only empty fields says nothing: without a label there is no telling which row it is.
    if (std::any_of(begin, end, is_ink)) {
      FieldLine line = reader.read(begin, end, number);
      line.block = block;
      const bool follows = !lines.empty() && lines.back().fields.back().line + 1 == number;
      reader.join_labels_with_figures(line.fields, follows ? &lines.back().fields.back() : nullptr);
      // Mark-up alone leaves no field.
      const bool has_fields = !line.fields.empty();
      if (has_fields && (lines.empty() || !reader.take_unit_of_line_above(line, lines.back()))) {
        lines.push_back(std::move(line));
        notes.read_line();
      }
    }
    if (has_rule) ++block;  // a group's label may stand between the rule's parts
    begin = end == tokens.end() ? end : end + 1;
  }
  return WrappedLines(text, reader, std::move(lines)).join();
}

}  // namespace gouji
