#include "cli/upkeep.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "cli/pipeline.h"
#include "cli/progress.h"
#include "cli/reader.h"
#include "cli/reports.h"
#include "cli/year_plan.h"
#include "gouji.h"
#include "output/characters.h"
#include "source/input_bytes.h"
#include "value/sha256.h"

namespace gouji {
namespace {

// What names the program and its grammar, by which it is known what has to be read anew.
Result<std::string> reader_of(const Options& options) {
  std::string all = GOUJI_VERSION;
  const auto add = [&](const std::vector<GrammarFile>& files) {
    for (const GrammarFile& file : files) all += '\n' + file.text;
  };
  add(builtin_grammar_files());
  if (!options.grammar.empty()) {
    const Result<std::vector<GrammarFile>> files = read_grammar_files(options.grammar);
    if (!files) return tl::make_unexpected(files.error());
    add(*files);
  }
  return fmt::format("{} {}", GOUJI_VERSION, sha256_of(all).substr(0, 16));
}

// Reports of one collection, read again from its bytes: the last ones are kept, since a body's are asked for together.
class StoredReader {
 public:
  StoredReader(Collection& collection, const Session& session) : collection_(collection), session_(session) {}

  Result<std::shared_ptr<const ReadInput>> read(std::int64_t document, const std::string& path) {
    for (const auto& [id, input] : last_) {
      if (id == document) return input;
    }
    Result<ReadInput> read = read_input({path, -1, false, &collection_, document}, session_);
    if (!read) return tl::make_unexpected(read.error());
    auto shared = std::make_shared<const ReadInput>(std::move(*read));
    if (last_.size() >= 2) last_.erase(last_.begin());
    last_.emplace_back(document, shared);
    return shared;
  }

 private:
  Collection& collection_;
  const Session& session_;
  std::vector<std::pair<std::int64_t, std::shared_ptr<const ReadInput>>> last_;
};

// A report that has to be audited anew, and with what.
struct AuditTask {
  std::size_t report = 0;
  AuditedWith with;
  std::optional<std::size_t> earlier;
};

struct AuditedAnew {
  std::vector<std::pair<const AuditTask*, std::vector<StoredFinding>>> reports;
  Damaged damaged;  // the documents that may be, since something could not be read for their sake
  std::optional<Error> error;
};

// Whether the others can be worked on all the same.
bool is_of_one_document(const Error& error) { return error.code == "database.document_damaged"; }

class YearComparer {
 public:
  YearComparer(Collection& collection, const Session& session, const std::vector<StoredReportKey>& reports,
               Damaged& damaged)
      : collection_(collection), session_(session), reports_(reports), damaged_(damaged) {}

  Result<void> run() {
    std::vector<PlannedReport> planned;
    for (const StoredReportKey& report : reports_) {
      planned.push_back({report.publisher, report.year, report.path, report.sha256, report.number, report.likeness});
    }
    const SeriesTable table = arrange_reports(planned, session_.grammar.series.body);
    std::vector<Body> bodies;
    for (const BodyYears& body : table.bodies) bodies.push_back(body.body);
    if (Result<void> written = collection_.put_bodies(bodies); !written) return written;
    return audit(tasks(table, plan_years_quietly(table, planned)));
  }

 private:
  using Tasks = std::vector<AuditTask>;  // of reports that stand side by side in the series

  std::vector<Tasks> tasks(const SeriesTable& table, const std::vector<Comparisons>& plan) const {
    std::vector<std::optional<std::size_t>> earlier(reports_.size());
    for (const Comparisons& comparisons : plan) {
      for (const Comparison& comparison : comparisons) earlier[comparison.report] = comparison.earlier;
    }
    std::vector<Tasks> tasks;
    for (const BodyYears& body : table.bodies) {
      tasks.emplace_back();
      for (std::size_t row = body.begin; row < body.end; ++row) {
        AuditTask task = task_of(table.rows[row].report, earlier[table.rows[row].report]);
        const StoredReportKey& report = reports_[task.report];
        if (task.with == AuditedWith{report.earlier, report.earlier_path, report.named_after}) continue;
        tasks.back().push_back(std::move(task));
        if (tasks.back().size() == most_together) tasks.emplace_back();
      }
    }
    std::erase_if(tasks, [](const Tasks& together) { return together.empty(); });
    return tasks;
  }

