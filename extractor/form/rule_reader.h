// Reads the [[rule]] tables of a grammar file.
#pragma once

#include "form/form.h"
#include "form/rule_expression.h"
#include "form/table_reader.h"

namespace gouji {

// A rule's table with its keys checked, for the two functions below.
TableReader rule_table(const TomlValue& value);

// The rule without its equations.
Rule read_rule(const TableReader& reader);

// The equations of the form's last rule: one, or one for each row or column that `each` names.
void add_equations(const TableReader& reader, const CellNames& names, Form& form);

}  // namespace gouji
