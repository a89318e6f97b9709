#include "database/merge.h"

#include <fmt/format.h>

#include <map>
#include <tuple>

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
    sources[rows.string(0)] = {
        {rows.string(0), rows.integer(1), rows.integer(2), rows.optional_integer(3), rows.string(4)}, rows.string(5)};
  }
  return sources;
}

void copy_rows(Connection& from, Connection& to, const char* table, const char* condition, std::int64_t document) {
  Statement rows(from, fmt::format("SELECT * FROM {} WHERE {}", table, condition));
  rows.start(document);
  std::string places = "?";
  for (int column = 1; column < rows.columns(); ++column) places += ", ?";
  Statement copy(to, fmt::format("INSERT INTO {} VALUES ({})", table, places));
  while (rows.step()) copy.run_with_row(rows);
}

void copy_document(Connection& from, Connection& to, const MergedSource& merged) {
  const std::int64_t id = *merged.source.document;
  Statement known(to, "SELECT sha256 FROM document WHERE id = ?");
  known.start(id);
  if (known.step()) {
    if (known.text(0) == merged.sha256) return;
    throw DatabaseFailure({"database.same_id", {{"first", known.string(0)}, {"second", merged.source.path}}});
  }
  copy_rows(from, to, "document", "id = ?", id);
  copy_rows(from, to, "report", "document = ?", id);
  for (const char* table : {"cell", "claim", "extra", "unread", "figure", "finding"}) {
    copy_rows(from, to, table, "report IN (SELECT id FROM report WHERE document = ?)", id);
  }
}

}  // namespace

Result<MergeCounts> merge(Collection& other, Collection& into) {
  std::map<std::string, MergedSource> theirs;
  std::map<std::string, MergedSource> ours;
  Result<void> done = other.query([&](Connection& from) { theirs = sources_of(from); });
  if (done) done = into.query([&](Connection& to) { ours = sources_of(to); });
  MergeCounts counts;
  for (const auto& [path, merged] : theirs) {
    if (!done) break;
    const auto own = ours.find(path);
    const bool is_known = own != ours.end();
    if (is_known && own->second.age() >= merged.age()) continue;
    // What was no report for another grammar may be one for ours: the next ingest will see.
    if (!merged.source.document && other.reader() != into.reader()) continue;
    if (merged.source.document) {
      Result<void> copied;
      done = other.query([&, &source = merged](Connection& from) {
        copied = into.write([&](Connection& to) { copy_document(from, to, source); });
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
