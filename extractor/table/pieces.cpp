#include "table/pieces.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "text/fold.h"
#include "token/number.h"
#include "token/written_number.h"

namespace gouji {
namespace {

// What follows a figure in its cell: a unit, a note. What is longer is prose. In bytes.
constexpr ByteOffset longest_note = 600;
// Digits and what stands around them in a cell are not longer, in bytes; what is longer is a label or prose.
constexpr ByteOffset longest_broken_figure = 200;
// A label may begin with an item's number without a point: so many digits, and a few words at least behind them.
constexpr std::ptrdiff_t most_item_digits = 2;
constexpr std::ptrdiff_t least_item_words = 3;
// Any piece of it may stand around a cell's text.
constexpr std::string_view set_off = "***___ \" ` $";
// May lead from a label to its figure, or open what it stands in.
constexpr std::u32string_view lead_in = U":=$\u00A5\uFFE5([{\u2018\u201C\u3008\u300A\u3010";
constexpr std::u32string_view opening = U"([{<\"\u3008\u300A\u3010\u3014";
constexpr std::u32string_view closing = U")]}>\"\u3009\u300B\u3011\u3015";
// Letters that readers of images take zeros and ones for, and that other scripts have too.
constexpr std::u32string_view like_zero = U"Oo\u041E\u043E\u039F\u03BF";
constexpr std::u32string_view like_one = U"lI";
// Folded, every dash is a "-"; only these are the sign of a number, as the tokenizer has it.
constexpr std::u32string_view minus_signs = U"-\uFF0D\u2212";
constexpr char32_t folded_dash = U'-';

bool has(std::u32string_view characters, char32_t character) {
  return characters.find(character) != std::u32string_view::npos;
}
bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }
bool is_letter(char32_t character) {
  return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}
bool is_like_a_digit(char32_t character) { return has(like_zero, character) || has(like_one, character); }

bool is_enclosed(std::u32string_view characters) {
  return !characters.empty() && has(opening, characters.front()) && has(closing, characters.back());
}
// The same of text that is not folded: most of it is told by its first character.
bool is_enclosed(std::string_view utf8) {
  return has(opening, folded_front(utf8)) && is_enclosed(fold_characters(utf8));
}

// Digits of any script. Folding makes digits of numbers in circles, which are marks of notes and items: so this looks
// at the text as it is.
bool has_digit(std::string_view utf8) {
  while (!utf8.empty()) {
    if (digit_value(next_character(utf8)) >= 0) return true;
  }
  return false;
}

Words company_of(const CommonGrammar& common) {
  Words company;
  for (const std::vector<std::string>* words : {&common.units, &common.figure_leads, &common.approximations})
    for (const std::string& word : *words) company.add(word);
  for (const SignWord& sign : common.sign_words) company.add(sign.word);
  for (const Multiple& multiple : common.statements.multiples) company.add(multiple.word);
  // A zero among digits: "396〇".
  if (!common.written_numbers.digits.empty()) {
    for (const char32_t zero : fold_characters(common.written_numbers.digits.front())) company.add(utf8_of({&zero, 1}));
  }
  return company;
}

}  // namespace

PieceReader::PieceReader(const Text& text, const CommonGrammar& common)
    : text_(text),
      common_(common),
      marks_(common.blank_marks),
      units_(common.units),
      leads_(common.figure_leads),
      company_(company_of(common)) {
  for (const std::string& unit : common.units) longest_unit_ = std::max(longest_unit_, unit.size());
  for (const SignWord& sign : common.sign_words) {
    signs_.add(sign.word);
    if (sign.is_negative) minuses_.add(sign.word);
  }
}

