// The figures in the prose that the form also has, and whether they agree with the tables.
#pragma once

#include <vector>

#include "record/prose.h"
#include "record/record.h"

namespace gouji {

// In the order of the text; a figure is claimed once, by the first pattern of the form that fits.
// A figure of another year than `year`, the one reported on (0: unknown), claims nothing.
std::vector<Claim> find_claims(const Text& text, const std::vector<Sentence>& prose, const std::vector<Cell>& cells,
                               const Form& form, const Pattern& mentioned_year, int year);

}  // namespace gouji
