// The characters of a web page, each with its place: entities decoded, spaces collapsed.
#pragma once

#include <string_view>

#include "document/placed_text.h"

namespace gouji {

// A text node as the parser decoded it, and the bytes of the page that it was made of, which begin at `place`. These
// may hold entities, line ends, NUL bytes, and tags that the parser ignored. Where it cannot be told which bytes a
// character was made of, it has the place of all bytes to the next one that is known.
PlacedText decode_html_text(std::string_view decoded, std::string_view raw, ByteOffset place);

// Appends it as browsers show it: spaces, tabs and line ends in a row are one space, none at the beginning of a line.
void append_collapsed(const PlacedText& text, PlacedText& line);

// Appends a part of it as it is.
void append_part(const PlacedText& text, Span part, PlacedText& line);

}  // namespace gouji
