// What can be told of a pattern by its own text, without running it: characters that a text must have for it to match,
// and those that what it matches may begin and end with. Most patterns match in few texts, and even that a pattern does
// not match costs RE2 a look at every byte.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

// Which characters a text has, hashed: what it says to be missing is missing. A superset of those of every part of it.
class CharacterSet {
 public:
  static constexpr std::size_t slots = 4096 + 256;  // for Han, and for all others
  // Stands for each of the digits 0 to 9, which patterns seldom tell apart. No character of Unicode.
  static constexpr char32_t any_digit = 0x110000;

  CharacterSet() = default;
  // Precondition: valid UTF-8.
  explicit CharacterSet(std::string_view utf8);

  void add(char32_t character) {
    add_slot(slot_of(character));
    if (is_digit(character)) add_slot(slot_of(any_digit));
  }
  void add(const CharacterSet& other) {
    for (std::size_t word = 0; word < bits_.size(); ++word) bits_[word] |= other.bits_[word];
  }
  bool may_have(std::uint16_t slot) const { return (bits_[slot / 64U] >> (slot % 64U) & 1U) != 0; }
  // Marks, digits and letters are few, and patterns ask for them by one character alone: none of them shares a slot
  // with Han.
  static std::uint16_t slot_of(char32_t character) {
    const bool is_han = character >= 0x4E00 && character <= 0x9FFF;
    return is_han ? slot_of_han(character) : static_cast<std::uint16_t>(4096 + character % 256);
  }
  // Calls take(slot) for each that both have.
  template <typename Take>
  void for_each_in_both(const CharacterSet& other, Take take) const;

  friend bool operator==(const CharacterSet&, const CharacterSet&) = default;

 private:
  static std::uint16_t slot_of_han(char32_t character) {
    return static_cast<std::uint16_t>(static_cast<std::uint32_t>(character) * 0x9E3779B1U >> 20U);
  }
  static bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }
  void add_slot(std::uint16_t slot) { bits_[slot / 64U] |= std::uint64_t{1} << (slot % 64U); }

  std::array<std::uint64_t, slots / 64> bits_{};
};

// The characters of a text of which it is asked now and then. A set is as large as a long sentence: that of a short one
// is made anew each time.
class KeptCharacters {
 public:
  explicit KeptCharacters(std::string_view utf8)
      : set_(utf8.size() < worth_keeping ? nullptr : std::make_shared<const CharacterSet>(utf8)) {}
  // Precondition: the same text.
  CharacterSet of(std::string_view utf8) const { return set_ ? *set_ : CharacterSet(utf8); }

 private:
  static constexpr std::size_t worth_keeping = 100;  // bytes

  std::shared_ptr<const CharacterSet> set_;
};

// A few characters that stand one behind the other.
struct Literal {
  static constexpr std::size_t longest = 4;
  std::array<char32_t, longest> characters{};
  std::array<std::uint16_t, longest> slots{};  // theirs
  std::size_t size = 0;

  void append(char32_t character) {
    characters[size] = character;
    slots[size++] = CharacterSet::slot_of(character);
  }

  bool may_be_in(const CharacterSet& set) const {
    for (std::size_t i = 0; i < size; ++i) {
      if (!set.may_have(slots[i])) return false;
    }
    return true;
  }
};

// Where a match begins, or where it ends.
struct Edge {
  bool is_anchored = false;      // no match begins (ends) elsewhere than the text does
  bool may_be_any = false;       // nothing is known of the character there
  bool may_be_empty = true;      // there may be none
  CharacterSet characters = {};  // otherwise it is one of these
};

// What a text must have for a pattern to match in it: of each clause, one of its literals. The most telling clause is
// the first one.
class Requirement {
 public:
  using Clause = std::vector<Literal>;

  // By the pattern's own text, in RE2's syntax. What is not understood of it requires nothing.
  static Requirement of(std::string_view expression);

  // Whether a match may be in a text of these characters or in a part of it.
  bool may_be_met(const CharacterSet& characters) const;
  // Whether a match may begin where the text begins, or end where it ends. A look at one character.
  bool may_begin(std::string_view utf8) const;
  bool may_end(std::string_view utf8) const;
  // Whether a match that is not empty may begin where the text begins.
  bool may_take_from(std::string_view utf8) const;
  bool is_anchored() const { return begin_.is_anchored || end_.is_anchored; }
  // Whether it may match in the text at all, as far as the two say.
  bool may_fit(std::string_view utf8) const { return may_fit(utf8, utf8); }
  // The same of a text that begins as one does, and ends as another.
  bool may_fit(std::string_view begin, std::string_view end) const {
    return (!begin_.is_anchored || may_begin(begin)) && (!end_.is_anchored || may_end(end));
  }

  const std::vector<Clause>& clauses() const { return clauses_; }

  // For tests and people: "(a|b)(c)"; \d is any digit.
  std::string to_string() const;

 private:
  std::vector<Clause> clauses_;
  // The clauses as what is asked again and again, one behind the other: how many numbers a clause takes, with this one;
  // then of each of its literals how many slots it has, and the slots.
  std::vector<std::uint16_t> wanted_;
  Edge begin_;
  Edge end_;
};

template <typename Take>
void CharacterSet::for_each_in_both(const CharacterSet& other, Take take) const {
  for (std::size_t word = 0; word < bits_.size(); ++word) {
    for (std::uint64_t bits = bits_[word] & other.bits_[word]; bits != 0; bits &= bits - 1)
      take(static_cast<std::uint16_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
  }
}

}  // namespace gouji
