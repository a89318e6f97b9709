// From a path to a decoded text. Errors are the user's: what, where, what to do.
#pragma once

#include <string>

#include "cli/inputs.h"
#include "text/text.h"
#include "value/result.h"

namespace gouji {

struct Document {
  std::string sha256;  // of the file's bytes, lower-case hex
  Text text;
};

// A larger file is no yearly report, and decoding takes several times its size.
inline constexpr std::size_t document_limit = std::size_t{256} * 1024 * 1024;

Result<Document> read_document(const Input& input);

// The same of bytes that were read already; `path` is for messages.
Result<Document> document_of(std::string bytes, const std::string& path);

// False for standard input and for what is no regular file: it gives its bytes once.
bool can_be_read_again(const Input& input);

// All bytes of a file or of standard input. Of a file that turns out to be binary in its first bytes the rest is not
// read.
Result<std::string> read_bytes(const std::string& path, bool is_standard_input);

}  // namespace gouji
