// What the inputs were, counted: in a folder, files that are no reports are nothing to complain of one by one, but a
// folder in which there is no report at all is as wrong as such a file.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cli/diagnostics.h"
#include "cli/inputs.h"

namespace gouji {

enum class Skipped { not_text, empty, no_report };

// Why an input with an error is skipped, by the error's code; nullopt where the error is to be told.
std::optional<Skipped> skipped_as(const Input& input, std::string_view error_code);

class InputTally {
 public:
  // An empty code is that of no error. True where the input is skipped.
  bool count(const Input& input, std::string_view error_code, int reports);

  void say_skipped(const Diagnostics& diagnostics) const;
  // False where a folder, an archive or a stream gave nothing, which is told.
  bool check_folders(const std::vector<Folder>& folders, const Diagnostics& diagnostics) const;

  int skipped(Skipped reason) const { return skipped_[static_cast<int>(reason)]; }

 private:
  struct Counts {
    int texts = 0;
    int reports = 0;
    bool failed = false;
  };

  std::vector<Counts> folders_;  // those that had an input
  int skipped_[3] = {0, 0, 0};
};

}  // namespace gouji
