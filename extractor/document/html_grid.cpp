#include "document/html_grid.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace gouji {
namespace {

// The standard's own limit.
constexpr int most_rows_of_a_cell = 65534;

// The digits at the beginning of an attribute, behind spaces; `otherwise` where there are none.
int leading_number(std::string_view text, int otherwise) {
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t\r\n\f+")));
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) return most_rows_of_a_cell;
  return error == std::errc() && number >= 0 ? number : otherwise;
}

}  // namespace

void HtmlRows::begin_row(Group group) { rows_.push_back({group, {}}); }

void HtmlRows::add_cell(std::string_view colspan, std::string_view rowspan, std::vector<DocumentBlock> content) {
  if (rows_.empty()) rows_.emplace_back();
  const int columns = leading_number(colspan, 1);
  const int rows = std::min(leading_number(rowspan, 1), most_rows_of_a_cell);
  rows_.back().cells.push_back({std::clamp(columns, 1, most_grid_columns), rows, std::move(content)});
}

Grid HtmlRows::take_grid() && {
  std::stable_partition(rows_.begin(), rows_.end(), [](const Row& row) { return !row.group.is_foot; });
  Grid grid;
  std::vector<int> covered;  // of each column, for how many rows more a cell from above reaches into it
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    Row& row = rows_[r];
    const bool begins_group = r == 0 || rows_[r - 1].group.parent != row.group.parent;
    if (begins_group) covered.clear();
    std::size_t group_end = r + 1;
    while (group_end < rows_.size() && rows_[group_end].group.parent == row.group.parent) ++group_end;
    std::size_t column = 0;
    std::vector<std::pair<std::size_t, int>> reaching;  // columns of this row's cells that go on below
    for (Cell& cell : row.cells) {
      while (column < covered.size() && covered[column] > 0) ++column;
      if (column >= static_cast<std::size_t>(most_grid_columns)) break;
      const int below = static_cast<int>(group_end - r);
      const int rows = cell.rows == 0 ? below : std::min(cell.rows, below);
      grid.cells.push_back(
          {static_cast<int>(r), static_cast<int>(column), rows, cell.columns, std::move(cell.content)});
      const std::size_t end = column + static_cast<std::size_t>(cell.columns);
      for (; column < end; ++column) reaching.emplace_back(column, rows - 1);
    }
    for (int& rows : covered) rows = std::max(0, rows - 1);
    for (const auto& [place, rows] : reaching) {
      if (covered.size() <= place) covered.resize(place + 1, 0);
      covered[place] = std::max(covered[place], rows);
    }
  }
  return grid;
}

}  // namespace gouji
