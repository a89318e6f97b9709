// Which cell is wrong. What fails together is explained together: failing equations that share cells are a component,
// and an explanation of it is a set of cell changes after which all its equations hold and none that held is broken.
// The smallest explanations are sought; today those of one change.
//
// An equation is a constraint here: the signed sum of its terms stands in a relation to zero. The figures in the prose
// are testimony: they cannot accuse a cell, since the prose may be the one that errs, but they rank the explanations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/audit.h"
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

// Indices of failing constraints that hang together by shared cells, ascending.
using Component = std::vector<int>;
std::vector<Component> components_of(const std::vector<Constraint>& constraints);

struct CellChange {
  CellIndex cell = 0;
  Decimal value;

  friend bool operator==(const CellChange&, const CellChange&) = default;
};

struct Explanation {
  std::vector<CellChange> changes;

  friend bool operator==(const Explanation&, const Explanation&) = default;
};

// All explanations of a component by one change, in the order of the form. A changed value is not negative, and whole
// where all the other figures that it is summed with are.
std::vector<Explanation> explain(const Component& component, const std::vector<Constraint>& constraints,
                                 const std::vector<Cell>& cells);

// Whether a constraint holds after the changes.
bool holds_after(const Constraint& constraint, const Explanation& explanation, const std::vector<Cell>& cells);

// A figure in the prose: it agrees when one of its readings, each the sum of cells minus the figure, holds.
using Testimony = std::vector<Constraint>;
bool agrees_after(const Testimony& testimony, const Explanation& explanation, const std::vector<Cell>& cells);

// The likeliest first: what the prose bears out, then errors that people make (digits transposed, lost, doubled,
// changed), then totals before their parts, then the order of the form.
void rank(std::vector<Explanation>& explanations, const Component& component,
          const std::vector<Constraint>& constraints, const std::vector<Testimony>& testimonies,
          const std::vector<Cell>& cells);

// How a person or a converter comes from `meant` to `printed`, as they are written, the likeliest kind first.
enum class ErrorKind { digits_transposed, digit_missing, digit_extra, digit_changed, other };
ErrorKind error_kind(const std::optional<Decimal>& printed, const Decimal& meant);

Suspect make_suspect(const CellChange& change, const std::vector<Cell>& cells);

}  // namespace gouji
