#include "cli/reader.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "database/collection.h"
#include "database/compression.h"
#include "document/document.h"
#include "source/file_kind.h"
#include "value/open_file.h"
#include "value/sha256.h"

namespace gouji {

namespace {

Error with_path(Error error, const std::string& path) {
  error.arguments.emplace_back("path", path);
  return error;
}

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
  // NUL bytes are UTF-16 or no text at all: the head is enough to know.
  if (head.find('\0') == std::string::npos) return std::nullopt;
  if (const std::optional<std::string> kind = file_kind(head); kind && is_read(*kind)) return std::nullopt;
  const Result<Text> text = decode(head);
  return text ? std::nullopt : std::optional(with_kind(with_path(text.error(), path), head, path));
}

Error with_kind(Error error, std::string_view head, const std::string& path) {
  if (const std::optional<std::string> kind = file_kind(head)) return {"kind." + *kind, {{"path", path}}};
  return error;
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
  if (input.collection != nullptr) {
    Result<std::string> bytes = input.collection->bytes(input.document);
    // Of the database itself the error says so.
    if (bytes || bytes.error().code != "database.document_damaged") return bytes;
    return tl::make_unexpected(with_path(bytes.error(), input.path));
  }
  if (input.is_standard_input) return read_bytes(OpenFile::standard_input(), input.path);
  const Result<OpenFile> file = OpenFile::open(input.path);
  return file ? read_bytes(*file, input.path) : tl::make_unexpected(file.error());
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
  const std::string head = bytes.substr(0, head_size);
  Result<Text> text = read_document_text(std::move(bytes));
  if (!text) {
    Error error = with_path(text.error(), path);
    // What is no text may be a document of a kind that is not read.
    return tl::make_unexpected(error.code.starts_with("text.") ? with_kind(std::move(error), head, path) : error);
  }
  return Document{std::move(sha256), std::move(*text)};
}

}  // namespace gouji
