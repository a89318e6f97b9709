#include "source/compound_file.h"

#include <cstdint>
#include <string>

namespace gouji {
namespace {

constexpr std::string_view signature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t entry_size = 128;
constexpr std::size_t most_entries = 4096;

// A number of `size` bytes, the lowest first; 0 where the bytes end before.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at + size > bytes.size()) return 0;
  std::uint32_t number = 0;
  for (std::size_t i = size; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

// Two bytes a character, with the end of the name.
std::string wide(std::string_view name) {
  std::string bytes;
  for (const char character : name) bytes.append({character, '\0'});
  return bytes.append(2, '\0');
}

}  // namespace

bool is_compound_file(std::string_view bytes) { return bytes.substr(0, signature.size()) == signature; }

std::optional<std::string_view> stream_in(std::string_view compound_file, std::string_view name) {
  // 512 or 4096 bytes a sector; the first one is the head's.
  const std::uint32_t shift = number_at(compound_file, 30, 2);
  if (shift != 9 && shift != 12) return std::nullopt;
  const auto place_of = [&](std::uint32_t sector) { return (std::size_t{sector} + 1) << shift; };
  const std::string wanted = wide(name);
  std::size_t entry = place_of(number_at(compound_file, 48, 4));
  for (std::size_t i = 0; i < most_entries && entry + entry_size <= compound_file.size(); ++i, entry += entry_size) {
    if (compound_file.substr(entry, wanted.size()) != wanted) continue;
    const std::size_t begin = place_of(number_at(compound_file, entry + 116, 4));
    if (begin >= compound_file.size()) return std::nullopt;
    return compound_file.substr(begin);
  }
  return std::nullopt;
}

}  // namespace gouji
