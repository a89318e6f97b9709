#include "audit/audit.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "audit_table.h"

namespace gouji {
namespace {

const TableShape with_totals = {{"a", "b", "total"}, {"x", "y", "total"}, true};
const TableShape with_group = {{"a", "b", "total"}, {"x", "y", "total"}, true, "both"};
const TableShape rows_only = {{"a", "b", "c", "total"}, {"x", "y"}};
// Table four of form 2021, without its litigation after review.
const TableShape proceedings = {{"upheld", "corrected", "other", "pending", "total"}, {"review", "litigation"}};

std::string audit_table(const TableShape& shape, std::string_view table) {
  const Grammar grammar = make_grammar(shape);
  return summary(audit(make_record(grammar, table), grammar, Language::en), grammar.forms[0]);
}

std::string first_message(const TableShape& shape, std::string_view table, Language language) {
  const Grammar grammar = make_grammar(shape);
  const std::vector<Finding> findings = audit(make_record(grammar, table), grammar, language);
  return findings.empty() ? "no finding" : findings.front().message;
}

TEST(Audit, AConsistentTableHasNoFinding) {
  EXPECT_EQ(audit_table(with_totals, R"(
    x      1  2   3
    y      4  5   9
    total  5  7  12
  )"),
            "");
}

TEST(Audit, AWrongTotalIsFoundWithWhatIsPrintedAndWhatThePartsSumTo) {
  EXPECT_EQ(audit_table(rows_only, R"(
    x  1  2  3   6
    y  4  5  6  51
  )"),
            "row_total@y.total 51!=15");
}

TEST(Audit, AFindingStandsAtTheFigureOfItsTotal) {
  const std::string table = "x  1  2  3   6\ny  4  5  6  51\n";
  const Grammar grammar = make_grammar(rows_only);
  const std::vector<Finding> findings = audit(make_record(grammar, table), grammar, Language::en);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(table.substr(findings[0].span.begin, findings[0].span.size()), "51");
}

TEST(Audit, AFindingAboutATotalThatLeftNoPlaceStandsAtItsFirstPart) {
  const std::string table = "x  1  2  3   /\ny  0  0  0  0\n";
  const Grammar grammar = make_grammar(rows_only);
  Record record = make_record(grammar, table);
  record.cells[3].span = {};
  const std::vector<Finding> findings = audit(record, grammar, Language::en);
  ASSERT_EQ(summary(findings, grammar.forms[0]), "blank_total@x.total none!=6");
  EXPECT_EQ(table.substr(findings[0].span.begin, findings[0].span.size()), "1");
}

TEST(Audit, DecimalsCompareExactlyByValue) {
  EXPECT_EQ(audit_table(rows_only, "x 1.50 2.25 0 3.750\ny 0 0 0 0"), "");
  EXPECT_EQ(audit_table(rows_only, "x 1.50 2.25 0 3.76\ny 0 0 0 0"), "row_total@x.total 3.76!=3.75");
}

TEST(Audit, ABlankPartCountsAsNothing) {
  EXPECT_EQ(audit_table(rows_only, "x / 2 / 2\ny 0 0 0 0"), "");
  EXPECT_EQ(audit_table(rows_only, "x / 2 / 5\ny 0 0 0 0"), "row_total@x.total 5!=2");
}

TEST(Audit, ATotalBesideBlanksAloneIsAWrongSum) {
  EXPECT_EQ(audit_table(rows_only, "x / / / 5\ny / / / 0"), "row_total@x.total 5!=0");
}

TEST(Audit, ABlankTotalBesideNothingIsNothing) { EXPECT_EQ(audit_table(rows_only, "x / / / /\ny 0 / 0 /"), ""); }

// The corner is the total of a row and of a column, and the blank totals are parts of others.
TEST(Audit, ABlankTotalIsToldOnceAndNeverAccused) {
  EXPECT_EQ(audit_table(with_totals, R"(
    x      1  2   /
    y      4  5   9
    total  5  7  12
  )"),
            "blank_total@x.total none!=3");
  EXPECT_EQ(audit_table(with_totals, R"(
    x      1  2   3
    y      4  5   9
    total  5  7   /
  )"),
            "blank_total@total.total none!=12");
  EXPECT_EQ(audit_table(with_totals, R"(
    x      1  2   /
    y      4  5   /
    total  5  7   /
  )"),
            "blank_total@x.total none!=3; blank_total@y.total none!=9; blank_total@total.total none!=12");
}

TEST(Audit, AMessageOfABlankTotalSaysWhatItShouldBe) {
  EXPECT_EQ(first_message(rows_only, "x 1 0 2 /\ny 0 0 0 0", Language::en), "row x total blank: 3 = a 1, c 2");
}

TEST(Audit, AnEquationThatNeedsAMissingOrAmbiguousCellIsNotJudged) {
  EXPECT_EQ(audit_table(rows_only, "x . 2 3 6\ny 0 0 0 0"), "");
  EXPECT_EQ(audit_table(rows_only, "x 1 2 3 .\ny 0 0 0 0"), "");
  EXPECT_EQ(audit_table(rows_only, "x 1|2 2 3 9\ny 0 0 0 0"), "cell_ambiguous@x.a");
}

TEST(Audit, AnOptionalRowThatIsNotPrintedIsNoOperand) {
  EXPECT_EQ(audit_table(with_group, R"(
    x      1  2   3
    y      4  5   9
    total  5  7  12
  )"),
            "");
}

TEST(Audit, AGroupPrintedAsOneRowStandsForItsRows) {
  EXPECT_EQ(audit_table(with_group, R"(
    both   5  7  12
    total  5  7  12
  )"),
            "");
  EXPECT_EQ(audit_table(with_group, R"(
    both   5  7  12
    total  5  8  13
  )"),
            "column_total@total.b 8!=7; column_total@total.total 13!=12");
}

TEST(Audit, AGroupPrintedAsOneRowHasATotalOfItsOwn) {
  EXPECT_EQ(audit_table(with_group, R"(
    both   5  7  21
    total  5  7  12
  )"),
            "row_total@both.total 21!=12; column_total@total.total 12!=21");
}

TEST(Audit, AGroupsRowWithBlanksStandsForItsRowsToo) {
  EXPECT_EQ(audit_table(with_group, "both 5 / 5\ntotal 5 / 5"), "");
  EXPECT_EQ(audit_table(with_group, "x / / /\ny / / /\nboth 5 / 5\ntotal 5 / 5"), "");
}

TEST(Audit, ASubtotalBesideItsRowsIsNotCountedTwice) {
  const std::string_view table = R"(
    x      1  2   3
    y      4  5   9
    both   5  7  12
    total  5  7  12
  )";
  EXPECT_EQ(audit_table(with_group, table), "");

