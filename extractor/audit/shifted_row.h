// A row whose figures stand a column away from where they belong: as many wrong cells as the row has, which is more
// than a search by size can reach in a large table.
#pragma once

#include <vector>

#include "audit/suspects.h"

namespace gouji {

// The rows that make all constraints hold when their figures are moved back by a column, and the one that fell off the
// row's end gets the value that the sums want. In the order of the cells.
std::vector<Explanation> find_shifted_rows(const std::vector<Constraint>& constraints, const std::vector<Cell>& cells,
                                           const Form& form);

}  // namespace gouji
