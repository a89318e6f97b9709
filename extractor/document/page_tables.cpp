#include "document/page_tables.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

constexpr std::size_t outside = static_cast<std::size_t>(-1);

bool has_space(const GlyphLine& line) {
  for (std::size_t i = 1; i < line.glyphs.size(); ++i) {
    if (is_space_before(line, i)) return true;
  }
  return false;
}

double area(const Box& box) { return (box.right - box.left) * (box.bottom - box.top); }

// A row of figures that has a frame of its own inside a cell belongs to the row around it. A whole page may be in a
// cell too, which is much higher than a row.
bool is_row_in_cell(const RuledTable& table, const RuledTable& around) {
  constexpr double most_room = 3;
  const Box box = table.box();
  if (table.ys.size() != 2 || &table == &around) return false;
  return std::any_of(around.cells.begin(), around.cells.end(), [&](const RuledCell& cell) {
    const Box outer = around.box(cell);
    return around.cells.size() > 1 && outer.left <= box.left && box.right <= outer.right && outer.top <= box.top &&
           box.bottom <= outer.bottom && outer.bottom - outer.top < most_room * (box.bottom - box.top);
  });
}

void drop_rows_in_cells(std::vector<RuledTable>& tables) {
  std::vector<RuledTable> kept;
  for (const RuledTable& table : tables) {
    if (std::none_of(tables.begin(), tables.end(),
                     [&](const RuledTable& around) { return is_row_in_cell(table, around); }))
      kept.push_back(table);
  }
  tables = std::move(kept);
}

// The margins between a cell and a frame of its own inside it: low rows in which nothing is but cells that go on.
bool is_margin(const FilledTable& table, int row) {
  constexpr double highest = 14;
  const std::vector<double>& ys = table.table.ys;
  bool goes_on = false;
  if (ys[static_cast<std::size_t>(row) + 1] - ys[static_cast<std::size_t>(row)] > highest) return false;
  for (std::size_t i = 0; i < table.table.cells.size(); ++i) {
    const RuledCell& cell = table.table.cells[i];
    if (cell.row > row || row >= cell.row + cell.rows) continue;
    if (cell.rows == 1 && !lines_of(table.contents[i]).empty()) return false;
    goes_on = goes_on || (cell.rows > 1 && !lines_of(table.contents[i]).empty());
  }
  return goes_on;
}

void remove_margins(FilledTable& table) {
  for (int row = table.count_rows() - 1; row >= 0; --row) {
    if (is_margin(table, row)) remove_row(table, row);
  }
}

struct CellNumber {
  std::size_t table = outside;
  std::size_t cell = 0;

  friend bool operator==(const CellNumber&, const CellNumber&) = default;
};

CellNumber find_cell(const Glyph& glyph, const std::vector<RuledTable>& tables) {
  const double x = (glyph.box.left + glyph.box.right) / 2;
  const double y = (glyph.box.top + glyph.box.bottom) / 2;
  CellNumber best;
  double best_area = 0;
  for (std::size_t table = 0; table < tables.size(); ++table) {
    const Box whole = tables[table].box();
    if (x < whole.left || x > whole.right || y < whole.top || y > whole.bottom) continue;
    for (std::size_t cell = 0; cell < tables[table].cells.size(); ++cell) {
      const Box box = tables[table].box(tables[table].cells[cell]);
      if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) continue;
      if (best.table != outside && area(box) >= best_area) continue;
      best = {table, cell};
      best_area = area(box);
    }
  }
  return best;
}

