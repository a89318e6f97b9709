#include "generator/drawing.h"

#include <algorithm>
#include <array>

#include "generator/marks.h"
#include "generator/wrap.h"
#include "text/fold.h"

namespace gouji::generator {
namespace {

using Lines = Drawing::Lines;
using Kind = GridCell::Kind;

// Characters in display columns. Where a character is two columns wide, the second is empty.
class Canvas {
 public:
  Canvas(int rows, int columns) : slots_(rows, std::vector<std::string>(columns, " ")) {}

  void write(int row, int column, std::string_view text) {
    std::string marks;
    while (!text.empty()) {
      const char32_t character = next_character(text);
      std::string printed;
      append_utf8(character, printed);
      const int width = width_of(printed);
      if (width == 0) {
        marks += printed;
        continue;
      }
      slots_[row][column++] = marks + printed;
      if (width == 2) slots_[row][column++].clear();
      marks.clear();
    }
  }

  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (const std::vector<std::string>& row : slots_) {
      std::string& line = lines.emplace_back();
      for (const std::string& slot : row) line += slot;
      line.erase(line.find_last_not_of(' ') + 1);
    }
    return lines;
  }

 private:
  std::vector<std::vector<std::string>> slots_;
};

// Where lines meet: each place of the canvas knows into which directions a line leaves it.
class LineArt {
 public:
  enum Direction : unsigned { up = 1, down = 2, left = 4, right = 8 };

  LineArt(int rows, int columns) : art_(rows, std::vector<unsigned>(columns, 0)) {}

  void across(int row, int from, int to) {
    for (int column = from; column < to; ++column) {
      art_[row][column] |= right;
      art_[row][column + 1] |= left;
    }
  }

  void downwards(int column, int from, int to) {
    for (int row = from; row < to; ++row) {
      art_[row][column] |= down;
      art_[row + 1][column] |= up;
    }
  }

  void write_to(Canvas& canvas, Lines kind, int header_rule) const {
    for (int row = 0; row < static_cast<int>(art_.size()); ++row) {
      for (int column = 0; column < static_cast<int>(art_[row].size()); ++column) {
        if (art_[row][column] != 0) canvas.write(row, column, character(art_[row][column], kind, row == header_rule));
      }
    }
  }

 private:
  static std::string_view character(unsigned directions, Lines kind, bool header_rule) {
    static constexpr std::array<std::string_view, 16> single = {" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                                                "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
    static constexpr std::array<std::string_view, 16> twofold = {" ", "║", "║", "║", "═", "╝", "╗", "╣",
                                                                 "═", "╚", "╔", "╠", "═", "╩", "╦", "╬"};
    if (kind == Lines::box) return single[directions];
    if (kind == Lines::double_box) return twofold[directions];
    if ((directions & (left | right)) == 0) return "|";
    if ((directions & (up | down)) != 0) return "+";
    return header_rule ? "=" : "-";
  }

  std::vector<std::vector<unsigned>> art_;
};

// Between lines, what no cell covers is an empty cell all the same.
Grid without_holes(Grid grid) {
  std::vector<std::vector<bool>> covered(grid.rows, std::vector<bool>(grid.columns, false));
  for (const GridCell& cell : grid.cells) {
    for (int row = cell.row; row < cell.row + cell.rows; ++row) {
      for (int column = cell.column; column < cell.column + cell.columns; ++column) covered[row][column] = true;
    }
  }
  for (int row = 0; row < grid.rows; ++row) {
    for (int column = 0; column < grid.columns; ++column) {
      if (!covered[row][column]) grid.cells.push_back({Kind::figure, row, column, 1, 1, ""});
    }
  }
  return grid;
}

class TableDrawing {
 public:
  TableDrawing(const Grid& grid, const Drawing& drawing)
      : grid_(without_holes(grid)), drawing_(drawing), widths_(grid.columns, 1), heights_(grid.rows, 1) {}

