// What is read is never written over, whatever path leads to it: wrong usage, and nothing is read or written.
#include <cstdlib>
#include <filesystem>
#include <map>

#include "ingest_folder.h"

namespace gouji {
namespace {

using Arguments = std::vector<std::string>;

class CommandClash : public IngestFolder {
 protected:
  CommandClash() {
    folder.write("in/a.txt", consistent_report());
    folder.write("in/b.txt", inconsistent_report());
    folder.write("list", "in/a.txt\n");
    folder.write("baseline", "");
    EXPECT_EQ(run({"ingest", "--quiet", "--db", "x.db", "in"}).status, 0);
  }

  std::string path(const std::string& name) const { return folder.path() + "/" + name; }

  // All files but links, with their bytes.
  std::map<std::string, std::string> content() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      const std::string name = std::filesystem::relative(entry.path(), folder.path());
      if (entry.is_regular_file()) all[name] = folder.read(name);
    }
    return all;
  }

  void expect_refused(const Arguments& arguments, const std::string& said) const {
    const auto before = content();
    const CommandResult result = run(arguments);
    EXPECT_EQ(result.status, 2) << said;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err, "gouji: " + said + "\n");
    EXPECT_TRUE(content() == before) << said;
  }

  void expect_over_input(const Arguments& arguments, const std::string& output, const std::string& input,
                         const std::string& option = "--output") const {
    expect_refused(arguments, option + " " + output + ": would write over the input " + input +
                                  "; nothing was written. Name another file");
  }

  void expect_over_database(const Arguments& arguments, const std::string& output, const std::string& option,
                            const std::string& database = "x.db") const {
    expect_refused(arguments, option + " " + output + ": would write over the database " + database +
                                  ", or a file that SQLite has beside it; nothing was written. Name another file");
  }
};

TEST_F(CommandClash, AnInputIsNotWrittenOverWhateverPathLeadsToIt) {
  const std::string absolute = path("in/a.txt");
  for (const std::string& output : {std::string("in/a.txt"), std::string("./in/../in/a.txt"), absolute}) {
    expect_over_input({"extract", "-o", output, "in/a.txt"}, output, "in/a.txt");
    expect_over_input({"audit", "-o", output, "in"}, output, "in/a.txt");
    expect_over_input({"extract", "--series", "-o", output, "@list"}, output, "in/a.txt");
    expect_over_input({"audit", "--summary-json", output, "in"}, output, "in/a.txt", "--summary-json");
  }
  expect_over_input({"ingest", "--db", "x.db", "--summary-json", "in/b.txt", "in"}, "in/b.txt", "in/b.txt",
                    "--summary-json");
  std::filesystem::create_hard_link(absolute, path("hard"));
  std::filesystem::create_symlink("in/a.txt", path("soft"));
  std::filesystem::create_symlink("in", path("folder"));
  for (const char* output : {"hard", "soft", "folder/a.txt"}) {
    expect_over_input({"extract", "-o", output, "in"}, output, "in/a.txt");
  }
  expect_over_input({"extract", "-o", "in/a.txt", "soft"}, "in/a.txt", "soft");
}

TEST_F(CommandClash, WhatSomethingElseReadsIsNotWrittenOver) {
  expect_refused({"extract", "-o", "list", "@list"},
                 "--output list: would write over the list list; nothing was written. Name another file");
  expect_refused({"audit", "--baseline", "baseline", "-o", "baseline", "in"},
                 "--output baseline: would write over baseline, the file of --baseline; nothing was written. Name "
                 "another file");
  std::filesystem::copy(std::string(GOUJI_SOURCE_DIR) + "/grammar", path("grammar"));
  expect_refused({"forms", "--grammar", "grammar", "-o", "grammar/2021.toml"},
                 "--output grammar/2021.toml: would write over grammar/2021.toml, which is in the folder of --grammar; "
                 "nothing was written. Name another file");
}

