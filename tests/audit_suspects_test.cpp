#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "audit/judge.h"
#include "audit/suspects.h"
#include "audit_table.h"

namespace gouji {
namespace {

const TableShape three_by_three = {{"a", "b", "total"}, {"x", "y", "total"}, true};
const TableShape wide = {{"a", "b", "c", "d", "total"}, {"x", "y", "z", "total"}, true};
const TableShape rows_only = {{"a", "b", "total"}, {"x", "y"}};

std::vector<Finding> audit_in_english(const Record& record, const Grammar& grammar) {
  return audit(record, grammar, Language::en);
}

// The suspects of the first finding.
std::string suspects_in(const TableShape& shape, std::string_view table) {
  const Grammar grammar = make_grammar(shape);
  const std::vector<Finding> findings = audit_in_english(make_record(grammar, table), grammar);
  return findings.empty() ? "no finding" : suspects_of(findings.front(), grammar.forms[0]);
}

// --- The oracle: it tries every value in every cell, and reads rules from the form alone.

using Change = std::pair<CellIndex, std::string>;

Decimal side(const std::vector<Term>& terms, const Record& record) {
  Decimal sum;
  for (const Term& term : terms) sum = sum + record.cells[term.cell].value.value_or(Decimal(0)) * term.coefficient;
  return sum;
}

std::vector<bool> which_hold(const Record& record) {
  std::vector<bool> result;
  for (const Equation& equation : record.form->equations) {
    result.push_back(side(equation.left, record) == side(equation.right, record));
  }
  return result;
}

std::set<CellIndex> cells_of(const Equation& equation) {
  std::set<CellIndex> cells;
  for (const Term& term : equation.left) cells.insert(term.cell);
  for (const Term& term : equation.right) cells.insert(term.cell);
  return cells;
}

// The failing equations, each with the smallest failing one that it hangs together with.
std::vector<int> name_components(const Record& record, const std::vector<bool>& holding) {
  const std::vector<Equation>& equations = record.form->equations;
  std::vector<int> name(equations.size(), -1);
  for (std::size_t i = 0; i < name.size(); ++i) name[i] = holding[i] ? -1 : static_cast<int>(i);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
      for (std::size_t j = 0; j < name.size(); ++j) {
        if (holding[i] || holding[j] || name[j] >= name[i]) continue;
        std::vector<CellIndex> shared;
        std::ranges::set_intersection(cells_of(equations[i]), cells_of(equations[j]), std::back_inserter(shared));
        if (shared.empty()) continue;
        name[i] = name[j];
        changed = true;
      }
    }
  }
  return name;
}

std::set<Change> try_everything(Record record, int component, int largest_value) {
  const std::vector<bool> before = which_hold(record);
  const std::vector<int> names = name_components(record, before);
  std::set<Change> found;
  for (CellIndex cell = 0; cell < static_cast<int>(record.cells.size()); ++cell) {
    const std::optional<Decimal> printed = record.cells[cell].value;
    for (int value = 0; value <= largest_value; ++value) {
      record.cells[cell].value = Decimal(value);
      const std::vector<bool> after = which_hold(record);
      bool explains = true;
      for (std::size_t i = 0; i < after.size(); ++i) explains &= after[i] || (!before[i] && names[i] != component);
      if (explains) found.emplace(cell, Decimal(value).str());
    }
    record.cells[cell].value = printed;
  }
  return found;
}

std::set<Change> found_by_search(const Component& component, const std::vector<Constraint>& constraints,
                                 const Record& record) {
  std::set<Change> found;
  for (const Explanation& explanation : explain(component, constraints, record.cells)) {
    EXPECT_EQ(explanation.changes.size(), 1U);
    found.emplace(explanation.changes[0].cell, explanation.changes[0].value.str());
  }
  return found;
}

