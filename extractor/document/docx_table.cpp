#include "document/docx_table.h"

#include <iterator>
#include <string_view>
#include <utility>

#include "document/office_package.h"

namespace gouji {
namespace {

int count_in(pugi::xml_node properties, std::string_view name, int otherwise) {
  const std::string_view value = attribute_named(child_named(properties, name), "val");
  return number_in(value, otherwise, otherwise, most_grid_columns);
}

// "restart" begins a merged cell; without a value, it goes on.
enum class Merge { none, begins, goes_on };

Merge merge_in(pugi::xml_node properties, std::string_view name) {
  const pugi::xml_node merge = child_named(properties, name);
  if (!merge) return Merge::none;
  return attribute_named(merge, "val") == "restart" ? Merge::begins : Merge::goes_on;
}

}  // namespace

void DocxRows::begin_row(pugi::xml_node properties) {
  ++row_;
  column_ = count_in(properties, "gridBefore", 0);
  has_cell_ = false;
}

void DocxRows::add_cell(pugi::xml_node properties, std::vector<DocumentBlock> content) {
  if (row_ < 0) begin_row({});
  const int columns = count_in(properties, "gridSpan", 1);
  if (column_ + columns > most_grid_columns) return;
  if (merge_in(properties, "hMerge") == Merge::goes_on && has_cell_) {
    GridCell& before = grid_.cells.back();
    before.columns += columns;
    std::move(content.begin(), content.end(), std::back_inserter(before.content));
    column_ += columns;
    return;
  }
  const Merge down = merge_in(properties, "vMerge");
  const auto above = open_.find(column_);
  if (down == Merge::goes_on && above != open_.end() &&
      grid_.cells[above->second].row + grid_.cells[above->second].rows == row_) {
    ++grid_.cells[above->second].rows;
  } else {
    open_.erase(column_);
    if (down != Merge::none) open_[column_] = grid_.cells.size();
    grid_.cells.push_back({row_, column_, 1, columns, std::move(content)});
    has_cell_ = true;
  }
  column_ += columns;
}

Grid DocxRows::take_grid() && { return std::move(grid_); }

}  // namespace gouji