void PieceReader::read(TokenIterator begin, TokenIterator end, Place place, std::vector<Field>& fields) const {
  if (read_set_off(begin, end, place, fields)) return;
  if (begin->kind == Token::Kind::number && read_figure(begin, end, fields)) return;
  if (read_led_figure(begin, end, fields)) return;
  const Span span = {begin->span.begin, (end - 1)->span.end};
  if (is_blank_mark(span)) {
    fields.push_back({.kind = Field::Kind::blank_mark, .span = span});
    return;
  }
  if (read_thousands(begin, end, fields)) return;
  // "（3）" may be an item's number at the beginning of a line only; behind a label it is a cell's. Whichever it is,
  // what is around it tells it, so that nothing is taken out of its brackets.
  const bool is_in_brackets = place == Place::label && is_enclosed(text_.at(span));
  const bool is_broken = is_in_brackets && !fields.empty() ? is_broken_figure(span, Place::cell)
                                                           : is_broken_figure(span, place) && !ends_a_name(begin, end);
  if (is_broken) {
    fields.push_back({.kind = Field::Kind::broken_figure, .span = span});
    return;
  }
  if (read_figure_and_label(begin, end, place, fields)) return;
  if (is_in_brackets || !read_label_and_figure(begin, end, place, fields))
    fields.push_back({.kind = Field::Kind::label, .span = span});
}

// "29   行政许可": where a line end, or the separator between two tables, became a space. The figure is not the
// label's.
bool PieceReader::read_figure_and_label(TokenIterator begin, TokenIterator end, Place place,
                                        std::vector<Field>& fields) const {
  const bool is_parted = end - begin > 2 && begin->kind == Token::Kind::number &&
                         (begin + 1)->kind == Token::Kind::space && (begin + 2)->kind == Token::Kind::label;
  if (!is_parted || !read_figure(begin, begin + 1, fields)) return false;
  read(begin + 2, end, place, fields);
  return true;
}

void PieceReader::read_parted(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
  if (!read_thousands(begin, end, fields))
    fields.push_back({.kind = Field::Kind::broken_figure, .span = {begin->span.begin, (end - 1)->span.end}});
}

// What mark-up sets off: **12**. False where it is no value.
bool PieceReader::read_set_off(TokenIterator begin, TokenIterator end, Place place, std::vector<Field>& fields) const {
  if (end - begin < 3) return false;
  const std::string_view mark = text_.at(begin->span);
  if (mark != text_.at((end - 1)->span) || set_off.find(mark) == std::string_view::npos) return false;
  std::vector<Field> inner;
  read(begin + 1, end - 1, place, inner);
  if (inner.size() != 1 || !inner.front().is_inked_value()) return false;
  fields.push_back(std::move(inner.front()));
  return true;
}

// A number behind words that leave it what it is ("共12"), or are its sign: "减少2" is -2, and so is "共-2". A number
// with a sign of its own and a sign in words has two, and is not read.
bool PieceReader::read_led_figure(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
  TokenIterator number = begin + 1;
  if (number != end && number->kind == Token::Kind::space) ++number;
  if (begin->kind != Token::Kind::label || number == end || number->kind != Token::Kind::number) return false;
  const bool has_own_sign = !is_digit(fold_characters(text_.at(number->span)).front());
  std::u32string words = fold_characters(text_.at(begin->span));
  const std::size_t lead = leads_.length_at_front(words);
  std::u32string_view rest = std::u32string_view(words).substr(lead);
  bool is_negative = false;
  ByteOffset sign_begin = number->span.begin;
  if (!rest.empty()) {
    sign_begin = fold(text_.at(begin->span), begin->span.begin).bytes[lead].begin;
    std::string_view sign = text_.at({sign_begin, begin->span.end});
    const bool is_minus = has(minus_signs, next_character(sign)) && sign.empty();
    if ((!is_minus && !signs_.has(rest)) || has_own_sign) return false;
    is_negative = is_minus || minuses_.has(rest);
  }
  if (!read_figure(number, end, fields)) return false;
  fields.back().span = {sign_begin, fields.back().span.end};
  if (is_negative) fields.back().value = fields.back().value * -1;
  return true;
}

