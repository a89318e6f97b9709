// Figures that cannot be, or hardly: counts below zero or not whole, in the units of every form, and rows that are
// copies of other rows. A report without them is edited; what is told then is "rule @ the figure", a line each.
#include "audit/figures.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

struct Edit {
  std::string from;
  std::string to;
};

std::string edited(const std::string& corpus_case, const std::vector<Edit>& edits) {
  std::string text = file_of_tree("corpus/" + corpus_case + "/report.txt");
  for (const Edit& edit : edits) {
    const std::size_t at = text.find(edit.from);
    EXPECT_NE(at, std::string::npos) << edit.from;
    if (at != std::string::npos) text.replace(at, edit.from.size(), edit.to);
  }
  return text;
}

std::vector<Finding> findings_in_figures(const Extracted& extracted, Language language = Language::en) {
  std::vector<Finding> found = audit(extracted.record(), builtin_grammar(), language);
  std::erase_if(found, [](const Finding& finding) { return !finding.rule->id.starts_with("figures."); });
  return found;
}

std::string told_of(const std::string& bytes) {
  const Extracted extracted = extract_from(bytes);
  std::string told;
  for (const Finding& finding : findings_in_figures(extracted)) {
    told += finding.rule->id + " @ " + std::string(extracted.text.at(finding.span)) + "\n";
  }
  return told;
}

std::string told(const std::string& corpus_case, const std::vector<Edit>& edits) {
  return told_of(edited(corpus_case, edits));
}

std::string message(const std::string& corpus_case, const std::vector<Edit>& edits, Language language) {
  const Extracted extracted = extract_from(edited(corpus_case, edits));
  const std::vector<Finding> found = findings_in_figures(extracted, language);
  return found.empty() ? "nothing" : found.front().message;
}

const std::string documents = "行政规范性文件\t12\t20\t95";

TEST(ImpossibleFigures, AreInNoReportOfTheCorpusThatIsConsistent) {
  for (const char* one : {"licheng-2023", "yunhe-2024", "signed-changes-2019", "statistics-2015", "box-2020",
                          "hybrid-2019-statistics-of-2014", "hybrid-2022-table-two-of-2019"}) {
    EXPECT_EQ(told(one, {}), "") << one;
  }
}

TEST(ImpossibleFigures, ACountBelowZeroIsTold) {
  EXPECT_EQ(told("licheng-2023", {{documents, "行政规范性文件\t12\t20\t-1068"}}), "figures.negative @ -1068\n");
  EXPECT_EQ(told("licheng-2023", {{documents, "行政规范性文件\t12\t20\t－1068"}}), "figures.negative @ －1068\n");
  EXPECT_EQ(told("licheng-2023", {{"行政处罚\t242", "行政处罚\t-242"}}), "figures.negative @ -242\n");
}

TEST(ImpossibleFigures, ACountThatIsNotWholeIsTold) {
  EXPECT_EQ(told("licheng-2023", {{documents, "行政规范性文件\t12\t20\t1.068"}}), "figures.fractional @ 1.068\n");
  EXPECT_EQ(told("licheng-2023", {{documents, "行政规范性文件\t12\t20\t.1068"}}), "figures.fractional @ .1068\n");
  EXPECT_EQ(told("licheng-2023", {{documents, "行政规范性文件\t12\t20\t-1.5"}}),
            "figures.negative @ -1.5\nfigures.fractional @ -1.5\n");
}

TEST(ImpossibleFigures, AWholeNumberWithDecimalsIsOne) {
  EXPECT_EQ(told("licheng-2023", {{documents, "行政规范性文件\t12\t20\t1068.00"}}), "");
}

TEST(ImpossibleFigures, AnAmountMayHaveDecimalsAndIsNotBelowZero) {
  EXPECT_EQ(told("licheng-2023", {{"112.55034", "0.5"}}), "");
  EXPECT_EQ(told("licheng-2023", {{"112.55034", "-0.5"}}), "figures.negative @ -0.5\n");
}

