// Whether a report is printed in the form that is prescribed for it and published in time: tables, rows and labels that
// are not the form's, its sections, blanks, its year, and what was left to be filled in.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

// `blank_totals` are told by findings of their own.
std::vector<Finding> find_departures(const Record& record, const Grammar& grammar,
                                     const std::vector<CellIndex>& blank_totals, const Wording& wording);

}  // namespace gouji
