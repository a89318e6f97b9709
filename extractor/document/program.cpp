#include "document/program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace gouji {
namespace {

using Clock = std::chrono::steady_clock;

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int get() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void close() {
    if (is_open()) ::close(std::exchange(number_, -1));
  }

 private:
  int number_ = -1;
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

// ---- In the child: between fork and exec only what is safe in a process of several threads, so no memory is
// allocated.

void limit(decltype(RLIMIT_AS) resource, rlim_t soft, rlim_t hard) {
  const rlimit wanted = {soft, hard};
  ::setrlimit(resource, &wanted);
}

void set_limits(const ProgramLimits& limits) {
  constexpr rlim_t open_files = 64;
  limit(RLIMIT_AS, limits.memory, limits.memory);
  // The signal of the soft limit tells that it was the time; the hard one ends what ignores it.
  const auto seconds = static_cast<rlim_t>(limits.cpu_seconds);
  limit(RLIMIT_CPU, seconds, seconds + 2);
  limit(RLIMIT_FSIZE, limits.output, limits.output);
  limit(RLIMIT_NOFILE, open_files, open_files);
  limit(RLIMIT_CORE, 0, 0);
}

void reset_signals() {
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  ::signal(SIGINT, SIG_DFL);
  ::signal(SIGTERM, SIG_DFL);
}

struct Command {
  const char* path;
  char* const* arguments;
  char* const* environment;
  const char* folder;
  int input;  // -1 for nothing
  pid_t starter;
};

[[noreturn]] void become(const Command& command, const ProgramLimits& limits, int output, int errors) {
  constexpr int not_run = 127;
  ::setsid();  // a group of its own, so that its children end with it
  // Told when the thread that started it ends, and that waits for it. It may have ended already.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != command.starter) ::_exit(not_run);
  const int input = command.input >= 0 ? command.input : ::open("/dev/null", O_RDONLY);
  if (input < 0 || ::dup2(input, STDIN_FILENO) < 0 || ::dup2(output, STDOUT_FILENO) < 0 ||
      ::dup2(errors, STDERR_FILENO) < 0 || ::chdir(command.folder) != 0) {
    ::_exit(not_run);
  }
  ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  reset_signals();
  set_limits(limits);
  ::execve(command.path, command.arguments, command.environment);
  ::_exit(not_run);
}

// ---- In the parent

// A pipe's contents up to a size. False where it has more.
bool take(Descriptor& pipe, std::string& bytes, std::size_t most) {
  std::array<char, 64 * 1024> chunk;
  const ssize_t size = ::read(pipe.get(), chunk.data(), chunk.size());
  if (size < 0 && (errno == EINTR || errno == EAGAIN)) return true;
  if (size <= 0) {
    pipe.close();
    return true;
  }
  const std::size_t room = most - bytes.size();
  bytes.append(chunk.data(), std::min(room, static_cast<std::size_t>(size)));
  return static_cast<std::size_t>(size) <= room;
}

class Child {
 public:
  Child(pid_t process, Pipe output, Pipe errors)
      : process_(process),
        end_(static_cast<int>(::syscall(SYS_pidfd_open, process, 0))),
        output_(std::move(output.read)),
        errors_(std::move(errors.read)) {}

  ProgramRun wait(const ProgramLimits& limits) {
    if (end_.is_open()) run_.end = ProgramRun::End::exited;
    if (end_.is_open()) follow(limits, Clock::now() + std::chrono::seconds(limits.seconds));
    // Before it is waited for: afterwards its number may be another's.
    ::kill(-process_, SIGKILL);
    ::kill(process_, SIGKILL);
    reap();
    return std::move(run_);
  }

