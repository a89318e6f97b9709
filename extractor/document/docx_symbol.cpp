#include "document/docx_symbol.h"

#include <charconv>
#include <cstdint>
#include <utility>

namespace gouji {
namespace {

constexpr std::pair<unsigned, const char*> wingdings[] = {
    {0x6C, "\u25CF"}, {0x6E, "\u25A0"}, {0x6F, "\u25A1"}, {0x71, "\u2751"}, {0x76, "\u2756"}, {0xA1, "\u25CB"},
    {0xA8, "\u25FB"}, {0xFB, "\u2717"}, {0xFC, "\u2713"}, {0xFD, "\u2612"}, {0xFE, "\u2611"}};
constexpr std::pair<unsigned, const char*> wingdings_2[] = {
    {0x50, "\u2713"}, {0x51, "\u2612"}, {0x52, "\u2611"}, {0xA3, "\u2610"}};

}  // namespace

std::string symbol(std::string_view font, std::string_view code) {
  const std::string unknown = "\uFFFD";
  unsigned number = 0;
  const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), number, 16);
  if (error != std::errc()) return unknown;
  constexpr unsigned private_use = 0xF000;
  const unsigned place = number >= private_use ? number - private_use : number;
  if (font == "Wingdings") {
    for (const auto& [of_font, shown] : wingdings) {
      if (place == of_font) return shown;
    }
    return unknown;
  }
  if (font == "Wingdings 2") {
    for (const auto& [of_font, shown] : wingdings_2) {
      if (place == of_font) return shown;
    }
    return unknown;
  }
  // Other fonts have ASCII where ASCII is.
  constexpr unsigned last_ascii = 0x7E;
  return place >= ' ' && place <= last_ascii ? std::string(1, static_cast<char>(place)) : unknown;
}

}  // namespace gouji
