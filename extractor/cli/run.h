// The command: from its arguments to its exit status. Results go to standard output (or --output), everything else to
// standard error.
#pragma once

namespace gouji {

// What the command returns to the shell. A larger one wins over a smaller one.
struct ExitStatus {
  static constexpr int ok = 0;
  static constexpr int findings = 1;  // at or above --fail-on
  static constexpr int usage = 2;
  static constexpr int failed = 3;  // an input could not be read, or the output could not be written
};

int run(int argc, char** argv);

}  // namespace gouji
