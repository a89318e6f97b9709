// Percentages of parts ("31, 42.5 percent of them") and changes against last year ("12 more than last year").
#pragma once

#include <vector>

#include "record/quantities.h"
#include "record/statements.h"

namespace gouji {

// Both functions add to `steps` the figures that were compared with others.
//
// `breakdowns` are those of the passage: they say what a part is a part of.
std::vector<Percentage> find_percentages(const Passage& passage, const std::vector<Level>& levels,
                                         const std::vector<Breakdown>& breakdowns, const StatementGrammar& grammar,
                                         std::size_t& steps);

// `year` is the one reported on, 0 where it is unknown.
std::vector<Change> find_changes(const Passage& passage, const std::vector<Level>& levels,
                                 const StatementGrammar& grammar, int year, std::size_t& steps);

}  // namespace gouji