 private:
  // Until it has ended and said all, or went beyond a limit. What it said is in the pipes when it ends; a process that
  // left its group may hold them open, and is not waited for.
  void follow(const ProgramLimits& limits, Clock::time_point deadline) {
    bool has_ended = false;
    while (!has_ended || output_.is_open() || errors_.is_open()) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) {
        run_.end = ProgramRun::End::out_of_time;
        return;
      }
      std::array<pollfd, 3> watched = {pollfd{output_.get(), POLLIN, 0}, pollfd{errors_.get(), POLLIN, 0},
                                       pollfd{has_ended ? -1 : end_.get(), POLLIN, 0}};
      const int ready = ::poll(watched.data(), watched.size(), has_ended ? 0 : static_cast<int>(left));
      if (ready < 0 && errno == EINTR) continue;
      if (ready < 0 || (ready == 0 && has_ended)) return;
      if (watched[0].revents != 0 && !take(output_, run_.output, limits.output)) {
        run_.end = ProgramRun::End::too_much_output;
        return;
      }
      if (watched[1].revents != 0) take(errors_, run_.errors, limits.errors);
      if (watched[2].revents != 0) {
        has_ended = true;
        ::kill(-process_, SIGKILL);  // children that it left would keep the pipes open
      }
    }
  }

  void reap() {
    int status = 0;
    pid_t ended = 0;
    do ended = ::waitpid(process_, &status, 0);
    while (ended < 0 && errno == EINTR);
    if (run_.end != ProgramRun::End::exited) return;
    if (ended != process_) {
      run_.end = ProgramRun::End::not_started;
    } else if (WIFEXITED(status)) {
      run_.status = WEXITSTATUS(status);
    } else {
      run_.status = WTERMSIG(status);
      run_.end = run_.status == SIGXCPU ? ProgramRun::End::out_of_time : ProgramRun::End::signalled;
    }
  }

  pid_t process_;
  Descriptor end_;  // can be read when it has ended
  Descriptor output_;
  Descriptor errors_;
  ProgramRun run_;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool can_be_run(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

}  // namespace

std::optional<std::string> find_program(std::string_view name) {
  const std::string folders = variable("PATH");
  for (std::size_t begin = 0; begin <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    std::string path = folders.substr(begin, end - begin) + "/" + std::string(name);
    if (path.front() == '/' && end > begin && can_be_run(path)) return path;
    begin = end + 1;
  }
  return std::nullopt;
}

ProgramRun run_program(const std::string& path, const std::vector<std::string>& arguments, const std::string& folder,
                       const ProgramLimits& limits, int input) {
  std::optional<Pipe> output = make_pipe();
  std::optional<Pipe> errors = make_pipe();
  if (!output || !errors) return {};
  std::vector<std::string> words = {path};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = {"LC_ALL=C", "PATH=" + variable("PATH"), "HOME=" + folder, "TMPDIR=" + folder};
  const std::vector<char*> word_pointers = pointers(words);
  const std::vector<char*> environment_pointers = pointers(environment);
  const Command command = {path.c_str(), word_pointers.data(), environment_pointers.data(), folder.c_str(), input,
                           ::getpid()};
  const pid_t process = ::fork();
  if (process < 0) return {};
  if (process == 0) become(command, limits, output->write.get(), errors->write.get());
  output->write.close();
  errors->write.close();
  return Child(process, std::move(*output), std::move(*errors)).wait(limits);
}

std::optional<UnnamedFile> UnnamedFile::make(std::string_view bytes) {
  UnnamedFile file(::memfd_create("gouji", MFD_CLOEXEC));
  while (file.descriptor() >= 0 && !bytes.empty()) {
    const ssize_t written = ::write(file.descriptor(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return std::nullopt;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file.descriptor() < 0) return std::nullopt;
  return file;
}

UnnamedFile::~UnnamedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::optional<ScratchFolder> ScratchFolder::make() {
  std::string parent = variable("TMPDIR");
  if (parent.empty() || parent.front() != '/') parent = "/tmp";
  std::string path = parent + "/gouji-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) return std::nullopt;
  return ScratchFolder(std::move(path));
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

std::optional<std::string> ScratchFolder::write(std::string_view name, std::string_view bytes) const {
  std::string path = path_ + "/" + std::string(name);
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return std::nullopt;
  return path;
}

}  // namespace gouji
