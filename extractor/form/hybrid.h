// A form some of whose tables are printed as another form has them: an office that fills in last year's form, or one
// that appends the table of statistics of years before.
#pragma once

#include <vector>

#include "form/form.h"

namespace gouji {

struct ForeignTable {
  const Form* form = nullptr;
  int table = 0;       // in that form
  bool first = false;  // it is printed before the form's own tables, if it does not stand in the place of one of them
};

// `form` with each of `tables` in the place of its own table of the same id, or before or behind its own ones where it
// has none. A cell of the other form whose name the form has too, in a table of its own, gets the table's name before
// its own one: "statistics.review.total".
// What rules, claims and readings say of cells that are no longer there is left out; what the other form's rules say of
// its own table is taken over. The form keeps its id.
Form with_foreign_tables(const Form& form, const std::vector<ForeignTable>& tables);

}  // namespace gouji
