// A report as it is to be printed, before any layout: what stands in its tables, which label spans what, and the prose
// around them. Troubles change it; what a recognizer is expected to read is what stands in it at the end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "form/form.h"
#include "generator/random.h"

namespace gouji::generator {

// Labels of one block with the same `id` that touch each other are one merged cell.
struct SheetLabel {
  int id = 0;
  std::string text;
};

// A row or a column: the labels of its groups, the outermost first, and its own last. Empty for a line of figures that
// has no label.
struct SheetLine {
  std::vector<SheetLabel> path;
  int row = -1;      // index in the form's block, of rows; -1 for what the form doesn't have
  int group = -1;    // index in the form's block, of the innermost group of a row or column; -1 for none
  std::string unit;  // of a row, in the column for units
};

// How a figure is printed.
struct SheetFigure {
  enum class Sign { plain, plus, words, full_width };  // "-8" and "12", "+12", "减少8" and "增加12", "－8"

  CellIndex cell = -1;  // -1 for a figure beyond the form
  Decimal value;
  Sign sign = Sign::plain;
  std::optional<std::string> blank;  // printed instead of the figure, for nothing: "", "/", …
  bool thousands = false;
  bool full_width = false;
  std::string unit;  // printed behind it
  std::string note;  // printed behind it, in its brackets
};

// A column of its own between the rows' labels and their figures.
struct UnitColumn {
  std::string header;
  bool merged = false;  // equal units that touch each other are one cell
};

struct SheetBlock {
  int table = 0;  // in the form
  int block = 0;
  std::vector<std::string> captions;
  std::string corner;
  bool groups_are_rows = false;  // not columns of labels left of the rows'
  std::optional<UnitColumn> units;
  bool in_halves = false;  // the second half of the rows is printed beside the first
  std::vector<SheetLine> rows;
  std::vector<SheetLine> columns;
  std::vector<std::vector<SheetFigure>> figures;  // by row, then by column
  int next_id = 0;                                // for labels to come

  // Rows that stand side by side in the form are one row without a label here.
  bool across(const Form& form) const;
};

struct SheetSection {
  std::string number;              // "二、"; may be empty
  std::string heading;             // may be empty: then nothing is printed, not even the number
  std::vector<std::string> notes;  // between heading and table
  std::vector<SheetBlock> blocks;
  std::vector<std::string> signature;  // below the tables
  bool one_table = false;              // all blocks are one table, their captions rows of it
};

struct Sheet {
  std::string title;
  int year = 0;
  std::vector<std::string> before;  // paragraphs
  std::vector<SheetSection> sections;
  std::vector<std::string> behind;
  // What a page break puts between the lines of the tables' text, once each, in this order.
  std::vector<std::vector<std::string>> page_breaks;
};

// The report that the form wants.
Sheet make_sheet(const Form& form, const std::vector<Decimal>& figures, Random& random);

struct PrintedFigure {
  Decimal value;
  std::string unit;  // in the figure's cell or in the row's cell for units; may be empty
};

// What the sheet prints for each of Form::cells; none for what is blank or not there at all.
std::vector<std::optional<PrintedFigure>> printed_figures(const Form& form, const Sheet& sheet);

// As the figure is printed, with its unit and its note. Figures in it are marked, see generator/marks.h.
std::string text_of(const SheetFigure& figure);

}  // namespace gouji::generator
