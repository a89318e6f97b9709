#include "text/fold_piece.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "text/fold.h"

namespace gouji {
namespace {

bool is_between(char byte, std::uint8_t first, std::uint8_t last) {
  const auto value = static_cast<std::uint8_t>(byte);
  return value >= first && value <= last;
}

// ASCII but for what has no ink and for quotation marks, which fold to the double one.
bool is_plain_ascii(char byte) { return byte > ' ' && byte != '\'' && byte != '`' && byte != 0x7F; }

// U+4E00 to U+9FFF.
bool begins_with_han(std::string_view utf8) {
  return utf8.size() >= 3 && is_between(utf8[0], 0xE4, 0xE9) && is_between(utf8[1], 0x80, 0xBF) &&
         is_between(utf8[2], 0x80, 0xBF) && (utf8[0] != '\xE4' || is_between(utf8[1], 0xB8, 0xBF));
}

// Precondition: begins_with_han().
char32_t han_of(std::string_view utf8) {
  const auto bits = [&](std::size_t at, unsigned mask) { return static_cast<std::uint8_t>(utf8[at]) & mask; };
  return bits(0, 0x0F) << 12U | bits(1, 0x3F) << 6U | bits(2, 0x3F);
}

}  // namespace

void append_folded(std::string_view utf8, std::u32string& folded) {
  std::array<char32_t, 64> piece;
  std::size_t size = 0;
  const auto flush = [&] {
    folded.append(piece.data(), size);
    size = 0;
  };
  while (!utf8.empty()) {
    if (size == piece.size()) flush();
    if (is_plain_ascii(utf8.front())) {
      piece[size++] = static_cast<char32_t>(utf8.front());
      utf8.remove_prefix(1);
    } else if (begins_with_han(utf8)) {
      piece[size++] = han_of(utf8);
      utf8.remove_prefix(3);
    } else if (utf8.front() == ' ') {
      utf8.remove_prefix(1);
    } else {
      flush();
      std::string_view rest = utf8;
      next_character(rest);
      folded += fold_characters(utf8.substr(0, utf8.size() - rest.size()));
      utf8 = rest;
    }
  }
  flush();
}

char32_t plain_front(std::string_view utf8) {
  if (utf8.empty()) return 0;
  if (is_plain_ascii(utf8.front())) return static_cast<char32_t>(utf8.front());
  return begins_with_han(utf8) ? han_of(utf8) : 0;
}

char32_t plain_back(std::string_view utf8) {
  if (utf8.empty()) return 0;
  if (is_plain_ascii(utf8.back())) return static_cast<char32_t>(utf8.back());
  if (utf8.size() < 3) return 0;
  const std::string_view end = utf8.substr(utf8.size() - 3);
  return begins_with_han(end) ? han_of(end) : 0;
}

}  // namespace gouji
