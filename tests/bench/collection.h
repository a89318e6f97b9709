// Reports as a folder of published ones has them, for the benchmarks: true ones of the tests' generator, their tables
// by tabs, most of form 2021 and some of 2019, brought to the usual size by more of the prose that such reports have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "form/grammar.h"

namespace gouji::bench {

// Around 13 kB, from 9 to 17. The same for a seed on every machine. Precondition: the grammar has both forms.
std::string make_published_report(const Grammar& grammar, std::uint64_t seed);

// The same report with so much more prose that the text has at least this size.
std::string make_report_of_size(const Grammar& grammar, std::uint64_t seed, std::size_t size);

}  // namespace gouji::bench
