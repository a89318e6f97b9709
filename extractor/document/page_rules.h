// Ruled lines to tables: rules → edges → tables with rows and columns → cells.
#pragma once

#include <vector>

#include "document/page.h"

namespace gouji {

// Rules nearer to each other than this are one: the two frames of a cell, the pieces of a dotted line. No row of text
// is as low.
inline constexpr double rule_tolerance = 3;

struct RuledCell {
  int row = 0;  // from 0
  int column = 0;
  int rows = 1;
  int columns = 1;
};

struct RuledTable {
  std::vector<double> xs;  // of the upright edges, from the left; one more than there are columns
  std::vector<double> ys;
  std::vector<RuledCell> cells;  // by row, then by column; they cover the table and do not overlap
  // Whether no rule ends it there: some programs leave a row open that goes on over the end of a page.
  bool is_open_above = false;
  bool is_open_below = false;

  Box box() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
  Box box(const RuledCell& cell) const;
};

// Rules on one line become one, where they touch; those that are too short for a cell are left out.
std::vector<RuledLine> merge_rules(std::vector<RuledLine> rules);

// The tables that merged rules make: those that cross or touch belong together. A side that nobody ruled ends where the
// rules end. No table where the rules divide a place that is no rectangle, or where there are more than any form has.
std::vector<RuledTable> find_tables(const std::vector<RuledLine>& merged);

}  // namespace gouji
