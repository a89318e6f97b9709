#include "source/input_bytes.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "source/file_kind.h"
#include "text/text.h"
#include "value/compression.h"

namespace gouji {

namespace {

Result<std::string> read_list(const OpenFile& file, const std::string& path) {
  Result<std::optional<std::string>> all = read_rest(file, "", list_limit);
  if (!all) return tl::make_unexpected(all.error());
  if (*all) return std::move(**all);
  return tl::make_unexpected(too_large(path, file.size(), list_limit));
}

}  // namespace

Error too_large(const std::string& path, std::uint64_t size, std::size_t limit) {
  const std::string limit_in_mb = std::to_string(limit >> 20);
  if (size == 0) return {"input.too_large_stream", {{"path", path}, {"limit", limit_in_mb}}};
  return {"input.too_large", {{"path", path}, {"size", std::to_string(size)}, {"limit", limit_in_mb}}};
}

std::optional<Error> binary_error(const std::string& head, const std::string& path) {
  if (const std::optional<std::string> kind = file_kind(head); kind && is_document_kind(*kind)) return std::nullopt;
  // NUL bytes are UTF-16 or no text at all: the head is enough to know.
  if (head.find('\0') == std::string::npos) return std::nullopt;
  const Result<Text> text = decode(head);
  return text ? std::nullopt : std::optional(with_kind(with_path(text.error(), path), head, path));
}

Error with_kind(Error error, std::string_view head, const std::string& path) {
  const std::optional<std::string> kind = file_kind(head);
  // What is wrong with a document says more than what kind it is.
  const bool is_told = kind && is_document_kind(*kind) && !error.code.starts_with("text.");
  return kind && !is_told ? Error{"kind." + *kind, {{"path", path}}} : error;
}

Result<std::string> read_bytes(const OpenFile& file, const std::string& path, std::string head) {
  std::string bytes = std::move(head);
  if (const Result<void> read = file.read(head_size - bytes.size(), bytes); !read) {
    return tl::make_unexpected(read.error());
  }
  if (bytes.size() < head_size) {
    // A text that is kept in memory should not take that of a head.
    bytes.shrink_to_fit();
    return bytes;
  }
  if (std::optional<Error> error = binary_error(bytes, path)) return tl::make_unexpected(std::move(*error));
  const std::string beginning = bytes;
  Result<std::optional<std::string>> all = read_rest(file, std::move(bytes), document_limit);
  if (!all) return tl::make_unexpected(all.error());
  if (*all) return std::move(**all);
  return tl::make_unexpected(with_kind(too_large(path, file.size()), beginning, path));
}

Result<std::string> read_list(const std::string& path, bool is_standard_input) {
  if (is_standard_input) return read_list(OpenFile::standard_input(), path);
  const Result<OpenFile> file = OpenFile::open(path);
  return file ? read_list(*file, path) : tl::make_unexpected(file.error());
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
  if (input.store != nullptr) {
    Result<std::string> bytes = input.store->bytes(input.document);
    return bytes ? bytes : tl::make_unexpected(with_path(bytes.error(), input.path));
  }
  if (input.is_standard_input) return read_bytes(OpenFile::standard_input(), input.path);
  const Result<OpenFile> file = OpenFile::open(input.path);
  return file ? read_bytes(*file, input.path) : tl::make_unexpected(file.error());
}

bool can_be_read_again(const Input& input) {
  if (input.store != nullptr) return true;
  if (input.content != nullptr) return false;
  struct stat status {};
  return !input.is_standard_input && ::stat(input.path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace gouji
