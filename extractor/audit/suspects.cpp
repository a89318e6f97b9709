#include "audit/suspects.h"

#include <algorithm>

namespace gouji {
namespace {

// 0 when the cell is not in the constraint.
int coefficient_of(CellIndex cell, const Constraint& constraint) {
  for (const Term& term : constraint.terms) {
    if (term.cell == cell) return term.coefficient;
  }
  return 0;
}

void add_term(CellIndex cell, int coefficient, std::vector<Term>& terms) {
  const auto same = std::find_if(terms.begin(), terms.end(), [&](const Term& term) { return term.cell == cell; });
  if (same == terms.end()) {
    terms.push_back({cell, coefficient});
  } else {
    same->coefficient += coefficient;
  }
}

}  // namespace

Constraint make_constraint(const Judgement& judgement) {
  Constraint constraint =
      make_constraint(judgement.left.terms(), judgement.right.terms(), judgement.left.value - judgement.right.value);
  constraint.relation = judgement.equation->sign;
  constraint.slack = judgement.slack;
  if (judgement.left.terms().size() == 1) constraint.total = judgement.left.terms().front().cell;
  return constraint;
}

Constraint make_constraint(const std::vector<Term>& plus, const std::vector<Term>& minus, const Decimal& difference) {
  Constraint constraint;
  constraint.difference = difference;
  for (const Term& term : plus) add_term(term.cell, term.coefficient, constraint.terms);
  for (const Term& term : minus) add_term(term.cell, -term.coefficient, constraint.terms);
  std::erase_if(constraint.terms, [](const Term& term) { return term.coefficient == 0; });
  return constraint;
}

bool fails(const Constraint& constraint) {
  return !holds(constraint.relation, constraint.difference, constraint.slack);
}

Decimal printed_value(CellIndex cell, const std::vector<Cell>& cells) { return cells[cell].value.value_or(Decimal(0)); }

bool holds_after(const Constraint& constraint, const Explanation& explanation, const std::vector<Cell>& cells) {
  Decimal difference = constraint.difference;
  for (const CellChange& change : explanation.changes) {
    const int coefficient = coefficient_of(change.cell, constraint);
    if (coefficient != 0) difference = difference + (change.value - printed_value(change.cell, cells)) * coefficient;
  }
  return holds(constraint.relation, difference, constraint.slack);
}

bool agrees_after(const Testimony& testimony, const Explanation& explanation, const std::vector<Cell>& cells) {
  return std::any_of(testimony.begin(), testimony.end(),
                     [&](const Constraint& reading) { return holds_after(reading, explanation, cells); });
}

}  // namespace gouji
