// What the inputs were, counted, and what of them was skipped: in a folder, files that are no reports are named at the
// end and no errors, but a folder in which there is no report at all is as wrong as such a file.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "source/inputs.h"

namespace gouji {

class InputTally {
 public:
  explicit InputTally(const Session& session) : session_(session) {}

  // An empty code is that of no error. True where the input is skipped.
  bool count(const Input& input, std::string_view error_code, int reports);

  // How many inputs were skipped and why, and the names of the first ones. With --fail-on-skipped that is an error, and
  // said in spite of --quiet.
  void say_skipped() const;
  // False where a folder, an archive or a stream gave nothing, which is told, and with --fail-on-skipped where an input
  // was skipped.
  bool check(const std::vector<Folder>& folders) const;

  void summarize(RunSummary& summary) const;

 private:
  struct Counts {
    int texts = 0;
    int reports = 0;
    bool failed = false;
  };

  void skip(const std::string& path, const std::string& code);
  bool fails() const { return session_.options.fail_on_skipped && skipped_ > 0; }
  void say_counts() const;
  std::string reason_of(const std::string& code) const;

  const Session& session_;
  std::vector<Counts> folders_;  // those that had an input
  int skipped_ = 0;
  std::vector<std::pair<std::string, int>> codes_;  // of errors, in the order of the inputs, with their number
  std::vector<SkippedInput> named_;                 // the first ones, or all for --summary-json
};

}  // namespace gouji
