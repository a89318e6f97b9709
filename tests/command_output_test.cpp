// Where results go: results alone on standard output, whole files or none, and no crash when nobody takes them.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
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

// Whatever went wrong: the one before is better than none.
TEST_F(CommandOutput, OfARunThatReadNothingIsTheOneBefore) {
  folder.write("keep", "before");
  folder.write("notes.txt", "买菜\n");
  folder.write("empty/notes.txt", "");
  const std::string line = "gouji: keep: no report was read; the file was left as it is\n";
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"extract", "nowhere.txt"},
                                                    {"extract", "--format", "csv", "notes.txt"},
                                                    {"extract", "--series", "empty"},
                                                    {"extract", "--db", "nowhere.db"},
                                                    {"audit", "--format", "sarif", "nowhere.txt", "notes.txt"},
                                                    {"audit", "--summary", "@nowhere.lst"},
                                                    {"export", "--db", "nowhere.db"}}) {
    std::vector<std::string> with_output = arguments;
    with_output.insert(with_output.end(), {"-o", "keep"});
    const CommandResult result = run(with_output);
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.err.find(line), std::string::npos) << result.err;
    EXPECT_EQ(folder.read("keep"), "before") << arguments[1];
  }
  EXPECT_EQ(run({"export", "--format", "xlsx", "--db", "nowhere.db", "-o", "keep"}).status, 3);
  EXPECT_EQ(folder.read("keep"), "before");
  EXPECT_EQ(run({"extract", "nowhere.txt", "-o", "new"}).status, 3);
  EXPECT_FALSE(folder.has("new"));
  // Where some of it could be read, that is what there is.
  EXPECT_EQ(run({"extract", "nowhere.txt", "good.txt", "-o", "keep"}).status, 3);
  EXPECT_EQ(folder.read("keep"), run({"extract", "good.txt"}).out);
}

TEST_F(CommandOutput, OfARunThatWasKilledIsRemovedByTheNextOne) {
  const std::string abandoned = ".out.jsonl.gouji-a1B2c3";
  folder.write(abandoned, "half of a rec");
  folder.write(".other.gouji-a1B2c3", "another output's");
  folder.write(".out.jsonl.gouji-mine", "somebody's");
  // Held by a run that lives.
  const std::string held = folder.write(".out.jsonl.gouji-d4E5f6", "half of a rec");
  const int descriptor = ::open(held.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(descriptor, LOCK_EX | LOCK_NB), 0);
  ASSERT_EQ(run({"extract", "-o", "out.jsonl", "good.txt"}).status, 0);
  EXPECT_EQ(folder.names(), (std::vector<std::string>{".other.gouji-a1B2c3", ".out.jsonl.gouji-d4E5f6",
                                                      ".out.jsonl.gouji-mine", "bad.txt", "good.txt", "out.jsonl"}));
  ::close(descriptor);
  ASSERT_EQ(run({"extract", "-o", "out.jsonl", "good.txt"}).status, 0);
  EXPECT_FALSE(folder.has(".out.jsonl.gouji-d4E5f6"));
}

// A kill leaves what the next run knows for its own.
TEST_F(CommandOutput, OfARunThatIsKilledLeavesOneFileThatTheNextRunRemoves) {
  std::string many;
  for (int i = 0; i < 300; ++i) many += consistent_report();
  folder.write("many.txt", many);
  CommandSetting setting;
  setting.folder = folder.path();
  setting.killed_after = std::chrono::milliseconds(60);
  for (int i = 0; i < 5; ++i) run_gouji({"extract", "-o", "out.jsonl", "many.txt"}, setting);
  ASSERT_EQ(run({"extract", "-o", "out.jsonl", "good.txt"}).status, 0);
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"bad.txt", "good.txt", "many.txt", "out.jsonl"}));
}

// Standard output may be a file that is written to at its end.
TEST_F(CommandOutput, ToWhatTheShellHasOpenedIsWrittenThere) {
  const std::string records = run({"extract", "good.txt"}).out;
  for (const char* name : {"/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"}) {
    EXPECT_EQ(run({"extract", "-o", name, "good.txt"}).out, records);
  }
  std::filesystem::create_symlink("/dev/stdout", folder.path() + "/link");
  EXPECT_EQ(run({"extract", "-o", "link", "good.txt"}).out, records);
  EXPECT_EQ(run({"extract", "-o", "/dev/null", "--summary-json", "/dev/null", "good.txt"}).status, 0);
  EXPECT_EQ(run({"extract", "-o", "/proc/self/fd/99", "good.txt"}).status, 3);
  folder.write("log", "before\n");
  const std::string command = std::string(GOUJI_COMMAND) + " extract -o /dev/stdout " + folder.path() +
                              "/good.txt >> " + folder.path() + "/log";
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(folder.read("log").rfind("before\n{", 0), 0U);
}

TEST_F(CommandOutput, GoesThroughALinkToAFileThatIsNotThereYet) {
  std::filesystem::create_symlink("real.jsonl", folder.path() + "/link.jsonl");
  ASSERT_EQ(run({"extract", "-o", "link.jsonl", "good.txt"}).status, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(folder.path() + "/link.jsonl"));
  EXPECT_TRUE(folder.has("real.jsonl"));
}

// A list of findings has it always, since that is for spreadsheets alone.
TEST_F(CommandOutput, AsACsvFileIsKnownForUtf8BySpreadsheets) {
  ASSERT_EQ(run({"ingest", "--quiet", "--db", "a.db", "good.txt"}).status, 0);
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"extract", "--format", "csv", "good.txt"},
                                                    {"extract", "--series", "--format", "csv", "good.txt"},
                                                    {"export", "--db", "a.db"}}) {
    std::vector<std::string> with_output = arguments;
    with_output.insert(with_output.end(), {"-o", "out.csv"});
    ASSERT_EQ(run(with_output).status, 0);
    EXPECT_EQ(folder.read("out.csv"), "\xEF\xBB\xBF" + run(arguments).out);
  }
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