// The tables whose rules go through what is written. Words may stick out of a narrow cell; a figure that does would be
// torn in two.
class Doubts {
 public:
  Doubts(const std::vector<Glyph>& glyphs, const std::vector<RuledTable>& tables)
      : tables_(tables), crossed_(tables.size(), 0), written_(tables.size(), 0) {
    std::vector<CellNumber> cells;
    for (const Glyph& glyph : glyphs) cells.push_back(find_cell(glyph, tables));
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      if (cells[i].table != outside) look_at(glyphs[i], cells[i]);
    }
    find_torn_figures(glyphs, cells);
    find_crowded_cells(glyphs, cells);
  }

  std::set<std::size_t> take() {
    constexpr int few = 3;
    constexpr int share = 30;
    for (std::size_t table = 0; table < tables_.size(); ++table) {
      if (crossed_[table] > few + written_[table] / share) doubtful_.insert(table);
    }
    return std::move(doubtful_);
  }

 private:
  void look_at(const Glyph& glyph, const CellNumber& at) {
    constexpr double slack = 0.25;  // of the glyph's width, on either side: digits have some air
    const Box cell = tables_[at.table].box(tables_[at.table].cells[at.cell]);
    const double width = glyph.box.right - glyph.box.left;
    ++written_[at.table];
    const bool is_inside = glyph.box.left + slack * width >= cell.left && glyph.box.right - slack * width <= cell.right;
    if (is_inside) return;
    ++crossed_[at.table];
    if (is_digit(glyph)) doubtful_.insert(at.table);
  }

  // Digits that follow each other without a gap, and a rule between them.
  void find_torn_figures(const std::vector<Glyph>& glyphs, const std::vector<CellNumber>& cells) {
    constexpr double touching = 0.1;
    constexpr double same_line = 0.1;
    std::vector<std::size_t> digits;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      if (cells[i].table != outside && is_digit(glyphs[i]) && glyphs[i].direction == Direction::right)
        digits.push_back(i);
    }
    std::sort(digits.begin(), digits.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(glyphs[a].y, glyphs[a].x) < std::pair(glyphs[b].y, glyphs[b].x);
    });
    for (std::size_t i = 1; i < digits.size(); ++i) {
      const Glyph& before = glyphs[digits[i - 1]];
      const Glyph& now = glyphs[digits[i]];
      const CellNumber& cell = cells[digits[i]];
      if (cells[digits[i - 1]] == cell || cells[digits[i - 1]].table != cell.table) continue;
      const bool touches = std::abs(now.box.left - before.box.right) < touching * now.size;
      if (touches && std::abs(now.y - before.y) < same_line * now.size) doubtful_.insert(cell.table);
    }
  }

  // Two figures beside each other in one cell: the rule between them was not found.
  void find_crowded_cells(const std::vector<Glyph>& glyphs, const std::vector<CellNumber>& cells) {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<Glyph>> contents;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      if (cells[i].table != outside) contents[{cells[i].table, cells[i].cell}].push_back(glyphs[i]);
    }
    for (const auto& [cell, content] : contents) {
      for (const GlyphLine& line : lines_of(content)) {
        if (is_figure(line) && has_space(line)) doubtful_.insert(cell.first);
      }
    }
  }

  const std::vector<RuledTable>& tables_;
  std::vector<int> crossed_;
  std::vector<int> written_;
  std::set<std::size_t> doubtful_;
};

// ---- Grids

// Whether no other digit had room beside it. Cells keep some points free on both sides.
bool fills(const GlyphLine& line, const Box& cell) {
  constexpr double margins = 12;
  const double width = line.glyphs.back().box.right - line.glyphs.back().box.left;
  const double room = cell.right - cell.left - (line.glyphs.back().box.right - line.glyphs.front().box.left);
  return room < margins + width;
}

// "77" above "30.28": a figure that was too wide for its cell goes on in the next line.
bool is_broken_figure(const std::vector<GlyphLine>& lines, const Box& cell) {
  constexpr std::size_t most_lines = 9;
  return lines.size() <= most_lines &&
         std::all_of(lines.begin(), lines.end() - 1, [&](const GlyphLine& line) { return fills(line, cell); });
}

// A digit above a digit in a narrow cell may be two figures as well.
bool is_single_digits(const std::vector<GlyphLine>& lines) {
  return std::all_of(lines.begin(), lines.end(), [](const GlyphLine& line) { return line.glyphs.size() == 1; });
}

GlyphLine joined(const std::vector<GlyphLine>& lines) {
  GlyphLine whole = lines.front();
  for (std::size_t i = 1; i < lines.size(); ++i) {
    double at = whole.glyphs.back().box.right;
    for (Glyph glyph : lines[i].glyphs) {
      const double width = glyph.box.right - glyph.box.left;
      glyph.box.left = at;
      glyph.box.right = at += width;
      whole.glyphs.push_back(std::move(glyph));
      whole.is_after_space.push_back(false);
    }
  }
  return whole;
}

DocumentBlock block_of(const GlyphLine& line) {
  DocumentBlock block;
  block.line = text_of(line);
  return block;
}

class GridMaker {
 public:
  explicit GridMaker(const FilledTable& table) : table_(table) {}

