// What the prose states, against itself and against last year's report: the parts of a whole, percentages, growth.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

// `last_year` is the record of the year before; null where there is none, and then a change is judged only by what its
// sentence says itself.
std::vector<Finding> find_in_statements(const Record& record, const Record* last_year, const Wording& wording);

}  // namespace gouji
