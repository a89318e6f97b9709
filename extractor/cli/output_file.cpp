#include "cli/output_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "source/file_identity.h"

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

// As long as the names of files beside an output can be, without the folder: NAME_MAX less what is added.
constexpr std::size_t longest_name = 200;

// What the names of files beside an output begin with, its folder included, before the letters that make them
// different.
std::string beginning_of_temporaries(const std::string& target) {
  const std::size_t name = target.rfind('/') + 1;  // 0 without a folder
  return fmt::format("{}.{}.gouji-", target.substr(0, name), target.substr(name, longest_name));
}
constexpr std::string_view temporary_letters = "XXXXXX";

// Removes what runs that were killed left beside the target. One that another run has locked is in use. Where a file
// system has no locks nothing is removed.
void remove_abandoned(const std::string& target) {
  const std::string beginning = beginning_of_temporaries(target);
  const std::size_t name = beginning.rfind('/') + 1;
  const std::string folder = name == 0 ? "." : beginning.substr(0, name);
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(folder.c_str()), &::closedir);
  if (entries == nullptr) return;
  while (const dirent* entry = ::readdir(entries.get())) {
    const std::string_view found = entry->d_name;
    if (!found.starts_with(std::string_view(beginning).substr(name))) continue;
    if (found.size() != beginning.size() - name + temporary_letters.size()) continue;
    const std::string path = beginning.substr(0, name).append(found);
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0) continue;
    struct stat status {};
    const bool is_file = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    if (is_file && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
    ::close(descriptor);
  }
}

// A new file beside the target, locked; -1 with errno where there can be none.
int make_temporary(const std::string& target, std::string& path) {
  while (true) {
    path = beginning_of_temporaries(target).append(temporary_letters);
    const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
    if (descriptor < 0) return -1;
    const bool is_locked = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
    struct stat status {};
    // Another run may have taken it for abandoned before it was locked.
    if (is_locked && ::fstat(descriptor, &status) == 0 && status.st_nlink > 0) return descriptor;
    ::close(descriptor);
    ::unlink(path.c_str());
  }
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
  if (const std::optional<int> open = open_descriptor_of(path)) {
    const int descriptor = ::fcntl(*open, F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0) return tl::make_unexpected(not_writable(path));
    return OutputFile(descriptor, path, path, "");
  }
  const std::string target = behind_links(path);
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return tl::make_unexpected(not_writable(path));
    return OutputFile(descriptor, path, target, "");
  }
  // Renaming would replace a file that may not be written to.
  if (exists && ::access(target.c_str(), W_OK) != 0) return tl::make_unexpected(not_writable(path));

  remove_abandoned(target);
  std::string temporary;
  const int descriptor = make_temporary(target, temporary);
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
