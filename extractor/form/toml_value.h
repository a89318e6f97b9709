// What a grammar file holds, as TOML has it, each value with its place: what the readers of forms, rules and messages
// take apart. It keeps the TOML library in one file. The first mistake in a file ends its reading: it is thrown as a
// GrammarMistake, and load_grammar() makes an Error of it.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar_file.h"

namespace gouji {

// Line and column count from 1, columns in characters.
struct GrammarPlace {
  int line = 1;
  int column = 1;
  const GrammarFile* file = nullptr;  // what it is a place in; must outlive it
};

class GrammarMistake : public std::runtime_error {
 public:
  GrammarMistake(GrammarPlace place, const std::string& what) : std::runtime_error(what), place_(place) {}
  // A mistake inside a string, `offset` bytes behind its beginning.
  GrammarMistake(GrammarPlace string_begin, std::size_t offset, const std::string& what)
      : std::runtime_error(what), place_(string_begin), offset_(offset) {}

  // Precondition: it was thrown with a value's place, which knows its file.
  GrammarPlace place() const;

 private:
  GrammarPlace place_;
  std::optional<std::size_t> offset_;
};

struct TomlMember;

struct TomlValue {
  enum class Kind { string, integer, boolean, array, table, other };

  Kind kind = Kind::other;
  GrammarPlace place;
  std::string text;  // of a string
  int number = 0;    // an integer, or a boolean as 0 and 1
  std::vector<TomlValue> items;
  std::vector<TomlMember> members;  // in the order of their keys' letters

  const TomlMember* find(std::string_view key) const;
};

struct TomlMember {
  std::string key;
  GrammarPlace key_place;
  TomlValue value;
};

// The file must outlive the value. Throws a GrammarMistake where the text is no TOML, or is nested more than 64 levels
// deep.
TomlValue parse_toml(const GrammarFile& file);

}  // namespace gouji
