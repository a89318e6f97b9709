// gouji audit: what does not add up in reports.
#include "audit/audit.h"

#include "cli/reports.h"
#include "cli/run.h"
#include "cli/selection.h"

namespace gouji {

namespace {

std::string header_of(const std::string& format, const Session& session) {
  if (session.options.summary) return "";
  if (format == "csv") return findings_csv_header(session.grammar);
  if (format == "sarif") return findings_sarif_header(session.grammar, session.options.language, GOUJI_VERSION);
  return "";
}

void write_findings(const std::vector<Finding>& findings, const Record& record, const Source& source,
                    const Session& session, const std::string& format, const OutputStyle& style, std::string& out) {
  const auto write = format == "text"    ? write_findings_text
                     : format == "csv"   ? write_findings_csv
                     : format == "sarif" ? write_findings_sarif
                                         : write_findings_jsonl;
  write(findings, record, source, session.grammar, style, out);
}

void write_summary(const Tally& tally, const Session& session, const std::string& format, const OutputStyle& style,
                   std::string& out) {
  const Summary summary = summarize(tally, session.grammar.series.body);
  if (format == "text") write_summary_text(summary, session.grammar, style, out);
  if (format == "jsonl") write_summary_jsonl(summary, session.grammar, style.language, out);
  if (format == "csv") write_summary_csv(summary, session.grammar, style.language, out);
}

}  // namespace

int audit_command(const Session& session) {
  const Options& options = session.options;
  const Result<Selection> selection = Selection::of(options, session.grammar);
  if (!selection) {
    session.diagnostics.error(selection.error());
    return ExitStatus::usage;
  }
  Result<OutputFile> output = OutputFile::open(options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  const std::string format = format_of(session, output->is_terminal());
  const OutputStyle style = style_of(session, output->is_terminal());
  const bool is_sarif = format == "sarif";
  const Totals totals = process_reports(
      session, *output, header_of(format, session),
      [&](const Record& record, const Source& source, InputOutcome& outcome) {
        std::vector<Finding> findings = audit(record, session.grammar, options.language);
        outcome.hidden += selection->apply(findings, record, source);
        count_findings(findings, outcome);
        if (options.summary) {
          outcome.tally.add(record, findings);
        } else {
          write_findings(findings, record, source, session, format, style, outcome.output);
        }
      },
      [&](const Gathered& gathered, const Sink& write) {
        std::string ending;
        if (options.summary) write_summary(gathered.tally, session, format, style, ending);
        if (is_sarif) ending = findings_sarif_footer(!gathered.failed);
        write(ending);
      },
      is_sarif ? findings_sarif_separator : "");
  if (format == "text" || !options.baseline.empty()) say_findings(session, totals);
  return totals.exit_status(options);
}

}  // namespace gouji
