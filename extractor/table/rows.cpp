#include "table/rows.h"

#include <algorithm>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

// Twelve times the longest label of any form, in bytes: what is longer is prose.
constexpr ByteOffset longest_folded = 1200;

bool is_inked_value(const Field& field) { return field.is_inked_value(); }
bool is_label(const Field& field) { return field.kind == Field::Kind::label; }

// Where the values begin in a line: behind the labels that stand before its first figure, or, where there is none,
// behind its last label.
std::size_t first_value(const FieldLine& line) {
  const auto& fields = line.fields;
  const auto figure = std::find_if(fields.begin(), fields.end(), is_inked_value);
  const auto label = std::find_if(std::make_reverse_iterator(figure), fields.rend(), is_label);
  return static_cast<std::size_t>(fields.rend() - label);
}

// How many stand in a line from a place to its next label: as many as a row may still get. In a text without line ends
// all that follows in the line is more than any row has.
std::size_t fields_to_next_label(const FieldLine& line, std::size_t from) {
  const auto first = line.fields.begin() + static_cast<std::ptrdiff_t>(from);
  const auto next = std::find_if(first + 1, line.fields.end(), is_label);
  return static_cast<std::size_t>(next - first);
}

// Adds the field at a place in the line.
void append(const FieldLine& line, std::size_t at, PrintedRow& row, bool is_word) {
  const Field& field = line.fields[at];
  row.is_longest = row.is_longest || line.is_longest;
  row.is_cut = row.is_cut || line.is_cut;
  // In a row that a drawn table wrapped, fields follow each other column by column.
  const bool first = row.labels.empty() && row.values.empty();
  row.span = first ? field.with_note()
                   : Span{std::min<ByteOffset>(row.span.begin, field.span.begin),
                          std::max(row.span.end, field.with_note().end)};
  FieldList& fields = field.kind == Field::Kind::label && !is_word ? row.labels : row.values;
  if (fields.empty()) fields.reserve(&fields == &row.labels ? 1 : fields_to_next_label(line, at));
  if (!is_word) return fields.push_back(field);
  Field word = field;
  word.kind = Field::Kind::empty;
  row.add_own_value(std::move(word));
}

int first_line(const PrintedRow& row) {
  return std::min(row.labels.empty() ? row.values.front().line : row.labels.front().line,
                  row.values.empty() ? row.labels.front().line : row.values.front().line);
}

// A long label may fill its line, so that the row's values begin on the next one.
bool waits_for_values(const PrintedRow& row, const FieldLine& line) {
  return !row.labels.empty() && row.values.empty() && row.labels.back().line + 1 >= line.fields.back().line;
}

// A label and its unit, and no figure: a blank that left no trace.
bool ends_with_its_unit(const PrintedRow& row) {
  return row.values.empty() && row.labels.size() > 1 && row.labels.back().is_unit;
}

}  // namespace

void PrintedRow::add_own_value(Field value) {
  if (!own_values_) own_values_ = std::make_shared<std::deque<Field>>();
  values.push_back(own_values_->emplace_back(std::move(value)));
}

int PrintedRow::inked_values() const {
  return static_cast<int>(std::count_if(values.begin(), values.end(), is_inked_value));
}

bool PrintedRow::is_uneven() const { return !is_settled && !on_one_line() && !one_a_line(); }

bool PrintedRow::on_one_line() const {
  return each_pair_of_values([](const Field& before, const Field& value) { return before.line == value.line; });
}

bool PrintedRow::one_a_line() const {
  return each_pair_of_values([](const Field& before, const Field& value) { return before.line != value.line; });
}

bool PrintedRow::is_irregular() const {
  if (!one_a_line()) return false;
  int distance = 0;
  return !each_pair_of_values([&](const Field& before, const Field& value) {
    const int last = std::exchange(distance, value.line - before.line);
    return last == 0 || last == distance;
  });
}

bool PrintedRow::has_wrapped_figure() const {
  return std::any_of(values.begin(), values.end(), [](const Field& value) { return !value.lower().empty(); });
}

bool PrintedRow::has_broken_figure() const {
  return std::any_of(values.begin(), values.end(),
                     [](const Field& value) { return value.kind == Field::Kind::broken_figure; });
}

bool PrintedRow::flows() const {
  if (separated || labels.empty()) return false;
  const auto first = std::min_element(labels.begin(), labels.end(),
                                      [](const Field& a, const Field& b) { return a.column < b.column; });
  int line = labels.back().line;
  for (const Field& value : values) {
    if (value.line != line && value.column > first->column) return false;
    line = value.line;
  }
  return true;
}

template <typename Predicate>
bool PrintedRow::each_pair_of_values(Predicate predicate) const {
  const Field* before = nullptr;
  for (const Field& value : values) {
    if (!value.is_inked_value()) continue;
    if (before != nullptr && !predicate(*before, value)) return false;
    before = &value;
  }
  return true;
}

FoldedLabels::FoldedLabels(const Text& text, const FieldList& labels) {
  ends_.reserve(labels.size());
  for (const Field& label : labels) {
    if (label.span.size() <= longest_folded) append_folded(text.at(label.span), characters_);
    ends_.push_back(characters_.size());
  }
}

std::vector<PrintedRow> printed_rows(const std::vector<FieldLine>& lines) {
  std::vector<PrintedRow> rows;
  PrintedRow row;
  const auto finish = [&] {
    if (!row.labels.empty() || !row.values.empty()) rows.push_back(std::exchange(row, {}));
  };
  for (const FieldLine& line : lines) {
    if (line.furniture) continue;
    const std::size_t values = first_value(line);
    if (line.separated && !(values == 0 && waits_for_values(row, line))) finish();
    // Without separators, what a line has before a label is not the end of the row above.
    const bool has_label = std::any_of(line.fields.begin(), line.fields.end(), is_label);
    if (!line.separated && has_label && is_inked_value(line.fields.front())) finish();
    if (!line.separated && is_label(line.fields.front()) && ends_with_its_unit(row)) finish();
    row.separated = line.separated;
    for (std::size_t i = 0; i < line.fields.size(); ++i) {
      const Field& field = line.fields[i];
      const bool label = field.kind == Field::Kind::label;
      if (field.kind == Field::Kind::note) continue;
      if (!label && i < values) continue;  // what a merged cell leaves before and between labels
      if (label && !row.values.empty() && (i <= values || !line.separated)) finish();
      // A word where a figure belongs is no label: it keeps its place, and what it means is not known.
      const bool is_word =
          label && line.separated && i > values && std::any_of(row.values.begin(), row.values.end(), is_inked_value);
      append(line, i, row, is_word);
    }
    if (line.separated && !waits_for_values(row, line)) finish();
  }
  finish();
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].next_line = i + 1 < rows.size() ? first_line(rows[i + 1]) : lines.back().fields.back().line + 1;
  return rows;
}

PrintedText printed_text(const Text& text, const std::vector<Token>& tokens, const CommonGrammar& common) {
  PrintedText printed{field_lines(text, tokens, common), {}, {}};
  printed.rows = printed_rows(printed.lines);
  printed.labels.reserve(printed.rows.size());
  for (const PrintedRow& row : printed.rows) printed.labels.emplace_back(text, row.labels);
  return printed;
}

}  // namespace gouji
