// Tables printed cell after cell: between separators, a cell a line, or words after words.
#pragma once

#include <string>
#include <vector>

#include "generator/grid.h"

namespace gouji::generator {

// What a converter leaves in the places that a merged cell covers beside its first.
enum class Merged { nothing, empty, repeated };

// Rows as lines, with `separator` between cells.
std::vector<std::string> separated(const Grid& grid, const std::string& separator, Merged merged);

struct Pipes {
  bool padded = false;
  bool rule = false;          // under the header
  bool empty_header = false;  // before a table whose own header has merged cells
  char crossing = '|';        // of the rule: "|---|---|" or "|---+---|"
};
std::vector<std::string> pipes(const Grid& grid, const Pipes& style);

// A cell a line, with `between_cells` empty lines behind each and `between_rows` more behind each row.
std::vector<std::string> cell_lines(const Grid& grid, Merged merged, int between_cells, int between_rows);

// Words with one space between them, as a PDF's text in its own order: a line for a row, or one line for all.
std::vector<std::string> words(const Grid& grid, bool one_line);

// The same with labels wrapped to lines of their own; the figures of a label of several lines stand on a line behind
// it, or before the last one of the label. Groups have a narrower column.
struct WordLines {
  int group_width = 8;
  int label_width = 20;
  int header_width = 8;
  bool figures_before_last_line = false;
};
std::vector<std::string> wrapped_words(const Grid& grid, const WordLines& style);

}  // namespace gouji::generator
