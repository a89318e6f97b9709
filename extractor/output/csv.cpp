#include "output/csv.h"

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

}  // namespace gouji
