// A report as one row of its body's series: the figures of grammar/series.toml as far as the report has them, whatever
// its form. A row is small and refers to nothing but the grammar, so that those of a hundred thousand reports can be
// kept until all are read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "form/series.h"
#include "record/record.h"

namespace gouji {

// What a figure's value rests on, or why it has none.
enum class FigureStatus {
  read,           // its cells say it; blanks among them count as nothing, as in every sum
  repaired,       // the same, and the value of one of them was deduced
  claimed,        // the prose says it
  blank,          // all its cells are printed blank: nothing was reported, which is not zero
  missing,        // a cell that it needs is not in the report, and the prose does not say it
  ambiguous,      // a cell that it needs, or the sentence, may be read in more than one way
  contradictory,  // the prose says several values, or one that the tables contradict
  other_unit,     // it is printed in a unit that cannot be made the figure's
};

// "read", "blank", …: as the series prints it.
const char* name_of(FigureStatus status);

struct FigureValue {
  int figure = 0;  // in Series::figures
  FigureStatus status = FigureStatus::missing;
  const FigureSource* source = nullptr;  // of the form that the table with its cells is of
  Decimal value;                         // exact, in the figure's unit; 0 where the status is that of no value

  bool has_value() const {
    return status == FigureStatus::read || status == FigureStatus::repaired || status == FigureStatus::claimed;
  }
};

// What a figure was taken from, where that is not simply all the cells of its source.
struct FigureEvidence {
  int figure = 0;
  std::vector<std::string> cells;   // those that were counted: a group printed as one row stands for its rows
  std::vector<std::string> claims;  // the words of the prose, as printed
};

struct SeriesRow {
  std::string publisher;  // as the report has it; empty where it is not known
  int year = 0;           // 0 where it is not known
  std::string form;
  std::string path;
  std::size_t report = 0;                // by which whoever arranges rows knows this one again
  std::vector<FigureValue> figures;      // those that the report's form has, in the order of Series::figures
  std::vector<FigureEvidence> evidence;  // in the same order

  // Null where the report's form does not have the figure, or there is nothing to add.
  const FigureValue* find(int figure) const;
  const FigureEvidence* evidence_of(int figure) const;
};

// The row refers to the series, which must outlive it, and not to the record.
SeriesRow series_row(const Record& record, const std::string& path, const Series& series);

}  // namespace gouji
