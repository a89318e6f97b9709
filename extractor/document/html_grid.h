// Rows of an HTML table to a grid, as browsers make it: the table model of the HTML standard ("Forming a table").
#pragma once

#include <string_view>
#include <vector>

#include "document/blocks.h"

namespace gouji {

class HtmlRows {
 public:
  // A row's parent: cells that reach down end with it.
  struct Group {
    const void* parent = nullptr;
    bool is_foot = false;  // it is shown below all others, wherever it stands
  };

  void begin_row(Group group);
  // As the attributes are written; empty where there are none. A cell outside of any row has one of its own.
  void add_cell(std::string_view colspan, std::string_view rowspan, std::vector<DocumentBlock> content);

  // `number` is left to the caller. Without cells where no row has any.
  Grid take_grid() &&;

 private:
  struct Cell {
    int columns;
    int rows;  // 0: to the end of its group
    std::vector<DocumentBlock> content;
  };
  struct Row {
    Group group;
    std::vector<Cell> cells;
  };

  std::vector<Row> rows_;
};

}  // namespace gouji
