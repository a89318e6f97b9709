// What a sheet shows for a number under a format code (ECMA-376 part 1, 18.8.30 and 18.8.31).
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// The code of a format that has a number only and none of its own; empty for one that is not prescribed.
std::string_view builtin_format(int id);

// `stored`: as it stands in the file, "112.55033999999999". What a format leaves unsaid, and what this does not know of
// formats, is shown as Excel shows a number in a wide cell without any: eleven digits, so 112.55034. `from_1904`: which
// day dates count from.
std::string shown_number(std::string_view stored, std::string_view code, bool from_1904);

}  // namespace gouji
