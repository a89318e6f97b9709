// A stream of documents: JSON objects, one a line, with the strings `id` and `text`. Each is given as soon as its line
// is there, so that results can come out while the stream is still open; memory holds one line.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>

#include "source/inputs.h"

namespace gouji {

class JsonLines {
 public:
  // Reads from an open file, which stays open. `limit`: bytes of a document's text. Once `is_stopped` is set, the
  // stream is at its end, though somebody may still write to it.
  JsonLines(int descriptor, std::size_t limit, const std::atomic<bool>& is_stopped)
      : descriptor_(descriptor), limit_(limit), is_stopped_(is_stopped) {}

  // The next object as an input: its path is the id, its content the text or, with the path "-", the error:
  // "stream.bad_line" where the line is no such object, "stream.long_line", or "input.too_large". Empty lines are
  // passed over. Nullopt at the end. Waits for as long as no whole line is there.
  std::optional<Input> next();

 private:
  // Without its end; nullopt at the end of the stream. Of a line that is too long only the beginning.
  std::optional<std::string> next_line();
  void fill();

  int descriptor_;
  std::size_t limit_;
  const std::atomic<bool>& is_stopped_;
  std::string buffer_;
  std::size_t searched_ = 0;     // bytes of the buffer without a line's end
  std::size_t line_number_ = 0;  // of the last line, from 1
  bool ended_ = false;
  std::optional<Error> read_error_;
};

}  // namespace gouji
