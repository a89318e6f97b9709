// What is read is never written over: before anything is read, the files that a run would write are compared with
// those that it would read, and with each other.
#pragma once

#include "cli/options.h"
#include "source/inputs.h"
#include "value/result.h"

namespace gouji {

// Errors: "usage.clash_input", "usage.clash_list", "usage.clash_database", "usage.clash_grammar",
// "usage.clash_baseline", "usage.clash_output", each with both files.
//
// Where the database that is written to lies in a folder that is read, it is taken out of the listing, with the files
// that SQLite has beside it: it is no report. So is the file of standard output, which the shell made there, while it
// is empty. An output in such a folder that is not there yet is no clash.
Result<void> keep_apart(const Options& options, Listing& listing);

}  // namespace gouji
