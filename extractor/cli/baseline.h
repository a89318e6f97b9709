// The findings that were accepted before, by their fingerprints.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "form/messages.h"
#include "value/result.h"

namespace gouji {

using Baseline = std::unordered_set<std::string>;

// Reads what `gouji audit` printed as jsonl, csv or sarif, or a list of fingerprints: one at the front of each line,
// where lines that begin with # are remarks. A list may be empty: nothing is accepted then. Errors:
// "baseline.not_found" (path); those of reading a text; "baseline.invalid" (path, line), the line that holds no
// fingerprint.
Result<Baseline> read_baseline(const std::string& path, const Messages& messages);

// The same of a text. An error has no path.
Result<Baseline> parse_baseline(std::string_view text, const Messages& messages);

}  // namespace gouji
