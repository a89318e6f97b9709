// The cells of a sheet to a table (ECMA-376 part 1, 18.3): where they stand, which are merged, and which are hidden.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "document/blocks.h"

namespace gouji {

// Rows and columns from 0.
struct SheetArea {
  int first_row = 0;
  int first_column = 0;
  int last_row = 0;
  int last_column = 0;
};

// "C9" or "A1:C9". Nullopt for anything else, and for places that no sheet has.
std::optional<SheetArea> sheet_area(std::string_view reference);

class SheetRows {
 public:
  // Columns that are hidden, and areas that are merged: <cols> and <mergeCells>.
  SheetRows(pugi::xml_node columns, pugi::xml_node merges);

  // In any order. What is hidden, and what a merged cell covers, is dropped.
  void add(int row, int column, DocumentBlock line);

  // The grids of `number`, a new one behind each row that has nothing.
  std::vector<DocumentBlock> take_grids(int number) &&;

 private:
  bool is_hidden(int column) const;

  std::vector<std::pair<int, int>> hidden_;  // first and last column
  std::vector<SheetArea> merged_;            // by first row
  std::vector<GridCell> cells_;
};

}  // namespace gouji
