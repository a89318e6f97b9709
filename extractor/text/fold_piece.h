// Folding short pieces of a text, one after the other: what a table is made of. Most characters of a report are Han, or
// ASCII, and stay as they are, which is told without a look into any table.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// Appends what fold_characters() returns.
void append_folded(std::string_view utf8, std::u32string& folded);

// The first and the last character of fold_characters(), where these stay as they are; 0 where that takes a closer
// look.
char32_t plain_front(std::string_view utf8);
char32_t plain_back(std::string_view utf8);

}  // namespace gouji
