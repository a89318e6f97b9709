// gouji audit: which findings are shown, counted and failed on, and in which form.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "output_example.h"
#include "run_command.h"

namespace gouji {
namespace {

// The same tables as those of another body.
std::string report_of(const std::string& body, const std::string& report) {
  return body + "2023年政府信息公开工作年度报告\n\n" + report.substr(report.find("一、总体情况"));
}

int lines_of(const std::string& text) { return static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// The table of bad.txt breaks two rules, both errors; that of blank.txt has a blank total, which is a warning. Tests
// that count look at these rules only, so that a rule more does not matter.
const std::vector<std::string> rules = {"--rule", "requests.*", "--rule", "form.blank_total"};

class CommandAudit : public testing::Test {
 protected:
  CommandAudit() {
    const std::string report = consistent_report();
    folder.write("good.txt", report);
    folder.write("bad.txt", inconsistent_report());
    folder.write("blank.txt", report_with_a_blank_total());
  }

  static std::string report_with_a_blank_total() {
    std::string report = inconsistent_report();
    const std::string row = "予以公开\t30\t1\t0\t0\t0\t0\t";
    return report.replace(report.find(row) + row.size(), 2, "/");
  }

  CommandResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "audit");
    return run_gouji_in(folder.path(), arguments);
  }
  CommandResult count(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), rules.begin(), rules.end());
    return run(arguments);
  }

  TestFolder folder;
};

TEST_F(CommandAudit, ShowsOnlyTheRulesAskedFor) {
  const std::string all = count({"bad.txt"}).out;
  ASSERT_EQ(count_of(all, "\"rule\":\"requests.row_total\""), 1);
  ASSERT_EQ(count_of(all, "\"rule\":\"requests.results_total\""), 1);
  ASSERT_EQ(lines_of(all), 2);
  const CommandResult one = run({"--rule", "requests.row_total", "bad.txt"});
  EXPECT_EQ(lines_of(one.out), 1);
  EXPECT_EQ(count_of(one.out, "\"rule\":\"requests.row_total\""), 1);
  EXPECT_EQ(one.status, 1);
  EXPECT_EQ(run({"--rule", "requests.row_total", "--rule", "requests.results_total", "bad.txt"}).out, all);
  EXPECT_EQ(run({"--rule", "requests.*", "bad.txt"}).out, all);
  EXPECT_EQ(run({"--no-rule", "requests.results_total", "bad.txt"}).out, one.out);
  EXPECT_EQ(run({"--rule", "requests.*", "--no-rule", "requests.results_total", "bad.txt"}).out, one.out);
}

TEST_F(CommandAudit, FailsOnAndCountsOnlyWhatItShows) {
  const CommandResult none = count({"--format", "text", "--no-rule", "requests.*", "bad.txt"});
  EXPECT_EQ(none.status, 0);
  EXPECT_EQ(none.out, "");
  EXPECT_EQ(none.err, "gouji: reports: 1, errors: 0, warnings: 0, remarks: 0\n");
  const CommandResult other = run({"--rule", "proceedings.row_total", "bad.txt"});
  EXPECT_EQ(other.status, 0);
  EXPECT_EQ(other.out, "");
}

TEST_F(CommandAudit, ShowsTheSeverityAskedForAndAbove) {
  const CommandResult warnings = count({"--severity", "warning", "--fail-on", "warning", "blank.txt"});
  EXPECT_EQ(count_of(warnings.out, "\"severity\":\"warning\""), lines_of(warnings.out));
  EXPECT_EQ(lines_of(warnings.out), 1) << warnings.out;
  EXPECT_EQ(warnings.status, 1);
  const CommandResult errors = count({"--severity", "error", "--fail-on", "info", "blank.txt"});
  EXPECT_EQ(errors.out, "");
  EXPECT_EQ(errors.status, 0);
  EXPECT_EQ(count({"--severity", "error", "bad.txt"}).out, count({"bad.txt"}).out);
}

