// Which of a form's equations a record obeys. A judgement is about one equation alone; what several of them say
// together about the cell that is wrong is suspects.h's concern.
#pragma once

#include <optional>
#include <vector>

#include "record/record.h"

namespace gouji {

struct Judgement {
  enum class Verdict {
    holds,
    fails,
    blank_total,  // the cell alone on the left is blank, and the right side is not nothing
    unjudged,     // a cell that it needs has no value
  };

  // The terms that were counted (record/sum.h) and their sum. Most often they are those of the equation, as they stand.
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
};

// One for each of Form::equations, in that order. A blank total is told by one judgement; all others that need it are
// `unjudged`.
std::vector<Judgement> judge(const Record& record);

// The cells of all that are told as blank totals.
std::vector<CellIndex> blank_totals_of(const std::vector<Judgement>& judgements);

// How the difference of an equation's sides (left - right) must stand to zero.
bool holds(Equation::Relation relation, const Decimal& difference);

}  // namespace gouji
