#include "cli/reports.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <thread>
#include <utility>

#include "cli/input_tally.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/recent_reports.h"
#include "cli/run.h"
#include "database/listing.h"
#include "gouji.h"
#include "record/lines.h"
#include "source/input_bytes.h"
#include "source/input_source.h"
#include "value/compression.h"

namespace gouji {

namespace {

// The first place of a text that was no valid text in the file; Text counts such bytes in the file, people want a line.
int first_damaged_line(const Text& text) {
  const std::size_t at = text.utf8().find("\xEF\xBF\xBD");
  return at == std::string_view::npos ? 1 : text.line_number(at);
}

// An input that gives its bytes only once, so that it can be read again.
Input spooled(const Input& input, const std::string& bytes, const std::shared_ptr<Spool>& spool) {
  Content content;
  content.size = bytes.size();
  content.part = spool->add(compress(bytes));
  content.spool = spool;
  content.error = spool->error();
  Input again = input;
  again.content = std::make_shared<const Content>(std::move(content));
  return again;
}

// Several threads use it.
class ReportReader {
 public:
  ReportReader(const Session& session, const ReportWriter& writer) : session_(session), writer_(writer) {}

  void read(const Input& input, InputOutcome& outcome) const {
    Result<std::string> bytes = bytes_of(input);
    if (!bytes) {
      outcome.errors.push_back(bytes.error());
      return;
    }
    outcome.bytes = bytes->size();
    const bool keeps_bytes = session_.options.command == Command::audit && !can_be_read_again(input);
    const std::string kept = keeps_bytes ? *bytes : "";
    Result<Document> document = document_of(std::move(*bytes), input.path);
    if (document) {
      read(std::move(*document), input, outcome);
    } else {
      outcome.errors.push_back(document.error());
    }
    if (outcome.kept.audited.empty()) return;
    const Input again = keeps_bytes ? spooled(input, kept, spool_) : input;
    for (AuditedReport& report : outcome.kept.audited) report.input = again;
  }

 private:
  void read(Document document, const Input& input, InputOutcome& outcome) const {
    Result<ReadInput> read = find_reports(std::move(document), input.path, session_);
    if (!read) {
      outcome.errors.push_back(read.error());
      return;
    }
    const Text& text = read->document.text;
    if (std::optional<Error> damage = damage_of(text, input.path)) outcome.errors.push_back(std::move(*damage));
    const Source source{input.path, read->document.sha256, &text};
    outcome.reports = static_cast<int>(read->records.size());
    for (const Record& record : read->records) writer_(record, source, outcome);
    if (session_.options.command == Command::audit) outcome.read = shared_if_small(std::move(*read));
  }

