// A finding of a rule that is no equation: what it says, and where.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

// Adds the finding to `findings`; nothing where the record's form has no rule of this kind.
void add_finding(RuleKind kind, std::vector<CellIndex> cells, Span span, const MessageArguments& arguments,
                 const Wording& wording, std::vector<Finding>& findings);

}  // namespace gouji
