// Figures that a narrow column wrapped over several lines. Where a drawn frame holds the pieces, field_lines() joins
// them; here are those that only spaces, or no rules between rows, keep in their columns: pieces above and below the
// line that has the rest of the row. They are joined where every column gets a figure and the row's sums come out, in
// one way only; otherwise the rows that they may belong to cannot be trusted.
#pragma once

#include <optional>
#include <vector>

#include "table/arithmetic.h"

namespace gouji {

// A row of a block with its place among the printed rows.
struct PlacedRow {
  const PrintedRow* printed = nullptr;
  const FormRow* form = nullptr;
  int index = 0;  // of the printed row; -1 where its figures were printed apart from its label
};

struct JoinedRow {
  const PrintedRow* printed = nullptr;
  std::optional<PrintedRow> joined;  // where its figures are others than those printed on its lines
  bool doubtful = false;             // they may go on in another line, and what it has may be a part of them

  // As it is to be read.
  const PrintedRow& row() const { return joined ? *joined : *printed; }
};

struct Joined {
  std::vector<JoinedRow> rows;  // of the block's, in their order
  std::vector<int> used;        // indices of the other printed rows whose figures are in them
};

// Adds to `steps` the ways to join that were tried. `taken` says of each printed row whether it is, or has been dealt
// out to, a row of the form.
Joined join_wrapped_figures(const Text& text, const std::vector<PrintedRow>& printed,
                            const std::vector<PlacedRow>& block, const std::vector<bool>& taken, std::size_t& steps);

}  // namespace gouji
