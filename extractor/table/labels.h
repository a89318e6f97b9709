// How like a printed label is to one of the form's. Labels are compared folded (text/fold.h); one character lost,
// added, misprinted or swapped with its neighbour costs one step, whatever a converter did to spaces, brackets and
// widths costs none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"

namespace gouji {

// Which characters a text has, hashed to 64 bits. Characters of one that the other lacks must be edited, so two texts
// with few common bits are known to be unlike without a closer look.
std::uint64_t signature_of(std::u32string_view text);

// A label of the form, folded once for all comparisons.
struct FoldedLabel {
  std::u32string whole;  // folded, with its item number
  std::u32string core;   // without its item number; the same as `whole` where it has none

  std::uint64_t whole_signature = 0;
  std::uint64_t core_signature = 0;

  static FoldedLabel of(std::string_view utf8, const CommonGrammar& common);
  static FoldedLabel of(std::u32string folded, const CommonGrammar& common);
};

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
