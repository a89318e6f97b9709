// Text made fit for where it is shown: JSON is valid UTF-8, and a terminal gets no control characters from a report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

// The same text with U+FFFD for every byte that is no valid UTF-8: names of files may be any bytes.
std::string valid_utf8(std::string_view bytes);

// On one line and harmless to a terminal: a tab or a line end is a space, any other control character U+FFFD.
std::string printable(std::string_view bytes);
// The same for one character.
char32_t printable(char32_t character);

// Lines of at most `width` display columns. Breaks at spaces and beside wide characters, but leaves closing punctuation
// with what it closes; a word that is wider than a line is cut. Never empty: an empty text is one empty line.
std::vector<std::string> wrap(std::string_view utf8, int width);

// The display columns of the longest part that wrap() does not break by choice.
int unbreakable_width(std::string_view utf8);

// Filled up with spaces to `width` display columns.
std::string pad_right(std::string text, int width);
std::string pad_left(const std::string& text, int width);

}  // namespace gouji
