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

Statements find_statements(const std::vector<Sentence>& prose, const StatementGrammar& grammar, int year,
                           std::size_t most) {
  Statements statements;
  if (grammar.units.empty()) return statements;
  Passages passages(prose, grammar);
  for (Passage passage; passages.next(passage);) {
    const std::vector<Quantity> quantities = read_quantities(passage, grammar);
    if (quantities.size() < 2) continue;
    const std::vector<Level> levels = read_levels(passage.text, quantities, grammar);
    std::size_t& steps = statements.steps;
    std::vector<Breakdown> breakdowns = find_breakdowns(passage, levels, grammar, steps);
    append(find_percentages(passage, levels, breakdowns, grammar, steps), statements.percentages);
    append(find_changes(passage, levels, grammar, year, steps), statements.changes);
    append(std::move(breakdowns), statements.breakdowns);
    if (statements.size() < most) continue;
    statements.end = passage.pieces.back().sentence->source(passage.pieces.back().sentence->text()).end;
    break;
  }
  return statements;
}

}  // namespace gouji
