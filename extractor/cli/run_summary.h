// What a run did, for programs: --summary-json. docs/schema/run-1.json says how it is written.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/diagnostics.h"
#include "value/language.h"

namespace gouji {

// An input that was skipped.
struct SkippedInput {
  std::string path;
  std::string code;  // of the error that it would be, had it been named itself
};

// The reason for programs, which is also the name of its text under [skipped] in grammar/messages.toml: "pdf" for
// "kind.pdf".
std::string skip_reason(const std::string& code);

struct RunSummary {
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  std::size_t inputs = 0;   // files, members of archives and documents of streams that were looked at
  std::uint64_t bytes = 0;  // of those that were read
  std::int64_t reports = 0;
  int not_text = 0;  // skipped in folders, archives and streams
  int empty = 0;
  int no_report = 0;
  int left_out = 0;                         // that were not looked into: links, pipes, hidden files, …
  std::vector<SkippedInput> skipped;        // all of them, in the order of the inputs
  std::optional<std::int64_t> findings[3];  // by severity; nullopt where none were looked for

  // gouji ingest: what became of the files that hold reports.
  struct Changes {
    int added = 0;
    int changed = 0;
    int unchanged = 0;
    int removed = 0;
  };
  std::optional<Changes> changes;
};

// One JSON object on a line. `command` as it is typed; `told` are the errors of the run.
std::string run_summary_json(const RunSummary& summary, const std::string& command, int exit_status,
                             const ErrorLog& told, const Messages& messages, Language language);

}  // namespace gouji
