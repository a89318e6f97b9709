// Reports in which everything is true, and those in which one figure of a sentence is false: what an audit finds in
// them, by rule and by kind of sentence.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "form/grammar.h"

namespace gouji::generator {

struct CleanSettings {
  std::uint64_t seed = 0;
  long count = 10000;
  std::string form;    // empty: the three in turn
  std::string layout;  // empty: any
  bool plant = false;  // one false figure in each
  bool infos = false;  // count findings of severity info too
  long most_examples = 3;
  std::filesystem::path write;  // only write the reports into this folder
};

// The exit status: 1 where a true report has an error or a warning.
int soak_clean(const CleanSettings& settings, const Grammar& grammar);

}  // namespace gouji::generator
