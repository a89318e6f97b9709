#include "cli/reports.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <new>
#include <thread>
#include <utility>

#include "cli/inputs.h"
#include "cli/pipeline.h"
#include "cli/reader.h"
#include "cli/run.h"
#include "gouji.h"

namespace gouji {

namespace {

using Clock = std::chrono::steady_clock;

// The first place of a text that was no valid text in the file; Text counts such bytes in the file, people want a line.
int first_damaged_line(const Text& text) {
  const std::size_t at = text.utf8().find("\xEF\xBF\xBD");
  return at == std::string_view::npos ? 1 : text.line_number(at);
}

void read_reports(const Input& input, const Session& session, const ReportWriter& writer, InputOutcome& outcome) {
  const Result<Document> document = read_document(input);
  if (!document) {
    outcome.errors.push_back(document.error());
    return;
  }
  const Text& text = document->text;
  const std::vector<Record> records = extract(text, session.grammar, session.options.form);
  if (records.empty()) {
    outcome.errors.push_back({"input.no_reports", {{"path", input.path}}});
    return;
  }
  if (text.damaged_places > 0) {
    outcome.errors.push_back({"input.damaged",
                              {{"path", input.path},
                               {"line", std::to_string(first_damaged_line(text))},
                               {"count", std::to_string(text.damaged_places)},
                               {"encoding", text.encoding()},
                               {"offset", std::to_string(text.first_damage)}}});
  }
  const Source source{input.path, document->sha256, &text};
  outcome.reports = static_cast<int>(records.size());
  for (const Record& record : records) writer(record, source, outcome);
}

// Whatever goes wrong with one input, the others are processed all the same.
InputOutcome outcome_of(const Input& input, const Session& session, const ReportWriter& writer) {
  InputOutcome outcome;
  try {
    read_reports(input, session, writer, outcome);
    return outcome;
  } catch (const std::bad_alloc&) {
    outcome = InputOutcome{};
    outcome.errors.push_back({"input.no_memory", {{"path", input.path}}});
  } catch (const std::exception& exception) {
    outcome = InputOutcome{};
    outcome.errors.push_back({"input.internal", {{"path", input.path}, {"reason", exception.what()}}});
  }
  return outcome;
}

// In a folder, files that are no reports are nothing to complain of one by one.
enum class Skipped { not_text, empty, no_report };

std::optional<Skipped> skipped_as(const Input& input, const InputOutcome& outcome) {
  if (input.folder < 0 || outcome.errors.empty()) return std::nullopt;
  const std::string& code = outcome.errors.front().code;
  if (code == "text.binary" || code == "text.encoding") return Skipped::not_text;
  if (code == "text.empty") return Skipped::empty;
  if (code == "input.no_reports") return Skipped::no_report;
  return std::nullopt;
}

// Shows how far it has come, a few times a second.
class Progress {
 public:
  Progress(const Session& session, std::size_t count) : diagnostics_(session.diagnostics), count_(count) {
    const When when = session.options.progress;
    shown_ = when == When::always ||
             (when == When::automatic && !session.options.quiet && count > 1 && ::isatty(STDERR_FILENO) == 1);
  }

  void step(std::size_t done) {
    if (!shown_) return;
    const Clock::time_point now = Clock::now();
    if (done < count_ && now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    visible_ = true;
    diagnostics_.progress(fmt::format("{}/{}", done, count_));
  }

  void hide() {
    if (visible_) diagnostics_.progress("");
    visible_ = false;
  }

 private:
  const Diagnostics& diagnostics_;
  std::size_t count_;
  bool shown_ = false;
  bool visible_ = false;
  Clock::time_point last_ = Clock::now();
};

// Takes the outcomes in the order of the inputs.
class Collector {
 public:
  Collector(const Session& session, const Listing& listing, OutputFile& output, std::string_view separator)
      : session_(session),
        listing_(listing),
        output_(output),
        separator_(separator),
        progress_(session, listing.inputs.size()),
        folders_(listing.folders.size()) {}

  // False when the output cannot be written any more.
  bool write(std::string_view text) { return check(output_.write(text)); }

  bool take(InputOutcome outcome) {
    const Input& input = listing_.inputs[taken_++];
    say(input, outcome);
    count(input, outcome);
    std::move(outcome.rows.begin(), outcome.rows.end(), std::back_inserter(gathered_.rows));
    gathered_.tally.add(outcome.tally);
    const bool written = write_separated(outcome.output);
    progress_.step(taken_);
    return written;
  }

  void finish(const Ending& ending) {
    progress_.hide();
    say_skipped();
    say_empty_folders();
    gathered_.failed = totals_.failed;
    if (ending && !totals_.output_failed) {
      ending(std::move(gathered_), [this](std::string_view text) { return write(text); });
    }
    if (!totals_.output_failed) check(output_.commit());
  }

  void fail() { totals_.failed = true; }
  const Totals& totals() const { return totals_; }

 private:
  struct FolderTotals {
    int texts = 0;
    int reports = 0;
    bool failed = false;
  };

  bool write_separated(std::string_view text) {
    if (text.empty()) return !totals_.output_failed;
    const bool separated = !printed_ || write(separator_);
    printed_ = true;
    return separated && write(text);
  }

