// Which cells are wrong: the smallest sets of cells whose change makes all constraints hold. The minimum is taken over
// all constraints that hang together by shared cells, those that held included: two changes may make up for each other
// in one of them. Values are exact, not below zero, and whole where the form counts things.
//
// The search branches on what is upset: one of its cells must be wrong. A cell that is taken for wrong is solved for
// and taken out of all other sums, so that what is upset next is upset whatever its value may be. Sizes are tried one
// after another; sums that are upset and share no cell need a change each, which ends most branches early. Nothing is
// guessed and nothing depends on time: the search counts its steps, and where they run out it says so. What is tried
// then is one thing more, whether a row was shifted by a column.
#pragma once

#include <vector>

#include "audit/suspects.h"

namespace gouji {

// Failing constraints that are explained together, apart from all others.
struct Diagnosis {
  std::vector<int> failing;               // indices, ascending
  std::vector<Explanation> explanations;  // the smallest, of one size unless unproved, in the order of their cells
  // As many sets of that size would do too, but with more values than one, so that none can be named.
  int left_open = 0;
  bool unproved = false;  // the steps ran out: there may be other explanations, and smaller ones
};

// Some hundred milliseconds on a table of form 2021; five wrong cells take a hundredth of it, as a rule.
constexpr int default_step_limit = 20000;

// One for each group of failing constraints, in the order of their first ones. A constraint without cells is in none.
std::vector<Diagnosis> explain(const std::vector<Constraint>& constraints, const std::vector<Cell>& cells,
                               const Form& form, int step_limit = default_step_limit);

}  // namespace gouji
