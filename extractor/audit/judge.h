// Which of a form's equations a record obeys. A judgement is about one equation alone; what several of them say
// together about the cell that is wrong is suspects.h's concern.
#pragma once

#include <optional>
#include <vector>

#include "record/record.h"

namespace gouji {

// By how much the difference of two sides may be smaller or larger than it is printed: a figure with fewer decimals
// than others stands for an interval, and a rule may have a tolerance.
struct Slack {
  Decimal below;
  Decimal above;
};

struct Judgement {
  enum class Verdict {
    holds,
    fails,
    blank_total,  // the cell alone on the left is blank, and the right side is not nothing
    unjudged,     // a cell or a claim that it needs has no value, or a condition does not hold
  };

  // The terms that were counted (record/sum.h), and their sum with what the equation adds to them. Most often they are
  // those of the equation, as they stand.
  struct Side {
    const std::vector<Term>& terms() const { return counted ? *counted : *all; }

    const std::vector<Term>* all = nullptr;  // in the equation
    std::optional<std::vector<Term>> counted;
    Decimal value;
  };

  const Equation* equation = nullptr;
  Verdict verdict = Verdict::unjudged;
  Side left;
  Side right;
  Slack slack;
};

// One for each of Form::equations, in that order. A blank total is told by one judgement; all others that need it are
// `unjudged`.
std::vector<Judgement> judge(const Record& record);

// The cells of all that are told as blank totals.
std::vector<CellIndex> blank_totals_of(const std::vector<Judgement>& judgements);

// How the difference of an equation's sides (left - right) must stand to zero: whether any that the slack allows does.
bool holds(RelationSign relation, const Decimal& difference, const Slack& slack = {});

// What the difference of two sums of printed figures may be beside what it is: nothing where all of them have as many
// decimals, or count things. Terms of the right side have the opposite sign.
Slack slack_of(const std::vector<Term>& terms, const std::vector<Cell>& cells, const Form& form);

}  // namespace gouji