  // Nor where the rule names it beside them.
  Grammar grammar = make_grammar(with_group);
  Form& form = grammar.forms[0];
  for (Equation& equation : form.equations) {
    if (form.rules[equation.rule].id != "column_total") continue;
    const int column = form.cells[equation.at].column;
    equation.right.push_back({form.cell_at(0, 0, 2, column), 1});
  }
  EXPECT_EQ(summary(audit(make_record(grammar, table), grammar, Language::en), form), "");
  EXPECT_EQ(summary(audit(make_record(grammar, "both 5 7 12\ntotal 5 7 12"), grammar, Language::en), form), "");
}

TEST(Audit, AGroupWithOneOfItsRowsMissingIsNotJudged) {
  EXPECT_EQ(audit_table(with_group, R"(
    y      4  5   9
    both   5  7  12
    total  9  9  18
  )"),
            "");
}

TEST(Audit, AnInequalityHoldsUpToItsBoundAndIsNotJudgedOverBlanks) {
  Grammar grammar = make_grammar(rows_only);
  for (Equation& equation : grammar.forms[0].equations) equation.sign = RelationSign::at_most;
  const auto audited = [&](std::string_view table) {
    return summary(audit(make_record(grammar, table), grammar, Language::en), grammar.forms[0]);
  };
  EXPECT_EQ(audited("x 1 2 3 6\ny 1 2 3 4"), "");
  EXPECT_EQ(audited("x 1 2 3 7\ny 0 0 0 0"), "row_total@x.total 7!=6");
  EXPECT_EQ(audited("x / / / 7\ny 1 1 1 /"), "");
}

TEST(Audit, MessagesAreInTheLanguageAskedFor) {
  const std::string_view table = "x 10 0 3 31\ny 0 0 0 0";
  EXPECT_EQ(first_message(rows_only, table, Language::en), "total of row x is 31, not 13: a 10, c 3");
  EXPECT_EQ(first_message(rows_only, table, Language::zh), "“行x”总计 31，应为 13：列a 10、列c 3");
}

TEST(Audit, ALabelThatAnEquationLacksIsThatOfItsCell) {
  const std::string_view table = "x 1 0 1\ny 0 0 0\ntotal 2 0 2";
  EXPECT_EQ(first_message(with_totals, table, Language::en), "total of a is 2, not 1");
}

TEST(Audit, ASumOnTheLeftIsToldByItsPartsToo) {
  Grammar grammar = make_grammar(rows_only);
  Equation& equation = grammar.forms[0].equations[0];  // a + b = c + total
  equation.left = {{0, 1}, {1, 1}};
  equation.right = {{2, 1}, {3, 1}};
  const std::vector<Finding> findings = audit(make_record(grammar, "x 4 5 0 8\ny 0 0 0 0"), grammar, Language::en);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, "total of row x is 9, not 8: a 4, b 5, total 8");
}

