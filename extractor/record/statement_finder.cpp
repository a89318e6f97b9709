#include "record/statement_finder.h"

#include <iterator>
#include <utility>

#include "record/breakdown_finder.h"
#include "record/comparison_finder.h"
#include "record/quantities.h"

namespace gouji {
namespace {

template <typename Statement>
void append(std::vector<Statement> found, std::vector<Statement>& all) {
  std::move(found.begin(), found.end(), std::back_inserter(all));
}

}  // namespace

Statements find_statements(const std::vector<Sentence>& prose, const StatementGrammar& grammar, int year) {
  Statements statements;
  if (grammar.units.empty()) return statements;
  for (const Passage& passage : passages(prose, grammar)) {
    const std::vector<Quantity> quantities = read_quantities(passage, grammar);
    if (quantities.size() < 2) continue;
    const std::vector<Level> levels = read_levels(passage.text, quantities);
    std::vector<Breakdown> breakdowns = find_breakdowns(passage, levels, grammar);
    append(find_percentages(passage, levels, breakdowns, grammar), statements.percentages);
    append(find_changes(passage, levels, grammar, year), statements.changes);
    append(std::move(breakdowns), statements.breakdowns);
  }
  return statements;
}

}  // namespace gouji
