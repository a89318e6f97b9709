// Figures that cannot be true, or hardly, whatever the others add up to: a count that is below zero or not whole, a row
// that has the figures of another one.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

// A cell without a value has none of these findings. A figure is judged in the unit that is printed beside it, or else
// in the form's: 1.2万 is a whole number of documents.
std::vector<Finding> find_in_figures(const Record& record, const CommonGrammar& common, const Wording& wording);

}  // namespace gouji
