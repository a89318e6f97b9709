// Joins databases that were made apart. What comes out does not depend on their order: of a path that several of them
// have, the content that was changed last is taken, and of contents of one time the one with the larger SHA-256.
#pragma once

#include "database/collection.h"

namespace gouji {

struct MergeCounts {
  int added = 0;     // paths that are new
  int replaced = 0;  // paths that had another content
};

// Takes over what `other` has and `into` has not, and commits. The years of bodies are to be compared anew behind it.
Result<MergeCounts> merge(Collection& other, Collection& into);

}  // namespace gouji
