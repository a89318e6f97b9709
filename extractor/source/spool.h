// Texts that wait until all of them are known: the first ones in memory, those behind them in a temporary file that has
// no name any more, so that nothing is left behind however the program ends. Can be used by several threads at once.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "value/result.h"

namespace gouji {

// A temporary file, open to read and write, that goes with its descriptor: it never has a name, so that nothing is left
// behind however the program ends. -1 with errno where there can be none. It lies in the folder of TMPDIR, or in /tmp.
int open_nameless_file();

class Spool {
 public:
  struct Part {
    std::size_t begin = 0;
    std::size_t size = 0;
  };

  // `memory` bytes are kept in memory.
  explicit Spool(std::size_t memory = std::size_t{8} << 20) : memory_size_(memory) {}
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // What fails is told by error(): the part is empty then.
  Part add(std::string_view text);
  Result<std::string> read(Part part) const;

  // "spool.not_writable", of the first text that could not be kept.
  std::optional<Error> error() const;

 private:
  bool write_to_file(std::string_view text);

  mutable std::mutex mutex_;
  std::size_t memory_size_;
  std::string memory_;  // parts that begin before its end
  int file_ = -1;       // the parts behind it; -1 while there are none
  std::size_t file_size_ = 0;
  std::optional<Error> error_;
};

}  // namespace gouji
