// Lines of a table as fields: what stands between two separators, or, where a converter drew none, between spaces.
#pragma once

#include <boost/iterator/indirect_iterator.hpp>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "form/grammar.h"
#include "token/token.h"
#include "value/decimal.h"
#include "value/span.h"

namespace gouji {

// What few of many have: a pointer where there is nothing.
template <typename T>
class Rare {
 public:
  Rare() = default;
  Rare(const Rare& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Rare(Rare&&) noexcept = default;
  Rare& operator=(const Rare& other) { return *this = Rare(other); }
  Rare& operator=(Rare&&) noexcept = default;

  const T& get() const { return value_ ? *value_ : none_; }
  T& make() {
    if (!value_) value_ = std::make_unique<T>();
    return *value_;
  }

 private:
  static inline const T none_{};

  std::unique_ptr<T> value_;
};

// What few figures have beside their digits.
struct FigureParts {
  SmallSpan unit;           // printed behind it
  std::string whole_unit;   // of a unit that a narrow cell wrapped: all of it; otherwise empty
  SmallSpan note;           // text in brackets behind it, figures in it included
  std::vector<Span> lower;  // where lines below go on with it: their parts; the value is that of the whole
};

struct Field {
  enum class Kind : std::uint8_t {
    label,
    figure,
    broken_figure,  // digits that are no number: "12,34", more digits than a Decimal holds, a damaged byte among them;
                    // and all that goes on behind more figures than any table has without a label
    blank_mark,     // printed for nothing: "/", "—"
    empty,          // between two separators
    note,           // a part of the note behind a figure of a line above: neither label nor value
  };

  Kind kind = Kind::empty;
  bool is_unit = false;            // of a label: it is nothing but a unit, as a column of units prints it
  bool is_count_in_label = false;  // of a label: a number in the middle of a label, as in "相同信息计1条"
  int line = 0;                    // counted by line ends, from 0
  int number = 0;  // of its place between separators, or in the line where there are none; from 0, empty ones counted
  // Where its ink stands in the line: the first place, and the one behind the last, in display columns and in
  // characters. Converters that set columns with spaces count one or the other.
  int column = 0;
  int end_column = 0;
  int character = 0;
  int end_character = 0;
  SmallSpan span;           // its ink; of a figure, the number alone; of an empty field, the place where it would stand
  Decimal value;            // of a figure
  Rare<FigureParts> parts;  // of a figure; made where something is written

  const SmallSpan& unit() const { return parts.get().unit; }
  const std::string& whole_unit() const { return parts.get().whole_unit; }
  const SmallSpan& note() const { return parts.get().note; }
  const std::vector<Span>& lower() const { return parts.get().lower; }

  // Something is printed where a figure belongs.
  bool is_inked_value() const {
    return kind == Kind::figure || kind == Kind::broken_figure || kind == Kind::blank_mark;
  }
  // Of a row's values: words are printed where a figure belongs.
  bool is_word() const { return kind == Kind::empty && !span.empty(); }
  Span with_note() const { return {span.begin, note().empty() ? span.end : note().end}; }
};

// The two ways to count places in a line.
struct Extent {
  int begin = 0;
  int end = 0;
};
enum class Metric { columns, characters };
inline Extent extent_of(const Field& field, Metric metric) {
  return metric == Metric::columns ? Extent{field.column, field.end_column}
                                   : Extent{field.character, field.end_character};
}

// Some of the fields of a text, which stay where they are and must outlive it: a copy of each would take as much memory
// again.
class FieldList {
 public:
  using const_iterator = boost::indirect_iterator<std::vector<const Field*>::const_iterator, const Field>;

  const_iterator begin() const { return fields_.begin(); }
  const_iterator end() const { return fields_.end(); }
  auto rbegin() const { return std::make_reverse_iterator(end()); }
  auto rend() const { return std::make_reverse_iterator(begin()); }
  std::size_t size() const { return fields_.size(); }
  bool empty() const { return fields_.empty(); }
  const Field& operator[](std::size_t index) const { return *fields_[index]; }
  const Field& front() const { return *fields_.front(); }
  const Field& back() const { return *fields_.back(); }

  void reserve(std::size_t size) { fields_.reserve(size); }
  void push_back(const Field& field) { fields_.push_back(&field); }
  void clear() { fields_.clear(); }

 private:
  std::vector<const Field*> fields_;
};

// The fields of one line of the text, in its order.
struct FieldLine {
  SmallSpan span;           // without its end
  bool separated = false;   // a converter drew separators (or tabs) between fields, so that an empty one leaves a trace
  bool framed = false;      // it drew something beside them: a frame around the line at least
  bool is_closed = false;   // the frame of a drawn table ends it
  bool is_longest = false;  // of the text, as others are: all of them may be cut
  bool is_cut = false;      // at its right edge, as it seems: its last figure may lack digits, its row figures
  bool furniture = false;   // a page number or the like: its figures belong to no table
  int places = 0;           // how many fields its separators make
  // Of a row of the document's own tables: its number among Text::rows(), from 1; 0 for other lines. It is separated,
  // framed and closed, whatever stands in it.
  int document_row = 0;
  int block = 0;  // lines between the same two drawn rules have the same; they may be one row of wrapped cells
  std::vector<Field> fields;
};

// Lines without ink and lines that are only rules are left out. Behind so many values without a label as no table has,
// the others to the next label are one field, of all their lines. Lines that a drawn table wrapped are joined: their
// labels follow each other column by column, and a figure's halves are one figure.
std::vector<FieldLine> field_lines(const Text& text, const std::vector<Token>& tokens, const CommonGrammar& common);

}  // namespace gouji
