#include "table/fields.h"

#include <re2/re2.h>

#include <algorithm>
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

// What follows a figure in its cell: a unit, a note. What is longer is prose. In bytes.
constexpr ByteOffset longest_note = 600;
// What is longer is broken, or a label, whatever follows.
constexpr ByteOffset longest_broken_figure = 200;

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }
bool is_letter(char32_t character) {
  return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}

bool is_ink(const Token& token) { return token.kind == Token::Kind::number || token.kind == Token::Kind::label; }

class LineReader {
 public:
  LineReader(const Text& text, const CommonGrammar& common) : text_(text), common_(common) {
    for (const std::string& mark : common.blank_marks) marks_.push_back(fold_characters(mark));
    for (const std::string& unit : common.units) units_.push_back(fold_characters(unit));
  }

  FieldLine read(TokenIterator begin, TokenIterator end, int number) const {
    FieldLine line;
    line.span = {begin->span.begin, (end - 1)->span.end};
    line.separated = std::any_of(begin, end, [](const Token& token) { return token.kind == Token::Kind::separator; });
    line.furniture = is_furniture(line.span);
    if (line.separated) {
      read_separated(begin, end, line.fields);
    } else {
      read_spaced(begin, end, line.fields);
    }
    for (std::size_t i = 0; i < line.fields.size(); ++i) {
      line.fields[i].line = number;
      line.fields[i].number = static_cast<int>(i);
    }
    find_columns(begin, end, line.fields);
    return line;
  }

 private:
  // Fields begin where tokens begin, and follow each other.
  void find_columns(TokenIterator token, TokenIterator end, std::vector<Field>& fields) const {
    for (Field& field : fields) {
      while (token != end && token->span.end <= field.span.begin) ++token;
      if (token == end) return;
      field.column = token->display_column;
      const Span ink = field.unit.empty() ? field.span : Span{field.span.begin, field.unit.end};
      field.end_column = field.column + (field.kind == Field::Kind::empty ? 0 : display_width(text_.at(ink)));
    }
  }

  bool is_furniture(Span span) const {
    if (span.size() > longest_furniture) return false;
    const std::string folded = fold_utf8(text_.at(span)).utf8;
    return std::any_of(common_.furniture.begin(), common_.furniture.end(),
                       [&](const Pattern& pattern) { return re2::RE2::FullMatch(folded, *pattern); });
  }

  // A line that begins with a drawn bar has no field before it, one that ends with a bar none behind it; tabs have
  // both.
  void read_separated(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    TokenIterator piece = begin;
    for (TokenIterator token = begin; token != end; ++token) {
      if (token->kind != Token::Kind::separator) continue;
      const bool border = piece == begin && is_bar(*token) && !has_ink(begin, token);
      if (!border) read_piece(piece, token, token->span.begin, fields);
      piece = token + 1;
    }
    const bool border = piece != begin && is_bar(*(piece - 1)) && !has_ink(piece, end);
    if (!border) read_piece(piece, end, (end - 1)->span.end, fields);
  }

  void read_spaced(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    while (begin != end) {
      const TokenIterator piece = std::find_if(begin, end, [](const Token& token) { return is_ink(token); });
      const TokenIterator rest = std::find_if(piece, end, [](const Token& token) { return !is_ink(token); });
      if (piece != rest && !take_unit(piece, rest, fields)) read_word(piece, rest, fields);
      begin = rest;
    }
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

  // One label, one figure (with its unit and note), or a label with a figure behind it.
  void read_word(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    if (begin->kind == Token::Kind::number && read_figure(begin, end, fields)) return;
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
      fields.push_back({.kind = Field::Kind::label, .span = {begin->span.begin, (number - 1)->span.end}});
      fields.push_back(figure.front());
      return;
    }
    fields.push_back({.kind = Field::Kind::label, .span = span});
  }

  // A number with nothing behind it but a unit and a note in brackets. False where it is something else (a date).
  bool read_figure(TokenIterator number, TokenIterator end, std::vector<Field>& fields) const {
    const std::optional<Decimal> value = parse_number(text_.at(number->span));
    if (!value) return false;
    Field field{.kind = Field::Kind::figure, .span = number->span, .value = *value};
    const Span rest = {number->span.end, (end - 1)->span.end};
    if (rest.size() > longest_note) return false;
    if (!rest.empty()) {
      const Folded folded = fold(text_.at(rest), rest.begin);
      const std::size_t bracket = std::min(folded.characters.find(U'('), folded.characters.size());
      const std::u32string unit = folded.characters.substr(0, bracket);
      if (!unit.empty() && std::find(units_.begin(), units_.end(), unit) == units_.end()) return false;
      if (!unit.empty()) field.unit = {folded.bytes.front().begin, folded.bytes[bracket - 1].end};
      if (bracket < folded.characters.size()) field.note = {folded.bytes[bracket].begin, rest.end};
    }
    fields.push_back(field);
    return true;
  }

  // Digits and what may stand among them, but no word: a figure that cannot be trusted, not a label.
  bool is_broken_figure(Span span) const {
    const std::u32string folded = fold_characters(text_.at(span).substr(0, longest_broken_figure));
    const bool begins_with_digit = !folded.empty() && (is_digit(folded.front()) || folded.front() == U'-');
    const bool has_digit = std::any_of(folded.begin(), folded.end(), is_digit);
    return begins_with_digit && has_digit && std::none_of(folded.begin(), folded.end(), [](char32_t character) {
             return is_han(character) || is_letter(character);
           });
  }

  bool only_figures(TokenIterator begin, TokenIterator end) const {
    return std::all_of(begin, end, [](const Token& token) {
      return token.kind == Token::Kind::number || token.kind == Token::Kind::space;
    });
  }

