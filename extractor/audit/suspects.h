// What the search for wrong cells is about. An equation is a constraint here: the signed sum of its terms stands in a
// relation to zero. An explanation is a set of cells with values for them: when they are changed together, everything
// that failed holds, and nothing that held is broken. audit/explain.h finds the smallest ones, audit/likelihood.h says
// which is the likeliest.
//
// The figures in the prose, or those of last year's report, are testimony: they cannot accuse a cell, since they may
// err themselves, but they rank the explanations.
#pragma once

#include <vector>

#include "audit/judge.h"

namespace gouji {

struct Constraint {
  std::vector<Term> terms;  // what is on the right has the opposite sign; a cell at most once, never with 0
  RelationSign relation = RelationSign::equal;
  Decimal difference;    // left - right, as printed
  Slack slack;           // of the difference
  CellIndex total = -1;  // the cell that stands alone on the left; -1 for none
};

Constraint make_constraint(const Judgement& judgement);
// `plus` and `minus` are the two sides, `difference` is their sums' difference.
Constraint make_constraint(const std::vector<Term>& plus, const std::vector<Term>& minus, const Decimal& difference);

bool fails(const Constraint& constraint);

struct CellChange {
  CellIndex cell = 0;
  Decimal value;

  friend bool operator==(const CellChange&, const CellChange&) = default;
};

struct Explanation {
  std::vector<CellChange> changes;  // by cell, ascending

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

// A blank counts as nothing.
Decimal printed_value(CellIndex cell, const std::vector<Cell>& cells);

// Whether a constraint holds after the changes.
bool holds_after(const Constraint& constraint, const Explanation& explanation, const std::vector<Cell>& cells);

// A figure that is told elsewhere: it agrees when one of its readings, each the sum of cells minus the figure, holds.
using Testimony = std::vector<Constraint>;
bool agrees_after(const Testimony& testimony, const Explanation& explanation, const std::vector<Cell>& cells);

}  // namespace gouji
