// Which reports of one body are compared with each other: each with the one before it, where it is known whose they are
// (series/bodies.h) and which report is the year's. Where several files have the same report, one of them is compared
// with the year before, and the others with that one.
#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"
#include "record/likeness.h"
#include "series/series_table.h"

namespace gouji {

struct PlannedReport {
  std::string publisher;
  int year = 0;
  std::string path;
  std::string sha256;
  int number = 0;  // in its document, from 0
  Likeness likeness;
};

// A report and the one that it is compared with, in the reports that were given.
struct Comparison {
  std::size_t report = 0;
  std::size_t earlier = 0;
};

using Comparisons = std::vector<Comparison>;  // of one body, in the order of its years

// The reports' bodies and years; SeriesRow::report is the index in `reports`.
SeriesTable arrange_reports(const std::vector<PlannedReport>& reports, const BodyRules& rules);

// Those of the bodies that have some. Reports in doubt are compared with none: that is said on standard error.
std::vector<Comparisons> plan_years(const std::vector<PlannedReport>& reports, const Session& session);

// The same, of a table that was made of the reports, and nothing is said.
std::vector<Comparisons> plan_years_quietly(const SeriesTable& table, const std::vector<PlannedReport>& reports);

}  // namespace gouji
