// The labels of a table of a form, of all kinds, by the letters that a converter leaves: what misprints are told by.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace gouji {

struct CommonGrammar;
struct Table;

// The characters of a label that neither a converter nor a typist leaves out unseen.
struct LabelLetters {
  static constexpr char32_t damaged = 0xFFFD;  // stands for what could not be decoded

  std::u32string text;
  bool numbered = false;  // an item number stands before them

  static LabelLetters of(std::u32string_view folded, const CommonGrammar& common);
};

struct OfficialLabel {
  std::string text;      // the official one
  std::u32string first;  // its letters
  LabelLetters letters;  // its own, or those of a variant
};

class OfficialLabels {
 public:
  OfficialLabels(const Table& table, const CommonGrammar& common);

  const std::vector<OfficialLabel>& labels() const { return labels_; }
  bool has(const std::u32string& letters) const { return known_.contains(letters); }
  // Whether they are a piece of one.
  bool has_within(const std::u32string& letters) const;

 private:
  void add(const std::vector<std::string>& variants, const CommonGrammar& common);

  std::vector<OfficialLabel> labels_;
  // Letters are looked up in one table after the other, so that most are not there: their size and their ends tell it.
  struct Hash {
    std::size_t operator()(std::u32string_view letters) const {
      return letters.empty() ? 0 : (letters.size() * 31 + letters.front()) * 31 + letters.back();
    }
  };
  std::unordered_set<std::u32string, Hash> known_;
};

}  // namespace gouji
