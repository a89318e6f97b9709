// The sentences of a report that the body wrote itself, for the comparison with those of another year.
#pragma once

#include <vector>

#include "form/grammar.h"
#include "record/prose.h"
#include "record/record.h"

namespace gouji {

// What has no end of a sentence is none: the title, a heading before a table, what a web page says around a report.
std::vector<OwnSentence> own_sentences(const Text& text, const std::vector<Sentence>& prose,
                                       const ProsePatterns& patterns);

}  // namespace gouji
