#include "cli/input_tally.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "source/left_out.h"

namespace gouji {
namespace {

// How many inputs are named on the screen.
constexpr std::size_t most_named = 20;

}  // namespace

bool InputTally::count(const Input& input, std::string_view error_code, int reports) {
  const bool skipped = is_skipped(input, error_code);
  if (skipped) skip(input.path, std::string(error_code));
  if (input.folder < 0) return false;
  if (folders_.size() <= static_cast<std::size_t>(input.folder)) folders_.resize(input.folder + std::size_t{1});
  Counts& folder = folders_[input.folder];
  if (input.ends_archive) return false;
  folder.texts += !skipped || says_text_without_report(error_code) ? 1 : 0;
  folder.reports += reports;
  folder.failed = folder.failed || (!error_code.empty() && !skipped);
  return skipped;
}

void InputTally::skip(const std::string& path, const std::string& code) {
  ++skipped_;
  const auto known = std::find_if(codes_.begin(), codes_.end(), [&](const auto& each) { return each.first == code; });
  if (known == codes_.end()) {
    codes_.emplace_back(code, 1);
  } else {
    ++known->second;
  }
  if (session_.summary != nullptr || named_.size() < most_named) named_.push_back({path, code});
}

std::string InputTally::reason_of(const std::string& code) const {
  return session_.grammar.messages.format(session_.options.language, "skipped." + skip_reason(code));
}

void InputTally::say_counts() const {
  const Messages& messages = session_.grammar.messages;
  const Language language = session_.options.language;
  std::vector<std::string> counts;
  for (const auto& [code, count] : codes_) {
    counts.push_back(messages.format(language, "input.skipped_reason",
                                     {{"reason", reason_of(code)}, {"count", std::to_string(count)}}));
  }
  const std::string separator = messages.format(language, "audit.separator");
  const Error line{"input.skipped",
                   {{"count", std::to_string(skipped_)}, {"reasons", fmt::format("{}", fmt::join(counts, separator))}}};
  fails() ? session_.diagnostics.error(line) : session_.diagnostics.remark(line);
}

void InputTally::say_skipped() const {
  if (skipped_ == 0) return;
  say_counts();
  const auto say = [&](const Error& line) {
    fails() ? session_.diagnostics.detail(line) : session_.diagnostics.remark(line);
  };
  const std::size_t shown = std::min(named_.size(), most_named);
  for (std::size_t i = 0; i < shown; ++i) {
    say({"input.skipped_one", {{"path", named_[i].path}, {"reason", reason_of(named_[i].code)}}});
  }
  const std::size_t more = static_cast<std::size_t>(skipped_) - shown;
  if (more > 0) say({"input.skipped_more", {{"count", std::to_string(more)}}});
}

void InputTally::summarize(RunSummary& summary) const {
  for (const auto& [code, count] : codes_) {
    int& counted = code == "text.empty"             ? summary.empty
                   : says_text_without_report(code) ? summary.no_report
                   : says_left_out(code)            ? summary.left_out
                                                    : summary.not_text;
    counted += count;
  }
  summary.skipped = named_;
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

bool InputTally::check(const std::vector<Folder>& folders) const {
  bool all_have_some = true;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const Counts counts = i < folders_.size() ? folders_[i] : Counts{};
    if (counts.failed || counts.reports > 0) continue;
    session_.diagnostics.error({nothing_in(folders[i].kind, counts.texts > 0),
                                {{"path", folders[i].path}, {"count", std::to_string(counts.texts)}}});
    all_have_some = false;
  }
  return all_have_some && !fails();
}

}  // namespace gouji
