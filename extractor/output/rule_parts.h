// What all writers of rules agree upon.
#pragma once

#include <string>

#include "form/form.h"
#include "output/json.h"

namespace gouji {

// A rule's relation as the grammar has it, with its conditions and its tolerance on lines of their own; empty for a
// rule that relates no cells.
std::string relation_text(const Rule& rule);

// The members of an object that tells of a rule, in both languages.
void write_rule(const Rule& rule, IndentedJsonWriter& json);

}  // namespace gouji
