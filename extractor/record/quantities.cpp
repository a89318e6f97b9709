#include "record/quantities.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "token/number.h"

namespace gouji {
namespace {

constexpr std::string_view enumeration_comma = "\xE3\x80\x81";
constexpr std::string_view vertical_line = "\xE2\x94\x82";
constexpr std::string_view full_stop = "\xE3\x80\x82";
// Longer numbers are codes, and would not multiply safely.
constexpr std::size_t longest_number = 12;
// No report counts more than 10^15 of anything.
constexpr int largest_digits = 15;
// A text without full stops is cut, so that no passage grows with the file.
constexpr std::size_t longest_passage = 12000;
// A passage has some brackets; one with more is no prose, and nested ones would be read again and again.
constexpr std::size_t most_levels = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Words in Chinese begin with the same bytes, but seldom end with the same one.
inline bool begins_with(std::string_view text, std::string_view word) {
  if (word.empty()) return true;
  return text.size() >= word.size() && text[word.size() - 1] == word.back() && text.starts_with(word);
}

bool starts_with_any(std::string_view text, const std::vector<std::string>& words, std::string_view& found) {
  const auto word =
      std::find_if(words.begin(), words.end(), [&](const std::string& start) { return begins_with(text, start); });
  if (word == words.end()) return false;
  found = *word;
  return true;
}

std::size_t end_of_number(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  const auto group_at = [&](std::size_t at) {
    const auto digit_at = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    return at < text.size() && text[at] == ',' && digit_at(at + 1) && digit_at(at + 2) && digit_at(at + 3) &&
           !digit_at(at + 4);
  };
  if (end - begin <= 3) {
    while (group_at(end)) end += 4;
  }
  if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
    ++end;
    while (end < text.size() && is_digit(text[end])) ++end;
  }
  return end;
}

class QuantityReader {
 public:
  QuantityReader(const Passage& passage, const StatementGrammar& grammar)
      : text_(passage.text), characters_(passage.characters), grammar_(grammar) {}

  std::vector<Quantity> read() && {
    read_numbers();
    // Nothing is stated where words say the other number.
    if (quantities_.size() < 2) return {};
    find_approximate();
    read_written();
    std::sort(quantities_.begin(), quantities_.end(),
              [](const Quantity& a, const Quantity& b) { return a.begin < b.begin; });
    return std::move(quantities_);
  }

 private:
  void read_numbers() {
    if (!may_have_two_numbers()) return;
    for (std::size_t at = 0; at < text_.size();) {
      if (!is_digit(text_[at])) {
        ++at;
        continue;
      }
      const std::size_t end = end_of_number(text_, at);
      add(at, end);
      at = end;
    }
  }

  bool may_have_two_numbers() const {
    if (!characters_.may_have(CharacterSet::slot_of(CharacterSet::any_digit))) return false;
    const auto begin = std::find_if(text_.begin(), text_.end(), is_digit);
    return std::find_if(std::find_if_not(begin, text_.end(), is_digit), text_.end(), is_digit) != text_.end();
  }

  void add(std::size_t begin, std::size_t end) {
    if (end - begin > longest_number) return;
    const std::optional<Decimal> number = parse_number(std::string_view(text_).substr(begin, end - begin));
    const std::optional<Quantity> quantity = number ? with_unit(*number, begin, end) : std::nullopt;
    if (!quantity) return;
    quantities_.push_back(*quantity);
  }

  void find_approximate() {
    for (Quantity& quantity : quantities_) {
      quantity.is_approximate |= grammar_.approximate_before.is_in(before(quantity.begin)) ||
                                 grammar_.approximate_after.is_in(behind(quantity.end));
    }
  }

