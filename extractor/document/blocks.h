// A document as its reader gives it, whatever its kind: lines and tables, in the order in which people read them. What
// the document itself says of a table, which cell stands in which row and column and how far it reaches, is kept.
#pragma once

#include <string>
#include <vector>

#include "document/placed_text.h"
#include "text/text.h"

namespace gouji {

struct GridCell;

// A table. Cells may overlap, and places may have none.
struct Grid {
  int number = 0;               // among the tables of the document, from 1
  int first_row = 1;            // how the document counts it
  std::vector<GridCell> cells;  // by row, then by column
};

// A line of text, or a table.
struct DocumentBlock {
  PlacedText line;  // without line ends; empty where it is a table
  Grid grid;        // without cells where it is a line

  bool is_table() const { return !grid.cells.empty(); }
};

struct GridCell {
  int row = 0;  // from 0
  int column = 0;
  int rows = 1;
  int columns = 1;
  std::vector<DocumentBlock> content;
};

// Cells with more places than this in all are no table of a report: wrong spans, or an attack.
inline constexpr int most_grid_columns = 1000;

// The text of a document. A line is a line; a row of a table is as many lines as its fullest cell has, with a tab
// between two columns. A table of one column, and one that only lays out a page (a cell of it has a table beside other
// things), is what its cells hold, one after the other. A table in a cell that holds nothing else becomes a part of the
// outer one.
Text text_of(const std::vector<DocumentBlock>& blocks, std::string encoding, Origin origin);
// The same where the source offsets of the blocks count in another text: a web page as it was decoded.
Text text_of(const std::vector<DocumentBlock>& blocks, const Text& source, Origin origin = {});

}  // namespace gouji
