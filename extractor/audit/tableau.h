// Linear relations between the changes of cells, solved exactly, step by step: each row says what a sum comes to when
// cells are changed by so much, and solving a row for a cell takes that cell out of all the others.
#pragma once

#include <memory>
#include <vector>

#include "form/form.h"

namespace gouji {

using Wide = __int128;

// constant + Σ coefficient · change of cell. Whole numbers without a common divisor, so that nothing is ever rounded.
struct LinearRow {
  struct Entry {
    CellIndex cell;
    Wide coefficient;
  };

  std::vector<Entry> entries;  // by cell, ascending; none with 0
  Wide constant = 0;
  // The row is the sum that it was made for so many times, and others added; above 0. Of no interest where the row has
  // to come to nothing: 0.
  Wide factor = 0;

  // 0 when the cell is not in the row.
  Wide coefficient_of(CellIndex cell) const;
};

// Copies share the rows that no step has changed since.
class Tableau {
 public:
  explicit Tableau(std::vector<LinearRow> rows);

  int size() const { return static_cast<int>(rows_.size()); }
  const LinearRow& row(int index) const { return *rows_[index]; }
  bool is_solved(int index) const { return solved_for_[index] >= 0; }
  CellIndex solved_for(int index) const { return solved_for_[index]; }  // -1 where it is not solved

  // Precondition: the row has the cell, and is not solved yet.
  void solve(int index, CellIndex cell);

 private:
  std::vector<std::shared_ptr<const LinearRow>> rows_;
  std::vector<CellIndex> solved_for_;
};

}  // namespace gouji
