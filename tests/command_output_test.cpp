// Where results go: results alone on standard output, whole files or none, and no crash when nobody takes them.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "run_command.h"

namespace gouji {
namespace {

class CommandOutput : public testing::Test {
 protected:
  CommandOutput() {
    folder.write("good.txt", consistent_report());
    folder.write("bad.txt", inconsistent_report());
  }

  CommandResult run(const std::vector<std::string>& arguments) const { return run_gouji_in(folder.path(), arguments); }

  TestFolder folder;
};

TEST_F(CommandOutput, IsTheSameInTheSameOrderWhateverTheNumberOfThreads) {
  for (int i = 0; i < 40; ++i) {
    folder.write("many/" + std::to_string(i) + ".txt", i % 3 == 0 ? inconsistent_report() : consistent_report());
  }
  folder.write("many/25x.txt", "没有表格\n");
  const CommandResult records = run({"extract", "--jobs", "1", "many", "good.txt"});
  const CommandResult findings = run({"audit", "--jobs", "1", "many", "nowhere", "bad.txt"});
  EXPECT_EQ(records.status, 0);
  EXPECT_EQ(findings.status, 3);
  EXPECT_EQ(std::count(records.out.begin(), records.out.end(), '\n'), 41);
  for (const char* jobs : {"0", "2", "8"}) {
    const CommandResult same_records = run({"extract", "--jobs", jobs, "many", "good.txt"});
    EXPECT_EQ(same_records.out, records.out);
    EXPECT_EQ(same_records.err, records.err);
    const CommandResult same_findings = run({"audit", "--jobs", jobs, "many", "nowhere", "bad.txt"});
    EXPECT_EQ(same_findings.out, findings.out);
    EXPECT_EQ(same_findings.err, findings.err);
  }
}

TEST_F(CommandOutput, GoesToAFileThatIsThereWholeOrNotAtAll) {
  const CommandResult result = run({"extract", "--output", "out.jsonl", "good.txt"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(folder.read("out.jsonl"), run({"extract", "good.txt"}).out);
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"bad.txt", "good.txt", "out.jsonl"}));
}

TEST_F(CommandOutput, ReplacesAFileAndKeepsItsMode) {
  const std::string path = folder.write("out.jsonl", "before");
  ::chmod(path.c_str(), 0640);
  ASSERT_EQ(run({"extract", "-o", "out.jsonl", "good.txt"}).status, 0);
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640U);
  EXPECT_NE(folder.read("out.jsonl"), "before");
}

TEST_F(CommandOutput, GoesThroughALinkToTheFileBehindIt) {
  folder.write("real/out.jsonl", "before");
  std::filesystem::create_symlink("real/out.jsonl", folder.path() + "/link.jsonl");
  ASSERT_EQ(run({"extract", "-o", "link.jsonl", "good.txt"}).status, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(folder.path() + "/link.jsonl"));
  EXPECT_NE(folder.read("real/out.jsonl"), "before");
}

TEST_F(CommandOutput, ThatCannotBeWrittenLeavesNothingBehind) {
  const CommandResult nowhere = run({"extract", "--output", "nowhere/out.jsonl", "good.txt"});
  EXPECT_EQ(nowhere.status, 3);
  EXPECT_EQ(nowhere.err,
            "gouji: nowhere/out.jsonl: cannot be written: No such file or directory; no file was left behind\n");
  const CommandResult directory = run({"extract", "--output", ".", "good.txt"});
  EXPECT_EQ(directory.status, 3);
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"bad.txt", "good.txt"}));
}

TEST_F(CommandOutput, MayNotBeAFileThatIsWriteProtected) {
  if (::geteuid() == 0) GTEST_SKIP() << "everything is writable to root";
  ::chmod(folder.write("out.jsonl", "before").c_str(), 0440);
  EXPECT_EQ(run({"extract", "--output", "out.jsonl", "good.txt"}).status, 3);
  EXPECT_EQ(folder.read("out.jsonl"), "before");
}

