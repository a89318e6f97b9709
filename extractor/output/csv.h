// RFC 4180: fields in quotes only where they need them; lines end with LF. Reports and names of files are anybody's
// text, and a spreadsheet runs what looks like a formula, so every field is made harmless here, whoever writes it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

void append_csv_line(std::initializer_list<std::string_view> fields, std::string& out);
void append_csv_line(const std::vector<std::string>& fields, std::string& out);

// By this mark at a file's front spreadsheets know it for UTF-8; without it they take it for the local encoding.
inline constexpr const char* spreadsheet_mark = "\xEF\xBB\xBF";

// What may reach a field: visible() (characters.h), with an apostrophe in front where a spreadsheet would take it for a
// formula. A negative number ("-3", "-1,068.5") is none, nor is a sign alone, which many reports print for nothing.
std::string csv_field(std::string_view text);

}  // namespace gouji
