#include "record/own_words.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace gouji {
namespace {

// Sentences end with these once they are folded.
bool is_ended(std::string_view sentence) {
  constexpr std::string_view full_stop = "\xE3\x80\x82";
  constexpr std::string_view others = "!?;";
  return sentence.ends_with(full_stop) || (!sentence.empty() && others.find(sentence.back()) != std::string_view::npos);
}

std::string_view behind_headings(std::string_view sentence, const Pattern& headings) {
  re2::StringPiece rest = piece(sentence);
  if (headings != nullptr) re2::RE2::Consume(&rest, *headings);
  return {rest.data(), rest.size()};
}

int characters_in(std::string_view utf8) {
  return static_cast<int>(std::count_if(utf8.begin(), utf8.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

}  // namespace

std::vector<OwnSentence> own_sentences(const Text& text, const std::vector<Sentence>& prose,
                                       const ProsePatterns& patterns) {
  std::vector<OwnSentence> own;
  for (const Sentence& sentence : prose) {
    if (!is_ended(sentence.text())) continue;
    const std::string_view said = behind_headings(sentence.text(), patterns.headings);
    if (said.empty() || patterns.prescribed.is_in(said, sentence.characters)) continue;
    OwnSentence one;
    one.text = said;
    one.words = said;
    if (patterns.years != nullptr && patterns.years.may_match(sentence.characters))
      re2::RE2::GlobalReplace(&one.words, *patterns.years, "");
    one.characters = characters_in(one.words);
    one.span = sentence.source(said);
    one.line = text.line_number(one.span.begin);
    own.push_back(std::move(one));
  }
  return own;
}

}  // namespace gouji