// "1 068": thousands are parted by spaces. That is the only reading where a group behind the first begins with a zero,
// since no figure does.
bool PieceReader::read_thousands(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
  std::string digits;
  bool has_zero_in_front = false;
  TokenIterator token = begin;
  for (;; ++token) {
    if (token == end || token->kind != Token::Kind::number) break;
    const std::u32string group = fold_characters(text_.at(token->span));
    if (!std::all_of(group.begin(), group.end(), is_digit)) return false;
    const bool is_first = digits.empty();
    if (is_first ? group.size() > 3 || group.front() == U'0' : group.size() != 3) return false;
    has_zero_in_front = has_zero_in_front || (!is_first && group.front() == U'0');
    digits += utf8_of(group);
    if (token + 1 == end || (token + 1)->kind != Token::Kind::space) {
      ++token;
      break;
    }
    ++token;
  }
  if (!has_zero_in_front || !is_ink(*(token - 1))) return false;
  Field field{.kind = Field::Kind::figure, .span = {begin->span.begin, (token - 1)->span.end}};
  if (!read_unit_and_note({field.span.end, (end - 1)->span.end}, field)) return false;
  const std::optional<Decimal> value = parse_number(digits);
  if (!value) return false;
  field.value = *value;
  fields.push_back(std::move(field));
  return true;
}

// "1条）": the rest of a label in brackets that was wrapped.
bool PieceReader::ends_a_name(TokenIterator begin, TokenIterator end) const {
  const Span span = {begin->span.begin, (end - 1)->span.end};
  const std::u32string last = fold_characters(text_.at((end - 1)->span));
  if (last.empty() || !has(closing, last.back())) return false;
  const TokenIterator number =
      std::find_if(begin, end, [](const Token& token) { return token.kind == Token::Kind::number; });
  return number != end && is_named_number(text_, span, number->span, common_);
}

// A label with a figure, or with digits that cannot be told, right behind it. In a cell's place that is no label but
// words around a figure, which may make another one of it: "应为12".
bool PieceReader::read_label_and_figure(TokenIterator begin, TokenIterator end, Place place,
                                        std::vector<Field>& fields) const {
  const Span span = {begin->span.begin, (end - 1)->span.end};
  for (TokenIterator number = begin + 1; number < end; ++number) {
    if (number->kind != Token::Kind::number) continue;
    std::vector<Field> figure;
    const Span rest = {number->span.begin, span.end};
    if (!read_figure(number, end, figure)) {
      if (!is_broken_figure(rest, place)) continue;
      figure.push_back({.kind = Field::Kind::broken_figure, .span = rest});
    }
    const TokenIterator last = is_ink(*(number - 1)) ? number - 1 : number - 2;
    Span before = {begin->span.begin, last->span.end};
    const bool is_in_figure = last == number - 1 && is_part_of_figure(before);
    const bool is_named = is_named_number(text_, span, number->span, common_);
    if (is_named && !(is_in_figure && begin->kind == Token::Kind::number)) continue;
    if (place == Place::cell || is_in_figure) {
      fields.push_back({.kind = Field::Kind::broken_figure, .span = span});
      return true;
    }
    const Folded words = fold(text_.at(before), before.begin);
    if (const std::size_t minus = minus_at_back(words.characters); minus > 0) {
      const ByteOffset sign = words.bytes[words.characters.size() - minus].begin;
      figure.front() = {.kind = Field::Kind::broken_figure, .span = {sign, span.end}};
      before.end = sign;
    }
    if (!before.empty()) fields.push_back({.kind = Field::Kind::label, .span = before});
    fields.push_back(std::move(figure.front()));
    return true;
  }
  return false;
}

// A number with nothing behind it but a unit and a note in brackets. False where it is something else (a date).
bool PieceReader::read_figure(TokenIterator number, TokenIterator end, std::vector<Field>& fields) const {
  Field field{.kind = Field::Kind::figure, .span = number->span};
  if (!read_unit_and_note({number->span.end, (end - 1)->span.end}, field)) return false;
  const std::optional<Decimal> value = parse_number(text_.at(number->span));
  if (!value) return false;
  field.value = *value;
  fields.push_back(std::move(field));
  return true;
}

