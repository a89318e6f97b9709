#include "audit/shifted_row.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace gouji {
namespace {

// The row's cells, in the order of its columns.
std::vector<CellIndex> cells_of_row(CellIndex cell, const Form& form) {
  const FormCell& place = form.cells[cell];
  std::vector<CellIndex> row;
  for (int column = 0; column < static_cast<int>(form.block_of(place).columns.size()); ++column) {
    const CellIndex in_row = form.cell_at(place.table, place.block, place.row, column);
    if (in_row >= 0) row.push_back(in_row);
  }
  return row;
}

Decimal difference_after(const Constraint& constraint, const Explanation& explanation, const std::vector<Cell>& cells) {
  Decimal difference = constraint.difference;
  for (const CellChange& change : explanation.changes) {
    for (const Term& term : constraint.terms) {
      if (term.cell != change.cell) continue;
      difference = difference + (change.value - printed_value(change.cell, cells)) * term.coefficient;
    }
  }
  return difference;
}

// What the first sum that has the cell wants it to be, once all others have changed.
std::optional<Decimal> wanted(CellIndex cell, const Explanation& others, const std::vector<Constraint>& constraints,
                              const std::vector<Cell>& cells) {
  for (const Constraint& constraint : constraints) {
    if (constraint.relation != RelationSign::equal) continue;
    for (const Term& term : constraint.terms) {
      if (term.cell != cell || (term.coefficient != 1 && term.coefficient != -1)) continue;
      return printed_value(cell, cells) - difference_after(constraint, others, cells) * term.coefficient;
    }
  }
  return std::nullopt;
}

// `row`: in the order in which figures are moved, each to the cell before it.
std::optional<Explanation> moved_back(const std::vector<CellIndex>& row, const std::vector<Constraint>& constraints,
                                      const std::vector<Cell>& cells) {
  Explanation explanation;
  const auto change = [&](CellIndex cell, const Decimal& value) {
    if (value != printed_value(cell, cells)) explanation.changes.push_back({cell, value});
  };
  for (std::size_t i = 0; i + 1 < row.size(); ++i) change(row[i], printed_value(row[i + 1], cells));
  const std::optional<Decimal> lost = wanted(row.back(), explanation, constraints, cells);
  if (!lost || lost->is_negative()) return std::nullopt;
  change(row.back(), *lost);
  const bool all_hold = std::all_of(constraints.begin(), constraints.end(), [&](const Constraint& constraint) {
    return holds_after(constraint, explanation, cells);
  });
  if (!all_hold) return std::nullopt;
  std::sort(explanation.changes.begin(), explanation.changes.end(),
            [](const CellChange& a, const CellChange& b) { return a.cell < b.cell; });
  return explanation;
}

}  // namespace

std::vector<Explanation> find_shifted_rows(const std::vector<Constraint>& constraints, const std::vector<Cell>& cells,
                                           const Form& form) {
  std::set<std::vector<CellIndex>> rows;
  for (const Constraint& constraint : constraints) {
    for (const Term& term : constraint.terms) rows.insert(cells_of_row(term.cell, form));
  }
  std::vector<Explanation> found;
  for (std::vector<CellIndex> row : rows) {
    const bool all_have_values = std::all_of(row.begin(), row.end(), [&](CellIndex cell) {
      return cells[cell].status != CellStatus::missing && cells[cell].status != CellStatus::ambiguous;
    });
    if (row.size() < 3 || !all_have_values) continue;
    for (int direction = 0; direction < 2; ++direction) {
      std::optional<Explanation> explanation = moved_back(row, constraints, cells);
      if (explanation) found.push_back(std::move(*explanation));
      std::reverse(row.begin(), row.end());
    }
  }
  return found;
}

}  // namespace gouji
