// A report against that of the same body on the year before: the rules across years (Form::year_equations), figures
// that are so different that they are hardly true, and years without a report. What the prose has in common is
// audit/copied_text.h's concern.
#pragma once

#include <vector>

#include "audit/audit.h"
#include "audit/suspects.h"
#include "audit/wording.h"

namespace gouji {

// Whether `earlier` is the report on the year before, and not on one further back.
bool is_of_year_before(const Record& earlier, const Record& record);

// A rule across years that could be judged: all its cells are printed in one unit, of either year's not all blank.
struct YearJudgement {
  const YearEquation* equation = nullptr;
  std::vector<Term> left;   // of this year, as they were counted (record/sum.h)
  std::vector<Term> right;  // the same
  std::vector<Term> last;   // in the form of the report of last year; they stand on the right
  Decimal left_value;
  Decimal right_value;
  bool holds = true;
};

std::vector<YearJudgement> judge_years(const Record& record, const Record& last_year);

// What fails of the rules, and jumps. Precondition: `last_year` is the report of the year before.
std::vector<Finding> find_across_years(const Record& record, const Earlier& last_year, const Wording& wording);

// The years between the two reports.
std::vector<Finding> find_missing_years(const Record& record, const Earlier& earlier, const Wording& wording);

// Last year's figures, as testimony when it comes to which cell of this year is wrong.
std::vector<Testimony> testimonies_of(const Record& last_year, const Record& record);

}  // namespace gouji