TEST_F(CommandClash, ADatabaseAndWhatIsBesideItIsNotWrittenOver) {
  std::filesystem::create_symlink("x.db", path("link.db"));
  for (const char* output : {"x.db", "./link.db", "x.db-journal", "x.db-wal", "x.db-shm"}) {
    for (const char* command : {"extract", "audit", "export"}) {
      expect_over_database({command, "--db", "x.db", "-o", output}, output, "--output");
    }
    expect_over_database({"audit", "--db", "x.db", "--summary-json", output}, output, "--summary-json");
  }
  expect_over_database({"export", "--db", "link.db", "--format", "xlsx", "-o", "x.db-journal"}, "x.db-journal",
                       "--output", "link.db");
  expect_over_database({"ingest", "--db", "x.db", "--summary-json", "x.db", "in"}, "x.db", "--summary-json");
  expect_over_input({"ingest", "--db", "in/a.txt", "in/a.txt"}, "in/a.txt", "in/a.txt", "--db");
}

TEST_F(CommandClash, TwoOutputsAreNotOneFile) {
  const auto expect_one = [&](const std::string& summary) {
    expect_refused(
        {"extract", "-o", "out", "--summary-json", summary, "in"},
        "--output out: the same file as the other output " + summary + "; nothing was written. Name another file");
  };
  expect_one("./out");
  std::filesystem::create_symlink("out", path("soft"));
  expect_one("soft");
  folder.write("out", "before");
  std::filesystem::create_hard_link(path("out"), path("hard"));
  expect_one("hard");
}

TEST_F(CommandClash, WhatALinkInAFolderWouldLeadToIsNotWritten) {
  std::filesystem::create_symlink("../out", path("in/link.txt"));
  expect_over_input({"extract", "-o", "out", "in"}, "out", "in/link.txt");
}

TEST_F(CommandClash, StandardStreamsAreFilesToo) {
  const auto run_in_shell = [&](const std::string& words) {
    return std::system(("cd " + folder.path() + " && " GOUJI_COMMAND " " + words + " 2> /dev/null").c_str()) / 256;
  };
  const std::string before = folder.read("in/a.txt");
  EXPECT_EQ(run_in_shell("extract -o in/a.txt - < in/a.txt"), 2);
  EXPECT_EQ(run_in_shell("extract in/a.txt >> in/a.txt"), 2);
  EXPECT_EQ(run_in_shell("extract in >> in/a.txt"), 2);
  EXPECT_EQ(run_in_shell("extract --db x.db >> x.db"), 2);
  EXPECT_EQ(run_in_shell("extract -o /dev/stdout in/a.txt >> in/a.txt"), 2);
  EXPECT_EQ(folder.read("in/a.txt"), before);
}

TEST_F(CommandClash, AFileThatComesIntoAFolderIsNone) {
  const std::string records = run({"extract", "in"}).out;
  EXPECT_EQ(run({"extract", "-o", "in/new.jsonl", "in"}).status, 0);
  EXPECT_EQ(folder.read("in/new.jsonl"), records);
  std::filesystem::remove(path("in/new.jsonl"));
  // The shell makes it before gouji begins; it is not read.
  const std::string words = "cd " + folder.path() + " && " GOUJI_COMMAND " extract in > in/new.jsonl 2> err";
  EXPECT_EQ(std::system(words.c_str()), 0);
  EXPECT_EQ(folder.read("in/new.jsonl"), records);
  EXPECT_EQ(folder.read("err"), "");
  EXPECT_EQ(run({"extract", "-o", "/dev/null", "--summary-json", "/dev/null", "in/a.txt"}).status, 0);
}

TEST_F(CommandClash, IsSaidInBothLanguages) {
  EXPECT_EQ(run({"extract", "--lang", "zh", "-o", "in/a.txt", "in"}).err,
            "gouji: --output in/a.txt：会覆盖输入 in/a.txt；什么都没有写，请换一个文件名\n");
}

}  // namespace
}  // namespace gouji
