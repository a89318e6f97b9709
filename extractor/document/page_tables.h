// Glyphs into the cells of ruled tables, and tables that go on over pages.
#pragma once

#include <string>
#include <vector>

#include "document/page_lines.h"
#include "document/page_rules.h"

namespace gouji {

struct FilledTable {
  RuledTable table;
  std::vector<std::vector<Glyph>> contents;  // of each cell
  int number = 0;                            // among the tables of the document, from 1
  int first_row = 1;                         // in that table: more than 1 where it began on a page before

  int count_rows() const { return static_cast<int>(table.ys.size()) - 1; }
};

// With the cells that have no other row.
void remove_row(FilledTable& table, int row);

struct PageParts {
  std::vector<FilledTable> tables;  // from the top
  std::vector<GlyphLine> lines;     // outside of them, from the top
};

// Each glyph into the smallest cell that holds its middle. A table whose rules go through figures is none: its glyphs
// stay outside.
PageParts part(const std::vector<Glyph>& glyphs, std::vector<RuledTable> tables);

// As a grid, with the lines of each cell. A row in which several cells have a column of figures holds several rows that
// nobody ruled: each of their lines becomes a row.
Grid grid_of(const FilledTable& table);

}  // namespace gouji
