// gouji audit: what does not add up in reports.
#include "audit/audit.h"

#include "cli/reports.h"
#include "cli/run.h"

namespace gouji {

int audit_command(const Session& session) {
  const Options& options = session.options;
  Result<OutputFile> output = OutputFile::open(options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  const std::string format = format_of(session, output->is_terminal());
  const OutputStyle style = style_of(session, output->is_terminal());
  const Totals totals =
      process_reports(session, *output, format == "csv" ? findings_csv_header() : "",
                      [&](const Record& record, const Source& source, InputOutcome& outcome) {
                        const std::vector<Finding> findings = audit(record, session.grammar, options.language);
                        count_findings(findings, outcome);
                        if (format == "text")
                          write_findings_text(findings, record, source, session.grammar, style, outcome.output);
                        if (format == "jsonl")
                          write_findings_jsonl(findings, record, source, session.grammar, style, outcome.output);
                        if (format == "csv")
                          write_findings_csv(findings, record, source, session.grammar, style, outcome.output);
                      });
  if (format == "text") say_findings(session, totals);
  return totals.exit_status(options);
}

}  // namespace gouji
