// What the two kinds of gouji extract have in common: records, and with --series the rows of the series.
#pragma once

#include "cli/reports.h"

namespace gouji {

// What must not pass in silence although no findings are printed: tables that are lost; and what --strict and --fail-on
// ask for.
void check_record(const Record& record, const Source& source, const Session& session, InputOutcome& outcome);

int extract_series(const Session& session);

}  // namespace gouji