  AuditTask task_of(std::size_t index, std::optional<std::size_t> earlier) const {
    const StoredReportKey& report = reports_[index];
    AuditTask task{index, {}, earlier};
    task.with.named_after = name_after(report.publisher, report.title, report.path);
    if (earlier) {
      task.with.earlier = reports_[*earlier].id;
      task.with.earlier_path = path_text(reports_[*earlier].path);
    }
    return task;
  }

  Result<void> audit(const std::vector<Tasks>& tasks) const {
    Result<void> written;
    Progress progress(session_);
    std::size_t done = 0;
    process_in_order<AuditedAnew>(
        tasks.size(), threads_of(session_.options), [&](std::size_t index) { return audited(tasks[index]); },
        [&](const AuditedAnew& anew) {
          progress.step(++done, tasks.size());
          written = write(anew);
          return written.has_value();
        });
    progress.hide();
    if (!written) return written;
    return collection_.commit();
  }

  Result<void> write(const AuditedAnew& anew) const {
    if (anew.error) return tl::make_unexpected(*anew.error);
    damaged_.insert(anew.damaged.begin(), anew.damaged.end());
    for (const auto& [task, findings] : anew.reports) {
      if (Result<void> put = collection_.put_findings(reports_[task->report].id, task->with, findings); !put)
        return put;
    }
    return collection_.commit_if_due();
  }

  AuditedAnew audited(const Tasks& tasks) const {
    AuditedAnew anew;
    StoredReader reader(collection_, session_);
    for (const AuditTask& task : tasks) {
      const std::string& path = reports_[task.report].path;
      try {
        Result<std::vector<StoredFinding>> findings = findings_of(task, reader);
        if (findings) {
          anew.reports.emplace_back(&task, std::move(*findings));
          continue;
        }
        if (is_of_one_document(findings.error())) {
          note_documents(task, anew.damaged);
          continue;
        }
        anew.error = findings.error();
      } catch (const std::bad_alloc&) {
        anew.error = Error{"input.no_memory", {{"path", path}}};
      } catch (const std::exception& exception) {
        anew.error = Error{"input.internal", {{"path", path}, {"reason", exception.what()}}};
      }
      break;
    }
    return anew;
  }

  void note_documents(const AuditTask& task, Damaged& damaged) const {
    damaged.emplace(reports_[task.report].document, reports_[task.report].path);
    if (task.earlier) damaged.emplace(reports_[*task.earlier].document, reports_[*task.earlier].path);
  }

  Result<std::vector<StoredFinding>> findings_of(const AuditTask& task, StoredReader& reader) const {
    const StoredReportKey& report = reports_[task.report];
    std::shared_ptr<const ReadInput> before;
    std::optional<Earlier> earlier;
    if (task.earlier) {
      const StoredReportKey& last = reports_[*task.earlier];
      auto read = reader.read(last.document, last.path);
      if (!read) return tl::make_unexpected(read.error());
      before = *read;
      earlier.emplace(Earlier{before->records.at(static_cast<std::size_t>(last.number)), before->document.text,
                              task.with.earlier_path});
    }
    auto now = reader.read(report.document, report.path);
    if (!now) return tl::make_unexpected(now.error());
    return make_findings((*now)->records.at(static_cast<std::size_t>(report.number)), (*now)->document.text,
                         report.path, earlier ? &*earlier : nullptr, session_.grammar, collection_.language());
  }

  static constexpr std::size_t most_together = 32;