  std::vector<std::string> draw() {
    if (grid_.rows == 0 || grid_.columns == 0) return {};
    set_widths();
    for (const GridCell& cell : grid_.cells) texts_.push_back(wrap(cell.text, width_of_cell(cell)));
    set_heights();

    Canvas canvas(top_of(grid_.rows), left_of(grid_.columns) - gap() + edge());
    write_cells(canvas);
    draw_lines(canvas);
    return canvas.lines();
  }

 private:
  bool has_lines() const { return drawing_.lines != Lines::none && drawing_.lines != Lines::underlined; }

  // ---- columns

  int gap() const { return has_lines() ? 1 + 2 * drawing_.padding : drawing_.gap; }
  int edge() const { return has_lines() ? 1 + drawing_.padding : 0; }
  int left_of(int column) const {
    int left = edge();
    for (int i = 0; i < column; ++i) left += widths_[i] + gap();
    return left;
  }
  int width_of_cell(const GridCell& cell) const {
    return left_of(cell.column + cell.columns) - gap() - left_of(cell.column);
  }

  // Cells of one column say how wide it is; those of several make the last of them wider where they must.
  void set_widths() {
    for (const GridCell& cell : grid_.cells) {
      if (cell.columns == 1) widths_[cell.column] = std::max(widths_[cell.column], wanted_width(cell));
    }
    for (const GridCell& cell : grid_.cells) {
      const int lacking = wanted_width(cell) - width_of_cell(cell);
      if (cell.columns > 1 && lacking > 0) widths_[cell.column + cell.columns - 1] += lacking;
    }
  }

  int wanted_width(const GridCell& cell) const {
    const int natural = width_of(cell.text);
    const int limit = widest(cell);
    return limit == 0 ? natural : std::max(least_width(cell.text), std::min(natural, limit));
  }

  int widest(const GridCell& cell) const {
    constexpr int widest_plain_figure = 18;  // behind that a note is wrapped
    const bool narrow = drawing_.label_width > 0;
    switch (cell.kind) {
      case Kind::group:
        return drawing_.group_width;
      case Kind::label:
        return narrow ? drawing_.label_width + (cell.columns - 1) * drawing_.group_width : 0;
      case Kind::unit:
      case Kind::header:
        return drawing_.header_width * cell.columns;
      case Kind::caption:
        return narrow ? drawing_.label_width : 0;
      case Kind::figure:
        return narrow ? widest_plain_figure : 0;
    }
    return 0;
  }

  // ---- rows

  // A rule above a row; above the row behind the last, the one that closes the table.
  bool has_rule(int row) const {
    if (drawing_.lines == Lines::none) return false;
    const bool outer = row == 0 || row == grid_.rows || row == grid_.header_rows;
    return outer || (has_lines() && drawing_.between_rows);
  }
  int top_of(int row) const {
    int top = 0;
    for (int i = 0; i < row; ++i) top += heights_[i] + (has_rule(i) ? 1 : 0);
    return top + (has_rule(row) ? 1 : 0);
  }
  int height_of_cell(const GridCell& cell) const {
    const int end = cell.row + cell.rows;
    return top_of(end) - (has_rule(end) ? 1 : 0) - top_of(cell.row);
  }

  void set_heights() {
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const GridCell& cell = grid_.cells[i];
      if (cell.rows == 1) heights_[cell.row] = std::max(heights_[cell.row], lines_of(i) + (is_parted(i) ? 1 : 0));
    }
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const GridCell& cell = grid_.cells[i];
      const int lacking = lines_of(i) - height_of_cell(cell);
      if (cell.rows > 1 && lacking > 0) heights_[cell.row + cell.rows - 1] += lacking;
    }
  }

  int lines_of(std::size_t cell) const { return static_cast<int>(texts_[cell].size()); }

  // The figures have a line of their own in the middle of the label.
  bool is_parted(std::size_t cell) const {
    const GridCell& label = grid_.cells[cell];
    return drawing_.beside == Drawing::Beside::between && label.kind == Kind::label && label.rows == 1 &&
           lines_of(cell) % 2 == 0 && has_ink_beside_labels(label.row);
  }

  bool has_ink_beside_labels(int row) const {
    return std::any_of(grid_.cells.begin(), grid_.cells.end(), [&](const GridCell& cell) {
      return cell.row == row && (cell.kind == Kind::unit || cell.kind == Kind::figure) && !cell.text.empty();
    });
  }