  bool is_one_of(const std::vector<std::u32string>& words, Span span) const {
    if (span.size() > 24) return false;  // no mark is that long
    return std::find(words.begin(), words.end(), fold_characters(text_.at(span))) != words.end();
  }

  static bool has_ink(TokenIterator begin, TokenIterator end) { return std::any_of(begin, end, is_ink); }
  bool is_bar(const Token& token) const { return text_.at(token.span) != "\t"; }

  const Text& text_;
  const CommonGrammar& common_;
  std::vector<std::u32string> marks_;
  std::vector<std::u32string> units_;
};

// A row of a form wraps to no more lines than this.
constexpr std::size_t most_wrapped_lines = 8;
// Rules between rows, not only under a header, are what shows that a table wraps its cells.
constexpr int least_ruled_rows = 3;

bool has_figure(const FieldLine& line) {
  return std::any_of(line.fields.begin(), line.fields.end(), [](const Field& field) { return field.is_inked_value(); });
}

// Joins the lines between two rules of a table that draws a rule between its rows.
class WrappedLines {
 public:
  WrappedLines(const Text& text, std::vector<FieldLine> lines) : text_(text), lines_(std::move(lines)) {}

  std::vector<FieldLine> join() {
    std::vector<FieldLine> joined;
    for (std::size_t begin = 0; begin < lines_.size();) {
      const std::size_t table_end = end_of_table(begin);
      const bool ruled = ruled_rows(begin, table_end) >= least_ruled_rows;
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
    while (end < lines_.size() && lines_[end].separated == lines_[begin].separated) ++end;
    return end;
  }

  std::size_t end_of_block(std::size_t begin, std::size_t table_end) const {
    std::size_t end = begin + 1;
    while (end < table_end && lines_[end].block == lines_[begin].block) ++end;
    return end;
  }

  int ruled_rows(std::size_t begin, std::size_t end) const {
    int rows = 0;
    int counted_block = -1;
    for (std::size_t i = begin; i < end; ++i) {
      if (!lines_[i].separated || lines_[i].block == counted_block || !has_figure(lines_[i])) continue;
      counted_block = lines_[i].block;
      ++rows;
    }
    return rows;
  }

  // Where two lines fill all the columns of figures, they are two rows.
  bool is_one_row(std::size_t begin, std::size_t end) const {
    const std::size_t columns = lines_[begin].fields.size();
    if (end - begin < 2 || end - begin > most_wrapped_lines) return false;
    std::vector<bool> has_figures(columns, false);
    for (std::size_t i = begin; i < end; ++i) {
      if (lines_[i].fields.size() != columns) return false;
      for (std::size_t c = 0; c < columns; ++c) has_figures[c] = has_figures[c] || lines_[i].fields[c].is_inked_value();
    }
    int full_lines = 0;
    for (std::size_t i = begin; i < end; ++i) {
      bool full = true;
      for (std::size_t c = 0; c < columns; ++c)
        full = full && (!has_figures[c] || lines_[i].fields[c].is_inked_value());
      full_lines += full ? 1 : 0;
    }
    return full_lines <= 1;
  }

  FieldLine join(std::size_t begin, std::size_t end) const {
    FieldLine line;
    line.span = {lines_[begin].span.begin, lines_[end - 1].span.end};
    line.separated = true;
    line.block = lines_[begin].block;
    for (std::size_t column = 0; column < lines_[begin].fields.size(); ++column) {
      const std::size_t first = line.fields.size();
      for (std::size_t i = begin; i < end; ++i) {
        const Field& field = lines_[i].fields[column];
        if (field.kind == Field::Kind::empty) continue;
        if (line.fields.size() > first && field.is_inked_value() && line.fields.back().is_inked_value()) {
          add_end(field, line.fields.back());
        } else {
          line.fields.push_back(field);
        }
      }
      if (line.fields.size() == first) line.fields.push_back(lines_[begin].fields[column]);
    }
    return line;
  }

  // A figure of which the cell holds only so much a line.
  void add_end(const Field& end, Field& figure) const {
    const std::string whole = std::string(text_.at(figure.span)) + std::string(text_.at(end.span));
    const std::optional<Decimal> value = parse_number(whole);
    const bool joins = figure.kind == Field::Kind::figure && figure.wrapped.empty() && value.has_value();
    figure.kind = joins ? Field::Kind::figure : Field::Kind::broken_figure;
    if (joins) figure.value = *value;
    figure.wrapped = {figure.wrapped.empty() ? end.span.begin : figure.wrapped.begin, end.span.end};
  }

  const Text& text_;
  std::vector<FieldLine> lines_;
};

}  // namespace

std::vector<FieldLine> field_lines(const Text& text, const std::vector<Token>& tokens, const CommonGrammar& common) {
  const LineReader reader(text, common);
  std::vector<FieldLine> lines;
  int number = 0;
  int block = 0;
  for (TokenIterator begin = tokens.begin(); begin != tokens.end(); ++number) {
    const TokenIterator end =
        std::find_if(begin, tokens.end(), [](const Token& token) { return token.kind == Token::Kind::newline; });
    const bool has_rule = std::any_of(begin, end, [](const Token& token) { return token.kind == Token::Kind::rule; });
    if (has_rule) ++block;
    // A row of only empty fields says nothing: without a label there is no telling which row it is.
    if (std::any_of(begin, end, is_ink)) {
      lines.push_back(reader.read(begin, end, number));
      lines.back().block = block;
    }
    if (has_rule) ++block;  // a group's label may stand between the rule's parts
    begin = end == tokens.end() ? end : end + 1;
  }
  return WrappedLines(text, std::move(lines)).join();
}

}  // namespace gouji
