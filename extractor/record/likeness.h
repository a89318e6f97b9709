// Whether two reports of one body on one year, from different files, are the same report: its web page and the PDF
// that the page links to, say. Then nearly all figures are the same; where the files are of two reports, as a county's
// and that of its office, hardly any is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace gouji {

// The smallest hashes of the figures that are not 0, each with its cell, in order: two reports share as large a part of
// these as of all their figures. Empty where no figure was read.
using Likeness = std::vector<std::uint32_t>;

Likeness likeness_of(const Record& record);

// As databases keep it: eight hexadecimal digits a hash. Of what is none of them, there is an empty one.
std::string text_of(const Likeness& likeness);
Likeness likeness_of(std::string_view text);

// A report of which no figure was read, since its tables are pictures, may be any one.
bool may_be_same_report(const Likeness& one, const Likeness& other);

}  // namespace gouji
