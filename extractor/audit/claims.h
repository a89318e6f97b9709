// The figures in the prose, against the tables: as findings where they disagree, and as testimony when it comes to
// which cell is wrong.
#pragma once

#include <optional>
#include <vector>

#include "audit/audit.h"
#include "audit/suspects.h"
#include "audit/wording.h"

namespace gouji {

// The finding of a claim that the tables contradict. Nullopt for a claim that agrees or cannot be compared, and for one
// that needs a total that is blank beside its parts: `blank_totals` are told by findings of their own.
std::optional<Finding> find_in_claim(const Claim& claim, const Record& record,
                                     const std::vector<CellIndex>& blank_totals, const Wording& wording);

// Empty where nothing can be compared: it never agrees then.
Testimony make_testimony(const Claim& claim, const Record& record);

}  // namespace gouji
