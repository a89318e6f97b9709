#include "output/characters.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <optional>

#include "text/fold.h"

namespace gouji {

namespace {

constexpr char32_t replacement = 0xFFFD;

// Most characters of a report are Han, and are not looked up.
bool is_plainly_seen(char32_t character) {
  return (character >= 0x20 && character < 0x7F) || (character >= 0x3400 && character < 0xA000);
}

// The value of two lower-case hexadecimal digits; nullopt for anything else.
std::optional<unsigned char> byte_of(std::string_view digits) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  if (digits.size() < 2) return std::nullopt;
  const std::size_t high = hexadecimal.find(digits[0]);
  const std::size_t low = hexadecimal.find(digits[1]);
  if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
  return static_cast<unsigned char>(high << 4U | low);
}

// The byte of an escape at the front of a text: "\xff".
std::optional<unsigned char> escaped_byte(std::string_view text) {
  return text.substr(0, 2) == "\\x" ? byte_of(text.substr(2)) : std::nullopt;
}
constexpr std::size_t escape_size = 4;

// Full-width closing brackets, quotation marks, commas and stops do not begin a line.
bool is_closing(char32_t character) {
  constexpr char32_t closing[] = {0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0x3001,
                                  0x3002, 0x300D, 0x300F, 0x300B, 0x3009, 0x2019, 0x201D};
  return std::find(std::begin(closing), std::end(closing), character) != std::end(closing);
}

bool is_opening(char32_t character) {
  constexpr char32_t opening[] = {0xFF08, 0x300C, 0x300E, 0x300A, 0x3008, 0x2018, 0x201C};
  return std::find(std::begin(opening), std::end(opening), character) != std::end(opening);
}

// A run of characters that belong together, and the spaces behind it.
struct Word {
  std::string text;
  int width = 0;
  int spaces = 0;
};

std::vector<Word> words_of(std::string_view utf8) {
  std::vector<Word> words;
  char32_t before = U' ';
  while (!utf8.empty()) {
    const char32_t character = printable(next_character(utf8));
    if (character == U' ') {
      if (!words.empty()) ++words.back().spaces;
    } else {
      const bool wide = display_width(character) == 2 || display_width(before) == 2;
      const bool breaks = before == U' ' || (wide && !is_closing(character) && !is_opening(before));
      if (breaks || words.empty()) words.emplace_back();
      append_utf8(character, words.back().text);
      words.back().width += display_width(character);
    }
    before = character;
  }
  return words;
}

// Cuts a word that is wider than a line; returns its last part.
Word cut(const Word& word, int width, std::vector<std::string>& lines) {
  Word part;
  std::string_view rest = word.text;
  while (!rest.empty()) {
    const char32_t character = next_character(rest);
    const int character_width = display_width(character);
    if (part.width > 0 && part.width + character_width > width) {
      lines.push_back(std::move(part.text));
      part = Word{};
    }
    append_utf8(character, part.text);
    part.width += character_width;
  }
  part.spaces = word.spaces;
  return part;
}

}  // namespace

std::string path_text(std::string_view path) {
  std::string text;
  text.reserve(path.size());
  while (!path.empty()) {
    const std::string_view before = path;
    const char32_t character = next_character(path);
    const std::string_view bytes = before.substr(0, before.size() - path.size());
    // U+FFFD may also be what the path has.
    const bool is_valid = character != replacement || bytes.size() > 1;
    if (is_valid && !escaped_byte(before)) {
      text += bytes;
    } else {
      for (const char byte : bytes) text += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    }
  }
  return text;
}

std::string path_of(std::string_view text) {
  std::string path;
  path.reserve(text.size());
  while (!text.empty()) {
    const std::optional<unsigned char> byte = escaped_byte(text);
    path += byte ? static_cast<char>(*byte) : text.front();
    text.remove_prefix(byte ? escape_size : 1);
  }
  return path;
}

bool is_hidden(char32_t character) {
  if (is_plainly_seen(character) || character == U'\t' || character == U'\n') return false;
  const auto code = static_cast<UChar32>(character);
  constexpr std::uint32_t hidden = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK | U_GC_CS_MASK;
  if ((U_GET_GC_MASK(code) & hidden) != 0) return true;
  return u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 &&
         u_hasBinaryProperty(code, UCHAR_VARIATION_SELECTOR) == 0;
}

std::string visible(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const char32_t character = next_character(bytes);
    append_utf8(character == U'\t' || character == U'\n' ? character : printable(character), text);
  }
  return text;
}

char32_t printable(char32_t character) {
  if (character == U'\t' || character == U'\n' || character == U'\r') return U' ';
  return is_hidden(character) ? replacement : character;
}

std::string printable(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) append_utf8(printable(next_character(bytes)), text);
  return text;
}

std::vector<std::string> wrap(std::string_view utf8, int width) {
  std::vector<std::string> lines;
  std::string line;
  int line_width = 0;
  int spaces = 0;
  for (Word word : words_of(utf8)) {
    if (!line.empty() && line_width + spaces + word.width > width) {
      lines.push_back(std::move(line));
      line.clear();
      line_width = 0;
    }
    if (!line.empty()) {
      line.append(spaces, ' ');
      line_width += spaces;
    }
    if (word.width > width) word = cut(word, width, lines);
    line += word.text;
    line_width += word.width;
    spaces = word.spaces;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

int unbreakable_width(std::string_view utf8) {
  int widest = 0;
  for (const Word& word : words_of(utf8)) widest = std::max(widest, word.width);
  return widest;
}

std::string pad_right(std::string text, int width) {
  text.append(std::max(0, width - display_width(text)), ' ');
  return text;
}

std::string pad_left(const std::string& text, int width) {
  return std::string(std::max(0, width - display_width(text)), ' ') + text;
}

}  // namespace gouji
