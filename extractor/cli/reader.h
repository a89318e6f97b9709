// From an input to a decoded text.
#pragma once

#include <string>

#include "source/inputs.h"
#include "text/text.h"
#include "value/result.h"

namespace gouji {

struct Document {
  std::string sha256;  // of the file's bytes, lower-case hex
  Text text;
  std::string kind;  // source/file_kind.h; empty of plain text
};

Result<Document> read_document(const Input& input);

// The same of bytes that were read already; `path` is for messages.
Result<Document> document_of(std::string bytes, const std::string& path);
// Where their SHA-256 is known too.
Result<Document> document_of(std::string bytes, std::string sha256, const std::string& path);

}  // namespace gouji
