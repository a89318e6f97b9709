// Wrong figures as people and converters make them, planted in a consistent report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "generator/random.h"
#include "record/record.h"

namespace gouji::generator {

// A record of the form that obeys all its rules, as if all figures had been read and nothing else. Those of optional
// rows are missing.
Record consistent_record(const Form& form, Random& random);

enum class PlantedKind { swapped, dropped, doubled, neighbours, any };

struct PlantedError {
  CellIndex cell = 0;
  Decimal truth;
  Decimal wrong;
};

// How many rules that are more than remarks judge a cell, for each cell.
std::vector<int> coverage_of(const Record& record);

// Wrong figures for as many cells, each of which has a figure and is covered by at least `least_coverage` rules, and by
// no more than `most_coverage`. Nullopt where there are too few such cells.
std::optional<std::vector<PlantedError>> draw_errors(const Record& record, int count, int least_coverage,
                                                     int most_coverage, Random& random);

}  // namespace gouji::generator