// What stands behind a figure. False where it is more than that: no unit is so long.
bool PieceReader::read_unit_and_note(Span rest, Field& figure) const {
  if (rest.empty()) return true;
  if (rest.size() > longest_note) return false;
  std::u32string unit;
  Span unit_span;
  std::string_view left = text_.at(rest);
  while (!left.empty() && figure.note().empty()) {
    if (unit.size() > units_.longest()) return false;
    const ByteOffset begin = rest.end - left.size();
    next_character(left);
    const ByteOffset end = rest.end - left.size();
    for (const char32_t character : fold_characters(text_.at({begin, end}))) {
      if (character == U'(') {
        figure.parts.make().note = {begin, rest.end};
        break;
      }
      unit_span = {unit.empty() ? begin : unit_span.begin, end};
      unit.push_back(character);
    }
  }
  if (unit.empty()) return true;
  figure.parts.make().unit = unit_span;
  return units_.has(unit);
}

// What stands right before digits, where it is no label but makes them another figure than they seem to be: a sign
// that is not known, letters and digits that a reader of images mistook ("l47"), an exponent ("1e3"), another figure.
bool PieceReader::is_part_of_figure(Span before) const {
  const std::u32string characters = fold_characters(text_.at(before));
  if (characters.empty()) return false;
  const auto words = std::count_if(characters.begin(), characters.end(), is_han);
  if (is_digit(characters.front())) {
    const auto digits = std::find_if_not(characters.begin(), characters.end(), is_digit) - characters.begin();
    return digits > most_item_digits || words < least_item_words;
  }
  return words == 0 && characters.find_first_not_of(lead_in) != std::u32string::npos;
}

// Digits with what may stand around them in a cell, and no other word: a figure that cannot be trusted, not a label.
// "（3）" alone may as well be an item's number, whose text is on the next line, but not in a cell's place.
bool PieceReader::is_broken_figure(Span span, Place place) const {
  if (span.size() > longest_broken_figure) return false;
  const std::string_view bytes = text_.at(span);
  const std::u32string characters = fold_characters(bytes);
  if (characters.empty()) return false;
  if (!has_digit(bytes)) {
    return std::all_of(characters.begin(), characters.end(), is_like_a_digit) &&
           std::any_of(characters.begin(), characters.end(), [](char32_t one) { return has(like_zero, one); });
  }
  std::ptrdiff_t digits = 0;
  bool has_letters = false;
  bool has_company = false;
  std::u32string_view rest = characters;
  while (!rest.empty()) {
    if (const std::size_t word = company_.length_at_front(rest); word > 0) {
      has_company = true;
      rest.remove_prefix(word);
      continue;
    }
    if (is_han(rest.front())) return false;
    digits += digit_value(rest.front()) >= 0 ? 1 : 0;
    has_letters = has_letters || is_letter(rest.front());
    rest.remove_prefix(1);
  }
  const char32_t front = characters.front();
  const bool begins_as_figure = digit_value(front) >= 0 || front == folded_dash || is_like_a_digit(front);
  if (has_letters) {
    const bool is_item = !is_digit(characters.back()) && common_.item_number != nullptr &&
                         re2::RE2::PartialMatch(utf8_of(characters), *common_.item_number);
    return begins_as_figure && !is_item;
  }
  if (begins_as_figure || has_company) return true;
  // In brackets; where one is open and not closed, the figure is not alone in it.
  if (is_enclosed(characters)) return digits > most_item_digits || place == Place::cell;
  return place == Place::cell;
}

std::size_t PieceReader::minus_at_back(std::u32string_view characters) const {
  if (characters.empty()) return 0;
  return characters.back() == folded_dash ? 1 : minuses_.length_at_back(characters);
}

bool PieceReader::ends_with_minus(Span label) const {
  const std::string_view bytes = text_.at(label);
  // Words are short: the end of a label is enough of it.
  constexpr ByteOffset enough = 24;
  return minus_at_back(fold_characters(bytes.substr(bytes.size() - std::min(bytes.size(), enough)))) > 0;
}

std::optional<Decimal> written_number(std::string_view piece, const CommonGrammar& common) {
  constexpr std::size_t longest = 30;  // nine characters
  if (piece.size() > longest || !is_han(folded_front(piece))) return std::nullopt;
  return parse_written_number(utf8_of(fold_characters(piece)), common.written_numbers);
}

