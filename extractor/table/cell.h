// What was read for one cell of the form. Invariants: `value` is there exactly when status is `read` or `repaired`; the
// bytes at `span` are what was printed for it; spans of different cells of a record never overlap.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "value/decimal.h"
#include "value/span.h"

namespace gouji {

enum class CellStatus {
  read,       // the text says it
  blank,      // printed empty, or as a mark for nothing
  missing,    // its row or column is not in the text
  repaired,   // deduced; `reason` says from what
  ambiguous,  // `candidates` are the values that it may have
};

// "read", "blank", …: as records print it.
const char* name_of(CellStatus status);

// What said which of its row's figures is a cell's.
enum class PlacedBy {
  order,       // as many figures as columns
  layout,      // the blanks left a trace: fields, display columns, lines
  arithmetic,  // the form's equations hold in one way only
  count,       // figures apart from their labels: as many as the rows need that have none
};

struct Cell {
  CellStatus status = CellStatus::missing;
  std::optional<Decimal> value;
  std::string raw;   // the text at the span
  Span span;         // in the decoded text; empty where nothing was printed
  std::string unit;  // as printed beside the figure, where that is not the form's unit; else empty
  std::string reason;
  std::vector<Decimal> candidates;
  // Where a figure goes on that was wrapped over lines: the parts of it behind the one at `span`.
  std::vector<Span> parts;
  Span row;  // of the printed row that it belongs to; empty where that is missing
  PlacedBy by = PlacedBy::order;
};

}  // namespace gouji
