// The text outside the tables, as sentences that patterns can look at: folded, so that spaces and line ends that a
// converter put into a word do not matter, with the way back to the text.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "form/pattern.h"
#include "table/tables.h"
#include "text/fold.h"
#include "text/text.h"

namespace gouji {

struct Sentence {
  explicit Sentence(FoldedUtf8 folded_sentence) : folded(std::move(folded_sentence)), kept_characters(folded.utf8) {}

  FoldedUtf8 folded;
  KeptCharacters kept_characters;

  std::string_view text() const { return folded.utf8; }
  CharacterSet characters() const { return kept_characters.of(text()); }
  // The span of the text that a part of the folded sentence was read from.
  Span source(std::string_view part) const;
};

// Where behind the beginning of a part of a text the next sentence begins: behind the first ideographic full stop, or
// full-width exclamation mark, question mark or semicolon. The part's end where it has none. Precondition: the part
// begins with a whole character.
ByteOffset next_sentence(std::string_view utf8, Span part);

// Sentences end with a full stop, an exclamation or question mark or a semicolon, not with a line: converters break
// lines anywhere. A line that is a heading by itself is taken into the sentence that follows. A frame drawn around the
// text is no part of them. `part` is the stretch
// of the text that is looked at, with the tables in it.
std::vector<Sentence> sentences(const Text& text, Span part, const std::vector<TableRegion>& tables);

}  // namespace gouji
