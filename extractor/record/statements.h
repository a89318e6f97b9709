// What the prose states that can be checked by itself, or against last year's report: wholes with their parts,
// percentages of parts, growth and differences. Plain values; audit/statements.h judges them.
//
// Precision first: what is not surely such a statement is not one. Figures that are said to be approximate are in none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "value/decimal.h"
#include "value/span.h"

namespace gouji {

// A figure with its unit, as a sentence has it.
struct StatedFigure {
  Decimal value;  // in `unit`: 1.2 ten thousand is 12000
  // By how much the true amount may be off, since the figure was printed in ten thousands or with decimals: 1000 for
  // 1.2 ten thousand. 0 for whole numbers.
  Decimal slack;
  std::string unit;
  std::string label;  // the words that name it, folded; may be empty
  Span span;          // the number's
};

// A whole, and parts of it, of the same unit.
struct Breakdown {
  StatedFigure total;
  // Other figures of the sentence that the parts may be meant to be parts of: as long as one of them fits, nothing is
  // wrong.
  std::vector<StatedFigure> other_totals;
  std::vector<StatedFigure> parts;
  bool is_complete = false;  // the words say that there are no other parts
  bool overlaps = false;     // parts may have things in common: only each for itself cannot exceed the total
};

// "31, 42.5 percent of them".
struct Percentage {
  StatedFigure part;
  std::vector<StatedFigure> other_parts;  // other figures that may be meant
  std::vector<StatedFigure> totals;       // what it may be a percentage of, the likeliest first; at least one
  Decimal percent;                        // as printed
  Span span;
};

// "3607, an increase of 1.05 percent" against last year.
struct Change {
  enum class Kind { difference, percent, times };

  Kind kind = Kind::difference;
  StatedFigure figure;               // this year's
  std::optional<StatedFigure> base;  // last year's, where the sentence states it
  // The difference that the sentence gives beside a rate, positive for an increase.
  std::optional<Decimal> difference;
  Decimal by;  // as printed, without a sign
  bool is_decrease = false;
  Span span;
};

// Each list in the order of the text.
struct Statements {
  std::vector<Breakdown> breakdowns;
  std::vector<Percentage> percentages;
  std::vector<Change> changes;
  std::optional<ByteOffset> end;  // where the passage ends behind which none was looked for
  std::size_t steps = 0;          // as Record::steps

  std::size_t size() const { return breakdowns.size() + percentages.size() + changes.size(); }
};

}  // namespace gouji
