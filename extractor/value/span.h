// A span is a half-open range of byte offsets, [begin, end), counted from 0. Whether it counts in the decoded text or
// in the file as it was given is said where it is used; Text::source() maps the one to the other.
#pragma once

#include <cstddef>

namespace gouji {

using ByteOffset = std::size_t;

struct Span {
  ByteOffset begin = 0;
  ByteOffset end = 0;

  ByteOffset size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(const Span& other) const { return begin <= other.begin && other.end <= end; }

  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace gouji
