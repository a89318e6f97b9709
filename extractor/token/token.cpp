#include "token/token.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/fold.h"

namespace gouji {
namespace {

// What a character can be a part of.
enum class Ink : std::uint8_t {
  label,
  digit,
  space,
  zero_width,  // a space that nobody sees: inside a word it belongs to the word
  newline,
  tab,
  bar,    // a vertical line
  joint,  // a corner or crossing of a drawn table
  line,   // a horizontal line of a drawn table
  far,    // not ASCII: to be looked at
};

struct Character {
  Ink ink;
  int size;   // in bytes
  int width;  // in display columns
};

constexpr std::array<Ink, 256> ink_of_byte = [] {
  std::array<Ink, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    table[byte] = byte >= 0x80 ? Ink::far : byte <= ' ' || byte == 0x7F ? Ink::space : Ink::label;
  }
  for (std::size_t byte = '0'; byte <= '9'; ++byte) table[byte] = Ink::digit;
  for (const unsigned char byte : {'\n', '\v', '\f', '\r'}) table[byte] = Ink::newline;
  table['\t'] = Ink::tab;
  table['|'] = Ink::bar;
  return table;
}();

// Vertical and horizontal lines, light, heavy, dashed, double and half, as they stand in the block of box characters.
// Its diagonals are no part of a table: in a cell they mark that there is nothing.
constexpr std::u32string_view vertical_lines =
    U"\u2502\u2503\u2506\u2507\u250A\u250B\u254E\u254F\u2551\u2575\u2577\u2579\u257B\u257D\u257F";
constexpr std::u32string_view horizontal_lines =
    U"\u2500\u2501\u2504\u2505\u2508\u2509\u254C\u254D\u2550\u2574\u2576\u2578\u257A\u257C\u257E";
constexpr std::u32string_view diagonals = U"\u2571\u2572\u2573";
// Full-width and broken ones, and that of vertical text.
constexpr std::u32string_view other_bars = U"\uFF5C\uFFE4\u00A6\uFE31";

// Dashes and signs, of which a few are something else, but many in a row are a line: an em dash, a bar, and the
// full-width forms of "-", "=" and "_". All have three bytes.
constexpr std::array<std::string_view, 5> line_marks = {"\u2014", "\u2015", "\uFF0D", "\uFF1D", "\uFF3F"};
constexpr std::size_t least_line_marks = 5;

Ink ink_of_box(char32_t character) {
  if (vertical_lines.find(character) != std::u32string_view::npos) return Ink::bar;
  if (horizontal_lines.find(character) != std::u32string_view::npos) return Ink::line;
  return diagonals.find(character) != std::u32string_view::npos ? Ink::label : Ink::joint;
}

Ink ink_of(char32_t character) {
  if (character >= 0xFF10 && character <= 0xFF19) return Ink::digit;
  if (character >= 0x2500 && character <= 0x257F) return ink_of_box(character);
  if (other_bars.find(character) != std::u32string_view::npos) return Ink::bar;
  if (character == 0x85 || character == 0x2028 || character == 0x2029) return Ink::newline;
  if (is_space(character)) return display_width(character) == 0 ? Ink::zero_width : Ink::space;
  return Ink::label;
}

bool is_between(std::uint8_t byte, std::uint8_t first, std::uint8_t last) { return byte >= first && byte <= last; }

// The width of label ink of three bytes that is told without decoding it; 0 for everything else. Reports are made of
// it: Han (U+4E00 to U+9FFF), ideographic punctuation (from U+3001), full-width forms (from U+FF01) but for digits,
// dashes and quotation marks (from U+2010). Precondition of Text: valid UTF-8, though a text that is not does no harm.
inline int common_ink_width(std::string_view text, ByteOffset at) {
  if (text.size() - at < 3) return 0;
  const auto lead = static_cast<std::uint8_t>(text[at]);
  const auto second = static_cast<std::uint8_t>(text[at + 1]);
  const auto third = static_cast<std::uint8_t>(text[at + 2]);
  if (is_between(lead, 0xE5, 0xE9) || (lead == 0xE4 && second >= 0xB8)) return 2;
  if (lead == 0xE3) return second == 0x80 && is_between(third, 0x81, 0x97) ? 2 : 0;
  if (lead == 0xEF) return second == 0xBC && third > 0x80 && !is_between(third, 0x90, 0x99) ? 2 : 0;
  return lead == 0xE2 && second == 0x80 && is_between(third, 0x90, 0xA7) ? 1 : 0;
}

// Nothing that is asked for by name begins with these bytes.
bool is_han_lead(char byte) { return is_between(static_cast<std::uint8_t>(byte), 0xE4, 0xE9); }

Character beyond_ascii(std::string_view text, ByteOffset at) {
  if (const int width = common_ink_width(text, at); width > 0) return {Ink::label, 3, width};
  std::string_view rest = text.substr(at);
  const char32_t character = next_character(rest);
  const int size = static_cast<int>(text.size() - at - rest.size());
  if (character >= 0x2500 && character <= 0x257F) return {ink_of_box(character), size, 1};
  return {ink_of(character), size, display_width(character)};
}

inline Character character_at(std::string_view text, ByteOffset at) {
  const auto lead = static_cast<std::uint8_t>(text[at]);
  if (lead >= 0x80) return beyond_ascii(text, at);
  return {ink_of_byte[lead], 1, lead >= ' ' || lead == '\t' ? 1 : 0};
}

// Not much more than there are, and never less: a vector that grew would have to hold them twice. A token begins where
// a run of digits or of other ink begins or ends, or at a byte that is neither.
std::size_t most_tokens_in(std::string_view text) {
  enum class Run { none, digits, ink };
  constexpr char box_lead = '\xE2';  // with which the lines of drawn tables begin, each of which is a token
  std::size_t tokens = 1;
  Run before = Run::none;
  for (const char byte : text) {
    const Ink ink = ink_of_byte[static_cast<std::uint8_t>(byte)];
    const bool is_plain_ink = ink == Ink::far || ink == Ink::label;
    const Run run = ink == Ink::digit ? Run::digits : is_plain_ink ? Run::ink : Run::none;
    const bool may_be_box = byte == box_lead;
    tokens += run != before || (run == Run::none && ink != Ink::space) || may_be_box ? 1 : 0;
    before = run;
  }
  return tokens;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) { tokens_.reserve(most_tokens_in(text)); }

