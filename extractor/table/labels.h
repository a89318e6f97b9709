// How like a printed label is to one of the form's. Labels are compared folded (text/fold.h); one character lost,
// added, misprinted or swapped with its neighbour costs one step, whatever a converter did to spaces, brackets and
// widths costs none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "form/form_rows.h"
#include "form/grammar.h"

namespace gouji {

// Steps from one text to the other (optimal string alignment distance), or `limit` + 1 when it needs more than `limit`.
int edit_distance(std::u32string_view a, std::u32string_view b, int limit);

// Two labels with fewer equal characters than this share have nothing to do with each other.
inline constexpr double least_likeness = 0.5;

// What is compared: labels with their item numbers, or without them too, where that makes them more alike.
enum class Compared { whole, whole_or_core };

// From least_likeness to 1 (equal), or 0 where there is less. Numbers of items count little: reports renumber.
double likeness(const FoldedLabel& printed, const FoldedLabel& label, Compared compared = Compared::whole_or_core);

// The best likeness to one of several variants.
double likeness(const FoldedLabel& printed, const std::vector<FoldedLabel>& variants,
                Compared compared = Compared::whole_or_core);

}  // namespace gouji
