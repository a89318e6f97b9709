// What of a form could not be read: tables and rows that are not there, cells whose value cannot be known, figures that
// found no place. A gap is a finding like any other: what was not read was not checked either.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

std::vector<Finding> find_gaps(const Record& record, const Wording& wording);

}  // namespace gouji
