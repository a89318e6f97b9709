// What a sum of cells counts. A report may print a whole group as one row, leave optional rows out, and leave blanks
// for zeros; claims and rules must mean the same by a sum all the same. Most callers want sum_of() of record/record.h.
#pragma once

#include <optional>
#include <vector>

#include "form/form.h"
#include "table/cell.h"

namespace gouji {

// Whether every term is counted as it stands: so it is in most sums of most reports.
bool all_counted(const std::vector<Term>& terms, const std::vector<Cell>& cells, const Form& form);

// The terms that are really counted, in their order: without optional rows that are not printed, with a group printed
// as one row in the place of its rows. All their cells are printed, with a figure or a blank. Nullopt when a cell that
// is needed is missing or ambiguous; empty when nothing of the sum is printed and nothing of it had to be.
std::optional<std::vector<Term>> counted_terms(const std::vector<Term>& terms, const std::vector<Cell>& cells,
                                               const Form& form);

// Their sum; blanks count as nothing. Precondition: no cell of the terms is missing or ambiguous.
Decimal total_of(const std::vector<Term>& terms, const std::vector<Cell>& cells);

}  // namespace gouji