  std::optional<Quantity> with_unit(const Decimal& number, std::size_t begin, std::size_t end) const {
    if (grammar_.no_quantity.is_in(behind(end)) || grammar_.ordinal.is_in(before(begin))) return std::nullopt;
    Quantity quantity;
    quantity.value = number;
    quantity.begin = begin;
    quantity.number_end = quantity.end = end;
    if (before(begin).ends_with(grammar_.percent_before)) {
      quantity.kind = Quantity::Kind::percent;
      return quantity;
    }
    if (behind(end).starts_with('%')) {
      quantity.kind = Quantity::Kind::percent;
      ++quantity.end;
      return quantity;
    }
    std::string_view unit;
    if (starts_with_any(behind(end), grammar_.times, unit)) {
      quantity.kind = Quantity::Kind::times;
      quantity.end += unit.size();
      return quantity;
    }
    return counted(quantity);
  }

  std::optional<Quantity> counted(Quantity quantity) const {
    int digits = 0;
    skip_approximation(quantity);
    for (const Multiple& multiple : grammar_.multiples) {
      if (!begins_with(behind(quantity.end), multiple.word)) continue;
      digits = multiple.digits;
      quantity.end += multiple.word.size();
      break;
    }
    skip_approximation(quantity);
    std::string_view unit;
    if (!starts_with_any(behind(quantity.end), grammar_.units, unit)) return std::nullopt;
    quantity.unit = unit;
    quantity.end += unit.size();
    static const Decimal largest = *Decimal(1).shifted(-largest_digits);
    const bool is_rounded = digits > 0 || quantity.value.scale() > 0;
    if (is_rounded) {
      const std::optional<Decimal> value = quantity.value.shifted(-digits);
      const std::optional<Decimal> slack = Decimal(1).shifted(quantity.value.scale() - digits);
      if (!value || !slack) return std::nullopt;
      quantity.value = *value;
      quantity.slack = *slack;
    }
    if (quantity.value > largest) return std::nullopt;
    return quantity;
  }

  // "more than 100 items": the words stand between the number and its unit.
  void skip_approximation(Quantity& quantity) const {
    const std::string_view rest = behind(quantity.end);
    const std::size_t size = grammar_.approximate_after.size_at_begin(rest);
    if (size == 0) return;
    quantity.end += size;
    quantity.is_approximate = true;
  }

  void read_written() {
    if (!grammar_.written.may_match(characters_)) return;
    re2::StringPiece rest(text_);
    re2::StringPiece found;
    while (grammar_.written->Match(rest, 0, rest.size(), re2::RE2::UNANCHORED, &found, 1) && !found.empty()) {
      Quantity quantity;
      quantity.is_written = true;
      quantity.begin = static_cast<std::size_t>(found.data() - text_.data());
      quantity.number_end = quantity.end = quantity.begin + found.size();
      rest.remove_prefix(static_cast<std::size_t>(found.data() + found.size() - rest.data()));
      if (grammar_.ordinal.is_in(before(quantity.begin))) continue;
      std::string_view unit;
      if (!starts_with_any(behind(quantity.end), grammar_.units, unit)) continue;
      quantity.unit = unit;
      quantity.end += unit.size();
      quantities_.push_back(quantity);
    }
  }

  std::string_view before(std::size_t at) const { return std::string_view(text_).substr(0, at); }
  std::string_view behind(std::size_t at) const { return std::string_view(text_).substr(at); }

  const std::string& text_;
  const CharacterSet& characters_;
  const StatementGrammar& grammar_;
  std::vector<Quantity> quantities_;
};

// For each opening bracket where it is closed, and npos where it is not.
std::vector<std::size_t> closing_brackets(const std::string& text) {
  std::vector<std::size_t> closing(text.size(), std::string::npos);
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') open.push_back(at);
    if (text[at] != ')' || open.empty()) continue;
    closing[open.back()] = at;
    open.pop_back();
  }
  return closing;
}

class LevelReader {
 public:
  LevelReader(const std::string& text, const std::vector<Quantity>& quantities)
      : text_(text), quantities_(quantities), closing_(closing_brackets(text)) {}

  std::vector<Level> read() && {
    std::vector<Bracket> pending = {{0, text_.size(), {}}};
    for (std::size_t next = 0; next < pending.size() && next < most_levels; ++next) {
      std::vector<Bracket> inside = read_level(pending[next]);
      std::move(inside.begin(), inside.end(), std::back_inserter(pending));
    }
    return std::move(levels_);
  }