// The rules of the tables here are all judged, so that constraints and equations have the same indices.
void expect_what_the_oracle_finds(const Record& record, int largest_value) {
  std::vector<Constraint> constraints;
  for (const Judgement& judgement : judge(record)) constraints.push_back(make_constraint(judgement));
  const std::vector<int> names = name_components(record, which_hold(record));
  const std::set<int> oracle_components(names.begin(), names.end());
  const std::vector<Component> components = components_of(constraints);
  ASSERT_EQ(components.size() + (oracle_components.contains(-1) ? 1 : 0), oracle_components.size());
  for (const Component& component : components) {
    for (const int equation : component) ASSERT_EQ(names[equation], component.front());
    ASSERT_EQ(found_by_search(component, constraints, record),
              try_everything(record, component.front(), largest_value));
  }
}

// A consistent table with parts from 0 to `largest`.
Record random_table(const Grammar& grammar, int largest, std::mt19937& random) {
  Record record = make_record(grammar, "");
  record.regions.clear();
  const int columns = static_cast<int>(grammar.forms[0].tables[0].blocks[0].columns.size());
  const int rows = static_cast<int>(grammar.forms[0].tables[0].blocks[0].rows.size());
  for (Cell& cell : record.cells) {
    cell = Cell();
    cell.status = CellStatus::read;
    cell.value = Decimal(0);
    cell.raw = "0";
  }
  const auto at = [&](int row, int column) -> Decimal& { return *record.cells[row * columns + column].value; };
  for (int row = 0; row + 1 < rows; ++row) {
    for (int column = 0; column + 1 < columns; ++column) {
      const Decimal part = std::uniform_int_distribution(0, largest)(random);
      for (const int r : {row, rows - 1}) {
        for (const int c : {column, columns - 1}) at(r, c) = at(r, c) + part;
      }
    }
  }
  return record;
}

void change_a_cell(Record& record, int largest, std::mt19937& random) {
  const std::size_t cell = std::uniform_int_distribution<std::size_t>(0, record.cells.size() - 1)(random);
  record.cells[cell].value = Decimal(std::uniform_int_distribution(0, largest)(random));
}

TEST(Suspects, AreExactlyWhatTryingEverythingFindsOnEveryTinyTable) {
  const Grammar grammar = make_grammar({{"a", "total"}, {"x", "total"}, true});
  Record record = make_record(grammar, "x 0 0\ntotal 0 0");
  for (int table = 0; table < 4 * 4 * 4 * 4; ++table) {
    for (int cell = 0; cell < 4; ++cell) record.cells[cell].value = Decimal((table >> (2 * cell)) & 3);
    ASSERT_NO_FATAL_FAILURE(expect_what_the_oracle_finds(record, 10)) << "table " << table;
  }
}

TEST(Suspects, AreExactlyWhatTryingEverythingFindsOnRandomTables) {
  std::mt19937 random(20261123);
  for (const TableShape& shape : {three_by_three, wide, rows_only}) {
    const Grammar grammar = make_grammar(shape);
    for (int round = 0; round < 60; ++round) {
      Record record = random_table(grammar, 5, random);
      for (int change = 0; change <= round % 3; ++change) change_a_cell(record, 12, random);
      ASSERT_NO_FATAL_FAILURE(expect_what_the_oracle_finds(record, 60)) << "round " << round;
    }
  }
}

TEST(Suspects, AWrongCellThatTwoRulesCoverIsTheOnlyOneWithItsTrueValue) {
  std::mt19937 random(2);
  const Grammar grammar = make_grammar(wide);
  for (int round = 0; round < 20; ++round) {
    const Record truth = random_table(grammar, 40, random);
    for (CellIndex cell = 0; cell < static_cast<int>(truth.cells.size()); ++cell) {
      Record record = truth;
      record.cells[cell].value = *truth.cells[cell].value + Decimal(9);
      const std::vector<Finding> findings = audit_in_english(record, grammar);
      ASSERT_EQ(findings.size(), 2U);
      for (const Finding& finding : findings) {
        ASSERT_EQ(finding.explanations, 1);
        ASSERT_EQ(finding.suspects.front().cell, cell);
        ASSERT_EQ(finding.suspects.front().suggested, *truth.cells[cell].value);
      }
    }
  }
}

