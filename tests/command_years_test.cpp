// gouji audit of several reports of one body: the years together.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "cli/years.h"
#include "reports.h"
#include "run_command.h"

namespace gouji {
namespace {

// With the tables of a report in corpus/: 4 requests carried over, 22 carried forward.
std::string report(const std::string& body, int year) {
  const std::string tables = consistent_report();
  std::string text = tables.substr(tables.find("二、主动公开政府信息情况"));
  return body + std::to_string(year) + "年政府信息公开工作年度报告\n一、总体情况\n无。\n" +
         text.substr(0, text.find("五、存在的主要问题")) +
         "五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n";
}

// "path rule" of each finding of csv that a rule between years made.
std::vector<std::string> compared(const std::string& csv) {
  std::vector<std::string> found;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string path, number, column, severity, rule;
    for (std::string* field : {&path, &number, &column, &severity, &rule}) std::getline(fields, *field, ',');
    if (rule == "requests.carried" || rule.rfind("years.", 0) == 0) found.push_back(path + " " + rule);
  }
  return found;
}

using Lines = std::vector<std::string>;

class CommandYears : public testing::Test {
 protected:
  CommandResult run(std::vector<std::string> arguments, const std::string& standard_input = "") const {
    arguments.insert(arguments.begin(), {"audit", "--format", "csv", "--lang", "en"});
    CommandSetting setting;
    setting.folder = folder.path();
    setting.standard_input = standard_input;
    return run_gouji(arguments, setting);
  }

  TestFolder folder;
};

TEST_F(CommandYears, ComparesEachReportWithTheOneBeforeWhateverTheirOrder) {
  for (const int year : {2021, 2022, 2023}) folder.write(std::to_string(year) + ".txt", report("清江市人民政府", year));
  const CommandResult result = run({"2023.txt", "2021.txt", "2022.txt"});
  EXPECT_EQ(compared(result.out), (Lines{"2023.txt requests.carried", "2023.txt requests.carried",
                                         "2022.txt requests.carried", "2022.txt requests.carried"}));
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.out.find("carried forward 22 (2022.txt, line "), std::string::npos);
  for (const char* jobs : {"1", "7"}) {
    EXPECT_EQ(run({"--jobs", jobs, "2023.txt", "2021.txt", "2022.txt"}).out, result.out);
  }
}

TEST_F(CommandYears, AFindingOfTwoYearsCountsForTheExitStatus) {
  folder.write("a.txt", report("清江市人民政府", 2022));
  folder.write("b.txt", report("清江市人民政府", 2023));
  EXPECT_EQ(run({"a.txt"}).status, 0);
  EXPECT_EQ(run({"b.txt"}).status, 0);
  EXPECT_EQ(run({"a.txt", "b.txt"}).status, 1);
  EXPECT_EQ(run({"--fail-on", "never", "a.txt", "b.txt"}).status, 0);
  const CommandResult text = run_gouji_in(folder.path(), {"audit", "--format", "text", "a.txt", "b.txt"});
  EXPECT_NE(text.err.find("reports: 2, errors: 2, "), std::string::npos) << text.err;
}

TEST_F(CommandYears, FindsTheBodyBehindItsNames) {
  folder.write("in/a.txt", report("清江市云溪区人民政府", 2022));
  folder.write("in/b.txt", report("云溪区政府", 2023));
  folder.write("in/c.txt", report("平泽市人民政府", 2023));
  EXPECT_EQ(compared(run({"in"}).out), (Lines{"in/b.txt requests.carried", "in/b.txt requests.carried"}));
}

TEST_F(CommandYears, AnotherBodysReportBetweenChangesNothing) {
  folder.write("a.txt",
               report("清江市人民政府", 2022) + report("平泽市人民政府", 2022) + report("清江市人民政府", 2023));
  const CommandResult result = run({"a.txt"});
  EXPECT_EQ(compared(result.out), (Lines{"a.txt requests.carried", "a.txt requests.carried"}));
  EXPECT_EQ(result.err, "");
}

TEST_F(CommandYears, SaysWhichYearsAreMissing) {
  folder.write("a.txt", report("清江市人民政府", 2021));
  folder.write("b.txt", report("清江市人民政府", 2023));
  const CommandResult result = run({"a.txt", "b.txt"});
  EXPECT_EQ(compared(result.out), (Lines{"b.txt years.missing"}));
  EXPECT_NE(result.out.find("there is no report on 2022: the one before is a.txt"), std::string::npos);
}

