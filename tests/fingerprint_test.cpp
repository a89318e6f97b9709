#include "audit/fingerprint.h"

#include <gtest/gtest.h>

#include "gouji.h"
#include "output_example.h"
#include "run_command.h"

namespace gouji {
namespace {

struct Report {
  Text text;
  std::vector<Record> records;
};

Report read(const std::string& utf8) {
  Report report{*decode(utf8), {}};
  report.records = extract(report.text, builtin_grammar());
  return report;
}

std::vector<std::string> fingerprints_of(const std::string& utf8, Language language = Language::en,
                                         const std::string& file_name = "a.txt") {
  const Report report = read(utf8);
  std::vector<std::string> fingerprints;
  for (const Record& record : report.records) {
    std::vector<Finding> findings = audit(record, builtin_grammar(), language);
    set_fingerprints(findings, record, report.text, file_name);
    for (const Finding& finding : findings) fingerprints.push_back(finding.fingerprint);
  }
  return fingerprints;
}

std::string replaced(std::string text, const std::string& old, const std::string& other) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), other);
}

TEST(Fingerprint, IsTheSameWhereverTheLinesAreAndHoweverTheMessageIsWorded) {
  const std::string report = inconsistent_report();
  const std::vector<std::string> fingerprints = fingerprints_of(report);
  ASSERT_FALSE(fingerprints.empty());
  for (const std::string& fingerprint : fingerprints) EXPECT_TRUE(is_fingerprint(fingerprint)) << fingerprint;
  EXPECT_EQ(fingerprints_of("\n\n" + report), fingerprints);
  EXPECT_EQ(fingerprints_of(replaced(report, "一、总体情况", "一、总体情况\n（一）本节另加一行。")), fingerprints);
  EXPECT_EQ(fingerprints_of(report, Language::zh), fingerprints);
  EXPECT_EQ(fingerprints_of(report, Language::en, "b.txt"), fingerprints);
}

TEST(Fingerprint, IsAnotherWithAnotherFigureYearOrBody) {
  const std::string report = inconsistent_report();
  const std::vector<std::string> others = fingerprints_of(replaced(report, "予以公开\t30", "予以公开\t32"));
  ASSERT_FALSE(others.empty());
  EXPECT_NE(others.front(), fingerprints_of(report).front());
  const std::string tables = report.substr(report.find("一、总体情况"));
  const std::string title = "年政府信息公开工作年度报告\n\n";
  EXPECT_NE(fingerprints_of("清江市人民政府2023" + title + tables),
            fingerprints_of("平泽市人民政府2023" + title + tables));
  Example example;
  std::vector<Finding> findings(1);
  findings.front().rule = &example.form.rules[0];
  set_fingerprints(findings, example.record, example.text, "a.txt");
  const std::string of_2023 = findings.front().fingerprint;
  example.record.year = 2022;
  set_fingerprints(findings, example.record, example.text, "a.txt");
  EXPECT_NE(findings.front().fingerprint, of_2023);
}

TEST(Fingerprint, TellsFindingsThatAreAlikeByTheirOrder) {
  const Example example;
  Finding finding;
  finding.rule = &example.form.rules[0];
  finding.cells = {1, 0};
  finding.actual = Decimal(3);
  std::vector<Finding> three = {finding, finding, finding};
  set_fingerprints(three, example.record, example.text, "a.txt");
  EXPECT_NE(three[0].fingerprint, three[1].fingerprint);
  EXPECT_NE(three[1].fingerprint, three[2].fingerprint);
  std::vector<Finding> one = {finding};
  set_fingerprints(one, example.record, example.text, "a.txt");
  EXPECT_EQ(one[0].fingerprint, three[0].fingerprint);
}

// Otherwise what was accepted in one such report would be hidden in all of them.
TEST(Fingerprint, KnowsAReportThatDoesNotSayWhoseItIsByTheNameOfItsFile) {
  Example example;
  example.record.title = {};
  Finding finding;
  finding.rule = &example.form.rules[0];
  const auto of_file = [&](const std::string& name) {
    std::vector<Finding> findings = {finding};
    set_fingerprints(findings, example.record, example.text, name);
    return findings.front().fingerprint;
  };
  EXPECT_NE(of_file("a.txt"), of_file("b.txt"));
  example.record.title = {"鲤城区2023年报告", {}};
  EXPECT_EQ(of_file("a.txt"), of_file("b.txt"));
}

TEST(Fingerprint, HasThirtyTwoHexDigits) {
  EXPECT_TRUE(is_fingerprint("0123456789abcdef0123456789abcdef"));
  for (const char* text : {"", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdefa",
                           "0123456789ABCDEF0123456789abcdef", "0123456789abcdef0123456789abcdeg"}) {
    EXPECT_FALSE(is_fingerprint(text)) << text;
  }
}

}  // namespace
}  // namespace gouji
