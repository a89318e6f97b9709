// gouji extract and audit of what is in a database.
#include <filesystem>

#include "ingest_folder.h"

namespace gouji {
namespace {

class CommandDatabase : public IngestFolder {
 protected:
  CommandDatabase() {
    folder.write("in/a2022.txt", report_of("清江市人民政府", 2022));
    folder.write("in/a2023.txt", report_of("清江市人民政府", 2023));
    folder.write("in/b.txt", inconsistent_report());
    folder.write("in/two.txt", report_of("平泽市人民政府", 2021) + report_of("平泽市人民政府", 2023));
    EXPECT_EQ(ingest({"in"}).status, 0);
  }

  // Runs it on the files and on the database.
  void expect_the_same(std::vector<std::string> arguments) const {
    std::vector<std::string> of_files = arguments;
    of_files.emplace_back("in");
    arguments.insert(arguments.end(), {"--db", "a.db"});
    const CommandResult files = run(of_files);
    const CommandResult database = run(arguments);
    EXPECT_EQ(database.out, files.out);
    EXPECT_EQ(database.err, files.err);
    EXPECT_EQ(database.status, files.status);
    EXPECT_NE(files.out, "");
  }
};

TEST_F(CommandDatabase, AuditFindsWhatItFindsInTheFiles) {
  for (const char* format : {"text", "jsonl", "csv", "sarif"}) expect_the_same({"audit", "--format", format});
  expect_the_same({"audit", "--summary", "--format", "csv"});
  expect_the_same({"audit", "--rule", "requests.carried", "--lang", "zh", "--jobs", "3"});
  expect_the_same({"audit", "--severity", "error", "--fail-on", "never"});
  folder.write("accepted.jsonl", run({"audit", "--db", "a.db", "--rule", "requests.row_total"}).out);
  expect_the_same({"audit", "--baseline", "accepted.jsonl"});
}

TEST_F(CommandDatabase, ExtractGivesTheSameRecords) {
  for (const char* format : {"table", "jsonl", "json", "csv"}) expect_the_same({"extract", "--format", format});
  expect_the_same({"extract", "--series", "--format", "jsonl"});
  expect_the_same({"extract", "--explain", "requests.new.total"});
}

// What the database itself has is what is found in it again.
TEST_F(CommandDatabase, HoldsTheFindingsOfTheAudit) {
  std::string lines;
  for (const std::string& line : ask("SELECT fingerprint FROM problems")) lines += line + "\n";
  folder.write("accepted.txt", lines);
  const CommandResult result = run({"audit", "--db", "a.db", "--baseline", "accepted.txt"});
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM problems WHERE rule IN ('requests.carried', 'years.missing')"),
            std::vector<std::string>{"3"});
}

TEST_F(CommandDatabase, NeedsNoFiles) {
  const std::string before = run({"audit", "--db", "a.db"}).out;
  std::filesystem::remove_all(folder.path() + "/in");
  EXPECT_EQ(run({"audit", "--db", "a.db"}).out, before);
}

TEST_F(CommandDatabase, SaysWhichDatabaseIsMissing) {
  const CommandResult result = run({"audit", "--db", "none.db"});
  EXPECT_EQ(result.err, "gouji: none.db: no such file or directory; check the path\n");
  EXPECT_EQ(result.status, 3);
  EXPECT_FALSE(folder.has("none.db"));
}

}  // namespace
}  // namespace gouji
