// A report's text, decoded to UTF-8, with the way back to the bytes of the file as it was given. All stages behind this
// one speak of spans in the decoded text; what is shown to users is mapped by source() first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "value/result.h"
#include "value/span.h"

namespace gouji {

// A place for people and editors. Line and column count from 1; a column is one character (code point), however wide.
// A line ends with LF, CR LF or CR.
struct Position {
  int line = 1;
  int column = 1;
};

class Text {
 public:
  // `anchors` maps decoded offsets to file offsets: between two of them both sides advance by a fixed step a character.
  // Empty means that the text is the file's bytes from `source_begin` on.
  struct Anchor {
    ByteOffset decoded;
    ByteOffset source;
    int decoded_step;  // bytes that one character takes in the text
    int source_step;   // and in the file
  };
  Text(std::string utf8, std::string encoding, ByteOffset source_begin, std::vector<Anchor> anchors);

  // Valid UTF-8; bytes that were no valid text in the file are U+FFFD here.
  std::string_view utf8() const { return utf8_; }
  std::string_view at(Span span) const { return std::string_view(utf8_).substr(span.begin, span.size()); }

  // The name of the file's encoding as records print it: "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "Big5".
  const std::string& encoding() const { return encoding_; }
  // Bytes of the file that were no valid text and are U+FFFD here: the number of places, and the first one in the file.
  int damaged_places = 0;
  ByteOffset first_damage = 0;

  // The bytes of the file that a span of the decoded text was read from.
  Span source(Span decoded) const;

  Position position(ByteOffset decoded) const;
  int line_number(ByteOffset decoded) const { return position_line(decoded) + 1; }
  // The line (without its end) in which an offset of the decoded text lies.
  Span line_span(ByteOffset decoded) const;
  // A line by its number, from 1. Precondition: 1 <= number <= line_count().
  Span line(int number) const;
  int line_count() const { return static_cast<int>(line_begins_.size()); }

 private:
  int position_line(ByteOffset decoded) const;  // from 0
  ByteOffset characters_before(ByteOffset decoded) const;
  ByteOffset source_of(ByteOffset decoded) const;

  std::string utf8_;
  std::string encoding_;
  ByteOffset source_begin_;
  std::vector<Anchor> anchors_;
  std::vector<ByteOffset> line_begins_;
  // How many characters stand before each `count_step` bytes, so that a column in a long line is not counted from its
  // beginning again and again.
  static constexpr ByteOffset count_step = 512;
  std::vector<ByteOffset> characters_before_;
};

// Finds the encoding and decodes: byte order mark, then UTF-16 without a mark, then strict UTF-8, then UTF-8 with a few
// damaged places, then GB18030 or Big5, whichever makes everyday characters of the bytes (a few damaged places here
// too). Errors, each with the argument "offset" of a byte of the file: "text.empty" (nothing but white space; no
// argument), "text.binary" (the first NUL byte), "text.encoding" (the first byte that fits no encoding).
Result<Text> decode(std::string bytes);

}  // namespace gouji
