#include "database/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "output/characters.h"

namespace gouji {
namespace {

struct MergedSource {
  StoredSource source;
  std::string sha256;  // empty where it holds no report

  auto age() const { return std::tie(source.modified, sha256, source.size); }
};

std::map<std::string, MergedSource> sources_of(Connection& connection) {
  std::map<std::string, MergedSource> sources;
  Statement rows(
      connection,
      "SELECT s.path, s.size, s.modified, s.document, s.problem, d.sha256 FROM source s LEFT JOIN document d "
      "ON d.id = s.document");
  for (rows.start(); rows.step();) {
    const std::string path = path_of(rows.text(0));
    sources[path] = {{path, rows.integer(1), rows.integer(2), rows.optional_integer(3), rows.string(4)},
                     rows.string(5)};
  }
  return sources;
}

// In the order of their documents, in which the rows of both databases lie, so that neither is read or written at
// random.
std::vector<const MergedSource*> in_order_of_documents(const std::map<std::string, MergedSource>& sources) {
  std::vector<const MergedSource*> ordered;
  for (const auto& [path, merged] : sources) ordered.push_back(&merged);
  std::stable_sort(ordered.begin(), ordered.end(), [](const MergedSource* a, const MergedSource* b) {
    return a->source.document < b->source.document;
  });
  return ordered;
}

// Copies the rows of one table that belong to a document.
class RowCopier {
 public:
  RowCopier(Connection& from, Connection& to, const char* table, std::string_view condition)
      : rows_(from, fmt::format("SELECT * FROM {} WHERE {}", table, condition)), copy_(to, insertion_into(table)) {}

  void copy(std::int64_t document) {
    rows_.start(document);
    while (rows_.step()) copy_.run_with_row(rows_);
  }

 private:
  std::string insertion_into(const char* table) const {
    std::string places = "?";
    for (int column = 1; column < rows_.columns(); ++column) places += ", ?";
    return fmt::format("INSERT INTO {} VALUES ({})", table, places);
  }

  Statement rows_;
  Statement copy_;
};

class DocumentCopier {
 public:
  DocumentCopier(Connection& from, Connection& to) : known_(to, "SELECT sha256 FROM document WHERE id = ?") {
    tables_.emplace_back(from, to, "document", "id = ?");
    tables_.emplace_back(from, to, "report", "document = ?");
    const std::string of_document = fmt::format("report BETWEEN ?1 AND ?1 + {}", most_reports - 1);
    for (const char* table : {"cell", "claim", "extra", "unread", "figure", "finding"}) {
      tables_.emplace_back(from, to, table, of_document);
    }
  }

  void copy(const MergedSource& merged) {
    const std::int64_t id = *merged.source.document;
    known_.start(id);
    if (known_.step()) {
      const std::string sha256 = known_.string(0);
      known_.finish();
      if (sha256 == merged.sha256) return;
      throw DatabaseFailure({"database.same_id", {{"first", sha256}, {"second", merged.source.path}}});
    }
    for (RowCopier& table : tables_) table.copy(id);
  }

 private:
  Statement known_;
  std::vector<RowCopier> tables_;
};

}  // namespace

Result<MergeCounts> merge(Collection& other, Collection& into) {
  std::map<std::string, MergedSource> theirs;
  std::map<std::string, MergedSource> ours;
  Result<void> done = other.query([&](Connection& from) { theirs = sources_of(from); });
  if (done) done = into.query([&](Connection& to) { ours = sources_of(to); });
  MergeCounts counts;
  std::optional<DocumentCopier> copier;
  for (const MergedSource* each : in_order_of_documents(theirs)) {
    if (!done) break;
    const MergedSource& merged = *each;
    const auto own = ours.find(merged.source.path);
    const bool is_known = own != ours.end();
    if (is_known && own->second.age() >= merged.age()) continue;
    // What was no report for another grammar may be one for ours: the next ingest will see.
    if (!merged.source.document && other.reader() != into.reader()) continue;
    if (merged.source.document) {
      Result<void> copied;
      done = other.query([&](Connection& from) {
        copied = into.write([&](Connection& to) {
          if (!copier) copier.emplace(from, to);
          copier->copy(merged);
        });
      });
      if (done) done = copied;
    }
    if (done) done = into.put(merged.source);
    if (done) done = into.commit_if_due();
    if (merged.source.document) {
      if (!is_known) ++counts.added;
      if (is_known && own->second.sha256 != merged.sha256) ++counts.replaced;
    }
  }
  if (done) done = into.commit();
  if (!done) return tl::make_unexpected(done.error());
  return counts;
}

}  // namespace gouji
