// What a generated report says around its tables.
#pragma once

#include <string>
#include <vector>

#include "generator/random.h"

namespace gouji::generator {

// 一 for 1. Precondition: 1 <= number <= 10.
std::string chinese_number(int number);

// A report whose tables are sections of it, numbered behind the first.
std::vector<std::string> opening(int year, Random& random);
std::vector<std::string> ending(int year, int tables);

// A report whose table is annexed to it.
std::vector<std::string> opening_before_annex(int year, Random& random);
std::vector<std::string> lines_over_annex(int year, const std::string& place, Random& random);
std::vector<std::string> signature_under_annex(int year, Random& random);

}  // namespace gouji::generator
