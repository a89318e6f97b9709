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

int characters_in(std::string_view utf8) {
  return static_cast<int>(std::count_if(utf8.begin(), utf8.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

}  // namespace

std::vector<OwnSentence> own_sentences(const Text& text, const std::vector<Sentence>& prose,
                                       const ProsePatterns& patterns) {
  std::vector<OwnSentence> own;
  for (const Sentence& sentence : prose) {
    if (!is_ended(sentence.text())) continue;
    const std::string_view said =
        sentence.text().substr(patterns.headings.size_at_begin(sentence.text(), sentence.characters()));
    if (said.empty() || patterns.prescribed.is_in(said, sentence.characters())) continue;
    OwnSentence one;
    one.text = said;
    one.words = said;
    if (patterns.years != nullptr && patterns.years.may_match(sentence.text(), sentence.characters()))
      re2::RE2::GlobalReplace(&one.words, *patterns.years, "");
    one.characters = characters_in(one.words);
    one.span = sentence.source(said);
    one.line = text.line_number(one.span.begin);
    own.push_back(std::move(one));
  }
  return own;
}

}  // namespace gouji
