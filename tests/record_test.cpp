// What a report says of itself and in its prose.
#include "record/record.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "reports.h"

namespace gouji {
namespace {

// The tables of Yunhe 2024 (15840 new, 189 carried over, 15904 concluded, 125 carried forward), with other words around
// them.
Extracted report_that_says(const std::string& before_tables, const std::string& after_tables = "") {
  const std::string report = file_of_tree("corpus/yunhe-2024/report.txt");
  const auto begin = report.find("二、主动公开政府信息情况");
  const auto end = report.find("五、存在的主要问题");
  return extract_from(before_tables + report.substr(begin, end - begin) + after_tables);
}

TEST(Document, LichengsCoveringLetterIsNotItsTitle) {
  const Extracted report = extract_from(file_of_tree("corpus/licheng-2023/report.txt"));
  const Record& record = report.record();
  EXPECT_EQ(record.title.value, "鲤城区2023年政府信息公开工作年度报告");
  EXPECT_EQ(record.publisher.value, "泉州市鲤城区人民政府");
  EXPECT_EQ(record.document_number.value, "泉鲤政办〔2024〕3号");
  EXPECT_EQ(record.published.value, "2024-01-11");
  EXPECT_EQ(record.period_begin.value, "2023-01-01");
  EXPECT_EQ(record.period_end.value, "2023-12-31");
  EXPECT_EQ(record.year, 2023);
  EXPECT_EQ(report.text.at(record.title.span), "鲤城区 2023 年政府信息公开工作年度报告");
}

TEST(Document, ADayOfPublicationMayBeWrittenInNumeralsOrBrackets) {
  const auto published = [](const std::string& date) {
    const Extracted report = report_that_says("清江市2024年政府信息公开工作年度报告\n" + date + "\n");
    return report.record().published.value;
  };
  EXPECT_EQ(published("二〇二四年三月十八日"), "2024-03-18");
  EXPECT_EQ(published("二○二四年十月三十一日"), "2024-10-31");
  EXPECT_EQ(published("二零二四年十二月二十日"), "2024-12-20");
  EXPECT_EQ(published("二〇二四年十三月一日"), "");
  EXPECT_EQ(published("（2024年3月18日）"), "2024-03-18");
}

TEST(Document, ALabelledDateEndsWhereTheNextWordBegins) {
  const Extracted report = report_that_says("清江市2024年政府信息公开工作年度报告\n发布日期：2025-01-11　文号：无\n");
  EXPECT_EQ(report.record().published.value, "2025-01-11");
  EXPECT_EQ(report.text.at(report.record().published.span), "2025-01-11");
}

TEST(Document, ATitlesMarkUpIsNotItsText) {
  const Extracted report = report_that_says("# **清江市人民政府2024年政府信息公开工作年度报告**\n");
  EXPECT_EQ(report.record().title.value, "清江市人民政府2024年政府信息公开工作年度报告");
}

TEST(Document, ATitleMayStandInAFrame) {
  const Extracted report = report_that_says("│ 清江市人民政府2024年政府信息公开工作年度报告   │\n");
  EXPECT_EQ(report.record().title.value, "清江市人民政府2024年政府信息公开工作年度报告");
}

TEST(Document, ATitleOnTwoLinesNamesItsBodyOnTheFirst) {
  const Extracted report = report_that_says("淮安市洪泽区人民政府\n2024 年政府信息公开工作年度报告\n");
  EXPECT_EQ(report.record().title.value, "淮安市洪泽区人民政府2024年政府信息公开工作年度报告");
  EXPECT_EQ(report.record().publisher.value, "淮安市洪泽区人民政府");
}

TEST(Document, ADepartmentIsItsOwnPublisher) {
  const Extracted report =
      report_that_says("泉州市鲤城区教育局2023年政府信息公开工作年度报告\n由泉州市鲤城区人民政府网站发布。\n");
  EXPECT_EQ(report.record().publisher.value, "泉州市鲤城区教育局");
}

TEST(Document, NumbersAndDatesInsideSentencesAreThoseOfOtherDocuments) {
  const Extracted report =
      report_that_says("鲤城区2023年政府信息公开工作年度报告\n根据国办公开办函〔2021〕30号，2024年1月11日起编制。\n");
  EXPECT_EQ(report.record().document_number.value, "");
  EXPECT_EQ(report.record().published.value, "");
}

TEST(Document, ALabelledDateIsBetterThanABareOne) {
  const Extracted report =
      report_that_says("鲤城区2023年政府信息公开工作年度报告\n2024年1月2日\n发布日期：2024-01-11 10:20\n");
  EXPECT_EQ(report.record().published.value, "2024-01-11");
}

TEST(Document, OfSeveralBareDatesTheFirstOneIsItsOwn) {
  const Extracted report = report_that_says("鲤城区2023年政府信息公开工作年度报告\n2024年1月2日\n", "2024年5月6日\n");
  EXPECT_EQ(report.record().published.value, "2024-01-02");
}

TEST(Document, ADevelopmentZoneHasACommittee) {
  const Extracted report =
      report_that_says("平潭综合实验区2023年政府信息公开工作年度报告\n", "联系单位：平潭综合实验区管委会办公室。\n");
  EXPECT_EQ(report.record().publisher.value, "平潭综合实验区管委会");
}

TEST(Document, APeriodMayBeWrappedOverLines) {
  const Extracted report = report_that_says(
      "鲤城区2023年政府信息公开工作年度报告\n数据统计期限自 2023 年 1 月 1 日\n起至 2023 年 12 月 31 日止。\n");
  EXPECT_EQ(report.record().period_begin.value, "2023-01-01");
  EXPECT_EQ(report.record().period_end.value, "2023-12-31");
}

std::string claims_of(const std::string& sentence) {
  const Extracted report =
      report_that_says("云和县人民政府2024年政府信息公开工作年度报告\n一、总体情况\n" + sentence + "\n");
  std::string claims;
  for (const Claim& claim : report.record().claims) {
    if (!claims.empty()) claims += "; ";
    claims += std::string(claim.text) + " " + claim.pattern->readings[claim.reading].id;
    claims += !claim.agrees ? " ?" : *claim.agrees ? " =" : " !=";
  }
  return claims;
}

TEST(Claims, EachFigureOfASentenceIsComparedWithItsCells) {
  EXPECT_EQ(claims_of("2024年共收到政府信息公开申请15840件，办结15904件。"),
            "收到政府信息公开申请15840件 requests.new =; 办结15904件 requests.concluded =");
}

TEST(Claims, ASentenceMayMeanOneOfSeveralReadings) {
  EXPECT_EQ(claims_of("全年受理政府信息公开申请16029件。"), "受理政府信息公开申请16029件 requests.received =");
}

TEST(Claims, WhatAgreesWithNoReadingIsReportedUnderTheLikeliest) {
  EXPECT_EQ(claims_of("全年收到政府信息公开申请15841件。"), "收到政府信息公开申请15841件 requests.new !=");
}

TEST(Claims, AFigureThatAConverterBrokeOverLinesIsFound) {
  EXPECT_EQ(claims_of("全年收到政府信息公\n开申请 15840\n件。"), "收到政府信息公\n开申请 15840\n件 requests.new =");
}

TEST(Claims, SentencesAboutSomethingElseClaimNothing) {
  EXPECT_EQ(claims_of("2023年收到政府信息公开申请90件。"), "");
  EXPECT_EQ(claims_of("去年收到政府信息公开申请90件。"), "");
  EXPECT_EQ(claims_of("累计收到政府信息公开申请900件。"), "");
  EXPECT_EQ(claims_of("比上年多收到政府信息公开申请320件，增长2.06%。"), "");
  EXPECT_EQ(claims_of("区住建局收到政府信息公开申请5件。"), "");
  EXPECT_EQ(claims_of("收到政府信息公开申请约15800件。"), "");
  EXPECT_EQ(claims_of("收到政府信息公开申请15800余件。"), "");
}

TEST(Record, EachReportOfAFileIsARecordOfItsOwn) {
  const std::string licheng = file_of_tree("corpus/licheng-2023/report.txt");
  const std::string hongze = file_of_tree("corpus/hongze-2023/report.txt");
  const Extracted both = extract_from("网站首页 > 政务公开\n" + licheng + hongze + "版权所有\n");
  ASSERT_EQ(both.records.size(), 2u);
  EXPECT_EQ(both.records[0].publisher.value, "泉州市鲤城区人民政府");
  EXPECT_EQ(both.records[0].at("requests.new.total").raw, "91");
  EXPECT_EQ(both.records[0].at("requests.carried_forward.total").raw, "22");
  ASSERT_EQ(both.records[0].claims.size(), 1u);
  EXPECT_EQ(both.records[1].title.value, "洪泽区人民政府2023年政府信息公开工作年度报告");
  EXPECT_EQ(both.records[1].at("requests.new.total").raw, "21");
  EXPECT_EQ(both.records[1].at("review.upheld").raw, "10");
  ASSERT_EQ(both.records[1].claims.size(), 1u);
}

TEST(Record, ARowRepeatedAtAPageBreakBeginsNoOtherReport) {
  std::string text = file_of_tree("corpus/yunhe-2024/report.txt");
  const auto row = text.find("\t\t8.属于行政查询事项");
  text.insert(row, text.substr(row, text.find('\n', row) + 1 - row));
  EXPECT_EQ(extract_from(text).records.size(), 1u);
}

TEST(Record, EverySpanIsWhereItsTextWasPrinted) {
  for (const std::string name : {"licheng-2023", "hongze-2023", "blanks-2021"}) {
    const Extracted report = extract_from(file_of_tree("corpus/" + name + "/report.txt"));
    std::vector<Span> spans;
    for (const Cell& cell : report.record().cells) {
      EXPECT_EQ(report.text.at(cell.span), cell.raw);
      EXPECT_EQ(cell.value.has_value(), cell.status == CellStatus::read || cell.status == CellStatus::repaired);
      if (!cell.span.empty()) spans.push_back(cell.span);
    }
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < spans.size(); ++i) EXPECT_LE(spans[i - 1].end, spans[i].begin) << name;
  }
}

}  // namespace
}  // namespace gouji
