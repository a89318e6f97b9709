// Other programs that gouji runs: what they are given, and what becomes of those that do not end. The programs are
// scripts of a few lines.
#include "document/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace gouji {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

class Program : public testing::Test {
 protected:
  std::string make(const std::string& script) {
    const std::string path = *folder_->write("program", "#!/bin/sh\n" + script + "\n");
    ::chmod(path.c_str(), 0700);
    return path;
  }
  ProgramRun run(const std::string& script, const ProgramLimits& limits = {}, int input = -1) {
    return run_program(make(script), {}, folder_->path(), limits, input);
  }
  std::string path_of(const std::string& name) const { return folder_->path() + "/" + name; }

  std::optional<ScratchFolder> folder_ = ScratchFolder::make();
};

std::string contents(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path).rdbuf();
  return bytes.str();
}

// Whether a process whose number a script left in a file is gone, now or soon.
bool ends(const std::string& path) {
  const pid_t process = std::atoi(contents(path).c_str());
  EXPECT_GT(process, 0);
  for (int i = 0; i < 100; ++i) {
    // One that nobody has waited for yet is over too.
    const std::string state = contents("/proc/" + std::to_string(process) + "/stat");
    if (state.empty() || state.find(") Z") != std::string::npos) return true;
    std::this_thread::sleep_for(milliseconds(20));
  }
  ::kill(process, SIGKILL);
  return false;
}

TEST_F(Program, SaysWhatItPrintedAndReturned) {
  const ProgramRun done = run("echo text; echo complaint >&2");
  EXPECT_TRUE(done.succeeded());
  EXPECT_EQ(done.output, "text\n");
  EXPECT_EQ(done.errors, "complaint\n");
  const ProgramRun failed = run("exit 3");
  EXPECT_EQ(failed.end, ProgramRun::End::exited);
  EXPECT_EQ(failed.status, 3);
  EXPECT_EQ(run("kill -SEGV $$").end, ProgramRun::End::signalled);
}

TEST_F(Program, TakesItsArgumentsAsTheyAreWithoutAShell) {
  const std::string path = make("printf '<%s>' \"$@\"");
  const ProgramRun run = run_program(path, {"a b", "$HOME", "; touch x", "*", "", "报告"}, folder_->path());
  EXPECT_EQ(run.output, "<a b><$HOME><; touch x><*><><报告>");
  EXPECT_FALSE(fs::exists(path_of("x")));
}

TEST_F(Program, HasAnEnvironmentOfItsOwn) {
  ::setenv("GOUJI_TEST_SECRET", "secret", 1);
  const ProgramRun done = run("pwd; echo $HOME; echo $LC_ALL; echo \"<$GOUJI_TEST_SECRET>\"; cat");
  ::unsetenv("GOUJI_TEST_SECRET");
  EXPECT_EQ(done.output, folder_->path() + "\n" + folder_->path() + "\nC\n<>\n");
}

TEST_F(Program, HasNoOpenFilesOfTheOneThatStartedIt) {
  const int open_file = ::open("/etc/passwd", O_RDONLY);  // without O_CLOEXEC
  const ProgramRun done = run("ls /proc/$$/fd | tr '\\n' ' '");
  ::close(open_file);
  EXPECT_EQ(done.output.find(' ' + std::to_string(open_file) + ' '), std::string::npos) << done.output;
}

TEST_F(Program, ReadsAnUnnamedFileAsItsInput) {
  const std::optional<UnnamedFile> file = UnnamedFile::make("one\ntwo\n");
  ASSERT_TRUE(file);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(run("tail -n 1 /dev/stdin", {}, file->descriptor()).output, "two\n");
}

TEST_F(Program, IsEndedWhenItsTimeIsOver) {
  const auto begin = Clock::now();
  EXPECT_EQ(run("sleep 30", {.seconds = 1}).end, ProgramRun::End::out_of_time);
  EXPECT_EQ(run("while :; do :; done", {.cpu_seconds = 1}).end, ProgramRun::End::out_of_time);
  EXPECT_LT(Clock::now() - begin, seconds(15));
}

TEST_F(Program, IsEndedWithAllThatItStarted) {
  const ProgramRun late = run("sleep 30 & echo $! > child; wait", {.seconds = 1});
  EXPECT_EQ(late.end, ProgramRun::End::out_of_time);
  EXPECT_TRUE(ends(path_of("child")));
}

