#include "record/sum.h"

#include <algorithm>

#include "record/record.h"

namespace gouji {
namespace {

bool has_figure(const Cell& cell) { return cell.value.has_value(); }

bool is_printed(const Cell& cell) { return has_figure(cell) || cell.status == CellStatus::blank; }

const Term* find_term(const std::vector<Term>& terms, CellIndex cell) {
  const auto found = std::find_if(terms.begin(), terms.end(), [&](const Term& term) { return term.cell == cell; });
  return found == terms.end() ? nullptr : &*found;
}

bool is_in_group(const Block& block, const Row& row, int group) {
  for (int g = row.group; g >= 0; g = block.row_groups[g].parent) {
    if (g == group) return true;
  }
  return false;
}

// One sum, as it is resolved against what a report prints.
class SumResolver {
 public:
  SumResolver(const std::vector<Term>& terms, const std::vector<Cell>& cells, const Form& form)
      : terms_(terms), cells_(cells), form_(form) {}

  std::optional<std::vector<Term>> resolve() const {
    std::vector<Term> counted;
    for (const Term& term : terms_) {
      if (is_subtotal(term.cell)) continue;
      const Cell& cell = cells_[term.cell];
      if (has_figure(cell)) {
        counted.push_back(term);
      } else if (const CellIndex group_cell = stand_in(term); group_cell >= 0) {
        if (cells_[group_cell].status == CellStatus::ambiguous) return std::nullopt;
        // Once for all the rows of the group; where the group's row is a term itself, that counts it.
        const bool stands_already =
            find_term(counted, group_cell) != nullptr || find_term(terms_, group_cell) != nullptr;
        if (!stands_already) counted.push_back({group_cell, term.coefficient});
      } else if (is_printed(cell)) {
        counted.push_back(term);
      } else if (!is_row_left_out(term.cell)) {
        return std::nullopt;
      }
    }
    return counted;
  }

 private:
  // The row of a group whose own rows are counted beside it would be counted twice.
  bool is_subtotal(CellIndex cell) const {
    const FormCell& place = form_.cells[cell];
    if (!place.optional) return false;
    const int group = form_.row_of(place).stands_for;
    if (group < 0) return false;
    return std::any_of(terms_.begin(), terms_.end(), [&](const Term& term) {
      return has_figure(cells_[term.cell]) && is_row_of_group(form_.cells[term.cell], place, group);
    });
  }

  // Whether `part` stands in a row of the group, in the column of `place`.
  bool is_row_of_group(const FormCell& part, const FormCell& place, int group) const {
    return part.table == place.table && part.block == place.block && part.column == place.column && !part.optional &&
           is_in_group(form_.block_of(place), form_.row_of(part), group);
  }

  // The cell of the printed group row that stands for the term's row; -1 for none.
  CellIndex stand_in(const Term& term) const {
    const FormCell& place = form_.cells[term.cell];
    if (place.optional || form_.row_of(place).group < 0) return -1;
    const Block& block = form_.block_of(place);
    for (int row = 0; row < static_cast<int>(block.rows.size()); ++row) {
      const int group = block.rows[row].stands_for;
      if (!block.rows[row].optional || group < 0 || !is_in_group(block, form_.row_of(place), group)) continue;
      const CellIndex group_cell = form_.cell_at(place.table, place.block, row, place.column);
      if (group_cell < 0 || cells_[group_cell].status == CellStatus::missing) continue;
      if (sum_has_whole_group(term, group)) return group_cell;
    }
    return -1;
  }

  // A group's figure is worth all of its rows: it stands for them only where the sum counts each of them alike, and
  // none of them has a figure of its own.
  bool sum_has_whole_group(const Term& term, int group) const {
    const FormCell& place = form_.cells[term.cell];
    const Block& block = form_.block_of(place);
    for (int row = 0; row < static_cast<int>(block.rows.size()); ++row) {
      if (block.rows[row].optional || !is_in_group(block, block.rows[row], group)) continue;
      const CellIndex part = form_.cell_at(place.table, place.block, row, place.column);
      if (part < 0) continue;
      const Term* counted = find_term(terms_, part);
      if (counted == nullptr || counted->coefficient != term.coefficient || has_figure(cells_[part])) return false;
    }
    return true;
  }

  bool is_row_left_out(CellIndex cell) const {
    const FormCell& place = form_.cells[cell];
    if (!place.optional) return false;
    for (int column = 0; column < static_cast<int>(form_.block_of(place).columns.size()); ++column) {
      const CellIndex neighbour = form_.cell_at(place.table, place.block, place.row, column);
      if (neighbour >= 0 && cells_[neighbour].status != CellStatus::missing) return false;
    }
    return true;
  }

  const std::vector<Term>& terms_;
  const std::vector<Cell>& cells_;
  const Form& form_;
};

}  // namespace

bool all_counted(const std::vector<Term>& terms, const std::vector<Cell>& cells, const Form& form) {
  return std::all_of(terms.begin(), terms.end(),
                     [&](const Term& term) { return has_figure(cells[term.cell]) && !form.cells[term.cell].optional; });
}

std::optional<std::vector<Term>> counted_terms(const std::vector<Term>& terms, const std::vector<Cell>& cells,
                                               const Form& form) {
  if (all_counted(terms, cells, form)) return terms;
  return SumResolver(terms, cells, form).resolve();
}

Decimal total_of(const std::vector<Term>& terms, const std::vector<Cell>& cells) {
  Decimal total;
  for (const Term& term : terms) {
    const std::optional<Decimal>& value = cells[term.cell].value;
    if (value && !value->is_zero()) total = total + *value * term.coefficient;
  }
  return total;
}

std::optional<Sum> sum_of(const std::vector<Term>& terms, const std::vector<Cell>& cells, const Form& form) {
  const std::optional<std::vector<Term>> counted = counted_terms(terms, cells, form);
  if (!counted || counted->empty()) return std::nullopt;
  Sum sum{total_of(*counted, cells), {}};
  sum.cells.reserve(counted->size());
  for (const Term& term : *counted) sum.cells.push_back(term.cell);
  return sum;
}

}  // namespace gouji