  Grid run() {
    grid_.number = table_.number;
    grid_.first_row = table_.first_row;
    for (std::size_t i = 0; i < table_.table.cells.size(); ++i) {
      lines_.push_back(lines_of(table_.contents[i]));
    }
    find_rows();
    for (std::size_t i = 0; i < table_.table.cells.size(); ++i) add(table_.table.cells[i], lines_[i]);
    std::stable_sort(grid_.cells.begin(), grid_.cells.end(), [](const GridCell& a, const GridCell& b) {
      return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
    return std::move(grid_);
  }

 private:
  // Where each ruled row begins in the grid, and the baselines of the rows inside it that nobody ruled.
  void find_rows() {
    int next = 0;
    for (int row = 0; row < table_.count_rows(); ++row) {
      begins_.push_back(next);
      baselines_.push_back(settle(columns_of_figures(row)) ? find_baselines(row) : std::vector<double>());
      next += std::max(1, static_cast<int>(baselines_.back().size()));
    }
    begins_.push_back(next);
  }

  // The cells of a row that hold figures below each other, and nothing else.
  std::vector<std::size_t> columns_of_figures(int row) const {
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const RuledCell& cell = table_.table.cells[i];
      if (cell.row != row || cell.rows != 1 || lines_[i].size() < 2) continue;
      if (std::all_of(lines_[i].begin(), lines_[i].end(), is_figure)) cells.push_back(i);
    }
    return cells;
  }

  // Whether they are several rows. Where all may be figures that were too wide, they become one line each. Rows that
  // nobody ruled have as many lines in every column; broken figures have as many as they have digits.
  bool settle(const std::vector<std::size_t>& cells) {
    const auto is_single = [&](std::size_t i) { return is_single_digits(lines_[i]); };
    const auto is_as_first = [&](std::size_t i) { return lines_[i].size() == lines_[cells.front()].size(); };
    if (cells.size() > 1 && std::all_of(cells.begin(), cells.end(), is_single) &&
        std::all_of(cells.begin(), cells.end(), is_as_first) && !has_single_line(cells.front())) {
      return true;
    }
    const bool are_broken = std::all_of(cells.begin(), cells.end(), [&](std::size_t i) {
      return is_broken_figure(lines_[i], table_.table.box(table_.table.cells[i]));
    });
    if (!are_broken) return cells.size() > 1;
    for (const std::size_t i : cells) lines_[i] = {joined(lines_[i])};
    return false;
  }

  // Whether the row of a cell has another one with a figure in a single line.
  bool has_single_line(std::size_t cell) const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (table_.table.cells[i].row == table_.table.cells[cell].row && lines_[i].size() == 1 && is_figure(lines_[i][0]))
        return true;
    }
    return false;
  }

  std::vector<double> find_baselines(int row) const {
    std::vector<std::pair<double, double>> found;  // with the size
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const RuledCell& cell = table_.table.cells[i];
      if (cell.row != row || cell.rows != 1) continue;
      for (const GlyphLine& line : lines_[i]) found.emplace_back(line.glyphs.front().y, line.size());
    }
    std::sort(found.begin(), found.end());
    std::vector<double> baselines;
    constexpr double same = 0.4;
    for (const auto& [y, size] : found) {
      if (baselines.empty() || y - baselines.back() > same * size) baselines.push_back(y);
    }
    return baselines;
  }

  void add(const RuledCell& cell, const std::vector<GlyphLine>& lines) {
    const auto row = static_cast<std::size_t>(cell.row);
    GridCell made;
    made.row = begins_[row];
    made.column = cell.column;
    made.columns = cell.columns;
    if (cell.rows > 1 || baselines_[row].empty()) {
      made.rows = begins_[row + static_cast<std::size_t>(cell.rows)] - made.row;
      for (const GlyphLine& line : lines) made.content.push_back(block_of(line));
      grid_.cells.push_back(std::move(made));
      return;
    }
    std::vector<GridCell> parts(baselines_[row].size(), made);
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i].row += static_cast<int>(i);
    for (const GlyphLine& line : lines) {
      const auto next = std::upper_bound(baselines_[row].begin(), baselines_[row].end(), line.glyphs.front().y);
      const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, next - baselines_[row].begin() - 1));
      parts[at].content.push_back(block_of(line));
    }
    std::move(parts.begin(), parts.end(), std::back_inserter(grid_.cells));
  }

  const FilledTable& table_;
  std::vector<std::vector<GlyphLine>> lines_;   // of each cell
  std::vector<std::vector<double>> baselines_;  // of each ruled row; none where it is one row
  std::vector<int> begins_;
  Grid grid_;
};

}  // namespace

void remove_row(FilledTable& filled, int row) {
  std::vector<RuledCell> cells;
  std::vector<std::vector<Glyph>> contents;
  for (std::size_t i = 0; i < filled.table.cells.size(); ++i) {
    RuledCell cell = filled.table.cells[i];
    if (cell.row <= row && row < cell.row + cell.rows) --cell.rows;
    if (cell.row > row) --cell.row;
    if (cell.rows == 0) continue;
    cells.push_back(cell);
    contents.push_back(std::move(filled.contents[i]));
  }
  filled.table.cells = std::move(cells);
  filled.contents = std::move(contents);
  filled.table.ys.erase(filled.table.ys.begin() + row);
}

PageParts part(const std::vector<Glyph>& glyphs, std::vector<RuledTable> tables) {
  drop_rows_in_cells(tables);
  const std::set<std::size_t> doubtful = Doubts(glyphs, tables).take();
  for (auto i = doubtful.rbegin(); i != doubtful.rend(); ++i) {
    tables.erase(tables.begin() + static_cast<std::ptrdiff_t>(*i));
  }
  PageParts parts;
  for (const RuledTable& table : tables) {
    parts.tables.push_back({table, std::vector<std::vector<Glyph>>(table.cells.size()), 0, 1});
  }
  std::vector<Glyph> others;
  for (const Glyph& glyph : glyphs) {
    const CellNumber at = find_cell(glyph, tables);
    (at.table == outside ? others : parts.tables[at.table].contents[at.cell]).push_back(glyph);
  }
  for (FilledTable& table : parts.tables) remove_margins(table);
  parts.lines = lines_of(others);
  return parts;
}

Grid grid_of(const FilledTable& table) { return GridMaker(table).run(); }

}  // namespace gouji
