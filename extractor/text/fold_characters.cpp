// fold_characters() and what is like it: the characters that a report is made of are folded here without a look into
// any table, all others by fold().
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "text/fold.h"

namespace gouji {
namespace {

// A character at the front of a text, folded; `size` is 0 where it is none of the common ones.
struct Common {
  char32_t folded;  // 0: it has no ink
  unsigned size;    // in bytes, before it was folded
};

constexpr Common uncommon = {0, 0};

// Folded: the single quotation marks are double ones.
char32_t ascii(char32_t character) { return character == '\'' || character == '`' ? U'"' : character; }

// Of three bytes: Han (U+4E00 to U+9FFF), full-width ASCII (from U+FF01), ideographic punctuation (from U+3001) and
// quotation marks (from U+2018).
Common beyond_ascii(const unsigned char* bytes, std::size_t size) {
  if (size < 3 || bytes[0] < 0xE2 || (bytes[1] & 0xC0U) != 0x80 || (bytes[2] & 0xC0U) != 0x80) return uncommon;
  const char32_t character = (bytes[0] & 0x0FU) << 12U | (bytes[1] & 0x3FU) << 6U | (bytes[2] & 0x3FU);
  if (bytes[0] > 0xEF) return uncommon;
  if (character >= 0x4E00 && character <= 0x9FFF) return {character, 3};
  if (character >= 0xFF01 && character <= 0xFF5E) return {ascii(character - 0xFEE0), 3};
  if (character >= 0x300C && character <= 0x300F) return {U'"', 3};
  if (character >= 0x3001 && character <= 0x3017) return {character, 3};
  if (character >= 0x2018 && character <= 0x201F) return {U'"', 3};
  return uncommon;
}

// Precondition: there is a byte at least.
inline Common common_at(const unsigned char* bytes, std::size_t size) {
  if (bytes[0] >= 0x80) return beyond_ascii(bytes, size);
  return {bytes[0] > ' ' && bytes[0] != 0x7F ? ascii(bytes[0]) : 0, 1};
}

// Precondition: there is a byte at least.
std::string_view first_character(std::string_view utf8) {
  std::string_view rest = utf8;
  next_character(rest);
  return utf8.substr(0, utf8.size() - rest.size());
}

const unsigned char* bytes_of(std::string_view utf8) { return reinterpret_cast<const unsigned char*>(utf8.data()); }

}  // namespace

void append_folded(std::string_view utf8, std::u32string& folded) {
  std::array<char32_t, 64> piece;
  std::size_t size = 0;
  const unsigned char* at = bytes_of(utf8);
  const unsigned char* const end = at + utf8.size();
  while (at != end) {
    if (size == piece.size()) {
      folded.append(piece.data(), size);
      size = 0;
    }
    // Most of a report: from U+5000 on, all of it Han.
    auto room = std::min(piece.size() - size, static_cast<std::size_t>(end - at) / 3);
    for (; room > 0 && *at >= 0xE5 && *at <= 0xE9; --room, at += 3)
      piece[size++] = (at[0] & 0x0FU) << 12U | (at[1] & 0x3FU) << 6U | (at[2] & 0x3FU);
    if (at == end || size == piece.size()) continue;
    const Common common = common_at(at, static_cast<std::size_t>(end - at));
    if (common.folded != 0) piece[size++] = common.folded;
    at += common.size;
    if (common.size > 0) continue;
    folded.append(piece.data(), size);
    size = 0;
    const std::string_view character = first_character(utf8.substr(utf8.size() - static_cast<std::size_t>(end - at)));
    folded += fold(character).characters;
    at += character.size();
  }
  folded.append(piece.data(), size);
}

std::u32string fold_characters(std::string_view utf8) {
  std::u32string folded;
  append_folded(utf8, folded);
  return folded;
}

char32_t folded_front(std::string_view utf8) {
  while (!utf8.empty()) {
    const Common common = common_at(bytes_of(utf8), utf8.size());
    if (common.folded != 0) return common.folded;
    const std::string_view character = common.size > 0 ? utf8.substr(0, common.size) : first_character(utf8);
    if (common.size == 0) {
      const std::u32string folded = fold(character).characters;
      if (!folded.empty()) return folded.front();
    }
    utf8.remove_prefix(character.size());
  }
  return 0;
}

char32_t plain_back(std::string_view utf8) {
  if (utf8.empty()) return 0;
  if (bytes_of(utf8)[utf8.size() - 1] < 0x80) return common_at(bytes_of(utf8) + utf8.size() - 1, 1).folded;
  const std::string_view end = utf8.substr(utf8.size() - std::min<std::size_t>(utf8.size(), 3));
  const Common common = common_at(bytes_of(end), end.size());
  return common.size == 3 && common.folded >= 0x4E00 && common.folded <= 0x9FFF ? common.folded : 0;
}

std::string utf8_of(std::u32string_view characters) {
  std::string utf8;
  utf8.reserve(characters.size() * 3);
  for (const char32_t character : characters) {
    if (character < 0x80) {
      utf8.push_back(static_cast<char>(character));
    } else if (character >= 0x800 && character < 0xD800) {
      const std::array<char, 3> bytes = {static_cast<char>(0xE0U | character >> 12U),
                                         static_cast<char>(0x80U | (character >> 6U & 0x3FU)),
                                         static_cast<char>(0x80U | (character & 0x3FU))};
      utf8.append(bytes.data(), bytes.size());
    } else {
      append_utf8(character, utf8);
    }
  }
  return utf8;
}

}  // namespace gouji
