#include "output/excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "output/characters.h"
#include "text/fold.h"

namespace gouji {

namespace {

constexpr int excerpt_columns = 100;
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

// Display columns, [begin, end).
struct Columns {
  int begin = 0;
  int end = 0;
};

// How wide a line is as it is shown, and where its mark is.
struct Extent {
  int width = 0;
  Columns mark;
};

// Calls `show` with each character of the line as it is shown, its place in the text, and its display column.
template <typename Show>
void for_each_character(const Text& text, Span line, const Show& show) {
  std::string_view rest = text.at(line);
  for (int column = 0; !rest.empty();) {
    const ByteOffset at = line.end - rest.size();
    const char32_t character = printable(next_character(rest));
    show(character, at, column);
    column += display_width(character);
  }
}

Extent extent_of(const Text& text, Span line, Span mark) {
  Extent extent;
  extent.mark.begin = -1;
  for_each_character(text, line, [&](char32_t character, ByteOffset at, int column) {
    if (extent.mark.begin < 0 && at >= mark.begin) extent.mark.begin = column;
    extent.width = column + display_width(character);
    if (at < mark.end) extent.mark.end = extent.width;
  });
  if (extent.mark.begin < 0) extent.mark.begin = extent.width;
  extent.mark.end = std::max(extent.mark.end, extent.mark.begin + 1);
  return extent;
}

// A long line is shown around its mark only.
Columns window_of(const Extent& extent) {
  if (extent.width <= excerpt_columns) return {0, extent.width};
  const int middle = (extent.mark.begin + std::min(extent.mark.end, extent.mark.begin + excerpt_columns)) / 2;
  const int begin = std::clamp(middle - excerpt_columns / 2, 0, extent.width - excerpt_columns);
  return {begin, begin + excerpt_columns};
}

}  // namespace

void write_excerpt(const Text& text, int line_number, const std::optional<Span>& mark, int number_width,
                   const Terminal& terminal, std::string& out) {
  const Span line = text.line(line_number);
  const std::string number = pad_left(std::to_string(line_number), number_width);
  const Extent extent = extent_of(text, line, mark.value_or(Span{line.begin, line.begin}));
  const Columns window = window_of(extent);

  std::string visible(window.begin > 0 ? ellipsis : "");
  // Columns that the mark is moved by: what is left out before it, less the sign for that.
  int shift = window.begin > 0 ? -1 : 0;
  bool first = true;
  for_each_character(text, line, [&](char32_t character, ByteOffset, int column) {
    if (column < window.begin || column + display_width(character) > window.end) return;
    if (first) shift += column;
    first = false;
    append_utf8(character, visible);
  });
  if (window.end < extent.width) visible += ellipsis;
  out += fmt::format(" {} | {}\n", number, visible);
  if (!mark) return;

  const int end = std::min(extent.mark.end, std::max(window.end, extent.mark.begin + 1));
  const std::string caret = std::string(std::max(0, extent.mark.begin - shift), ' ') +
                            terminal.strong(std::string(std::max(1, end - extent.mark.begin), '^'));
  out += fmt::format(" {:{}} | {}\n", "", number.size(), caret);
}

}  // namespace gouji
