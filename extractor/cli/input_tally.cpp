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
  if (folders_.size() <= static_cast<std::size_t>(input.folder)) folders_.resize(input.folder + std::size_t{1});
  Counts& folder = folders_[input.folder];
  if (input.ends_archive) return false;
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

namespace {

// The code of the error about one without a report, and perhaps without a text.
const char* nothing_in(Folder::Kind kind, bool has_texts) {
  switch (kind) {
    case Folder::Kind::archive:
      return has_texts ? "input.no_reports_in_archive" : "input.no_texts_in_archive";
    case Folder::Kind::stream:
      return has_texts ? "input.no_reports_in_stream" : "input.no_texts_in_stream";
    case Folder::Kind::folder:
      break;
  }
  return has_texts ? "input.no_reports_in_folder" : "input.no_texts_in_folder";
}

}  // namespace

bool InputTally::check_folders(const std::vector<Folder>& folders, const Diagnostics& diagnostics) const {
  bool all_have_some = true;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const Counts counts = i < folders_.size() ? folders_[i] : Counts{};
    if (counts.failed || counts.reports > 0) continue;
    diagnostics.error({nothing_in(folders[i].kind, counts.texts > 0),
                       {{"path", folders[i].path}, {"count", std::to_string(counts.texts)}}});
    all_have_some = false;
  }
  return all_have_some;
}

}  // namespace gouji
