#include "generator/streams.h"

#include <fmt/format.h>

#include <algorithm>

#include "generator/marks.h"
#include "generator/wrap.h"

namespace gouji::generator {
namespace {

using Kind = GridCell::Kind;

std::string joined(const std::vector<std::string>& fields, const std::string& separator) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += separator;
    line += fields[i];
  }
  return line;
}

std::vector<std::vector<std::string>> fields_of(const Grid& grid, Merged merged) {
  if (merged != Merged::nothing) return filled(grid, merged == Merged::repeated);
  std::vector<std::vector<std::string>> rows(grid.rows);
  for (const GridCell& cell : grid.cells) rows[cell.row].push_back(cell.text);
  return rows;
}

// Of each column, over all rows.
std::vector<int> widths_of(const std::vector<std::vector<std::string>>& rows, int columns) {
  constexpr int narrowest = 3;
  std::vector<int> widths(columns, narrowest);
  for (const std::vector<std::string>& row : rows) {
    for (int i = 0; i < columns; ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  return widths;
}

std::string pipe_line(const std::vector<std::string>& row, const std::vector<int>& widths, bool is_padded) {
  std::string line = "|";
  for (std::size_t i = 0; i < row.size(); ++i) {
    line += is_padded ? fmt::format(" {} |", padded(row[i], widths[i])) : row[i] + "|";
  }
  return line;
}

std::string pipe_rule(const std::vector<int>& widths, const Pipes& style) {
  std::string line;
  for (const int width : widths) {
    line += (line.empty() ? '|' : style.crossing) + repeated("-", style.padded ? width + 2 : 3);
  }
  return line + '|';
}

int width_of_column(const GridCell& cell, const Grid& grid, const WordLines& style) {
  if (cell.kind == Kind::group) return style.group_width;
  const bool over_figures = cell.kind == Kind::header && cell.column >= grid.label_columns;
  return over_figures ? style.header_width : style.label_width;
}

// The lines of a row: of its label, and of its figures beside it or on a line of their own.
std::vector<std::string> with_figures(std::vector<std::string> label, const std::vector<std::string>& figures,
                                      const WordLines& style) {
  if (figures.empty()) return label;
  const std::string line = joined(figures, " ");
  if (label.size() == 1) {
    label.front().append(" ").append(line);
  } else {
    const int lines_behind = style.figures_before_last_line && label.size() > 2 ? 1 : 0;
    label.insert(label.end() - lines_behind, line);
  }
  return label;
}

bool is_inked(const std::string& text) { return !text.empty() && text != "\u00a0"; }

}  // namespace

std::vector<std::string> separated(const Grid& grid, const std::string& separator, Merged merged) {
  std::vector<std::string> lines;
  for (const std::vector<std::string>& row : fields_of(grid, merged)) lines.push_back(joined(row, separator));
  return lines;
}

std::vector<std::string> pipes(const Grid& grid, const Pipes& style) {
  const std::vector<std::vector<std::string>> rows = filled(grid, false);
  const std::vector<int> widths = widths_of(rows, grid.columns);
  std::vector<std::string> lines;
  if (style.empty_header) {
    lines.push_back(pipe_line(std::vector<std::string>(grid.columns), widths, style.padded));
    lines.push_back(pipe_rule(widths, style));
  }
  const int header_rows = std::max(1, grid.header_rows);
  for (int row = 0; row < grid.rows; ++row) {
    lines.push_back(pipe_line(rows[row], widths, style.padded));
    if (style.rule && !style.empty_header && row + 1 == header_rows) lines.push_back(pipe_rule(widths, style));
  }
  return lines;
}

std::vector<std::string> cell_lines(const Grid& grid, Merged merged, int between_cells, int between_rows) {
  std::vector<std::string> lines;
  for (const std::vector<std::string>& row : fields_of(grid, merged)) {
    for (const std::string& field : row) {
      lines.push_back(field);
      lines.insert(lines.end(), static_cast<std::size_t>(between_cells), "");
    }
    lines.insert(lines.end(), static_cast<std::size_t>(between_rows), "");
  }
  return lines;
}

std::vector<std::string> words(const Grid& grid, bool one_line) {
  std::vector<std::string> lines;
  for (std::vector<std::string>& row : fields_of(grid, Merged::nothing)) {
    std::erase_if(row, [](const std::string& field) { return !is_inked(field); });
    if (!row.empty()) lines.push_back(joined(row, " "));
  }
  if (one_line) return {joined(lines, " ")};
  return lines;
}

std::vector<std::string> wrapped_words(const Grid& grid, const WordLines& style) {
  std::vector<std::string> lines;
  auto cell = grid.cells.begin();
  for (int row = 0; row < grid.rows; ++row) {
    std::vector<std::string> label;
    std::vector<std::string> figures;
    const auto add_row = [&] {
      for (std::string& line : with_figures(std::move(label), figures, style)) lines.push_back(std::move(line));
      label.clear();
      figures.clear();
    };
    for (; cell != grid.cells.end() && cell->row == row; ++cell) {
      if (!is_inked(cell->text)) continue;
      if (cell->kind == Kind::figure || cell->kind == Kind::unit) {
        figures.push_back(cell->text);
      } else if (cell->kind == Kind::label) {
        if (!label.empty()) add_row();
        label = wrap(cell->text, style.label_width + (cell->columns - 1) * style.group_width);
      } else {
        const int width = width_of_column(*cell, grid, style) * cell->columns;
        for (std::string& line : wrap(cell->text, width)) lines.push_back(std::move(line));
      }
    }
    add_row();
  }
  return lines;
}

}  // namespace gouji::generator
