#include "audit/likelihood.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace gouji {
namespace {

struct Direction {
  int rows;
  int columns;
};
constexpr Direction left{0, -1};
constexpr Direction right{0, 1};
constexpr Direction above{-1, 0};
constexpr Direction below{1, 0};

// A row is shifted when at least so many of its figures are.
constexpr int least_shifted = 3;

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
    case ErrorKind::shifted_row:
      return "suspect.shifted_row";
    case ErrorKind::digits_transposed:
      return "suspect.digits_transposed";
    case ErrorKind::neighbours_value:
      return "suspect.neighbours_value";
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

// -1 where the block ends.
CellIndex beside(CellIndex cell, Direction direction, const Form& form) {
  const FormCell& place = form.cells[cell];
  const Block& block = form.block_of(place);
  const int row = place.row + direction.rows;
  const int column = place.column + direction.columns;
  const bool inside = row >= 0 && row < static_cast<int>(block.rows.size()) && column >= 0 &&
                      column < static_cast<int>(block.columns.size());
  return inside ? form.cell_at(place.table, place.block, row, column) : -1;
}

Decimal value_after(CellIndex cell, const Explanation& explanation, const std::vector<Cell>& cells) {
  for (const CellChange& change : explanation.changes) {
    if (change.cell == cell) return change.value;
  }
  return printed_value(cell, cells);
}

// Whether what is printed for the cell is meant for the one beside it. Zeros are everywhere.
bool has_value_of(Direction direction, const CellChange& change, const Explanation& explanation,
                  const std::vector<Cell>& cells, const Form& form) {
  const CellIndex neighbour = beside(change.cell, direction, form);
  const std::optional<Decimal>& printed = cells[change.cell].value;
  return neighbour >= 0 && printed && !printed->is_zero() && *printed == value_after(neighbour, explanation, cells);
}

bool same_row(CellIndex a, CellIndex b, const Form& form) {
  const FormCell& one = form.cells[a];
  const FormCell& other = form.cells[b];
  return one.table == other.table && one.block == other.block && one.row == other.row;
}

// Whether the figures of the cell's row that are changed were printed a column away, all in one direction.
bool is_in_shifted_row(CellIndex cell, const Explanation& explanation, const std::vector<Cell>& cells,
                       const Form& form) {
  const std::array<Direction, 2> directions = {left, right};
  return std::any_of(directions.begin(), directions.end(), [&](Direction direction) {
    int shifted = 0;
    for (const CellChange& change : explanation.changes) {
      if (!same_row(cell, change.cell, form)) continue;
      const bool is_nothing = printed_value(change.cell, cells).is_zero();
      if (!is_nothing && !has_value_of(direction, change, explanation, cells, form)) return false;
      if (!is_nothing) ++shifted;
    }
    return shifted >= least_shifted;
  });
}

// Small figures stand beside their like by chance: that is no sign of an error's kind.
bool has_neighbours_value(const CellChange& change, const Explanation& explanation, const std::vector<Cell>& cells,
                          const Form& form) {
  const std::array<Direction, 4> directions = {left, right, above, below};
  if (printed_value(change.cell, cells) < Decimal(10)) return false;
  return std::any_of(directions.begin(), directions.end(),
                     [&](Direction direction) { return has_value_of(direction, change, explanation, cells, form); });
}

// How many more of the testimonies agree after the changes than before.
int support(const Explanation& explanation, const std::vector<Testimony>& testimonies, const std::vector<Cell>& cells) {
  const Explanation nothing_changed;
  int gained = 0;
  for (const Testimony& testimony : testimonies) {
    gained += agrees_after(testimony, explanation, cells) ? 1 : 0;
    gained -= agrees_after(testimony, nothing_changed, cells) ? 1 : 0;
  }
  return gained;
}

bool is_total(CellIndex cell, const std::vector<Constraint>& constraints) {
  return std::any_of(constraints.begin(), constraints.end(),
                     [&](const Constraint& constraint) { return constraint.total == cell; });
}

std::vector<CellIndex> cells_of(const Explanation& explanation) {
  std::vector<CellIndex> cells;
  for (const CellChange& change : explanation.changes) cells.push_back(change.cell);
  return cells;
}

}  // namespace

ErrorKind error_kind(const std::optional<Decimal>& printed, const Decimal& meant) {
  if (!printed) return ErrorKind::other;
  const std::string wrong = printed->str();
  const std::string right_one = meant.str();
  if (is_transposed(wrong, right_one)) return ErrorKind::digits_transposed;
  if (is_one_digit_short(wrong, right_one)) return ErrorKind::digit_missing;
  if (is_one_digit_short(right_one, wrong)) return ErrorKind::digit_extra;
  if (is_one_digit_changed(wrong, right_one)) return ErrorKind::digit_changed;
  return ErrorKind::other;
}

std::vector<ErrorKind> error_kinds(const Explanation& explanation, const std::vector<Cell>& cells, const Form& form) {
  std::vector<ErrorKind> kinds;
  for (const CellChange& change : explanation.changes) {
    ErrorKind kind = error_kind(cells[change.cell].value, change.value);
    if (has_neighbours_value(change, explanation, cells, form)) kind = std::min(kind, ErrorKind::neighbours_value);
    if (is_in_shifted_row(change.cell, explanation, cells, form)) kind = ErrorKind::shifted_row;
    kinds.push_back(kind);
  }
  return kinds;
}

void rank(std::vector<Explanation>& explanations, const std::vector<Constraint>& constraints,
          const std::vector<Testimony>& testimonies, const std::vector<Cell>& cells, const Form& form) {
  using Likelihood = std::tuple<int, int, int, std::vector<CellIndex>>;  // the smallest is the likeliest
  std::vector<std::pair<Likelihood, Explanation>> ranked;
  for (Explanation& explanation : explanations) {
    int oddness = 0;
    for (const ErrorKind kind : error_kinds(explanation, cells, form)) oddness += static_cast<int>(kind);
    std::vector<CellIndex> changed = cells_of(explanation);
    const auto parts =
        std::count_if(changed.begin(), changed.end(), [&](CellIndex cell) { return !is_total(cell, constraints); });
    ranked.emplace_back(
        Likelihood(-support(explanation, testimonies, cells), oddness, static_cast<int>(parts), std::move(changed)),
        std::move(explanation));
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(ranked.begin(), ranked.end(), explanations.begin(),
                 [](auto& entry) { return std::move(entry.second); });
}

std::vector<Suspect> make_suspects(const Explanation& explanation, int set, const std::vector<Cell>& cells,
                                   const Form& form) {
  const std::vector<ErrorKind> kinds = error_kinds(explanation, cells, form);
  std::vector<Suspect> suspects;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const CellChange& change = explanation.changes[i];
    suspects.push_back({change.cell, cells[change.cell].value, change.value, reason_key(kinds[i]), set});
  }
  return suspects;
}

}  // namespace gouji
