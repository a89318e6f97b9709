// Inputs that are no reports, or broken ones: one clear line on standard error, exit status 3, and the other inputs are
// read all the same.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "run_command.h"

namespace gouji {
namespace {

std::ptrdiff_t lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

// The paths of the records, in the order of the output.
std::vector<std::string> paths_in(const std::string& jsonl) {
  std::vector<std::string> paths;
  const std::string key = "{\"schema\":\"gouji/record/1\",\"path\":\"";
  for (std::size_t at = jsonl.find(key); at != std::string::npos; at = jsonl.find(key, at + 1)) {
    const std::size_t begin = at + key.size();
    paths.push_back(jsonl.substr(begin, jsonl.find('"', begin) - begin));
  }
  return paths;
}

TEST(CommandInput, ThatDoesNotExistLosesNoOtherInput) {
  const TestFolder folder;
  folder.write("a.txt", consistent_report());
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "nowhere.txt", "a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: nowhere.txt: no such file or directory; check the path\n");
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"a.txt"});
}

TEST(CommandInput, ThatCannotBeReadIsWorseThanFindings) {
  const TestFolder folder;
  folder.write("a.txt", inconsistent_report());
  EXPECT_EQ(run_gouji_in(folder.path(), {"audit", "a.txt"}).status, 1);
  EXPECT_EQ(run_gouji_in(folder.path(), {"audit", "a.txt", "nowhere.txt"}).status, 3);
}

TEST(CommandInput, ThatIsEmptyOrNoReportIsRefusedByName) {
  const TestFolder folder;
  folder.write("empty.txt", "");
  folder.write("blank.txt", " \n\n");
  folder.write("letter.txt", "尊敬的读者：\n\n2023年，我们收到3封信。\n");
  for (const char* name : {"empty.txt", "blank.txt"}) {
    const CommandResult result = run_gouji_in(folder.path(), {"extract", name});
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.err, std::string("gouji: ") + name + ": there is no text in the file\n");
  }
  const CommandResult letter = run_gouji_in(folder.path(), {"extract", "letter.txt"});
  EXPECT_EQ(letter.status, 3);
  EXPECT_EQ(letter.err, "gouji: letter.txt: no yearly report was found in it; gouji forms lists what is recognized\n");
}

TEST(CommandInput, OfZerosIsRefusedByItsFirstBytes) {
  const TestFolder folder;
  const std::string zeros = folder.write("zeros", "");
  std::filesystem::resize_file(zeros, 200 * 1024 * 1024);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "zeros"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: zeros: not a text file (NUL byte at offset 0); convert it to plain text first\n");
  EXPECT_EQ(run_gouji({"extract", "/dev/zero"}).status, 3);
}

TEST(CommandInput, HasALimit) {
  const TestFolder folder;
  const std::string path = folder.write("huge.txt", std::string(100000, 'x'));
  std::filesystem::resize_file(path, std::uintmax_t{65} * 1024 * 1024);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "huge.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(
      result.err,
      "gouji: huge.txt: 68157440 bytes, more than 64 MB, the limit for one document; make sure that it is a report "
      "as plain text, and split it where it is many of them\n");
  const std::string piped = "head -c 67108865 '" + path + "' | tr '\\0' x | " GOUJI_COMMAND " extract --lang en - 2>'" +
                            folder.path() + "/err'";
  EXPECT_EQ(std::system(piped.c_str()), 3 << 8);
  EXPECT_EQ(folder.read("err").rfind("gouji: -: more than 64 MB, the limit for one document; ", 0), 0);
}

TEST(CommandInput, WithDamagedPlacesIsReadAllTheSame) {
  const TestFolder folder;
  std::string report = consistent_report();
  const std::size_t at = report.find("五、存在的主要问题");
  ASSERT_NE(at, std::string::npos);
  report.insert(at, "\xFF\xFE");
  folder.write("a.txt", report);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"a.txt"});
  EXPECT_NE(result.out.find("\"damaged\":{\"places\":"), std::string::npos);
  EXPECT_EQ(lines(result.err), 1);
  const auto line = std::count(report.begin(), report.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  EXPECT_EQ(result.err.rfind("gouji: a.txt:" + std::to_string(line) + ": ", 0), 0) << result.err;
  EXPECT_NE(result.err.find("byte " + std::to_string(at)), std::string::npos) << result.err;
}

TEST(CommandInput, ThatEndsInsideATableIsReadWithAWarning) {
  const TestFolder folder;
  const std::string report = consistent_report();
  folder.write("a.txt", report.substr(0, report.find("	(四) 无法提供")));
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "a.txt"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"a.txt"});
  EXPECT_NE(result.err.find("gouji: warning: a.txt:"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("cells are missing; check that the file is whole"), std::string::npos) << result.err;
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--quiet", "a.txt"}).err, "");
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--strict", "--quiet", "a.txt"}).status, 1);
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--fail-on", "warning", "--quiet", "a.txt"}).status, 1);
}