// A report of 2022 turns up when that of 2023 was compared with another one already.
TEST_F(CommandYears, WhatComesLaterUndoesAComparison) {
  folder.write("a.txt", report("清江市人民政府", 2022));
  folder.write("b.txt", report("清江市人民政府", 2023));
  folder.write("c.txt", with_other_figures(report("清江市人民政府", 2022)));
  for (const char* jobs : {"1", "7"}) {
    const CommandResult result = run({"--jobs", jobs, "a.txt", "b.txt", "c.txt"});
    EXPECT_EQ(compared(result.out), Lines{});
    EXPECT_EQ(
        result.err,
        "gouji: warning: 清江市人民政府: 2 different reports on 2022, compared with no other year: a.txt, c.txt\n");
  }
}

TEST_F(CommandYears, NamesThatTurnOutToBeSeveralBodiesAreNotCompared) {
  folder.write("a.txt", report("云溪区人民政府", 2022));
  folder.write("b.txt", report("云溪区人民政府", 2023));
  folder.write("c.txt", report("清江市云溪区人民政府", 2023));
  folder.write("d.txt", report("平泽市云溪区人民政府", 2023));
  EXPECT_EQ(compared(run({"a.txt", "b.txt"}).out), (Lines{"b.txt requests.carried", "b.txt requests.carried"}));
  EXPECT_EQ(compared(run({"a.txt", "b.txt", "c.txt", "d.txt"}).out), Lines{});
}

// Of paths with the same bytes the first one is named, wherever it stands among the inputs.
TEST_F(CommandYears, NamesTheFirstPathOfWhatIsGivenTwice) {
  folder.write("b/2022.txt", report("清江市人民政府", 2022));
  folder.write("c/2023.txt", report("清江市人民政府", 2023));
  folder.write("a/2022.txt", report("清江市人民政府", 2022));
  const CommandResult result = run({"b", "c", "a"});
  EXPECT_NE(result.out.find("carried forward 22 (a/2022.txt, line "), std::string::npos) << result.out;
  EXPECT_EQ(result.out.find("(b/2022.txt"), std::string::npos);
}

// It does not stay in memory, and is read again.
TEST_F(CommandYears, ComparesAReportHoweverLongItIs) {
  std::string text = report("清江市人民政府", 2022);
  std::string prose;
  while (prose.size() < (std::size_t{2} << 20)) prose += "全年召开会议" + std::to_string(prose.size()) + "次。\n";
  folder.write("a.txt", text.replace(text.find("无。\n"), 0, prose));
  folder.write("b.txt", report("清江市人民政府", 2023));
  EXPECT_EQ(compared(run({"a.txt", "b.txt"}).out), (Lines{"b.txt requests.carried", "b.txt requests.carried"}));
}

TEST_F(CommandYears, ReadsStandardInputOnce) {
  folder.write("b.txt", report("清江市人民政府", 2023));
  EXPECT_EQ(compared(run({"-", "b.txt"}, report("清江市人民政府", 2022)).out),
            (Lines{"b.txt requests.carried", "b.txt requests.carried"}));
  EXPECT_EQ(compared(run({"b.txt", "-"}, report("清江市人民政府", 2024)).out),
            (Lines{"- requests.carried", "- requests.carried"}));
  EXPECT_EQ(compared(run({"/dev/stdin", "b.txt"}, report("清江市人民政府", 2022)).out),
            (Lines{"b.txt requests.carried", "b.txt requests.carried"}));
  // Whose it is under another name is known only behind all inputs.
  EXPECT_EQ(compared(run({"-", "b.txt"}, report("清江市政府", 2022)).out),
            (Lines{"b.txt requests.carried", "b.txt requests.carried"}));
}

TEST_F(CommandYears, ComparesTheFilesOfOneReportAlsoInAYearAlone) {
  const std::string text = report("清江市人民政府", 2022);
  std::string other = text;
  const std::size_t figure = other.find("\t66241");
  ASSERT_NE(figure, std::string::npos);
  other.replace(figure, 6, "\t66421");
  folder.write("a.txt", text);
  folder.write("b.txt", other);
  folder.write("c.txt", text + "\n");
  const CommandResult result = run({"a.txt", "b.txt", "c.txt"});
  EXPECT_NE(result.out.find("b.txt,清江市人民政府,2022,warning,document.sources_differ,"), std::string::npos)
      << result.out;
  EXPECT_EQ(result.out.find("c.txt,清江市人民政府,2022,warning,document.sources_differ,"), std::string::npos);
  EXPECT_NE(result.out.find("(66421 here, 66241 there)"), std::string::npos) << result.out;
}

