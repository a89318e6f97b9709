// What rules can say, and when they are judged: relations, conditions, tolerance, numbers, claims, and figures with
// fewer decimals than others.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "audit/audit.h"
#include "audit/judge.h"
#include "form/grammar.h"

namespace gouji {
namespace {

// A form of counts (apples, pears, all) and of money (rent, wages, cost), with one rule.
Grammar grammar_with(const std::string& check) {
  const Result<Grammar> grammar = load_grammar({{"mine.toml", R"(schema = "gouji/form/1"
id = "mine"
name = { zh = "表", en = "form" }
source = { zh = "无", en = "none" }
[[table]]
id = "shop"
name = { zh = "店", en = "shop" }
headings = ["店"]
[[table.block]]
columns = [{ labels = ["数"], en = "figure" }]
rows = [
  { id = "apples", labels = ["苹果"], en = "apples", unit = "件" },
  { id = "pears", labels = ["梨"], en = "pears", unit = "件" },
  { id = "all", labels = ["共"], en = "all", unit = "件" },
  { id = "rent", labels = ["租"], en = "rent", unit = "万元" },
  { id = "wages", labels = ["薪"], en = "wages", unit = "万元" },
  { id = "cost", labels = ["费"], en = "cost", unit = "万元" },
]
[[claim]]
id = "sold"
patterns = ['售出{figure}件']
unit = "件"
readings = [{ id = "sold", name = { zh = "售出", en = "sold" }, value = "apples + pears" }]
[[claim]]
id = "stolen"
patterns = ['失窃{figure}件']
unit = "件"
readings = [{ id = "stolen", name = { zh = "失窃", en = "stolen" } }]
[[rule]]
id = "r"
severity = "error"
message = { zh = "{actual}，{expected}", en = "{actual}, {expected}" }
title = { zh = "甲", en = "a" }
reason = { zh = "甲", en = "a" }
source = { zh = "甲", en = "a" }
example = { zh = "甲", en = "a" }
)" + check}});
  EXPECT_TRUE(grammar) << check;
  return *grammar;
}

using Figures = std::map<std::string, std::string>;  // "" is a blank

Record record_of(const Grammar& grammar, const Figures& figures) {
  Record record;
  record.form = &grammar.forms[0];
  record.cells.resize(record.form->cells.size());
  for (const auto& [id, figure] : figures) {
    Cell& cell = record.cells[record.form->find_cell(id)];
    cell.value = Decimal::parse(figure);
    cell.status = cell.value ? CellStatus::read : CellStatus::blank;
  }
  return record;
}

void add_claim(Record& record, const std::string& id, int value) {
  Claim claim;
  for (const ClaimPattern& pattern : record.form->claims) {
    if (pattern.id == id) claim.pattern = &pattern;
  }
  claim.value = Decimal(value);
  claim.unit = "件";
  claim.value_span = {10 + record.claims.size(), 12 + record.claims.size()};
  record.claims.push_back(claim);
}

std::string verdict_on(const Record& record) {
  const std::vector<Judgement> judgements = judge(record);
  EXPECT_EQ(judgements.size(), 1u);
  switch (judgements.front().verdict) {
    case Judgement::Verdict::holds:
      return "holds";
    case Judgement::Verdict::fails:
      return "fails";
    case Judgement::Verdict::blank_total:
      return "blank total";
    case Judgement::Verdict::unjudged:
      break;
  }
  return "unjudged";
}

std::string verdict(const std::string& check, const Figures& figures) {
  const Grammar grammar = grammar_with(check);
  return verdict_on(record_of(grammar, figures));
}

TEST(RuleExpression, RelatesSumsByEverySign) {
  const auto relation = [](const std::string& sign, const std::string& apples) {
    return verdict("check = \"apples " + sign + " pears\"", {{"apples", apples}, {"pears", "5"}});
  };
  const std::map<std::string, std::string> held = {{"=", "5"},   {"!=", "46"}, {"<", "4"},
                                                   {"<=", "45"}, {">", "6"},   {">=", "56"}};
  for (const auto& [sign, figures] : held) {
    for (const char figure : std::string("456")) {
      const bool holds = figures.find(figure) != std::string::npos;
      EXPECT_EQ(relation(sign, std::string(1, figure)), holds ? "holds" : "fails") << figure << sign << 5;
    }
  }
}

TEST(RuleExpression, MultipliesCellsAndAddsNumbers) {
  const std::string check = "check = \"all - 10 = 2 * apples + 3 * sum(pears, rent) + 0.5\"";
  EXPECT_EQ(verdict(check, {{"all", "23.5"}, {"apples", "2"}, {"pears", "2"}, {"rent", "1"}}), "holds");
  EXPECT_EQ(verdict(check, {{"all", "24"}, {"apples", "2"}, {"pears", "2"}, {"rent", "1"}}), "fails");
}

TEST(RuleExpression, ASideMayBeANumberAlone) {
  EXPECT_EQ(verdict("check = \"apples - pears >= 0\"", {{"apples", "5"}, {"pears", "5"}}), "holds");
  EXPECT_EQ(verdict("check = \"apples - pears >= 0\"", {{"apples", "4"}, {"pears", "5"}}), "fails");
  EXPECT_EQ(verdict("check = \"100 > apples\"", {{"apples", "100"}}), "fails");
}

TEST(RuleExpression, IsJudgedOnlyWhereItsConditionsHold) {
  const std::string one = "when = \"cost > 0\"\ncheck = \"all > 0\"";
  EXPECT_EQ(verdict(one, {{"cost", "1.5"}, {"all", "0"}}), "fails");
  EXPECT_EQ(verdict(one, {{"cost", "0"}, {"all", "0"}}), "unjudged");
  EXPECT_EQ(verdict(one, {{"all", "0"}}), "unjudged") << "the condition's cell is missing";
  const std::string two = "when = [\"cost > 0\", \"apples = 2\"]\ncheck = \"all > 0\"";
  EXPECT_EQ(verdict(two, {{"cost", "1.5"}, {"apples", "2"}, {"all", "0"}}), "fails");
  EXPECT_EQ(verdict(two, {{"cost", "1.5"}, {"apples", "3"}, {"all", "0"}}), "unjudged");
}

TEST(RuleExpression, MayMissByItsTolerance) {
  const std::string check = "tolerance = \"0.5\"\ncheck = \"cost = rent\"";
  EXPECT_EQ(verdict(check, {{"cost", "1.5"}, {"rent", "2.0"}}), "holds");
  EXPECT_EQ(verdict(check, {{"cost", "2.5"}, {"rent", "2.0"}}), "holds");
  EXPECT_EQ(verdict(check, {{"cost", "2.6"}, {"rent", "2.0"}}), "fails");
}

TEST(RuleExpression, AMeasuredFigureWithFewerDecimalsStandsForAnInterval) {
  const std::string check = "check = \"cost = rent + wages\"";
  EXPECT_EQ(verdict(check, {{"cost", "3.3"}, {"rent", "1.12"}, {"wages", "2.22"}}), "holds") << "rounded";
  EXPECT_EQ(verdict(check, {{"cost", "3.3"}, {"rent", "1.12"}, {"wages", "2.27"}}), "holds") << "cut";
  EXPECT_EQ(verdict(check, {{"cost", "3.3"}, {"rent", "1.12"}, {"wages", "2.29"}}), "fails");
  EXPECT_EQ(verdict(check, {{"cost", "3.34"}, {"rent", "1.1"}, {"wages", "2.2"}}), "holds") << "parts rounded";
  EXPECT_EQ(verdict(check, {{"cost", "3.31"}, {"rent", "1.10"}, {"wages", "2.20"}}), "fails") << "as many decimals";
  EXPECT_EQ(verdict("check = \"cost <= rent\"", {{"cost", "2.04"}, {"rent", "2.0"}}), "holds");
  EXPECT_EQ(verdict("check = \"cost <= rent\"", {{"cost", "2.14"}, {"rent", "2.0"}}), "fails");
}

TEST(RuleExpression, WhatIsCountedIsExact) {
  EXPECT_EQ(verdict("check = \"all = apples + pears\"", {{"all", "3"}, {"apples", "1.0"}, {"pears", "2.4"}}), "fails");
  EXPECT_EQ(verdict("check = \"all = apples + pears\"", {{"all", "3"}, {"apples", "1.0"}, {"pears", "2.00"}}), "holds");
}

TEST(RuleExpression, ComparesWhatTheProseSays) {
  const Grammar grammar = grammar_with("check = \"claim(stolen) <= claim(sold)\"");
  Record record = record_of(grammar, {});
  EXPECT_EQ(verdict_on(record), "unjudged") << "nothing is said";
  add_claim(record, "sold", 5);
  EXPECT_EQ(verdict_on(record), "unjudged") << "only one of them is said";
  add_claim(record, "stolen", 7);
  EXPECT_EQ(verdict_on(record), "fails");
  const std::vector<Finding> findings = audit(record, grammar, Language::en);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].message, "7, 5");
  EXPECT_EQ(findings[0].span, record.claims[1].value_span);
  add_claim(record, "stolen", 7);
  EXPECT_EQ(verdict_on(record), "fails") << "said twice alike";
  add_claim(record, "stolen", 3);
  EXPECT_EQ(verdict_on(record), "unjudged") << "said in two ways";
}

TEST(RuleExpression, ComparesCellsWithWhatTheProseSays) {
  const Grammar grammar = grammar_with("check = \"all = claim(stolen) + apples\"");
  Record record = record_of(grammar, {{"all", "9"}, {"apples", "2"}});
  add_claim(record, "stolen", 7);
  EXPECT_EQ(verdict_on(record), "holds");
  add_claim(record, "sold", 1);
  EXPECT_EQ(verdict_on(record), "holds") << "another claim is not meant";
}

TEST(RuleExpression, RelatesCellsOfTwoYears) {
  const Grammar grammar =
      grammar_with("kind = \"across_years\"\ncheck = \"all = last_year.all + apples - sum(last_year.pears)\"");
  const Form& form = grammar.forms[0];
  EXPECT_TRUE(form.equations.empty());
  ASSERT_EQ(form.year_equations.size(), 1u);
  const YearEquation& equation = form.year_equations[0];
  EXPECT_EQ(equation.at, form.find_cell("all"));
  ASSERT_EQ(equation.right.size(), 3u);
  EXPECT_TRUE(equation.right[0].last_year);
  EXPECT_FALSE(equation.right[1].last_year);
  EXPECT_TRUE(equation.right[2].last_year);
  EXPECT_EQ(equation.right[2].coefficient, -1);
}

}  // namespace
}  // namespace gouji