  const Session& session_;
  const ReportWriter& writer_;
  std::shared_ptr<Spool> spool_ = std::make_shared<Spool>();
};

// Whatever goes wrong with one input, the others are processed all the same.
InputOutcome outcome_of(const Input& input, const ReportReader& reader) {
  InputOutcome outcome;
  if (input.ends_archive) return outcome;
  try {
    reader.read(input, outcome);
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
  Collector(const Session& session, const InputSource& source, OutputFile& output, const Comparer& comparer)
      : session_(session), source_(source), output_(output), comparer_(comparer), progress_(session), tally_(session) {}

  // False when the output cannot be written any more.
  bool write(std::string_view text) { return check(output_.write(text)); }

  bool take(const Input& input, InputOutcome outcome) {
    const std::string code = outcome.errors.empty() ? "" : outcome.errors.front().code;
    const bool skipped = tally_.count(input, code, outcome.reports);
    say(outcome, skipped);
    if (input.ends_archive) return true;
    ++taken_;
    count(outcome, skipped);
    keep(std::move(outcome.kept), std::move(outcome.read));
    const bool written = write(outcome.output) && (!source_.is_open_ended() || check(output_.flush()));
    progress_.step(taken_, source_.is_open_ended() ? std::nullopt : std::optional(source_.expected()));
    return written;
  }

  void finish(const Ending& ending) {
    progress_.hide();
    tally_.say_skipped();
    if (!totals_.output_failed && !tally_.check(source_.listing().folders)) fail();
    if (ending && !totals_.output_failed) {
      ending(std::move(kept_), totals_, [this](std::string_view text) { return write(text); });
    }
    if (!totals_.output_failed) commit();
    if (session_.summary != nullptr) summarize(*session_.summary);
  }

  void fail() { totals_.failed = true; }
  const Totals& totals() const { return totals_; }

 private:
  // What an earlier run has written is not replaced by nothing.
  void commit() {
    const bool nothing_was_read = totals_.failed && totals_.reports == 0;
    if (!nothing_was_read || !output_.is_replaced_at_the_end()) {
      check(output_.commit());
    } else {
      session_.diagnostics.remark({"output.not_replaced", {{"path", session_.options.output}}});
    }
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

  void keep(Kept kept, std::shared_ptr<const ReadInput> read) {
    const std::size_t first = kept_.audited.size();
    std::move(kept.rows.begin(), kept.rows.end(), std::back_inserter(kept_.rows));
    std::move(kept.audited.begin(), kept.audited.end(), std::back_inserter(kept_.audited));
    if (comparer_ && read != nullptr) comparer_(std::move(read), kept_.audited, first);
  }

  void say(const InputOutcome& outcome, bool skipped) {
    if (outcome.errors.empty() && outcome.warnings.empty()) return;
    progress_.hide();
    for (const Error& error : outcome.errors) {
      if (!skipped) session_.diagnostics.error(error);
    }
    for (const Error& warning : outcome.warnings) session_.diagnostics.warning(warning);
  }

  void summarize(RunSummary& summary) const {
    summary.inputs = taken_;
    summary.bytes = bytes_;
    summary.reports = totals_.reports;
    tally_.summarize(summary);
    // gouji extract looks for findings only when it is asked whether to fail on them.
    if (session_.options.command == Command::extract && !session_.options.fail_on) return;
    for (int severity = 0; severity < 3; ++severity) summary.findings[severity] = totals_.findings[severity];
  }

  void count(const InputOutcome& outcome, bool skipped) {
    bytes_ += outcome.bytes;
    totals_.failed = totals_.failed || (!outcome.errors.empty() && !skipped);
    totals_.incomplete = totals_.incomplete || outcome.incomplete;
    totals_.reports += outcome.reports;
    for (int severity = 0; severity < 3; ++severity) totals_.findings[severity] += outcome.findings[severity];
  }

  const Session& session_;
  const InputSource& source_;
  OutputFile& output_;
  const Comparer& comparer_;
  Progress progress_;
  InputTally tally_;
  std::size_t taken_ = 0;
  std::uint64_t bytes_ = 0;
  Kept kept_;
  Totals totals_;
};

// A page may have the report in a document that it links to, or as pictures.
Error without_report(const DocumentProperties& page, const std::string& path) {
  std::string links;
  for (const std::string& link : page.links) links += (links.empty() ? "" : ", ") + link;
  const std::string pictures = std::to_string(page.pictures);
  if (!links.empty()) return {"kind.html_with_links", {{"path", path}, {"links", links}, {"pictures", pictures}}};
  if (page.pictures > 0) return {"kind.html_with_pictures", {{"path", path}, {"pictures", pictures}}};
  return {"kind.html", {{"path", path}}};
}

// What is to be said of a document without a report.
Error without_report(const Document& document, const std::string& path, const Session& session) {
  const Text& text = document.text;
  const Error error = document.kind == "html" ? without_report(text.properties, path)
                      : document.kind.empty() ? Error{"input.no_reports", {{"path", path}}}
                                              : Error{"kind." + document.kind, {{"path", path}}};
  const ShortLines lines(text);
  const std::vector<Title> titles = titles_in(text, lines.in({0, text.utf8().size()}), session.grammar.common.document);
  // With more of them it is a list of reports.
  constexpr std::size_t most_titles = 3;
  if (titles.empty() || titles.size() > most_titles) return error;
  const Title& title = titles.front();
  return {"input.no_tables",
          {{"path", path}, {"line", std::to_string(text.line_number(title.span.begin))}, {"title", title.text}}};
}

}  // namespace

Result<ReadInput> read_input(const Input& input, const Session& session) {
  Result<Document> document = read_document(input);
  if (!document) return tl::make_unexpected(document.error());
  return find_reports(std::move(*document), input.path, session);
}

Result<ReadInput> find_reports(Document document, const std::string& path, const Session& session) {
  std::vector<Record> records = extract(document.text, session.grammar, session.options.form);
  if (records.empty()) return tl::make_unexpected(without_report(document, path, session));
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
  if (session.options.database.empty()) return std::move(session.listing);
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
                       const Ending& ending, const Comparer& comparer) {
  std::unique_ptr<Collection> collection;
  InputSource source(listing_of(session, collection), session.options.stdin_is_stream);
  Collector collector(session, source, output, comparer);
  for (const Error& error : source.listing().errors) {
    session.diagnostics.error(error);
    collector.fail();
  }
  if (collector.write(header)) {
    const ReportReader reader(session, writer);
    stream_in_order<Input, InputOutcome>(
        threads_of(session.options), [&] { return source.next(); },
        [&](Input& input) {
          InputOutcome outcome = outcome_of(input, reader);
          // Its bytes need not wait with its results for those before it.
          input.content = nullptr;
          return outcome;
        },
        [&](const Input& input, InputOutcome outcome) {
          const bool goes_on = collector.take(input, std::move(outcome));
          if (!goes_on) source.stop();
          return goes_on;
        });
  }
  collector.finish(ending);
  return collector.totals();
}

void count_findings(const std::vector<Finding>& findings, InputOutcome& outcome) {
  for (const Finding& finding : findings) ++outcome.findings[static_cast<int>(finding.rule->severity)];
}

void say_findings(const Session& session, const Totals& totals) {
  if (totals.output_failed) return;
  if (totals.reports == 0) return session.diagnostics.remark({"audit.nothing_read", {}});
  const auto count = [&](Severity severity) { return std::to_string(totals.findings[static_cast<int>(severity)]); };
  session.diagnostics.remark({session.options.baseline.empty() ? "audit.summary" : "audit.summary_with_baseline",
                              {{"reports", std::to_string(totals.reports)},
                               {"hidden", std::to_string(totals.hidden)},
                               {"errors", count(Severity::error)},
                               {"warnings", count(Severity::warning)},
                               {"remarks", count(Severity::info)}}});
}

}  // namespace gouji
