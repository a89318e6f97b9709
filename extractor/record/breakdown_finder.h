// Wholes and their parts: "73 concluded, of which 31 granted, 42 refused", "10 (8 by network, 2 by letter)".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/quantities.h"
#include "record/statements.h"

namespace gouji {

// Adds to `steps` the figures that were compared with others.
std::vector<Breakdown> find_breakdowns(const Passage& passage, const std::vector<Level>& levels,
                                       const StatementGrammar& grammar, std::size_t& steps);

// Which of the grammar's dimensions a part of this name is of, a bit for each (the grammar has at most 64); 0 for none.
std::uint64_t dimensions_of(std::string_view label, const StatementGrammar& grammar);

StatedFigure stated(const Passage& passage, const Level& level, std::size_t item);

}  // namespace gouji
