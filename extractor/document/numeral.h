// Numbers as word processors write them in front of paragraphs (ECMA-376 part 1, 17.18.59 ST_NumberFormat).
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// Empty for "none" and "bullet", the digits for a kind that is not known.
std::string numeral(int number, std::string_view kind);

}  // namespace gouji
