// The bytes of an input, wherever they are, up to a limit; and what its first bytes say where they are no text. Errors
// are the user's: what, where, what to do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "source/inputs.h"
#include "value/open_file.h"
#include "value/result.h"

namespace gouji {

// In bytes. The longest reports that are known have some hundred kB; a larger file is no yearly report, and decoding
// takes several times its size, for each thread.
inline constexpr std::size_t document_limit = std::size_t{64} << 20;
// Of what is no document: lists of paths, baselines.
inline constexpr std::size_t list_limit = std::size_t{256} << 20;

// "input.too_large". `size` in bytes; 0 where it is not known.
Error too_large(const std::string& path, std::uint64_t size, std::size_t limit = document_limit);

// The bytes of an input as it was given.
Result<std::string> bytes_of(const Input& input);

// False for standard input, for what is no regular file and for what has content of its own: it gives its bytes once.
bool can_be_read_again(const Input& input);

// Enough to know a binary file by, in bytes, whatever its size.
inline constexpr std::size_t head_size = 64 * 1024;
// Why what begins with `head` is no text; only where its NUL bytes tell.
std::optional<Error> binary_error(const std::string& head, const std::string& path);
// The error that says what kind of file it is, as "kind.pdf"; `error` where the first bytes do not tell.
Error with_kind(Error error, std::string_view head, const std::string& path);

// All bytes of a document, of which `head` was read already. Of one that turns out to be binary in its first bytes the
// rest is not read.
Result<std::string> read_bytes(const OpenFile& file, const std::string& path, std::string head = "");
// All bytes of what is no document.
Result<std::string> read_list(const std::string& path, bool is_standard_input);

}  // namespace gouji
