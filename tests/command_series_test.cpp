// gouji extract --series: the reports of all bodies and years, a row each.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "run_command.h"

namespace gouji {
namespace {

// A report whose title names the body, with the tables of one in corpus/: 91 requests newly received.
std::string report(const std::string& body, int year) {
  const std::string tables = consistent_report();
  return body + std::to_string(year) + "年政府信息公开工作年度报告\n\n" + tables.substr(tables.find("一、总体情况"));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The first fields of each line of CSV, up to the path.
std::vector<std::string> heads_of(const std::string& csv) {
  std::vector<std::string> heads;
  for (const std::string& line : lines_of(csv)) heads.push_back(line.substr(0, line.find(".txt") + 4));
  heads.erase(heads.begin());
  return heads;
}

rapidjson::Document parsed(const std::string& line) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseNumbersAsStringsFlag>(line.c_str());
  EXPECT_FALSE(document.HasParseError()) << line;
  return document;
}

class CommandSeries : public testing::Test {
 protected:
  CommandResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"extract", "--series"});
    return run_gouji_in(folder.path(), arguments);
  }

  TestFolder folder;
};

TEST_F(CommandSeries, PutsTheYearsOfABodySideBySide) {
  folder.write("in/1.txt", report("泉州市鲤城区人民政府", 2023));
  folder.write("in/2.txt", report("丰泽区人民政府", 2022));
  folder.write("in/3.txt", report("鲤城区政府", 2022) + report("鲤城区人民政府办公室", 2022));
  const CommandResult result = run({"--format", "csv", "in"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(
      heads_of(result.out),
      (std::vector<std::string>{"丰泽区人民政府,2022,2021,in/2.txt", "泉州市鲤城区人民政府,2022,2021,in/3.txt",
                                "泉州市鲤城区人民政府,2023,2021,in/1.txt", "鲤城区人民政府办公室,2022,2021,in/3.txt"}));
}

TEST_F(CommandSeries, HasAColumnOfCsvForEachFigureWithItsUnit) {
  folder.write("a.txt", report("鲤城区人民政府", 2023));
  const std::vector<std::string> lines = lines_of(run({"-f", "csv", "a.txt"}).out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].rfind("body,year,form,path,disclosure.regulations.issued (件),", 0), 0U);
  const std::string before =
      lines[0].substr(0, lines[0].find("requests.new.total (件),requests.new.natural_person (件),"));
  ASSERT_LT(before.size(), lines[0].size());
  EXPECT_NE(lines[0].find(",fees_charged (万元),"), std::string::npos);
  std::string rest = lines[1];
  for (auto commas = std::count(before.begin(), before.end(), ','); commas > 0; --commas)
    rest.erase(0, rest.find(',') + 1);
  EXPECT_EQ(rest.substr(0, 6), "91,90,");
  EXPECT_EQ(std::count(lines[1].begin(), lines[1].end(), ','), std::count(lines[0].begin(), lines[0].end(), ','));
}

TEST_F(CommandSeries, QuotesWhatCsvCannotHold) {
  folder.write("a, \"b\".txt", report("鲤城区人民政府", 2023));
  EXPECT_NE(run({"--format", "csv", "a, \"b\".txt"}).out.find("鲤城区人民政府,2023,2021,\"a, \"\"b\"\".txt\",0,"),
            std::string::npos);
}

TEST_F(CommandSeries, SaysInJsonWhatWasJoinedAndWhatAFigureWasTakenFrom) {
  folder.write("a.txt", report("泉州市鲤城区人民政府", 2023));
  folder.write("b.txt", report("鲤城区政府", 2022));
  const CommandResult result = run({"b.txt", "a.txt"});
  const std::vector<std::string> lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 2U) << result.err;
  EXPECT_EQ(lines[0].rfind("{\"schema\":\"gouji/series/1\",\"body\":\"泉州市鲤城区人民政府\","
                           "\"names\":[\"泉州市鲤城区人民政府\",\"鲤城区政府\"],\"doubt\":null,\"could_be\":[],"
                           "\"publisher\":\"鲤城区政府\",\"year\":2022,\"form\":\"2021\",\"path\":\"b.txt\","
                           "\"reports_of_year\":1,\"figures\":{",
                           0),
            0U)
      << lines[0];
  EXPECT_NE(lines[0].find("\"requests.new.total\":{\"value\":91,\"unit\":\"件\",\"how\":\"same\",\"status\":\"read\","
                          "\"cells\":[\"requests.new.total\"]}"),
            std::string::npos);
  EXPECT_NE(lines[0].find("\"litigation.upheld\":{\"value\":2,\"unit\":\"件\",\"how\":\"same\",\"status\":\"read\","
                          "\"cells\":[\"litigation_direct.upheld\",\"litigation_after_review.upheld\"]}"),
            std::string::npos);
  EXPECT_NE(lines[0].find("\"proactive.items\":null"), std::string::npos);
}

TEST_F(CommandSeries, KeepsAndTellsSeveralReportsOnOneYear) {
  folder.write("a.txt", report("鲤城区人民政府", 2023));
  folder.write("b.txt", report("鲤城区政府", 2023));
  const CommandResult result = run({"a.txt", "b.txt"});
  EXPECT_EQ(result.err, "gouji: warning: 鲤城区人民政府: 2 reports on 2023, each of them is a row: a.txt, b.txt\n");
  EXPECT_EQ(result.status, 0);
  const std::vector<std::string> lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 2U);
  for (const std::string& line : lines) EXPECT_STREQ(parsed(line)["reports_of_year"].GetString(), "2");
  EXPECT_EQ(run({"--quiet", "a.txt", "b.txt"}).err, "");
}