  // ---- what stands in the cells

  void write_cells(Canvas& canvas) const {
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      int row = top_of(grid_.cells[i].row) + lines_above(i);
      const int middle = row + lines_of(i) / 2;
      for (const std::string& line : texts_[i]) {
        if (is_parted(i) && row == middle) ++row;
        canvas.write(row++, left_of(grid_.cells[i].column) + spaces_before(line, grid_.cells[i]), line);
      }
    }
  }

  int lines_above(std::size_t i) const {
    const GridCell& cell = grid_.cells[i];
    const int free = height_of_cell(cell) - lines_of(i) - (is_parted(i) ? 1 : 0);
    if (drawing_.beside == Drawing::Beside::first) return 0;
    if (drawing_.beside == Drawing::Beside::last && cell.rows == 1) return free;
    return free / 2;
  }

  int spaces_before(const std::string& line, const GridCell& cell) const {
    const int free = width_of_cell(cell) - width_of(line);
    const bool over_figures = cell.kind == Kind::header && cell.column >= grid_.label_columns;
    const bool is_aligned = cell.kind == Kind::figure || cell.kind == Kind::unit || over_figures;
    if (free <= 0 || !is_aligned) return 0;
    if (drawing_.figures == Drawing::Align::left) return 0;
    if (drawing_.figures == Drawing::Align::right && cell.kind == Kind::figure) return free;
    return free / 2;
  }

  // ---- lines

  void draw_lines(Canvas& canvas) const {
    if (drawing_.lines == Lines::underlined) underline(canvas);
    if (!has_lines()) return;
    const auto line_above = [this](int row) { return top_of(row) - 1; };
    const auto line_before = [this](int column) { return left_of(column) - 1 - drawing_.padding; };
    LineArt art(top_of(grid_.rows), line_before(grid_.columns) + 1);
    for (const GridCell& cell : grid_.cells) {
      const int right = line_before(cell.column + cell.columns);
      const int end = cell.row + cell.rows;
      const int top = has_rule(cell.row) ? line_above(cell.row) : top_of(cell.row);
      const int bottom = has_rule(end) ? line_above(end) : top_of(end);
      if (has_rule(cell.row)) art.across(top, line_before(cell.column), right);
      if (has_rule(end)) art.across(bottom, line_before(cell.column), right);
      for (const int side : {line_before(cell.column), right}) art.downwards(side, top, bottom);
    }
    const bool has_header = grid_.header_rows > 0 && grid_.header_rows < grid_.rows;
    art.write_to(canvas, drawing_.lines, has_header ? line_above(grid_.header_rows) : -1);
  }

  void underline(Canvas& canvas) const {
    for (int row = 0; row <= grid_.rows; ++row) {
      if (!has_rule(row)) continue;
      for (int column = 0; column < grid_.columns; ++column) {
        canvas.write(top_of(row) - 1, left_of(column), repeated("=", widths_[column]));
      }
    }
  }

  const Grid grid_;
  const Drawing& drawing_;
  std::vector<int> widths_;
  std::vector<int> heights_;
  std::vector<std::vector<std::string>> texts_;  // of each cell, by lines
};

}  // namespace

std::vector<std::string> draw(const Grid& grid, const Drawing& drawing) { return TableDrawing(grid, drawing).draw(); }

std::vector<std::string> framed(const std::vector<std::string>& lines, Drawing::Lines kind) {
  int width = 0;
  for (const std::string& line : lines) width = std::max(width, width_of(line));
  const bool ascii = kind == Lines::ascii;
  const std::string rule = repeated(ascii ? "-" : "─", width);
  const std::string side = ascii ? "|" : "│";
  std::vector<std::string> frame = {ascii ? "+" + rule + "+" : "┌" + rule + "┐"};
  for (const std::string& line : lines) frame.push_back(side + padded(line, width) + side);
  frame.push_back(ascii ? "+" + rule + "+" : "└" + rule + "┘");
  return frame;
}

}  // namespace gouji::generator