TEST_F(CommandAudit, KnowsNoOtherRulesThanThoseOfTheGrammar) {
  const CommandResult near = run({"--rule", "requests.row_totl", "bad.txt"});
  EXPECT_EQ(near.status, 2);
  EXPECT_EQ(near.out, "");
  EXPECT_EQ(near.err,
            "gouji: requests.row_totl: no such rule; did you mean requests.row_total? gouji forms FORM lists them\n");
  EXPECT_EQ(run({"--no-rule", "request.*", "bad.txt"}).err,
            "gouji: request.*: no such rule; did you mean requests.*? gouji forms FORM lists them\n");
  EXPECT_EQ(run({"--no-rule", "xyzzyxyzzy", "bad.txt"}).status, 2);
  EXPECT_EQ(run({"--severity", "fatal", "bad.txt"}).status, 2);
  EXPECT_EQ(run_gouji({"extract", "--rule", "requests.row_total", "bad.txt"}).status, 2);
}

TEST_F(CommandAudit, HidesWhatABaselineHasWhateverItsFormat) {
  for (const std::string format : {"jsonl", "csv", "sarif"}) {
    ASSERT_EQ(run({"--format", format, "--output", "accepted", "bad.txt"}).status, 1);
    const CommandResult result = count({"--baseline", "accepted", "bad.txt", "good.txt"});
    EXPECT_EQ(result.status, 0) << format;
    EXPECT_EQ(result.out, "") << format;
    EXPECT_EQ(result.err, "gouji: reports: 2, errors: 0, warnings: 0, remarks: 0, hidden by the baseline: 2\n");
  }
  EXPECT_EQ(run({"--quiet", "--baseline", "accepted", "bad.txt"}).err, "");
}

TEST_F(CommandAudit, HidesItWhereTheFileWasMovedAndLinesWerePutIn) {
  ASSERT_EQ(run({"--output", "accepted", "bad.txt"}).status, 1);
  folder.write("elsewhere/moved.txt", "\n\n" + inconsistent_report());
  EXPECT_EQ(run({"--baseline", "accepted", "elsewhere"}).status, 0);
}

