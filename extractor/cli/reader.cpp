#include "cli/reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "database/collection.h"
#include "value/sha256.h"

namespace gouji {

namespace {

// Enough to know a binary file by, whatever its size.
constexpr std::size_t head_size = 64 * 1024;

class File {
 public:
  File(const std::string& path, bool is_standard_input)
      : descriptor_(is_standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
        owned_(!is_standard_input) {}
  ~File() {
    if (owned_ && is_open()) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const { return descriptor_ >= 0; }

  // 0 where it cannot be known before reading: a pipe, a terminal.
  std::size_t size() const {
    struct stat status {};
    const bool known = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
    return known ? static_cast<std::size_t>(status.st_size) : 0;
  }

  // Appends up to `size` bytes; fewer only at the end. False on an error, which errno tells.
  bool read(std::size_t size, std::string& bytes) const {
    const std::size_t before = bytes.size();
    bytes.resize(before + size);
    std::size_t filled = before;
    while (filled < bytes.size()) {
      const ssize_t count = ::read(descriptor_, bytes.data() + filled, bytes.size() - filled);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        bytes.resize(filled);
        return count == 0;
      }
      filled += static_cast<std::size_t>(count);
    }
    return true;
  }

 private:
  int descriptor_;
  bool owned_;
};

Error system_error(const std::string& path) {
  if (errno == ENOENT) return {"input.not_found", {{"path", path}}};
  return {"input.not_readable", {{"path", path}, {"reason", std::strerror(errno)}}};
}

Error with_path(Error error, const std::string& path) {
  error.arguments.emplace_back("path", path);
  return error;
}

}  // namespace

Result<std::string> read_bytes(const std::string& path, bool is_standard_input) {
  const File file(path, is_standard_input);
  if (!file.is_open()) return tl::make_unexpected(system_error(path));
  std::string bytes;
  if (!file.read(head_size, bytes)) return tl::make_unexpected(system_error(path));
  if (bytes.size() < head_size) return bytes;

  // NUL bytes are UTF-16 or no text at all: the head is enough to know.
  if (bytes.find('\0') != std::string::npos) {
    if (const Result<Text> head = decode(bytes); !head) return tl::make_unexpected(with_path(head.error(), path));
  }
  const Error too_large{"input.too_large", {{"path", path}, {"limit", std::to_string(document_limit >> 20)}}};
  const std::size_t size = file.size();
  if (size > document_limit) return tl::make_unexpected(too_large);
  bytes.reserve(size + 1);
  for (std::size_t before = 0; before < bytes.size() && bytes.size() <= document_limit;) {
    before = bytes.size();
    const std::size_t step = size > before ? size - before + 1 : bytes.size();
    if (!file.read(step, bytes)) return tl::make_unexpected(system_error(path));
  }
  if (bytes.size() > document_limit) return tl::make_unexpected(too_large);
  return bytes;
}

bool can_be_read_again(const Input& input) {
  if (input.collection != nullptr) return true;
  struct stat status {};
  return !input.is_standard_input && ::stat(input.path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

Result<Document> read_document(const Input& input) {
  Result<std::string> bytes = input.collection != nullptr ? input.collection->bytes(input.document)
                                                          : read_bytes(input.path, input.is_standard_input);
  if (!bytes) return tl::make_unexpected(bytes.error());
  return document_of(std::move(*bytes), input.path);
}

Result<Document> document_of(std::string bytes, const std::string& path) {
  std::string sha256 = sha256_of(bytes);
  Result<Text> text = decode(std::move(bytes));
  if (!text) return tl::make_unexpected(with_path(text.error(), path));
  return Document{std::move(sha256), std::move(*text)};
}

}  // namespace gouji
