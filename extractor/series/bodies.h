// Which names are those of one body. A body's reports name it with the larger places in front or without them, in full
// or briefly, or by its place alone; other bodies have names that are nearly the same. Names are joined only by the
// rules of grammar/series.toml and by what the other names say: where two bodies may be meant, neither is. Nothing
// depends on the names' order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "form/series.h"

namespace gouji {

// Why it is not known of all reports with a body's name whose they are.
enum class BodyDoubt {
  none,
  no_place,        // the name does not say of which place it is; others may have the same name
  several_places,  // it is the end of the names of several bodies
};

// "no_place", "several_places": as the series prints it; empty for none.
const char* name_of(BodyDoubt doubt);

struct Body {
  std::string name;                // the fullest, with its ending in full
  std::vector<std::string> names;  // as the reports have them, in the order of their bytes
  BodyDoubt doubt = BodyDoubt::none;
  std::vector<std::string> could_be;  // where in doubt: the bodies among the others that it could be, by their names
};

// The bodies that have the names, in the order of their names' bytes. Each of the names is one body's.
std::vector<Body> bodies_of(const std::vector<std::string>& names, const BodyRules& rules);

// Whether a name says of which place it is, so that reports with this very name are one body's, unless it is the end of
// other names of the run.
bool says_its_place(std::string_view name, const BodyRules& rules);

// The name with its ending in full, as the rules say.
std::string with_full_ending(std::string_view name, const BodyRules& rules);

}  // namespace gouji