  Collection& collection_;
  const Session& session_;
  const std::vector<StoredReportKey>& reports_;
  Damaged& damaged_;
};

// A document from its stored bytes. One that is no report any more stays, with none.
Result<StoredDocument> read_again(const StoredSource& source, Collection& collection, const Session& session) {
  try {
    Result<std::string> bytes = bytes_of({source.path, -1, false, &collection, *source.document});
    if (!bytes) return tl::make_unexpected(bytes.error());
    const Result<Document> document = document_of(*bytes, source.path);
    if (!document) return tl::make_unexpected(document.error());
    const std::vector<Record> records = extract(document->text, session.grammar, session.options.form);
    if (records.size() > most_reports) return tl::make_unexpected(too_many_reports(source.path, records.size()));
    return make_document(*bytes, document->sha256, document->text, records, source.path, session.grammar,
                         collection.language());
  } catch (const std::bad_alloc&) {
    return fail("input.no_memory", {{"path", source.path}});
  } catch (const std::exception& exception) {
    return fail("input.internal", {{"path", source.path}, {"reason", exception.what()}});
  }
}

// What one of the document's files has, where these are the bytes that it was made of.
std::optional<std::string> intact_bytes_of(const DamagedDocument& document) {
  for (const std::string& path : document.paths) {
    const Input file{path};
    if (!can_be_read_again(file)) continue;
    Result<std::string> bytes = bytes_of(file);
    if (bytes && document_id(sha256_of(*bytes)) == document.id) return std::move(*bytes);
  }
  return std::nullopt;
}

}  // namespace

Error too_many_reports(const std::string& path, std::size_t count) {
  return {"ingest.too_many_reports",
          {{"path", path}, {"count", std::to_string(count)}, {"most", std::to_string(most_reports)}}};
}

Result<void> mend_from_files(Collection& collection, Damaged& damaged, std::size_t& mended) {
  const Result<std::vector<DamagedDocument>> documents = collection.damaged_documents();
  if (!documents) return tl::make_unexpected(documents.error());
  for (const DamagedDocument& document : *documents) {
    const std::optional<std::string> bytes = intact_bytes_of(document);
    if (!bytes) {
      damaged.emplace(document.id, document.paths.empty() ? collection.path() : document.paths.front());
      continue;
    }
    if (const Result<void> written = collection.mend(document.id, *bytes); !written) return written;
    ++mended;
  }
  return collection.commit();
}

bool say_damaged(const Damaged& damaged, Collection& collection, const Session& session) {
  bool all_whole = true;
  for (const auto& [id, path] : damaged) {
    const Result<std::string> bytes = bytes_of({path, -1, false, &collection, id});
    if (bytes || !is_of_one_document(bytes.error())) continue;
    session.diagnostics.error(bytes.error());
    all_whole = false;
  }
  return all_whole;
}

Result<std::unique_ptr<Collection>> open_collection(const Session& session, Language language) {
  const Options& options = session.options;
  const Result<std::string> reader = reader_of(options);
  if (!reader) return tl::make_unexpected(reader.error());
  auto collection = Collection::open_to_write(options.database, session.grammar, *reader, language);
  if (collection && options.language_given && (*collection)->language() != options.language) {
    session.diagnostics.remark({"ingest.language", {{"path", options.database}}});
  }
  return collection;
}

Result<void> read_others_anew(Collection& collection, const Session& session, Damaged& damaged) {
  const Result<std::vector<StoredSource>> others = collection.documents_of_others();
  if (!others) return tl::make_unexpected(others.error());
  if (others->empty()) return {};
  Result<void> written;
  std::size_t done = 0;
  std::size_t read_anew = 0;
  process_in_order<Result<StoredDocument>>(
      others->size(), threads_of(session.options),
      [&](std::size_t index) { return read_again((*others)[index], collection, session); },
      [&](const Result<StoredDocument>& document) {
        const StoredSource& source = (*others)[done++];
        const std::int64_t id = *source.document;
        if (!document && is_of_one_document(document.error())) {
          damaged.emplace(id, source.path);
          return true;
        }
        written = document ? collection.read_anew(id, *document) : tl::make_unexpected(document.error());
        if (written) written = collection.commit_if_due();
        ++read_anew;
        return written.has_value();
      });
  if (!written) return written;
  if (read_anew > 0) session.diagnostics.remark({"ingest.read_anew", {{"count", std::to_string(read_anew)}}});
  return collection.commit();
}

Result<std::size_t> compare_years(Collection& collection, const Session& session, Damaged& damaged) {
  const Result<std::vector<StoredReportKey>> reports = collection.reports();
  if (!reports) return tl::make_unexpected(reports.error());
  if (Result<void> compared = YearComparer(collection, session, *reports, damaged).run(); !compared) {
    return tl::make_unexpected(compared.error());
  }
  return reports->size();
}

}  // namespace gouji
