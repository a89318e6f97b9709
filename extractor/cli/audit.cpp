// gouji audit: what does not add up in reports, each for itself and beside the one of the year before.
#include "audit/audit.h"

#include <algorithm>
#include <utility>

#include "cli/reports.h"
#include "cli/run.h"
#include "cli/spool.h"
#include "cli/years.h"

namespace gouji {
namespace {

// What is found in a report waits in the spool until all reports were read: only then it is known which of them has one
// of the year before among them.
class AuditCommand {
 public:
  AuditCommand(const Session& session, std::string format, const OutputStyle& style)
      : session_(session), format_(std::move(format)), style_(style) {}

  Totals run(OutputFile& output) {
    return process_reports(
        session_, output, format_ == "csv" ? findings_csv_header() : "",
        [this](const Record& record, const Source& source, InputOutcome& outcome) {
          AuditedReport audited;
          audited.number = static_cast<int>(outcome.kept.audited.size());
          audited.sha256 = source.sha256;
          audited.publisher = record.publisher.value;
          audited.year = record.year;
          audit_one(record, source, nullptr, audited);
          outcome.kept.audited.push_back(std::move(audited));
        },
        [this](Kept kept, Totals& totals, const Sink& write) { finish(kept, totals, write); });
  }

 private:
  void audit_one(const Record& record, const Source& source, const Earlier* earlier, AuditedReport& audited) {
    const std::vector<Finding> findings = audit(record, session_.grammar, session_.options.language, earlier);
    std::string text;
    if (format_ == "text") write_findings_text(findings, record, source, session_.grammar, style_, text);
    if (format_ == "jsonl") write_findings_jsonl(findings, record, source, session_.grammar, style_, text);
    if (format_ == "csv") write_findings_csv(findings, record, source, session_.grammar, style_, text);
    audited.text = spool_.add(text);
    std::fill(std::begin(audited.findings), std::end(audited.findings), 0);
    for (const Finding& finding : findings) ++audited.findings[static_cast<int>(finding.rule->severity)];
  }

  void finish(Kept& kept, Totals& totals, const Sink& write) {
    std::vector<AuditedReport> reports = std::move(kept.audited);
    audit_years(
        kept, reports, session_,
        [this](const Record& record, const Source& source, const Earlier* earlier, AuditedReport& audited) {
          audit_one(record, source, earlier, audited);
        },
        totals);
    if (const std::optional<Error> error = spool_.error()) return fail(*error, totals);
    for (const AuditedReport& report : reports) {
      for (int severity = 0; severity < 3; ++severity) totals.findings[severity] += report.findings[severity];
      const Result<std::string> text = spool_.read(report.text);
      if (!text) return fail(text.error(), totals);
      if (!write(*text)) return;
    }
  }

  void fail(const Error& error, Totals& totals) {
    session_.diagnostics.error(error);
    totals.failed = true;
  }

  const Session& session_;
  const std::string format_;
  const OutputStyle style_;
  Spool spool_;
};

}  // namespace

int audit_command(const Session& session) {
  Result<OutputFile> output = OutputFile::open(session.options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  const std::string format = format_of(session, output->is_terminal());
  const Totals totals = AuditCommand(session, format, style_of(session, output->is_terminal())).run(*output);
  if (format == "text") say_findings(session, totals);
  return totals.exit_status(session.options);
}

}  // namespace gouji
