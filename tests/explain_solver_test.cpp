// The size of the smallest set against Cbc, a solver for mixed integer programs, on tables of the forms' own size: the
// fewest cells that change so that all sums hold.
#include <Cbc_C_Interface.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "audit/explain.h"
#include "generator/errors.h"
#include "gouji.h"

namespace gouji {
namespace {

using generator::Random;

const Grammar& grammar() {
  static const Grammar loaded = *load_grammar(builtin_grammar_files());
  return loaded;
}

const Form& form_2021() {
  return *std::find_if(grammar().forms.begin(), grammar().forms.end(),
                       [](const Form& form) { return form.id == "2021"; });
}

// Of the table's sums only: an amount of money has no place in a whole-number program.
std::vector<Constraint> constraints_of(const Record& record) {
  std::vector<Constraint> constraints;
  for (const Judgement& judgement : judge(record)) {
    const bool is_judged =
        judgement.verdict == Judgement::Verdict::holds || judgement.verdict == Judgement::Verdict::fails;
    if (is_judged && judgement.equation->is_plain_sum()) constraints.push_back(make_constraint(judgement));
  }
  return constraints;
}

// A new value of about the same size.
void spoil(CellIndex cell, Random& random, Record& record) {
  const int old = std::stoi(record.cells[cell].value->str());
  int value = old;
  while (value == old) value = random.chance(30) ? random.below(10) : random.below(2 * old + 10);
  record.cells[cell].value = Decimal(value);
}

// A cell's figure is x, and z says that it is not the printed one: |x - printed| <= bound * z.
int fewest_changes(const std::vector<Constraint>& constraints, const Record& record, double bound) {
  const std::unique_ptr<Cbc_Model, decltype(&Cbc_deleteModel)> model(Cbc_newModel(), &Cbc_deleteModel);
  Cbc_setLogLevel(model.get(), 0);
  std::vector<int> column_of(record.cells.size(), -1);
  int columns = 0;
  for (const Constraint& constraint : constraints) {
    for (const Term& term : constraint.terms) {
      if (column_of[term.cell] >= 0) continue;
      const int x = column_of[term.cell] = columns;
      const int z = x + 1;
      columns += 2;
      const double printed = std::stod(record.cells[term.cell].value->str());
      Cbc_addCol(model.get(), "x", 0, printed + bound, 0, 1, 0, nullptr, nullptr);
      Cbc_addCol(model.get(), "z", 0, 1, 1, 1, 0, nullptr, nullptr);
      const int both[] = {x, z};
      const double up[] = {1, -bound};
      const double down[] = {1, bound};
      Cbc_addRow(model.get(), "up", 2, both, up, 'L', printed);
      Cbc_addRow(model.get(), "down", 2, both, down, 'G', printed);
    }
  }
  for (const Constraint& constraint : constraints) {
    std::vector<int> in_row;
    std::vector<double> coefficients;
    for (const Term& term : constraint.terms) {
      in_row.push_back(column_of[term.cell]);
      coefficients.push_back(term.coefficient);
    }
    Cbc_addRow(model.get(), "sum", static_cast<int>(in_row.size()), in_row.data(), coefficients.data(), 'E', 0);
  }
  Cbc_solve(model.get());
  EXPECT_TRUE(Cbc_isProvenOptimal(model.get()));
  return static_cast<int>(Cbc_getObjValue(model.get()) + 0.5);
}

bool is_small(const Record& record) {
  return std::all_of(record.cells.begin(), record.cells.end(),
                     [](const Cell& cell) { return !cell.value || *cell.value < Decimal(1000); });
}

TEST(ExplainAgainstASolver, FindsAsFewChangesOnTablesOfForm2021) {
  const Form& form = form_2021();
  Random random(20261125);
  int proved = 0;
  for (int round = 0; round < 25;) {
    Record record = generator::consistent_record(form, random);
    if (!is_small(record)) continue;
    const int errors = 1 + round % 5;
    for (int i = 0; i < errors;) {
      const CellIndex cell = random.below(static_cast<int>(form.cells.size()));
      if (form.cells[cell].optional || form.cells[cell].table != 1) continue;
      spoil(cell, random, record);
      ++i;
    }
    ++round;
    const std::vector<Constraint> constraints = constraints_of(record);
    std::size_t fewest = 0;
    bool unproved = false;
    for (const Diagnosis& diagnosis : explain(constraints, record.cells, form)) {
      unproved |= diagnosis.unproved;
      if (!diagnosis.explanations.empty()) fewest += diagnosis.explanations.front().changes.size();
    }
    if (unproved) continue;
    ++proved;
    EXPECT_EQ(static_cast<int>(fewest), fewest_changes(constraints, record, 20000)) << "round " << round;
  }
  EXPECT_GE(proved, 24);
}

}  // namespace
}  // namespace gouji
