// Reports in prose: those of the years before there was a prescribed table. A title, the sections of such reports and
// figures make one; its record has claims and no cells.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/audit.h"
#include "gouji.h"
#include "record/lines.h"
#include "record/prose_evidence.h"
#include "record/record.h"
#include "reports.h"

namespace gouji {
namespace {

const Form& prose_form() { return *builtin_grammar().find_form("2008"); }

Text text_of(std::string bytes) { return decode(std::move(bytes)).value(); }

std::vector<ProseReport> reports_in(const Text& text) {
  return find_prose_reports(text, ShortLines(text), {&prose_form()}, builtin_grammar().common);
}

std::size_t count_in(std::string bytes) { return reports_in(text_of(std::move(bytes))).size(); }

// "reading value unit" of each claim.
std::vector<std::string> claims_of(const Record& record) {
  std::vector<std::string> claims;
  for (const Claim& claim : record.claims) {
    claims.push_back(claim.pattern->readings[claim.reading].id + " " + claim.value.str() + " " + claim.unit);
  }
  return claims;
}

std::string report_of(const std::string& title) {
  return title +
         "\n"
         "一、概述\n"
         "全年信息公开工作有序推进。\n"
         "二、主动公开政府信息的情况\n"
         "全年共主动公开政府信息1,250条，其中规范性文件18条。\n"
         "三、依申请公开政府信息的办理情况\n"
         "全年共受理政府信息公开申请9件，已答复9件，其中“同意公开”6件，“信息不存在”3件。\n"
         "四、政府信息公开的收费及减免情况\n"
         "共收取检索、复制费用86.5元。\n"
         "五、因政府信息公开申请行政复议、提起行政诉讼的情况\n"
         "没有发生因政府信息公开引发的行政复议和行政诉讼。\n"
         "六、存在的主要问题和改进措施\n"
         "公开不够及时，下一年将逐项改进。\n";
}

std::string without(std::string report, const std::string& lines) {
  const std::size_t at = report.find(lines);
  EXPECT_NE(at, std::string::npos) << lines;
  return report.erase(at, lines.size());
}

TEST(ProseReport, IsKnownByTitleSectionsAndFigures) {
  const Text text = text_of(report_of("清江市人民政府2011年政府信息公开工作年度报告"));
  const std::vector<ProseReport> reports = reports_in(text);
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(text.at(reports[0].title), "清江市人民政府2011年政府信息公开工作年度报告");
  EXPECT_EQ(reports[0].year, 2011);
  EXPECT_EQ(reports[0].sections.size(), 6U);
  EXPECT_EQ(text.at(reports[0].sections[1].heading), "二、主动公开政府信息的情况");
  EXPECT_GE(reports[0].claims, 2);
  EXPECT_EQ(reports[0].span, (Span{0, text.utf8().size()}));
}

TEST(ProseReport, HasARecordOfClaimsWithoutCells) {
  const Text text = text_of(report_of("清江市人民政府2011年政府信息公开工作年度报告"));
  const Record record = make_record(text, ShortLines(text), reports_in(text).at(0).span, Tables{}, prose_form(),
                                    builtin_grammar().common);
  EXPECT_TRUE(record.cells.empty());
  EXPECT_EQ(record.year, 2011);
  EXPECT_EQ(record.publisher.value, "清江市人民政府");
  EXPECT_EQ(claims_of(record),
            (std::vector<std::string>{"proactive.items 1250 条", "received 9 件", "concluded 9 件",
                                      "replied.granted 6 件", "replied.not_exist 3 件", "fees_charged 86.5 元",
                                      "review.total 0 件", "litigation.total 0 件"}));
  for (const Claim& claim : record.claims) EXPECT_FALSE(claim.agrees.has_value()) << claim.text;
  EXPECT_TRUE(audit(record, builtin_grammar(), Language::en).empty());
}

// Its tables were pictures.
TEST(ProseReport, OfAFormWithTablesHasAllCellsMissing) {
  const Text text = text_of(
      "清江市2022年政府信息公开工作年度报告\n"
      "一、总体情况\n全年主动公开政府信息25条，共收到政府信息公开申请8件，上年结转1件，全部办结。\n"
      "二、主动公开政府信息情况\n"
      "三、收到和处理政府信息公开申请情况\n"
      "四、政府信息公开行政复议、行政诉讼情况\n"
      "五、存在的主要问题及改进情况\n公开不够及时，下一年将逐项改进。\n"
      "六、其他需要报告的事项\n没有收取信息处理费。\n");
  const std::vector<Record> records = extract(text, builtin_grammar());
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].form->id, "2021");
  EXPECT_EQ(records[0].year, 2022);
  EXPECT_GE(records[0].claims.size(), 2U);
  ASSERT_EQ(records[0].cells.size(), records[0].form->cells.size());
  for (const Cell& cell : records[0].cells) EXPECT_EQ(cell.status, CellStatus::missing);
  const std::vector<Finding> findings = audit(records[0], builtin_grammar(), Language::en);
  const auto told = [&](RuleKind kind) {
    return std::count_if(findings.begin(), findings.end(),
                         [&](const Finding& finding) { return finding.rule->kind == kind; });
  };
  EXPECT_EQ(told(RuleKind::tables_missing), 1);
  EXPECT_EQ(told(RuleKind::table_missing), 0);
}