 private:
  struct Bracket {
    std::size_t begin, end;
    Level level;
  };

  // Returns the brackets inside it, still to be read.
  std::vector<Bracket> read_level(const Bracket& bracket) {
    std::vector<Bracket> inside;
    Level level = bracket.level;
    std::string gap;
    for (std::size_t at = bracket.begin; at < bracket.end;) {
      if (const Quantity* alone = quantity_in_brackets(at); alone != nullptr && !gap.empty()) {
        level.items.push_back(alone);
        level.gaps.push_back(std::move(gap));
        gap.clear();
        at = closing_[at] + 1;
      } else if (text_[at] == '(' && closing_[at] != std::string::npos) {
        Level inner;
        if (gap.empty() && !level.items.empty()) inner.owner = level.items.back();
        inner.before = last_clause(gap);
        inside.push_back({at + 1, closing_[at], std::move(inner)});
        at = closing_[at] + 1;
      } else if (const Quantity* quantity = quantity_at(at)) {
        level.items.push_back(quantity);
        level.gaps.push_back(std::move(gap));
        gap.clear();
        at = quantity->end;
      } else {
        const std::size_t end = end_of_words(at, bracket.end);
        gap.append(text_, at, end - at);
        at = end;
      }
    }
    level.gaps.push_back(std::move(gap));
    levels_.push_back(std::move(level));
    return inside;
  }

  // "by network (210)": the brackets say no more than the figure. Null where other things stand in them.
  const Quantity* quantity_in_brackets(std::size_t at) const {
    if (text_[at] != '(' || closing_[at] == std::string::npos) return nullptr;
    const Quantity* quantity = quantity_at(at + 1);
    return quantity != nullptr && quantity->end == closing_[at] ? quantity : nullptr;
  }

  // Where behind a place the next bracket or quantity stands; `end` where there is none before.
  std::size_t end_of_words(std::size_t at, std::size_t end) const {
    const auto next =
        std::upper_bound(quantities_.begin(), quantities_.end(), at,
                         [](std::size_t place, const Quantity& quantity) { return place < quantity.begin; });
    if (next != quantities_.end()) end = std::min(end, next->begin);
    return std::min(end, std::string_view(text_).substr(0, end).find('(', at + 1));
  }

  const Quantity* quantity_at(std::size_t at) const {
    const auto found =
        std::lower_bound(quantities_.begin(), quantities_.end(), at,
                         [](const Quantity& quantity, std::size_t place) { return quantity.begin < place; });
    return found != quantities_.end() && found->begin == at ? &*found : nullptr;
  }

  const std::string& text_;
  const std::vector<Quantity>& quantities_;
  const std::vector<std::size_t> closing_;
  std::vector<Level> levels_;
};

constexpr std::size_t longest_label = 90;  // bytes: what is longer is a sentence

// The length of the mark at the beginning of a text, with its strength; 0 where there is none.
inline std::size_t mark_at(std::string_view text, Mark& mark) {
  if (static_cast<unsigned char>(text.front()) >= 0x80 && text.front() != full_stop.front()) return 0;
  switch (text.front()) {
    case ',':
    case ':':
      mark = Mark::comma;
      return 1;
    case ';':
      mark = Mark::semicolon;
      return 1;
    case '(':
    case ')':
      mark = Mark::joined;
      return 1;
    default:
      break;
  }
  if (text.starts_with(enumeration_comma)) {
    mark = Mark::joined;
    return enumeration_comma.size();
  }
  if (!text.starts_with(full_stop)) return 0;
  mark = Mark::stop;
  return full_stop.size();
}

std::string_view label_of(const Level& level, std::size_t item, const StatementGrammar& grammar) {
  const std::string_view clause = last_clause(level.gaps[item]);
  const CharacterSet characters(clause);
  std::string_view label = behind_match(grammar.some, clause, characters);
  label = behind_match(grammar.all, label, characters);
  if (label.size() > longest_label) return {};
  return label.empty() ? first_clause(level.gaps[item + 1]) : label;
}

}  // namespace

