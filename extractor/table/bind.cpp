#include "table/bind.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>

namespace gouji {
namespace {

// For each of a row's cells an index in its printed values, -1 for nothing.
using Placement = std::vector<int>;

// Ways to place a row's values are tried one by one; a row with more ways than this is not worth guessing at.
constexpr std::size_t most_placements = 10'000;

// The printed values that are more than an empty field.
std::vector<int> inked_values(const PrintedRow& row) {
  std::vector<int> inked;
  for (int i = 0; i < static_cast<int>(row.values.size()); ++i) {
    if (row.values[i].is_inked_value()) inked.push_back(i);
  }
  return inked;
}

// The equations of the form that speak of this row's cells alone.
std::vector<const Equation*> equations_of(const FormRow& row, const Form& form) {
  const auto in_row = [&](const Term& term) {
    return std::find(row.cells.begin(), row.cells.end(), term.cell) != row.cells.end();
  };
  std::vector<const Equation*> equations;
  for (const Equation& equation : form.equations) {
    if (equation.relation != Equation::Relation::equal) continue;
    const bool of_row = std::all_of(equation.left.begin(), equation.left.end(), in_row) &&
                        std::all_of(equation.right.begin(), equation.right.end(), in_row);
    if (of_row) equations.push_back(&equation);
  }
  return equations;
}

class RowArithmetic {
 public:
  RowArithmetic(const MatchedRow& row, const Form& form) : row_(row), equations_(equations_of(*row.form, form)) {}

  bool has_rules() const { return !equations_.empty(); }

  // Whether every equation of the row holds with the values placed so; what is not placed counts as nothing.
  bool holds(const Placement& placement) const {
    return std::all_of(equations_.begin(), equations_.end(), [&](const Equation* equation) {
      return sum(equation->left, placement) == sum(equation->right, placement);
    });
  }

 private:
  Decimal sum(const std::vector<Term>& terms, const Placement& placement) const {
    Decimal total;
    for (const Term& term : terms) {
      const auto& cells = row_.form->cells;
      const auto position = std::find(cells.begin(), cells.end(), term.cell) - cells.begin();
      const int value = placement[static_cast<std::size_t>(position)];
      if (value >= 0) total = total + row_.printed->values[value].value * term.coefficient;
    }
    return total;
  }

  const MatchedRow& row_;
  std::vector<const Equation*> equations_;
};

// All ways to put some of `values` into some of `cells` places, both in order, as many as go. Empty when there are too
// many.
std::vector<Placement> placements(const std::vector<int>& values, std::size_t cells) {
  const std::size_t count = std::min(values.size(), cells);
  std::vector<Placement> all;
  bool too_many = false;
  Placement placement(cells, -1);
  const std::function<void(std::size_t, std::size_t, std::size_t)> place = [&](std::size_t value, std::size_t cell,
                                                                               std::size_t left) {
    if (too_many || values.size() - value < left || cells - cell < left) return;
    if (left == 0) {
      all.push_back(placement);
      too_many = all.size() > most_placements;
      return;
    }
    placement[cell] = values[value];
    place(value + 1, cell + 1, left - 1);
    placement[cell] = -1;
    if (values.size() > cells) {
      place(value + 1, cell, left);  // more values than cells: some are left out
    } else {
      place(value, cell + 1, left);
    }
  };
  place(0, 0, count);
  return too_many ? std::vector<Placement>() : all;
}

class BlockBinder {
 public:
  BlockBinder(const std::vector<MatchedRow>& rows, const Form& form) : rows_(rows), form_(form) {
    find_first_column();
    find_surplus_columns();
  }

  RowBinding bind(const MatchedRow& row) const {
    const std::vector<int> inked = inked_values(*row.printed);
    const std::size_t cells = row.form->cells.size();
    if (row.printed->is_uneven()) return confirmed(row, inked);
    if (inked.size() == cells) return certain(inked);
    if (inked.empty()) return certain(Placement(cells, -1));
    if (inked.size() > cells) return bind_surplus(row, inked);
    if (row.printed->separated) {
      if (const std::optional<Placement> placement = by_fields(row, inked)) return certain(*placement);
    }
    return by_arithmetic(row, inked);
  }

 private:
  // In which field of their lines the first column's figures stand, where all complete rows agree on it.
  void find_first_column() {
    for (const MatchedRow& row : rows_) {
      const std::vector<int> inked = inked_values(*row.printed);
      if (!row.printed->separated || inked.size() != row.form->cells.size()) continue;
      const int column = row.printed->values[inked.front()].number;
      if (first_column_ && *first_column_ != column) {
        first_column_.reset();
        return;
      }
      first_column_ = column;
    }
  }