  bool check(const Result<void>& written) {
    if (written) return true;
    // Whoever closed the pipe has seen enough and needs no message.
    if (written.error().code != "output.closed") {
      progress_.hide();
      session_.diagnostics.error(written.error());
    }
    totals_.output_failed = true;
    return false;
  }

  void say(const Input& input, const InputOutcome& outcome) {
    const std::optional<Skipped> skipped = skipped_as(input, outcome);
    if (skipped) ++skipped_[static_cast<int>(*skipped)];
    if (outcome.errors.empty() && outcome.warnings.empty()) return;
    progress_.hide();
    for (const Error& error : outcome.errors) {
      if (!skipped) session_.diagnostics.error(error);
    }
    for (const Error& warning : outcome.warnings) session_.diagnostics.warning(warning);
  }

  void count(const Input& input, const InputOutcome& outcome) {
    const std::optional<Skipped> skipped = skipped_as(input, outcome);
    const bool failed = !outcome.errors.empty() && !skipped;
    totals_.failed = totals_.failed || failed;
    totals_.incomplete = totals_.incomplete || outcome.incomplete;
    totals_.reports += outcome.reports;
    totals_.hidden += outcome.hidden;
    for (int severity = 0; severity < 3; ++severity) totals_.findings[severity] += outcome.findings[severity];
    if (input.folder < 0) return;
    FolderTotals& folder = folders_[input.folder];
    folder.texts += !skipped || *skipped == Skipped::no_report ? 1 : 0;
    folder.reports += outcome.reports;
    folder.failed = folder.failed || failed;
  }

  void say_skipped() {
    const int not_text = skipped_[static_cast<int>(Skipped::not_text)];
    const int empty = skipped_[static_cast<int>(Skipped::empty)];
    const int no_report = skipped_[static_cast<int>(Skipped::no_report)];
    if (not_text + empty + no_report == 0) return;
    session_.diagnostics.remark({"input.skipped",
                                 {{"count", std::to_string(not_text + empty + no_report)},
                                  {"not_text", std::to_string(not_text)},
                                  {"empty", std::to_string(empty)},
                                  {"no_report", std::to_string(no_report)}}});
  }

  // A folder that the user named and that gave nothing is as wrong as such a file.
  void say_empty_folders() {
    if (totals_.output_failed) return;
    for (std::size_t i = 0; i < folders_.size(); ++i) {
      const FolderTotals& folder = folders_[i];
      if (folder.failed || folder.reports > 0) continue;
      const char* code = folder.texts == 0 ? "input.no_texts_in_folder" : "input.no_reports_in_folder";
      session_.diagnostics.error({code, {{"path", listing_.folders[i]}, {"count", std::to_string(folder.texts)}}});
      fail();
    }
  }

  const Session& session_;
  const Listing& listing_;
  OutputFile& output_;
  std::string_view separator_;
  bool printed_ = false;  // something of an input
  Progress progress_;
  std::vector<FolderTotals> folders_;
  int skipped_[3] = {0, 0, 0};
  std::size_t taken_ = 0;
  Gathered gathered_;
  Totals totals_;
};

int threads_of(const Options& options) {
  if (options.jobs > 0) return options.jobs;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

int Totals::exit_status(const Options& options) const {
  if (failed || output_failed) return ExitStatus::failed;
  if (options.strict && incomplete) return ExitStatus::findings;
  if (!options.fail_on) return ExitStatus::ok;
  for (int severity = static_cast<int>(*options.fail_on); severity < 3; ++severity) {
    if (findings[severity] > 0) return ExitStatus::findings;
  }
  return ExitStatus::ok;
}

Totals process_reports(const Session& session, OutputFile& output, std::string_view header, const ReportWriter& writer,
                       const Ending& ending, std::string_view separator) {
  const Listing listing = list_inputs(session.options.arguments);
  Collector collector(session, listing, output, separator);
  for (const Error& error : listing.errors) {
    session.diagnostics.error(error);
    collector.fail();
  }
  if (collector.write(header)) {
    process_in_order<InputOutcome>(
        listing.inputs.size(), threads_of(session.options),
        [&](std::size_t index) { return outcome_of(listing.inputs[index], session, writer); },
        [&](InputOutcome outcome) { return collector.take(std::move(outcome)); });
  }
  collector.finish(ending);
  return collector.totals();
}

void count_findings(const std::vector<Finding>& findings, InputOutcome& outcome) {
  for (const Finding& finding : findings) ++outcome.findings[static_cast<int>(finding.rule->severity)];
}

void say_findings(const Session& session, const Totals& totals) {
  if (totals.output_failed) return;
  const auto count = [&](Severity severity) { return std::to_string(totals.findings[static_cast<int>(severity)]); };
  session.diagnostics.remark({session.options.baseline.empty() ? "audit.summary" : "audit.summary_with_baseline",
                              {{"reports", std::to_string(totals.reports)},
                               {"hidden", std::to_string(totals.hidden)},
                               {"errors", count(Severity::error)},
                               {"warnings", count(Severity::warning)},
                               {"remarks", count(Severity::info)}}});
}

}  // namespace gouji