TEST_F(CommandYears, ComparesNothingWithAYearThatHasDifferentReports) {
  folder.write("a.txt", report("清江市人民政府", 2022));
  folder.write("b.txt", with_other_figures(report("清江市人民政府", 2022)));
  folder.write("c.txt", report("清江市人民政府", 2023));
  const CommandResult result = run({"a.txt", "b.txt", "c.txt"});
  EXPECT_EQ(compared(result.out), Lines{});
  EXPECT_EQ(result.err,
            "gouji: warning: 清江市人民政府: 2 different reports on 2022, compared with no other year: a.txt, b.txt\n");
  EXPECT_EQ(compared(run({"a.txt", "a.txt", "c.txt"}).out),
            (Lines{"c.txt requests.carried", "c.txt requests.carried"}));
}

TEST_F(CommandYears, DoesNotCompareReportsOfWhichItIsNotKnownWhoseTheyAre) {
  folder.write("a.txt", report("财政局", 2022));
  folder.write("b.txt", report("财政局", 2023));
  folder.write("c.txt", report("清江市人民政府", 2023));
  folder.write("d.txt", report("清江市云溪区财政局", 2023));
  EXPECT_EQ(run({"a.txt", "b.txt", "c.txt"}).err,
            "gouji: names that do not say of which place they are: 1; their reports were not compared with each other: "
            "财政局\n");
  EXPECT_EQ(compared(run({"a.txt", "b.txt", "c.txt"}).out), Lines{});
  EXPECT_EQ(run({"a.txt", "d.txt"}).err,
            "gouji: warning: 财政局: may be 清江市云溪区财政局, or another body; joined with none of them, check whose "
            "it is\n");
  // Who gives the reports of one name alone gives those of one body.
  EXPECT_EQ(compared(run({"a.txt", "b.txt"}).out), (Lines{"b.txt requests.carried", "b.txt requests.carried"}));
}

TEST_F(CommandYears, SaysThatReportsOfNobodyAreNotCompared) {
  folder.write("a.txt", report("", 2022));
  folder.write("b.txt", report("", 2023));
  EXPECT_EQ(run({"a.txt", "b.txt"}).err,
            "gouji: reports that do not say who published them: 2; they were compared with no other year: a.txt, "
            "b.txt\n");
}

TEST_F(CommandYears, AnInputThatCannotBeReadDoesNotStopTheOthers) {
  folder.write("a.txt", report("清江市人民政府", 2022));
  folder.write("c.txt", report("清江市人民政府", 2023));
  const CommandResult result = run({"a.txt", "b.txt", "c.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: b.txt: no such file or directory; check the path\n");
  EXPECT_EQ(compared(result.out), (Lines{"c.txt requests.carried", "c.txt requests.carried"}));
}

// Between the two times that it is read.
TEST_F(CommandYears, AFileThatChangedIsAnErrorAndNotCompared) {
  const Options options = parse_options({"audit", "--jobs", "1", "in"}, Language::en).value();
  const Diagnostics diagnostics(builtin_grammar().messages, Language::en, false);
  Listing none;
  const Session session{options, builtin_grammar(), diagnostics, none};
  std::vector<AuditedReport> reports(2);
  for (const int year : {2022, 2023}) {
    AuditedReport& audited = reports[static_cast<std::size_t>(year - 2022)];
    audited.input.path = folder.write(std::to_string(year) + ".txt", report("清江市人民政府", year));
    audited.sha256 = read_input(audited.input, session)->document.sha256;
    audited.publisher = "清江市人民政府";
    audited.year = year;
  }
  const auto said = [&](int& audits) {
    Totals totals;
    audits = 0;
    testing::internal::CaptureStderr();
    const auto audit = [&](const Record&, const Source&, const Earlier*) {
      ++audits;
      return AuditResult{};
    };
    audit_years(reports, session, audit, totals);
    return (totals.failed ? "failed: " : "") + testing::internal::GetCapturedStderr();
  };
  int audits = 0;
  EXPECT_EQ(said(audits), "");
  EXPECT_EQ(audits, 1);
  folder.write("2022.txt", report("清江市人民政府", 2022) + "\n");
  EXPECT_EQ(said(audits), "failed: gouji: " + folder.path() +
                              "/2022.txt: changed while it was audited, and was not compared with other years; run "
                              "again\n");
  EXPECT_EQ(audits, 0);
  reports[0].input.path = folder.path() + "/gone.txt";
  EXPECT_EQ(said(audits), "failed: gouji: " + folder.path() + "/gone.txt: no such file or directory; check the path\n");
  EXPECT_EQ(audits, 0);
}

TEST_F(CommandYears, CountsItsProgressToTheEnd) {
  folder.write("a.txt", report("清江市人民政府", 2022));
  folder.write("b.txt", report("清江市人民政府", 2023));
  const CommandResult result = run({"--progress", "always", "a.txt", "b.txt"});
  EXPECT_NE(result.err.find("2/2  "), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("1/1  "), std::string::npos) << result.err;
}

}  // namespace
}  // namespace gouji
