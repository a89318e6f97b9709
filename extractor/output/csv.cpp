#include "output/csv.h"

#include <algorithm>
#include <iterator>

#include "output/characters.h"
#include "text/fold.h"

namespace gouji {

namespace {

void append_field(std::string_view text, std::string& out) {
  const std::string field = csv_field(text);
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (const char character : field) {
    if (character == '"') out += '"';
    out += character;
  }
  out += '"';
}

template <typename Fields>
void append_line(const Fields& fields, std::string& out) {
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) out += ',';
    first = false;
    append_field(field, out);
  }
  out += '\n';
}

// With its sign.
bool is_negative_number(std::string_view text) {
  return text.front() == '-' && text.find_first_not_of("0123456789.,", 1) == std::string_view::npos;
}

// Spreadsheets look for the sign behind spaces too, and some drop a tab or a line end at the front.
bool is_formula(std::string_view text) {
  if (text.size() > 1 && (text.front() == '\t' || text.front() == '\r' || text.front() == '\n')) return true;
  for (std::string_view rest = text; !rest.empty() && is_space(next_character(rest));) text = rest;
  // Chinese and Japanese spreadsheets take the full-width signs for the same.
  constexpr std::string_view signs[] = {"=",           "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                        "\xEF\xBC\xA0"};
  const bool has_sign = std::any_of(std::begin(signs), std::end(signs), [&](std::string_view sign) {
    return text.size() > sign.size() && text.starts_with(sign);
  });
  return has_sign && !is_negative_number(text);
}

}  // namespace

void append_csv_line(std::initializer_list<std::string_view> fields, std::string& out) { append_line(fields, out); }

void append_csv_line(const std::vector<std::string>& fields, std::string& out) { append_line(fields, out); }

std::string csv_field(std::string_view text) {
  // Most fields are a plain word or figure, and need no look at each character.
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte == '.' || byte == '_';
  });
  if (is_plain) return std::string(text);
  std::string field = visible(text);
  return is_formula(text) ? "'" + field : field;
}

}  // namespace gouji
