// Tables drawn in columns: between lines of box or ASCII characters, or held by nothing but spaces. Labels are wrapped
// inside their cells where columns are narrow.
#pragma once

#include <string>
#include <vector>

#include "generator/grid.h"

namespace gouji::generator {

struct Drawing {
  enum class Lines { none, box, double_box, ascii, underlined };  // underlined: "====  ===" over and under the table
  enum class Align { left, right, centre };
  enum class Beside { first, middle, last, between };  // the line of a wrapped label that its figures stand on

  Lines lines = Lines::none;
  bool between_rows = true;  // a rule between any two rows; otherwise around the table and under its header
  int padding = 0;           // between a line and what is in the cell
  int gap = 2;               // between columns that no line parts
  // In display columns; 0: as wide as what stands there.
  int group_width = 0;
  int label_width = 0;
  int header_width = 0;
  Align figures = Align::left;
  Beside beside = Beside::middle;
};

std::vector<std::string> draw(const Grid& grid, const Drawing& drawing);

// Lines of text in a frame of their own, as an outer table of one cell draws it.
std::vector<std::string> framed(const std::vector<std::string>& lines, Drawing::Lines kind);

}  // namespace gouji::generator
