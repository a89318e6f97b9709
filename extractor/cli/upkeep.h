// What has to be done with a collection after its documents changed, whoever changed them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "database/collection.h"

namespace gouji {

// --db, opened to be written by this program with this grammar. `language` is that of a new one.
Result<std::unique_ptr<Collection>> open_collection(const Session& session, Language language);

// Of a document that has more reports than a collection can number.
Error too_many_reports(const std::string& path, std::size_t count);

// Documents whose stored bytes are, or were, not those that they were made of: by their ids, each with its first path.
using Damaged = std::map<std::int64_t, std::string>;

// Looks at the bytes of all documents. Those that are damaged are put right from the files that they were read from,
// where these are there and have not changed; `mended` is their number, and `damaged` gets the others. Commits.
Result<void> mend_from_files(Collection& collection, Damaged& damaged, std::size_t& mended);

// Names those that are damaged still; false where there are any.
bool say_damaged(const Damaged& damaged, Collection& collection, const Session& session);

// Reads anew what another version of gouji, or one with another grammar, has read. Commits. What is damaged stays as it
// is, and `damaged` gets it.
Result<void> read_others_anew(Collection& collection, const Session& session, Damaged& damaged);

// Audits anew each report whose earlier report, or its path, is not the one that it was audited with; the bodies are
// those of all reports together. Commits. What would have to be read of damaged documents stays as it is, and `damaged`
// gets them. Returns the number of reports in the collection.
Result<std::size_t> compare_years(Collection& collection, const Session& session, Damaged& damaged);

}  // namespace gouji
