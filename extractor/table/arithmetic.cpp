#include "table/arithmetic.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace gouji {
namespace {

// So many rows are looked at before a block's sums over columns are left unused. A report whose zeros left no trace
// needs some thousand.
constexpr int most_steps = 300'000;

// An equation over several rows of a block, as what each way of each row adds to it. It has to come to nothing.
struct ColumnSum {
  struct RowPart {
    int row = 0;
    std::vector<Decimal> by_way;
    Decimal low, high;  // of the ways that are left
  };
  Decimal decided;  // what the rows add that have one way only
  std::vector<int> decided_rows;
  std::vector<RowPart> parts;  // the others
};

class ColumnSums {
 public:
  ColumnSums(const std::vector<MatchedRow>& rows, const Form& form, std::vector<std::vector<Placement>>& ways)
      : rows_(rows), form_(form), ways_(ways) {
    for (const std::vector<Placement>& of_row : ways) alive_.emplace_back(of_row.size(), true);
  }

  // How many steps it took.
  int narrow() {
    find_sums();
    std::erase_if(sums_, [](const ColumnSum& sum) { return sum.parts.empty(); });
    if (sums_.empty()) return 0;
    if (!propagate(alive_) || !prove()) return steps_;
    for (std::size_t row = 0; row < ways_.size(); ++row) {
      std::vector<Placement> left;
      for (std::size_t way = 0; way < ways_[row].size(); ++way) {
        if (alive_[row][way]) left.push_back(std::move(ways_[row][way]));
      }
      ways_[row] = std::move(left);
    }
    return steps_;
  }

  std::vector<bool> at_odds() {
    find_sums();
    std::vector<bool> at_odds(rows_.size(), false);
    for (const ColumnSum& sum : sums_) {
      const bool of_one_row = std::adjacent_find(sum.decided_rows.begin(), sum.decided_rows.end(),
                                                 std::not_equal_to<>()) == sum.decided_rows.end();
      if (!sum.parts.empty() || sum.decided.is_zero() || of_one_row) continue;
      for (const int row : sum.decided_rows) at_odds[static_cast<std::size_t>(row)] = true;
    }
    return at_odds;
  }

 private:
  using Alive = std::vector<std::vector<bool>>;
  enum class Outcome { found, none, too_long };

  struct Place {
    int row = -1;  // in rows_
    int cell = 0;  // of the row
  };

  void find_sums() {
    std::vector<Place> places(form_.cells.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const std::vector<CellIndex>& cells = rows_[row].form->cells;
      for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (cells[cell] >= 0) places[cells[cell]] = {static_cast<int>(row), static_cast<int>(cell)};
      }
    }
    for (const Equation& equation : form_.equations) {
      if (!equation.is_plain_sum()) continue;
      ColumnSum sum;
      const bool known = add(equation.left, 1, places, sum) && add(equation.right, -1, places, sum);
      if (known) sums_.push_back(std::move(sum));
    }
  }

  // False where the sum needs a row that is not there or cannot be read.
  bool add(const std::vector<Term>& terms, int sign, const std::vector<Place>& places, ColumnSum& sum) const {
    std::vector<CellIndex> stand_ins;  // a group's row stands for all its rows, once
    for (const Term& term : terms) {
      CellIndex cell = term.cell;
      if (places[cell].row < 0) {
        const CellIndex stand_in = stand_in_of(form_.cells[cell], places);
        if (stand_in < 0 && form_.cells[cell].optional) continue;
        if (stand_in < 0) return false;
        if (std::find(stand_ins.begin(), stand_ins.end(), stand_in) != stand_ins.end()) continue;
        stand_ins.push_back(stand_in);
        cell = stand_in;
      }
      if (rows_[places[cell].row].printed->has_broken_figure()) return false;
      add(places[cell], term.coefficient * sign, sum);
    }
    return true;
  }

  // The cell of the row that is printed for the cell's whole group; -1 for none.
  CellIndex stand_in_of(const FormCell& cell, const std::vector<Place>& places) const {
    const Block& block = form_.block_of(cell);
    const int group = form_.row_of(cell).group;
    for (int row = 0; group >= 0 && row < static_cast<int>(block.rows.size()); ++row) {
      if (block.rows[row].stands_for != group) continue;
      const CellIndex stand_in = form_.cell_at(cell.table, cell.block, row, cell.column);
      if (stand_in >= 0 && places[stand_in].row >= 0) return stand_in;
    }
    return -1;
  }

  void add(Place place, int coefficient, ColumnSum& sum) const {
    const std::vector<Placement>& ways = ways_[place.row];
    if (ways.size() == 1) {
      sum.decided = sum.decided + value_at(place, ways.front()) * coefficient;
      sum.decided_rows.push_back(place.row);
      return;
    }
    auto part = std::find_if(sum.parts.begin(), sum.parts.end(),
                             [&](const ColumnSum::RowPart& other) { return other.row == place.row; });
    if (part == sum.parts.end()) {
      sum.parts.push_back({.row = place.row, .by_way = std::vector<Decimal>(ways.size()), .low = {}, .high = {}});
      part = sum.parts.end() - 1;
    }
    for (std::size_t way = 0; way < ways.size(); ++way) {
      part->by_way[way] = part->by_way[way] + value_at(place, ways[way]) * coefficient;
    }
  }

