// gouji ingest: a whole collection into one database. What is killed and run again goes on where it was.
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <new>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "cli/input_tally.h"
#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/reader.h"
#include "cli/recent_reports.h"
#include "cli/reports.h"
#include "cli/run.h"
#include "cli/upkeep.h"
#include "output/characters.h"
#include "source/input_bytes.h"
#include "source/input_source.h"
#include "source/left_out.h"
#include "value/sha256.h"

namespace gouji {
namespace {

// A path as it is stored: without what makes two ways to write it.
std::string stored_path(const Input& input) {
  if (input.is_standard_input) return input.path;
  // What a stream calls a document is no path that could be written in two ways.
  if (input.content != nullptr && !input.content->is_of_archive) return input.path;
  std::string path = std::filesystem::path(input.path).lexically_normal().string();
  return path == "-" ? input.path : path;
}

// Size and time of the last change; zeros of what has none, like standard input, so that it is always read.
void set_state(const Input& input, StoredSource& source) {
  if (input.content != nullptr) {
    source.size = static_cast<std::int64_t>(input.content->size);
    source.modified = input.content->modified;
    return;
  }
  struct stat status {};
  if (input.is_standard_input || ::stat(input.path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  source.size = status.st_size;
  source.modified = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

// The problem of an archive: it is no document, but its members were read, and are sources of their own. Kept so that
// an archive that has not changed is not unpacked.
constexpr const char* archive_problem = "input.archive";

// What became of an input. An error without a problem means that nothing is known of it, and what is stored stays.
struct IngestedInput {
  enum class Kind { unchanged, same_content, read, no_report, left_out, archive, failed };

  Kind kind = Kind::failed;
  StoredSource source;
  std::optional<StoredDocument> document;  // of what was read
  std::shared_ptr<const ReadInput> read;   // the same, to be compared with others; may be null
  std::string mending;                     // the bytes of a document whose stored ones are damaged; mostly empty
  std::vector<Error> errors;
  std::size_t bytes = 0;  // that were read
};

// Works on one input after the other; several threads use it. What the database knew when the run began spares work,
// and is no more than that: what is written is decided by who writes.
class InputReader {
 public:
  InputReader(const Session& session, Language language, const std::vector<StoredSource>& sources,
              std::unordered_map<std::string, std::int64_t> documents, Damaged damaged)
      : session_(session),
        language_(language),
        in_order_(sources),
        documents_(std::move(documents)),
        damaged_(std::move(damaged)) {
    for (const auto& [sha256, id] : documents_) current_.emplace(id, &sha256);
    for (const StoredSource& source : sources) sources_.emplace(source.path, &source);
  }

  const StoredSource* known(const std::string& path) const {
    const auto found = sources_.find(path);
    return found == sources_.end() ? nullptr : found->second;
  }

  // What need not be looked into, since it is as it was; an archive with its members.
  std::optional<InputSource::Recalled> recall(const Input& input) const {
    if (session_.options.rehash || input.is_standard_input) return std::nullopt;
    StoredSource now;
    now.path = stored_path(input);
    set_state(input, now);
    const StoredSource* before = known(now.path);
    if (before == nullptr || now.modified == 0 || now.size != before->size || now.modified != before->modified) {
      return std::nullopt;
    }
    if (before->document) return InputSource::Recalled{};
    if (before->problem != archive_problem) return std::nullopt;
    std::optional<UnpackedArchive> archive = recalled_archive(input, *before);
    if (!archive) return std::nullopt;
    return InputSource::Recalled{std::move(archive)};
  }

  // `content_known`: whether a document may be taken for known by its SHA-256.
  IngestedInput read(const Input& input, bool content_known = true) const {
    IngestedInput ingested;
    try {
      read(input, content_known, ingested);
    } catch (const std::bad_alloc&) {
      ingested = failed({"input.no_memory", {{"path", input.path}}});
    } catch (const std::exception& exception) {
      ingested = failed({"input.internal", {{"path", input.path}, {"reason", exception.what()}}});
    }
    return ingested;
  }

 private:
  static IngestedInput failed(Error error) {
    IngestedInput ingested;
    ingested.errors.push_back(std::move(error));
    return ingested;
  }

  // Nullopt where one of them has to be read anew. What was in an archive before it was changed is left out.
  std::optional<UnpackedArchive> recalled_archive(const Input& input, const StoredSource& archive) const {
    const std::string prefix = archive.path + '/';
    UnpackedArchive recalled;
    recalled.size = static_cast<std::uint64_t>(archive.size);
    recalled.modified = archive.modified;
    auto source = std::lower_bound(in_order_.begin(), in_order_.end(), prefix,
                                   [](const StoredSource& each, const std::string& path) { return each.path < path; });
    for (; source != in_order_.end() && source->path.rfind(prefix, 0) == 0; ++source) {
      if (source->modified != archive.modified) continue;
      if (source->document && current_.count(*source->document) == 0) return std::nullopt;
      Content content;
      content.size = static_cast<std::size_t>(source->size);
      content.modified = source->modified;
      content.is_of_archive = true;
      // Nobody asks for its bytes: it is as it was.
      content.error = Error{"input.not_found", {{"path", source->path}}};
      Input member{input.path + source->path.substr(archive.path.size())};
      member.content = std::make_shared<const Content>(std::move(content));
      recalled.members.push_back(std::move(member));
    }
    return recalled;
  }

  void read(const Input& input, bool content_known, IngestedInput& ingested) const {
    StoredSource& source = ingested.source;
    source.path = stored_path(input);
    set_state(input, source);
    if (input.ends_archive) {
      source.problem = archive_problem;
      ingested.kind = IngestedInput::Kind::archive;
      return;
    }
    const StoredSource* before = known(source.path);
    if (!session_.options.rehash && before != nullptr && is_as_it_was(input, *before, source)) {
      source = *before;
      ingested.kind = IngestedInput::Kind::unchanged;
      return;
    }
    Result<std::string> bytes = bytes_of(input);
    if (!bytes) return refuse(bytes.error(), input, ingested);
    ingested.bytes = bytes->size();
    if (source.modified == 0) source.size = static_cast<std::int64_t>(bytes->size());
    std::string sha256 = sha256_of(*bytes);
    const auto found = documents_.find(sha256);
    if (content_known && found != documents_.end()) {
      source.document = found->second;
      const bool is_same = before != nullptr && before->document == source.document && before->size == source.size &&
                           before->modified == source.modified;
      ingested.kind = is_same ? IngestedInput::Kind::unchanged : IngestedInput::Kind::same_content;
      if (damaged_.contains(found->second)) ingested.mending = std::move(*bytes);
      return;
    }
    read_reports(*bytes, std::move(sha256), input, ingested);
  }

  // Of a file that was named itself it is told each time why it is no report.
  bool is_as_it_was(const Input& input, const StoredSource& before, const StoredSource& now) const {
    const bool is_done = before.document ? current_.count(*before.document) > 0 : input.folder >= 0;
    return is_done && now.modified != 0 && now.size == before.size && now.modified == before.modified;
  }

  void read_reports(const std::string& bytes, std::string sha256, const Input& input, IngestedInput& ingested) const {
    Result<Document> document = document_of(bytes, std::move(sha256), input.path);
    if (!document) return refuse(document.error(), input, ingested);
    Result<ReadInput> read = find_reports(std::move(*document), input.path, session_);
    if (!read) return refuse(read.error(), input, ingested);
    if (read->records.size() > most_reports) {
      return refuse(too_many_reports(input.path, read->records.size()), input, ingested);
    }
    if (std::optional<Error> damage = damage_of(read->document.text, input.path)) ingested.errors.push_back(*damage);
    ingested.document = make_document(bytes, read->document.sha256, read->document.text, read->records,
                                      ingested.source.path, session_.grammar, language_);
    ingested.read = shared_if_small(std::move(*read));
    ingested.kind = IngestedInput::Kind::read;
  }

  static void refuse(const Error& error, const Input& input, IngestedInput& ingested) {
    ingested.errors.push_back(error);
    if (!says_no_report(error.code)) return;
    // Of what was left out in a folder there is no size and time by which it is known again; what was in an archive
    // has to be known as long as the archive is not opened again.
    const bool is_of_archive = input.content != nullptr && input.content->is_of_archive;
    const bool is_kept = !says_left_out(error.code) || (is_of_archive && error.code != same_name);
    ingested.kind = is_kept ? IngestedInput::Kind::no_report : IngestedInput::Kind::left_out;
    if (is_kept) ingested.source.problem = error.code;
  }

  const Session& session_;
  Language language_;
  const std::vector<StoredSource>& in_order_;                // by the bytes of their paths
  std::unordered_map<std::string, std::int64_t> documents_;  // by SHA-256
  Damaged damaged_;
  std::unordered_map<std::int64_t, const std::string*> current_;  // those that need not be read anew
  std::unordered_map<std::string, const StoredSource*> sources_;  // by path
};

// An input that was named, and the documents in the database that came from it.
struct NamedInput {
  std::string path;
  std::size_t gone = 0;   // whose files are not there any more
  std::size_t there = 0;  // the others
};

// The inputs that were named, to know what was ingested from them before.
class NamedInputs {
 public:
  explicit NamedInputs(const Listing& listing) {
    for (const Folder& folder : listing.folders) {
      if (folder.kind != Folder::Kind::stream) add(folder.path);
    }
    for (const Input& input : listing.inputs) {
      if (input.folder < 0 && !input.is_standard_input) add(input.path);
    }
  }

  // Those that a path as it is stored is or lies below.
  std::vector<NamedInput*> covering(const std::string& path) {
    std::vector<NamedInput*> covering;
    const auto add_if_named = [&](const std::string& root) {
      if (const auto found = inputs_.find(root); found != inputs_.end()) covering.push_back(&found->second);
    };
    add_if_named(path);
    for (std::size_t slash = path.rfind('/'); slash != std::string::npos && slash > 0;
         slash = path.rfind('/', slash - 1)) {
      add_if_named(path.substr(0, slash));
    }
    if (path.front() == '/') add_if_named("/");
    if (path.front() != '/' && path.rfind("../", 0) != 0) add_if_named(".");
    return covering;
  }

  // By their paths.
  const std::map<std::string, NamedInput>& all() const { return inputs_; }

 private:
  void add(const std::string& named) {
    std::string root = std::filesystem::path(named).lexically_normal().string();
    if (root.size() > 1 && root.back() == '/') root.pop_back();
    inputs_[root].path = named;
  }

  std::map<std::string, NamedInput> inputs_;
};

bool is_gone(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

// Also where a link leads nowhere.
bool is_missing(const NamedInput& input) {
  struct stat status {};
  return ::stat(input.path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

// A collection of documents of which more than this share goes at once was probably looked for in a wrong place: a
// folder that was renamed, a disk that is not mounted. One part in `most_pruned`.
constexpr std::size_t most_pruned = 5;

// Which archives were seen in this run, and what was in them: so it is known what is gone from them.
class ArchivesSeen {
 public:
  void add_member(const std::string& path) { members_.insert(path); }
  void add_archive(const std::string& path, bool is_whole) { archives_[path] = is_whole; }

  // Nullopt where the path is in no archive of this run.
  std::optional<bool> is_gone(const std::string& path) const {
    for (std::size_t slash = path.rfind('/'); slash != std::string::npos && slash > 0;
         slash = path.rfind('/', slash - 1)) {
      const auto archive = archives_.find(path.substr(0, slash));
      if (archive != archives_.end()) return archive->second && !members_.contains(path);
    }
    return std::nullopt;
  }

 private:
  std::unordered_set<std::string> members_;
  std::unordered_map<std::string, bool> archives_;  // whether all of it could be read
};

class Ingest {
 public:
  Ingest(const Session& session, Collection& collection, InputSource& source, const InputReader& reader)
      : session_(session),
        collection_(collection),
        source_(source),
        reader_(reader),
        recent_(session.grammar.series.body),
        tally_(session),
        progress_(session) {}

  // False where the database could not be written.
  bool run() {
    for (const Error& error : source_.listing().errors) say(error);
    stream_in_order<Input, IngestedInput>(
        threads_of(session_.options), [&] { return source_.next(); },
        [&](const Input& input) { return reader_.read(input); },
        [&](const Input& input, IngestedInput ingested) {
          const bool goes_on = take(input, std::move(ingested));
          if (!goes_on) source_.stop();
          return goes_on;
        });
    progress_.hide();
    if (broken_) return false;
    tally_.say_skipped();
    if (!tally_.check(source_.listing().folders)) failed_ = true;
    if (session_.options.prune && !prune()) return false;
    return check(collection_.commit());
  }

  bool failed() const { return failed_; }
  // Documents whose damaged bytes were put right.
  std::size_t mended() const { return mended_.size(); }

  void say_summary(std::size_t reports) const {
    session_.diagnostics.remark({"ingest.summary",
                                 {{"new", std::to_string(new_)},
                                  {"changed", std::to_string(changed_)},
                                  {"unchanged", std::to_string(unchanged_)},
                                  {"removed", std::to_string(removed_)},
                                  {"reports", std::to_string(reports)}}});
  }

  // Reports and findings are those of the whole database.
  void summarize(std::size_t reports, RunSummary& summary) {
    summary.inputs = taken_;
    summary.bytes = bytes_;
    summary.reports = static_cast<std::int64_t>(reports);
    tally_.summarize(summary);
    summary.changes = RunSummary::Changes{new_, changed_, unchanged_, removed_};
    for (auto& count : summary.findings) count = 0;
    check(collection_.query([&](Connection& connection) {
      Statement rows(connection, "SELECT severity, count(*) FROM finding GROUP BY severity");
      rows.start();
      while (rows.step()) {
        for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) {
          if (rows.string(0) == name_of(severity)) summary.findings[static_cast<int>(severity)] = rows.integer(1);
        }
      }
    }));
  }

 private:
  void say(const Error& error) {
    progress_.hide();
    session_.diagnostics.error(error);
    failed_ = true;
  }

  bool check(const Result<void>& written) {
    if (written) return true;
    say(written.error());
    broken_ = true;
    return false;
  }

  bool take(const Input& input, IngestedInput ingested) {
    if (ingested.kind == IngestedInput::Kind::archive) return take_archive(input, ingested.source);
    progress_.step(++taken_, source_.is_open_ended() ? std::nullopt : std::optional(source_.expected()));
    bytes_ += ingested.bytes;
    if (ingested.kind == IngestedInput::Kind::same_content && !is_there(*ingested.source.document)) {
      // Its document went with another path in this run.
      ingested = reader_.read(input, false);
      if (broken_) return false;
    }
    if (!ingested.mending.empty() && mended_.insert(*ingested.source.document).second &&
        !check(collection_.mend(*ingested.source.document, ingested.mending))) {
      return false;
    }
    count(input, ingested);
    if (session_.options.prune && input.content != nullptr) archives_.add_member(stored_path(input));
    switch (ingested.kind) {
      case IngestedInput::Kind::unchanged:
      case IngestedInput::Kind::left_out:
      case IngestedInput::Kind::failed:
        return true;
      case IngestedInput::Kind::read:
        return check(collection_.put(ingested.source, *ingested.document)) && compare_with_recent(ingested) &&
               check(collection_.commit_if_due());
      case IngestedInput::Kind::same_content:
      case IngestedInput::Kind::no_report:
      case IngestedInput::Kind::archive:
        break;
    }
    return check(collection_.put(ingested.source)) && check(collection_.commit_if_due());
  }

  // Reports are stored as audited beside those that were at hand. Whether these are the right ones is seen when all
  // are stored (compare_years()).
  bool compare_with_recent(const IngestedInput& ingested) {
    if (ingested.read == nullptr) return true;
    for (const RecentPair& pair :
         recent_.add(ingested.read, ingested.source.path, document_id(ingested.document->sha256))) {
      const Record& record = pair.report.record();
      const std::string& path = pair.report.input->path;
      const AuditedWith with{pair.earlier.key(), path_text(pair.earlier.input->path),
                             name_after(record.publisher.value, record.title.value, path)};
      const Earlier earlier{pair.earlier.record(), pair.earlier.text(), with.earlier_path};
      const std::vector<StoredFinding> findings =
          make_findings(record, pair.report.text(), path, &earlier, session_.grammar, collection_.language());
      if (!check(collection_.put_findings(pair.report.key(), with, findings))) return false;
    }
    return true;
  }

  // All that is in it is stored by now. Where something was not, it is opened again the next time.
  bool take_archive(const Input& input, const StoredSource& archive) {
    tally_.count(input, "", 0);
    const auto is_in_it = [&](const std::string& path) { return path.rfind(input.path + '/', 0) == 0; };
    const bool is_whole = last_failed_ != input.path && !is_in_it(last_failed_);
    archives_.add_archive(archive.path, is_whole);
    if (!is_whole || is_in_it(last_left_out_) || archive.modified == 0) return true;
    return check(collection_.put(archive)) && check(collection_.commit_if_due());
  }

  bool is_there(std::int64_t document) {
    bool found = false;
    check(collection_.query([&](Connection& connection) {
      Statement row(connection, "SELECT 1 FROM document WHERE id = ?");
      row.start(document);
      found = row.step();
    }));
    return found;
  }

  void count(const Input& input, const IngestedInput& ingested) {
    std::string code = ingested.errors.empty() ? ingested.source.problem : ingested.errors.front().code;
    const StoredSource* before = reader_.known(stored_path(input));
    const bool has_report = ingested.kind == IngestedInput::Kind::read || ingested.source.document;
    const bool skipped = tally_.count(input, code, has_report ? 1 : 0);
    for (const Error& error : ingested.errors) {
      if (!skipped) say(error);
    }
    if (ingested.kind == IngestedInput::Kind::failed) last_failed_ = input.path;
    if (ingested.kind == IngestedInput::Kind::left_out) last_left_out_ = input.path;
    if (!has_report) return;
    const bool is_new = before == nullptr || !before->document;
    const bool is_changed = ingested.kind == IngestedInput::Kind::read
                                ? !is_new && *before->document != document_id(ingested.document->sha256)
                                : !is_new && before->document != ingested.source.document;
    ++(is_new ? new_ : is_changed ? changed_ : unchanged_);
  }

  // What the database has by now decides, so that a run that was killed and made again removes the same.
  bool prune() {
    const Result<std::vector<StoredSource>> sources = collection_.sources();
    if (!sources) return check(tl::make_unexpected(sources.error()));
    NamedInputs named(source_.listing());
    std::vector<const StoredSource*> gone = gone_from(named, *sources);
    keep_below_lost_inputs(named, gone);
    if (!session_.options.prune_all && is_too_much(gone, *sources)) return true;
    for (const StoredSource* source : gone) {
      removed_ += source->document ? 1 : 0;
      if (!check(collection_.remove(source->path)) || !check(collection_.commit_if_due())) return false;
    }
    return true;
  }

  std::vector<const StoredSource*> gone_from(NamedInputs& named, const std::vector<StoredSource>& sources) const {
    std::vector<const StoredSource*> gone;
    for (const StoredSource& source : sources) {
      // What came from a stream has no place from which it could be gone.
      if (source.modified == 0) continue;
      const std::vector<NamedInput*> inputs = named.covering(source.path);
      if (inputs.empty()) continue;
      const std::optional<bool> gone_from_archive = archives_.is_gone(source.path);
      const bool goes = gone_from_archive ? *gone_from_archive : is_gone(source.path);
      if (goes) gone.push_back(&source);
      if (!source.document) continue;
      for (NamedInput* input : inputs) ++(goes ? input->gone : input->there);
    }
    return gone;
  }

  // An input that is not there was renamed, or its disk is not mounted; one that has nothing left may be a mount point.
  void keep_below_lost_inputs(NamedInputs& named, std::vector<const StoredSource*>& gone) {
    std::set<const NamedInput*> lost;
    for (const auto& [path, input] : named.all()) {
      if (input.gone == 0) continue;
      const bool missing = is_missing(input);
      if (!missing && (input.there > 0 || session_.options.prune_all)) continue;
      lost.insert(&input);
      say({missing ? "ingest.not_pruned_missing" : "ingest.not_pruned_empty",
           {{"path", input.path}, {"count", std::to_string(input.gone)}}});
    }
    std::erase_if(gone, [&](const StoredSource* source) {
      const std::vector<NamedInput*> inputs = named.covering(source->path);
      return std::any_of(inputs.begin(), inputs.end(), [&](const NamedInput* input) { return lost.contains(input); });
    });
  }

  // Tells it.
  bool is_too_much(const std::vector<const StoredSource*>& gone, const std::vector<StoredSource>& sources) {
    std::unordered_map<std::int64_t, std::size_t> paths;  // that stay, of each document
    for (const StoredSource& source : sources) {
      if (source.document) ++paths[*source.document];
    }
    const std::size_t all = paths.size();
    std::size_t lost = 0;
    for (const StoredSource* source : gone) {
      if (source->document && --paths[*source->document] == 0) ++lost;
    }
    if (lost * most_pruned <= all) return false;
    say({"ingest.not_pruned_most", {{"count", std::to_string(lost)}, {"all", std::to_string(all)}}});
    return true;
  }

  const Session& session_;
  Collection& collection_;
  InputSource& source_;
  const InputReader& reader_;
  RecentReports recent_;
  InputTally tally_;
  ArchivesSeen archives_;
  std::set<std::int64_t> mended_;  // documents
  std::string last_failed_;        // the path of an input
  std::string last_left_out_;      // of one that the database knows nothing of
  Progress progress_;
  std::size_t taken_ = 0;
  std::uint64_t bytes_ = 0;
  int new_ = 0;
  int changed_ = 0;
  int unchanged_ = 0;
  int removed_ = 0;
  bool failed_ = false;  // something was told that could not be done
  bool broken_ = false;  // the database cannot be written
};

}  // namespace

int ingest_command(const Session& session) {
  const auto failed = [&](const Error& error) {
    session.diagnostics.error(error);
    return ExitStatus::failed;
  };
  const Result<std::unique_ptr<Collection>> opened = open_collection(session, session.options.language);
  if (!opened) return failed(opened.error());
  Collection& collection = **opened;
  Damaged damaged;
  std::size_t mended = 0;
  if (session.options.rehash) {
    if (const Result<void> checked = collection.check(); !checked) return failed(checked.error());
    if (const Result<void> tried = mend_from_files(collection, damaged, mended); !tried) return failed(tried.error());
  }
  if (const Result<void> read = read_others_anew(collection, session, damaged); !read) return failed(read.error());

  const Result<std::vector<StoredSource>> sources = collection.sources();
  if (!sources) return failed(sources.error());
  Result<std::unordered_map<std::string, std::int64_t>> documents = collection.documents();
  if (!documents) return failed(documents.error());
  const InputReader reader(session, collection.language(), *sources, std::move(*documents), damaged);
  InputSource source(std::move(session.listing), session.options.stdin_is_stream,
                     [&](const Input& input) { return reader.recall(input); });
  Ingest ingest(session, collection, source, reader);
  if (!ingest.run()) return ExitStatus::failed;
  const Result<std::size_t> reports = compare_years(collection, session, damaged);
  if (!reports) return failed(reports.error());
  mended += ingest.mended();
  if (mended > 0) session.diagnostics.remark({"ingest.mended", {{"count", std::to_string(mended)}}});
  const bool all_whole = say_damaged(damaged, collection, session);
  ingest.say_summary(*reports);
  if (session.summary != nullptr) ingest.summarize(*reports, *session.summary);
  return ingest.failed() || !all_whole ? ExitStatus::failed : ExitStatus::ok;
}

}  // namespace gouji
