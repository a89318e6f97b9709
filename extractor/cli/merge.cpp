// gouji merge: databases that were made apart into one.
#include "database/merge.h"

#include "cli/run.h"
#include "cli/upkeep.h"
#include "source/file_identity.h"

namespace gouji {
namespace {

// All that are named, opened to be read. A database that is merged into itself is there already.
Result<std::vector<std::unique_ptr<Collection>>> open_others(const Session& session) {
  std::vector<std::unique_ptr<Collection>> others;
  const std::optional<FileIdentity> into = identity_of(session.options.database);
  const bool is_there = into && into->name.empty();
  for (const std::string& path : session.options.arguments) {
    if (is_there && identity_of(path) == into) continue;
    Result<std::unique_ptr<Collection>> other = Collection::open(path);
    if (!other) return tl::make_unexpected(other.error());
    others.push_back(std::move(*other));
  }
  return others;
}

Result<MergeCounts> merge_all(const std::vector<std::unique_ptr<Collection>>& others, Collection& into) {
  MergeCounts all;
  for (const std::unique_ptr<Collection>& other : others) {
    const Result<MergeCounts> counts = merge(*other, into);
    if (!counts) return tl::make_unexpected(counts.error());
    all.added += counts->added;
    all.replaced += counts->replaced;
  }
  return all;
}

}  // namespace

int merge_command(const Session& session) {
  const auto failed = [&](const Error& error) {
    session.diagnostics.error(error);
    return ExitStatus::failed;
  };
  const Result<std::vector<std::unique_ptr<Collection>>> others = open_others(session);
  if (!others) return failed(others.error());
  const Language language = others->empty() ? session.options.language : others->front()->language();
  const Result<std::unique_ptr<Collection>> opened = open_collection(session, language);
  if (!opened) return failed(opened.error());
  Collection& into = **opened;
  for (const std::unique_ptr<Collection>& other : *others) {
    if (other->language() != into.language()) return failed({"database.languages", {{"path", other->path()}}});
  }
  const Result<MergeCounts> counts = merge_all(*others, into);
  if (!counts) return failed(counts.error());
  Damaged damaged;
  if (const Result<void> read = read_others_anew(into, session, damaged); !read) return failed(read.error());
  const Result<std::size_t> reports = compare_years(into, session, damaged);
  if (!reports) return failed(reports.error());
  session.diagnostics.remark({"merge.summary",
                              {{"new", std::to_string(counts->added)},
                               {"changed", std::to_string(counts->replaced)},
                               {"reports", std::to_string(*reports)}}});
  return say_damaged(damaged, into, session) ? ExitStatus::ok : ExitStatus::failed;
}

}  // namespace gouji
