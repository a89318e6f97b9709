// A report that was read from two files, as from a web page and from the PDF that it links to: where they differ.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

// Whether `other` is the same report from another file, and not one of a year before.
bool is_of_same_year(const Record& other, const Record& record);

// One finding with all cells that have a figure in both and not the same; none where no cell has. Precondition:
// is_of_same_year().
std::vector<Finding> find_differing_sources(const Record& record, const Earlier& other, const Wording& wording);

}  // namespace gouji
