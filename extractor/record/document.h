// What a report says of itself: its title, who published it and when, its number, its year and period.
#pragma once

#include <vector>

#include "record/lines.h"
#include "record/prose.h"
#include "record/record.h"

namespace gouji {

// Fills the document's fields of the record (title … year) by what `part` of the text says. Fields that are not found
// stay empty.
void read_document(const Text& text, const ShortLines& lines, Span part, const std::vector<Sentence>& prose,
                   const DocumentPatterns& patterns, Record& record);

// What the report says about the year that it is on: its title, its period where that is a whole year, and where it
// announces itself. Other titles in `part` are looked for only where these do not agree.
std::vector<ReportedYear> find_reported_years(const Text& text, const ShortLines& lines, Span part,
                                              const std::vector<Sentence>& prose, const DocumentPatterns& patterns,
                                              const Record& record);

// What was left to be filled in, in the order of the text.
std::vector<DocumentField> find_placeholders(const std::vector<Sentence>& prose, const DocumentPatterns& patterns);

}  // namespace gouji
