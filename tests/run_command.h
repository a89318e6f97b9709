// Runs the built command as a user does, with its streams kept apart.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace gouji {

struct CommandResult {
  std::string out;
  std::string err;
  int status = -1;  // 128 + the signal's number when one ended it, as shells say
};

// How the command is started: like a user's shell would, in English, with an empty standard input.
struct CommandSetting {
  std::string folder = "";                              // the current one where empty
  std::map<std::string, std::string> environment = {};  // besides PATH; LANG is C unless it is here
  std::string standard_input = "";
  std::string standard_output = "";           // a file that it is sent to instead of CommandResult::out: "/dev/full"
  bool closed_pipe = false;                   // standard output is a pipe that nobody reads
  std::chrono::microseconds killed_after{0};  // by SIGKILL; 0: it is not
  std::size_t largest_file = 0;               // in bytes, that it may write, as on a disk that is full; 0: any
};

CommandResult run_gouji(const std::vector<std::string>& arguments, const CommandSetting& setting = {});
CommandResult run_gouji_in(const std::string& folder, const std::vector<std::string>& arguments);

// A folder of its own for one test, removed with all that is in it.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::string& path() const { return path_; }
  // Writes a file, with the folders that lead to it; returns its path.
  std::string write(const std::string& name, const std::string& bytes) const;
  std::string read(const std::string& name) const;
  bool has(const std::string& name) const;
  // Names of all entries, hidden ones included.
  std::vector<std::string> names() const;

 private:
  std::string path_;
};

// The paths of the records that `extract` printed, a line each.
std::vector<std::string> paths_in(const std::string& jsonl);

// A consistent report of form 2021, from corpus/.
std::string consistent_report();
// The same with one wrong total.
std::string inconsistent_report();
// A report in which fields stand behind tabs, with hardly any of its figures left as they are.
std::string with_other_figures(std::string report);

}  // namespace gouji
