#include "audit/tableau.h"

#include <algorithm>
#include <utility>

namespace gouji {
namespace {

Wide size_of(Wide number) { return number < 0 ? -number : number; }

Wide common_divisor(Wide a, Wide b) {
  a = size_of(a);
  b = size_of(b);
  while (b != 0) a = std::exchange(b, a % b);
  return a;
}

void reduce(LinearRow& row) {
  Wide divisor = common_divisor(row.factor, row.constant);
  for (const LinearRow::Entry& entry : row.entries) {
    if (divisor == 1) return;
    divisor = common_divisor(divisor, entry.coefficient);
  }
  if (divisor <= 1) return;
  for (LinearRow::Entry& entry : row.entries) entry.coefficient /= divisor;
  row.constant /= divisor;
  row.factor /= divisor;
}

// `times_row` is above 0.
LinearRow combine(const LinearRow& row, Wide times_row, const LinearRow& other, Wide times_other) {
  LinearRow result;
  result.entries.reserve(row.entries.size() + other.entries.size());
  result.constant = row.constant * times_row + other.constant * times_other;
  result.factor = row.factor * times_row;
  auto a = row.entries.begin();
  auto b = other.entries.begin();
  while (a != row.entries.end() || b != other.entries.end()) {
    const bool in_row = a != row.entries.end() && (b == other.entries.end() || a->cell <= b->cell);
    const bool in_other = b != other.entries.end() && (a == row.entries.end() || b->cell <= a->cell);
    const CellIndex cell = in_row ? a->cell : b->cell;
    Wide coefficient = 0;
    if (in_row) coefficient += a++->coefficient * times_row;
    if (in_other) coefficient += b++->coefficient * times_other;
    if (coefficient != 0) result.entries.push_back({cell, coefficient});
  }
  reduce(result);
  return result;
}

}  // namespace

Wide LinearRow::coefficient_of(CellIndex cell) const {
  const auto entry = std::lower_bound(entries.begin(), entries.end(), cell,
                                      [](const Entry& e, CellIndex wanted) { return e.cell < wanted; });
  return entry != entries.end() && entry->cell == cell ? entry->coefficient : 0;
}

Tableau::Tableau(std::vector<LinearRow> rows) : solved_for_(rows.size(), -1) {
  rows_.reserve(rows.size());
  for (LinearRow& row : rows) rows_.push_back(std::make_shared<const LinearRow>(std::move(row)));
}

void Tableau::solve(int index, CellIndex cell) {
  const LinearRow& pivot = *rows_[index];
  const Wide in_pivot = pivot.coefficient_of(cell);
  for (int other = 0; other < size(); ++other) {
    if (other == index) continue;
    const Wide coefficient = rows_[other]->coefficient_of(cell);
    if (coefficient == 0) continue;
    rows_[other] = std::make_shared<const LinearRow>(
        combine(*rows_[other], size_of(in_pivot), pivot, in_pivot < 0 ? coefficient : -coefficient));
  }
  solved_for_[index] = cell;
}

}  // namespace gouji