TEST_F(CommandOutput, ToAFullDiskIsReported) {
  const CommandResult standard = run_gouji({"extract", folder.path() + "/good.txt"}, {.standard_output = "/dev/full"});
  EXPECT_EQ(standard.status, 3);
  EXPECT_EQ(standard.err, "gouji: standard output cannot be written: No space left on device\n");
  const CommandResult file = run({"extract", "--output", "/dev/full", "good.txt"});
  EXPECT_EQ(file.status, 3);
  EXPECT_EQ(file.err, "gouji: /dev/full: cannot be written: No space left on device; no file was left behind\n");
  EXPECT_EQ(run_gouji({"--help"}, {.standard_output = "/dev/full"}).status, 3);
}

TEST_F(CommandOutput, ToAClosedPipeEndsQuietly) {
  for (const char* format : {"text", "jsonl", "csv"}) {
    const CommandResult result =
        run_gouji({"audit", "--format", format, folder.path() + "/bad.txt"}, {.closed_pipe = true});
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.err, "");
  }
}

TEST_F(CommandOutput, OfAnAuditNamesRulePlaceAndValues) {
  const CommandResult result = run({"audit", "--format", "text", "bad.txt"});
  EXPECT_EQ(result.status, 1);
  const std::string report = inconsistent_report();
  const auto row = report.begin() + static_cast<std::ptrdiff_t>(report.find("予以公开\t30"));
  const std::string line = std::to_string(std::count(report.begin(), row, '\n') + 1);
  EXPECT_EQ(result.out.rfind("bad.txt:" + line + ":33: error: ", 0), 0U) << result.out;
  EXPECT_NE(result.out.find("[requests.row_total]\n"), std::string::npos);
  EXPECT_NE(result.out.find("(requests.granted.total): 13 → 31 (digits transposed)"), std::string::npos);
  EXPECT_EQ(result.err.rfind("gouji: reports: 1, errors: ", 0), 0) << result.err;
  EXPECT_NE(run({"audit", "--lang", "zh", "--format", "text", "bad.txt"}).out.find(": 错误: "), std::string::npos);
  EXPECT_EQ(run({"audit", "--quiet", "--format", "text", "bad.txt"}).err, "");
}

TEST_F(CommandOutput, OfAnAuditOfAConsistentReportIsEmpty) {
  const CommandResult result = run({"audit", "good.txt"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "");
}

TEST_F(CommandOutput, FailsOnWhatIsAskedFor) {
  EXPECT_EQ(run({"audit", "--fail-on", "never", "bad.txt"}).status, 0);
  EXPECT_EQ(run({"audit", "--fail-on", "info", "bad.txt"}).status, 1);
  EXPECT_EQ(run({"extract", "bad.txt"}).status, 0);
  EXPECT_EQ(run({"extract", "--quiet", "--fail-on", "error", "bad.txt"}).status, 1);
  EXPECT_EQ(run({"extract", "--quiet", "--fail-on", "error", "good.txt"}).status, 0);
  EXPECT_EQ(run({"extract", "--strict", "good.txt"}).status, 0);
}

TEST_F(CommandOutput, IsColoredOnlyWhenAskedForOrOnATerminal) {
  EXPECT_EQ(run({"audit", "--format", "text", "bad.txt"}).out.find('\x1B'), std::string::npos);
  EXPECT_NE(run({"audit", "--format", "text", "--color", "always", "bad.txt"}).out.find('\x1B'), std::string::npos);
  const CommandResult no_color = run_gouji({"audit", "--format", "text", folder.path() + "/bad.txt"},
                                           {.environment = {{"NO_COLOR", "1"}, {"TERM", "xterm"}}});
  EXPECT_EQ(no_color.out.find('\x1B'), std::string::npos);
}

TEST_F(CommandOutput, HasOneHeaderHoweverManyReports) {
  const std::string csv = run({"extract", "--format", "csv", "good.txt", "bad.txt"}).out;
  EXPECT_EQ(csv.rfind("path,form,year", 0), 0);
  EXPECT_EQ(csv.find("path,form,year", 1), std::string::npos);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 2 * 200);
}

TEST_F(CommandOutput, HasProgressOnlyOnStandardErrorAndWhenAskedFor) {
  const CommandResult result = run({"extract", "--progress", "always", "good.txt", "bad.txt"});
  EXPECT_NE(result.err.find("2/2  "), std::string::npos) << result.err;
  EXPECT_EQ(result.out, run({"extract", "good.txt", "bad.txt"}).out);
  EXPECT_EQ(run({"extract", "good.txt", "bad.txt"}).err, "");
}

}  // namespace
}  // namespace gouji