const Passage::Piece& Passage::piece_at(std::size_t place) const {
  return *std::prev(std::upper_bound(pieces.begin(), pieces.end(), place,
                                     [](std::size_t at, const Piece& piece) { return at < piece.begin; }));
}

Span Passage::source(std::size_t begin, std::size_t end) const {
  const auto character_at = [&](std::size_t place) {
    const Piece& piece = piece_at(place);
    return piece.sentence->source(piece.sentence->text().substr(piece.begin_in_sentence + place - piece.begin, 1));
  };
  return {character_at(begin).begin, character_at(end - 1).end};
}

void Passage::append(const Sentence& sentence) {
  const std::string_view all = sentence.text();
  characters.add(sentence.characters());
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t frame = std::min({all.find(vertical_line, at), all.find('|', at), all.size()});
    if (frame > at) {
      pieces.push_back({text.size(), at, &sentence});
      text += all.substr(at, frame - at);
    }
    at = frame + (frame < all.size() && all[frame] == '|' ? 1 : vertical_line.size());
  }
}

bool Passages::next(Passage& passage) {
  if (at_ == sentences_.size()) return false;
  passage = {};
  passage.append(sentences_[at_++]);
  for (; at_ < sentences_.size(); ++at_) {
    const Sentence& sentence = sentences_[at_];
    if (passage.text.size() + sentence.text().size() >= longest_passage) break;
    if (!passage.text.ends_with(';') && !grammar_.continues.is_in(sentence.text(), sentence.characters())) break;
    passage.append(sentence);
  }
  return true;
}

std::vector<Quantity> read_quantities(const Passage& passage, const StatementGrammar& grammar) {
  return QuantityReader(passage, grammar).read();
}

std::vector<Level> read_levels(const std::string& text, const std::vector<Quantity>& quantities,
                               const StatementGrammar& grammar) {
  std::vector<Level> levels = LevelReader(text, quantities).read();
  for (Level& level : levels) {
    level.words.reserve(level.items.size());
    for (std::size_t item = 0; item < level.items.size(); ++item) {
      level.words.push_back({label_of(level, item, grammar), strongest_mark(level.gaps[item])});
    }
  }
  return levels;
}

std::string_view behind_match(const Pattern& pattern, std::string_view text, const CharacterSet& characters) {
  if (!pattern.may_match(characters)) return text;
  re2::StringPiece rest = piece(text);
  re2::StringPiece found;
  while (pattern->Match(rest, 0, rest.size(), re2::RE2::UNANCHORED, &found, 1) && !found.empty()) {
    rest.remove_prefix(static_cast<std::size_t>(found.data() + found.size() - rest.data()));
  }
  return {rest.data(), rest.size()};
}

std::string_view last_clause(std::string_view gap) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < gap.size();) {
    Mark mark{};
    const std::size_t length = mark_at(gap.substr(at), mark);
    at += std::max<std::size_t>(length, 1);
    if (length > 0) begin = at;
  }
  return gap.substr(begin);
}

std::string_view last_phrase(std::string_view gap) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < gap.size();) {
    Mark mark{};
    const std::size_t length = mark_at(gap.substr(at), mark);
    at += std::max<std::size_t>(length, 1);
    if (length > 0 && mark != Mark::joined) begin = at;
  }
  return gap.substr(begin);
}

std::string_view first_clause(std::string_view gap) {
  for (std::size_t at = 0; at < gap.size(); ++at) {
    Mark mark{};
    if (mark_at(gap.substr(at), mark) > 0) return gap.substr(0, at);
  }
  return gap;
}

std::string_view last_sentence(std::string_view gap) {
  const std::size_t stop = gap.rfind(full_stop);
  return stop == std::string_view::npos ? gap : gap.substr(stop + full_stop.size());
}

Mark strongest_mark(std::string_view gap) {
  Mark strongest = Mark::joined;
  for (std::size_t at = 0; at < gap.size(); ++at) {
    Mark mark = Mark::joined;
    if (mark_at(gap.substr(at), mark) > 0) strongest = std::max(strongest, mark);
  }
  return strongest;
}

}  // namespace gouji
