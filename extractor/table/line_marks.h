// What only many lines together show of each: numbers that count the lines or the rows, and lines that were cut.
#pragma once

#include <vector>

#include "table/fields.h"

namespace gouji {

// Makes notes of figures that number the lines ("12: …") or the rows (a column of row numbers before or behind them):
// they are no row's figures. They run up by one from line to line, for some lines at least.
void find_running_numbers(const Text& text, std::vector<FieldLine>& lines);

// Sets FieldLine::is_longest and is_cut. Lines of a text that was cut at its right edge are of one length, which is the
// greatest; and a row of a drawn table that ends without its frame was cut, where the lines around it have theirs.
void find_cut_lines(const Text& text, std::vector<FieldLine>& lines);

}  // namespace gouji
