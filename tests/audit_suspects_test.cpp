#include <gtest/gtest.h>

#include <random>
#include <string>

#include "audit/likelihood.h"
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

TEST(Suspects, CellsThatAreWrongTogetherAreOneSet) {
  const Grammar grammar = make_grammar(wide);
  // x.a and x.c were 30 and 11.
  const std::vector<Finding> findings = audit_in_english(make_record(grammar, R"(
    x      3  22 110 17  80
    y      25  8 14 33   80
    z      12 19 27 10   68
    total  67 49 52 60  228
  )"),
                                                         grammar);
  ASSERT_EQ(findings.size(), 3U);
  for (const Finding& finding : findings) {
    EXPECT_EQ(finding.explanations, 1);
    EXPECT_FALSE(finding.unproved);
    ASSERT_EQ(finding.suspects.size(), 2U);
    EXPECT_EQ(finding.suspects[1].set, 1);
    EXPECT_EQ(suspects_of(finding, grammar.forms[0]),
              "x.a 3->30 (suspect.digit_missing); x.c 110->11 (suspect.digit_extra)");
  }
}

// Not the cells of the sum, which would all be suspects.
TEST(Suspects, ARemarkAccusesNoCell) {
  Grammar grammar = make_grammar(rows_only);
  for (Rule& rule : grammar.forms[0].rules) rule.severity = Severity::info;
  const std::vector<Finding> findings = audit_in_english(make_record(grammar, "x 2 3 9\ny 0 0 0"), grammar);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].explanations, 0);
  EXPECT_TRUE(findings[0].suspects.empty());
}

TEST(Suspects, ARowShiftedByAColumnIsFoundAsOne) {
  const Grammar grammar = make_grammar(wide);
  // Row y was 25 8 14 33 80.
  const std::vector<Finding> findings = audit_in_english(make_record(grammar, R"(
    x      30 22 11 17   80
    y      0  25  8 14   33
    z      12 19 27 10   68
    total  67 49 52 60  228
  )"),
                                                         grammar);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].explanations, 1);
  EXPECT_EQ(suspects_of(findings[0], grammar.forms[0]),
            "y.a 0->25 (suspect.shifted_row); y.b 25->8 (suspect.shifted_row); y.c 8->14 (suspect.shifted_row); "
            "y.d 14->33 (suspect.shifted_row); y.total 33->80 (suspect.shifted_row)");
}

TEST(Suspects, ANeighboursValueIsAnErrorThatPeopleMake) {
  EXPECT_EQ(suspects_in(rows_only, "x 17 17 56\ny 0 0 0"),
            "x.a 17->39 (suspect.neighbours_value); x.b 17->39 (suspect.neighbours_value); "
            "x.total 56->34 (suspect.only_solution)");
}

TEST(Suspects, ACellThatARuleHoldsInPlaceIsNoneByItself) {
  // The row fails; its parts stand in columns that hold, and so does its total: another cell is wrong with it.
  EXPECT_EQ(suspects_in(three_by_three, R"(
    x      1  2   5
    y      4  5   9
    total  5  7  14
  )"),
            "x.total 5->3 (suspect.only_solution); total.total 14->12 (suspect.digit_changed); "
            "x.a 1->3 (suspect.only_solution); total.a 5->7 (suspect.only_solution); "
            "x.b 2->4 (suspect.only_solution); total.b 7->9 (suspect.only_solution)");
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

  grammar = make_grammar(rows_only);
  for (FormCell& cell : grammar.forms[0].cells) cell.counted = false;
  const auto of_money = [&](std::string_view table) {
    return suspects_of(audit_in_english(make_record(grammar, table), grammar).at(0), grammar.forms[0]);
  };
  EXPECT_EQ(of_money("x 7.50 2.25 30\ny 0 0 0"),
            "x.total 30->9.75 (suspect.only_solution); x.a 7.50->27.75 (suspect.only_solution); "
            "x.b 2.25->22.50 (suspect.only_solution)");
  EXPECT_EQ(of_money("x 1 2 7.5\ny 0 0 0").substr(0, 17), "x.total 7.5->3.0 ");
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
