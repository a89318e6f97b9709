#include "document/markup.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>

#include "text/fold.h"

namespace gouji {
namespace {

constexpr std::string_view blanks = " \t\r\n";

// Where a tag ends: behind the next ">" that no quotation marks hold.
std::size_t end_of_tag(std::string_view tag) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < tag.size(); ++i) {
    if (tag[i] == '"') is_quoted = !is_quoted;
    if (tag[i] == '>' && !is_quoted) return i;
  }
  return std::string_view::npos;
}

struct Entity {
  std::string_view name;
  char character;
};
constexpr Entity entities[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};

void append_entity(std::string_view name, std::string& text) {
  const auto* entity =
      std::find_if(std::begin(entities), std::end(entities), [&](const Entity& one) { return one.name == name; });
  if (entity != std::end(entities)) {
    text += entity->character;
    return;
  }
  if (name.substr(0, 1) != "#") return;
  const bool is_hexadecimal = name.substr(1, 1) == "x";
  const std::string_view digits = name.substr(is_hexadecimal ? 2 : 1);
  std::uint32_t character = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), character, is_hexadecimal ? 16 : 10);
  constexpr std::uint32_t last = 0x10FFFF;
  const bool is_character = character != 0 && character <= last && (character < 0xD800 || character > 0xDFFF);
  append_utf8(is_character ? static_cast<char32_t>(character) : U'\uFFFD', text);
}

}  // namespace

std::optional<std::string_view> Tag::attribute(std::string_view attribute_name) const {
  for (std::size_t at = attributes.find(attribute_name); at != std::string_view::npos;
       at = attributes.find(attribute_name, at + 1)) {
    const std::size_t value = at + attribute_name.size() + 2;
    const bool begins = at == 0 || blanks.find(attributes[at - 1]) != std::string_view::npos;
    if (!begins || attributes.substr(at + attribute_name.size(), 2) != "=\"") continue;
    const std::size_t end = attributes.find('"', value);
    if (end != std::string_view::npos) return attributes.substr(value, end - value);
  }
  return std::nullopt;
}

double Tag::number(std::string_view attribute_name) const {
  std::string_view value = attribute(attribute_name).value_or(std::string_view());
  return take_number(value).value_or(0);
}

std::optional<Tag> TagScanner::next() {
  const std::size_t begin = rest_.find('<');
  if (begin == std::string_view::npos) return std::nullopt;
  Tag tag;
  tag.text = rest_.substr(0, begin);
  rest_.remove_prefix(begin + 1);
  const std::size_t end = end_of_tag(rest_);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view inner = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  tag.is_end = inner.substr(0, 1) == "/";
  if (tag.is_end) inner.remove_prefix(1);
  tag.name = inner.substr(0, std::min(inner.find_first_of(" \t\r\n/"), inner.size()));
  tag.attributes = inner.substr(tag.name.size());
  return tag;
}

std::string unescaped(std::string_view text) {
  constexpr std::size_t longest_entity = 10;
  std::string result;
  while (!text.empty()) {
    const std::size_t end = text.front() == '&' ? text.substr(0, longest_entity).find(';') : std::string_view::npos;
    if (end == std::string_view::npos) {
      result += text.front();
      text.remove_prefix(1);
    } else {
      append_entity(text.substr(1, end - 1), result);
      text.remove_prefix(end + 1);
    }
  }
  return result;
}

std::optional<double> take_number(std::string_view& list) {
  const std::size_t begin = list.find_first_not_of(" \t\r\n,");
  if (begin == std::string_view::npos) return std::nullopt;
  double number = 0;
  const char* const first = list.data() + begin;
  const auto [end, error] = std::from_chars(first, list.data() + list.size(), number);
  if (error != std::errc() || !std::isfinite(number)) return std::nullopt;
  list.remove_prefix(static_cast<std::size_t>(end - list.data()));
  return number;
}

}  // namespace gouji
