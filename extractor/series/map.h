// What the series has of a form and what it has not: the cells of the form that are in no figure.
#pragma once

#include <string>
#include <vector>

#include "form/form.h"
#include "form/series.h"

namespace gouji {

// Rows of one part of a table that lose the same columns.
struct LostCells {
  int table = 0;
  int block = 0;
  int group = -1;            // in Block::row_groups, the outermost one that has the rows; -1 for none
  std::vector<int> rows;     // in the block, in its order
  std::vector<int> columns;  // in the block, in its order

  int count() const { return static_cast<int>(rows.size() * columns.size()); }
};

// The cells that the form prints and no figure has, in the form's order.
std::vector<LostCells> lost_cells(const Form& form, const Series& series);

// How many cells the form prints.
int printed_cells(const Form& form);

}  // namespace gouji
