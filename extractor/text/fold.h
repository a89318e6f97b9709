// Characters as the form means them, whatever the converter made of them: full-width ASCII becomes ASCII, compatibility
// and radical forms become the plain character (NFKC), every kind of dash, quotation mark and bracket one of its kind,
// and what has no ink (spaces, zero-width marks, soft hyphens) nothing. Labels and patterns are compared folded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "value/span.h"

namespace gouji {

// A folded text with the way back: code point i of `text` was read from bytes[i] of what was folded.
struct Folded {
  std::u32string characters;
  std::vector<Span> bytes;

  bool empty() const { return characters.empty(); }
};

// `base` is added to the offsets of Folded::bytes, so that they can be spans of a larger text.
Folded fold(std::string_view utf8, ByteOffset base = 0);
// Precondition, here and below: valid UTF-8, but for a character that was cut where the text begins or ends.
std::u32string fold_characters(std::string_view utf8);
// Appends it.
void append_folded(std::string_view utf8, std::u32string& folded);
// Its first character; 0 where there is none.
char32_t folded_front(std::string_view utf8);
// Its last one, where that is Han or ASCII, as it mostly is; 0 where that takes a closer look.
char32_t plain_back(std::string_view utf8);
// The same as UTF-8, for patterns. A stretch begins at `folded` and goes on to the next one's: each `folded_step` bytes
// of it were read from `source_step` bytes of what was folded, from `source` on.
struct FoldedUtf8 {
  struct Stretch {
    std::uint32_t folded;
    std::uint32_t source;
    std::uint16_t folded_step;
    std::uint16_t source_step;
  };
  std::string utf8;
  std::vector<Stretch> stretches;

  // The span of the unfolded text (its base included) that a part of the folded one was read from.
  Span source(Span folded) const;
};
FoldedUtf8 fold_utf8(std::string_view utf8, ByteOffset base = 0);

// Display columns (UAX #11): 2 for wide and full-width characters, 0 for combining and zero-width ones, else 1. A tab
// counts as 1: where columns matter, it is a separator.
int display_width(char32_t character);
int display_width(std::string_view utf8);

bool is_space(char32_t character);  // white space of any kind, and zero-width marks; not line ends
bool is_han(char32_t character);
// Of a decimal digit of any script, 0 to 9; -1 for everything else, as a number in a circle.
int digit_value(char32_t character);

void append_utf8(char32_t character, std::string& utf8);
// The same text with U+FFFD for every byte that is no valid UTF-8.
std::string valid_utf8(std::string_view bytes);
std::string utf8_of(std::u32string_view characters);

struct DecodedCharacter {
  char32_t character = 0;
  std::size_t size = 0;  // in bytes
};

// What next_character() does with all but the kinds that a report is made of.
DecodedCharacter decode_rare_character(std::string_view utf8);

// Takes one character off the front; U+FFFD for a byte that is no valid UTF-8. Precondition: not empty.
inline char32_t next_character(std::string_view& utf8) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(utf8[at]); };
  if (byte(0) < 0x80) {
    const char32_t character = byte(0);
    utf8.remove_prefix(1);
    return character;
  }
  const auto is_trail = [&](std::size_t at) { return (byte(at) & 0xC0U) == 0x80; };
  // Three bytes; those that begin with E0 or ED are not all valid.
  const bool is_common = byte(0) > 0xE0 && byte(0) < 0xF0 && byte(0) != 0xED;
  if (!is_common || utf8.size() < 3 || !is_trail(1) || !is_trail(2)) {
    const DecodedCharacter rare = decode_rare_character(utf8);
    utf8.remove_prefix(rare.size);
    return rare.character;
  }
  const char32_t character = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  utf8.remove_prefix(3);
  return character;
}

}  // namespace gouji
