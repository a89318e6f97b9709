// The commands. Each gets the parsed command line and the grammar, and returns the exit status.
#pragma once

#include "cli/diagnostics.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/run_summary.h"
#include "form/grammar.h"
#include "output/output.h"
#include "source/inputs.h"

namespace gouji {

struct Session {
  const Options& options;
  const Grammar& grammar;
  const Diagnostics& diagnostics;
  Listing& listing;  // what the arguments name; empty for commands without INPUT. Whoever reads it takes it
  RunSummary* summary = nullptr;  // what the command did, for --summary-json; null where nobody asks
};

int extract_command(const Session& session);
int audit_command(const Session& session);
int ingest_command(const Session& session);
int merge_command(const Session& session);
int export_command(const Session& session);
int forms_command(const Session& session);
int explain_command(const Session& session);
int text_command(const Session& session);
int completion_command(const Session& session);

// An error for a form that the grammar does not have, with those that it has.
Error unknown_form(const std::string& id, const Grammar& grammar);

// --format, or what the kind of the output demands.
std::string format_of(const Session& session, bool to_terminal);
// Language, colors and width for an output.
OutputStyle style_of(const Session& session, bool to_terminal);
// The header of a CSV that goes to a file which is named: with the mark that spreadsheets know UTF-8 by. What goes to
// standard output is mostly read by a program, and many of these take the mark for a part of the first heading.
std::string csv_header_for(const OutputFile& output, std::string header);
// Writes a text that is ready to the output; for the commands that have nothing to read.
int print(std::string_view text, const Diagnostics& diagnostics, OutputFile& output);

}  // namespace gouji
