#include "series/map.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace gouji {
namespace {

std::unordered_set<std::string_view> cells_of_figures(const Form& form, const Series& series) {
  std::unordered_set<std::string_view> cells;
  for (const SeriesFigure& figure : series.figures) {
    const FigureSource* source = figure.source_of(form.id);
    if (source == nullptr) continue;
    for (const SeriesTerm& term : source->terms) cells.insert(term.cell);
  }
  return cells;
}

int outermost(const std::vector<LabelGroup>& groups, int group) {
  while (group >= 0 && groups[group].parent >= 0) group = groups[group].parent;
  return group;
}

// The columns of a row whose cells are lost.
std::vector<int> lost_columns(const Form& form, const Row& row, std::size_t columns,
                              const std::unordered_set<std::string_view>& kept) {
  std::vector<int> lost;
  for (std::size_t column = 0; column < columns; ++column) {
    if (!kept.contains(form.cells[static_cast<std::size_t>(row.first_cell) + column].id)) {
      lost.push_back(static_cast<int>(column));
    }
  }
  return lost;
}

void add_row(LostCells row, std::vector<LostCells>& lost) {
  const auto same = std::find_if(lost.begin(), lost.end(), [&](const LostCells& other) {
    return other.table == row.table && other.block == row.block && other.group == row.group &&
           other.columns == row.columns;
  });
  if (same == lost.end()) {
    lost.push_back(std::move(row));
  } else {
    same->rows.push_back(row.rows.front());
  }
}

}  // namespace

std::vector<LostCells> lost_cells(const Form& form, const Series& series) {
  const std::unordered_set<std::string_view> kept = cells_of_figures(form, series);
  std::vector<LostCells> lost;
  for (int table = 0; table < static_cast<int>(form.tables.size()); ++table) {
    for (int block = 0; block < static_cast<int>(form.tables[table].blocks.size()); ++block) {
      const Block& here = form.tables[table].blocks[block];
      for (int row = 0; row < static_cast<int>(here.rows.size()); ++row) {
        if (here.rows[row].optional) continue;
        std::vector<int> columns = lost_columns(form, here.rows[row], here.columns.size(), kept);
        if (columns.empty()) continue;
        add_row({table, block, outermost(here.row_groups, here.rows[row].group), {row}, std::move(columns)}, lost);
      }
    }
  }
  return lost;
}

int printed_cells(const Form& form) {
  return static_cast<int>(
      std::count_if(form.cells.begin(), form.cells.end(), [](const FormCell& cell) { return !cell.optional; }));
}

}  // namespace gouji