TEST(CommandInput, MayBeAFolderThatIsWalkedInTheOrderOfItsPaths) {
  const TestFolder folder;
  const std::string report = consistent_report();
  folder.write("reports/b/2.txt", report);
  folder.write("reports/a.txt", report);
  folder.write("reports/b/10.txt", report);
  folder.write("reports/.hidden.txt", report);
  folder.write("reports/.git/a.txt", report);
  folder.write("reports/picture.png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16));
  folder.write("reports/notes.md", "一些说明\n");
  folder.write("reports/empty", "");
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "reports"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(paths_in(result.out), (std::vector<std::string>{"reports/a.txt", "reports/b/10.txt", "reports/b/2.txt"}));
  EXPECT_EQ(result.err, "gouji: skipped 3 inputs: 1 not text, 1 empty, 1 without a yearly report\n");
  EXPECT_EQ(run_gouji_in(folder.path(), {"extract", "--quiet", "reports"}).err, "");
}

TEST(CommandInput, FollowsLinksButNoLoops) {
  const TestFolder folder;
  folder.write("reports/a.txt", consistent_report());
  folder.write("elsewhere/b.txt", consistent_report());
  std::filesystem::create_directory_symlink(folder.path() + "/reports", folder.path() + "/reports/loop");
  std::filesystem::create_directory_symlink(folder.path() + "/elsewhere", folder.path() + "/reports/link");
  std::filesystem::create_directory_symlink(folder.path() + "/elsewhere", folder.path() + "/reports/again");
  EXPECT_EQ(paths_in(run_gouji_in(folder.path(), {"extract", "reports"}).out),
            (std::vector<std::string>{"reports/a.txt", "reports/again/b.txt"}));
}

TEST(CommandInput, ThatIsALinkToNowhereIsReported) {
  const TestFolder folder;
  folder.write("reports/a.txt", consistent_report());
  std::filesystem::create_symlink("nowhere", folder.path() + "/reports/b.txt");
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "reports"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: reports/b.txt: no such file or directory; check the path\n");
  EXPECT_EQ(paths_in(result.out), std::vector<std::string>{"reports/a.txt"});
}

TEST(CommandInput, OfAFolderWithoutReportsIsAnError) {
  const TestFolder folder;
  std::filesystem::create_directory(folder.path() + "/none");
  folder.write("pictures/a.png", std::string("\0\0\0\0", 4));
  folder.write("letters/a.txt", "尊敬的读者：\n");
  const CommandResult none = run_gouji_in(folder.path(), {"extract", "none"});
  EXPECT_EQ(none.status, 3);
  EXPECT_EQ(none.err, "gouji: none: no text files in this folder; convert the reports to plain text first\n");
  EXPECT_NE(run_gouji_in(folder.path(), {"extract", "pictures"}).err.find("gouji: pictures: no text files"),
            std::string::npos);
  const CommandResult letters = run_gouji_in(folder.path(), {"extract", "letters"});
  EXPECT_EQ(letters.status, 3);
  EXPECT_NE(letters.err.find("gouji: letters: no yearly report in the 1 text files of this folder\n"),
            std::string::npos);
}

TEST(CommandInput, MayBeStandardInputOrAList) {
  const TestFolder folder;
  folder.write("a.txt", consistent_report());
  folder.write("list", "a.txt\r\n\na.txt\n");
  folder.write("nothing", "\n");
  CommandSetting setting{.folder = folder.path(), .standard_input = consistent_report()};
  EXPECT_EQ(paths_in(run_gouji({"extract", "-"}, setting).out), std::vector<std::string>{"-"});
  EXPECT_EQ(paths_in(run_gouji({"extract", "@list", "-"}, setting).out),
            (std::vector<std::string>{"a.txt", "a.txt", "-"}));
  setting.standard_input = "a.txt\n";
  EXPECT_EQ(paths_in(run_gouji({"extract", "@-"}, setting).out), std::vector<std::string>{"a.txt"});
  EXPECT_EQ(run_gouji({"extract", "@nothing"}, setting).err,
            "gouji: nothing: no paths in this list; write one a line\n");
  EXPECT_EQ(run_gouji({"extract", "@nowhere"}, setting).status, 3);
}

TEST(CommandInput, ThatMayNotBeReadIsReported) {
  if (::geteuid() == 0) GTEST_SKIP() << "everything is readable to root";
  const TestFolder folder;
  const std::string path = folder.write("a.txt", consistent_report());
  ::chmod(path.c_str(), 0);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "a.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: a.txt: cannot be read: Permission denied\n");
}

}  // namespace
}  // namespace gouji