TEST(ImpossibleFigures, AChangeMayBeBelowZeroButIsWhole) {
  EXPECT_EQ(told("signed-changes-2019", {{"2217\t+1036", "2217\t-1036"}}), "");
  EXPECT_EQ(told("signed-changes-2019", {{"2217\t+1036", "2217\t-10.36"}}), "figures.fractional @ -10.36\n");
  EXPECT_EQ(told("signed-changes-2019", {{"2217\t+1036", "-2217\t+1036"}}), "figures.negative @ -2217\n");
}

TEST(ImpossibleFigures, AreToldInEveryUnitOfTheStatistics) {
  EXPECT_EQ(told("statistics-2015", {{"计1次）\t次\t17", "计1次）\t次\t-17"}}), "figures.negative @ -17\n");
  EXPECT_EQ(told("statistics-2015", {{"人员数）\t人\t5", "人员数）\t人\t0.5"}}), "figures.fractional @ 0.5\n");
  EXPECT_EQ(told("statistics-2015", {{"万元\t0.0864", "万元\t0.1"}}), "");
}

TEST(ImpossibleFigures, OfAnotherFormsTableAreJudgedByItsUnits) {
  const std::string procurement = "政府集中采购|72|3816.4|";
  EXPECT_EQ(told("hybrid-2022-table-two-of-2019", {{procurement, "政府集中采购|72|0.5|"}}), "");
  EXPECT_EQ(told("hybrid-2022-table-two-of-2019", {{procurement, "政府集中采购|7.2|3816.4|"}}),
            "figures.fractional @ 7.2\n");
}

TEST(ImpossibleFigures, AreToldInWordsOfBothLanguages) {
  const std::vector<Edit> negative = {{documents, "行政规范性文件\t12\t20\t-1068"}};
  EXPECT_EQ(message("licheng-2023", negative, Language::zh), "“行政规范性文件”的“现行有效件数”印作 -1068，不应小于零");
  EXPECT_EQ(message("licheng-2023", negative, Language::en),
            "“in force” of “administrative normative documents” is printed as -1068: it cannot be less than zero");
  const std::vector<Edit> fractional = {{documents, "行政规范性文件\t12\t20\t1.068"}};
  EXPECT_EQ(message("licheng-2023", fractional, Language::zh),
            "“行政规范性文件”的“现行有效件数”印作 1.068，以“件”计的数应为整数");
  EXPECT_EQ(message("licheng-2023", fractional, Language::en),
            "“in force” of “administrative normative documents” is printed as 1.068: what is counted (件) is whole");
}

// ---- Rows that are the same

const Edit partly_granted = {"不计其他情形)\t3\t0\t0\t0\t0\t0\t3", "不计其他情形)\t"};
const Edit state_secret = {"1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1", "1.属于国家秘密\t"};
const Edit received = {"\t90\t1\t0\t0\t0\t0\t91", "\t"};

// The edit that puts these figures into the row.
Edit with(const Edit& row, const std::string& figures) { return {row.from, row.to + figures}; }

TEST(RepeatedRows, PartsOfOneTotalThatAreTheSameAreTold) {
  EXPECT_EQ(told("licheng-2023", {with(partly_granted, "30\t1\t0\t0\t0\t0\t31")}), "figures.repeated_row @ 30\n");
}

TEST(RepeatedRows, ATotalIsTheSameAsItsOnlyPart) {
  EXPECT_EQ(told("licheng-2023", {with(received, "30\t1\t0\t0\t0\t0\t31")}), "");
}

TEST(RepeatedRows, SmallFiguresAreTheSameByChance) {
  EXPECT_EQ(
      told("licheng-2023", {with(partly_granted, "2\t1\t0\t0\t0\t0\t3"), with(state_secret, "2\t1\t0\t0\t0\t0\t3")}),
      "");
  EXPECT_EQ(told("licheng-2023",
                 {with(partly_granted, "15\t0\t0\t0\t0\t0\t15"), with(state_secret, "15\t0\t0\t0\t0\t0\t15")}),
            "");
}

TEST(RepeatedRows, OfTableTwoAreToldToo) {
  EXPECT_EQ(told("licheng-2023", {{"规章\t0\t0\t0", "规章\t12\t20\t95"}}), "figures.repeated_row @ 12\n");
}

}  // namespace
}  // namespace gouji
