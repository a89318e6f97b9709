#include "audit/suspects.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace gouji {
namespace {

Decimal printed_value(CellIndex cell, const std::vector<Cell>& cells) { return cells[cell].value.value_or(Decimal(0)); }

// 0 when the cell is not in the constraint.
int coefficient_of(CellIndex cell, const Constraint& constraint) {
  for (const Term& term : constraint.terms) {
    if (term.cell == cell) return term.coefficient;
  }
  return 0;
}

bool fails(const Constraint& constraint) {
  return !holds(constraint.relation, constraint.difference, constraint.slack);
}

bool share_a_cell(const Constraint& a, const Constraint& b) {
  return std::any_of(a.terms.begin(), a.terms.end(),
                     [&](const Term& term) { return coefficient_of(term.cell, b) != 0; });
}

void add_term(CellIndex cell, int coefficient, std::vector<Term>& terms) {
  const auto same = std::find_if(terms.begin(), terms.end(), [&](const Term& term) { return term.cell == cell; });
  if (same == terms.end()) {
    terms.push_back({cell, coefficient});
  } else {
    same->coefficient += coefficient;
  }
}

// The quotient, where it has no more decimals than the dividend: those that were printed.
std::optional<Decimal> divide_exactly(const Decimal& dividend, int divisor) {
  if (divisor == 1) return dividend;
  if (divisor == -1) return -dividend;
  std::string quotient;
  int rest = 0;
  for (const char c : dividend.str()) {
    if (c < '0' || c > '9') {
      quotient.push_back(c);
      continue;
    }
    rest = rest * 10 + (c - '0');
    quotient.push_back(static_cast<char>('0' + rest / std::abs(divisor)));
    rest %= std::abs(divisor);
  }
  if (rest != 0) return std::nullopt;
  const std::optional<Decimal> magnitude = Decimal::parse(quotient);
  return magnitude && divisor < 0 ? -*magnitude : magnitude;
}

// The one value of the cell with which an equation of the component holds; an inequality leaves too many to name one.
std::optional<Decimal> solve_for(CellIndex cell, const Component& component, const std::vector<Constraint>& constraints,
                                 const std::vector<Cell>& cells) {
  for (const int index : component) {
    const Constraint& constraint = constraints[index];
    const int coefficient = coefficient_of(cell, constraint);
    if (constraint.relation != RelationSign::equal || coefficient == 0) continue;
    const std::optional<Decimal> surplus = divide_exactly(constraint.difference, coefficient);
    if (!surplus) return std::nullopt;
    return printed_value(cell, cells) - *surplus;
  }
  return std::nullopt;
}

bool is_whole_beside(CellIndex cell, const Constraint& constraint, const std::vector<Cell>& cells) {
  return std::all_of(constraint.terms.begin(), constraint.terms.end(),
                     [&](const Term& term) { return term.cell == cell || printed_value(term.cell, cells).is_whole(); });
}

// Cases are counted in whole numbers, money is not; the figures beside a cell show which it is.
bool is_possible(const CellChange& change, const std::vector<Constraint>& constraints, const std::vector<Cell>& cells) {
  if (change.value.is_negative()) return false;
  if (change.value.is_whole()) return true;
  return !std::all_of(constraints.begin(), constraints.end(), [&](const Constraint& constraint) {
    return coefficient_of(change.cell, constraint) == 0 || is_whole_beside(change.cell, constraint, cells);
  });
}

bool explains(const Explanation& explanation, const Component& component, const std::vector<Constraint>& constraints,
              const std::vector<Cell>& cells) {
  // What fails elsewhere is another component's, and no change of this one is asked to mend it.
  const auto must_hold = [&](int index) {
    return !fails(constraints[index]) || std::binary_search(component.begin(), component.end(), index);
  };
  for (int index = 0; index < static_cast<int>(constraints.size()); ++index) {
    if (must_hold(index) && !holds_after(constraints[index], explanation, cells)) return false;
  }
  return true;
}

std::vector<CellIndex> cells_of(const Component& component, const std::vector<Constraint>& constraints) {
  std::vector<CellIndex> result;
  for (const int index : component) {
    for (const Term& term : constraints[index].terms) result.push_back(term.cell);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

// How many more figures of the prose agree after the changes than before.
int support(const Explanation& explanation, const std::vector<Testimony>& testimonies, const std::vector<Cell>& cells) {
  const Explanation nothing_changed;
  int gained = 0;
  for (const Testimony& testimony : testimonies) {
    gained += agrees_after(testimony, explanation, cells) ? 1 : 0;
    gained -= agrees_after(testimony, nothing_changed, cells) ? 1 : 0;
  }
  return gained;
}

bool is_total(CellIndex cell, const Component& component, const std::vector<Constraint>& constraints) {
  return std::any_of(component.begin(), component.end(), [&](int index) { return constraints[index].total == cell; });
}

bool is_one_digit_short(const std::string& shorter, const std::string& longer) {
  if (shorter.size() + 1 != longer.size()) return false;
  const auto difference = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
  return *difference.second != '.' && std::equal(difference.first, shorter.end(), difference.second + 1);
}

bool is_transposed(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return false;
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
  return a.end() - in_a >= 2 && in_a[0] == in_b[1] && in_a[1] == in_b[0] && std::equal(in_a + 2, a.end(), in_b + 2);
}

// In a number of one digit, a changed digit is any other number: that is no sign of an error's kind.
bool is_one_digit_changed(const std::string& a, const std::string& b) {
  if (a.size() != b.size() || a.size() < 2) return false;
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
  return in_a != a.end() && std::equal(in_a + 1, a.end(), in_b + 1);
}

const char* reason_key(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::digits_transposed:
      return "suspect.digits_transposed";
    case ErrorKind::digit_missing:
      return "suspect.digit_missing";
    case ErrorKind::digit_extra:
      return "suspect.digit_extra";
    case ErrorKind::digit_changed:
      return "suspect.digit_changed";
    case ErrorKind::other:
      break;
  }
  return "suspect.only_solution";
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

std::vector<Component> components_of(const std::vector<Constraint>& constraints) {
  std::vector<Component> components;
  for (int index = 0; index < static_cast<int>(constraints.size()); ++index) {
    if (!fails(constraints[index])) continue;
    Component joined = {index};
    std::erase_if(components, [&](const Component& component) {
      const bool touches = std::any_of(component.begin(), component.end(),
                                       [&](int other) { return share_a_cell(constraints[index], constraints[other]); });
      if (touches) joined.insert(joined.end(), component.begin(), component.end());
      return touches;
    });
    std::sort(joined.begin(), joined.end());
    components.push_back(std::move(joined));
  }
  return components;
}

std::vector<Explanation> explain(const Component& component, const std::vector<Constraint>& constraints,
                                 const std::vector<Cell>& cells) {
  std::vector<Explanation> explanations;
  for (const CellIndex cell : cells_of(component, constraints)) {
    const std::optional<Decimal> value = solve_for(cell, component, constraints, cells);
    if (!value || !is_possible({cell, *value}, constraints, cells)) continue;
    Explanation explanation{{{cell, *value}}};
    if (explains(explanation, component, constraints, cells)) explanations.push_back(std::move(explanation));
  }
  return explanations;
}

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

void rank(std::vector<Explanation>& explanations, const Component& component,
          const std::vector<Constraint>& constraints, const std::vector<Testimony>& testimonies,
          const std::vector<Cell>& cells) {
  using Likelihood = std::tuple<int, ErrorKind, bool, CellIndex>;  // the smallest is the likeliest
  std::vector<std::pair<Likelihood, Explanation>> ranked;
  for (Explanation& explanation : explanations) {
    const CellChange& change = explanation.changes.front();
    const Likelihood likelihood(-support(explanation, testimonies, cells),
                                error_kind(cells[change.cell].value, change.value),
                                !is_total(change.cell, component, constraints), change.cell);
    ranked.emplace_back(likelihood, std::move(explanation));
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(ranked.begin(), ranked.end(), explanations.begin(),
                 [](auto& entry) { return std::move(entry.second); });
}

ErrorKind error_kind(const std::optional<Decimal>& printed, const Decimal& meant) {
  if (!printed) return ErrorKind::other;
  const std::string wrong = printed->str();
  const std::string right = meant.str();
  if (is_transposed(wrong, right)) return ErrorKind::digits_transposed;
  if (is_one_digit_short(wrong, right)) return ErrorKind::digit_missing;
  if (is_one_digit_short(right, wrong)) return ErrorKind::digit_extra;
  if (is_one_digit_changed(wrong, right)) return ErrorKind::digit_changed;
  return ErrorKind::other;
}

Suspect make_suspect(const CellChange& change, const std::vector<Cell>& cells) {
  const std::optional<Decimal>& printed = cells[change.cell].value;
  return {change.cell, printed, change.value, reason_key(error_kind(printed, change.value))};
}

}  // namespace gouji
