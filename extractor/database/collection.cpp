#include "database/collection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <thread>
#include <utility>

#include "database/json_text.h"
#include "database/names.h"
#include "output/characters.h"
#include "text/fold.h"
#include "value/compression.h"
#include "value/sha256.h"

namespace gouji {

// cmake/embed_text.cmake: database/schema.sql.
extern const char* const database_schema;

namespace {

// "gouj": what kind of SQLite database it is.
constexpr int application_id = 0x676F756A;

[[noreturn]] void give_up(const char* code, const std::string& path, int system_error) {
  throw DatabaseFailure({code, {{"path", path}, {"reason", std::strerror(system_error)}}});
}

[[noreturn]] void give_up(const char* code, const std::string& path) {
  throw DatabaseFailure({code, {{"path", path}}});
}

const char* name_of_language(Language language) { return language == Language::zh ? "zh" : "en"; }

std::optional<int> known_year(int year) { return year == 0 ? std::nullopt : std::optional(year); }

// A table of what a report has, its key first: the report's id and a number.
struct ReportTable {
  const char* name;
  int columns;
};

constexpr ReportTable cell_table = {"cell", 13};
constexpr ReportTable claim_table = {"claim", 13};
constexpr ReportTable extra_table = {"extra", 11};
constexpr ReportTable unread_table = {"unread", 8};
constexpr ReportTable figure_table = {"figure", 6};
constexpr ReportTable finding_table = {"finding", 16};

// With ?1 for the report and the next parameters for the other columns of each row. OR FAIL, since whatever fails
// undoes the whole transaction: SQLite need not be ready to undo the statement alone.
std::string insertion_of(const ReportTable& table, std::size_t rows) {
  std::string row = "(?1";
  for (int column = 1; column < table.columns; ++column) row += ", ?";
  row += ')';
  std::string sql = fmt::format("INSERT OR FAIL INTO {} VALUES {}", table.name, row);
  for (std::size_t i = 1; i < rows; ++i) sql += ", " + row;
  return sql;
}

}  // namespace

Collection::Collection(std::string path) : path_(std::move(path)) {}

Collection::~Collection() {
  statements_.clear();
  insertions_.clear();
  connection_.reset();
  if (lock_ >= 0) ::close(lock_);
}

Result<std::unique_ptr<Collection>> Collection::open(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 && errno == ENOENT) return gouji::fail("input.not_found", {{"path", path}});
  std::unique_ptr<Collection> collection(new Collection(path));
  const Result<void> opened = collection->guarded([&] {
    // To write, if that is possible: what a run that was killed has left half done is undone by whoever opens it next.
    collection->connection_.emplace(path, SQLITE_OPEN_READWRITE);
    collection->check_kind();
    collection->language_ = collection->setting("language") == "zh" ? Language::zh : Language::en;
    collection->reader_ = collection->setting("reader");
  });
  if (!opened) return tl::make_unexpected(opened.error());
  return collection;
}

Result<std::unique_ptr<Collection>> Collection::open_to_write(const std::string& path, const Grammar& grammar,
                                                              const std::string& reader, Language language) {
  std::unique_ptr<Collection> collection(new Collection(path));
  const Result<void> opened = collection->guarded([&] {
    collection->lock();
    collection->connection_.emplace(path, SQLITE_OPEN_READWRITE);
    collection->prepare(grammar, reader, language);
  });
  if (!opened) return tl::make_unexpected(opened.error());
  return collection;
}

