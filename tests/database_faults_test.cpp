// What befalls a database: the run is killed, the disk is full, another run or another program writes, the file is
// damaged or is none of ours. A clear line, and nothing is lost.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include "cli/commands.h"
#include "database/sqlite.h"
#include "ingest_folder.h"
#include "reports.h"

namespace gouji {
namespace {

using Clock = std::chrono::steady_clock;

class DatabaseFaults : public IngestFolder {
 protected:
  DatabaseFaults() {
    for (const char* body : {"清江市人民政府", "平泽市人民政府", "清江市云溪区人民政府", "云溪区政府"})
      write_years(body);
  }

  void write_years(const std::string& body) const {
    for (int year = 2020; year < 2025; ++year) {
      folder.write("in/" + body + std::to_string(year) + ".txt", report_of(body, year));
    }
  }

  // Some files change, some go, some come.
  void change_inputs() const {
    folder.write("in/平泽市人民政府2020.txt", inconsistent_report());
    folder.write("in/平泽市人民政府2022.txt", "买菜\n");
    folder.write("in/清江市人民政府2021.txt", report_of("清江市人民政府", 2018));
    folder.write("in/清江市人民政府2024.txt", report_of("平泽市人民政府", 2024));
    folder.write("in/copy.txt", report_of("平泽市人民政府", 2021));
    std::filesystem::remove(folder.path() + "/in/清江市云溪区人民政府2022.txt");
    write_years("平泽市青禾县人民政府");
  }

  void copy(const std::string& from, const std::string& to) const {
    std::filesystem::copy_file(database(from), database(to), std::filesystem::copy_options::overwrite_existing);
  }
  void remove(const std::string& name) const {
    std::remove(database(name).c_str());
    std::remove(database(name + "-journal").c_str());
  }

  // That it is refused in one line, and left as it is.
  void expect_refused(const std::vector<std::string>& arguments, const std::string& line) const {
    const std::string before = folder.read("a.db");
    const CommandResult result = run(arguments);
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.err, "gouji: " + line + "\n");
    EXPECT_EQ(result.out, "");
    EXPECT_TRUE(folder.read("a.db") == before) << "the file was changed";
  }
};

// Runs gouji ingest in a process of its own that has the grammar already: all of its time is the work. SIGKILL ends it
// after some time, unless it has ended; 0: it is left alone. False where it was killed.
class IngestProcess {
 public:
  explicit IngestProcess(std::string folder) : folder_(std::move(folder)) {}

  bool run(const std::vector<std::string>& arguments, std::chrono::microseconds killed_after) const {
    builtin_grammar();
    const pid_t process = ::fork();
    if (process == 0) ::_exit(work(arguments));
    if (killed_after.count() > 0) {
      std::this_thread::sleep_for(killed_after);
      ::kill(process, SIGKILL);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(process, &status, 0), process);
    if (WIFSIGNALED(status)) return false;
    EXPECT_EQ(WEXITSTATUS(status), 0);
    return true;
  }

 private:
  int work(const std::vector<std::string>& arguments) const {
    if (::chdir(folder_.c_str()) != 0) return 1;
    const Options options = parse_options(arguments, Language::en).value();
    const Diagnostics diagnostics(builtin_grammar().messages, options.language, options.quiet);
    Listing listing = list_inputs(options.arguments, options.follow);
    return ingest_command(Session{options, builtin_grammar(), diagnostics, listing});
  }

  std::string folder_;
};

// Fifty random moments, in runs that make the database and in runs that bring it up to date; several kills may follow
// one another before a run ends.
TEST_F(DatabaseFaults, ARunThatWasKilledEndsWithTheSameDatabaseWhenItIsMadeAgain) {
  ASSERT_EQ(run({"ingest", "--db", "old.db", "in"}).status, 0);
  change_inputs();
  const std::string expected = dump_of_new({"--prune", "in"});
  const IngestProcess process(folder.path());
  const std::vector<std::string> arguments = {"ingest", "--quiet", "--prune", "--jobs", "2", "--db", "a.db", "in"};
  const Clock::time_point begin = Clock::now();
  ASSERT_TRUE(process.run(arguments, {}));
  const std::int64_t duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count();
  ASSERT_TRUE(dumped() == expected);

  const unsigned seed = std::random_device()();
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::int64_t> moment(1, duration);
  int kills = 0;
  for (int round = 0; kills < 50; ++round) {
    remove("a.db");
    if (round % 2 == 1) copy("old.db", "a.db");
    for (int kill = 0; kill < 2 + round % 3; ++kill) {
      kills += process.run(arguments, std::chrono::microseconds(moment(random))) ? 0 : 1;
    }
    ASSERT_TRUE(process.run(arguments, {}));
    ASSERT_TRUE(dumped() == expected) << "seed " << seed << ", round " << round;
    EXPECT_EQ(ask("PRAGMA integrity_check"), std::vector<std::string>{"ok"});
    EXPECT_EQ(ask("PRAGMA foreign_key_check"), std::vector<std::string>{});
  }
}

TEST_F(DatabaseFaults, AFullDiskLosesNothing) {
  const std::string expected = dump_of_new({"in"});
  CommandSetting setting;
  setting.folder = folder.path();
  for (const std::size_t kilobytes : {4, 100, 300, 500}) {
    setting.largest_file = kilobytes * 1024;
    const CommandResult result = run_gouji({"ingest", "--quiet", "--db", "a.db", "in"}, setting);
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.err,
              "gouji: a.db: the database cannot be read or written: disk I/O error; what was written before is whole. "
              "Mend that and run again to go on\n");
  }
  EXPECT_EQ(ingest({"in"}).status, 0);
  EXPECT_TRUE(dumped() == expected);
}

