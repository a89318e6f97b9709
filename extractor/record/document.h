// What a report says of itself: its title, who published it and when, its number, its year and period.
#pragma once

#include <vector>

#include "record/prose.h"
#include "record/record.h"

namespace gouji {

// Fills the document's fields of the record (title … year) by what `part` of the text says. Fields that are not found
// stay empty.
void read_document(const Text& text, Span part, const std::vector<Sentence>& prose, const DocumentPatterns& patterns,
                   Record& record);

}  // namespace gouji
