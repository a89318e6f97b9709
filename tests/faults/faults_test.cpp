// What becomes of a command when memory runs out, a disk is full or broken, or a call is interrupted, at any point of
// its run: it says so in a line and ends with a status that says so, and what it leaves is whole or not there. A
// database keeps what it had, and the same command made again ends with what an undisturbed run has.
#include "faults/faults.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <set>
#include <sstream>

#include "cli/run.h"
#include "ingest_folder.h"
#include "value/sha256.h"

namespace gouji {
namespace {

using faults::Failure;
using faults::Kind;
using faults::Plan;

const Grammar& builtin() {
  static const Grammar loaded = *load_grammar(builtin_grammar_files());
  return loaded;
}

struct Finished {
  CommandResult result;
  long calls[faults::kinds] = {};
};

// In a process of its own, which has the grammar already.
class FaultyProcess {
 public:
  explicit FaultyProcess(std::string folder)
      : folder_(std::move(folder)),
        calls_(static_cast<long*>(
            ::mmap(nullptr, sizeof(Finished::calls), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
    builtin();
    sha256_of("");  // OpenSSL sets itself up when it is first used, and crashes where it has no memory to
  }
  ~FaultyProcess() { ::munmap(calls_, sizeof(Finished::calls)); }
  FaultyProcess(const FaultyProcess&) = delete;
  FaultyProcess& operator=(const FaultyProcess&) = delete;

  Finished run(const std::vector<std::string>& arguments, const Plan& plan) const {
    const TestFolder streams;
    const pid_t process = ::fork();
    if (process == 0) ::_exit(work(arguments, plan, streams));
    int status = 0;
    EXPECT_EQ(::waitpid(process, &status, 0), process);
    Finished run;
    run.result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    run.result.out = streams.read("out");
    run.result.err = streams.read("err");
    std::copy_n(calls_, faults::kinds, run.calls);
    return run;
  }

 private:
  int work(const std::vector<std::string>& arguments, const Plan& plan, const TestFolder& streams) const {
    const auto redirect = [&](const char* name, int stream) {
      const int file = ::open((streams.path() + name).c_str(), O_WRONLY | O_CREAT, 0600);
      return file >= 0 && ::dup2(file, stream) == stream && ::close(file) == 0;
    };
    if (!redirect("/out", STDOUT_FILENO) || !redirect("/err", STDERR_FILENO)) return 126;
    if (::chdir(folder_.c_str()) != 0 || ::setenv("TMPDIR", "tmp", 1) != 0) return 126;
    ::alarm(60);  // whatever hangs is ended by SIGALRM
    faults::arm(plan);
    const int status = gouji::run(arguments, builtin());
    faults::disarm();
    for (int kind = 0; kind < faults::kinds; ++kind) calls_[kind] = faults::calls(static_cast<Kind>(kind));
    return status;
  }

  std::string folder_;
  long* calls_;
};

// What a command leaves when it is not disturbed.
struct Command {
  std::vector<std::string> arguments;
  std::string output = "";    // a file that --output names; empty: standard output
  std::string database = "";  // that is written; empty: none
  // Whether something that was written beside a failure may be there: a part of an undisturbed run's lines.
  bool by_lines = false;
};

class Faults : public IngestFolder {
 protected:
  Faults() : process(folder.path()) {
    folder.write("in/1.txt", report_of("清江市云溪区人民政府", 2022));
    folder.write("in/2.txt", report_of("清江市云溪区人民政府", 2023));
    folder.write("more/3.txt", report_of("平泽市人民政府", 2023));
    folder.write("more/1.txt", inconsistent_report());
    std::filesystem::create_directory(folder.path() + "/tmp");
  }

  // Runs the command so many times, or so many times more as GOUJI_FAULTS says, with one failure after the other at
  // calls all along the run.
  void disturb(const Command& command, Kind kind, long runs) {
    if (const char* times = std::getenv("GOUJI_FAULTS")) runs *= std::atol(times);
    undisturbed(command);
    const std::vector<Plan> failures = failures_of(kind);
    const long calls = whole.calls[static_cast<int>(kind)];
    std::set<std::pair<long, long>> done;
    for (long i = 0; i < runs && calls > 0; ++i) {
      const long failure = i % static_cast<long>(failures.size());
      Plan plan = failures[static_cast<std::size_t>(failure)];
      plan.nth = 1 + i * calls / runs;
      if (!done.emplace(plan.nth, failure).second) continue;
      check(command, plan);
      if (HasFailure()) return;
    }
  }

  void ingest_of(const std::string& database, const std::string& input) {
    const Finished made =
        process.run({"ingest", "--lang", "en", "--quiet", "--jobs", "1", "--db", database, input}, {});
    ASSERT_EQ(made.result.status, 0) << made.result.err;
  }

  FaultyProcess process;

 private:
  void undisturbed(const Command& command) {
    restore(command);
    whole = process.run(command.arguments, {});
    ASSERT_LE(whole.result.status, 1) << whole.result.err;
    whole_output = output_of(command, whole);
    if (!command.database.empty()) whole_dump = dumped(command.database);
  }

  // As it was before the command: a database that it brings up to date is copied from the one named before.
  void restore(const Command& command) const {
    if (!command.output.empty()) std::filesystem::remove(folder.path() + "/" + command.output);
    if (command.database.empty()) return;
    std::filesystem::remove(database(command.database));
    std::filesystem::remove(database(command.database + "-journal"));
    if (folder.has("before.db")) std::filesystem::copy_file(database("before.db"), database(command.database));
  }

  std::string output_of(const Command& command, const Finished& run) const {
    return command.output.empty() ? run.result.out : folder.read(command.output);
  }

  static std::vector<Plan> failures_of(Kind kind) {
    const auto plan = [&](bool for_ever, Failure failure, int number) {
      return Plan{kind, 0, for_ever, failure, number};
    };
    std::vector<Plan> plans;
    for (const bool for_ever : {false, true}) {
      plans.push_back(plan(for_ever, Failure::refused, kind == Kind::allocation ? ENOMEM : EIO));
      if (kind == Kind::write) plans.push_back(plan(for_ever, Failure::refused, ENOSPC));
      if (kind != Kind::read && kind != Kind::write) continue;
      plans.push_back(plan(for_ever, Failure::partial, 0));
      plans.push_back(plan(for_ever, Failure::interrupted, 0));
    }
    return plans;
  }

  void check(const Command& command, const Plan& plan) {
    restore(command);
    const Finished disturbed = process.run(command.arguments, plan);
    const CommandResult& result = disturbed.result;
    const std::string told =
        plan.name() + ", status " + std::to_string(result.status) + ", standard error:\n" + result.err.substr(0, 3000);
    SCOPED_TRACE(told);
    const bool has_failed = result.status == 2 || result.status == 3;
    ASSERT_TRUE(result.status == whole.result.status || has_failed);
    if (has_failed) {
      // Libraries have something to say too.
      EXPECT_NE(result.err.find("gouji: "), std::string::npos);
    }
    check_output(command, disturbed);
    check_folders();
    if (!command.database.empty()) check_database(command);
  }

  void check_output(const Command& command, const Finished& disturbed) const {
    const std::string output = output_of(command, disturbed);
    if (disturbed.result.status < 2) {
      EXPECT_TRUE(output == whole_output) << "the status says that all is well, and the output is another one";
      return;
    }
    // Standard output has what could be written before it failed.
    if (command.output.empty()) return;
    if (!folder.has(command.output) || output == whole_output) return;
    EXPECT_TRUE(command.by_lines) << "a part of the output was left behind";
    EXPECT_TRUE(output.empty() || output.back() == '\n') << "the last line is not whole";
    const std::set<std::string> lines = lines_of(whole_output);
    for (const std::string& line : lines_of(output)) EXPECT_TRUE(lines.contains(line)) << line.substr(0, 200);
  }

  static std::set<std::string> lines_of(const std::string& text) {
    std::set<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.insert(line);
    return lines;
  }

  // Nothing half written is left beside the output.
  void check_folders() const {
    for (const std::string& name : folder.names()) {
      EXPECT_TRUE(name.front() != '.') << name;
      const bool is_known = name == "in" || name == "more" || name == "tmp" || name.find(".db") != std::string::npos ||
                            name.rfind("out.", 0) == 0;
      EXPECT_TRUE(is_known && (name.rfind("out.", 0) != 0 || std::count(name.begin(), name.end(), '.') == 1)) << name;
    }
    for (const auto& left : std::filesystem::directory_iterator(folder.path() + "/tmp")) {
      ADD_FAILURE() << left.path() << " was left behind";
    }
  }

  void check_database(const Command& command) const {
    if (folder.has(command.database) && std::filesystem::file_size(database(command.database)) > 0) {
      EXPECT_EQ(query(database(command.database), "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
    }
    const Finished again = process.run(command.arguments, {});
    EXPECT_EQ(again.result.status, 0) << again.result.err;
    EXPECT_TRUE(dumped(command.database) == whole_dump) << "a second run ends in another database";
  }

  Finished whole;
  std::string whole_output;
  std::string whole_dump;
};

constexpr Kind all_kinds[] = {Kind::allocation, Kind::read, Kind::write, Kind::other};

class FaultsOfKind : public Faults, public testing::WithParamInterface<Kind> {};

std::string kind_name(const testing::TestParamInfo<Kind>& tested) {
  const char* names[] = {"Allocation", "Read", "Write", "Other"};
  return names[static_cast<int>(tested.param)];
}

INSTANTIATE_TEST_SUITE_P(, FaultsOfKind, testing::ValuesIn(all_kinds), kind_name);

std::vector<std::string> command(std::vector<std::string> words, const std::string& threads = "1") {
  words.insert(words.end(), {"--lang", "en", "--jobs", threads});
  return words;
}

TEST_P(FaultsOfKind, Extract) {
  disturb({command({"extract", "--format", "jsonl", "--output", "out.jsonl", "in"}), "out.jsonl", "", true}, GetParam(),
          24);
}

TEST_P(FaultsOfKind, ExtractByTwoThreads) {
  disturb({command({"extract", "--format", "csv", "in"}, "2"), "", "", true}, GetParam(), 8);
}

// RE2 does not stand it when it has no memory to compile a pattern.
TEST_P(FaultsOfKind, LoadAGrammar) {
  if (GetParam() == Kind::allocation) GTEST_SKIP();
  const std::string grammar = std::string(GOUJI_SOURCE_DIR) + "/grammar";
  disturb({command({"extract", "--grammar", grammar, "--format", "jsonl", "--output", "out.jsonl", "in"}), "out.jsonl",
           "", true},
          GetParam(), 8);
}

TEST_P(FaultsOfKind, Audit) {
  disturb({command({"audit", "--format", "jsonl", "--output", "out.jsonl", "more"}), "out.jsonl", "", true}, GetParam(),
          16);
}

TEST_P(FaultsOfKind, AuditOfTwoYears) {
  disturb({command({"audit", "--format", "jsonl", "--output", "out.jsonl", "in"}), "out.jsonl", "", true}, GetParam(),
          16);
}

TEST_P(FaultsOfKind, IngestIntoANewDatabase) {
  disturb({command({"ingest", "--db", "out.db", "in"}), "", "out.db"}, GetParam(), 10);
}

TEST_P(FaultsOfKind, IngestIntoADatabase) {
  ingest_of("before.db", "in");
  folder.write("in/1.txt", inconsistent_report());
  disturb({command({"ingest", "--db", "out.db", "in", "more"}), "", "out.db"}, GetParam(), 10);
}

TEST_P(FaultsOfKind, Merge) {
  ingest_of("a.db", "in");
  ingest_of("b.db", "more");
  disturb({command({"merge", "--db", "out.db", "a.db", "b.db"}), "", "out.db"}, GetParam(), 10);
}

TEST_P(FaultsOfKind, ExportRecords) {
  ingest_of("a.db", "in");
  disturb({command({"export", "--db", "a.db", "--format", "jsonl", "--output", "out.jsonl"}), "out.jsonl", "", true},
          GetParam(), 8);
}

// libxlsxwriter itself does not stand it when there is no memory.
TEST_P(FaultsOfKind, ExportAWorkbook) {
  if (GetParam() == Kind::allocation) GTEST_SKIP();
  ingest_of("a.db", "in");
  disturb({command({"export", "--db", "a.db", "--format", "xlsx", "--output", "out.xlsx"}), "out.xlsx"}, GetParam(),
          12);
}

}  // namespace
}  // namespace gouji
