// The figures in the prose that the form also has, and whether they agree with the tables.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "record/prose.h"
#include "record/record.h"

namespace gouji {

// In the order of the text; a figure is claimed once, by the first pattern of the form that fits.
// A figure of another year than `year`, the one reported on (0: unknown), claims nothing. `body` is whose report it is:
// where a sentence names it, that is no other body's figure. Empty where it is unknown.
// Behind a sentence with which there are `most` claims or more, no sentence is looked at; `Claims::end` is where it
// ends.
struct Claims {
  std::vector<Claim> claims;
  std::optional<ByteOffset> end;
  std::size_t steps = 0;  // as Record::steps
};
Claims find_claims(const Text& text, const std::vector<Sentence>& prose, const std::vector<Cell>& cells,
                   const Form& form, const CommonGrammar& common, int year, std::string_view body = {},
                   std::size_t most = std::numeric_limits<std::size_t>::max());

// The claim's figure in the unit of the cells of a sum: yuan and ten thousands of them are not the same, and a report
// may print a cell in either. Nullopt where it cannot be known.
std::optional<Decimal> figure_in_unit_of(const std::vector<CellIndex>& cells_of_sum, const Claim& claim,
                                         const std::vector<Cell>& cells);

}  // namespace gouji