TEST_F(CommandAudit, ShowsWhatIsNewBesideABaseline) {
  ASSERT_EQ(run({"--output", "accepted", "--rule", "requests.row_total", "bad.txt"}).status, 1);
  const CommandResult result = count({"--baseline", "accepted", "bad.txt"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.out, run({"--rule", "requests.results_total", "bad.txt"}).out);
  // Another body's findings are not those that were accepted.
  folder.write("other.txt", report_of("清江市人民政府", inconsistent_report()));
  EXPECT_EQ(lines_of(count({"--baseline", "accepted", "other.txt"}).out), 2);
}

TEST_F(CommandAudit, TakesABaselineThatAcceptsNothing) {
  folder.write("accepted", "");
  EXPECT_EQ(count({"--quiet", "--baseline", "accepted", "bad.txt"}).out, count({"bad.txt"}).out);
}

TEST_F(CommandAudit, SaysWhatIsWrongWithABaseline) {
  const CommandResult missing = run({"--baseline", "nowhere", "bad.txt"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_EQ(missing.out, "");
  EXPECT_EQ(missing.err,
            "gouji: nowhere: no such baseline; make one with gouji audit --format jsonl --output nowhere INPUT...\n");
  const CommandResult wrong = run({"--baseline", "good.txt", "bad.txt"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_EQ(wrong.err.rfind("gouji: good.txt:1: no fingerprint here; a baseline is what ", 0), 0U) << wrong.err;
  folder.write("binary", std::string("a\0b", 3));
  EXPECT_EQ(run({"--baseline", "binary", "bad.txt"}).status, 2);
}

TEST_F(CommandAudit, WritesOneSarifDocumentForAllInputsWhateverTheNumberOfThreads) {
  for (int i = 0; i < 20; ++i) {
    folder.write("many/" + std::to_string(i) + ".txt", i % 3 == 1 ? inconsistent_report() : consistent_report());
  }
  const CommandResult one = count({"--format", "sarif", "--jobs", "1", "many", "bad.txt", "good.txt"});
  rapidjson::Document log;
  log.Parse(one.out.c_str());
  ASSERT_FALSE(log.HasParseError()) << one.out;
  ASSERT_EQ(log["runs"].Size(), 1U);
  EXPECT_EQ(log["runs"][0]["results"].Size(), 2U * 8);
  for (const char* jobs : {"2", "8"}) {
    EXPECT_EQ(count({"--format", "sarif", "--jobs", jobs, "many", "bad.txt", "good.txt"}).out, one.out);
  }
}

TEST_F(CommandAudit, WritesOneSheetForAllInputs) {
  const std::string sheet = count({"--format", "csv", "bad.txt", "good.txt", "bad.txt"}).out;
  EXPECT_EQ(sheet.rfind("\xEF\xBB\xBF文件,机关,", 0), 0U);
  EXPECT_EQ(lines_of(sheet), 1 + 2 * 2);
}

TEST_F(CommandAudit, CountsByRuleAndByBody) {
  folder.write("in/1.txt", report_of("清江市人民政府", inconsistent_report()));
  folder.write("in/2.txt", report_of("清江市人民政府", consistent_report()));
  folder.write("in/3.txt", report_of("平泽市人民政府", inconsistent_report()));
  folder.write("in/4.txt", report_of("云溪市人民政府", consistent_report()));
  folder.write("in/5.txt", report_of("清江市人民政府", report_with_a_blank_total()));
  const CommandResult result = count({"--summary", "--lang", "zh", "--format", "text", "in"});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(
      result.out,
      "规则                      报告    错误    警告    提示\n"
      "requests.results_total       2       2       0       0  "
      "表三每一列：（七）总计等于（一）至（六）各项办理结果之和\n"
      "requests.row_total           2       2       0       0  表三每一行：总计等于自然人与各类法人或其他组织之和\n"
      "form.blank_total             1       0       1       0  各部分有数字时，总计不空\n"
      "\n"
      "机关                      报告    错误    警告    提示\n"
      "清江市人民政府               3       2       1       0\n"
      "平泽市人民政府               1       2       0       0\n"
      "云溪市人民政府               1       0       0       0\n"
      "合计                         5       4       1       0\n");
  EXPECT_EQ(result.err, "gouji: 报告 5 份，错误 4 个，警告 1 个，提示 0 个\n");
  for (const char* jobs : {"1", "8"}) {
    EXPECT_EQ(count({"--summary", "--lang", "zh", "--format", "text", "--jobs", jobs, "in"}).out, result.out);
  }
}

TEST_F(CommandAudit, CountsOnlyWhatItWouldShow) {
  const std::string counts = run({"--summary", "--rule", "requests.row_total", "bad.txt"}).out;
  EXPECT_NE(counts.find(R"("by":"rule","name":"requests.row_total",)"), std::string::npos) << counts;
  EXPECT_EQ(counts.find("requests.results_total"), std::string::npos) << counts;
  EXPECT_NE(counts.find(R"("by":"all","name":null,"title":null,"reports":1,"errors":1,"warnings":0,"remarks":0})"),
            std::string::npos)
      << counts;
}

TEST_F(CommandAudit, CountsASheetAndNoSarif) {
  const std::string sheet = count({"--summary", "--format", "csv", "--lang", "zh", "bad.txt"}).out;
  EXPECT_EQ(sheet.rfind("\xEF\xBB\xBF分类,名称,检查内容,报告,错误,警告,提示\n规则,requests.results_total,", 0), 0U)
      << sheet;
  EXPECT_NE(sheet.find("\n机关,泉州市鲤城区人民政府,,1,2,0,0\n合计,,,1,2,0,0\n"), std::string::npos) << sheet;
  const CommandResult sarif = run({"--summary", "--format", "sarif", "bad.txt"});
  EXPECT_EQ(sarif.status, 2);
  EXPECT_EQ(sarif.err, "gouji: --format: sarif is not possible; one of: text, jsonl, csv\n");
}

}  // namespace
}  // namespace gouji
