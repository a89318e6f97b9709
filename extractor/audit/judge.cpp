#include "audit/judge.h"

#include <algorithm>
#include <cstdlib>

#include "record/claims.h"
#include "record/sum.h"

namespace gouji {
namespace {

using Verdict = Judgement::Verdict;

bool is_blank(const Record& record, const Term& term) { return record.cells[term.cell].status == CellStatus::blank; }

bool is_all_blank(const Record& record, const Judgement::Side& side) {
  return !side.terms().empty() && std::all_of(side.terms().begin(), side.terms().end(),
                                              [&](const Term& term) { return is_blank(record, term); });
}

// Nothing of its cells is printed, and nothing else stands there.
bool is_nothing(const Judgement::Side& side, const Addends& beside) {
  return side.terms().empty() && !side.all->empty() && beside.empty();
}

Verdict verdict_on(const Judgement& judgement, const Record& record) {
  const Judgement::Side& left = judgement.left;
  const Judgement::Side& right = judgement.right;
  const Equation& equation = *judgement.equation;
  if (is_nothing(left, equation.beside_left) || is_nothing(right, equation.beside_right)) return Verdict::unjudged;
  if (equation.sign != RelationSign::equal && (is_all_blank(record, left) || is_all_blank(record, right))) {
    return Verdict::unjudged;  // a blank counts as nothing in a sum, but it is not a zero to be compared
  }
  if (holds(equation.sign, left.value - right.value, judgement.slack)) return Verdict::holds;
  const bool has_blank_total = left.terms().size() == 1 && is_blank(record, left.terms().front());
  return has_blank_total ? Verdict::blank_total : Verdict::fails;
}

// The figure that the prose says by a reading; nullopt where it says none, or several.
std::optional<Decimal> claimed(const std::string& reading, const Record& record) {
  std::optional<Decimal> figure;
  for (const Claim& claim : record.claims) {
    if (claim.pattern->readings[claim.reading].id != reading) continue;
    const std::optional<Decimal> value = figure_in_unit_of({}, claim, record.cells);
    if (!value || (figure && *figure != *value)) return std::nullopt;
    figure = value;
  }
  return figure;
}

// False when a cell or a claim that it needs has no value.
bool sum_up(const std::vector<Term>& cells, const Addends& beside, const Record& record, Judgement::Side& side) {
  side.all = &cells;
  if (!all_counted(cells, record.cells, *record.form)) {
    side.counted = counted_terms(cells, record.cells, *record.form);
    if (!side.counted) return false;
  }
  side.value = total_of(side.terms(), record.cells) + beside.number;
  for (const ClaimTerm& term : beside.claims) {
    const std::optional<Decimal> figure = claimed(term.reading, record);
    if (!figure) return false;
    side.value = side.value + *figure * term.coefficient;
  }
  return true;
}

std::vector<Term> terms_of_difference(const Judgement::Side& left, const Judgement::Side& right) {
  std::vector<Term> terms = left.terms();
  for (const Term& term : right.terms()) terms.push_back({term.cell, -term.coefficient});
  return terms;
}

bool is_met(const Relation& condition, const Record& record) {
  Judgement::Side left;
  Judgement::Side right;
  return sum_up(condition.left, condition.beside_left, record, left) &&
         sum_up(condition.right, condition.beside_right, record, right) &&
         holds(condition.sign, left.value - right.value);
}

Judgement judge_alone(const Equation& equation, const Record& record) {
  Judgement judgement;
  judgement.equation = &equation;
  const bool left_summed = sum_up(equation.left, equation.beside_left, record, judgement.left);
  const bool right_summed = sum_up(equation.right, equation.beside_right, record, judgement.right);
  const auto met = [&](const Relation& condition) { return is_met(condition, record); };
  if (!left_summed || !right_summed || !std::all_of(equation.conditions.begin(), equation.conditions.end(), met))
    return judgement;
  judgement.slack = slack_of(terms_of_difference(judgement.left, judgement.right), record.cells, *record.form);
  judgement.slack.below = judgement.slack.below + equation.tolerance;
  judgement.slack.above = judgement.slack.above + equation.tolerance;
  judgement.verdict = verdict_on(judgement, record);
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

bool holds(RelationSign relation, const Decimal& difference, const Slack& slack) {
  const Decimal least = difference - slack.below;
  const Decimal most = difference + slack.above;
  const Decimal zero;
  switch (relation) {
    case RelationSign::equal:
      return least <= zero && most >= zero;
    case RelationSign::unequal:
      return least != zero || most != zero;
    case RelationSign::less:
      return least < zero;
    case RelationSign::at_most:
      return least <= zero;
    case RelationSign::greater:
      return most > zero;
    case RelationSign::at_least:
      return most >= zero;
  }
  return true;
}

Slack slack_of(const std::vector<Term>& terms, const std::vector<Cell>& cells, const Form& form) {
  const auto is_measured = [&](const Term& term) { return !form.cells[term.cell].counted && cells[term.cell].value; };
  int finest = 0;
  for (const Term& term : terms) {
    if (is_measured(term)) finest = std::max(finest, cells[term.cell].value->scale());
  }
  Slack slack;
  for (const Term& term : terms) {
    if (finest == 0) break;
    if (!is_measured(term) || cells[term.cell].value->is_zero()) continue;
    const int scale = cells[term.cell].value->scale();
    const std::optional<Decimal> step = Decimal(1).shifted(scale);
    const std::optional<Decimal> half = Decimal(5).shifted(scale + 1);
    if (scale == finest || !step || !half) continue;
    // It was rounded, or cut: the amount is up to half a step below what is printed, or up to a step above it.
    const bool adds = (term.coefficient > 0) != cells[term.cell].value->is_negative();
    const int times = std::abs(term.coefficient);
    slack.below = slack.below + (adds ? *half : *step) * times;
    slack.above = slack.above + (adds ? *step : *half) * times;
  }
  return slack;
}

}  // namespace gouji