  std::vector<Token> tokenize() && {
    while (at_ < text_.size()) next();
    return std::move(tokens_);
  }

 private:
  // One token, or the several that a run of digits and points stands for.
  void next() {
    const Character first = character_at(text_, at_);
    switch (first.ink) {
      case Ink::newline:
        return newline(first);
      case Ink::tab:
        return emit(Token::Kind::separator, at_ + 1, 1);
      case Ink::space:
        return space();
      case Ink::zero_width:
        return is_at_field_start() || !is_ink(zero_width_end(at_)) ? space() : label(at_, 0);
      case Ink::digit:
        return is_at_field_start() ? number_or_item() : figures(at_);
      case Ink::joint:
      case Ink::line:
        return box_run();
      case Ink::bar:
      case Ink::label:
      case Ink::far:
        return is_at_field_start() || first.ink == Ink::bar ? field_start(first) : label(at_, 0);
    }
  }

  void newline(const Character& first) {
    const bool cr_lf = text_.substr(at_, 2) == "\r\n";
    emit(Token::Kind::newline, at_ + (cr_lf ? 2 : first.size), 0);
    line_begin_ = at_;
    column_ = 0;
    drawn_line_.reset();
  }

  void space() {
    ByteOffset end = blanks_end(at_);
    int width = static_cast<int>(end - at_);
    while (end < text_.size()) {
      const Character character = character_at(text_, end);
      if (character.ink != Ink::space && character.ink != Ink::zero_width) break;
      end += character.size;
      width += character.width;
    }
    emit(Token::Kind::space, end, width);
  }

  ByteOffset blanks_end(ByteOffset at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }

  // What begins with a character that may be a rule's, a sign, or a bracket around an item's number.
  void field_start(const Character& first) {
    if (is_han_lead(text_[at_])) return label(at_, 0);
    if (const ByteOffset end = ascii_rule_end(); end > at_) {
      return emit(Token::Kind::rule, end, static_cast<int>(end - at_));
    }
    if (const ByteOffset end = end_of_line_marks(at_); end > at_ && is_in_drawn_line()) {
      return emit(Token::Kind::rule, end, display_width(text_.substr(at_, end - at_)));
    }
    if (first.ink == Ink::bar) return emit(Token::Kind::separator, at_ + first.size, first.width);
    const bool has_prefix = is_one_of(at_, signs) || is_one_of(at_, points);
    if (has_prefix && is_digit(at_ + first.size)) return figures(at_ + first.size);
    if (is_one_of(at_, opening_brackets)) return label(at_, bracketed_item_end());
    label(at_, 0);
  }

  // ---- labels

  // Characters that are looked at together, up to `end`; none of them when that is where they begin.
  struct Run {
    ByteOffset end = 0;
    int width = 0;
    bool has_joint = false;
  };

