// Rows of a Word table to a grid (ECMA-376 part 1, 17.4): cells merged down are matched by the grid's columns.
#pragma once

#include <map>
#include <pugixml.hpp>
#include <vector>

#include "document/blocks.h"

namespace gouji {

class DocxRows {
 public:
  // `properties`: <w:trPr> of the row, which may shift it.
  void begin_row(pugi::xml_node properties);
  // `properties`: <w:tcPr> of the cell. What stands in a cell that is merged with the one above is hidden.
  void add_cell(pugi::xml_node properties, std::vector<DocumentBlock> content);

  // `number` is left to the caller. Without cells where no row has any.
  Grid take_grid() &&;

 private:
  Grid grid_;
  int row_ = -1;
  int column_ = 0;
  bool has_cell_ = false;            // in this row
  std::map<int, std::size_t> open_;  // by column: the cell that may go on below
};

}  // namespace gouji
