// The series: the rows of all reports of a run, a body after the other, each body's years in their order. No row is
// merged with another one or left out: two reports of one body on one year stand side by side.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "series/bodies.h"
#include "series/series_row.h"

namespace gouji {

struct BodyYears {
  Body body;              // without a name: reports of which it is not known whose they are
  std::size_t begin = 0;  // in SeriesTable::rows
  std::size_t end = 0;
};

struct SeriesTable {
  std::vector<SeriesRow> rows;    // by body, year and path; unknown years behind the others
  std::vector<BodyYears> bodies;  // by name; the one without a name behind the others
};

// The same whatever the order of the rows, unless rows are of one path: these stay in their order.
SeriesTable arrange(std::vector<SeriesRow> rows, const BodyRules& rules);

// The rows of a body on one year: one, unless several reports say that they are its report on it.
struct YearRows {
  int year = 0;
  std::size_t begin = 0;  // in SeriesTable::rows
  std::size_t end = 0;

  std::size_t count() const { return end - begin; }
};

// A body's years in their order. A year or a body that is not known is the same as no other, so such rows stand alone.
std::vector<YearRows> years_of(const BodyYears& body, const SeriesTable& table);

// The years between a body's first and last one that it has no report on.
std::vector<int> missing_years(const BodyYears& body, const SeriesTable& table);

}  // namespace gouji
