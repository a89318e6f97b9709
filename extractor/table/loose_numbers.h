// What is left of a table when its cells have been read: promise 2 of the design is that no figure inside a table's
// region disappears. This finds those that would.
#pragma once

#include <vector>

#include "table/tables.h"

namespace gouji {

// The numbers inside the tables' regions that have no place: in no cell, in neither `extra` nor `unread`, and no part
// of a name in a label ("第20条"). In the order of the text; a number is its token's span.
std::vector<Span> loose_numbers(const Text& text, const std::vector<Token>& tokens, const PrintedText& printed,
                                const Tables& tables, const CommonGrammar& common);

}  // namespace gouji
