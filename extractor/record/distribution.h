// Clauses that say several things at once: "A, B and C are 1, 2 and 3 respectively", "A and B are both 0". Such a
// clause is read as one sentence for each of its parts, so that the patterns of claims need not know of it.
#pragma once

#include <vector>

#include "form/grammar.h"
#include "record/prose.h"

namespace gouji {

// What a clause says of one of its parts: the sentence up to the clause's figures, a comma, the part and its figure. It
// leads back to where its words stand in the text.
struct Saying {
  Sentence sentence;
  Span value;  // of the figure, in the text
};

// All parts of a clause, in their order.
using Distribution = std::vector<Saying>;

// For each such clause of a sentence the ways in which it can be taken apart: "A and B and C" are two things, which may
// be "A and B" or "B and C".
std::vector<std::vector<Distribution>> distributions(const Sentence& sentence, const DistributionGrammar& grammar);

}  // namespace gouji
