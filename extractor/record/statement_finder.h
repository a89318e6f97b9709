// Finds in the prose what can be checked within it.
#pragma once

#include <vector>

#include "form/grammar.h"
#include "record/prose.h"
#include "record/statements.h"

namespace gouji {

// `year` is the one reported on, 0 where it is unknown: then no sentence that names a year by its number compares.
// Behind a passage with which there are `most` statements or more, no passage is looked at.
Statements find_statements(const std::vector<Sentence>& prose, const StatementGrammar& grammar, int year,
                           std::size_t most);

}  // namespace gouji
