// Compiles the patterns of grammar files. A pattern may use {name} for a word that a [words] table defines, so that
// long patterns stay readable: '{figure}%'. A word may be made of other words.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "form/table_reader.h"

namespace gouji {

using Words = std::map<std::string, std::string, std::less<>>;

// The alternatives that a pattern in RE2's syntax has at its top: "a|(?:b|c)" has "a" and "(?:b|c)". The pattern alone
// where they cannot be told apart.
std::vector<std::string> alternatives_of(const std::string& pattern);

class PatternCompiler {
 public:
  // What was compiled before. Claims share their excludes, forms their claims, and compiling is slow.
  struct Compiled {
    std::map<std::string, Pattern, std::less<>> patterns;
    std::map<std::string, Alternatives, std::less<>> alternatives;
  };

  // With the words that other files define already; the file's own [words] are added (and replace those of their
  // names). `compiled` may be shared by compilers of several files.
  explicit PatternCompiler(const TableReader& file, Words words = {},
                           std::shared_ptr<Compiled> compiled = std::make_shared<Compiled>());

  const Words& words() const { return words_; }

  // Defines one more word, or another meaning of one.
  void define(const std::string& name, const std::string& pattern) { words_[name] = pattern; }

  // The pattern with its words in their places. Throws a GrammarMistake for one that nothing defines.
  std::string expand(const TomlValue& pattern) const;

  // Throws a GrammarMistake when RE2 does not understand the pattern, or when one of the named groups is not in it.
  Pattern compile(const TomlValue& pattern, const std::vector<std::string_view>& groups = {});
  std::vector<Pattern> compile(const std::vector<TomlValue>& patterns,
                               const std::vector<std::string_view>& groups = {});
  Alternatives compile_alternatives(const TomlValue& pattern);

 private:
  // The same one for the same text.
  Pattern& shared(const std::string& source);
  // A word's pattern. `offset` is where the pattern at a place names it.
  std::string meaning_of(std::string_view name, GrammarPlace pattern, std::size_t offset, int depth = 0) const;

  Words words_;
  std::shared_ptr<Compiled> compiled_;
};

}  // namespace gouji
