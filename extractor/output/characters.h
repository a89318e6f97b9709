// Text made fit for where it is shown. Names of files and texts of reports may hold anything: bytes that are no text,
// and characters that are not seen but do something: they move the cursor, color the screen, turn the order of a line
// around, or hide a word. Every writer passes such text through one of these functions; json.h and csv.h have those of
// their formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

// The path of a file as text: a byte that is no valid UTF-8 is "\xff" with the byte's two hexadecimal digits. A
// backslash of the path itself that would read as such an escape is "\x5c", so that two paths never have one text.
std::string path_text(std::string_view path);
// The path with that text.
std::string path_of(std::string_view text);

// Whether a character does something instead of being seen: control characters but tab and line end, characters of
// format (bidirectional marks, overrides and isolates, zero-width characters, tags), separators of lines and
// paragraphs. Variation selectors are none: they only choose how the character before them is drawn.
bool is_hidden(char32_t character);

// U+FFFD for every hidden character and for every byte that is no valid UTF-8. A tab and a line end stay; a carriage
// return is a space. For several lines of text in a cell of a table.
std::string visible(std::string_view bytes);
// What may reach a terminal: visible(), on one line, with a space for a tab or a line end.
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
