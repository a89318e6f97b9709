#include "cli/reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "database/collection.h"
#include "database/compression.h"
#include "value/sha256.h"

namespace gouji {

namespace {

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

Error too_large(const std::string& path, std::uint64_t size, std::size_t limit) {
  const std::string limit_in_mb = std::to_string(limit >> 20);
  if (size == 0) return {"input.too_large_stream", {{"path", path}, {"limit", limit_in_mb}}};
  return {"input.too_large", {{"path", path}, {"size", std::to_string(size)}, {"limit", limit_in_mb}}};
}

std::optional<Error> binary_error(const std::string& head, const std::string& path) {
  // NUL bytes are UTF-16 or no text at all: the head is enough to know.
  if (head.find('\0') == std::string::npos) return std::nullopt;
  const Result<Text> text = decode(head);
  return text ? std::nullopt : std::optional(with_path(text.error(), path));
}

Result<std::string> read_bytes(const std::string& path, bool is_standard_input, std::size_t limit, std::string head) {
  const File file(path, is_standard_input);
  if (!file.is_open()) return tl::make_unexpected(system_error(path));
  std::string bytes = std::move(head);
  if (!file.read(head_size - bytes.size(), bytes)) return tl::make_unexpected(system_error(path));
  if (bytes.size() < head_size) {
    // A text that is kept in memory should not take that of a head.
    bytes.shrink_to_fit();
    return bytes;
  }

  if (std::optional<Error> error = binary_error(bytes, path)) return tl::make_unexpected(std::move(*error));
  const std::size_t size = file.size();
  if (size > limit) return tl::make_unexpected(too_large(path, size, limit));
  bytes.reserve(size + 1);
  for (std::size_t before = 0; before < bytes.size() && bytes.size() <= limit;) {
    before = bytes.size();
    const std::size_t step = size > before ? size - before + 1 : bytes.size();
    if (!file.read(step, bytes)) return tl::make_unexpected(system_error(path));
  }
  if (bytes.size() > limit) return tl::make_unexpected(too_large(path, 0, limit));
  return bytes;
}

namespace {

Result<std::string> bytes_of(const Content& content) {
  if (content.error) return tl::make_unexpected(*content.error);
  if (content.spool == nullptr) return content.bytes;
  const Result<std::string> packed = content.spool->read(content.part);
  if (!packed) return packed;
  std::optional<std::string> bytes = decompress(*packed, content.size);
  if (!bytes) return fail("spool.not_readable", {{"reason", std::strerror(EIO)}});
  return std::move(*bytes);
}

}  // namespace

Result<std::string> bytes_of(const Input& input) {
  if (input.content != nullptr) return bytes_of(*input.content);
  if (input.collection != nullptr) {
    Result<std::string> bytes = input.collection->bytes(input.document);
    // Of the database itself the error says so.
    if (bytes || bytes.error().code != "database.document_damaged") return bytes;
    return tl::make_unexpected(with_path(bytes.error(), input.path));
  }
  return read_bytes(input.path, input.is_standard_input);
}

bool can_be_read_again(const Input& input) {
  if (input.collection != nullptr) return true;
  if (input.content != nullptr) return false;
  struct stat status {};
  return !input.is_standard_input && ::stat(input.path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

Result<Document> read_document(const Input& input) {
  Result<std::string> bytes = bytes_of(input);
  if (!bytes) return tl::make_unexpected(bytes.error());
  return document_of(std::move(*bytes), input.path);
}

Result<Document> document_of(std::string bytes, const std::string& path) {
  std::string sha256 = sha256_of(bytes);
  return document_of(std::move(bytes), std::move(sha256), path);
}

Result<Document> document_of(std::string bytes, std::string sha256, const std::string& path) {
  Result<Text> text = decode(std::move(bytes));
  if (!text) return tl::make_unexpected(with_path(text.error(), path));
  return Document{std::move(sha256), std::move(*text)};
}

}  // namespace gouji
