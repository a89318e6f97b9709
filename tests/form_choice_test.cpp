// Which form a report is read as: by its labels first, then by the year that it is on.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "generator/case.h"
#include "reports.h"

namespace gouji {
namespace {

using generator::Case;

Case plain(std::string_view form, std::uint64_t seed, const std::string& layout = "tabs") {
  return generator::make_case(*builtin_grammar().find_form(form), seed, {layout, false});
}

// From a line that begins with `from` to one that begins with `to`.
std::string between(const std::string& text, std::string_view from, std::string_view to) {
  const std::size_t begin = text.find(from);
  return text.substr(begin, text.find(to, begin) - begin);
}

constexpr std::string_view requests_heading = "收到和处理政府信息公开申请情况";
constexpr std::string_view disclosure_heading = "主动公开政府信息情况";

// A report with the second table of another one.
std::string with_disclosure_of(const Case& report, const Case& other) {
  const std::string own = between(report.text, disclosure_heading, requests_heading);
  std::string text = report.text;
  return text.replace(text.find(own), own.size(), between(other.text, disclosure_heading, requests_heading));
}

std::vector<std::string> rules_of(const Record& record) {
  std::vector<std::string> rules;
  for (const Finding& finding : audit(record, builtin_grammar(), Language::en)) rules.push_back(finding.rule->id);
  return rules;
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

TEST(FormChoice, EachFormIsKnownByItsLabelsInEveryLayout) {
  for (const std::string form : {"2014", "2019", "2021"}) {
    for (const std::string layout : {"tabs", "box", "columns"}) {
      const Extracted report = extract_from(plain(form, 11, layout).text);
      ASSERT_EQ(report.records.size(), 1U) << form << " " << layout;
      EXPECT_EQ(report.record().form->id, form) << layout;
      EXPECT_EQ(name_of(report.record().choice.by), std::string("labels")) << layout;
    }
  }
}

TEST(FormChoice, TheYearInTheTitleDoesNotMakeAnotherFormOfTheLabels) {
  std::string text = plain("2019", 5).text;
  for (const std::string year : {"2019年", "2020年"}) {
    for (std::size_t at = text.find(year); at != std::string::npos; at = text.find(year))
      text.replace(at, year.size(), "2023年");
  }
  const Extracted report = extract_from(text);
  EXPECT_EQ(report.record().form->id, "2019");
  EXPECT_EQ(report.record().year, 2023);
  EXPECT_TRUE(has(rules_of(report.record()), "form.other_years"));
}

TEST(FormChoice, ATableOfAnotherFormIsReadAsSuchAndSaid) {
  const Case own = plain("2021", 3);
  const Case other = plain("2019", 4);
  const Extracted report = extract_from(with_disclosure_of(own, other));
  const Record& record = report.record();
  EXPECT_EQ(record.form->id, "2021");
  ASSERT_NE(record.hybrid, nullptr);
  const CellIndex published = record.form->find_cell("disclosure.regulations.published");
  ASSERT_GE(published, 0);
  EXPECT_EQ(record.cells[published].value,
            other.cells[other.form->find_cell("disclosure.regulations.published")].value);
  EXPECT_TRUE(has(record.form->absent, "disclosure.regulations.issued"));
  EXPECT_EQ(record.at("requests.new.total").value, own.cells[own.form->find_cell("requests.new.total")].value);
  EXPECT_EQ(rules_of(record), (std::vector<std::string>{"form.foreign_table", "sections.fee_unmentioned"}));
}

TEST(FormChoice, AnAnnexedTableOfAnotherFormBelongsToTheReport) {
  const Case own = plain("2019", 6);
  const Case other = plain("2014", 7);
  const std::string annex = other.text.substr(other.text.find("政府信息公开情况统计表"));
  const Extracted report = extract_from(own.text + "\n附表\n" + annex);
  ASSERT_EQ(report.records.size(), 1U);
  EXPECT_EQ(report.record().form->id, "2019");
  EXPECT_EQ(report.at("received.total").value, other.cells[other.form->find_cell("received.total")].value);
  EXPECT_EQ(report.at("requests.new.total").value, own.cells[own.form->find_cell("requests.new.total")].value);
  EXPECT_TRUE(has(rules_of(report.record()), "form.foreign_table"));
}

// Both forms count administrative reviews.
TEST(FormChoice, CellsOfOneNameInTwoTablesAreToldApart) {
  const Case own = plain("2019", 6);
  const Case other = plain("2014", 7);
  const std::string annex = other.text.substr(other.text.find("政府信息公开情况统计表"));
  const Extracted report = extract_from(own.text + "\n附表\n" + annex);
  EXPECT_EQ(report.at("review.total").value, own.cells[own.form->find_cell("review.total")].value);
  EXPECT_EQ(report.at("statistics.review.total").value, other.cells[other.form->find_cell("review.total")].value);
  EXPECT_EQ(rules_of(report.record()), std::vector<std::string>{"form.foreign_table"});
}

TEST(FormChoice, AReportInProseIsKnownByItsSectionsAndYear) {
  const Extracted report = extract_from(file_of_tree("corpus/prose-2010/report.txt"));
  EXPECT_EQ(report.record().form->id, "2008");
  EXPECT_EQ(name_of(report.record().choice.by), std::string("prose"));
}

TEST(FormChoice, AReportInProseMayStandBesideOneWithTables) {
  const std::string prose = file_of_tree("corpus/prose-2010/report.txt");
  const std::string tables = plain("2021", 9).text;
  for (const std::string& text : {prose + tables, tables + prose}) {
    const Extracted reports = extract_from(text);
    ASSERT_EQ(reports.records.size(), 2U);
    const bool prose_first = reports.records[0].form->id == "2008";
    EXPECT_EQ(reports.records[prose_first ? 0 : 1].year, 2010);
    EXPECT_EQ(reports.records[prose_first ? 1 : 0].form->id, "2021");
    EXPECT_GT(reports.records[prose_first ? 0 : 1].claims.size(), 4U);
  }
}

TEST(FormChoice, ReportsOfSeveralFormsInOneTextAreRecordsOfTheirOwn) {
  const Extracted reports =
      extract_from(plain("2021", 1).text + "\n" + plain("2014", 2, "box").text + "\n" + plain("2019", 3).text);
  ASSERT_EQ(reports.records.size(), 3U);
  EXPECT_EQ(reports.records[0].form->id, "2021");
  EXPECT_EQ(reports.records[1].form->id, "2014");
  EXPECT_EQ(reports.records[2].form->id, "2019");
}

TEST(FormChoice, TheOptionOverridesTheEvidence) {
  const Text text = decode(plain("2019", 8).text).value();
  const std::vector<Record> records = extract(text, builtin_grammar(), "2021");
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records.front().form->id, "2021");
  EXPECT_EQ(name_of(records.front().choice.by), std::string("option"));
}

TEST(FormChoice, ARowOfAnotherFormIsAFinding) {
  const Extracted report = extract_from(file_of_tree("corpus/hongze-2024/report.txt"));
  EXPECT_EQ(report.record().form->id, "2021");
  EXPECT_TRUE(has(rules_of(report.record()), "form.foreign_row"));
}

}  // namespace
}  // namespace gouji
