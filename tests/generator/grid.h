// A table as rows and columns of printed cells, some of them merged: what all layouts are drawn from.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "generator/random.h"
#include "generator/sheet.h"

namespace gouji::generator {

struct GridCell {
  enum class Kind { caption, header, group, label, unit, figure };

  Kind kind = Kind::label;
  int row = 0;  // its upper left corner
  int column = 0;
  int rows = 1;  // that it covers
  int columns = 1;
  std::string text;
};

// Cells don't overlap, and stand in the order of their rows and then of their columns. What none of them covers is
// nothing, not an empty cell.
struct Grid {
  int rows = 0;
  int columns = 0;
  int header_rows = 0;    // of the first block
  int label_columns = 0;  // left of the units and figures
  std::vector<GridCell> cells;
};

// The tables of a section, each of one block, or one for all blocks.
std::vector<Grid> grids_of(const SheetSection& section);

// One page of a table each. Merged cells that go on over the page have their text on the first of both.
std::pair<Grid, Grid> split(const Grid& grid, int row);
// The same with the header on both pages.
std::pair<Grid, Grid> split_with_header(const Grid& grid, int row);
// The page ends inside the row: a part of its label is above, the rest below; its figures are on one of both pages.
// Nothing is split where the row's label is too short or the row has two, and then the second grid has no rows.
std::pair<Grid, Grid> split_inside(const Grid& grid, int row, Random& random);

// Every cell of the grid by itself, merged ones with their text in the first or in all of the places that they cover.
// Places that nothing covers are empty.
std::vector<std::vector<std::string>> filled(const Grid& grid, bool repeat_merged);

}  // namespace gouji::generator
