// RFC 4180: fields in quotes only where they need them; lines end with LF.
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

// A text that a spreadsheet shows as it is: with an apostrophe in front where it would be taken for a formula, as a
// report or the name of a file may want it to be. Not for numbers, which may begin with a sign.
std::string spreadsheet_text(std::string text);

}  // namespace gouji
