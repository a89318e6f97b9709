#include "cli/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace gouji {

namespace {

constexpr std::size_t pending_limit = 256 * 1024;

// The file to remove when a signal ends the program; handlers can reach nothing but what is global.
std::atomic<const char*> unfinished_file = nullptr;

extern "C" void remove_unfinished_file(int signal) {
  if (const char* path = unfinished_file.load()) ::unlink(path);
  ::raise(signal);  // SA_RESETHAND: this time it ends the program
}

void remove_on_signals(const char* path) {
  unfinished_file = path;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    // What the caller wants ignored (nohup) stays ignored.
    if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    struct sigaction action {};
    action.sa_handler = &remove_unfinished_file;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(signal, &action, nullptr);
  }
}

// The file behind all links, which may not exist yet.
std::string target_of(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (resolved == nullptr) return path;
  std::string target = resolved;
  std::free(resolved);
  return target;
}

mode_t mode_of_new_files() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

Error not_writable(const std::string& path) {
  return {"output.not_writable", {{"path", path}, {"reason", std::strerror(errno)}}};
}

}  // namespace

Result<OutputFile> OutputFile::open(const std::string& path) {
  if (path.empty()) return OutputFile(STDOUT_FILENO, "", "", "");
  const std::string target = target_of(path);
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return tl::make_unexpected(not_writable(path));
    return OutputFile(descriptor, path, target, "");
  }
  // Renaming would replace a file that may not be written to.
  if (exists && ::access(target.c_str(), W_OK) != 0) return tl::make_unexpected(not_writable(path));

  const std::size_t name = target.rfind('/') + 1;  // 0 without a folder
  std::string temporary = fmt::format("{}.{}.XXXXXX", target.substr(0, name), target.substr(name));
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return tl::make_unexpected(not_writable(path));
  ::fchmod(descriptor, exists ? status.st_mode & 07777 : mode_of_new_files());
  return OutputFile(descriptor, path, target, std::move(temporary));
}

OutputFile::OutputFile(int descriptor, std::string path, std::string target, std::string temporary)
    : descriptor_(descriptor), path_(std::move(path)), target_(std::move(target)), temporary_(std::move(temporary)) {
  if (!temporary_.empty()) remove_on_signals(temporary_.c_str());
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      pending_(std::move(other.pending_)) {
  if (!temporary_.empty()) unfinished_file = temporary_.c_str();
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) ::close(descriptor_);
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  unfinished_file = nullptr;
}

bool OutputFile::is_terminal() const { return ::isatty(descriptor_) == 1; }

Result<void> OutputFile::write(std::string_view text) {
  pending_ += text;
  if (pending_.size() < pending_limit && !is_terminal()) return {};
  return flush();
}

Result<void> OutputFile::commit() {
  if (Result<void> flushed = flush(); !flushed) return flushed;
  if (temporary_.empty()) return {};
  if (::fsync(descriptor_) != 0 || ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    return tl::make_unexpected(write_error());
  }
  unfinished_file = nullptr;
  temporary_.clear();
  return {};
}

Result<void> OutputFile::flush() {
  std::string_view rest = pending_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const Error error = write_error();
      pending_.clear();
      return tl::make_unexpected(error);
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  pending_.clear();
  return {};
}

Error OutputFile::write_error() const {
  if (errno == EPIPE) return {"output.closed", {}};
  if (path_.empty()) return {"output.standard_not_writable", {{"reason", std::strerror(errno)}}};
  return not_writable(path_);
}

}  // namespace gouji
