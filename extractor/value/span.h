// A span is a half-open range of byte offsets, [begin, end), counted from 0. Whether it counts in the decoded text or
// in the file as it was given is said where it is used; Text::source() maps the one to the other.
#pragma once

#include <cstddef>
#include <cstdint>

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

// The same in half the room, for what there are many of. A text has less than 4 GiB.
struct SmallSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  SmallSpan() = default;
  SmallSpan(Span span)  // NOLINT(google-explicit-constructor): it is the same span
      : begin(static_cast<std::uint32_t>(span.begin)), end(static_cast<std::uint32_t>(span.end)) {}
  SmallSpan(ByteOffset first, ByteOffset last) : SmallSpan(Span{first, last}) {}
  operator Span() const { return {begin, end}; }  // NOLINT(google-explicit-constructor)

  ByteOffset size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(const Span& other) const { return Span(*this).contains(other); }

  friend bool operator==(const SmallSpan&, const SmallSpan&) = default;
};

}  // namespace gouji
