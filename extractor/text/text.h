// A report's text, decoded to UTF-8, with the way back to the bytes of the file as it was given, and with what the
// document itself says of its tables. All stages behind this one speak of spans in the decoded text; what is shown to
// users is mapped by source() or place() first.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/place.h"
#include "value/result.h"
#include "value/span.h"

namespace gouji {

// A place for people and editors. Line and column count from 1; a column is one character (code point), however wide.
// A line ends with LF, CR LF or CR.
struct Position {
  int line = 1;
  int column = 1;
};

// A row of a table that the document itself has: of a web page, of Word, of a sheet, between the ruled lines of a page.
// In the text it is as many lines as its fullest cell has, with a tab between the columns of the table's grid: what
// stands behind the third tab of a line is in column 3, counted from 0.
struct TextRow {
  struct Cell {
    int column = 0;   // of the grid, from 0
    int columns = 1;  // that it covers
  };

  Span span;      // its lines, without the end of the last one
  int table = 0;  // which of the document's tables, from 1
  int row = 0;    // of the table, from 1; of a sheet, as the sheet counts
  // That begin in this row, by column. There is none where a merged cell covers a place from above or from the left.
  std::vector<Cell> cells;

  bool has_cell_at(int column) const;
};

// What the source offsets of a text count where it is not the bytes of the file: bytes of the parts of a package, one
// behind the other, or the glyphs of pages.
struct Origin {
  struct Part {
    std::string name;
    ByteOffset begin = 0;  // among the bytes of all parts
  };
  struct Glyph {
    int page = 0;  // from 1
    Box box;
  };

  std::vector<Part> parts;
  std::vector<Glyph> glyphs;
  std::vector<std::string> sheets;  // the name of each table, where the tables are sheets

  bool is_file() const { return parts.empty() && glyphs.empty(); }
};

// What a document says of itself outside of its text; empty where it does not.
struct DocumentProperties {
  std::string title;
  std::string publisher;           // whoever is named as the source
  std::string published;           // as written there
  std::vector<std::string> links;  // of a page: the names of documents that it links to
  int pictures = 0;                // of a page, and of a Word document
};

// A figure that a second program which reads the document finds more or less often on a page than the first one. One of
// them may have read it wrong.
struct Disagreement {
  int page = 0;        // from 1
  std::string figure;  // digits
  int first = 0;       // how often the one whose text this is finds it
  int second = 0;      // and the other one
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
  // The text of a document, with the rows of its tables in the order of the text.
  Text(std::string utf8, std::string encoding, std::vector<Anchor> anchors, std::vector<TextRow> rows, Origin origin);

  // Valid UTF-8; bytes that were no valid text in the file are U+FFFD here.
  std::string_view utf8() const { return utf8_; }
  std::string_view at(Span span) const { return std::string_view(utf8_).substr(span.begin, span.size()); }

  // The name of the file's encoding as records print it: "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "Big5". Of a
  // package or of pages "UTF-8".
  const std::string& encoding() const { return encoding_; }
  // Bytes of the file that were no valid text and are U+FFFD here: the number of places, and the first one in the file.
  int damaged_places = 0;
  ByteOffset first_damage = 0;

  DocumentProperties properties;
  std::vector<Disagreement> disagreements;

  // The bytes of the file that a span of the decoded text was read from; of a text with an `origin` the offsets that it
  // tells of. What the layout put between two cells, as tabs, has the place of what stands before it.
  Span source(Span decoded) const;
  const Origin& origin() const { return origin_; }
  // Of a document that another program made of the one that was given: nobody has its parts, so places name none.
  void forget_parts();
  // How the bytes of a span lead to the source; the first one begins with the span.
  std::vector<Anchor> anchors_in(Span decoded) const;
  // Where a span stands in a package or on a page; nullopt where the bytes of the file say it.
  std::optional<Place> place(Span decoded) const;

  // The rows of the document's own tables, in the order of the text, and the one in which an offset lies; null outside.
  const std::vector<TextRow>& rows() const { return rows_; }
  const TextRow* row_at(ByteOffset decoded) const;

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
  ByteOffset source_end_of(ByteOffset decoded) const;
  const Anchor& anchor_before(ByteOffset decoded) const;
  void find_address(ByteOffset decoded, Place& place) const;

  std::string utf8_;
  std::string encoding_;
  ByteOffset source_begin_;
  std::vector<Anchor> anchors_;
  std::vector<TextRow> rows_;
  Origin origin_;
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
