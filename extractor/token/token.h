// A token is the smallest piece of a report's text that means something to a table: a number, a run of label text, a
// separator that a converter drew, a rule, a stretch of space, a line break. Tokens cover the text without gaps or
// overlaps, in order, so that whatever is read from them can be traced to bytes.
#pragma once

#include <cstdint>
#include <vector>

#include "text/text.h"
#include "value/span.h"

namespace gouji {

struct Token {
  enum class Kind : std::uint8_t {
    number,  // digits with their sign, point and thousands separators: "66241", "12,345", "112.55034", "-3", "１２"
    label,   // anything else with ink
    separator,  // between cells: a tab, '|', a vertical line of a drawn table
    rule,       // a horizontal line of a drawn table: box characters, "+---+", "|---|"
    space,      // one or more spaces of any kind
    newline,    // LF, CR LF, CR; vertical tab and form feed too, though they end no line for Text::position
  };

  SmallSpan span;               // in the decoded text
  int display_column : 27 = 0;  // from 0, at the token's start; a full-width character is two columns wide (UAX #11)
  Kind kind : 5 = Kind::label;
};
// A text of single characters has as many tokens as bytes.
static_assert(sizeof(Token) == 12);

// Never fails: what is not understood is label text. An item's number ("1." before text, a numeral in brackets at the
// head of a label) is a part of its label, not a number.
std::vector<Token> tokenize(const Text& text);

}  // namespace gouji
