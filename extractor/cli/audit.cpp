// gouji audit: what does not add up in reports, each for itself and beside the one of the year before.
#include "audit/audit.h"

#include <exception>
#include <memory>
#include <utility>

#include "cli/recent_reports.h"
#include "cli/reports.h"
#include "cli/run.h"
#include "cli/selection.h"
#include "cli/years.h"
#include "output/characters.h"
#include "source/spool.h"

namespace gouji {
namespace {

std::string header_of(const std::string& format, const Session& session) {
  if (session.options.summary) return "";
  if (format == "csv") return findings_csv_header(session.grammar);
  if (format == "sarif") return findings_sarif_header(session.grammar, session.options.language, GOUJI_VERSION);
  return "";
}

void write_summary(const Tally& tally, const Session& session, const std::string& format, const OutputStyle& style,
                   std::string& out) {
  const Summary summary = summarize(tally, session.grammar.series.body);
  if (format == "text") write_summary_text(summary, session.grammar, style, out);
  if (format == "jsonl") write_summary_jsonl(summary, session.grammar, style.language, out);
  if (format == "csv") write_summary_csv(summary, session.grammar, style.language, out);
}

// What is found in a report waits in the spool until all reports were read: only then it is known which of them has one
// of the year before among them. Where that one was probably at hand, what is found beside it waits there too.
class AuditCommand {
 public:
  AuditCommand(const Session& session, const Selection& selection, std::string format, const OutputStyle& style)
      : session_(session),
        selection_(selection),
        format_(std::move(format)),
        style_(style),
        recent_(session.grammar.series.body) {}

  Totals run(OutputFile& output) {
    return process_reports(
        session_, output, header_of(format_, session_),
        [this](const Record& record, const Source& source, InputOutcome& outcome) {
          AuditedReport audited;
          audited.number = static_cast<int>(outcome.kept.audited.size());
          audited.sha256 = source.sha256;
          audited.publisher = record.publisher.value;
          audited.year = record.year;
          audited.likeness = likeness_of(record);
          audited.result = audit_one(record, source, nullptr);
          outcome.kept.audited.push_back(std::move(audited));
        },
        [this](Kept kept, Totals& totals, const Sink& write) { finish(kept, totals, write); },
        [this](std::shared_ptr<const ReadInput> read, std::vector<AuditedReport>& reports, std::size_t first) {
          compare_with_recent(std::move(read), reports, first);
        });
  }

 private:
  AuditResult audit_one(const Record& record, const Source& source, const Earlier* earlier) {
    AuditResult result;
    std::vector<Finding> findings = audit(record, session_.grammar, session_.options.language, earlier);
    result.hidden = selection_.apply(findings, record, source);
    for (const Finding& finding : findings) ++result.findings[static_cast<int>(finding.rule->severity)];
    if (session_.options.summary) {
      result.tally.add(record, findings);
    } else {
      result.text = spool_.add(printed(findings, record, source));
    }
    return result;
  }

  void compare_with_recent(std::shared_ptr<const ReadInput> read, std::vector<AuditedReport>& reports,
                           std::size_t first) {
    try {
      const std::string path = reports[first].input.path;
      for (const RecentPair& pair : recent_.add(std::move(read), path, static_cast<std::int64_t>(first))) {
        const Source source{pair.report.input->path, pair.report.sha256(), &pair.report.text()};
        const Earlier earlier{pair.earlier.record(), pair.earlier.text(), path_text(pair.earlier.input->path)};
        reports[static_cast<std::size_t>(pair.report.key())].beside = {
            static_cast<std::size_t>(pair.earlier.key()), audit_one(pair.report.record(), source, &earlier)};
      }
    } catch (const std::exception&) {
      // Without memory, for instance: what was not guessed is read again, and it is told then what goes wrong.
    }
  }

  std::string printed(const std::vector<Finding>& findings, const Record& record, const Source& source) const {
    const auto write = format_ == "text"    ? write_findings_text
                       : format_ == "csv"   ? write_findings_csv
                       : format_ == "sarif" ? write_findings_sarif
                                            : write_findings_jsonl;
    std::string text;
    write(findings, record, source, session_.grammar, style_, text);
    return text;
  }

  void finish(Kept& kept, Totals& totals, const Sink& write) {
    std::vector<AuditedReport> reports = std::move(kept.audited);
    audit_years(
        reports, session_,
        [this](const Record& record, const Source& source, const Earlier* earlier) {
          return audit_one(record, source, earlier);
        },
        totals);
    for (const AuditedReport& report : reports) {
      totals.hidden += report.result.hidden;
      for (int severity = 0; severity < 3; ++severity) totals.findings[severity] += report.result.findings[severity];
    }
    if (session_.options.summary) return finish_summary(reports, write);
    if (!write_all(reports, totals, write)) return;
    if (format_ == "sarif") write(findings_sarif_footer(!totals.failed));
  }

  void finish_summary(const std::vector<AuditedReport>& reports, const Sink& write) const {
    Tally tally;
    for (const AuditedReport& report : reports) tally.add(report.result.tally);
    std::string text;
    write_summary(tally, session_, format_, style_, text);
    write(text);
  }

  // False when it was not all written.
  bool write_all(const std::vector<AuditedReport>& reports, Totals& totals, const Sink& write) {
    if (const std::optional<Error> error = spool_.error()) return fail(*error, totals);
    bool is_first = true;
    for (const AuditedReport& report : reports) {
      const Result<std::string> text = spool_.read(report.result.text);
      if (!text) return fail(text.error(), totals);
      if (text->empty()) continue;
      if (format_ == "sarif" && !is_first && !write(findings_sarif_separator)) return false;
      if (!write(*text)) return false;
      is_first = false;
    }
    return true;
  }

  bool fail(const Error& error, Totals& totals) {
    session_.diagnostics.error(error);
    totals.failed = true;
    return false;
  }

  const Session& session_;
  const Selection& selection_;
  const std::string format_;
  const OutputStyle style_;
  Spool spool_;
  RecentReports recent_;
};

}  // namespace

int audit_command(const Session& session) {
  const Result<Selection> selection = Selection::of(session.options, session.grammar);
  if (!selection) {
    session.diagnostics.error(selection.error());
    return ExitStatus::usage;
  }
  Result<OutputFile> output = OutputFile::open(session.options.output);
  if (!output) {
    session.diagnostics.error(output.error());
    return ExitStatus::failed;
  }
  const std::string format = format_of(session, output->is_terminal());
  const OutputStyle style = style_of(session, output->is_terminal());
  const Totals totals = AuditCommand(session, *selection, format, style).run(*output);
  if (format == "text" || !session.options.baseline.empty()) say_findings(session, totals);
  return totals.exit_status(session.options);
}

}  // namespace gouji
