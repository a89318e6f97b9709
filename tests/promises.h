// What holds of every record whatever text it was read from (docs/architecture.md, "What always holds"). Tests and the
// fuzz targets ask for it with the same words, so that an attack looks for more than crashes.
#pragma once

#include <string>
#include <vector>

#include "gouji.h"

namespace gouji {

struct BrokenPromise {
  std::string promise;  // "raw", "place", "overlap", "status", "lost"
  std::string what;     // where, for people: "cell requests.new.total, line 12: …"
};

// Places:       a span lies inside the text, `raw` is the text at it, and spans of different cells, extra and unread
//               figures never overlap, parts of wrapped figures included.
// Values:       a cell has a value exactly when it is read or repaired, candidates only when it is ambiguous, and a
//               blank one has nothing with a digit for its `raw`.
// Conservation: every figure inside a table's region is in a cell, in `extra`, in `unread`, or a part of a name.
// Empty where all of that holds. Precondition: the records were extracted from the text with a grammar that has these
// `common` words.
std::vector<BrokenPromise> broken_promises(const Text& text, const std::vector<Record>& records,
                                           const CommonGrammar& common);

// Only the conservation part.
std::vector<BrokenPromise> lost_figures(const Text& text, const std::vector<Record>& records,
                                        const CommonGrammar& common);

// A line for each.
std::string said(const std::vector<BrokenPromise>& broken);

}  // namespace gouji