bool is_named_number(const Text& text, Span label, Span number, const CommonGrammar& common) {
  if (common.named_numbers.empty() || label.size() > longest_note) return false;
  const FoldedUtf8 folded = fold_utf8(text.at(label), label.begin);
  return std::any_of(common.named_numbers.begin(), common.named_numbers.end(), [&](const Pattern& pattern) {
    const re2::StringPiece whole(folded.utf8);
    re2::StringPiece match;
    for (std::size_t at = 0; pattern->Match(whole, at, whole.size(), re2::RE2::UNANCHORED, &match, 1);) {
      if (match.empty()) return false;
      const auto begin = static_cast<ByteOffset>(match.data() - whole.data());
      if (folded.source({begin, begin + match.size()}).contains(number)) return true;
      at = begin + match.size();
    }
    return false;
  });
}

namespace {

// The digits of a broken figure, each run by itself, with what makes another figure of them.
struct DigitRun {
  std::string number;  // with its point and thousands separators
  int zeros = 0;       // that a word behind it puts behind it: 3 for "千"
};

std::vector<DigitRun> digit_runs(std::u32string_view characters, const std::vector<Multiple>& multiples) {
  std::vector<DigitRun> runs;
  bool goes_on = false;
  while (!characters.empty()) {
    const char32_t front = characters.front();
    const int digit = digit_value(front);
    const bool is_separator =
        (front == U'.' || front == U',') && goes_on && characters.size() > 1 && digit_value(characters[1]) >= 0;
    if (digit >= 0 || is_separator) {
      if (!goes_on) runs.emplace_back();
      goes_on = true;
      runs.back().number += digit >= 0 ? static_cast<char>('0' + digit) : static_cast<char>(front);
      characters.remove_prefix(1);
      continue;
    }
    for (const Multiple& multiple : multiples) {
      if (!goes_on || !characters.starts_with(fold_characters(multiple.word))) continue;
      runs.back().zeros = multiple.digits;
      break;
    }
    goes_on = false;
    characters.remove_prefix(1);
  }
  return runs;
}

// Folded, with a space where there is one, or several.
std::u32string folded_words(std::string_view utf8) {
  std::u32string words;
  while (!utf8.empty()) {
    const std::string_view rest = utf8;
    if (!is_space(next_character(utf8))) {
      append_folded(rest.substr(0, rest.size() - utf8.size()), words);
    } else if (!words.empty() && words.back() != U' ') {
      words.push_back(U' ');
    }
  }
  return words;
}

// What a reader of images, or a typist, took a digit for.
std::u32string with_digits_for_letters(std::u32string characters, const CommonGrammar& common) {
  const std::vector<std::string>& digits = common.written_numbers.digits;
  const std::u32string zeros = digits.empty() ? U"" : fold_characters(digits.front());
  for (char32_t& character : characters) {
    if (has(like_zero, character) || has(zeros, character)) character = U'0';
    if (has(like_one, character)) character = U'1';
  }
  return characters;
}

}  // namespace

std::vector<Decimal> readings_of(std::string_view broken_figure, const CommonGrammar& common) {
  std::vector<Decimal> readings;
  const auto add = [&](const std::optional<Decimal>& value) {
    if (value && std::find(readings.begin(), readings.end(), *value) == readings.end()) readings.push_back(*value);
  };
  if (broken_figure.size() > longest_broken_figure) return readings;
  std::u32string characters = folded_words(broken_figure);
  add(parse_written_number(utf8_of(characters), common.written_numbers));
  characters = with_digits_for_letters(std::move(characters), common);
  const std::vector<DigitRun> runs = digit_runs(characters, common.statements.multiples);
  std::string joined;
  for (const DigitRun& run : runs) joined += run.number;
  if (runs.size() > 1) add(parse_number(joined));
  for (const DigitRun& run : runs) {
    if (run.zeros > 0) add(parse_number(run.number + std::string(static_cast<std::size_t>(run.zeros), '0')));
    add(parse_number(run.number));
  }
  // A sign in words or in brackets, as accountants print less than nothing.
  if (runs.size() == 1 && digit_value(characters.front()) < 0) {
    if (const std::optional<Decimal> value = parse_number(runs.front().number)) add(*value * -1);
  }
  return readings;
}

}  // namespace gouji
