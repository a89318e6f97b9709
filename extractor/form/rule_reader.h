// Reads the [[rule]] tables of a grammar file.
#pragma once

#include "form/form.h"
#include "form/rule_expression.h"
#include "form/table_reader.h"

namespace gouji {

// A rule's table with its keys checked, for the functions below.
TableReader rule_table(const TomlValue& value);

// Whether rules of this kind relate cells, and so belong to a form.
bool is_about_cells(RuleKind kind);

// The rule without its equations.
Rule read_rule(const TableReader& reader);

// The equations of the form's last rule, which is of kind `equation` or `across_years`: one, or one for each row or
// column that `each` names.
void add_equations(const TableReader& reader, const RuleNames& names, Form& form);
void add_year_equations(const TableReader& reader, const RuleNames& names, Form& form);

}  // namespace gouji
