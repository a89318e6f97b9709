#include "audit/search.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "audit/tableau.h"

namespace gouji {
namespace {

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

// The figure in units of 10^-scale. Precondition: it has no more decimals.
Wide scaled(const Decimal& figure, int scale) {
  Wide number = 0;
  for (const char c : figure.str()) {
    if (c >= '0' && c <= '9') number = number * 10 + (c - '0');
  }
  number *= power_of_ten(scale - figure.scale());
  return figure.is_negative() ? -number : number;
}

// With as many decimals as it needs, but no fewer than `decimals`. Nullopt where no report would print it.
std::optional<Decimal> figure_of(Wide number, int scale, int decimals) {
  for (; scale > decimals && number % 10 == 0; --scale) number /= 10;
  std::string digits;
  for (int position = 0; number != 0 || position <= scale; ++position) {
    if (position == scale && scale > 0) digits.push_back('.');
    digits.push_back(static_cast<char>('0' + static_cast<int>(number % 10)));
    number /= 10;
  }
  std::reverse(digits.begin(), digits.end());
  return Decimal::parse(digits);
}

// Rounded towards the smaller. Precondition: divisor > 0.
Wide floor_of(Wide dividend, Wide divisor) {
  const Wide quotient = dividend / divisor;
  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

// What the sum of a constraint may come to, where that is not only nothing.
struct Bounds {
  std::optional<Wide> least;
  std::optional<Wide> most;
  bool nothing_excluded = false;
};

// A figure printed with fewer decimals may hold in place what is not equal to the last digit; such a sum is not asked
// to become so. What fails is mended exactly.
bool has_to_be_nothing(const Constraint& constraint) {
  return constraint.relation == RelationSign::equal &&
         ((constraint.slack.below.is_zero() && constraint.slack.above.is_zero()) || fails(constraint));
}

Bounds bounds_of(const Constraint& constraint, int scale) {
  const Wide below = scaled(constraint.slack.below, scale);
  const Wide above = scaled(constraint.slack.above, scale);
  switch (constraint.relation) {
    case RelationSign::equal:
      return {-above, below};
    case RelationSign::unequal:
      return {std::nullopt, std::nullopt, true};
    case RelationSign::less:
      return {std::nullopt, below - 1};
    case RelationSign::at_most:
      return {std::nullopt, below};
    case RelationSign::greater:
      return {1 - above, std::nullopt};
    case RelationSign::at_least:
      return {-above, std::nullopt};
  }
  return {};
}

// How far the search is: cells taken for wrong, and those taken for right.
struct State {
  Tableau tableau;
  std::vector<CellIndex> changed;
  std::vector<CellIndex> loose;  // of the changed ones, those that no row is solved for
  std::vector<bool> kept;        // by cell
};

// Σ coefficient · change of a loose cell + constant >= 0, the coefficients in the order of the loose cells.
struct Limit {
  std::vector<Wide> coefficients;
  Wide constant = 0;
};

// Of whole numbers, both included.
struct Range {
  Wide least;
  std::optional<Wide> most;
};

// What limits say of the others when the last cell may change as it likes: each that bounds it from below is taken
// together with each that bounds it from above (Fourier and Motzkin).
std::vector<Limit> without_last_cell(const std::vector<Limit>& limits) {
  std::vector<Limit> result;
  for (const Limit& low : limits) {
    const Wide of_low = low.coefficients.back();
    if (of_low < 0) continue;
    if (of_low == 0) {
      result.push_back(low);
      result.back().coefficients.pop_back();
      continue;
    }
    for (const Limit& high : limits) {
      const Wide of_high = high.coefficients.back();
      if (of_high >= 0) continue;
      Limit& both = result.emplace_back();
      for (std::size_t i = 0; i + 1 < low.coefficients.size(); ++i) {
        both.coefficients.push_back(high.coefficients[i] * of_low - low.coefficients[i] * of_high);
      }
      both.constant = high.constant * of_low - low.constant * of_high;
    }
  }
  return result;
}

// Of the only cell that is left in the limits. An empty one has a `most` below its `least`.
Range range_within(const std::vector<Limit>& limits, Wide least) {
  Range range{least, std::nullopt};
  for (const Limit& limit : limits) {
    const Wide coefficient = limit.coefficients.front();
    if (coefficient == 0 && limit.constant < 0) return {least, least - 1};
    if (coefficient > 0) range.least = std::max(range.least, -floor_of(limit.constant, coefficient));
    if (coefficient >= 0) continue;
    const Wide most = floor_of(limit.constant, -coefficient);
    range.most = range.most ? std::min(*range.most, most) : most;
  }
  return range;
}

class Searcher {
 public:
  Searcher(const std::vector<Constraint>& constraints, const std::vector<Cell>& cells, const Form& form, int step_limit)
      : cells_(cells), form_(form), steps_left_(step_limit), scale_(common_scale(constraints)) {
    for (const Constraint& constraint : constraints) {
      const bool is_sum = has_to_be_nothing(constraint);
      bounds_.push_back(is_sum ? std::nullopt : std::optional(bounds_of(constraint, scale_)));
      rows_.push_back(row_of(constraint));
      rows_.back().factor = is_sum ? 0 : 1;
    }
  }

  Found run() && {
    for (std::size_t size = 1; size <= cells_.size(); ++size) {
      pruned_ = false;
      State start{Tableau(rows_), {}, {}, std::vector<bool>(cells_.size(), false)};
      visit(start, static_cast<int>(size));
      const bool found_any = !found_.explanations.empty() || found_.left_open > 0;
      if (found_any || out_of_steps_ || !pruned_) break;
    }
    found_.unproved = undecided_ || out_of_steps_;
    std::sort(found_.explanations.begin(), found_.explanations.end(),
              [](const Explanation& a, const Explanation& b) { return cells_of(a) < cells_of(b); });
    return std::move(found_);
  }

 private:
  static std::vector<CellIndex> cells_of(const Explanation& explanation) {
    std::vector<CellIndex> cells;
    for (const CellChange& change : explanation.changes) cells.push_back(change.cell);
    return cells;
  }

  int common_scale(const std::vector<Constraint>& constraints) const {
    int scale = 0;
    for (const Constraint& constraint : constraints) {
      for (const Decimal* figure : {&constraint.difference, &constraint.slack.below, &constraint.slack.above}) {
        scale = std::max(scale, figure->scale());
      }
      for (const Term& term : constraint.terms) scale = std::max(scale, printed_value(term.cell, cells_).scale());
    }
    return scale;
  }

  LinearRow row_of(const Constraint& constraint) const {
    LinearRow row;
    for (const Term& term : constraint.terms) row.entries.push_back({term.cell, term.coefficient});
    std::sort(row.entries.begin(), row.entries.end(), [](const auto& a, const auto& b) { return a.cell < b.cell; });
    row.constant = scaled(constraint.difference, scale_);
    return row;
  }

  Wide printed(CellIndex cell) const { return scaled(printed_value(cell, cells_), scale_); }
  Wide unit_of(CellIndex cell) const { return form_.cells[cell].counted ? power_of_ten(scale_) : 1; }
  bool is_sum(int row) const { return !bounds_[row]; }

  void visit(State& state, int changes_left) {
    if (steps_left_ == 0) out_of_steps_ = true;
    if (out_of_steps_) return;
    --steps_left_;
    settle_loose_cells(state);
    const std::vector<int> upset = upset_sums(state);
    if (upset.empty()) {
      conclude(state, changes_left);
      return;
    }
    int narrowest = upset.front();
    std::size_t fewest = cells_.size() + 1;
    for (const int row : upset) {
      const std::size_t count = open_cells(state, row).size();
      if (count < fewest) narrowest = row;
      fewest = std::min(fewest, count);
    }
    if (fewest == 0) return;
    if (changes_needed(state, upset) > changes_left) {
      pruned_ = true;
      return;
    }
    for (const CellIndex cell : open_cells(state, narrowest)) {
      State next = state;
      next.changed.push_back(cell);
      next.tableau.solve(narrowest, cell);
      visit(next, changes_left - 1);
      state.kept[cell] = true;  // the sets with it have all been seen
    }
  }

  // A cell that was changed for another reason is solved for where a sum is found that has it.
  void settle_loose_cells(State& state) const {
    for (int row = 0; row < state.tableau.size(); ++row) {
      if (!is_sum(row) || state.tableau.is_solved(row)) continue;
      const auto in_row = std::find_if(state.loose.begin(), state.loose.end(), [&](CellIndex cell) {
        return state.tableau.row(row).coefficient_of(cell) != 0;
      });
      if (in_row == state.loose.end()) continue;
      state.tableau.solve(row, *in_row);
      state.loose.erase(in_row);
    }
  }

  std::vector<int> upset_sums(const State& state) const {
    std::vector<int> upset;
    for (int row = 0; row < state.tableau.size(); ++row) {
      if (is_sum(row) && !state.tableau.is_solved(row) && state.tableau.row(row).constant != 0) upset.push_back(row);
    }
    return upset;
  }

  // Those of a row that may still be taken for wrong.
  std::vector<CellIndex> open_cells(const State& state, int row) const {
    std::vector<CellIndex> open;
    for (const LinearRow::Entry& entry : state.tableau.row(row).entries) {
      const bool changed = std::find(state.changed.begin(), state.changed.end(), entry.cell) != state.changed.end();
      if (!state.kept[entry.cell] && !changed) open.push_back(entry.cell);
    }
    return open;
  }

  // A lower bound, the better of two: some sums share no open cell and need one change each, those with the fewest
  // cells taken first; and even the cells that are in the most upset sums have to be so many to be in all of them.
  int changes_needed(const State& state, const std::vector<int>& upset) const {
    std::vector<std::vector<CellIndex>> open;
    for (const int row : upset) open.push_back(open_cells(state, row));
    std::stable_sort(open.begin(), open.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
    return std::max(sums_apart(open), cells_to_be_in_all(open));
  }

  int sums_apart(const std::vector<std::vector<CellIndex>>& sums) const {
    std::vector<bool> taken(cells_.size(), false);
    int apart = 0;
    for (const std::vector<CellIndex>& cells : sums) {
      if (std::any_of(cells.begin(), cells.end(), [&](CellIndex cell) { return taken[cell]; })) continue;
      for (const CellIndex cell : cells) taken[cell] = true;
      ++apart;
    }
    return apart;
  }

  int cells_to_be_in_all(const std::vector<std::vector<CellIndex>>& sums) const {
    std::vector<int> sums_with(cells_.size(), 0);
    for (const std::vector<CellIndex>& cells : sums) {
      for (const CellIndex cell : cells) ++sums_with[cell];
    }
    std::sort(sums_with.begin(), sums_with.end(), std::greater<>());
    int needed = 0;
    for (int left = static_cast<int>(sums.size()); left > 0; ++needed) left -= sums_with[needed];
    return needed;
  }

  // No sum is upset: the changed cells have values, if these are possible.
  void conclude(State& state, int changes_left) {
    const std::vector<int> culprits = state.loose.empty() ? conclude_solved(state) : conclude_loose(state);
    if (culprits.empty()) return;
    if (changes_left == 0) {
      pruned_ = true;
      return;
    }
    // Only another change in one of these rows can help.
    std::vector<CellIndex> helpers;
    for (const int row : culprits) {
      for (const CellIndex cell : open_cells(state, row)) helpers.push_back(cell);
    }
    std::sort(helpers.begin(), helpers.end());
    helpers.erase(std::unique(helpers.begin(), helpers.end()), helpers.end());
    for (const CellIndex cell : helpers) {
      State next = state;
      next.changed.push_back(cell);
      next.loose.push_back(cell);
      visit(next, changes_left - 1);
      state.kept[cell] = true;
    }
  }

  // Takes what was found, or names the first row that makes it impossible.
  std::vector<int> conclude_solved(const State& state) {
    for (int row = 0; row < state.tableau.size(); ++row) {
      if (!is_possible(state, row, {})) return {row};
    }
    take(state, {});
    return {};
  }

  // What a row comes to when the loose cells are changed by `steps`.
  static Wide sum_after(const State& state, int index, const std::vector<Wide>& steps) {
    const LinearRow& row = state.tableau.row(index);
    Wide sum = row.constant;
    for (std::size_t i = 0; i < steps.size(); ++i) sum += row.coefficient_of(state.loose[i]) * steps[i];
    return sum;
  }

  // A row that is solved gives its cell a value, one with bounds keeps within them.
  bool is_possible(const State& state, int index, const std::vector<Wide>& steps) const {
    const LinearRow& row = state.tableau.row(index);
    const Wide sum = sum_after(state, index, steps);
    if (state.tableau.is_solved(index)) {
      const CellIndex cell = state.tableau.solved_for(index);
      const Wide coefficient = row.coefficient_of(cell);
      if (sum == 0 || sum % coefficient != 0) return false;
      return is_figure(cell, printed(cell) - sum / coefficient);
    }
    if (is_sum(index)) return sum == 0;
    const Bounds& bounds = *bounds_[index];
    return !(bounds.least && sum < *bounds.least * row.factor) && !(bounds.most && sum > *bounds.most * row.factor) &&
           !(bounds.nothing_excluded && sum == 0);
  }

  bool is_figure(CellIndex cell, Wide value) const { return value >= 0 && value % unit_of(cell) == 0; }

  // Values of the loose cells, tried one after another until two choices of them are found.
  struct Trial {
    std::vector<Wide> steps;
    std::vector<std::vector<Wide>> possible;
    int tries_left = 200;
  };

  // Takes the values where there is one choice of them, counts the set as open where there are several, or names all
  // rows that have a say.
  std::vector<int> conclude_loose(const State& state) {
    for (int row = 0; row < state.tableau.size(); ++row) {
      if (!has_loose_cell(state, row) && !is_possible(state, row, {})) return {row};
    }
    Trial trial;
    try_steps(state, limits_of(state), trial);
    if (trial.possible.size() == 2) {
      ++found_.left_open;
    } else if (trial.tries_left == 0) {
      undecided_ = true;
    } else if (trial.possible.size() == 1) {
      take(state, trial.possible.front());
    } else {
      return rows_with_a_say(state);
    }
    return {};
  }

  static bool has_loose_cell(const State& state, int row) {
    return std::any_of(state.loose.begin(), state.loose.end(),
                       [&](CellIndex cell) { return state.tableau.row(row).coefficient_of(cell) != 0; });
  }

  void try_steps(const State& state, const std::vector<Limit>& limits, Trial& trial) const {
    if (trial.steps.size() == state.loose.size()) {
      if (all_possible(state, trial.steps)) trial.possible.push_back(trial.steps);
      return;
    }
    const CellIndex cell = state.loose[trial.steps.size()];
    std::vector<Limit> of_cell = limits;
    while (!of_cell.empty() && of_cell.front().coefficients.size() > 1) of_cell = without_last_cell(of_cell);
    const Range range = range_within(of_cell, -printed(cell));
    const Wide unit = unit_of(cell);
    Wide step = -floor_of(-(printed(cell) + range.least), unit) * unit - printed(cell);
    for (; !(range.most && step > *range.most) && trial.possible.size() < 2; step += unit) {
      if (trial.tries_left == 0) return;
      --trial.tries_left;
      if (step == 0) continue;
      trial.steps.push_back(step);
      try_steps(state, with_first_cell_at(step, limits), trial);
      trial.steps.pop_back();
    }
  }

  static std::vector<Limit> with_first_cell_at(Wide step, std::vector<Limit> limits) {
    for (Limit& limit : limits) {
      limit.constant += limit.coefficients.front() * step;
      limit.coefficients.erase(limit.coefficients.begin());
    }
    return limits;
  }

  bool all_possible(const State& state, const std::vector<Wide>& steps) const {
    for (int row = 0; row < state.tableau.size(); ++row) {
      if (!is_possible(state, row, steps)) return false;
    }
    return true;
  }

  // Solved rows, and those with bounds.
  std::vector<int> rows_with_a_say(const State& state) const {
    std::vector<int> rows;
    for (int row = 0; row < state.tableau.size(); ++row) {
      if (state.tableau.is_solved(row) || !is_sum(row)) rows.push_back(row);
    }
    return rows;
  }

  // All values stay at or above zero, and all sums within their bounds.
  std::vector<Limit> limits_of(const State& state) const {
    std::vector<Limit> limits;
    const auto add = [&](const LinearRow& row, Wide times, Wide beside) {
      Limit limit;
      bool any = false;
      for (const CellIndex cell : state.loose) {
        limit.coefficients.push_back(row.coefficient_of(cell) * times);
        any |= limit.coefficients.back() != 0;
      }
      limit.constant = row.constant * times + beside;
      if (any || limit.constant < 0) limits.push_back(std::move(limit));
    };
    for (int index = 0; index < state.tableau.size(); ++index) {
      const LinearRow& row = state.tableau.row(index);
      if (state.tableau.is_solved(index)) {
        const CellIndex cell = state.tableau.solved_for(index);
        const Wide coefficient = row.coefficient_of(cell);
        const Wide sign = coefficient < 0 ? -1 : 1;
        add(row, -sign, sign * coefficient * printed(cell));
      } else if (!is_sum(index)) {
        if (bounds_[index]->least) add(row, 1, -*bounds_[index]->least * row.factor);
        if (bounds_[index]->most) add(row, -1, *bounds_[index]->most * row.factor);
      }
    }
    for (std::size_t i = 0; i < state.loose.size(); ++i) {
      Limit limit{std::vector<Wide>(state.loose.size(), 0), printed(state.loose[i])};
      limit.coefficients[i] = 1;
      limits.push_back(std::move(limit));
    }
    return limits;
  }

  void take(const State& state, const std::vector<Wide>& steps) {
    Explanation explanation;
    const auto add = [&](CellIndex cell, Wide value) {
      const std::optional<Decimal> figure = figure_of(value, scale_, printed_value(cell, cells_).scale());
      if (figure) explanation.changes.push_back({cell, *figure});
    };
    for (int index = 0; index < state.tableau.size(); ++index) {
      if (!state.tableau.is_solved(index)) continue;
      const CellIndex cell = state.tableau.solved_for(index);
      add(cell, printed(cell) - sum_after(state, index, steps) / state.tableau.row(index).coefficient_of(cell));
    }
    for (std::size_t i = 0; i < steps.size(); ++i) add(state.loose[i], printed(state.loose[i]) + steps[i]);
    if (explanation.changes.size() != state.changed.size()) return;  // longer than any printed figure
    std::sort(explanation.changes.begin(), explanation.changes.end(),
              [](const CellChange& a, const CellChange& b) { return a.cell < b.cell; });
    found_.explanations.push_back(std::move(explanation));
  }

  const std::vector<Cell>& cells_;
  const Form& form_;
  int steps_left_;
  const int scale_;
  std::vector<std::optional<Bounds>> bounds_;  // by row; none where the sum has to be nothing
  std::vector<LinearRow> rows_;
  bool pruned_ = false;  // whether more changes than are tried now might find something
  bool out_of_steps_ = false;
  bool undecided_ = false;  // whether it is not known of some set if it can do
  Found found_;
};

}  // namespace

Found search(const std::vector<Constraint>& constraints, const std::vector<Cell>& cells, const Form& form,
             int step_limit) {
  return Searcher(constraints, cells, form, step_limit).run();
}

}  // namespace gouji
