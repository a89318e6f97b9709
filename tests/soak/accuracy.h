// How often the audit names the cells that are wrong: errors are planted in consistent reports, and the suspects of all
// findings are compared with them.
#pragma once

#include <cstdint>
#include <vector>

#include "form/grammar.h"

namespace gouji::generator {

struct AccuracySettings {
  std::uint64_t seed = 0;
  long count = 1000;     // reports of each form
  int errors = 1;        // in each report
  bool in_text = false;  // planted in the text before it is read; otherwise in the record
};

// Prints a table of the forms: cells that one rule covers, then those that two or more do.
void print_accuracy(const std::vector<const Form*>& forms, const Grammar& grammar, const AccuracySettings& settings);

}  // namespace gouji::generator
