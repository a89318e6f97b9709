// Finds in the prose what can be checked within it.
#pragma once

#include <vector>

#include "form/grammar.h"
#include "record/prose.h"
#include "record/statements.h"

namespace gouji {

// `year` is the one reported on, 0 where it is unknown: then no sentence that names a year by its number compares.
Statements find_statements(const std::vector<Sentence>& prose, const StatementGrammar& grammar, int year);

}  // namespace gouji
