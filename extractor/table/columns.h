// Where a block's columns stand in the text: between which separators, at which display columns, or so many lines below
// the label. Learned from the rows that print a value for every column, and asked where a row prints fewer, because
// blanks may have left a trace.
#pragma once

#include <vector>

#include "table/arithmetic.h"

namespace gouji {

// Where the columns stand in a line, in one of the two ways to count places, by the rows that print a value for each on
// one line. Empty where these rows do not stand in columns.
std::vector<Extent> column_extents(const std::vector<const PrintedRow*>& rows, int columns, Metric metric);

class ColumnLayout {
 public:
  // `columns`: how many columns the block's complete rows print, those included that the form does not have.
  ColumnLayout(const std::vector<const PrintedRow*>& rows, int columns);

  // The ways to place a row's values that its layout speaks for: for each column the index of a value, -1 for none. One
  // when all evidence agrees, none when there is none.
  std::vector<Placement> placements(const PrintedRow& row) const;

  // Whether complete rows stand in columns when places in a line are counted so.
  bool has_columns(Metric metric) const { return !extents_[static_cast<int>(metric)].empty(); }
  // Whether anything is known that a row of this kind could be at odds with.
  bool knows(const PrintedRow& row) const;

 private:
  // Ways to count a separated line's fields: from its front, from its last label, from its end. Converters that leave
  // merged cells out keep one of them.
  static constexpr int countings = 3;
  void learn_fields(const std::vector<const PrintedRow*>& rows);
  void learn_lines(const std::vector<const PrintedRow*>& rows);

  Placement by_fields(const PrintedRow& row, int counting) const;
  int column_of(const Field& field, Metric metric) const;
  Placement only_window(const PrintedRow& row) const;
  Placement by_extents(const PrintedRow& row, Metric metric) const;
  Placement by_lines(const PrintedRow& row) const;

  int columns_ = 0;
  std::vector<int> fields_[countings];  // of each column; empty where complete rows do not agree
  // By Metric, see column_extents().
  std::vector<Extent> extents_[2];
  std::vector<int> lines_;    // below the last label, of each column; empty where rows do not agree
  std::vector<int> heights_;  // of complete rows: lines from the last label to the next row
};

}  // namespace gouji
