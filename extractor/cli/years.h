// gouji audit of several reports of one body: each is audited beside the one before it, once all inputs were read and
// it is known whose they are (series/bodies.h).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "cli/reports.h"

namespace gouji {

// What the audit of one report gives. `earlier` is null where there is none. Called by several threads at once.
using ReportAuditor = std::function<AuditResult(const Record& record, const Source& source, const Earlier* earlier)>;

// Gives those of the reports that have an earlier one among them the result of the audit beside it: the one that is
// there already, or that of an audit anew. An input that cannot be read again for it, or that has changed, is an error,
// and the report stays as it was audited alone. Reports in doubt are compared with none: that is said on standard
// error.
void audit_years(std::vector<AuditedReport>& reports, const Session& session, const ReportAuditor& auditor,
                 Totals& totals);

}  // namespace gouji
