// Words that a stretch of the text may be, or begin or end with.
#pragma once

#include <algorithm>
#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"
#include "value/span.h"

namespace gouji {

// Characters of which it is asked again and again whether one is among them. Some others seem to be too.
class FewCharacters {
 public:
  void add(char32_t character) { bits_.set(character % bits_.size()); }
  bool may_have(char32_t character) const { return bits_.test(character % bits_.size()); }

 private:
  std::bitset<256> bits_;
};

class Words {
 public:
  static constexpr int none = -1;

  Words() = default;
  explicit Words(const std::vector<std::string>& words) {
    for (const std::string& word : words) add(word);
  }

  void add(std::string_view utf8) {
    words_.push_back(fold_characters(utf8));
    longest_ = std::max(longest_, words_.back().size());
    if (!words_.back().empty()) first_.add(words_.back().front());
  }

  // In characters, folded.
  std::size_t longest() const { return longest_; }
  bool has(std::u32string_view word) const { return std::find(words_.begin(), words_.end(), word) != words_.end(); }

  // Which word it is, in the order in which they were added, or `none`. Most pieces of a text are told by their first
  // character to be none.
  int find(std::string_view utf8) const {
    if (utf8.size() > longest_piece || !first_.may_have(folded_front(utf8))) return none;
    const auto word = std::find(words_.begin(), words_.end(), fold_characters(utf8));
    return word == words_.end() ? none : static_cast<int>(word - words_.begin());
  }

  // The length of the longest word that the characters begin with, or end with; 0 where there is none.
  std::size_t length_at_front(std::u32string_view characters) const {
    if (characters.empty() || !first_.may_have(characters.front())) return 0;
    std::size_t length = 0;
    for (const std::u32string& word : words_)
      if (word.size() > length && characters.starts_with(word)) length = word.size();
    return length;
  }
  std::size_t length_at_back(std::u32string_view characters) const {
    std::size_t length = 0;
    for (const std::u32string& word : words_)
      if (word.size() > length && characters.ends_with(word)) length = word.size();
    return length;
  }

 private:
  // In bytes: no word is longer, whatever spaces stand in it.
  static constexpr ByteOffset longest_piece = 24;

  std::vector<std::u32string> words_;
  FewCharacters first_;
  std::size_t longest_ = 0;
};

}  // namespace gouji
