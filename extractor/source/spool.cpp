#include "source/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace gouji {
namespace {

Error system_error(const char* code) { return {code, {{"reason", std::strerror(errno)}}}; }

}  // namespace

int open_nameless_file() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = folder != nullptr && *folder != '\0' ? folder : "/tmp";
  const int nameless = ::open(path.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  // Some file systems have no such files.
  if (nameless >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return nameless;
  path += "/gouji-XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file >= 0) ::unlink(path.c_str());
  return file;
}

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

Spool::Part Spool::add(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (file_ < 0 && memory_.size() + text.size() <= memory_size_) {
    memory_ += text;
    return {memory_.size() - text.size(), text.size()};
  }
  const Part part{memory_.size() + file_size_, text.size()};
  if (write_to_file(text)) return part;
  if (!error_) error_ = system_error("spool.not_writable");
  return {};
}

bool Spool::write_to_file(std::string_view text) {
  if (file_ < 0) file_ = open_nameless_file();
  if (file_ < 0) return false;
  std::size_t offset = file_size_;
  while (!text.empty()) {
    const ssize_t written = ::pwrite(file_, text.data(), text.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    offset += static_cast<std::size_t>(written);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  file_size_ = offset;
  return true;
}

Result<std::string> Spool::read(Part part) const {
  const std::lock_guard lock(mutex_);
  if (part.begin + part.size <= memory_.size()) return memory_.substr(part.begin, part.size);
  std::string text(part.size, '\0');
  for (std::size_t filled = 0; filled < text.size();) {
    const off_t offset = static_cast<off_t>(part.begin - memory_.size() + filled);
    const ssize_t count = ::pread(file_, text.data() + filled, text.size() - filled, offset);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return tl::make_unexpected(system_error("spool.not_readable"));
    filled += static_cast<std::size_t>(count);
  }
  return text;
}

std::optional<Error> Spool::error() const {
  const std::lock_guard lock(mutex_);
  return error_;
}

}  // namespace gouji
