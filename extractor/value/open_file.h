// Files that are read from their beginning to their end. What is named by a path has to be a regular file: whoever
// opens a named pipe waits for somebody who writes into it, and a device may never end. So those are refused, and never
// waited for; what comes through a pipe is read as standard input.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <optional>
#include <string>

#include "value/result.h"

namespace gouji {

// "special.fifo", "special.socket" or "special.device" by a file's mode; nullopt for regular files and folders.
std::optional<std::string> special_file(mode_t mode);

// "input.not_found" or "input.not_readable", with the reason that errno has.
Error file_error(const std::string& path);

class OpenFile {
 public:
  // Errors, each with the argument "path": "input.not_found", "input.not_readable" (a folder too), "special.fifo",
  // "special.socket", "special.device".
  static Result<OpenFile> open(const std::string& path);
  // Which stays open.
  static OpenFile standard_input();

  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&&) = delete;
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile();

  int descriptor() const { return descriptor_; }

  // In bytes; 0 where it cannot be known before reading: a pipe, a terminal.
  std::size_t size() const;

  // Appends up to `size` bytes; fewer only at the end. "input.not_readable" where they cannot be read.
  Result<void> read(std::size_t size, std::string& bytes) const;

 private:
  OpenFile(std::string path, int descriptor, bool is_owned)
      : path_(std::move(path)), descriptor_(descriptor), is_owned_(is_owned) {}

  std::string path_;  // for messages
  int descriptor_;
  bool is_owned_;
};

// All bytes of an open file, of which `bytes` were read already. Nullopt where there are more than `limit`; of such a
// file no more is read than it takes to know.
Result<std::optional<std::string>> read_rest(const OpenFile& file, std::string bytes, std::size_t limit);

}  // namespace gouji
