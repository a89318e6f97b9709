// How published reports depart from the form. Each trouble changes a sheet; what is expected of a recognizer is what
// the sheet prints afterwards.
#pragma once

#include <string>
#include <vector>

#include "generator/sheet.h"

namespace gouji::generator {

struct Trouble {
  std::string name;
  // False where the sheet has nothing that it could befall.
  bool (*befall)(Sheet& sheet, const Form& form, Random& random);
};

// In the order in which they have to befall a sheet: what changes rows and columns before what changes how they are
// printed.
const std::vector<Trouble>& troubles();

}  // namespace gouji::generator
