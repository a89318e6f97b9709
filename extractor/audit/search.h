// The search itself, for constraints that hang together. audit/explain.h is the door to use.
#pragma once

#include <vector>

#include "audit/suspects.h"

namespace gouji {

struct Found {
  std::vector<Explanation> explanations;  // all of one size, in the order of their cells
  int left_open = 0;                      // sets of that size that allow of more values than one
  bool unproved = false;
};

Found search(const std::vector<Constraint>& constraints, const std::vector<Cell>& cells, const Form& form,
             int step_limit);

}  // namespace gouji
