#include "cli/reader.h"

#include <utility>

#include "document/document.h"
#include "source/file_kind.h"
#include "source/input_bytes.h"
#include "value/sha256.h"

namespace gouji {

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
  if (!text) return tl::make_unexpected(with_kind(with_path(text.error(), path), head, path));
  return Document{std::move(sha256), std::move(*text), file_kind(head).value_or("")};
}

}  // namespace gouji