  // Everything up to a space, separator, rule, line end or number, but at least up to `least_end`: an item's number.
  void label(ByteOffset end, ByteOffset least_end) {
    int width = 0;
    for (pass_common_ink(end, width); end < text_.size(); pass_common_ink(end, width)) {
      const Character character = character_at(text_, end);
      if (character.ink == Ink::label || end < least_end) {
        end += character.size;
        width += character.width;
        continue;
      }
      const Run glued = glued_run(end, character.ink);
      if (glued.end == end) break;
      end = glued.end;
      width += glued.width;
    }
    emit(Token::Kind::label, end, width);
  }

  void pass_common_ink(ByteOffset& end, int& width) const {
    ByteOffset at = end;
    int passed = 0;
    while (at < text_.size()) {
      if (is_between(static_cast<std::uint8_t>(text_[at]), 0xE5, 0xE9) && text_.size() - at >= 3) {
        at += 3;
        passed += 2;
        continue;
      }
      if (ink_of_byte[static_cast<std::uint8_t>(text_[at])] == Ink::label) {
        ++at;
        ++passed;
        continue;
      }
      const int ink_width = common_ink_width(text_, at);
      if (ink_width == 0) break;
      at += 3;
      passed += ink_width;
    }
    end = at;
    width += passed;
  }

  // What belongs to a label only by what stands around it.
  Run glued_run(ByteOffset at, Ink ink) {
    if (ink == Ink::zero_width) {
      const ByteOffset end = zero_width_end(at);
      return {is_ink(end) ? end : at};
    }
    if (ink != Ink::line) return {at};
    const Run run = box_run_at(at);
    return is_rule(run) ? Run{at} : run;
  }

  ByteOffset zero_width_end(ByteOffset at) const {
    while (at < text_.size()) {
      const Character character = character_at(text_, at);
      if (character.ink != Ink::zero_width) break;
      at += character.size;
    }
    return at;
  }

  // ---- rules

  void box_run() {
    const Run run = box_run_at(at_);
    if (!is_rule(run)) return label(at_, 0);
    emit(Token::Kind::rule, run.end, run.width);
  }

  Run box_run_at(ByteOffset at) const {
    Run run{at};
    while (run.end < text_.size()) {
      const Character character = character_at(text_, run.end);
      if (character.ink != Ink::joint && character.ink != Ink::line) break;
      run.has_joint |= character.ink == Ink::joint;
      const std::string_view bytes = text_.substr(run.end, static_cast<ByteOffset>(character.size));
      do {  // most of a rule is one character over and over
        run.end += bytes.size();
        run.width += character.width;
      } while (text_.substr(run.end, bytes.size()) == bytes);
    }
    return run;
  }

  // A horizontal line without corners is one only where nothing is written beside it: in a cell it is a mark for
  // nothing.
  bool is_rule(const Run& run) { return run.has_joint || (run.width > 1 && is_in_drawn_line()); }

  // The end of a rule of ASCII characters that begins here; where there is none, here.
  ByteOffset ascii_rule_end() {
    if (at_ < no_rule_until_ || !is_rule_character(text_[at_])) return at_;
    const bool drawn = is_in_drawn_line();
    if (!drawn && text_[at_] == '|') return at_;
    const ByteOffset end = std::min(text_.find_first_not_of(drawn ? "-=_+:|" : "-=_+:", at_), text_.size());
    const std::string_view run = text_.substr(at_, end - at_);
    if (drawn ? is_drawn(run) : is_drawn_beside_ink(run)) return end;
    no_rule_until_ = end;
    return at_;
  }

  // Where a line of such marks that begins here ends; where there is none, here.
  ByteOffset end_of_line_marks(ByteOffset at) const {
    const std::string_view mark = text_.substr(at, line_marks.front().size());
    if (std::find(line_marks.begin(), line_marks.end(), mark) == line_marks.end()) return at;
    ByteOffset end = at;
    while (text_.substr(end, mark.size()) == mark) end += mark.size();
    return end - at < least_line_marks * mark.size() ? at : end;
  }

  static bool is_rule_character(char byte) {
    return byte == '-' || byte == '=' || byte == '_' || byte == '+' || byte == ':' || byte == '|';
  }

  static bool has_long_line(std::string_view run) {
    for (const std::string_view line : {"---", "===", "___"}) {
      if (run.find(line) != std::string_view::npos) return true;
    }
    return false;
  }

