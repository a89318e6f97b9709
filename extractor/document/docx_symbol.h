// Characters of symbol fonts, which Word writes by their place in the font.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// `code`: hexadecimal, as <w:sym w:char="F0FE"/> has it. What is not known is U+FFFD, which is no figure.
std::string symbol(std::string_view font, std::string_view code);

}  // namespace gouji
