#include "document/blocks.h"

#include <algorithm>
#include <map>
#include <utility>

namespace gouji {
namespace {

// A line of a cell: of a table inside the cell, its places.
using CellLine = std::vector<PlacedText>;

bool has_ink(const PlacedText& text) {
  // Spaces of all kinds are few bytes; what has ink among them is told by folding, later.
  return text.utf8().find_first_not_of(" \t") != std::string::npos;
}

bool has_ink(const std::vector<DocumentBlock>& content);

bool has_ink(const Grid& grid) {
  return std::any_of(grid.cells.begin(), grid.cells.end(), [](const GridCell& cell) { return has_ink(cell.content); });
}

bool has_ink(const std::vector<DocumentBlock>& content) {
  return std::any_of(content.begin(), content.end(), [](const DocumentBlock& block) {
    return block.is_table() ? has_ink(block.grid) : has_ink(block.line);
  });
}

int count_columns(const Grid& grid) {
  int columns = 0;
  for (const GridCell& cell : grid.cells) columns = std::max(columns, cell.column + 1);
  return columns;
}

const Grid* only_table(const GridCell& cell) {
  const Grid* table = nullptr;
  for (const DocumentBlock& block : cell.content) {
    if (!block.is_table()) {
      if (has_ink(block.line)) return nullptr;
    } else if (table != nullptr) {
      return nullptr;
    } else {
      table = &block.grid;
    }
  }
  return table;
}

bool has_table(const GridCell& cell) {
  return std::any_of(cell.content.begin(), cell.content.end(),
                     [](const DocumentBlock& block) { return block.is_table(); });
}

bool stands_alone(const Grid& grid, const GridCell& cell) {
  return std::none_of(grid.cells.begin(), grid.cells.end(), [&](const GridCell& other) {
    return &other != &cell && other.row == cell.row && has_ink(other.content);
  });
}

// One cell of it holds a table and more, or a table and nothing stands beside it: it says where things are on a page.
bool lays_out_a_page(const Grid& grid) {
  return std::any_of(grid.cells.begin(), grid.cells.end(), [&](const GridCell& cell) {
    if (!has_table(cell)) return false;
    return only_table(cell) == nullptr || stands_alone(grid, cell);
  });
}

class Layout {
 public:
  void add(const std::vector<DocumentBlock>& blocks) {
    for (const DocumentBlock& block : blocks) {
      if (block.is_table()) {
        add(block.grid);
      } else {
        text_.append(block.line);
        end_line();
      }
    }
  }

  PlacedText take_text() { return std::move(text_); }
  std::vector<TextRow> take_rows() { return std::move(rows_); }

 private:
  void end_line() { text_.append_made("\n"); }

  void add(const Grid& grid) {
    if (count_columns(grid) <= 1 || lays_out_a_page(grid)) {
      for (const GridCell& cell : grid.cells) add(cell.content);
      return;
    }
    const std::vector<int> begins = column_begins(grid);
    for (std::size_t first = 0; first < grid.cells.size();) {
      std::size_t end = first;
      while (end < grid.cells.size() && grid.cells[end].row == grid.cells[first].row) ++end;
      add_row(grid, first, end, begins);
      first = end;
    }
  }

  // Of each column, where a table in one of its cells makes it several; one more behind the last one.
  static std::vector<int> column_begins(const Grid& grid) {
    std::vector<int> widths(static_cast<std::size_t>(count_columns(grid)), 1);
    for (const GridCell& cell : grid.cells) {
      const auto column = static_cast<std::size_t>(cell.column);
      if (cell.columns != 1 || !has_table(cell)) continue;
      for (const CellLine& line : lines_of(cell.content))
        widths[column] = std::max(widths[column], static_cast<int>(line.size()));
    }
    std::vector<int> begins = {0};
    for (const int width : widths) begins.push_back(begins.back() + width);
    return begins;
  }

