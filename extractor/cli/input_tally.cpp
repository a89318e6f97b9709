#include "cli/input_tally.h"

#include <string>

namespace gouji {

std::optional<Skipped> skipped_as(const Input& input, std::string_view error_code) {
  if (input.folder < 0) return std::nullopt;
  if (error_code == "text.binary" || error_code == "text.encoding") return Skipped::not_text;
  if (error_code == "text.empty") return Skipped::empty;
  if (error_code == "input.no_reports") return Skipped::no_report;
  return std::nullopt;
}

bool InputTally::count(const Input& input, std::string_view error_code, int reports) {
  const std::optional<Skipped> skipped = skipped_as(input, error_code);
  if (skipped) ++skipped_[static_cast<int>(*skipped)];
  if (input.folder < 0) return false;
  Folder& folder = folders_[input.folder];
  folder.texts += !skipped || *skipped == Skipped::no_report ? 1 : 0;
  folder.reports += reports;
  folder.failed = folder.failed || (!error_code.empty() && !skipped);
  return skipped.has_value();
}

void InputTally::say_skipped(const Diagnostics& diagnostics) const {
  const int not_text = skipped_[static_cast<int>(Skipped::not_text)];
  const int empty = skipped_[static_cast<int>(Skipped::empty)];
  const int no_report = skipped_[static_cast<int>(Skipped::no_report)];
  if (not_text + empty + no_report == 0) return;
  diagnostics.remark({"input.skipped",
                      {{"count", std::to_string(not_text + empty + no_report)},
                       {"not_text", std::to_string(not_text)},
                       {"empty", std::to_string(empty)},
                       {"no_report", std::to_string(no_report)}}});
}

bool InputTally::check_folders(const Diagnostics& diagnostics) const {
  bool all_have_some = true;
  for (std::size_t i = 0; i < folders_.size(); ++i) {
    const Folder& folder = folders_[i];
    if (folder.failed || folder.reports > 0) continue;
    const char* code = folder.texts == 0 ? "input.no_texts_in_folder" : "input.no_reports_in_folder";
    diagnostics.error({code, {{"path", listing_.folders[i]}, {"count", std::to_string(folder.texts)}}});
    all_have_some = false;
  }
  return all_have_some;
}

}  // namespace gouji
