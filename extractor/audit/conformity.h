// Whether a report is printed in the form that is prescribed for it: tables and rows that are another form's, and a
// form of other years.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

std::vector<Finding> find_departures(const Record& record, const Grammar& grammar, const Wording& wording);

}  // namespace gouji
