#include "generator/grid.h"

#include <algorithm>
#include <cstddef>

#include "text/fold.h"

namespace gouji::generator {
namespace {

int depth_of(const std::vector<SheetLine>& lines) {
  std::size_t depth = 0;
  for (const SheetLine& line : lines) depth = std::max(depth, line.path.size());
  return static_cast<int>(depth);
}

// A label's place among the lines of its block: `level` from the outermost group, which goes on over `levels`; `line`
// from the first row (or column), which goes on over `lines`.
struct LabelPlace {
  const SheetLabel* label;
  int level, levels, line, lines;
  bool leaf;
};

// Equal labels that touch each other are one. A line's own label fills the levels that the line has no groups for.
class LabelTree {
 public:
  explicit LabelTree(const std::vector<SheetLine>& lines) : lines_(lines), depth_(depth_of(lines)) {
    add(0, static_cast<int>(lines.size()), 0);
  }
  int depth() const { return depth_; }
  const std::vector<LabelPlace>& places() const { return places_; }

 private:
  void add(int begin, int end, int level) {
    while (begin < end) {
      const std::vector<SheetLabel>& path = lines_[begin].path;
      if (static_cast<int>(path.size()) <= level) {
        ++begin;
        continue;
      }
      int last = begin + 1;
      while (last < end && has_label(last, level, path[level].id)) ++last;
      const bool leaf = static_cast<int>(path.size()) == level + 1;
      places_.push_back({&path[level], level, leaf ? depth_ - level : 1, begin, last - begin, leaf});
      if (!leaf) add(begin, last, level + 1);
      begin = last;
    }
  }

  bool has_label(int line, int level, int id) const {
    const std::vector<SheetLabel>& path = lines_[line].path;
    return static_cast<int>(path.size()) > level && path[level].id == id;
  }

