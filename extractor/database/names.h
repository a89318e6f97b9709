// What a database says of the grammar: the names of cells and figures behind their ids, labels, rules, and the views
// that have a column for each cell of a form or for each figure of the series. Written anew when the grammar changes.
#pragma once

#include <string>

#include "database/sqlite.h"
#include "form/grammar.h"

namespace gouji {

// Throws "database.same_id" where two names have one id.
void write_names(Connection& connection, const Grammar& grammar, Language language);

}  // namespace gouji
