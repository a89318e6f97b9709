#include "output/json.h"

#include <fmt/format.h>

#include <cstdint>

#include "text/fold.h"

namespace gouji {

namespace {

void append_escape(char32_t character, std::string& out) {
  if (character < 0x10000) {
    out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(character));
    return;
  }
  // JSON writes what does not fit into 16 bits as a surrogate pair.
  const auto rest = static_cast<std::uint32_t>(character) - 0x10000U;
  out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800U + (rest >> 10U), 0xDC00U + (rest & 0x3FFU));
}

// Whether a character that begins with this byte may be a hidden one: not what JSON itself is made of, nor Han.
bool may_begin_hidden(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value == 0x7F || (value >= 0xC2 && value < 0xE4) || value > 0xE9;
}

}  // namespace

// Outside of strings JSON is plain ASCII: whatever is escaped stands in a string.
void append_json(const rapidjson::StringBuffer& json, std::string& out) {
  const std::string_view text(json.GetString(), json.GetSize());
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!may_begin_hidden(text[at])) {
      ++at;
      continue;
    }
    std::string_view rest = text.substr(at);
    const char32_t character = next_character(rest);
    const std::size_t end = text.size() - rest.size();
    if (is_hidden(character)) {
      out += text.substr(copied, at - copied);
      append_escape(character, out);
      copied = end;
    }
    at = end;
  }
  out += text.substr(copied);
}

}  // namespace gouji
