// Which of several explanations is the likeliest: what other testimony bears out, then errors as people and converters
// make them, then totals before their parts, then the order of the form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/suspects.h"

namespace gouji {

// How a person or a converter comes from `meant` to `printed`, as they are written, the likeliest kind first.
enum class ErrorKind {
  shifted_row,        // the figures of a row stand a column away from where they belong
  digits_transposed,  // two that stand beside each other
  neighbours_value,   // what is meant for a cell beside it, above or below it
  digit_missing,
  digit_extra,
  digit_changed,
  other,
};
ErrorKind error_kind(const std::optional<Decimal>& printed, const Decimal& meant);

// The same of each change of an explanation, in its place among the others.
std::vector<ErrorKind> error_kinds(const Explanation& explanation, const std::vector<Cell>& cells, const Form& form);

// The likeliest first. `constraints` say which cells are totals.
void rank(std::vector<Explanation>& explanations, const std::vector<Constraint>& constraints,
          const std::vector<Testimony>& testimonies, const std::vector<Cell>& cells, const Form& form);

// The cells of an explanation, as number `set`.
std::vector<Suspect> make_suspects(const Explanation& explanation, int set, const std::vector<Cell>& cells,
                                   const Form& form);

}  // namespace gouji
