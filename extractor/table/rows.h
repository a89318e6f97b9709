// The two sides that recognition brings together: the rows that a text prints, and the rows that the form has.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "table/fields.h"
#include "table/labels.h"

namespace gouji {

// A row as printed: labels, then values. In a line with separators an empty field behind the last label is a value;
// without them a row goes on over lines until the next label (one cell a line), and a blank leaves no trace.
struct PrintedRow {
  FieldList labels;
  FieldList values;  // all other fields
  Span span;         // from its first field to its last
  bool separated = false;
  bool is_settled = false;  // its values are known to be those of its cells, in their order: joined or dealt out
  bool is_longest = false;  // one of its lines is: FieldLine::is_longest, is_cut
  bool is_cut = false;
  int next_line = 0;  // of what is printed behind it, counted as Field::line

  // A value that no line has as it is.
  void add_own_value(Field value);

  int inked_values() const;
  // False for settled rows. The values stand neither on one line nor each on its own: a figure may have been wrapped,
  // so that its second half looks like another.
  bool is_uneven() const;
  // All values stand on one line, or each on a line of its own. Both are true of a single value.
  bool on_one_line() const;
  bool one_a_line() const;
  // Values that have a line each, but not at equal distances: a figure's halves may be among them.
  bool is_irregular() const;
  bool has_wrapped_figure() const;
  bool has_broken_figure() const;
  // Words follow each other with no regard to columns: lines of values begin where lines of labels do.
  bool flows() const;

 private:
  template <typename Predicate>
  bool each_pair_of_values(Predicate predicate) const;

  std::shared_ptr<std::deque<Field>> own_values_;  // in `values`; those of copies too
};

// Their fields are those of the lines, which must outlive them.
std::vector<PrintedRow> printed_rows(const std::vector<FieldLine>& lines);

// The labels of a row, folded; those that are too long to be any form's are left empty.
class FoldedLabels {
 public:
  explicit FoldedLabels(const Text& text, const FieldList& labels);

  std::size_t size() const { return ends_.size(); }
  std::u32string_view operator[](std::size_t label) const { return joined(label, label + 1); }
  // Some that follow each other, one behind the other.
  std::u32string_view joined(std::size_t begin, std::size_t end) const {
    const std::size_t first = begin > 0 ? ends_[begin - 1] : 0;
    const std::size_t last = end > 0 ? ends_[end - 1] : 0;
    return std::u32string_view(characters_).substr(first, last - first);
  }

 private:
  std::u32string characters_;
  std::vector<std::size_t> ends_;  // in it, of each label
};

// A text as recognition sees it, whatever the form: made once, and aligned with each form that may be its own.
// Rows refer to fields of lines: it is moved, not copied.
struct PrintedText {
  std::vector<FieldLine> lines;
  std::vector<PrintedRow> rows;
  std::vector<FoldedLabels> labels;  // of each row
};
PrintedText printed_text(const Text& text, const std::vector<Token>& tokens, const CommonGrammar& common);

}  // namespace gouji
