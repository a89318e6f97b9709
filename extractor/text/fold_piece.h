// Folding short pieces of a text, one after the other: what a table is made of. The characters that a report is made
// of are folded here without a look into any table.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// Appends what fold_characters() returns. Precondition, here and below: valid UTF-8, but for a character that was cut
// where the piece begins or ends.
void append_folded(std::string_view utf8, std::u32string& folded);

std::u32string folded(std::string_view utf8);

// The first character of fold_characters(); 0 where there is none.
char32_t folded_front(std::string_view utf8);
// The last one, where it is Han or ASCII, as it mostly is; 0 where that takes a closer look.
char32_t plain_back(std::string_view utf8);

// For patterns, which are run on UTF-8.
std::string utf8_of(std::u32string_view characters);

}  // namespace gouji