TEST_F(Program, IsNotWaitedForLongerThanItRuns) {
  const auto begin = Clock::now();
  const ProgramRun done = run("sleep 30 & echo $! > child; echo done");
  EXPECT_EQ(done.output, "done\n");
  EXPECT_TRUE(ends(path_of("child")));
  // Even where a child left the group and holds the pipe open.
  EXPECT_TRUE(run("setsid sleep 5 & exit 0").succeeded());
  EXPECT_LT(Clock::now() - begin, seconds(4));
}

TEST_F(Program, IsEndedWhenItPrintsTooMuch) {
  const ProgramRun run_on = run("yes", {.output = 1000});
  EXPECT_EQ(run_on.end, ProgramRun::End::too_much_output);
  EXPECT_EQ(run_on.output.size(), 1000U);
  // Of complaints the first ones are enough.
  const ProgramRun noisy = run("yes 2>/dev/null | head -c 100000 >&2; echo done", {.errors = 100});
  EXPECT_TRUE(noisy.succeeded());
  EXPECT_EQ(noisy.output, "done\n");
  EXPECT_EQ(noisy.errors.size(), 100U);
}

TEST_F(Program, GetsNoMoreMemoryAndNoLargerFilesThanAllowed) {
  const ProgramLimits small = {.memory = std::size_t{50} << 20};
  EXPECT_FALSE(run("x=$(head -c 100000000 /dev/zero | tr '\\0' a)", small).succeeded());
  run("yes > large", {.seconds = 5, .output = 10'000});
  EXPECT_LE(fs::file_size(path_of("large")), 10'000U);
}

TEST_F(Program, EndsWithTheOneThatStartedIt) {
  const std::string path = make("echo $$ > number; exec sleep 30");
  const pid_t starter = ::fork();
  if (starter == 0) {
    run_program(path, {}, folder_->path());
    ::_exit(0);
  }
  for (int i = 0; i < 200 && contents(path_of("number")).empty(); ++i) std::this_thread::sleep_for(milliseconds(10));
  ::kill(starter, SIGKILL);
  ::waitpid(starter, nullptr, 0);
  EXPECT_TRUE(ends(path_of("number")));
}

TEST_F(Program, ThatIsNotThereIsNotStarted) {
  EXPECT_FALSE(run_program("/no/such/program", {}, folder_->path()).succeeded());
  EXPECT_FALSE(run_program("/bin/true", {}, "/no/such/folder").succeeded());
}

TEST_F(Program, IsFoundInTheFoldersOfPath) {
  make("");
  const std::string before = std::getenv("PATH");
  ::setenv("PATH", ("/no/such/folder::relative:" + folder_->path()).c_str(), 1);
  EXPECT_EQ(find_program("program"), path_of("program"));
  EXPECT_EQ(find_program("gouji-no-such-program"), std::nullopt);
  folder_->write("not-to-be-run", "");
  EXPECT_EQ(find_program("not-to-be-run"), std::nullopt);
  ::setenv("PATH", before.c_str(), 1);
}

TEST_F(Program, SeveralRunAtOnce) {
  const std::string path = make("sleep 0.1; echo $1");
  std::vector<std::thread> threads;
  std::array<std::string, 8> outputs;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    threads.emplace_back([&, i] { outputs[i] = run_program(path, {std::to_string(i)}, folder_->path()).output; });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < outputs.size(); ++i) EXPECT_EQ(outputs[i], std::to_string(i) + "\n");
}

TEST(ScratchFolder, IsRemovedWithAllThatIsInIt) {
  std::string path;
  {
    std::optional<ScratchFolder> folder = ScratchFolder::make();
    ASSERT_TRUE(folder);
    path = folder->path();
    EXPECT_EQ(contents(*folder->write("file", "bytes")), "bytes");
    fs::create_directories(path + "/a/b");
    const ScratchFolder moved = std::move(*folder);
    folder.reset();
    EXPECT_TRUE(fs::exists(path));
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(ScratchFolder, IsNoneWhereThereIsNoRoom) {
  ::setenv("TMPDIR", "/no/such/folder", 1);
  EXPECT_FALSE(ScratchFolder::make());
  ::unsetenv("TMPDIR");
}

}  // namespace
}  // namespace gouji
