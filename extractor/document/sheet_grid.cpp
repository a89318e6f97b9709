#include "document/sheet_grid.h"

#include <algorithm>
#include <utility>

#include "document/office_package.h"

namespace gouji {
namespace {

constexpr int most_rows = 1'048'576;
constexpr int most_columns = 16'384;
constexpr std::size_t most_merges = 100'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes "C9" off the front, also "$C$9".
std::optional<std::pair<int, int>> take_place(std::string_view& text) {
  const auto skip_dollar = [&] {
    if (text.starts_with('$')) text.remove_prefix(1);
  };
  int column = 0;
  int row = 0;
  skip_dollar();
  for (;
       !text.empty() && ((text.front() >= 'A' && text.front() <= 'Z') || (text.front() >= 'a' && text.front() <= 'z'));
       text.remove_prefix(1)) {
    constexpr int letters = 26;
    column = std::min(most_columns + 1, column * letters + ((text.front() & 0x1F)));
  }
  skip_dollar();
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
    row = std::min(most_rows + 1, row * 10 + (text.front() - '0'));
  }
  if (row == 0 || column == 0 || row > most_rows || column > most_columns) return std::nullopt;
  return std::pair(row - 1, column - 1);
}

bool by_place(const GridCell& a, const GridCell& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; }

}  // namespace

std::optional<SheetArea> sheet_area(std::string_view reference) {
  const auto first = take_place(reference);
  if (!first) return std::nullopt;
  if (reference.empty()) return SheetArea{first->first, first->second, first->first, first->second};
  if (reference.front() != ':') return std::nullopt;
  reference.remove_prefix(1);
  const auto last = take_place(reference);
  if (!last || !reference.empty() || last->first < first->first || last->second < first->second) return std::nullopt;
  return SheetArea{first->first, first->second, last->first, last->second};
}

SheetRows::SheetRows(pugi::xml_node columns, pugi::xml_node merges) {
  for (const pugi::xml_node column : columns.children()) {
    const std::string_view hidden = attribute_named(column, "hidden");
    if (hidden != "1" && hidden != "true") continue;
    hidden_.emplace_back(number_in(attribute_named(column, "min"), 1, 1, most_columns) - 1,
                         number_in(attribute_named(column, "max"), 1, 1, most_columns) - 1);
  }
  for (const pugi::xml_node merge : merges.children()) {
    if (merged_.size() == most_merges) break;
    if (const std::optional<SheetArea> area = sheet_area(attribute_named(merge, "ref"))) merged_.push_back(*area);
  }
  std::sort(merged_.begin(), merged_.end(), [](const SheetArea& a, const SheetArea& b) {
    return a.first_row != b.first_row ? a.first_row < b.first_row : a.first_column < b.first_column;
  });
}

bool SheetRows::is_hidden(int column) const {
  return std::any_of(hidden_.begin(), hidden_.end(),
                     [&](const auto& range) { return range.first <= column && column <= range.second; });
}

void SheetRows::add(int row, int column, DocumentBlock line) {
  if (column >= most_grid_columns) return;
  if (!cells_.empty() && cells_.back().row == row && cells_.back().column == column) {
    cells_.back().content.push_back(std::move(line));
    return;
  }
  GridCell cell{row, column, 1, 1, {}};
  cell.content.push_back(std::move(line));
  cells_.push_back(std::move(cell));
}

std::vector<DocumentBlock> SheetRows::take_grids(int number) && {
  std::stable_sort(cells_.begin(), cells_.end(), by_place);
  const auto first_of = [&](const SheetArea& area) {
    GridCell place;
    place.row = area.first_row;
    place.column = area.first_column;
    return std::lower_bound(cells_.begin(), cells_.end(), place, by_place);
  };
  // A cell that is drawn over has text that nobody sees.
  std::vector<bool> is_covered(cells_.size(), false);
  for (const SheetArea& area : merged_) {
    for (auto cell = first_of(area); cell != cells_.end() && cell->row <= area.last_row; ++cell) {
      if (cell->column < area.first_column || cell->column > area.last_column) continue;
      if (cell->row == area.first_row && cell->column == area.first_column) {
        cell->rows = area.last_row - area.first_row + 1;
        cell->columns = std::min(area.last_column - area.first_column + 1, most_grid_columns - cell->column);
      } else {
        is_covered[static_cast<std::size_t>(cell - cells_.begin())] = true;
      }
    }
  }
  std::vector<DocumentBlock> grids;
  int open_until = -1;  // the last row that the cells so far reach
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    GridCell& cell = cells_[i];
    if (is_covered[i] || is_hidden(cell.column)) continue;
    if (grids.empty() || cell.row > open_until + 1) {
      grids.emplace_back();
      grids.back().grid.number = number;
      grids.back().grid.first_row = cell.row + 1;
    }
    Grid& grid = grids.back().grid;
    open_until = std::max(open_until, cell.row + cell.rows - 1);
    cell.row -= grid.first_row - 1;
    grid.cells.push_back(std::move(cell));
  }
  return grids;
}

}  // namespace gouji