  // More figures than columns, in all rows alike: the one way to leave some out with which every such row's equations
  // hold.
  void find_surplus_columns() {
    std::map<std::size_t, std::vector<const MatchedRow*>> by_count;
    for (const MatchedRow& row : rows_) {
      const std::size_t inked = inked_values(*row.printed).size();
      if (inked > row.form->cells.size()) by_count[inked].push_back(&row);
    }
    for (const auto& [count, rows] : by_count) {
      std::vector<int> places(count);
      std::iota(places.begin(), places.end(), 0);
      std::vector<Placement> ways = placements(places, rows.front()->form->cells.size());
      std::erase_if(ways, [this, &rows = rows](const Placement& way) { return !fits_all(way, rows); });
      if (ways.size() == 1) surplus_[count] = ways.front();
    }
  }

  bool fits_all(const Placement& way, const std::vector<const MatchedRow*>& rows) const {
    return std::all_of(rows.begin(), rows.end(), [&](const MatchedRow* row) {
      const RowArithmetic arithmetic(*row, form_);
      return arithmetic.has_rules() && arithmetic.holds(composed(way, inked_values(*row->printed)));
    });
  }

  RowBinding bind_surplus(const MatchedRow& row, const std::vector<int>& inked) const {
    const auto way = surplus_.find(inked.size());
    if (way != surplus_.end()) return certain(composed(way->second, inked));
    return by_arithmetic(row, inked);
  }

  static Placement composed(const Placement& way, const std::vector<int>& inked) {
    Placement placement;
    for (const int place : way) placement.push_back(place < 0 ? -1 : inked[place]);
    return placement;
  }

  // Blanks leave empty fields: the row's values are a window over its fields with nothing but padding outside.
  std::optional<Placement> by_fields(const MatchedRow& row, const std::vector<int>& inked) const {
    const int cells = static_cast<int>(row.form->cells.size());
    const int fields = static_cast<int>(row.printed->values.size());
    const int first = std::max(0, inked.back() - cells + 1);
    const int last = std::min(inked.front(), fields - cells);
    if (first > last) return std::nullopt;  // fewer fields than columns, or too far apart
    if (first == last) return window(first, cells);
    if (!first_column_) return std::nullopt;
    const int begin = *first_column_ - row.printed->values.front().number;
    if (begin < first || begin > last) return std::nullopt;
    // A page break may have shifted just this row: its sum must come out too.
    const RowArithmetic arithmetic(row, form_);
    const Placement placement = window(begin, cells);
    return arithmetic.has_rules() && !arithmetic.holds(placement) ? std::nullopt : std::optional(placement);
  }

  static Placement window(int begin, int cells) {
    Placement placement;
    for (int cell = 0; cell < cells; ++cell) placement.push_back(begin + cell);
    return placement;
  }

  // Values whose layout cannot be trusted count only as many as the form has and where the form's equations hold.
  RowBinding confirmed(const MatchedRow& row, const std::vector<int>& inked) const {
    const RowArithmetic arithmetic(row, form_);
    RowBinding binding;
    if (inked.size() == row.form->cells.size() && arithmetic.has_rules() && arithmetic.holds(inked)) {
      binding = certain(inked);
    } else {
      binding.choices.assign(row.form->cells.size(), inked);
    }
    binding.by_arithmetic = true;
    return binding;
  }

  RowBinding by_arithmetic(const MatchedRow& row, const std::vector<int>& inked) const {
    const std::size_t cells = row.form->cells.size();
    std::vector<Placement> ways = placements(inked, cells);
    const RowArithmetic arithmetic(row, form_);
    const bool broken = std::any_of(inked.begin(), inked.end(), [&](int value) {
      return row.printed->values[value].kind == Field::Kind::broken_figure;
    });
    if (arithmetic.has_rules() && !broken) {
      std::vector<Placement> consistent = ways;
      std::erase_if(consistent, [&](const Placement& way) { return !arithmetic.holds(way); });
      if (!consistent.empty()) ways = std::move(consistent);
    }
    RowBinding binding{.choices = std::vector<std::vector<int>>(cells), .by_arithmetic = true};
    for (std::size_t cell = 0; cell < cells; ++cell) {
      std::vector<int>& choices = binding.choices[cell];
      for (const Placement& way : ways) {
        if (std::find(choices.begin(), choices.end(), way[cell]) == choices.end()) choices.push_back(way[cell]);
      }
      if (ways.empty()) choices.assign(inked.begin(), inked.end());
    }
    return binding;
  }

  static RowBinding certain(const Placement& placement) {
    RowBinding binding;
    for (const int value : placement) binding.choices.push_back({value});
    return binding;
  }

  const std::vector<MatchedRow>& rows_;
  const Form& form_;
  std::optional<int> first_column_;
  std::map<std::size_t, Placement> surplus_;  // by the number of figures printed
};

}  // namespace

std::vector<RowBinding> bind_rows(const std::vector<MatchedRow>& block, const Form& form) {
  const BlockBinder binder(block, form);
  std::vector<RowBinding> bindings;
  for (const MatchedRow& row : block) bindings.push_back(binder.bind(row));
  return bindings;
}

}  // namespace gouji