TEST(ProseReport, NeedsATitleWithAYearOfItsForm) {
  EXPECT_EQ(count_in(report_of("清江市人民政府2013年政府信息公开工作年度报告")), 1U);
  EXPECT_EQ(count_in(report_of("清江市人民政府2014年政府信息公开工作年度报告")), 0U);
  EXPECT_EQ(count_in(report_of("清江市人民政府2023年政府信息公开工作年度报告")), 0U);
  EXPECT_EQ(count_in(report_of("清江市人民政府工作总结")), 0U);
}

TEST(ProseReport, NeedsItsSectionsDownToAClosingOne) {
  const std::string report = report_of("清江市2011年政府信息公开年度报告");
  EXPECT_EQ(count_in(without(report, "四、政府信息公开的收费及减免情况\n")), 1U);
  EXPECT_EQ(count_in(without(report, "六、存在的主要问题和改进措施\n")), 0U);
  EXPECT_EQ(count_in("清江市2011年政府信息公开年度报告\n"
                     "二、主动公开政府信息的情况\n全年共主动公开政府信息1,250条。共受理政府信息公开申请9件。\n"
                     "六、存在的主要问题和改进措施\n"),
            0U);
}

TEST(ProseReport, NeedsFigures) {
  EXPECT_EQ(count_in("××市2011年政府信息公开年度报告\n一、概述\n二、主动公开政府信息的情况\n共主动公开政府信息××条。\n"
                     "三、依申请公开政府信息的办理情况\n共受理政府信息公开申请××件。\n六、存在的主要问题和改进措施\n"),
            0U);
}

TEST(ProseReport, MayHaveItsTitleAndHeadingsWrappedByANarrowPage) {
  EXPECT_EQ(count_in(report_of("清江市城乡建设与交通管理局2011年政府信息公开工作\n年度报告")), 1U);
  EXPECT_EQ(count_in(report_of("清江市城乡建设与交通管理局\n2011年度政府信息公开工作报告")), 1U);
  EXPECT_EQ(
      count_in("清江市2011年政府信息公开年度报告\n二、主动公开政府信息\n的情况\n共主动公开政府信息25条。\n"
               "三、依申请公开政府信息的办\n理情况\n共受理政府信息公开申请3件。\n六、存在的主要问题和改进\n措施\n"),
      1U);
}

TEST(ProseReport, MayHaveHeadingsWithOtherNumbersOrNone) {
  std::string report = report_of("清江市2011年政府信息公开年度报告");
  for (const char* number : {"一、", "二、", "三、", "四、", "五、", "六、"}) {
    const std::size_t at = report.find("\n" + std::string(number));
    ASSERT_NE(at, std::string::npos);
    report.replace(at + 1, std::string(number).size(), number[2] == '\x80' ? "（二）" : "");
  }
  EXPECT_EQ(count_in(report), 1U);
}

TEST(ProseReport, MayHaveHeadingsInOtherWords) {
  EXPECT_EQ(count_in("清江市2011年政府信息公开年度报告\n一、组织机构及制度建设情况\n"
                     "二、公开政府信息的情况\n共主动公开政府信息25条。\n"
                     "三、公众申请公开政府信息情况\n共受理政府信息公开申请3件。\n四、收费减免情况\n五、今后工作打算\n"),
            1U);
}

TEST(ProseReport, MayStandBesideOthersInOneText) {
  const std::string first = report_of("清江市2010年政府信息公开年度报告");
  const std::string second = report_of("清江市2011年政府信息公开年度报告");
  const Text text = text_of(first + second);
  const std::vector<ProseReport> reports = reports_in(text);
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_EQ(reports[0].span, (Span{0, first.size()}));
  EXPECT_EQ(reports[1].span, (Span{first.size(), first.size() + second.size()}));
  EXPECT_EQ(reports[1].year, 2011);
}

// A page's navigation lists the reports of other years, and pages repeat the title.
TEST(ProseReport, IsFoundAmongTheTitlesOfOthers) {
  const std::string others = "政务公开\n清江市2009年政府信息公开年度报告\n清江市2011年政府信息公开年度报告\n";
  const std::string title = "清江市2010年政府信息公开年度报告";
  const Text text =
      text_of(title + "\n" + others + "发布日期：2011-03-20\n" + report_of(title) + title + "\n" + others);
  const std::vector<ProseReport> reports = reports_in(text);
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(reports[0].year, 2010);
  const Record record =
      make_record(text, ShortLines(text), reports[0].span, Tables{}, prose_form(), builtin_grammar().common);
  EXPECT_EQ(record.year, 2010);
  EXPECT_EQ(record.published.value, "2011-03-20");
  EXPECT_EQ(record.claims.size(), 8U);
}

// Which digits a year has is up to the grammar.
TEST(Titles, MayHaveAYearWithoutAZero) {
  DocumentPatterns patterns;
  patterns.titles = {Pattern("(?P<title>(?P<year>\\d{4})年政府信息公开工作年度报告)")};
  for (const int year : {1998, 2020, 2113}) {
    std::string bytes = std::to_string(year);
    bytes += "年政府信息公开工作年度报告\n";
    const Text text = decode(std::move(bytes)).value();
    const ShortLines lines(text);
    const std::optional<Title> title = title_at(text, lines.in({0, text.utf8().size()}), 0, patterns);
    ASSERT_TRUE(title) << year;
    EXPECT_EQ(title->year, year);
  }
}

}  // namespace
}  // namespace gouji
