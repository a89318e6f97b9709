// Tables that go on over pages: their parts become one table, and rows that the end of a page tears become whole.
#pragma once

#include <vector>

#include "document/page_tables.h"

namespace gouji {

// Numbers the tables. The first table of a page goes on with the last one of the page before where its columns are the
// same and nothing but page numbers and running heads lies between; then both get the edges of both. A row that begins
// on one page and ends on the next one moves to the first of them; then the next part may have no cells left.
void join_over_pages(std::vector<PageParts>& pages);

}  // namespace gouji