TEST(Suspects, ErrorsThatShareNoCellAreExplainedEachByItself) {
  const Grammar grammar = make_grammar(rows_only);
  const std::vector<Finding> findings = audit_in_english(make_record(grammar, "x 4 5 3\ny 4 7 2"), grammar);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(suspects_of(findings[0], grammar.forms[0]), "x.total 3->9 (suspect.only_solution)");
  EXPECT_EQ(suspects_of(findings[1], grammar.forms[0]), "y.total 2->11 (suspect.only_solution)");
}

TEST(Suspects, NoneAreNamedWhereNoSingleCellExplainsAll) {
  const Grammar grammar = make_grammar(three_by_three);
  const std::vector<Finding> findings = audit_in_english(make_record(grammar, R"(
    x      9  2   3
    y      4  9   9
    total  5  7  12
  )"),
                                                         grammar);
  ASSERT_EQ(findings.size(), 4U);
  for (const Finding& finding : findings) {
    EXPECT_EQ(finding.explanations, 0);
    EXPECT_TRUE(finding.suspects.empty());
  }
}

TEST(Suspects, ACellThatARuleHoldsInPlaceIsNone) {
  // The row fails; its parts stand in columns that hold, and so does its total.
  EXPECT_EQ(suspects_in(three_by_three, R"(
    x      1  2   5
    y      4  5   9
    total  5  7  14
  )"),
            "");
  // The corner's row and column fail; all others hold.
  EXPECT_EQ(suspects_in(three_by_three, R"(
    x      1  2   3
    y      4  5   9
    total  5  7  13
  )"),
            "total.total 13->12 (suspect.digit_changed)");
}

TEST(Suspects, AllAreCountedButNoMoreThanTenAreListed) {
  const Grammar grammar = make_grammar({{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "total"}, {"x", "y"}});
  const std::vector<Finding> findings =
      audit_in_english(make_record(grammar, "x 5 5 5 5 5 5 5 5 5 5 5 54\ny 0 0 0 0 0 0 0 0 0 0 0 0"), grammar);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].explanations, 12);
  EXPECT_EQ(findings[0].suspects.size(), 10U);
}

TEST(Suspects, ErrorsThatPeopleMakeComeFirst) {
  EXPECT_EQ(suspects_in(rows_only, "x 30 21 42\ny 0 0 0"),
            "x.b 21->12 (suspect.digits_transposed); x.total 42->51 (suspect.only_solution); "
            "x.a 30->21 (suspect.only_solution)");
}

TEST(Suspects, ATotalComesBeforeItsParts) {
  EXPECT_EQ(suspects_in(rows_only, "x 2 3 9\ny 0 0 0"),
            "x.total 9->5 (suspect.only_solution); x.a 2->6 (suspect.only_solution); "
            "x.b 3->7 (suspect.only_solution)");
}

TEST(Suspects, WhatTheProseBearsOutComesFirst) {
  Grammar grammar = make_grammar(rows_only);
  Record record = make_record(grammar, "x 2 3 9\ny 0 0 0");
  add_claim(grammar, record, 9, {{"x.total"}});
  const std::vector<Finding> agreeing = audit_in_english(record, grammar);
  ASSERT_EQ(agreeing.size(), 1U);
  EXPECT_EQ(suspects_of(agreeing[0], grammar.forms[0]),
            "x.a 2->6 (suspect.only_solution); x.b 3->7 (suspect.only_solution); "
            "x.total 9->5 (suspect.only_solution)");
}