  // "+-+" and ":-:" are drawn however short, single dashes between bars are marks for nothing.
  static bool is_drawn(std::string_view run) {
    if (run.size() < 3) return false;
    return has_long_line(run) ||
           (run.find_first_of("-=") != std::string_view::npos && run.find_first_of("+:") != std::string_view::npos);
  }

  // "|figures +---+" and "|figures |---|": with a corner, or tight between two bars.
  bool is_drawn_beside_ink(std::string_view run) const {
    const ByteOffset end = at_ + run.size();
    if (run.size() < 3 || is_ink(end)) return false;
    if (run.find('+') != std::string_view::npos) return run.find_first_of("-=") != std::string_view::npos;
    return has_long_line(run) && at_ > 0 && text_[at_ - 1] == '|' && end < text_.size() && text_[end] == '|';
  }

  // Whether the line has nothing but lines, bars and spaces. Looked at once a line.
  bool is_in_drawn_line() {
    if (!drawn_line_) drawn_line_ = has_only_lines();
    return *drawn_line_;
  }

  bool has_only_lines() const {
    for (ByteOffset at = blanks_end(line_begin_); at < text_.size(); at = blanks_end(at)) {
      const Character character = character_at(text_, at);
      if (character.ink == Ink::newline) break;
      if (character.ink == Ink::digit || character.ink == Ink::tab) return false;
      const ByteOffset line_end = end_of_line_marks(at);
      if (character.ink == Ink::label && !is_rule_character(text_[at]) && line_end == at) return false;
      at = std::max(at + static_cast<ByteOffset>(character.size), line_end);
    }
    return true;
  }

  // ---- numbers

  void number_or_item() {
    const ByteOffset item_end = numbered_item_end();
    return item_end > at_ ? label(at_, item_end) : figures(at_);
  }

  // The end of "1." or "1)" before a text, otherwise here. The point may be an ideographic comma, and the text on the
  // next line: nobody prints a figure with a point behind it and nothing more.
  ByteOffset numbered_item_end() const {
    const ByteOffset mark = item_digits_end(at_);
    if (mark == at_ || mark >= text_.size()) return at_;
    const ByteOffset end = mark + character_at(text_, mark).size;
    const ByteOffset rest = space_end(end);
    if (is_one_of(mark, item_points)) return is_digit(rest) ? at_ : end;
    return is_one_of(mark, closing_brackets) && is_ink(rest) && !is_digit(rest) ? end : at_;
  }

  // The end of "(1)" before a text, otherwise here: a figure in brackets is one.
  ByteOffset bracketed_item_end() const {
    const ByteOffset digits = at_ + character_at(text_, at_).size;
    const ByteOffset mark = item_digits_end(digits);
    if (mark == digits || !is_one_of(mark, closing_brackets)) return at_;
    const ByteOffset end = mark + character_at(text_, mark).size;
    const ByteOffset rest = space_end(end);
    return is_ink(rest) && !is_digit(rest) ? end : at_;
  }

  // Items are numbered by one or two digits.
  ByteOffset item_digits_end(ByteOffset begin) const {
    ByteOffset end = begin;
    for (int digits = 0; is_digit(end); end += character_at(text_, end).size) {
      if (++digits > 2) return begin;
    }
    return end;
  }

  // Digits with the points and thousands separators among them. `digits` is where the first digit stands: a sign, or a
  // point without a digit before it, may stand here.
  void figures(ByteOffset digits) {
    if (const ByteOffset end = plain_digits_end(); digits == at_ && end > at_) {
      return emit(Token::Kind::number, end, static_cast<int>(end - at_));
    }
    const FigureRun run = figure_run(digits);
    const bool has_prefix = digits > at_;
    if (has_prefix && !takes_prefix(run)) emit(Token::Kind::label, digits);
    if (run.is_one_number()) return emit(Token::Kind::number, run.end);
    while (at_ < run.end) figures_between_commas(run.end);
  }

  // The end of ASCII digits that begin here, where nothing of a number can follow; otherwise here.
  ByteOffset plain_digits_end() const {
    ByteOffset end = at_;
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    const bool goes_on = end < text_.size() && (text_[end] == '.' || text_[end] == ',' || text_[end] == '\xEF');
    return goes_on ? at_ : end;
  }

  // What a run of digits, points and commas is made of.
  struct FigureRun {
    ByteOffset end = 0;
    int points = 0;
    int commas = 0;
    bool grouped = true;  // the commas are where thousands separators are

    bool is_one_number() const { return points <= 1 && (commas == 0 || grouped); }
  };

