// What all writers of findings agree upon.
#pragma once

#include <string>

#include "audit/audit.h"

namespace gouji {

// False for what is missing from a text: it has no line.
bool has_place(const Finding& finding);

// "unique", "one of N"; empty where no suspect was found.
std::string repair_of(const Finding& finding);

}  // namespace gouji
