// What extract and audit have in common: read the inputs, find their reports, hand each to the command, and write what
// it makes of them in the order of the inputs.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/output_file.h"
#include "cli/reader.h"
#include "output/summary.h"
#include "record/likeness.h"
#include "record/record.h"
#include "series/series_row.h"
#include "source/inputs.h"
#include "source/spool.h"

namespace gouji {

// An input with its reports: at least one.
struct ReadInput {
  Document document;
  std::vector<Record> records;
};

// Errors: those of read_document(), and "input.no_reports".
Result<ReadInput> read_input(const Input& input, const Session& session);
// Errors: "input.no_reports".
Result<ReadInput> find_reports(Document document, const std::string& path, const Session& session);

// "input.damaged" where bytes of the file were no valid text.
std::optional<Error> damage_of(const Text& text, const std::string& path);

// gouji audit: what became of one report.
struct AuditResult {
  Spool::Part text;  // what is printed of it
  int findings[3] = {0, 0, 0};
  int hidden = 0;  // findings that --baseline has, not counted above
  Tally tally;     // --summary: of the findings
};

// The result beside a report that was at hand (cli/recent_reports.h).
struct ResultBeside {
  std::size_t earlier = 0;  // in the order of all reports
  AuditResult result;
};

// A report that was audited, with what it takes to read it again.
struct AuditedReport {
  Input input;         // what can be read only once has its bytes in a spool
  std::string sha256;  // of the input's bytes
  int number = 0;      // of the reports in the input, from 0
  std::string publisher;
  int year = 0;
  Likeness likeness;
  AuditResult result;                  // alone, until the years were compared
  std::optional<ResultBeside> beside;  // to be taken for it where that is the report to compare it with
};

// What is kept of inputs until all are read, in their order.
struct Kept {
  std::vector<SeriesRow> rows;         // --series
  std::vector<AuditedReport> audited;  // gouji audit
};

// What one input gave.
struct InputOutcome {
  std::string output;
  std::vector<Error> errors;    // the input could not be read, or not all of it
  std::vector<Error> warnings;  // it was, but not all is well
  int reports = 0;
  std::size_t bytes = 0;        // that were read
  int findings[3] = {0, 0, 0};  // by severity
  bool incomplete = false;      // --strict: a cell has no value that the text says
  Kept kept;
  std::shared_ptr<const ReadInput> read;  // gouji audit: to be compared with those that are at hand; may be null
};

// Appends what the command prints of one report, and counts. Called by several threads at once.
using ReportWriter = std::function<void(const Record& record, const Source& source, InputOutcome& outcome)>;

// Writes to the output; false when that cannot be written any more.
using Sink = std::function<bool(std::string_view text)>;

// What all inputs gave together.
struct Totals {
  int reports = 0;
  int findings[3] = {0, 0, 0};
  int hidden = 0;              // findings that --baseline has, not counted above
  bool failed = false;         // an input could not be read
  bool output_failed = false;  // the output could not be written
  bool incomplete = false;

  int exit_status(const Options& options) const;
};

// Compares an input, whose first report is `first` of those that are audited, with what was read before. Called by one
// thread in the order of the inputs.
using Comparer =
    std::function<void(std::shared_ptr<const ReadInput> read, std::vector<AuditedReport>& audited, std::size_t first)>;

// Prints what can only be known when all inputs are read.
using Ending = std::function<void(Kept kept, Totals& totals, const Sink& write)>;

Totals process_reports(const Session& session, OutputFile& output, std::string_view header, const ReportWriter& writer,
                       const Ending& ending = {}, const Comparer& comparer = {});

void count_findings(const std::vector<Finding>& findings, InputOutcome& outcome);
int threads_of(const Options& options);
// "reports: 3, errors: 2, warnings: 0", on standard error; with --baseline, how many it has hidden.
void say_findings(const Session& session, const Totals& totals);

}  // namespace gouji
