// A table drawn with box characters: header cells that may span columns and bands, then rows of a label and figures.
// Widths are display widths, so that Chinese and figures line up on a terminal.
#pragma once

#include <string>
#include <vector>

namespace gouji {

// A header cell covers `columns` columns from `column` on and `bands` bands from `band` on, bands counted from the top.
struct DrawnHeader {
  std::string text;
  int band = 0;
  int bands = 1;
  int column = 0;
  int columns = 1;
};

struct DrawnRow {
  int indent = 0;                    // display columns before the label
  std::string label;                 // in column 0, left-aligned
  std::vector<std::string> figures;  // in the columns behind it, right-aligned; fewer leave the rest empty
};

struct Drawing {
  int columns = 1;                   // the labels' included
  int bands = 0;                     // of the header; 0 for none
  std::vector<DrawnHeader> headers;  // every column and band is covered by exactly one
  std::vector<DrawnRow> rows;
};

// Labels are wrapped to keep within `width` display columns where that is possible.
void draw(const Drawing& drawing, int width, std::string& out);

}  // namespace gouji
