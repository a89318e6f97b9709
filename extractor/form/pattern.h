// A pattern of a grammar file. RE2 runs it in linear time, but most patterns match in few sentences, and even that a
// pattern does not match costs a look at every byte. So a pattern knows characters without which it cannot match, and
// is compiled at the first text that has them.
#pragma once

#include <re2/re2.h>

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
  static constexpr std::size_t slots = 1024;

  CharacterSet() = default;
  explicit CharacterSet(std::string_view utf8);

  void add(char32_t character) {
    const std::uint16_t slot = slot_of(character);
    bits_[slot / 64U] |= std::uint64_t{1} << (slot % 64U);
  }
  void add(const CharacterSet& other) {
    for (std::size_t word = 0; word < bits_.size(); ++word) bits_[word] |= other.bits_[word];
  }
  bool may_have(std::uint16_t slot) const { return (bits_[slot / 64U] >> (slot % 64U) & 1U) != 0; }
  static std::uint16_t slot_of(char32_t character) {
    return static_cast<std::uint16_t>(static_cast<std::uint32_t>(character) * 0x9E3779B1U >> 22U);
  }
  // Calls take(slot) for each that is there.
  template <typename Take>
  void for_each(Take take) const;

 private:
  std::array<std::uint64_t, slots / 64> bits_{};
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

  bool may_be_in(const CharacterSet& set) const;
};

// What a text must have for a pattern to match in it: of each clause, one of its literals. The most telling clause is
// the first one.
class Requirement {
 public:
  using Clause = std::vector<Literal>;

  // By the pattern's own text, in RE2's syntax. What is not understood of it requires nothing.
  static Requirement of(std::string_view expression);

  bool may_be_met(const CharacterSet& characters) const;
  const std::vector<Clause>& clauses() const { return clauses_; }

  // For tests and people: "(a|b)(c)".
  std::string to_string() const;

 private:
  std::vector<Clause> clauses_;
};

// Shared by whoever copies it; from several threads too. Like a pointer, it may be none.
class Pattern {
 public:
  Pattern() = default;
  Pattern(std::nullptr_t) {}  // NOLINT(google-explicit-constructor): none
  explicit Pattern(std::string expression);

  // Whether it may match in a text of these characters or in a part of it. A pattern that may not need not be run.
  bool may_match(const CharacterSet& characters) const;

  const Requirement& requirement() const;

  // Whether it matches in a text, or all of it; `characters` are the text's, or those of more. False where it is none.
  bool is_in(std::string_view text, const CharacterSet& characters) const;
  bool is_all_of(std::string_view text, const CharacterSet& characters) const;

  // Compiled when this is first asked for. Precondition: it is one.
  const re2::RE2& operator*() const;
  const re2::RE2* operator->() const { return &**this; }

  explicit operator bool() const { return compiled_ != nullptr; }
  friend bool operator==(const Pattern& pattern, std::nullptr_t) { return pattern.compiled_ == nullptr; }

 private:
  struct Compiled;
  std::shared_ptr<Compiled> compiled_;
};

// Which of many patterns may match in a text, without a look at each of them.
class PatternIndex {
 public:
  // The patterns are numbered from 0 in the order in which they are added.
  void add(const Pattern& pattern);
  // The numbers of those that may match in a text of these characters or in a part of it, ascending.
  std::vector<int> find(const CharacterSet& characters) const;

 private:
  struct Entry {
    Literal literal;
    std::vector<int> numbers;  // of the patterns that it may begin
  };
  std::vector<Pattern> patterns_;
  std::vector<int> always_;                  // those that require nothing
  std::vector<std::vector<Entry>> by_slot_;  // the others, by the first characters of their most telling clause
};

// RE2's views and the standard ones.
inline re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view view(const re2::StringPiece& text) { return {text.data(), text.size()}; }

template <typename Take>
void CharacterSet::for_each(Take take) const {
  for (std::size_t word = 0; word < bits_.size(); ++word) {
    for (std::uint64_t bits = bits_[word]; bits != 0; bits &= bits - 1)
      take(static_cast<std::uint16_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
  }
}

}  // namespace gouji