TEST(Audit, AMissingRowIsFoundOnceAtTheFigureBeforeIt) {
  const std::string table = "x 1 2 3\ntotal 1 2 3";
  const Grammar grammar = make_grammar(with_totals);
  const std::vector<Finding> findings = audit(make_record(grammar, table), grammar, Language::en);
  ASSERT_EQ(summary(findings, grammar.forms[0]), "row_missing@y.a");
  EXPECT_EQ(findings[0].message, "the table: y");
  EXPECT_EQ(findings[0].cells.size(), 3U);
  EXPECT_EQ(findings[0].span, (Span{6, 7}));
}

TEST(Audit, RowsThatAPrintedGroupStandsForAreNotMissing) {
  EXPECT_EQ(audit_table(with_group, "both 5 7 12\ntotal 5 7 12"), "");
  EXPECT_EQ(audit_table(with_group, "total 5 7 12"), "row_missing@x.a; row_missing@y.a");
}

TEST(Audit, TheRowsBehindACutAreToldByTheCut) {
  const Grammar grammar = make_grammar({{"a", "total"}, {"u", "v", "w", "x", "y"}});
  Record record = make_record(grammar, "u 1 1\nw 2 2\n");
  record.regions[0].cut = true;
  const std::vector<Finding> findings = audit(record, grammar, Language::en);
  ASSERT_EQ(summary(findings, grammar.forms[0]), "row_missing@v.a; table_cut");
  EXPECT_EQ(findings[1].message, "the table from x: 2");
  EXPECT_EQ(findings[1].span, (Span{10, 11}));
}

TEST(Audit, TablesThatAreNotThereAreOneFinding) {
  const Grammar grammar = make_grammar(with_totals);
  const std::vector<Finding> findings = audit(make_record(grammar, ""), grammar, Language::en);
  ASSERT_EQ(summary(findings, grammar.forms[0]), "tables_missing");
  EXPECT_EQ(findings[0].message, "1: tables.not_in_text");
  EXPECT_TRUE(findings[0].span.empty());
}

TEST(Audit, AnAmbiguousCellIsFoundWithItsCandidates) {
  EXPECT_EQ(first_message(rows_only, "x 3|8 2 3 9\ny 0 0 0 0", Language::en), "the table x a 3|8 the reason: 3, 8 (2)");
}

TEST(Audit, AFigureWithoutAPlaceIsFoundWithItsReason) {
  Grammar grammar = make_grammar(rows_only);
  grammar.messages = Messages({{"unread.too_many", {"数字过多", "more figures than columns"}}});
  Record record = make_record(grammar, "x 0 0 0 0 17\ny 0 0 0 0");
  record.unread.push_back({"17", {10, 12}, "unread.too_many"});
  const std::vector<Finding> findings = audit(record, grammar, Language::zh);
  ASSERT_EQ(summary(findings, grammar.forms[0]), "unread");
  EXPECT_EQ(findings[0].message, "17: 数字过多");
  EXPECT_EQ(findings[0].span, (Span{10, 12}));
}

TEST(Audit, ARuleThatTheGrammarLacksIsNotChecked) {
  Grammar grammar = make_grammar(rows_only);
  std::erase_if(grammar.forms[0].rules, [](const Rule& rule) { return rule.kind != RuleKind::equation; });
  EXPECT_TRUE(audit(make_record(grammar, "x 3|8 2 3 /"), grammar, Language::en).empty());
}

