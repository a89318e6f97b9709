#include "form/pattern_reader.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

namespace gouji {

namespace {

bool is_word_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

// The word named between the braces at `open`; empty where they are RE2's own: {1,3}, \p{Han}, \x{fe}.
std::string_view word_at(std::string_view pattern, std::size_t open) {
  if (open >= 2 && pattern[open - 2] == '\\') return {};
  std::size_t end = open + 1;
  while (end < pattern.size() && is_word_letter(pattern[end])) ++end;
  if (end == pattern.size() || pattern[end] != '}') return {};
  return pattern.substr(open + 1, end - open - 1);
}

// Where the part of a pattern at `at` ends: an escape, a class, or a character.
std::size_t end_of_part(std::string_view pattern, std::size_t at) {
  if (pattern[at] == '\\') return std::min(at + 2, pattern.size());
  if (pattern[at] != '[') return at + 1;
  std::size_t end = at + 1;
  if (end < pattern.size() && pattern[end] == '^') ++end;
  if (end < pattern.size() && pattern[end] == ']') ++end;
  while (end < pattern.size() && pattern[end] != ']') {
    const bool is_named = pattern.substr(end).starts_with("[:");
    end = is_named ? std::min(pattern.find(":]", end), pattern.size()) + 2 : end + (pattern[end] == '\\' ? 2 : 1);
  }
  return std::min(end + 1, pattern.size());
}

// Flags, and quotations, hold for alternatives behind them too.
bool has_flags(std::string_view pattern) {
  for (std::size_t at = pattern.find("(?"); at != std::string_view::npos; at = pattern.find("(?", at + 1)) {
    if (!pattern.substr(at).starts_with("(?:") && !pattern.substr(at).starts_with("(?P<")) return true;
  }
  return pattern.find("\\Q") != std::string_view::npos;
}

// Words are made of words, but not deeper: then one is made of itself.
constexpr int deepest_word = 8;
// What words may add to a pattern, in bytes: a word made of many words that are made of many words would fill the
// memory. The longest pattern of the built-in grammar has some 5,000 bytes.
constexpr std::size_t longest_expansion = 100'000;

// A pattern with meaning_of(word, where it is named) in the place of each word. Where they are too long together,
// refuse(where the last one is named) has to throw.
template <typename Meaning, typename Refuse>
std::string with_words(std::string_view pattern, const Meaning& meaning_of, const Refuse& refuse) {
  std::string expanded;
  std::size_t done = 0;
  for (std::size_t open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    const std::string_view name = word_at(pattern, open);
    if (name.empty()) continue;
    expanded += pattern.substr(done, open - done);
    expanded += meaning_of(name, open);
    if (expanded.size() > open + longest_expansion) refuse(open);
    done = open + name.size() + 2;
  }
  return expanded += pattern.substr(done);
}

[[noreturn]] void refuse_expansion(GrammarPlace pattern, std::size_t offset) {
  throw GrammarMistake(pattern, offset,
                       fmt::format("with its words the pattern is too long: they may add {} bytes", longest_expansion));
}

}  // namespace

std::vector<std::string> alternatives_of(const std::string& pattern) {
  if (has_flags(pattern)) return {pattern};
  std::vector<std::string> all;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at < pattern.size(); at = end_of_part(pattern, at)) {
    depth += pattern[at] == '(' ? 1 : pattern[at] == ')' ? -1 : 0;
    if (pattern[at] != '|' || depth > 0) continue;
    all.push_back(pattern.substr(begin, at - begin));
    begin = at + 1;
  }
  all.push_back(pattern.substr(begin));
  return all;
}

PatternCompiler::PatternCompiler(const TableReader& file, Words words, std::shared_ptr<Compiled> compiled)
    : words_(std::move(words)), compiled_(std::move(compiled)) {
  const TomlValue* table = file.find("words");
  if (table == nullptr) return;
  if (table->kind != TomlValue::Kind::table) file.fail("words", "'words' must be a table: name = 'pattern'");
  for (const TomlMember& word : table->members) {
    if (!std::all_of(word.key.begin(), word.key.end(), is_word_letter)) {
      throw GrammarMistake(word.key_place, "a word's name has letters a-z and _ only");
    }
    words_[word.key] = text_of(word.value, fmt::format("the word '{}'", word.key));
  }
}

Pattern PatternCompiler::compile(const TomlValue& pattern, const std::vector<std::string_view>& groups) {
  Pattern& compiled = shared(expand(pattern));
  if (pattern.place.file != nullptr && pattern.place.file->is_tested) return compiled;
  if (!compiled->ok()) {
    throw GrammarMistake(pattern.place, fmt::format("not a pattern that RE2 understands: {}", compiled->error()));
  }
  for (const std::string_view group : groups) {
    if (compiled->NamedCapturingGroups().count(std::string(group)) > 0) continue;
    throw GrammarMistake(pattern.place, fmt::format("the pattern needs a group named '{0}': (?P<{0}>...)", group));
  }
  return compiled;
}

Pattern& PatternCompiler::shared(const std::string& source) {
  Pattern& compiled = compiled_->patterns[source];
  if (compiled == nullptr) compiled = Pattern(source);
  return compiled;
}

Alternatives PatternCompiler::compile_alternatives(const TomlValue& pattern) {
  const std::string source = expand(pattern);
  const auto known = compiled_->alternatives.find(source);
  if (known != compiled_->alternatives.end()) return known->second;
  const bool is_tested = pattern.place.file != nullptr && pattern.place.file->is_tested;
  if (!is_tested) compile(pattern);  // to say what is wrong with it where it stands
  std::vector<Pattern> all;
  for (const std::string& alternative : alternatives_of(source)) {
    all.push_back(shared(alternative));
    if (is_tested || all.back()->ok()) continue;
    all = {shared(source)};  // what is one pattern for RE2 may be more than is understood here
    break;
  }
  return compiled_->alternatives.emplace(source, Alternatives(std::move(all))).first->second;
}

std::vector<Pattern> PatternCompiler::compile(const std::vector<TomlValue>& patterns,
                                              const std::vector<std::string_view>& groups) {
  std::vector<Pattern> all;
  all.reserve(patterns.size());
  for (const TomlValue& pattern : patterns) all.push_back(compile(pattern, groups));
  return all;
}

std::string PatternCompiler::expand(const TomlValue& source) const {
  return with_words(
      text_of(source, "a pattern"),
      [&](std::string_view name, std::size_t at) { return meaning_of(name, source.place, at); },
      [&](std::size_t at) { refuse_expansion(source.place, at); });
}

std::string PatternCompiler::meaning_of(std::string_view name, GrammarPlace pattern, std::size_t offset,
                                        int depth) const {
  const auto word = words_.find(name);
  if (word == words_.end()) {
    std::vector<std::string> known;
    for (const auto& entry : words_) known.push_back(entry.first);
    const std::string what = fmt::format("no [words] define {{{}}}{}", name, suggestion(name, known));
    throw GrammarMistake(pattern, offset, what);
  }
  if (depth > deepest_word)
    throw GrammarMistake(pattern, offset, fmt::format("the word {{{}}} is made of itself", name));
  return with_words(
      word->second, [&](std::string_view inner, std::size_t) { return meaning_of(inner, pattern, offset, depth + 1); },
      [&](std::size_t) { refuse_expansion(pattern, offset); });
}

}  // namespace gouji
