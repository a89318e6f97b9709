#include "generator/marks.h"

#include "text/fold.h"

namespace gouji::generator {

int width_of(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) {
    const char32_t character = next_character(utf8);
    if (character != U'\x01' && character != U'\x02') width += display_width(character);
  }
  return width;
}

Unmarked take_out_marks(std::string_view marked) {
  Unmarked unmarked;
  for (const char byte : marked) {
    if (byte == figure_mark) {
      unmarked.figures.push_back(unmarked.text.size());
    } else {
      unmarked.text += byte;
    }
  }
  return unmarked;
}

}  // namespace gouji::generator
