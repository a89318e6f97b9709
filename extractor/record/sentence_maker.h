// A sentence put together from parts of another one. It leads back to where they stand in the text.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "form/grammar.h"
#include "record/prose.h"
#include "text/text.h"

namespace gouji {

class SentenceMaker {
 public:
  // The sentence must outlive its maker.
  explicit SentenceMaker(const Sentence& from) : from_(from) {}

  // A part of the sentence's text.
  void append(std::string_view part);
  // Words that the text does not have, as if they stood behind the part.
  void insert(std::string_view words, std::string_view behind);
  Sentence take() { return Sentence(std::move(made_)); }

 private:
  void add_stretch(ByteOffset folded, ByteOffset source, std::size_t folded_step, std::size_t source_step);

  const Sentence& from_;
  FoldedUtf8 made_;
};

// The lines over a sentence, in its text, that are headings. `item_number` begins such a line.
std::vector<std::string_view> headings_over(const Sentence& sentence, const Text& text, const Pattern& item_number);

// The sentence with a colon behind each of the headings over it: their words are no part of what follows.
Sentence with_headings_set_off(const Sentence& sentence, const std::vector<std::string_view>& headings);

}  // namespace gouji
