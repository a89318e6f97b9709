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
    out_of_time,  // by the clock; where `status` is SIGXCPU, of the processor
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

// Runs it in `folder` and waits. It reads the file of the descriptor `input`, or nothing; its language is English.
// `path` is absolute, and so should be the names of files among the arguments: then none of them looks like an option.
// It ends with this process, even if that is killed, and so does all that it started, unless that has left its group.
// Safe in several threads at once.
ProgramRun run_program(const std::string& path, const std::vector<std::string>& arguments, const std::string& folder,
                       const ProgramLimits& limits = {}, int input = -1);

// A file without a name, in memory, which a program can read as "/dev/stdin", in any order and several times. Nothing
// of it is left, however this process ends.
class UnnamedFile {
 public:
  // Nullopt where there is no room.
  static std::optional<UnnamedFile> make(std::string_view bytes);
  UnnamedFile(UnnamedFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;
  UnnamedFile& operator=(UnnamedFile&&) = delete;
  ~UnnamedFile();

  int descriptor() const { return descriptor_; }

 private:
  explicit UnnamedFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

// A folder for one run's files, which is removed with all that is in it; not where this process is killed.
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