TEST(Audit, FindingsAreInTheOrderOfTheTextThenOfTheRules) {
  EXPECT_EQ(audit_table(with_totals, R"(
    x      1  2   4
    y      4  5   8
    total  6  7  14
  )"),
            "row_total@x.total 4!=3; row_total@y.total 8!=9; column_total@total.a 6!=5; "
            "row_total@total.total 14!=13; column_total@total.total 14!=12");
}

TEST(Audit, AClaimThatTheTablesContradictIsFoundWithTheReadingsTried) {
  Grammar grammar = make_grammar(rows_only);
  Record record = make_record(grammar, "x 1 2 3 6\ny 4 0 0 4");
  add_claim(grammar, record, 7, {{"x.total"}, {"x.total", "y.total"}});
  const std::vector<Finding> findings = audit(record, grammar, Language::en);
  ASSERT_EQ(summary(findings, grammar.forms[0]), "claim@x.total 7!=6");
  EXPECT_EQ(findings[0].message, "'claimed 7': 7; x.total 6, x.total+y.total 10");
  EXPECT_EQ(findings[0].span, (Span{1008, 1010}));
  EXPECT_EQ(findings[0].explanations, 0);
}

TEST(Audit, AClaimThatAgreesWithOneOfItsReadingsIsNoFinding) {
  Grammar grammar = make_grammar(rows_only);
  Record record = make_record(grammar, "x 1 2 3 6\ny 4 0 0 4");
  add_claim(grammar, record, 10, {{"x.total"}, {"x.total", "y.total"}});
  EXPECT_TRUE(audit(record, grammar, Language::en).empty());
}

TEST(Audit, AClaimOfATotalThatIsBlankIsNotContradicted) {
  Grammar grammar = make_grammar(rows_only);
  Record record = make_record(grammar, "x 1 2 3 /\ny 0 0 0 0");
  add_claim(grammar, record, 6, {{"x.total"}});
  EXPECT_EQ(summary(audit(record, grammar, Language::en), grammar.forms[0]), "blank_total@x.total none!=6");
}

TEST(Audit, AClaimReadsAGroupPrintedAsOneRow) {
  Grammar grammar = make_grammar(with_group);
  Record record = make_record(grammar, "both 5 7 12\ntotal 5 7 12");
  add_claim(grammar, record, 12, {{"x.total", "y.total"}});
  EXPECT_TRUE(audit(record, grammar, Language::en).empty());
  add_claim(grammar, record, 13, {{"x.total", "y.total"}});
  EXPECT_EQ(summary(audit(record, grammar, Language::en), grammar.forms[0]), "claim@both.total 13!=12");
  add_claim(grammar, record, 3, {{"x.total"}});  // a row of the group is not the group
  EXPECT_TRUE(audit(record, grammar, Language::en).empty());
}

// Hongze 2023 as published: the totals of table four are 0 beside 10 + 1 and 5.
TEST(Audit, FindsTheWrongTotalsOfAPublishedReport) {
  const Grammar grammar = make_grammar(proceedings);
  const Form& form = grammar.forms[0];
  const Record record = make_record(grammar, R"(
    review      10  1  0  0  0
    litigation   5  0  0  0  0
  )");
  const std::vector<Finding> findings = audit(record, grammar, Language::en);
  ASSERT_EQ(summary(findings, form), "row_total@review.total 0!=11; row_total@litigation.total 0!=5");
  EXPECT_EQ(findings[0].explanations, 1);
  EXPECT_EQ(suspects_of(findings[0], form), "review.total 0->11 (suspect.only_solution)");
  EXPECT_EQ(findings[1].explanations, 2);
  EXPECT_EQ(suspects_of(findings[1], form),
            "litigation.total 0->5 (suspect.only_solution); litigation.upheld 5->0 (suspect.only_solution)");
}

TEST(Audit, TheBuiltInMessagesHaveWhatTheAuditSays) {
  const Result<Grammar> grammar = load_grammar(builtin_grammar_files());
  ASSERT_TRUE(grammar.has_value());
  for (const char* key :
       {"audit.blank", "audit.nothing", "audit.separator", "audit.cell", "audit.labelled", "suspect.digits_transposed",
        "suspect.neighbours_value", "suspect.shifted_row", "suspect.digit_missing", "suspect.digit_extra",
        "suspect.digit_changed", "suspect.only_solution"}) {
    EXPECT_TRUE(grammar->messages.texts().contains(key)) << key;
  }
}

}  // namespace
}  // namespace gouji
