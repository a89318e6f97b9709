// Which value of a printed row belongs to which column. Where as many values are printed as the block has columns,
// their order says it; where blanks left a trace, the layout does; where they left none, or more is printed than the
// form has, the arithmetic of the form is asked, and only an answer without alternative is taken.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "form/form.h"
#include "table/arithmetic.h"
#include "table/cell.h"

namespace gouji {

// For each of a form row's cells: the values (indices in PrintedRow::values) that may be printed for it, -1 for none.
// One entry means that it is known. Of every cell the first entry is of the same way to place the row's values, so that
// no two cells have the same value there, unless `is_known` is false: then nothing is known but which values there are.
struct RowBinding {
  std::vector<int> values;        // of all cells, one cell's behind the other's
  std::vector<std::size_t> ends;  // in it, of each cell's
  PlacedBy by = PlacedBy::order;
  bool is_known = true;

  std::span<const int> choices(std::size_t cell) const {
    const std::size_t begin = cell > 0 ? ends[cell - 1] : 0;
    return std::span(values).subspan(begin, ends[cell] - begin);
  }
};

// The bindings of the rows of one block, in their order. Rows are bound together since they share columns: what stands
// where in one row is evidence for the others. Adds to `steps` the ways to place values that were tried.
std::vector<RowBinding> bind_rows(const std::vector<MatchedRow>& block, const Form& form, std::size_t& steps);

}  // namespace gouji
