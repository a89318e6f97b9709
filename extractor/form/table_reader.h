// Reads one table of a grammar file by its keys. Whoever reads says first which keys there are, so that a misspelt one
// is told as what it is. Every function throws a GrammarMistake that says what was expected.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "form/toml_value.h"
#include "value/language.h"

namespace gouji {

class TableReader {
 public:
  // `thing` names the table in messages: "a row".
  TableReader(const TomlValue& value, std::string_view thing, std::initializer_list<std::string_view> keys);

  bool has(std::string_view key) const { return value_.find(key) != nullptr; }
  GrammarPlace place() const { return value_.place; }
  // Of the key's value, or of the table where it has no such key.
  GrammarPlace place_of(std::string_view key) const;

  const TomlValue& required(std::string_view key) const;
  const TomlValue* find(std::string_view key) const;

  std::string text(std::string_view key) const;                // not empty
  std::string text_or_none(std::string_view key) const;        // empty without the key
  std::string id(std::string_view key) const;                  // lower-case words, digits, '_', joined by '.'
  std::vector<std::string> texts(std::string_view key) const;  // at least one, none of them empty
  std::vector<std::string> texts_or_none(std::string_view key) const;
  Bilingual bilingual(std::string_view key) const;
  int number_or(std::string_view key, int fallback) const;
  bool flag(std::string_view key) const;
  const std::vector<TomlValue>& list(std::string_view key) const;  // at least one
  const std::vector<TomlValue>& list_or_none(std::string_view key) const;

  [[noreturn]] void fail(std::string_view key, const std::string& what) const;

 private:
  const TomlValue& value_;
  std::string thing_;
};

const std::string& text_of(const TomlValue& value, std::string_view name);
Bilingual bilingual_of(const TomlValue& value, std::string_view name);

// " (did you mean '…'?)" with the candidate nearest to a misspelt word, or nothing where none is near.
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace gouji
