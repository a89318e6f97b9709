// A collection: documents and what was read and found in them, in one SQLite file (docs/database.md).
//
// Whatever ends the program, the file holds what the last commit() left. Rows depend on the documents, their paths, the
// reader and the language alone, never on the order or the time of what was done, so that a run that was cut short and
// made again ends with what an undisturbed one has.
//
// One thread writes. bytes() may be called by several.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "database/document.h"
#include "database/sqlite.h"
#include "form/grammar.h"
#include "record/likeness.h"
#include "series/bodies.h"
#include "source/document_store.h"
#include "value/result.h"

namespace gouji {

// A path that was given, and what was found there.
struct StoredSource {
  std::string path;  // the database has path_text() of it (characters.h)
  std::int64_t size = 0;
  std::int64_t modified = 0;             // nanoseconds since 1970
  std::optional<std::int64_t> document;  // nothing where it holds no report
  std::string problem;                   // then the code of the reason

  friend bool operator==(const StoredSource&, const StoredSource&) = default;
};

// A document whose stored bytes are not those that it was made of.
struct DamagedDocument {
  std::int64_t id = 0;
  std::vector<std::string> paths;
};

// What is compared with the years of others, and what it was compared with.
struct StoredReportKey {
  std::int64_t id = 0;
  std::int64_t document = 0;
  int number = 0;  // in the document
  std::string sha256;
  std::string publisher;
  std::string title;
  int year = 0;
  std::string path;  // the first of its document's
  std::optional<std::int64_t> earlier;
  std::string earlier_path;
  std::string named_after;
  Likeness likeness;
};

// What a report was audited with.
struct AuditedWith {
  std::optional<std::int64_t> earlier;
  std::string earlier_path;
  std::string named_after;

  friend bool operator==(const AuditedWith&, const AuditedWith&) = default;
};

class Collection final : public DocumentStore {
 public:
  static constexpr int schema_version = 2;

  // One that is there, to be read. Errors: "input.not_found", and those of a database: "database.not_gouji",
  // "database.newer", "database.damaged", "database.busy", "database.not_openable", ….
  static Result<std::unique_ptr<Collection>> open(const std::string& path);

  // One that is there or is made, to be written; nobody else writes to it meanwhile ("database.busy"). `language` is
  // that of a new one. `reader` names the program and its grammar; what others wrote is to be read anew.
  static Result<std::unique_ptr<Collection>> open_to_write(const std::string& path, const Grammar& grammar,
                                                           const std::string& reader, Language language);

  ~Collection();
  Collection(const Collection&) = delete;
  Collection& operator=(const Collection&) = delete;

  const std::string& path() const { return path_; }
  Language language() const { return language_; }
  const std::string& reader() const { return reader_; }

  // Reads all pages. Errors: "database.damaged".
  Result<void> check();

  // By the bytes of their paths.
  Result<std::vector<StoredSource>> sources();
  // SHA-256 and id of all documents that the reader has read.
  Result<std::unordered_map<std::string, std::int64_t>> documents();
  // Those that another reader has read, each with the first of its paths.
  Result<std::vector<StoredSource>> documents_of_others();
  Result<std::vector<StoredReportKey>> reports();
  // As they were given: with the SHA-256 that they had then. Errors: "database.document_damaged" where they are other
  // ones now, without a path, since a document may have several.
  Result<std::string> bytes(std::int64_t document) override;
  // Those whose bytes are damaged, each with all its paths in their order; reads all of them.
  Result<std::vector<DamagedDocument>> damaged_documents();

  // What is written between two commits is there whole or not at all. The first write after a commit begins the next
  // transaction; after an error nothing of it is left.
  Result<void> put(const StoredSource& source, const StoredDocument& document);
  // A path whose document is there already, or that has none.
  Result<void> put(const StoredSource& source);
  // In the place of what another reader has read.
  Result<void> read_anew(std::int64_t id, const StoredDocument& document);
  // Puts the bytes of a document that was damaged back in their place. Precondition: document_id(sha256_of(bytes)) is
  // its id.
  Result<void> mend(std::int64_t id, std::string_view bytes);
  Result<void> remove(const std::string& path);
  // Nothing is written where the report is not there any more.
  Result<void> put_findings(std::int64_t report, const AuditedWith& with, const std::vector<StoredFinding>& findings);
  // Whose reports' names are, all of them. Nothing is written where they are there already.
  Result<void> put_bodies(const std::vector<Body>& bodies);
  Result<void> commit();
  // The same, where the transaction has lasted so long that its end costs little beside it. To be called where what was
  // written is whole.
  Result<void> commit_if_due();

  // For exports and merging, which say what they want in SQL. Catches what it throws.
  Result<void> query(const std::function<void(Connection&)>& ask);
  Result<void> write(const std::function<void(Connection&)>& change);

 private:
  explicit Collection(std::string path);

  Result<void> guarded(const std::function<void()>& work);
  void begin();
  void lock();
  void check_kind();
  void prepare(const Grammar& grammar, const std::string& reader, Language language);
  void create(Language language);
  void write_paths_as_text();
  std::string setting(const char* name);
  Statement& prepared(const char* sql);
  void insert(std::int64_t id, const StoredDocument& document);
  void insert(std::int64_t id, std::int64_t document, int number, const StoredReport& report);
  void insert_findings(std::int64_t report, const std::vector<StoredFinding>& findings);
  template <typename Table, typename Row, typename BindRow>
  void insert_rows(const Table& table, std::int64_t report, const std::vector<Row>& rows, const BindRow& bind_row);
  void set_source(const StoredSource& source);
  void drop_if_unused(std::int64_t document);
  void drop_reports(std::int64_t document);

  using Clock = std::chrono::steady_clock;

  std::string path_;
  // Closed behind the connection: closing it earlier would release SQLite's own locks.
  int lock_ = -1;
  std::optional<Connection> connection_;
  std::unordered_map<std::string_view, std::unique_ptr<Statement>> statements_;
  std::map<std::pair<std::string_view, std::size_t>, std::unique_ptr<Statement>> insertions_;  // by table and rows
  Language language_ = Language::en;
  std::string reader_;
  std::mutex reading_;
  Clock::time_point begin_;             // of the transaction
  Clock::duration last_commit_time_{};  // how long it took
};

}  // namespace gouji
