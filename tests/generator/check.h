// What became of a generated report's cells.
#pragma once

#include <string>
#include <vector>

#include "form/grammar.h"
#include "generator/case.h"
#include "record/record.h"

namespace gouji::generator {

struct Verdict {
  int right = 0;
  int marked = 0;  // ambiguous or missing where a figure is printed
  int told = 0;    // cells that the text tells, and how many of them are right
  int told_right = 0;
  std::vector<std::string> wrong;   // each a cell, what was expected and what was read instead
  std::vector<std::string> unread;  // the same of the cells that are marked though the text tells them
};

// A cell is wrong that has another value or unit than is printed for it, or that is blank where a figure is. Where the
// records are not one of the case's form, that is wrong, and all the cells are marked.
Verdict judge(const Case& made, const Text& text, const std::vector<Record>& records);

// Extracts and judges.
Verdict examine(const Case& made, const Grammar& grammar);

// A few of the cells, a line for each row.
std::string some_of(const std::vector<std::string>& cells);

}  // namespace gouji::generator
