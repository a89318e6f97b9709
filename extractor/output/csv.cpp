#include "output/csv.h"

#include <algorithm>
#include <iterator>

namespace gouji {

namespace {

void append_field(std::string_view field, std::string& out) {
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

}  // namespace

void append_csv_line(std::initializer_list<std::string_view> fields, std::string& out) { append_line(fields, out); }

void append_csv_line(const std::vector<std::string>& fields, std::string& out) { append_line(fields, out); }

std::string spreadsheet_text(std::string text) {
  // Chinese and Japanese spreadsheets take the full-width signs for the same. A sign alone is no formula.
  constexpr std::string_view beginnings[] = {
      "=", "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  const bool is_formula = std::any_of(std::begin(beginnings), std::end(beginnings), [&](std::string_view beginning) {
    return text.size() > beginning.size() && text.compare(0, beginning.size(), beginning) == 0;
  });
  return is_formula ? "'" + text : text;
}

}  // namespace gouji
