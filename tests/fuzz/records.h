// What every target asks that reads reports: the records of a text, audited and printed, with what always holds of
// them.
#pragma once

#include "text/text.h"

namespace gouji::fuzz {

// Ends the program where something does not hold (docs/architecture.md).
void check_records_of(const Text& text);

}  // namespace gouji::fuzz
