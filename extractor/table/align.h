// Which printed row is which row of the form: the pairing in the order of both that the labels speak for most. Rows
// that only one side has are passed over. Where the form begins anew, another report begins. Time and memory grow
// linearly with the printed rows.
#pragma once

#include <vector>

#include "table/rows.h"

namespace gouji {

struct RowPair {
  int printed = 0;
  int form = 0;
  double likeness = 0;   // of the labels, from 0 to 1; of rows side by side, the share of the header's characters
  int label_fields = 0;  // how many of the printed row's last labels are its own; the ones before are groups', or prose
  int unit_fields = 0;   // how many labels behind those are the row's unit, printed in a column of its own
  // Of rows side by side: whether the header over them ends with the labels of the last row's columns, in their order.
  bool header_in_order = false;
  // How much better the whole alignment is than the best one that pairs this printed row, or this row of the form,
  // with another; in likeness. Where nothing rivals it, no_rival.
  double margin = 0;
  int rival_printed = -1;  // that other pair
  int rival_form = -1;
};

// Where a row begins with its own label. A printed row begins with all labels since the figures before it: groups'
// ones, and where each cell has a line, the prose over the table.
Span own_span(const PrintedRow& row, const RowPair& pair);

inline constexpr double no_rival = 100;

// The rows of each report in the text, in the text's order. Adds to `steps` the labels compared and the pairs chained.
std::vector<std::vector<RowPair>> align_rows(const PrintedText& printed, const FormRows& form,
                                             const CommonGrammar& common, std::size_t& steps);

}  // namespace gouji