  void add_row(const Grid& grid, std::size_t first, std::size_t end, const std::vector<int>& begins) {
    std::vector<std::vector<CellLine>> cells;
    std::size_t lines = 0;
    for (std::size_t i = first; i < end; ++i) {
      cells.push_back(lines_of(grid.cells[i].content));
      lines = std::max(lines, cells.back().size());
    }
    if (lines == 0) return;
    TextRow row;
    row.table = grid.number;
    row.row = grid.first_row + grid.cells[first].row;
    for (std::size_t i = first; i < end; ++i) add_places(grid.cells[i], cells[i - first], begins, row.cells);
    row.span.begin = text_.utf8().size();
    for (std::size_t line = 0; line < lines; ++line) {
      int column = 0;
      int next = 0;  // where the next cell can begin: two that overlap stand beside each other all the same
      const auto go_to = [&](int place) {
        for (; column < place; ++column) text_.append_made("\t");
      };
      for (std::size_t i = first; i < end; ++i) {
        go_to(std::max(next, begins[static_cast<std::size_t>(grid.cells[i].column)]));
        next = column + 1;
        if (line >= cells[i - first].size()) continue;
        const CellLine& places = cells[i - first][line];
        for (std::size_t place = 0; place < places.size(); ++place) {
          if (place > 0) go_to(column + 1);
          text_.append(places[place]);
        }
        next = column + 1;
      }
      row.span.end = text_.utf8().size();
      end_line();
    }
    rows_.push_back(std::move(row));
  }

  static void add_places(const GridCell& cell, const std::vector<CellLine>& lines, const std::vector<int>& begins,
                         std::vector<TextRow::Cell>& places) {
    const int begin =
        std::max(begins[static_cast<std::size_t>(cell.column)], places.empty() ? 0 : places.back().column + 1);
    const std::size_t last = std::min(static_cast<std::size_t>(cell.column + cell.columns), begins.size() - 1);
    std::size_t inner = 1;
    for (const CellLine& line : lines) inner = std::max(inner, line.size());
    if (inner == 1) {
      places.push_back({begin, std::max(1, begins[last] - begin)});
    } else {
      for (std::size_t i = 0; i < inner; ++i) places.push_back({begin + static_cast<int>(i), 1});
    }
  }

  // What a cell holds, line by line: a table in it has several places a line.
  static std::vector<CellLine> lines_of(const std::vector<DocumentBlock>& content) {
    std::vector<CellLine> lines;
    for (const DocumentBlock& block : content) {
      if (!block.is_table()) {
        if (!has_ink(block.line)) continue;
        lines.emplace_back();
        lines.back().push_back(block.line);
        lines.back().front().drop_tabs();
        continue;
      }
      const std::vector<CellLine> inner = lines_of(block.grid);
      lines.insert(lines.end(), inner.begin(), inner.end());
    }
    return lines;
  }

  static std::vector<CellLine> lines_of(const Grid& grid) {
    std::map<int, std::vector<const GridCell*>> rows;
    for (const GridCell& cell : grid.cells) rows[cell.row].push_back(&cell);
    std::vector<CellLine> lines;
    for (const auto& [row, cells] : rows) {
      const std::size_t first = lines.size();
      std::size_t place = 0;
      for (const GridCell* cell : cells) {
        const std::vector<CellLine> own = lines_of(cell->content);
        place = std::max(place, static_cast<std::size_t>(cell->column));
        std::size_t width = 1;
        for (std::size_t i = 0; i < own.size(); ++i) {
          if (lines.size() <= first + i) lines.emplace_back();
          CellLine& line = lines[first + i];
          line.resize(std::max(line.size(), place + own[i].size()));
          std::copy(own[i].begin(), own[i].end(), line.begin() + static_cast<std::ptrdiff_t>(place));
          width = std::max(width, own[i].size());
        }
        place += width;
      }
    }
    return lines;
  }

  PlacedText text_;
  std::vector<TextRow> rows_;
};

}  // namespace

Text text_of(const std::vector<DocumentBlock>& blocks, std::string encoding, Origin origin) {
  Layout layout;
  layout.add(blocks);
  PlacedText text = layout.take_text();
  std::vector<Text::Anchor> anchors = std::move(text).take_anchors();
  return {std::move(text).take_utf8(), std::move(encoding), std::move(anchors), layout.take_rows(), std::move(origin)};
}

Text text_of(const std::vector<DocumentBlock>& blocks, const Text& source, Origin origin) {
  Layout layout;
  layout.add(blocks);
  PlacedText text = layout.take_text();
  std::vector<Text::Anchor> anchors = through(text.anchors(), text.utf8().size(), source);
  Text result(std::move(text).take_utf8(), source.encoding(), std::move(anchors), layout.take_rows(),
              std::move(origin));
  result.damaged_places = source.damaged_places;
  result.first_damage = source.first_damage;
  return result;
}

}  // namespace gouji
