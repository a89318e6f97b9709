// A pattern of a grammar file. RE2 runs it in linear time, but most patterns match in few texts. So a pattern is run
// only where by its requirement (form/requirement.h) it may match, and is compiled at the first such text.
#pragma once

#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "form/requirement.h"

namespace gouji {

// Shared by whoever copies it; from several threads too. Like a pointer, it may be none.
class Pattern {
 public:
  Pattern() = default;
  Pattern(std::nullptr_t) {}  // NOLINT(google-explicit-constructor): none
  explicit Pattern(std::string expression);

  // Whether it may match in a text of these characters or in a part of it. A pattern that may not need not be run.
  bool may_match(const CharacterSet& characters) const { return requirement().may_be_met(characters); }

  // The same for one text, with a look at its ends; `characters` are the text's, or those of more.
  bool may_match(std::string_view text, const CharacterSet& characters) const;

  // Precondition: it is one.
  const Requirement& requirement() const;

  // Whether it matches in a text, or all of it; `characters` are the text's, or those of more. False where it is none.
  bool is_in(std::string_view text, const CharacterSet& characters) const;
  bool is_all_of(std::string_view text, const CharacterSet& characters) const;
  // The same where the text's characters were not gathered.
  bool is_in(std::string_view text) const;
  bool is_all_of(std::string_view text) const;

  // How much of a text's beginning it matches, in bytes; 0 where it matches nothing there, or is none.
  std::size_t size_at_begin(std::string_view text) const;
  std::size_t size_at_begin(std::string_view text, const CharacterSet& characters) const;

  // Compiled when this is first asked for. Precondition: it is one.
  const re2::RE2& operator*() const;
  const re2::RE2* operator->() const { return &**this; }

  explicit operator bool() const { return compiled_ != nullptr; }
  friend bool operator==(const Pattern& pattern, std::nullptr_t) { return pattern.compiled_ == nullptr; }

 private:
  struct Compiled;
  std::shared_ptr<Compiled> compiled_;
};

// A pattern of which is only asked whether it is in a text. It is kept as its alternatives: patterns are made of the
// same ones, and each is compiled and run only where it may match itself. May be none.
class Alternatives {
 public:
  Alternatives() = default;
  explicit Alternatives(std::vector<Pattern> patterns) : patterns_(std::move(patterns)) {}

  // As those of Pattern. False where it is none.
  bool is_in(std::string_view text, const CharacterSet& characters) const;

  const std::vector<Pattern>& patterns() const { return patterns_; }
  explicit operator bool() const { return !patterns_.empty(); }

 private:
  std::vector<Pattern> patterns_;
};

// Which of many patterns may match in a text, without a look at each of them.
class PatternIndex {
 public:
  // The patterns are numbered from 0 in the order in which they are added.
  void add(const Pattern& pattern);
  // The numbers of those that may match in a text of these characters or in a part of it, ascending.
  std::vector<int> find(const CharacterSet& characters) const;

 private:
  // Patterns that require the same.
  struct Group {
    std::vector<int> clauses;  // in clauses_, the most telling one first
    std::vector<int> numbers;  // of the patterns
  };
  struct Entry {
    Literal literal;
    std::array<std::uint16_t, Literal::longest> slots;  // its own, and the first one again where it is shorter
    std::vector<int> groups;                            // those whose first clause has it
  };

  int number_of(const Requirement::Clause& clause);
  Entry& entry_of(const Literal& literal);

  std::vector<Requirement::Clause> clauses_;  // each once: many patterns ask for a figure, or for the same words
  std::vector<Group> groups_;
  std::vector<int> always_;  // patterns that require nothing
  // By that character of each literal by which the fewest others are to be found: those that many patterns begin with
  // are in most texts.
  std::vector<std::vector<Entry>> by_slot_;
  CharacterSet characters_;  // all of these
  int size_ = 0;
};

// RE2's views and the standard ones.
inline re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view view(const re2::StringPiece& text) { return {text.data(), text.size()}; }

}  // namespace gouji
