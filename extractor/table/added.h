// What a report prints beyond its form outside of the form's tables: tables of its own, as one of the fees charged for
// handling information, and notes under a table.
#pragma once

#include <vector>

#include "table/tables.h"

namespace gouji {

// Adds figures outside the form's tables to Tables::extra, from the stretch `part` of the text that is the report. A
// table of its own is a row of lines with separators, or in columns, that begins with a header or goes on over several
// lines; the header over a figure is its column, what stands before it its row, and where nothing does, the line over
// the table. A note is one entry without a value: what its figures mean only the whole of it says.
void find_added_figures(const Text& text, const PrintedText& printed, Span part, const CommonGrammar& common,
                        Tables& tables);

}  // namespace gouji