  const std::vector<SheetLine>& lines_;
  int depth_;
  std::vector<LabelPlace> places_;
};

void sort_by_place(Grid& grid) {
  std::stable_sort(grid.cells.begin(), grid.cells.end(), [](const GridCell& a, const GridCell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
}

struct Columns {
  int labels = 0;
  int units = 0;  // 0 or 1
  int figures = 0;
};

Columns columns_of(const SheetBlock& block) {
  return {depth_of(block.rows), block.units ? 1 : 0, static_cast<int>(block.columns.size())};
}

class BlockGrid {
 public:
  // What the grid has; the block may have fewer columns.
  BlockGrid(const SheetBlock& block, Columns columns)
      : block_(block), has_units_(block.units.has_value()), rows_(block.rows), columns_(block.columns) {
    // Labels fill the place of a column for units where only other blocks of the grid have one.
    grid_.label_columns = columns.labels + (has_units_ ? 0 : columns.units);
    grid_.columns = columns.labels + columns.units + columns.figures;
  }

  Grid make(bool captions_inside) {
    if (captions_inside) add_captions();
    add_header();
    grid_.header_rows = grid_.rows;
    add_labels();
    if (has_units_) add_units();
    add_figures();
    sort_by_place(grid_);
    return std::move(grid_);
  }

 private:
  void add_captions() {
    for (const std::string& caption : block_.captions) {
      grid_.cells.push_back({GridCell::Kind::caption, grid_.rows++, 0, 1, grid_.columns, caption});
    }
  }

  void add_header() {
    const bool nameless = std::all_of(columns_.places().begin(), columns_.places().end(),
                                      [](const LabelPlace& place) { return place.label->text.empty(); });
    if (nameless) return;
    if (grid_.label_columns > 0) {
      grid_.cells.push_back(
          {GridCell::Kind::header, grid_.rows, 0, columns_.depth(), grid_.label_columns, block_.corner});
    }
    if (has_units_) {
      grid_.cells.push_back(
          {GridCell::Kind::header, grid_.rows, grid_.label_columns, columns_.depth(), 1, block_.units->header});
    }
    for (const LabelPlace& place : columns_.places()) {
      grid_.cells.push_back({GridCell::Kind::header, grid_.rows + place.level, column_of(place.line), place.levels,
                             columns_to(place.line + place.lines) - columns_to(place.line), place.label->text});
    }
    grid_.rows += columns_.depth();
  }

  void add_labels() {
    for (const LabelPlace& place : rows_.places()) {
      const int columns = place.leaf ? grid_.label_columns - place.level : place.levels;
      const GridCell::Kind kind = place.leaf ? GridCell::Kind::label : GridCell::Kind::group;
      grid_.cells.push_back({kind, grid_.rows + place.line, place.level, place.lines, columns, place.label->text});
    }
  }

  void add_units() {
    const std::vector<SheetLine>& rows = block_.rows;
    for (int row = 0; row < static_cast<int>(rows.size());) {
      int end = row + 1;
      while (block_.units->merged && end < static_cast<int>(rows.size()) && rows[end].unit == rows[row].unit) ++end;
      grid_.cells.push_back(
          {GridCell::Kind::unit, grid_.rows + row, grid_.label_columns, end - row, 1, rows[row].unit});
      row = end;
    }
  }

  void add_figures() {
    for (const std::vector<SheetFigure>& row : block_.figures) {
      for (int i = 0; i < static_cast<int>(row.size()); ++i) {
        grid_.cells.push_back(
            {GridCell::Kind::figure, grid_.rows, column_of(i), 1, columns_to(i + 1) - columns_to(i), text_of(row[i])});
      }
      ++grid_.rows;
    }
  }

  int first_figure() const { return grid_.label_columns + (has_units_ ? 1 : 0); }
  int column_of(int figure) const { return first_figure() + columns_to(figure); }
  // Columns of the grid left of the block's `figure`th column: its last column takes what the block has too few of.
  int columns_to(int figure) const {
    return figure == static_cast<int>(block_.columns.size()) ? grid_.columns - first_figure() : figure;
  }

  const SheetBlock& block_;
  const bool has_units_;
  const LabelTree rows_;
  const LabelTree columns_;
  Grid grid_;
};

std::pair<SheetBlock, SheetBlock> halves_of(const SheetBlock& block) {
  const auto middle = static_cast<std::ptrdiff_t>(block.rows.size() + 1) / 2;
  std::pair<SheetBlock, SheetBlock> halves = {block, block};
  auto& [first, second] = halves;
  first.rows.erase(first.rows.begin() + middle, first.rows.end());
  first.figures.erase(first.figures.begin() + middle, first.figures.end());
  second.rows.erase(second.rows.begin(), second.rows.begin() + middle);
  second.figures.erase(second.figures.begin(), second.figures.begin() + middle);
  return halves;
}

// Captions, which both have, go over both.
Grid beside(Grid left, Grid right) {
  for (GridCell& cell : left.cells) {
    if (cell.kind == GridCell::Kind::caption) cell.columns += right.columns;
  }
  for (GridCell& cell : right.cells) {
    if (cell.kind == GridCell::Kind::caption) continue;
    cell.column += left.columns;
    left.cells.push_back(std::move(cell));
  }
  left.columns += right.columns;
  left.rows = std::max(left.rows, right.rows);
  sort_by_place(left);
  return left;
}

Grid block_grid(const SheetBlock& block, Columns columns, bool captions_inside) {
  if (!block.in_halves) return BlockGrid(block, columns).make(captions_inside);
  const auto [first, second] = halves_of(block);
  return beside(BlockGrid(first, columns).make(captions_inside), BlockGrid(second, columns).make(captions_inside));
}

void append(Grid& above, Grid below) {
  if (above.rows == 0) {
    above = std::move(below);
    return;
  }
  for (GridCell& cell : below.cells) {
    cell.row += above.rows;
    above.cells.push_back(std::move(cell));
  }
  above.rows += below.rows;
}

Grid rows_between(const Grid& grid, int begin, int end) {
  Grid part = grid;
  part.cells.clear();
  part.rows = end - begin;
  part.header_rows = std::clamp(grid.header_rows - begin, 0, part.rows);
  for (GridCell cell : grid.cells) {
    const int last = std::min(cell.row + cell.rows, end);
    if (cell.row < begin) cell.text.clear();
    const int first = std::max(cell.row, begin);
    if (first >= last) continue;
    cell.row = first - begin;
    cell.rows = last - first;
    part.cells.push_back(std::move(cell));
  }
  sort_by_place(part);
  return part;
}

// Null where the row has none, or several side by side.
GridCell* label_of_row(Grid& grid, int row) {
  const auto is_it = [&](const GridCell& cell) { return cell.kind == GridCell::Kind::label && cell.row == row; };
  const auto found = std::find_if(grid.cells.begin(), grid.cells.end(), is_it);
  const bool only_one = found != grid.cells.end() && std::none_of(found + 1, grid.cells.end(), is_it);
  return only_one ? &*found : nullptr;
}

std::vector<std::string> characters_of(std::string_view utf8) {
  std::vector<std::string> characters;
  while (!utf8.empty()) append_utf8(next_character(utf8), characters.emplace_back());
  return characters;
}

std::string joined(const std::vector<std::string>& characters, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += characters[i];
  return text;
}

// And the unit that stands before them.
void remove_figures(Grid& grid, int row) {
  std::erase_if(grid.cells, [&](const GridCell& cell) {
    const bool has_figure = cell.kind == GridCell::Kind::unit || cell.kind == GridCell::Kind::figure;
    return has_figure && cell.row == row && cell.rows == 1;
  });
}

}  // namespace

std::vector<Grid> grids_of(const SheetSection& section) {
  Columns widest;
  for (const SheetBlock& block : section.blocks) {
    const Columns columns = columns_of(block);
    widest = {std::max(widest.labels, columns.labels), std::max(widest.units, columns.units),
              std::max(widest.figures, columns.figures)};
  }
  std::vector<Grid> grids;
  Grid whole;
  for (const SheetBlock& block : section.blocks) {
    if (section.one_table) {
      append(whole, block_grid(block, widest, true));
    } else {
      grids.push_back(block_grid(block, columns_of(block), false));
    }
  }
  if (section.one_table) grids.push_back(std::move(whole));
  return grids;
}

std::pair<Grid, Grid> split(const Grid& grid, int row) {
  return {rows_between(grid, 0, row), rows_between(grid, row, grid.rows)};
}

std::pair<Grid, Grid> split_with_header(const Grid& grid, int row) {
  auto [above, below] = split(grid, row);
  Grid header = rows_between(grid, 0, grid.header_rows);
  append(header, std::move(below));
  return {std::move(above), std::move(header)};
}

std::pair<Grid, Grid> split_inside(const Grid& grid, int row, Random& random) {
  Grid above = rows_between(grid, 0, row + 1);
  Grid below = rows_between(grid, row, grid.rows);
  GridCell* upper = label_of_row(above, row);
  GridCell* lower = label_of_row(below, 0);
  if (upper == nullptr || lower == nullptr || characters_of(upper->text).size() < 6) return {grid, Grid{}};

  const std::vector<std::string> label = characters_of(upper->text);
  const auto cut = static_cast<std::size_t>(random.between(3, static_cast<int>(label.size()) - 2));
  upper->text = joined(label, 0, cut);
  lower->text = joined(label, cut, label.size());
  for (GridCell& cell : below.cells) {
    if (cell.row == 0 && cell.kind == GridCell::Kind::group) cell.text.clear();
  }
  if (random.chance(50)) {
    remove_figures(above, row);
  } else {
    remove_figures(below, 0);
  }
  return {std::move(above), std::move(below)};
}

std::vector<std::vector<std::string>> filled(const Grid& grid, bool repeat_merged) {
  std::vector<std::vector<std::string>> places(grid.rows, std::vector<std::string>(grid.columns));
  for (const GridCell& cell : grid.cells) {
    for (int row = cell.row; row < cell.row + cell.rows; ++row) {
      for (int column = cell.column; column < cell.column + cell.columns; ++column) {
        const bool first = row == cell.row && column == cell.column;
        if (first || repeat_merged) places[row][column] = cell.text;
      }
    }
  }
  return places;
}

}  // namespace gouji::generator
