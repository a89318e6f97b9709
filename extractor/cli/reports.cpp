#include "cli/reports.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <thread>
#include <utility>

#include "cli/input_tally.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/run.h"
#include "database/collection.h"
#include "gouji.h"

namespace gouji {

namespace {

// The first place of a text that was no valid text in the file; Text counts such bytes in the file, people want a line.
int first_damaged_line(const Text& text) {
  const std::size_t at = text.utf8().find("\xEF\xBF\xBD");
  return at == std::string_view::npos ? 1 : text.line_number(at);
}

void read_reports(const Input& input, const Session& session, const ReportWriter& writer, InputOutcome& outcome) {
  Result<ReadInput> read = read_input(input, session);
  if (!read) {
    outcome.errors.push_back(read.error());
    return;
  }
  const auto shared = std::make_shared<const ReadInput>(std::move(*read));
  const Text& text = shared->document.text;
  if (std::optional<Error> damage = damage_of(text, input.path)) outcome.errors.push_back(std::move(*damage));
  const Source source{input.path, shared->document.sha256, &text};
  outcome.reports = static_cast<int>(shared->records.size());
  for (const Record& record : shared->records) writer(record, source, outcome);
  for (AuditedReport& report : outcome.kept.audited) report.input = input;
  if (!outcome.kept.audited.empty() && !can_be_read_again(input)) outcome.kept.inputs.emplace_back(input.path, shared);
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

// Takes the outcomes in the order of the inputs.
class Collector {
 public:
  Collector(const Session& session, const Listing& listing, OutputFile& output)
      : session_(session),
        listing_(listing),
        output_(output),
        progress_(session, listing.inputs.size()),
        tally_(listing) {}

  // False when the output cannot be written any more.
  bool write(std::string_view text) { return check(output_.write(text)); }

  bool take(InputOutcome outcome) {
    const Input& input = listing_.inputs[taken_++];
    const std::string code = outcome.errors.empty() ? "" : outcome.errors.front().code;
    const bool skipped = tally_.count(input, code, outcome.reports);
    say(outcome, skipped);
    count(outcome, skipped);
    keep(std::move(outcome.kept));
    const bool written = write(outcome.output);
    progress_.step(taken_);
    return written;
  }

  void finish(const Ending& ending) {
    progress_.hide();
    tally_.say_skipped(session_.diagnostics);
    if (!totals_.output_failed && !tally_.check_folders(session_.diagnostics)) fail();
    if (ending && !totals_.output_failed) {
      ending(std::move(kept_), totals_, [this](std::string_view text) { return write(text); });
    }
    if (!totals_.output_failed) check(output_.commit());
  }

  void fail() { totals_.failed = true; }
  const Totals& totals() const { return totals_; }

 private:
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

  void keep(Kept kept) {
    std::move(kept.rows.begin(), kept.rows.end(), std::back_inserter(kept_.rows));
    std::move(kept.audited.begin(), kept.audited.end(), std::back_inserter(kept_.audited));
    std::move(kept.inputs.begin(), kept.inputs.end(), std::back_inserter(kept_.inputs));
  }

  void say(const InputOutcome& outcome, bool skipped) {
    if (outcome.errors.empty() && outcome.warnings.empty()) return;
    progress_.hide();
    for (const Error& error : outcome.errors) {
      if (!skipped) session_.diagnostics.error(error);
    }
    for (const Error& warning : outcome.warnings) session_.diagnostics.warning(warning);
  }

  void count(const InputOutcome& outcome, bool skipped) {
    totals_.failed = totals_.failed || (!outcome.errors.empty() && !skipped);
    totals_.incomplete = totals_.incomplete || outcome.incomplete;
    totals_.reports += outcome.reports;
    for (int severity = 0; severity < 3; ++severity) totals_.findings[severity] += outcome.findings[severity];
  }

  const Session& session_;
  const Listing& listing_;
  OutputFile& output_;
  Progress progress_;
  InputTally tally_;
  std::size_t taken_ = 0;
  Kept kept_;
  Totals totals_;
};

}  // namespace

Result<ReadInput> read_input(const Input& input, const Session& session) {
  Result<Document> document = read_document(input);
  if (!document) return tl::make_unexpected(document.error());
  return find_reports(std::move(*document), input.path, session);
}

Result<ReadInput> find_reports(Document document, const std::string& path, const Session& session) {
  std::vector<Record> records = extract(document.text, session.grammar, session.options.form);
  if (records.empty()) return fail("input.no_reports", {{"path", path}});
  return ReadInput{std::move(document), std::move(records)};
}

std::optional<Error> damage_of(const Text& text, const std::string& path) {
  if (text.damaged_places == 0) return std::nullopt;
  return Error{"input.damaged",
               {{"path", path},
                {"line", std::to_string(first_damaged_line(text))},
                {"count", std::to_string(text.damaged_places)},
                {"encoding", text.encoding()},
                {"offset", std::to_string(text.first_damage)}}};
}

int threads_of(const Options& options) {
  if (options.jobs > 0) return options.jobs;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int Totals::exit_status(const Options& options) const {
  if (failed || output_failed) return ExitStatus::failed;
  if (options.strict && incomplete) return ExitStatus::findings;
  if (!options.fail_on) return ExitStatus::ok;
  for (int severity = static_cast<int>(*options.fail_on); severity < 3; ++severity) {
    if (findings[severity] > 0) return ExitStatus::findings;
  }
  return ExitStatus::ok;
}

namespace {

// What --db or the arguments name. The collection is opened, and has to outlive what is listed of it.
Listing listing_of(const Session& session, std::unique_ptr<Collection>& collection) {
  if (session.options.database.empty()) return list_inputs(session.options.arguments);
  const auto failed = [](Error error) {
    Listing listing;
    listing.errors.push_back(std::move(error));
    return listing;
  };
  Result<std::unique_ptr<Collection>> opened = Collection::open(session.options.database);
  if (!opened) return failed(opened.error());
  collection = std::move(*opened);
  Result<Listing> listing = list_collection(*collection);
  return listing ? std::move(*listing) : failed(listing.error());
}

}  // namespace

Totals process_reports(const Session& session, OutputFile& output, std::string_view header, const ReportWriter& writer,
                       const Ending& ending) {
  std::unique_ptr<Collection> collection;
  const Listing listing = listing_of(session, collection);
  Collector collector(session, listing, output);
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
