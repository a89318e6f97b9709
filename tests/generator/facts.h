// What a consistent report's figures are called in the sentences around its tables: names for those of this year and
// of the one before it, sums that the form doesn't print included.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "form/form.h"
#include "generator/random.h"

namespace gouji::generator {

// Figures of a year behind `last`, which may be null: carried over is what was carried forward, in force is what was in
// force with what was issued and without what was repealed. Every equation of the form holds.
std::vector<Decimal> figures_of_year(const Form& form, const std::vector<Decimal>* last, Random& random);

struct Facts {
  const Form* form = nullptr;
  int year = 0;
  std::string body;    // "丽水市云和县人民政府"
  std::string region;  // "云和县"
  bool government = true;
  std::map<std::string, std::int64_t> counts;  // "new", "granted", …; last year's as "last.new"
  std::map<std::string, Decimal> amounts;      // of 10 000 yuan
};

// The names of one year's counts, with `prefix` before each.
void name_counts(const Form& form, const std::vector<Decimal>& figures, const std::string& prefix, Facts& facts);

}  // namespace gouji::generator
