// A piece of text of which each character has its place in the document it was read from. Readers of documents put
// their text together of such pieces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace gouji {

class PlacedText {
 public:
  // Bytes that stand as they are at `source` in the document.
  void append(std::string_view bytes, ByteOffset source) { append(bytes, source, 1, 1); }
  // One character (or a ligature's few) that the document writes with other bytes, as "&nbsp;", or with a glyph.
  void append_character(std::string_view utf8, ByteOffset source, ByteOffset source_size) {
    append(utf8, source, static_cast<int>(utf8.size()), static_cast<int>(source_size));
  }
  // What is not in the document but between two things in it: it has the place where the one before ends.
  void append_made(std::string_view bytes) { append(bytes, source_end_, static_cast<int>(bytes.size()), 0); }
  void append(const PlacedText& other);

  const std::string& utf8() const { return utf8_; }
  bool empty() const { return utf8_.empty(); }
  // One anchor at least where there is any text.
  const std::vector<Text::Anchor>& anchors() const { return anchors_; }

  // Without the spaces at its end.
  void trim_end();
  // Each tab a space: tabs stand between columns.
  void drop_tabs();

  // To become a Text, without a copy.
  std::string&& take_utf8() && { return std::move(utf8_); }
  std::vector<Text::Anchor>&& take_anchors() && { return std::move(anchors_); }

 private:
  void append(std::string_view bytes, ByteOffset source, int decoded_step, int source_step);

  std::string utf8_;
  std::vector<Text::Anchor> anchors_;
  ByteOffset source_end_ = 0;
};

// The anchors of a text whose source offsets count in another text, so that they lead to that one's source.
std::vector<Text::Anchor> through(const std::vector<Text::Anchor>& anchors, ByteOffset size, const Text& source);

}  // namespace gouji