TEST_F(CommandSeries, TellsTheYearsThatABodyHasNoReportOn) {
  folder.write("a.txt", report("鲤城区人民政府", 2021) + report("鲤城区人民政府", 2025) + report("鲤城区", 2023) +
                            report("丰泽区人民政府", 2021) + report("丰泽区人民政府", 2022));
  EXPECT_EQ(run({"a.txt"}).err, "gouji: 鲤城区人民政府: no report on 2022, 2024\n");
  EXPECT_EQ(run({"--lang", "zh", "a.txt"}).err, "gouji: 鲤城区人民政府：缺 2022、2024 年的报告\n");
}

TEST_F(CommandSeries, TellsNamesOfWhichItIsNotKnownWhoseTheyAre) {
  folder.write("a.txt", report("甲市城关区人民政府", 2023) + report("乙市城关区人民政府", 2023) +
                            report("城关区人民政府", 2022));
  const CommandResult several = run({"a.txt"});
  EXPECT_EQ(several.err,
            "gouji: warning: 城关区人民政府: may be 乙市城关区人民政府, 甲市城关区人民政府, or another body; joined "
            "with none "
            "of them, check whose it is\n");
  EXPECT_NE(
      several.out.find("\"doubt\":\"several_places\",\"could_be\":[\"乙市城关区人民政府\",\"甲市城关区人民政府\"]"),
      std::string::npos);
  folder.write("b.txt", report("财政局", 2022) + report("财政局", 2023));
  EXPECT_EQ(run({"b.txt"}).err,
            "gouji: names that do not say of which place they are: 1; their reports stand together only because they "
            "print the same name, check whose they are: 财政局\n");
}

TEST_F(CommandSeries, PutsReportsOfNobodyLast) {
  folder.write("a.txt", report("", 2023));
  folder.write("b.txt", report("鲤城区人民政府", 2023));
  const CommandResult result = run({"--format", "csv", "a.txt", "b.txt"});
  EXPECT_EQ(heads_of(result.out), (std::vector<std::string>{"鲤城区人民政府,2023,2021,b.txt", ",2023,2021,a.txt"}));
  EXPECT_EQ(result.err, "gouji: warning: reports that do not say who published them: 1; they stand last: a.txt\n");
}

TEST_F(CommandSeries, IsTheSameWhateverTheNumberOfThreadsAndTheOrderOfTheInputs) {
  for (int i = 0; i < 24; ++i) {
    folder.write("in/" + std::to_string(i) + ".txt", report(i % 3 == 0   ? "鲤城区人民政府"
                                                            : i % 3 == 1 ? "泉州市鲤城区"
                                                                         : "丰泽区政府",
                                                            2021 + i % 4));
  }
  folder.write("in/99.txt", report("德化县人民政府", 2021));
  const CommandResult one = run({"--jobs", "1", "in"});
  EXPECT_EQ(lines_of(one.out).size(), 25U);
  for (const char* jobs : {"0", "2", "7"}) {
    const CommandResult same = run({"--jobs", jobs, "in"});
    EXPECT_EQ(same.out, one.out);
    EXPECT_EQ(same.err, one.err);
  }
  const CommandResult ordered = run({"in/1.txt", "in/2.txt", "in/0.txt"});
  EXPECT_EQ(run({"in/0.txt", "in/1.txt", "in/2.txt"}).out, ordered.out);
}

TEST_F(CommandSeries, StillTellsWhatCannotBeReadAndWhatIsCut) {
  const std::string whole = report("鲤城区人民政府", 2023);
  folder.write("cut.txt", whole.substr(0, whole.find("四、政府信息公开行政复议")));
  const CommandResult result = run({"nowhere.txt", "cut.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_NE(result.err.find("nowhere.txt: no such file"), std::string::npos);
  EXPECT_NE(result.err.find("cut.txt: table “"), std::string::npos) << result.err;
  EXPECT_NE(result.out.find("\"review.total\":{\"value\":null,\"unit\":\"件\",\"how\":\"same\",\"status\":\"missing\""),
            std::string::npos);
  EXPECT_EQ(run({"--quiet", "--strict", "cut.txt"}).status, 1);
}

TEST_F(CommandSeries, HasFormatsOfItsOwn) {
  const CommandResult table = run({"--format", "table", "a.txt"});
  EXPECT_EQ(table.status, 2);
  EXPECT_EQ(table.err, "gouji: --format: table is not possible; one of: csv, jsonl\n");
  EXPECT_EQ(run({"--explain", "requests.new.total", "a.txt"}).err,
            "gouji: --series: not possible together with --explain\n");
  EXPECT_EQ(run_gouji({"audit", "--series", "a.txt"}).status, 2);
}

TEST_F(CommandSeries, ToAFullDiskIsReported) {
  const std::string path = folder.write("a.txt", report("鲤城区人民政府", 2023));
  EXPECT_EQ(run_gouji({"extract", "--series", path}, {.standard_output = "/dev/full"}).status, 3);
  EXPECT_EQ(run_gouji({"extract", "--series", path}, {.closed_pipe = true}).err, "");
}

// Its figures are those that the prose says.
TEST_F(CommandSeries, HasTheYearsBeforeTheTablesToo) {
  const CommandResult result =
      run_gouji_in(GOUJI_SOURCE_DIR, {"extract", "--series", "--format", "jsonl", "corpus/prose-2010/report.txt"});
  ASSERT_EQ(result.status, 0) << result.err;
  const rapidjson::Document row = parsed(result.out);
  EXPECT_STREQ(row["form"].GetString(), "2008");
  EXPECT_STREQ(row["figures"]["requests.new.total"]["status"].GetString(), "claimed");
}

}  // namespace
}  // namespace gouji
