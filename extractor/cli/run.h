// The command: from its arguments to its exit status. Results go to standard output (or --output), everything else to
// standard error.
#pragma once

#include <string>
#include <vector>

#include "form/grammar.h"

namespace gouji {

// What the command returns to the shell. A larger one wins over a smaller one.
struct ExitStatus {
  static constexpr int ok = 0;
  static constexpr int findings = 1;  // at or above --fail-on
  static constexpr int usage = 2;
  static constexpr int failed = 3;  // an input could not be read, or the output could not be written
};

int run(int argc, char** argv);

// The same of the arguments behind the program's name, with the built-in grammar as it was loaded before: tests that
// run commands thousands of times load it once.
int run(const std::vector<std::string>& arguments, const Grammar& builtin);

}  // namespace gouji
