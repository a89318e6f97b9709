// Where results go: standard output, or a file that is there whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "value/result.h"

namespace gouji {

// A file is written beside its name and takes it in commit(); without that, the file is as it was. What is no regular
// file (a device, a pipe), and what this process has open already (/dev/stdout), is written to directly.
//
// The file beside it is ".NAME.gouji-XXXXXX", and locked while its run lives. Where a run was killed, the next one that
// writes to the same file finds it without a lock and removes it.
class OutputFile {
 public:
  // An empty path is standard output. Errors: "output.not_writable".
  static Result<OutputFile> open(const std::string& path);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  bool is_terminal() const;
  // Whether it is a file that keeps what it has until commit(), and that `path` names.
  bool is_replaced_at_the_end() const { return !temporary_.empty(); }

  // Errors: "output.not_writable", or "output.closed" when the reader of a pipe has gone.
  Result<void> write(std::string_view text);
  // What was written so far can be read by whoever waits for it; of a file that is not yet there, nothing can.
  Result<void> flush();
  // Everything written is in the file, and the file has its name.
  Result<void> commit();

 private:
  OutputFile(int descriptor, std::string path, std::string target, std::string temporary);

  Error write_error() const;

  int descriptor_;
  std::string path_;       // as the user named it
  std::string target_;     // behind all links
  std::string temporary_;  // empty where the target is written to directly
  std::string pending_;
};

}  // namespace gouji
