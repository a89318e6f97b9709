#include "value/open_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace gouji {
namespace {

constexpr std::size_t first_step = 64 * 1024;  // bytes read at first where the size is not known

// Why a file that is named by a path is not read; nullopt for a regular file.
std::optional<Error> refusal(mode_t mode, const std::string& path) {
  if (S_ISREG(mode)) return std::nullopt;
  if (S_ISDIR(mode)) return Error{"input.not_readable", {{"path", path}, {"reason", std::strerror(EISDIR)}}};
  return Error{special_file(mode).value_or("special.device"), {{"path", path}}};
}

}  // namespace

std::optional<std::string> special_file(mode_t mode) {
  if (S_ISFIFO(mode)) return "special.fifo";
  if (S_ISSOCK(mode)) return "special.socket";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "special.device";
  return std::nullopt;
}

Error file_error(const std::string& path) {
  if (errno == ENOENT) return {"input.not_found", {{"path", path}}};
  return {"input.not_readable", {{"path", path}, {"reason", std::strerror(errno)}}};
}

Result<OpenFile> OpenFile::open(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return tl::make_unexpected(file_error(path));
  // Looked at before it is opened: to open and close a pipe ends whoever writes into it, and opening a device may move
  // something.
  if (std::optional<Error> error = refusal(status.st_mode, path)) return tl::make_unexpected(std::move(*error));
  // And once more behind it: another file may have got the name meanwhile. O_NONBLOCK waits for no writer of a pipe;
  // reading a regular file is the same with it.
  OpenFile file(path, ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), true);
  if (file.descriptor_ < 0 || ::fstat(file.descriptor_, &status) != 0) return tl::make_unexpected(file_error(path));
  if (std::optional<Error> error = refusal(status.st_mode, path)) return tl::make_unexpected(std::move(*error));
  return file;
}

OpenFile OpenFile::standard_input() { return {"-", STDIN_FILENO, false}; }

OpenFile::OpenFile(OpenFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      is_owned_(std::exchange(other.is_owned_, false)) {}

OpenFile::~OpenFile() {
  if (is_owned_ && descriptor_ >= 0) ::close(descriptor_);
}

std::size_t OpenFile::size() const {
  struct stat status {};
  const bool known = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
  return known ? static_cast<std::size_t>(status.st_size) : 0;
}

Result<void> OpenFile::read(std::size_t size, std::string& bytes) const {
  std::size_t filled = bytes.size();
  bytes.resize(filled + size);
  while (filled < bytes.size()) {
    const ssize_t count = ::read(descriptor_, bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      bytes.resize(filled);
      return count == 0 ? Result<void>() : tl::make_unexpected(file_error(path_));
    }
    filled += static_cast<std::size_t>(count);
  }
  return {};
}

Result<std::optional<std::string>> read_rest(const OpenFile& file, std::string bytes, std::size_t limit) {
  const std::size_t size = file.size();
  if (size > limit) return std::nullopt;
  for (bool is_whole = false; !is_whole && bytes.size() <= limit;) {
    const std::size_t before = bytes.size();
    // One byte more than there should be: where it is not there, that is the end.
    const std::size_t step = size > before ? size - before + 1 : std::max(before, first_step);
    if (const Result<void> read = file.read(step, bytes); !read) return tl::make_unexpected(read.error());
    is_whole = bytes.size() < before + step;
  }
  if (bytes.size() > limit) return std::nullopt;
  return std::optional(std::move(bytes));
}

}  // namespace gouji
