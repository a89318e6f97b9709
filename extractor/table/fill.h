// Figures that a converter tore from their labels: it printed a column of the table before the next, or the labels of
// some rows after their figures. Between two rows that are whole, such figures belong to the form's rows that have none
// when they are just as many as those rows have cells, and can be dealt out in one way only with which the rows' sums
// come out.
#pragma once

#include <vector>

#include "table/align.h"
#include "table/arithmetic.h"

namespace gouji {

// A row of the form with the figures that were dealt out to it, in the order of its columns. It has no labels.
struct FilledRow {
  PrintedRow row;
  int form = 0;
};

struct Filling {
  std::vector<FilledRow> rows;  // in the order of the form
  std::vector<int> used;        // printed rows all of whose figures were dealt out, ascending
  std::vector<int> doubtful;    // printed rows without figures whose figures may be among those that found no row
};

// `pairs` are those of one report, in its order; `taken` says of each printed row whether it is another report's. Adds
// to `steps` the labels compared and the ways tried.
Filling fill_rows(const Text& text, const std::vector<PrintedRow>& printed, const std::vector<FormRow>& form_rows,
                  const std::vector<RowPair>& pairs, const std::vector<bool>& taken, const Form& form,
                  const CommonGrammar& common, std::size_t& steps);

}  // namespace gouji