// SQLite's locks go from one transaction to the next; this one is for a whole run. It goes with the process.
void Collection::lock() {
  lock_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_ < 0) give_up("database.not_openable", path_, errno);
  constexpr int attempts = 50;
  for (int attempt = 1; ::flock(lock_, LOCK_EX | LOCK_NB) != 0; ++attempt) {
    if (errno != EWOULDBLOCK && errno != EINTR) return;  // a file system that has no such locks
    if (attempt == attempts) give_up("database.busy", path_);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

void Collection::check_kind() {
  if (connection_->integer("PRAGMA application_id") != application_id) give_up("database.not_gouji", path_);
  const std::int64_t version = connection_->integer("PRAGMA user_version");
  if (version <= schema_version) return;
  throw DatabaseFailure({"database.newer",
                         {{"path", path_},
                          {"version", std::to_string(version)},
                          {"known", std::to_string(static_cast<int>(schema_version))}}});
}

void Collection::prepare(const Grammar& grammar, const std::string& reader, Language language) {
  const bool is_new = connection_->integer("PRAGMA application_id") == 0 &&
                      connection_->integer("PRAGMA user_version") == 0 &&
                      connection_->integer("SELECT count(*) FROM sqlite_schema") == 0;
  if (!is_new) check_kind();
  connection_->execute("PRAGMA cache_size = -65536");
  begin();
  if (is_new) create(language);
  language_ = setting("language") == "zh" ? Language::zh : Language::en;
  reader_ = reader;
  if (setting("reader") != reader) {
    write_names(*connection_, grammar, language_);
    Statement(*connection_, "INSERT OR REPLACE INTO setting VALUES ('reader', ?)").run(reader);
    // What was no report for one grammar may be one for another.
    connection_->execute("DELETE FROM source WHERE document IS NULL");
    write_paths_as_text();
  }
  connection_->execute("COMMIT");
}

// A gouji from before 0.1.0 has stored paths as they were given, even where they are no text.
void Collection::write_paths_as_text() {
  std::vector<std::string> paths;
  Statement rows(*connection_, "SELECT path FROM source");
  for (rows.start(); rows.step();) {
    if (valid_utf8(rows.text(0)) != rows.text(0)) paths.push_back(rows.string(0));
  }
  Statement rename(*connection_, "UPDATE OR REPLACE source SET path = ?2 WHERE path = ?1");
  for (const std::string& path : paths) rename.run(path, path_text(path));
}

void Collection::create(Language language) {
  connection_->execute(database_schema);
  Statement(*connection_, "INSERT INTO setting VALUES ('language', ?)").run(name_of_language(language));
  connection_->execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, int{schema_version}));
}

std::string Collection::setting(const char* name) {
  Statement statement(*connection_, "SELECT value FROM setting WHERE name = ?");
  statement.start(name);
  return statement.step() ? statement.string(0) : "";
}

