// A line of a report as people are shown it: its number, the line itself, cut around what is marked in it where it is
// long, and carets below that, in the columns where a terminal shows it.
#pragma once

#include <optional>
#include <string>

#include "output/terminal.h"
#include "text/text.h"

namespace gouji {

// Appends " 76 | …", the number right-aligned in at least `number_width` columns. A `mark` begins in the line; it is
// one column wide where it is empty. Without one there is no line of carets. Precondition: the text has the line.
void write_excerpt(const Text& text, int line_number, const std::optional<Span>& mark, int number_width,
                   const Terminal& terminal, std::string& out);

}  // namespace gouji
