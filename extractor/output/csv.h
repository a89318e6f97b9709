// RFC 4180: fields in quotes only where they need them; lines end with LF.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

void append_csv_line(std::initializer_list<std::string_view> fields, std::string& out);
void append_csv_line(const std::vector<std::string>& fields, std::string& out);

}  // namespace gouji