Result<void> Collection::guarded(const std::function<void()>& work) {
  Error error;
  try {
    work();
    return {};
  } catch (const DatabaseFailure& failure) {
    error = failure.error();
  }
  statements_.clear();
  insertions_.clear();
  if (connection_ && connection_->in_transaction()) {
    sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  return tl::make_unexpected(std::move(error));
}

Statement& Collection::prepared(const char* sql) {
  std::unique_ptr<Statement>& statement = statements_[sql];
  if (statement == nullptr) statement = std::make_unique<Statement>(*connection_, sql);
  return *statement;
}

void Collection::begin() {
  if (connection_->in_transaction()) return;
  connection_->execute("BEGIN IMMEDIATE");
  begin_ = Clock::now();
}

Result<void> Collection::commit() {
  return guarded([&] {
    if (!connection_->in_transaction()) return;
    const Clock::time_point begin = Clock::now();
    connection_->execute("COMMIT");
    last_commit_time_ = Clock::now() - begin;
  });
}

// A commit waits for the disk, some milliseconds on one and a hundred on another, while a kill loses what is not
// committed.
Result<void> Collection::commit_if_due() {
  constexpr int times_as_long = 20;
  constexpr Clock::duration longest = std::chrono::seconds(2);
  if (Clock::now() - begin_ < std::min(times_as_long * last_commit_time_, longest)) return {};
  return commit();
}

Result<void> Collection::check() {
  return guarded([&] {
    Statement check(*connection_, "PRAGMA quick_check(1)");
    check.start();
    if (check.step() && check.text(0) != "ok") give_up("database.damaged", path_);
  });
}

Result<std::vector<StoredSource>> Collection::sources() {
  std::vector<StoredSource> sources;
  const Result<void> read = guarded([&] {
    Statement rows(*connection_, "SELECT path, size, modified, document, problem FROM source");
    for (rows.start(); rows.step();) {
      sources.push_back(
          {path_of(rows.text(0)), rows.integer(1), rows.integer(2), rows.optional_integer(3), rows.string(4)});
    }
  });
  if (!read) return tl::make_unexpected(read.error());
  std::sort(sources.begin(), sources.end(),
            [](const StoredSource& a, const StoredSource& b) { return a.path < b.path; });
  return sources;
}

Result<std::unordered_map<std::string, std::int64_t>> Collection::documents() {
  std::unordered_map<std::string, std::int64_t> documents;
  const Result<void> read = guarded([&] {
    Statement rows(*connection_, "SELECT sha256, id FROM document WHERE reader = ?");
    for (rows.start(reader_); rows.step();) documents.emplace(rows.string(0), rows.integer(1));
  });
  if (!read) return tl::make_unexpected(read.error());
  return documents;
}

Result<std::vector<StoredSource>> Collection::documents_of_others() {
  std::vector<StoredSource> sources;
  const Result<void> read = guarded([&] {
    Statement rows(*connection_,
                   "SELECT min(s.path), s.size, s.modified, d.id FROM document d JOIN source s ON s.document = d.id "
                   "WHERE d.reader <> ? GROUP BY d.id ORDER BY 1");
    for (rows.start(reader_); rows.step();) {
      sources.push_back({path_of(rows.text(0)), rows.integer(1), rows.integer(2), rows.integer(3), ""});
    }
  });
  if (!read) return tl::make_unexpected(read.error());
  return sources;
}

Result<std::vector<StoredReportKey>> Collection::reports() {
  std::vector<StoredReportKey> reports;
  const Result<void> read = guarded([&] {
    Statement rows(*connection_,
                   "SELECT r.id, r.document, r.number, d.sha256, r.publisher, r.title, r.year, (SELECT min(s.path) "
                   "FROM source s WHERE s.document = d.id), r.earlier, r.earlier_path, r.named_after, "
                   "r.likeness "
                   "FROM report r JOIN document d ON d.id = r.document ORDER BY r.id");
    for (rows.start(); rows.step();) {
      reports.push_back({rows.integer(0), rows.integer(1), static_cast<int>(rows.integer(2)), rows.string(3),
                         rows.string(4), rows.string(5), static_cast<int>(rows.integer(6)), path_of(rows.text(7)),
                         rows.optional_integer(8), rows.string(9), rows.string(10), likeness_of(rows.text(11))});
    }
  });
  if (!read) return tl::make_unexpected(read.error());
  return reports;
}

namespace {

// Of a row that begins with bytes, size and SHA-256; nullopt where they do not fit together. The compressed bytes have
// a checksum of their own, but a program may also have put others there.
std::optional<std::string> bytes_of(const Statement& row) {
  std::optional<std::string> bytes = decompress(row.blob(0), static_cast<std::size_t>(row.integer(1)));
  if (bytes && sha256_of(*bytes) != row.text(2)) return std::nullopt;
  return bytes;
}

}  // namespace

Result<std::string> Collection::bytes(std::int64_t document) {
  const std::lock_guard lock(reading_);
  try {
    Statement row(*connection_, "SELECT bytes, size, sha256 FROM document WHERE id = ?");
    row.start(document);
    if (!row.step()) return gouji::fail("database.damaged", {{"path", path_}});
    std::optional<std::string> bytes = bytes_of(row);
    if (!bytes) return gouji::fail("database.document_damaged", {{"database", path_}});
    return std::move(*bytes);
  } catch (const DatabaseFailure& failure) {
    return tl::make_unexpected(failure.error());
  }
}

Result<std::vector<DamagedDocument>> Collection::damaged_documents() {
  std::vector<DamagedDocument> damaged;
  const Result<void> read = guarded([&] {
    Statement rows(*connection_, "SELECT bytes, size, sha256, id FROM document ORDER BY id");
    for (rows.start(); rows.step();) {
      if (!bytes_of(rows)) damaged.push_back({rows.integer(3), {}});
    }
    Statement paths(*connection_, "SELECT path FROM source WHERE document = ? ORDER BY path");
    for (DamagedDocument& document : damaged) {
      for (paths.start(document.id); paths.step();) document.paths.push_back(path_of(paths.text(0)));
    }
  });
  if (!read) return tl::make_unexpected(read.error());
  return damaged;
}

Result<void> Collection::mend(std::int64_t id, std::string_view bytes) {
  return guarded([&] {
    begin();
    prepared("UPDATE document SET sha256 = ?, size = ?, bytes = ? WHERE id = ?")
        .run(sha256_of(bytes), static_cast<std::int64_t>(bytes.size()), Blob{compress(bytes)}, id);
  });
}

Result<void> Collection::put(const StoredSource& source, const StoredDocument& document) {
  return guarded([&] {
    begin();
    const std::int64_t id = document_id(document.sha256);
    Statement& known = prepared("SELECT sha256, reader FROM document WHERE id = ?");
    known.start(id);
    const bool is_known = known.step();
    const bool is_same = is_known && known.text(0) == document.sha256;
    const bool is_current = is_known && known.text(1) == reader_;
    if (is_known) known.step();
    if (is_known && !is_same) {
      throw DatabaseFailure({"database.same_id", {{"first", document.sha256}, {"second", source.path}}});
    }
    if (is_known && !is_current) {
      drop_reports(id);
      // The bytes of a document that could not be read anew from them may be damaged.
      prepared("UPDATE document SET size = ?2, bytes = ?3 WHERE id = ?1 AND bytes IS NOT ?3")
          .run(id, document.size, Blob{document.bytes});
    }
    if (!is_current) insert(id, document);
    StoredSource of_document = source;
    of_document.document = id;
    set_source(of_document);
  });
}

Result<void> Collection::put(const StoredSource& source) {
  return guarded([&] {
    begin();
    set_source(source);
  });
}

Result<void> Collection::read_anew(std::int64_t id, const StoredDocument& document) {
  return guarded([&] {
    begin();
    drop_reports(id);
    insert(id, document);
  });
}

Result<void> Collection::remove(const std::string& path) {
  return guarded([&] {
    begin();
    const std::string text = path_text(path);
    Statement& known = prepared("SELECT document FROM source WHERE path = ?");
    known.start(text);
    if (!known.step()) return;
    const std::optional<std::int64_t> document = known.optional_integer(0);
    known.step();
    prepared("DELETE FROM source WHERE path = ?").run(text);
    if (document) drop_if_unused(*document);
  });
}

void Collection::set_source(const StoredSource& source) {
  Statement& known = prepared("SELECT document, size, modified, problem FROM source WHERE path = ?");
  const std::string path = path_text(source.path);
  known.start(path);
  std::optional<StoredSource> before;
  while (known.step()) {
    before = StoredSource{source.path, known.integer(1), known.integer(2), known.optional_integer(0), known.string(3)};
  }
  if (before == source) return;
  prepared("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?)")
      .run(path, source.document, source.size, source.modified, text_or_null(source.problem));
  if (before && before->document && before->document != source.document) drop_if_unused(*before->document);
}

void Collection::drop_if_unused(std::int64_t document) {
  Statement& used = prepared("SELECT 1 FROM source WHERE document = ?");
  used.start(document);
  if (used.step()) {
    used.finish();
    return;
  }
  drop_reports(document);
  prepared("DELETE FROM document WHERE id = ?").run(document);
}

// As the foreign keys say; that SQLite watches them would cost a search for the report of each row that is inserted.
void Collection::drop_reports(std::int64_t document) {
  const auto last = document + static_cast<std::int64_t>(most_reports) - 1;
  for (const char* sql :
       {"DELETE FROM cell WHERE report BETWEEN ? AND ?", "DELETE FROM claim WHERE report BETWEEN ? AND ?",
        "DELETE FROM extra WHERE report BETWEEN ? AND ?", "DELETE FROM unread WHERE report BETWEEN ? AND ?",
        "DELETE FROM figure WHERE report BETWEEN ? AND ?", "DELETE FROM finding WHERE report BETWEEN ? AND ?",
        "DELETE FROM report WHERE id BETWEEN ? AND ?"}) {
    prepared(sql).run(document, last);
  }
}

void Collection::insert(std::int64_t id, const StoredDocument& document) {
  prepared(
      "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET encoding = excluded.encoding, "
      "damaged = excluded.damaged, reader = excluded.reader")
      .run(id, document.sha256, document.size, document.encoding, document.damaged, reader_, Blob{document.bytes});
  int number = 0;
  for (const StoredReport& report : document.reports) {
    insert(id + number, id, number, report);
    ++number;
  }
}

// Many rows with one statement: what SQLite does once a statement costs more than a row. In numbers of rows that are
// powers of two, so that there are few statements to prepare.
template <typename Table, typename Row, typename BindRow>
void Collection::insert_rows(const Table& table, std::int64_t report, const std::vector<Row>& rows,
                             const BindRow& bind_row) {
  constexpr std::size_t most_rows = 128;
  for (std::size_t begin = 0; begin < rows.size();) {
    const std::size_t count = std::min(std::bit_floor(rows.size() - begin), most_rows);
    std::unique_ptr<Statement>& statement = insertions_[{table.name, count}];
    if (statement == nullptr) statement = std::make_unique<Statement>(*connection_, insertion_of(table, count));
    statement->start(report);
    for (const std::size_t end = begin + count; begin < end; ++begin) {
      bind_row(*statement, static_cast<int>(begin), rows[begin]);
    }
    statement->finish();
  }
}

void Collection::insert(std::int64_t id, std::int64_t document, int number, const StoredReport& report) {
  prepared("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?)")
      .run(id, document, number, report.form, known_year(report.year), text_or_null(report.publisher),
           text_or_null(report.title), text_or_null(report.document_number), text_or_null(report.published),
           text_or_null(report.period_begin), text_or_null(report.period_end), text_or_null(report.named_after),
           report.likeness);
  insert_rows(cell_table, id, report.cells, [](Statement& to, int, const StoredCell& cell) {
    to.bind_more(cell.id, cell.value, Exact{cell.value}, cell.raw, static_cast<int>(cell.status), cell.place.line,
                 cell.place.byte_begin, cell.place.byte_end, text_or_null(cell.unit), text_or_null(cell.reason),
                 text_or_null(cell.candidates), text_or_null(cell.place.place));
  });
  insert_rows(claim_table, id, report.claims, [](Statement& to, int row, const StoredClaim& claim) {
    to.bind_more(row, claim.text, claim.value, Exact{claim.value}, claim.unit, claim.reading, claim.cells, claim.agrees,
                 claim.place.line, claim.place.byte_begin, claim.place.byte_end, text_or_null(claim.place.place));
  });
  insert_rows(extra_table, id, report.extra, [](Statement& to, int row, const StoredExtra& extra) {
    to.bind_more(row, extra.row, extra.column, extra.value, Exact{extra.value}, extra.raw, extra.place.line,
                 extra.place.byte_begin, extra.place.byte_end, text_or_null(extra.place.place));
  });
  insert_rows(unread_table, id, report.unread, [](Statement& to, int row, const StoredUnread& unread) {
    to.bind_more(row, unread.raw, unread.reason, unread.place.line, unread.place.byte_begin, unread.place.byte_end,
                 text_or_null(unread.place.place));
  });
  insert_rows(figure_table, id, report.figures, [](Statement& to, int, const StoredFigure& figure) {
    to.bind_more(figure.id, figure.value, Exact{figure.value}, figure.status, int{figure.near});
  });
  insert_findings(id, report.findings);
}

void Collection::insert_findings(std::int64_t report, const std::vector<StoredFinding>& findings) {
  insert_rows(finding_table, report, findings, [](Statement& to, int row, const StoredFinding& finding) {
    to.bind_more(row, finding.rule, finding.severity, finding.cells, finding.expected, finding.actual, finding.message,
                 finding.place.line, finding.character, finding.place.byte_begin, finding.place.byte_end,
                 text_or_null(finding.repair), finding.suspects, finding.fingerprint,
                 text_or_null(finding.place.place));
  });
}

Result<void> Collection::put_findings(std::int64_t report, const AuditedWith& with,
                                      const std::vector<StoredFinding>& findings) {
  return guarded([&] {
    begin();
    prepared("UPDATE report SET earlier = ?, earlier_path = ?, named_after = ? WHERE id = ?")
        .run(with.earlier, text_or_null(with.earlier_path), text_or_null(with.named_after), report);
    if (sqlite3_changes(connection_->handle()) == 0) return;
    prepared("DELETE FROM finding WHERE report = ?").run(report);
    insert_findings(report, findings);
  });
}

Result<void> Collection::put_bodies(const std::vector<Body>& bodies) {
  // publisher → name, doubt, could_be
  std::map<std::string, std::array<std::string, 3>> wanted;
  for (const Body& body : bodies) {
    for (const std::string& name : body.names) {
      wanted[name] = {body.name, name_of(body.doubt), json_list(body.could_be)};
    }
  }
  return guarded([&] {
    std::map<std::string, std::array<std::string, 3>> known;
    Statement rows(*connection_, "SELECT publisher, name, doubt, could_be FROM body");
    for (rows.start(); rows.step();) known[rows.string(0)] = {rows.string(1), rows.string(2), rows.string(3)};
    if (known == wanted) return;
    begin();
    connection_->execute("DELETE FROM body");
    Statement& row = prepared("INSERT INTO body VALUES (?, ?, ?, ?)");
    for (const auto& [publisher, body] : wanted) row.run(publisher, body[0], text_or_null(body[1]), body[2]);
  });
}

Result<void> Collection::query(const std::function<void(Connection&)>& ask) {
  return guarded([&] { ask(*connection_); });
}

Result<void> Collection::write(const std::function<void(Connection&)>& change) {
  return guarded([&] {
    begin();
    change(*connection_);
  });
}

}  // namespace gouji
