#include "audit/judge.h"

#include <algorithm>

#include "record/sum.h"

namespace gouji {
namespace {

using Verdict = Judgement::Verdict;

bool is_blank(const Record& record, const Term& term) { return record.cells[term.cell].status == CellStatus::blank; }

bool is_all_blank(const Record& record, const Judgement::Side& side) {
  return std::all_of(side.terms().begin(), side.terms().end(),
                     [&](const Term& term) { return is_blank(record, term); });
}

Verdict verdict_on(const Judgement& judgement, const Record& record) {
  const Judgement::Side& left = judgement.left;
  const Judgement::Side& right = judgement.right;
  if (left.terms().empty() || right.terms().empty()) return Verdict::unjudged;

  const Equation::Relation relation = judgement.equation->relation;
  if (relation != Equation::Relation::equal && (is_all_blank(record, left) || is_all_blank(record, right))) {
    return Verdict::unjudged;  // a blank counts as nothing in a sum, but it is not a zero to be compared
  }
  if (holds(relation, left.value - right.value)) return Verdict::holds;
  const bool has_blank_total = left.terms().size() == 1 && is_blank(record, left.terms().front());
  return has_blank_total ? Verdict::blank_total : Verdict::fails;
}

// False when a cell that it needs has no value.
bool sum_up(Judgement::Side& side, const Record& record) {
  if (!all_counted(*side.all, record.cells, *record.form)) {
    side.counted = counted_terms(*side.all, record.cells, *record.form);
    if (!side.counted) return false;
  }
  side.value = total_of(side.terms(), record.cells);
  return true;
}

Judgement judge_alone(const Equation& equation, const Record& record) {
  Judgement judgement;
  judgement.equation = &equation;
  judgement.left.all = &equation.left;
  judgement.right.all = &equation.right;
  if (sum_up(judgement.left, record) && sum_up(judgement.right, record)) {
    judgement.verdict = verdict_on(judgement, record);
  }
  return judgement;
}

bool has_any(const Judgement::Side& side, const std::vector<CellIndex>& cells) {
  return std::any_of(side.terms().begin(), side.terms().end(),
                     [&](const Term& term) { return std::find(cells.begin(), cells.end(), term.cell) != cells.end(); });
}

// What a blank total would say is unknown: no other equation may take it for nothing.
void tell_blank_totals_once(std::vector<Judgement>& judgements) {
  const std::vector<CellIndex> blank_totals = blank_totals_of(judgements);
  if (blank_totals.empty()) return;
  std::vector<CellIndex> told;
  for (Judgement& judgement : judgements) {
    const bool needs_one = has_any(judgement.right, blank_totals);
    if (judgement.verdict == Verdict::blank_total && !needs_one && !has_any(judgement.left, told)) {
      told.push_back(judgement.left.terms().front().cell);
    } else if (needs_one || has_any(judgement.left, blank_totals)) {
      judgement.verdict = Verdict::unjudged;
    }
  }
}

}  // namespace

std::vector<Judgement> judge(const Record& record) {
  std::vector<Judgement> judgements;
  judgements.reserve(record.form->equations.size());
  for (const Equation& equation : record.form->equations) judgements.push_back(judge_alone(equation, record));
  tell_blank_totals_once(judgements);
  return judgements;
}

std::vector<CellIndex> blank_totals_of(const std::vector<Judgement>& judgements) {
  std::vector<CellIndex> cells;
  for (const Judgement& judgement : judgements) {
    if (judgement.verdict == Verdict::blank_total) cells.push_back(judgement.left.terms().front().cell);
  }
  return cells;
}

bool holds(Equation::Relation relation, const Decimal& difference) {
  switch (relation) {
    case Equation::Relation::equal:
      return difference.is_zero();
    case Equation::Relation::at_most:
      return difference.is_negative() || difference.is_zero();
    case Equation::Relation::at_least:
      return !difference.is_negative();
  }
  return true;
}

}  // namespace gouji