TEST_F(DatabaseFaults, TwoRunsAtATimeWaitForEachOther) {
  const std::string expected = dump_of_new({"in"});
  std::vector<CommandResult> results(2);
  {
    std::jthread first([&] { results[0] = ingest({"in"}); });
    std::jthread second([&] { results[1] = ingest({"in"}); });
  }
  for (const CommandResult& result : results) EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_TRUE(dumped() == expected);
}

TEST_F(DatabaseFaults, AnotherProgramThatDoesNotEndIsNamed) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  Connection other(database(), SQLITE_OPEN_READWRITE);
  other.execute("BEGIN IMMEDIATE");
  const CommandResult result = ingest({"in"});
  EXPECT_EQ(result.err, "gouji: a.db: another program is writing to this database; try again when it has ended\n");
  EXPECT_EQ(result.status, 3);
  // Reading is possible meanwhile.
  EXPECT_NE(run({"extract", "--db", "a.db", "--format", "csv"}).status, 3);
}

TEST_F(DatabaseFaults, WhatIsNoDatabaseOfGoujiIsLeftAlone) {
  const std::string line =
      "a.db: no database of gouji, or its head is damaged; it was left as it is. Name another file or restore a copy";
  folder.write("a.db",
               "a letter that is no database, and longer than the hundred bytes of the head that a database has "
               "by its format\n");
  expect_refused({"ingest", "--db", "a.db", "in"}, line);
  expect_refused({"audit", "--db", "a.db"}, line);
  std::remove(database().c_str());
  Connection(database(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE).execute("CREATE TABLE letter (text)");
  expect_refused({"ingest", "--db", "a.db", "in"}, line);
  expect_refused({"extract", "--db", "a.db"}, line);
}

TEST_F(DatabaseFaults, ANewerDatabaseIsLeftAlone) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  execute(database(), "PRAGMA user_version = 3");
  for (const char* command : {"ingest", "audit"}) {
    std::vector<std::string> arguments = {command, "--db", "a.db"};
    if (arguments[0] == "ingest") arguments.emplace_back("in");
    expect_refused(arguments,
                   "a.db: a database of version 3, written by a newer gouji; this one knows versions up to 2. Use the "
                   "newer one");
  }
}

TEST_F(DatabaseFaults, ADamagedDatabaseIsLeftAlone) {
  ASSERT_EQ(ingest({"in"}).status, 0);
  const std::string line =
      "a.db: the database is damaged; nothing was written. Restore a copy, or make it anew under another name";
  const std::string bytes = folder.read("a.db");
  folder.write("a.db", bytes.substr(0, bytes.size() / 2));
  expect_refused({"ingest", "--db", "a.db", "in"}, line);
  std::string scrambled = bytes;
  std::mt19937 random(7);
  for (std::size_t at = 4096 * 20; at < scrambled.size(); at += 97) scrambled[at] = static_cast<char>(random());
  folder.write("a.db", scrambled);
  expect_refused({"ingest", "--rehash", "--db", "a.db", "in"}, line);
  EXPECT_EQ(run({"audit", "--db", "a.db"}).status, 3);
}

// Wherever the damage is: a line, and never a crash or a wrong figure.
TEST_F(DatabaseFaults, DamageAnywhereIsNoCrash) {
  ASSERT_EQ(ingest({"--quiet", "in/清江市人民政府2023.txt", "in/清江市人民政府2022.txt"}).status, 0);
  const std::string bytes = folder.read("a.db");
  std::mt19937 random(11);
  for (int attempt = 0; attempt < 12; ++attempt) {
    std::string damaged = bytes;
    const std::size_t begin = random() % damaged.size();
    for (std::size_t at = begin; at < std::min(begin + 600, damaged.size()); ++at)
      damaged[at] = static_cast<char>(random());
    folder.write("a.db", damaged);
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"extract", "--format", "csv", "--db", "a.db"},
          std::vector<std::string>{"ingest", "--db", "a.db", "in"}}) {
      const CommandResult result = run(arguments);
      EXPECT_TRUE(result.status == 0 || result.status == 3) << result.status << result.err;
    }
  }
}

TEST_F(DatabaseFaults, SaysWhyItCannotBeMade) {
  EXPECT_EQ(run({"ingest", "--db", "none/a.db", "in"}).err,
            "gouji: none/a.db: the database cannot be opened: No such file or directory\n");
  EXPECT_EQ(run({"ingest", "--db", "in", "in"}).err, "gouji: in: the database cannot be opened: Is a directory\n");
  const CommandResult full = run({"ingest", "--db", "/dev/full", "in"});
  EXPECT_EQ(full.status, 3);
  EXPECT_EQ(full.err.rfind("gouji: /dev/full: ", 0), 0U) << full.err;
}

TEST_F(DatabaseFaults, AnInputThatCannotBeReadDoesNotStopTheOthers) {
  const CommandResult result = ingest({"--quiet", "in", "none.txt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "gouji: none.txt: no such file or directory; check the path\n");
  EXPECT_TRUE(dumped() == dump_of_new({"in"}));
}

}  // namespace
}  // namespace gouji
