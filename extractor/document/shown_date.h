// Days and times that a sheet stores as numbers, as a format shows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

// A piece of a format's code: letters that stand for something, or text that is shown as it is.
struct FormatPiece {
  std::string text;
  bool is_literal = false;
};

// Whether one of the pieces stands for a part of a day or a time.
bool is_of_date(const std::vector<FormatPiece>& pieces);

// `serial`: days since the end of 1899, or of 1903 with `from_1904`. Empty where there is no such day.
std::string shown_date(double serial, const std::vector<FormatPiece>& pieces, bool from_1904);

}  // namespace gouji