  Decimal value_at(Place place, const Placement& way) const {
    const int value = way[place.cell];
    return value < 0 ? Decimal() : rows_[place.row].printed->values[value].value;
  }

  // Drops the ways that no choice of the other rows can make up for. False when a row has none left.
  bool propagate(Alive& alive) {
    bool changed = true;
    while (changed) {
      changed = false;
      for (ColumnSum& sum : sums_) {
        if (!propagate(sum, alive, changed)) return false;
        steps_ += static_cast<int>(sum.parts.size());
      }
    }
    return true;
  }

  static bool propagate(ColumnSum& sum, Alive& alive, bool& changed) {
    Decimal low = sum.decided;
    Decimal high = sum.decided;
    for (ColumnSum::RowPart& part : sum.parts) {
      bounds(part, alive[part.row]);
      low = low + part.low;
      high = high + part.high;
    }
    for (const ColumnSum::RowPart& part : sum.parts) {
      bool any = false;
      for (std::size_t way = 0; way < part.by_way.size(); ++way) {
        if (!alive[part.row][way]) continue;
        const Decimal least = low - part.low + part.by_way[way];
        const Decimal most = high - part.high + part.by_way[way];
        const bool fits = least <= Decimal(0) && most >= Decimal(0);
        if (!fits) {
          alive[part.row][way] = false;
          changed = true;
        }
        any = any || fits;
      }
      if (!any) return false;
    }
    return true;
  }

  static void bounds(ColumnSum::RowPart& part, const std::vector<bool>& alive) {
    bool first = true;
    for (std::size_t way = 0; way < part.by_way.size(); ++way) {
      if (!alive[way]) continue;
      part.low = first ? part.by_way[way] : std::min(part.low, part.by_way[way]);
      part.high = first ? part.by_way[way] : std::max(part.high, part.by_way[way]);
      first = false;
    }
  }

  // Asks of each way that is left whether some choice for all other rows goes with it. False when that takes too long.
  bool prove() {
    for (std::size_t row = 0; row < alive_.size(); ++row) {
      if (count(alive_[row]) < 2) continue;
      for (std::size_t way = 0; way < alive_[row].size(); ++way) {
        if (!alive_[row][way]) continue;
        Alive chosen = alive_;
        choose(chosen[row], way);
        const Outcome outcome = search(std::move(chosen));
        if (outcome == Outcome::too_long) return false;
        if (outcome == Outcome::none) alive_[row][way] = false;
      }
      if (count(alive_[row]) == 0) return false;
    }
    return true;
  }

  Outcome search(Alive alive) {
    if (++steps_ > most_steps) return Outcome::too_long;
    if (!propagate(alive)) return Outcome::none;
    const auto open = std::find_if(alive.begin(), alive.end(), [](const auto& row) { return count(row) > 1; });
    if (open == alive.end()) return Outcome::found;
    for (std::size_t way = 0; way < open->size(); ++way) {
      if (!(*open)[way]) continue;
      Alive chosen = alive;
      choose(chosen[static_cast<std::size_t>(open - alive.begin())], way);
      const Outcome outcome = search(std::move(chosen));
      if (outcome != Outcome::none) return outcome;
    }
    return Outcome::none;
  }

  static std::ptrdiff_t count(const std::vector<bool>& alive) { return std::count(alive.begin(), alive.end(), true); }
  static void choose(std::vector<bool>& alive, std::size_t way) {
    alive.assign(alive.size(), false);
    alive[way] = true;
  }

  const std::vector<MatchedRow>& rows_;
  const Form& form_;
  std::vector<std::vector<Placement>>& ways_;
  Alive alive_;
  std::vector<ColumnSum> sums_;
  int steps_ = 0;
};

template <typename ValueOf>
bool are_nothing(const std::vector<RowSum>& sums, ValueOf value_of) {
  return std::all_of(sums.begin(), sums.end(), [&](const RowSum& row_sum) {
    Decimal sum;
    for (const RowSum::Part& part : row_sum.parts) sum = sum + value_of(part.cell) * part.coefficient;
    return sum.is_zero();
  });
}

}  // namespace

bool RowArithmetic::holds(const Placement& placement) const {
  return are_nothing(sums_, [&](int cell) {
    const int value = placement[static_cast<std::size_t>(cell)];
    return value < 0 ? Decimal() : printed_->values[static_cast<std::size_t>(value)].value;
  });
}

bool RowArithmetic::holds(const std::vector<Decimal>& values) const {
  return are_nothing(sums_, [&](int cell) { return values[static_cast<std::size_t>(cell)]; });
}

void narrow_by_columns(const std::vector<MatchedRow>& rows, const Form& form, std::vector<std::vector<Placement>>& ways,
                       std::size_t& steps) {
  steps += static_cast<std::size_t>(ColumnSums(rows, form, ways).narrow());
}

std::vector<bool> at_odds_with_columns(const std::vector<MatchedRow>& rows, const Form& form,
                                       std::vector<std::vector<Placement>>& ways) {
  return ColumnSums(rows, form, ways).at_odds();
}

}  // namespace gouji
