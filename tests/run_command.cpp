#include "run_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace gouji {

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> all;
  for (std::string& string : strings) all.push_back(string.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment_of(const CommandSetting& setting) {
  std::map<std::string, std::string> variables = {{"LANG", "C"}};
  for (const char* kept : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
    if (const char* value = std::getenv(kept)) variables[kept] = value;
  }
  for (const auto& [name, value] : setting.environment) variables[name] = value;
  std::vector<std::string> lines;
  for (const auto& [name, value] : variables) lines.push_back(name + "=" + value);
  return lines;
}

// What is started meanwhile inherits the limit.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::size_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    if (bytes != 0) limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

int status_of(pid_t process) {
  int status = 0;
  if (::waitpid(process, &status, 0) != process) throw std::runtime_error("waitpid");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

CommandResult run_gouji(const std::vector<std::string>& arguments, const CommandSetting& setting) {
  const TestFolder streams;
  const std::string input = streams.write("in", setting.standard_input);
  const std::string error = streams.path() + "/err";
  const std::string output = setting.standard_output.empty() ? streams.path() + "/out" : setting.standard_output;
  int pipe_ends[2] = {-1, -1};
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  ::close(pipe_ends[0]);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, error.c_str(), O_WRONLY | O_CREAT, 0600);
  if (setting.closed_pipe) {
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  } else {
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT, 0600);
  }
  if (!setting.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, setting.folder.c_str());

  std::vector<std::string> words = {GOUJI_COMMAND};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = environment_of(setting);
  pid_t process = 0;
  const int failed = [&] {
    const FileSizeLimit limit(setting.largest_file);
    return ::posix_spawn(&process, GOUJI_COMMAND, &actions, nullptr, pointers(words).data(),
                         pointers(environment).data());
  }();
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe_ends[1]);
  if (failed != 0) throw std::runtime_error("cannot start " GOUJI_COMMAND);

  if (setting.killed_after.count() > 0) {
    std::this_thread::sleep_for(setting.killed_after);
    ::kill(process, SIGKILL);
  }
  CommandResult result;
  result.status = status_of(process);
  result.out = bytes_of(streams.path() + "/out");
  result.err = bytes_of(error);
  return result;
}

CommandResult run_gouji_in(const std::string& folder, const std::vector<std::string>& arguments) {
  CommandSetting setting;
  setting.folder = folder;
  return run_gouji(arguments, setting);
}

TestFolder::TestFolder() : path_((std::filesystem::temp_directory_path() / "gouji-test-XXXXXX").string()) {
  if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("mkdtemp");
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TestFolder::write(const std::string& name, const std::string& bytes) const {
  const std::filesystem::path path = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
  return path.string();
}

std::string TestFolder::read(const std::string& name) const { return bytes_of(path_ + "/" + name); }

bool TestFolder::has(const std::string& name) const { return std::filesystem::exists(path_ + "/" + name); }

std::vector<std::string> TestFolder::names() const {
  std::vector<std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(path_)) all.push_back(entry.path().filename());
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::string> paths_in(const std::string& jsonl) {
  std::vector<std::string> paths;
  const std::string key = "{\"schema\":\"gouji/record/1\",\"path\":\"";
  for (std::size_t at = jsonl.find(key); at != std::string::npos; at = jsonl.find(key, at + 1)) {
    const std::size_t begin = at + key.size();
    paths.push_back(jsonl.substr(begin, jsonl.find('"', begin) - begin));
  }
  return paths;
}

std::string consistent_report() {
  std::string report = bytes_of(std::string(GOUJI_SOURCE_DIR) + "/corpus/licheng-2023/report.txt");
  const std::string misprint = "本年度止件数";
  const std::size_t at = report.find(misprint);
  if (at == std::string::npos) throw std::runtime_error("the report of the corpus has changed");
  return report.replace(at, misprint.size(), "本年废止件数");
}

std::string inconsistent_report() {
  std::string report = consistent_report();
  const std::string granted = "予以公开\t30\t1\t0\t0\t0\t0\t31";
  const std::size_t at = report.find(granted);
  if (at == std::string::npos) throw std::runtime_error("the report of the corpus has changed");
  return report.replace(at + granted.size() - 2, 2, "13");
}

std::string with_other_figures(std::string report) {
  for (std::size_t at = report.find('\t'); at != std::string::npos; at = report.find('\t', at + 1)) {
    for (std::size_t digit = at + 1; digit < report.size() && report[digit] >= '0' && report[digit] <= '9'; ++digit) {
      if (report[digit] != '0') report[digit] = static_cast<char>('1' + (report[digit] - '1' + 4) % 9);
    }
  }
  return report;
}

}  // namespace gouji