  FigureRun figure_run(ByteOffset digits) const {
    FigureRun run{digits_end(digits)};
    run.grouped = text_[digits] != '0' && count_characters(digits, run.end) <= 3;
    while (run.end < text_.size()) {
      const bool comma = is_one_of(run.end, commas);
      if (!comma && !is_one_of(run.end, points)) break;
      const ByteOffset begin = run.end + character_at(text_, run.end).size;
      const ByteOffset end = digits_end(begin);
      if (end == begin) break;
      ++(comma ? run.commas : run.points);
      if (comma && (run.points > 0 || count_characters(begin, end) != 3)) run.grouped = false;
      run.end = end;
    }
    return run;
  }

  // "-4-" is a page's number, ".5.3" no number at all.
  bool takes_prefix(const FigureRun& run) const {
    if (!run.is_one_number()) return false;
    return is_one_of(at_, points) ? run.points + run.commas == 0 : !is_one_of(run.end, signs);
  }

  // One of the numbers in "1,2.5,2024.01.11" and the comma behind it. Two points: no fraction, but a date or a section.
  void figures_between_commas(ByteOffset run_end) {
    FigureRun part{digits_end(at_)};
    while (part.end < run_end && is_one_of(part.end, points)) {
      part.end = digits_end(part.end + character_at(text_, part.end).size);
      ++part.points;
    }
    if (part.points == 1) emit(Token::Kind::number, part.end);
    while (at_ < part.end) {
      emit(Token::Kind::number, digits_end(at_));
      if (at_ < part.end) emit(Token::Kind::label, at_ + character_at(text_, at_).size);
    }
    if (at_ < run_end) emit(Token::Kind::label, at_ + character_at(text_, at_).size);
  }

  ByteOffset digits_end(ByteOffset at) const {
    while (is_digit(at)) at += character_at(text_, at).size;
    return at;
  }

  int count_characters(ByteOffset begin, ByteOffset end) const {
    int count = 0;
    for (; begin < end; ++count) begin += character_at(text_, begin).size;
    return count;
  }

  // ---- all of them

  using Characters = std::u32string_view;
  static constexpr Characters signs = U"-+\uFF0D\uFF0B\u2212";
  static constexpr Characters points = U".\uFF0E";
  static constexpr Characters commas = U",\uFF0C";
  static constexpr Characters item_points = U".\uFF0E\u3001";
  static constexpr Characters opening_brackets = U"(\uFF08";
  static constexpr Characters closing_brackets = U")\uFF09";

  bool is_one_of(ByteOffset at, Characters characters) const {
    if (at >= text_.size() || is_han_lead(text_[at])) return false;
    std::string_view rest = text_.substr(at);
    return characters.find(next_character(rest)) != Characters::npos;
  }

  bool is_digit(ByteOffset at) const { return at < text_.size() && character_at(text_, at).ink == Ink::digit; }

  bool is_ink(ByteOffset at) const {
    if (at >= text_.size()) return false;
    const Ink ink = character_at(text_, at).ink;
    return ink == Ink::label || ink == Ink::digit;
  }

  ByteOffset space_end(ByteOffset at) const {
    while (at < text_.size()) {
      const Character character = character_at(text_, at);
      if (character.ink != Ink::space && character.ink != Ink::zero_width) break;
      at += character.size;
    }
    return at;
  }

  bool is_at_field_start() const {
    if (tokens_.empty()) return true;
    const Token::Kind kind = tokens_.back().kind;
    return kind != Token::Kind::number && kind != Token::Kind::label;
  }

  void emit(Token::Kind kind, ByteOffset end) {
    int width = 0;
    for (ByteOffset at = at_; at < end;) {
      const Character character = character_at(text_, at);
      at += character.size;
      width += character.width;
    }
    emit(kind, end, width);
  }

  void emit(Token::Kind kind, ByteOffset end, int width) {
    Token& token = tokens_.emplace_back();
    token.span = {at_, end};
    token.display_column = column_ & widest_column;
    token.kind = kind;
    at_ = end;
    column_ = std::min(column_ + width, widest_column);
  }

  static constexpr int widest_column = (1 << 26) - 1;  // what a token has room for

  std::string_view text_;
  std::vector<Token> tokens_;
  ByteOffset at_ = 0;
  int column_ = 0;
  ByteOffset line_begin_ = 0;
  std::optional<bool> drawn_line_;  // of the line that begins at line_begin_; unknown until it is asked for
  ByteOffset no_rule_until_ = 0;    // what was found to be no rule is not looked at again
};

}  // namespace

std::vector<Token> tokenize(const Text& text) { return Tokenizer(text.utf8()).tokenize(); }

}  // namespace gouji
