// What extract and audit have in common: read the inputs, find their reports, hand each to the command, and write what
// it makes of them in the order of the inputs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output_file.h"
#include "output/summary.h"
#include "record/record.h"
#include "series/series_row.h"

namespace gouji {

// What one input gave.
struct InputOutcome {
  std::string output;
  std::vector<Error> errors;    // the input could not be read, or not all of it
  std::vector<Error> warnings;  // it was, but not all is well
  int reports = 0;
  int findings[3] = {0, 0, 0};  // by severity
  int hidden = 0;               // findings that --baseline has, not counted above
  Tally tally;                  // --summary: of the findings
  bool incomplete = false;      // --strict: a cell has no value that the text says
  std::vector<SeriesRow> rows;  // --series: what is kept of the reports until all are read
};

// Appends what the command prints of one report, and counts. Called by several threads at once.
using ReportWriter = std::function<void(const Record& record, const Source& source, InputOutcome& outcome)>;

// Writes to the output; false when that cannot be written any more.
using Sink = std::function<bool(std::string_view text)>;
// What is kept of all reports until the last one is read.
struct Gathered {
  std::vector<SeriesRow> rows;  // in the order of the inputs
  Tally tally;
  bool failed = false;  // an input could not be read
};

// Prints what can only be known when all reports are read.
using Ending = std::function<void(Gathered gathered, const Sink& write)>;

// What all inputs gave together.
struct Totals {
  int reports = 0;
  int findings[3] = {0, 0, 0};
  int hidden = 0;
  bool failed = false;         // an input could not be read
  bool output_failed = false;  // the output could not be written
  bool incomplete = false;

  int exit_status(const Options& options) const;
};

// `separator` is written between what two inputs print.
Totals process_reports(const Session& session, OutputFile& output, std::string_view header, const ReportWriter& writer,
                       const Ending& ending = {}, std::string_view separator = "");

void count_findings(const std::vector<Finding>& findings, InputOutcome& outcome);
// "reports: 3, errors: 2, warnings: 0", on standard error; with --baseline, how many it has hidden.
void say_findings(const Session& session, const Totals& totals);

}  // namespace gouji
