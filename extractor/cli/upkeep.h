// What has to be done with a collection after its documents changed, whoever changed them.
#pragma once

#include <memory>
#include <string>

#include "cli/commands.h"
#include "database/collection.h"

namespace gouji {

// --db, opened to be written by this program with this grammar. `language` is that of a new one.
Result<std::unique_ptr<Collection>> open_collection(const Session& session, Language language);

// Of a document that has more reports than a collection can number.
Error too_many_reports(const std::string& path, std::size_t count);

// Whatever the paths look like. False where one is not there.
bool is_same_file(const std::string& a, const std::string& b);

// Reads anew what another version of gouji, or one with another grammar, has read. Commits.
Result<void> read_others_anew(Collection& collection, const Session& session);

// Audits anew each report whose earlier report, or its path, is not the one that it was audited with; the bodies are
// those of all reports together. Commits. Returns the number of reports in the collection.
Result<std::size_t> compare_years(Collection& collection, const Session& session);

}  // namespace gouji
