// gouji merge: databases that were made apart become one, whatever their order.
#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>

#include "ingest_folder.h"

namespace gouji {
namespace {

class CommandMerge : public IngestFolder {
 protected:
  // `time` is that of the last change, in seconds.
  void write(const std::string& name, const std::string& text, long time) const {
    const timespec times[2] = {{time, 0}, {time, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, folder.write(name, text).c_str(), times, 0), 0);
  }
  void ingest_into(const std::string& name) const {
    ASSERT_EQ(run({"ingest", "--quiet", "--db", name, "in"}).status, 0);
  }
  CommandResult merge(std::vector<std::string> databases) const {
    databases.insert(databases.begin(), {"merge", "--db"});
    return run(databases);
  }
};

TEST_F(CommandMerge, IsTheSameInAnyOrderAndASecondTime) {
  write("in/2022.txt", report_of("清江市人民政府", 2022), 100);
  write("in/same.txt", inconsistent_report(), 100);
  ingest_into("1.db");
  write("in/same.txt", consistent_report(), 200);
  write("in/2023.txt", report_of("清江市人民政府", 2023), 100);
  ingest_into("2.db");
  std::filesystem::remove(folder.path() + "/in/2022.txt");
  write("in/same.txt", report_of("平泽市人民政府", 2023), 200);
  write("in/2024.txt", report_of("清江市", 2024), 100);
  write("in/notes.txt", "买菜\n", 100);
  std::remove(database("3.db").c_str());
  ingest_into("3.db");

  const CommandResult first = merge({"a.db", "1.db", "2.db", "3.db"});
  EXPECT_EQ(first.status, 0);
  EXPECT_NE(first.err.find("gouji: files: 4 new, "), std::string::npos) << first.err;
  EXPECT_NE(first.err.find("; reports in the database: 4\n"), std::string::npos) << first.err;
  const std::string expected = dumped();
  EXPECT_EQ(merge({"b.db", "3.db", "2.db", "1.db"}).status, 0);
  EXPECT_TRUE(dumped("b.db") == expected);
  EXPECT_EQ(merge({"c.db", "2.db", "3.db"}).status, 0);
  EXPECT_EQ(merge({"d.db", "c.db", "1.db"}).status, 0);
  EXPECT_TRUE(dumped("d.db") == expected);
  // Into one of them, and one of them twice.
  EXPECT_EQ(merge({"3.db", "1.db", "3.db", "2.db", "1.db"}).status, 0);
  EXPECT_TRUE(dumped("3.db") == expected);

  const std::string bytes = folder.read("a.db");
  EXPECT_NE(merge({"a.db", "2.db", "1.db", "b.db"}).err.find("files: 0 new, 0 replaced"), std::string::npos);
  EXPECT_TRUE(folder.read("a.db") == bytes);
  EXPECT_EQ(ask("PRAGMA integrity_check"), std::vector<std::string>{"ok"});
  EXPECT_EQ(ask("PRAGMA foreign_key_check"), std::vector<std::string>{});
}

TEST_F(CommandMerge, ComparesTheYearsOverAllOfThem) {
  write("in/2022.txt", report_of("清江市人民政府", 2022), 100);
  ingest_into("1.db");
  write("in/2023.txt", report_of("清江市人民政府", 2023), 100);
  ASSERT_EQ(run({"ingest", "--quiet", "--db", "2.db", "in/2023.txt"}).status, 0);
  ASSERT_EQ(merge({"a.db", "1.db", "2.db"}).status, 0);
  EXPECT_EQ(ask("SELECT count(*) FROM problems WHERE rule = 'requests.carried'"), std::vector<std::string>{"2"});
  EXPECT_TRUE(dumped() == dump_of_new({"in"}));
}

TEST_F(CommandMerge, AMergeThatWasKilledEndsTheSameWhenItIsMadeAgain) {
  for (const std::string body : {"清江市人民政府", "平泽市人民政府"}) {
    for (int year = 2019; year < 2025; ++year) write("in/" + body + std::to_string(year), report_of(body, year), year);
    ingest_into(body == "清江市人民政府" ? "1.db" : "2.db");
  }
  ASSERT_EQ(merge({"new.db", "1.db", "2.db"}).status, 0);
  const std::string expected = dumped("new.db");
  CommandSetting setting;
  setting.folder = folder.path();
  for (int moment = 1; moment <= 10; ++moment) {
    std::remove(database().c_str());
    std::remove(database("a.db-journal").c_str());
    setting.killed_after = std::chrono::milliseconds(30 * moment);
    run_gouji({"merge", "--quiet", "--db", "a.db", "2.db", "1.db"}, setting);
    ASSERT_EQ(merge({"a.db", "1.db", "2.db"}).status, 0);
    EXPECT_TRUE(dumped() == expected) << moment;
  }
}

TEST_F(CommandMerge, LanguagesAreNotMixed) {
  write("in/a.txt", consistent_report(), 100);
  ASSERT_EQ(run({"ingest", "--db", "1.db", "--lang", "zh", "in"}).status, 0);
  ASSERT_EQ(run({"ingest", "--db", "2.db", "--lang", "en", "in"}).status, 0);
  const CommandResult result = merge({"a.db", "1.db", "2.db"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err,
            "gouji: 2.db: the texts in this database are in another language; ingest what is to be joined with one "
            "--lang\n");
}

TEST_F(CommandMerge, SaysWhichDatabaseIsNone) {
  write("in/a.txt", consistent_report(), 100);
  ingest_into("1.db");
  EXPECT_EQ(merge({"a.db", "1.db", "none.db"}).err, "gouji: none.db: no such file or directory; check the path\n");
  EXPECT_FALSE(folder.has("a.db"));
  const std::string bytes = folder.read("1.db");
  folder.write("cut.db", bytes.substr(0, bytes.size() / 2));
  EXPECT_EQ(
      merge({"a.db", "cut.db"}).err,
      "gouji: cut.db: the database is damaged; nothing was written. Restore a copy, or make it anew under another "
      "name\n");
}

TEST_F(CommandMerge, NeedsDatabases) {
  EXPECT_EQ(run({"merge", "a.db"}).err, "gouji: no database given; name one with --db FILE, see gouji merge --help\n");
  EXPECT_EQ(run({"merge", "--db", "a.db"}).err, "gouji: no databases to join given; see gouji merge --help\n");
}

}  // namespace
}  // namespace gouji
