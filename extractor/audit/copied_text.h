// Prose that is that of last year's report.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

// One finding, where as much is the same as the rule of kind `copied_text` says (CopyLimits), at the first sentence of
// the longest passage. Sentences are the same where their words are (OwnSentence).
std::vector<Finding> find_copied_text(const Record& record, const Earlier& last_year, const Wording& wording);

}  // namespace gouji
