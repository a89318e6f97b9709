#include "generator/wrap.h"

#include <algorithm>

#include "generator/marks.h"
#include "text/fold.h"

namespace gouji::generator {
namespace {

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

bool joins_digits(char32_t c) {
  return c == U',' || c == U'.' || c == U'，' || c == U'-' || c == U'+' || c == U'－' || c == U'\x01' || c == U'\x02';
}

// What must not be broken: a number, or a single character.
std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  bool in_number = false;
  while (!text.empty()) {
    const char32_t c = next_character(text);
    const bool number = is_digit(c) || joins_digits(c);
    if (!in_number || !number) pieces.emplace_back();
    append_utf8(c, pieces.back());
    in_number = number;
  }
  return pieces;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, int width) {
  std::vector<std::string> lines(1);
  int used = 0;
  for (const std::string& piece : pieces_of(text)) {
    const int more = width_of(piece);
    if (used > 0 && used + more > width) {
      lines.emplace_back();
      used = 0;
    }
    lines.back() += piece;
    used += more;
  }
  return lines;
}

int least_width(std::string_view text) {
  int least = 0;
  for (const std::string& piece : pieces_of(text)) least = std::max(least, width_of(piece));
  return least;
}

std::string padded(const std::string& text, int width) {
  return text + std::string(static_cast<std::size_t>(std::max(0, width - width_of(text))), ' ');
}

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace gouji::generator