TEST(Suspects, AClaimThatTheTablesContradictHasThoseThatMakeItAgree) {
  Grammar grammar = make_grammar(rows_only);
  Record record = make_record(grammar, "x 2 3 9\ny 0 0 0");
  add_claim(grammar, record, 7, {{"x.b"}});
  const std::vector<Finding> findings = audit_in_english(record, grammar);
  ASSERT_EQ(summary(findings, grammar.forms[0]), "row_total@x.total 9!=5; claim@x.b 7!=3");
  EXPECT_EQ(findings[0].explanations, 3);
  EXPECT_EQ(findings[0].suspects.front().suggested, Decimal(7));
  EXPECT_EQ(findings[1].explanations, 1);
  EXPECT_EQ(suspects_of(findings[1], grammar.forms[0]), "x.b 3->7 (suspect.only_solution)");
}

TEST(Suspects, ABlankMayBeTheFigureThatWasLost) {
  EXPECT_EQ(suspects_in(rows_only, "x 20 / 24\ny 0 0 0"),
            "x.total 24->20 (suspect.digit_changed); x.a 20->24 (suspect.digit_changed); "
            "x.b none->4 (suspect.only_solution)");
}

TEST(Suspects, AreWholeBesideWholeNumbersAndExactBesideDecimals) {
  Grammar grammar = make_grammar(rows_only);
  grammar.forms[0].equations.resize(1);
  grammar.forms[0].equations[0].right[0].coefficient = 4;
  // The difference, 5, is no multiple of 4: no whole number of x.a mends it.
  const std::vector<Finding> whole = audit_in_english(make_record(grammar, "x 3 4 21\ny 0 0 0"), grammar);
  ASSERT_EQ(whole.size(), 1U);
  EXPECT_EQ(suspects_of(whole[0], grammar.forms[0]),
            "x.total 21->16 (suspect.only_solution); x.b 4->9 (suspect.only_solution)");

  EXPECT_EQ(suspects_in(rows_only, "x 7.50 2.25 30\ny 0 0 0"),
            "x.total 30->9.75 (suspect.only_solution); x.a 7.50->27.75 (suspect.only_solution); "
            "x.b 2.25->22.50 (suspect.only_solution)");
  EXPECT_EQ(suspects_in(rows_only, "x 1 2 7.5\ny 0 0 0").substr(0, 17), "x.total 7.5->3.0 ");
}

TEST(Suspects, ACellThatCountsTwiceIsChangedByHalfTheDifference) {
  Grammar grammar = make_grammar(rows_only);
  grammar.forms[0].equations.resize(1);
  grammar.forms[0].equations[0].right[0].coefficient = 2;
  const std::vector<Finding> findings = audit_in_english(make_record(grammar, "x 3 4 20\ny 0 0 0"), grammar);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(suspects_of(findings[0], grammar.forms[0]),
            "x.b 4->14 (suspect.digit_missing); x.total 20->10 (suspect.digit_changed); "
            "x.a 3->8 (suspect.only_solution)");
}

TEST(Suspects, KindsOfErrorsAreToldApart) {
  const auto kind = [](const char* printed, const char* meant) {
    return error_kind(Decimal::parse(printed), *Decimal::parse(meant));
  };
  EXPECT_EQ(kind("13", "31"), ErrorKind::digits_transposed);
  EXPECT_EQ(kind("1243", "1234"), ErrorKind::digits_transposed);
  EXPECT_EQ(kind("12", "102"), ErrorKind::digit_missing);
  EXPECT_EQ(kind("7", "17"), ErrorKind::digit_missing);
  EXPECT_EQ(kind("133", "13"), ErrorKind::digit_extra);
  EXPECT_EQ(kind("18", "13"), ErrorKind::digit_changed);
  EXPECT_EQ(kind("5", "8"), ErrorKind::other);
  EXPECT_EQ(kind("321", "123"), ErrorKind::other);
  EXPECT_EQ(kind("1.5", "15"), ErrorKind::other);
  EXPECT_EQ(error_kind(std::nullopt, Decimal(5)), ErrorKind::other);
}

}  // namespace
}  // namespace gouji
