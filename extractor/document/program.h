// Another program that reads a document for gouji, as mutool does. It runs without a shell, without anything that gouji
// has open, and within limits, since a document may be made to stall or to fill whoever reads it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji {

struct ProgramLimits {
  int cpu_seconds = 30;
  int seconds = 60;  // by the clock
  std::size_t memory = std::size_t{1} << 30U;
  std::size_t output = std::size_t{100} << 20U;
  std::size_t errors = std::size_t{8} << 10U;  // of what it complains; the rest is dropped
};

struct ProgramRun {
  enum class End {
    exited,       // `status` is what it returned
    signalled,    // `status` is the signal
    out_of_time,  // of either kind
    too_much_output,
    not_started,
  };
  End end = End::not_started;
  int status = 0;
  std::string output;
  std::string errors;

  bool succeeded() const { return end == End::exited && status == 0; }
};

// Its absolute path, where a folder of PATH has it.
std::optional<std::string> find_program(std::string_view name);

// Runs it in `folder` and waits. Its standard input is empty; its language is English. `path` is absolute, and so
// should be the names of files among the arguments: then none of them looks like an option. Safe in several threads at
// once.
ProgramRun run_program(const std::string& path, const std::vector<std::string>& arguments, const std::string& folder,
                       const ProgramLimits& limits = {});

// A folder for one run's files, which is removed with all that is in it.
class ScratchFolder {
 public:
  // Nullopt where none can be made.
  static std::optional<ScratchFolder> make();
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  const std::string& path() const { return path_; }
  // The path of a new file in it; nullopt where it cannot be written.
  std::optional<std::string> write(std::string_view name, std::string_view bytes) const;

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

}  // namespace gouji
