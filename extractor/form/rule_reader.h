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

// How much all equations of a form may have together. A rule is made for each row and sums up cells by wildcards: a few
// such rules over a large table would fill the memory.
class EquationBudget {
 public:
  // For one equation with so many terms. Throws a GrammarMistake at the rule's `check` where nothing is left.
  void take(std::size_t terms, const TableReader& rule);

 private:
  std::size_t left_ = 1'000'000;
};

// The equations of the form's last rule, which is of kind `equation` or `across_years`: one, or one for each row or
// column that `each` names.
void add_equations(const TableReader& reader, const RuleNames& names, EquationBudget& budget, Form& form);
void add_year_equations(const TableReader& reader, const RuleNames& names, EquationBudget& budget, Form& form);

}  // namespace gouji
