// Where results go: standard output, or a file that is there whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "value/result.h"

namespace gouji {

// A file is written beside its name and takes it in commit(); without that, nothing is left behind. What is no regular
// file (a device, a pipe) is written to directly.
class OutputFile {
 public:
  // An empty path is standard output. Errors: "output.not_writable".
  static Result<OutputFile> open(const std::string& path);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  bool is_terminal() const;

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
