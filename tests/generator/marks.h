// The places of figures in a text that is yet to be printed: every figure that a sheet prints has a mark in front of
// it, a character without width, that goes with it through all layouts and is taken out at the end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "value/span.h"

namespace gouji::generator {

inline constexpr char figure_mark = '\x01';
// The same of the one figure that was made false; generator/clean.h takes it out.
inline constexpr char planted_mark = '\x02';

// Display columns; marks have none.
int width_of(std::string_view utf8);

struct Unmarked {
  std::string text;
  std::vector<ByteOffset> figures;  // where they begin in the text
};
Unmarked take_out_marks(std::string_view marked);

}  // namespace gouji::generator
