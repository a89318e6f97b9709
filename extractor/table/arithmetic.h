// What the form's equations say about where figures belong: a way to place a row's values counts only where the row's
// own sums come out, and, over the rows of a block, where the columns' sums do. Only equations of the form take part;
// a blank counts as nothing. The search is bounded, and what it cannot prove stays open.
#pragma once

#include <vector>

#include "form/form.h"
#include "table/rows.h"

namespace gouji {

// A printed row and the row of the form that it was recognized as.
struct MatchedRow {
  const PrintedRow* printed = nullptr;
  const FormRow* form = nullptr;
  // The column whose label a header prints over each value, in the same place between separators; empty where it has
  // not one for each.
  std::vector<int> headers = {};
};

// For each of a row's cells an index in its printed values, -1 for nothing.
using Placement = std::vector<int>;

// What the equations of the form say of one row's cells alone.
class RowArithmetic {
 public:
  // What the row points to must outlive it.
  explicit RowArithmetic(const MatchedRow& row) : printed_(row.printed), sums_(row.form->sums) {}

  bool has_rules() const { return !sums_.empty(); }
  // Whether every equation of the row holds with the values placed so; what is not placed counts as nothing. True for
  // a row without equations. Broken figures are worth nothing here: do not ask about them.
  bool holds(const Placement& placement) const;
  // The same for values given one for each cell.
  bool holds(const std::vector<Decimal>& values) const;

 private:
  const PrintedRow* printed_;
  const std::vector<RowSum>& sums_;
};

// Drops, from each row's ways to place its values, those with which the sums over columns cannot come out. `ways` has
// one list for each of `rows`, none empty. Where no combination comes out, or the search gets too long, it is left as
// it is. Adds to `steps` the rows looked at.
void narrow_by_columns(const std::vector<MatchedRow>& rows, const Form& form, std::vector<std::vector<Placement>>& ways,
                       std::size_t& steps);

// Which rows take part in a sum over columns that is known from end to end and does not come out. `ways` as above; rows
// with several ways make a sum unknown.
std::vector<bool> at_odds_with_columns(const std::vector<MatchedRow>& rows, const Form& form,
                                       std::vector<std::vector<Placement>>& ways);

}  // namespace gouji
