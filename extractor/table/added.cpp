#include "table/added.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

// What is longer is prose. In bytes.
constexpr ByteOffset longest_label = 90;
constexpr ByteOffset longest_note_line = 600;
// A note goes on over so many lines at most.
constexpr std::size_t most_note_lines = 6;
// A note stands right under its table: so many lines with ink behind it at most.
constexpr int farthest_note = 3;

bool is_label(const Field& field) { return field.kind == Field::Kind::label; }
bool is_figure(const Field& field) { return field.kind == Field::Kind::figure; }

class AddedReader {
 public:
  AddedReader(const Text& text, const PrintedText& printed, Span part, const CommonGrammar& common, Tables& tables)
      : text_(text),
        lines_(printed.lines),
        part_(part),
        regions_(tables.regions),
        common_(common),
        extra_(tables.extra),
        known_(extra_.size()) {}

  void read() {
    for (std::size_t line = 0; line < lines_.size();) {
      if (!is_outside(lines_[line])) {
        lines_since_table_ = 0;
        ++line;
        continue;
      }
      if (const std::size_t end = end_of_note(line); end > line) {
        read_note(line, end);
        line = end;
      } else if (const std::size_t table_end = end_of_table(line); table_end > line) {
        read_table(line, table_end);
        lines_since_table_ = 0;
        line = table_end;
      } else {
        ++lines_since_table_;
        ++line;
      }
    }
  }

 private:
  bool is_outside(const FieldLine& line) const {
    return part_.contains(line.span) && std::none_of(regions_.begin(), regions_.end(), [&](const TableRegion& region) {
             return line.span.begin < region.span.end && region.span.begin < line.span.end;
           });
  }

  // ---- tables

  // Behind the last line of a table that begins with `begin`; `begin` where none does.
  std::size_t end_of_table(std::size_t begin) const {
    std::size_t end = begin;
    while (end < lines_.size() && is_outside(lines_[end]) && goes_on(begin, end)) ++end;
    const bool has_header = is_header(lines_[begin]);
    const auto first = lines_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto with_figures = std::count_if(
        first, lines_.begin() + static_cast<std::ptrdiff_t>(end),
        [](const FieldLine& line) { return std::any_of(line.fields.begin(), line.fields.end(), is_figure); });
    return with_figures >= (has_header ? 1 : 2) ? end : begin;
  }

  bool goes_on(std::size_t begin, std::size_t line) const {
    const FieldLine& first = lines_[begin];
    const FieldLine& other = lines_[line];
    const bool has_shape = !other.furniture && other.places > 1 && other.separated == first.separated &&
                           std::all_of(other.fields.begin(), other.fields.end(),
                                       [](const Field& field) { return field.span.size() <= longest_label; });
    if (!has_shape || (line > begin && other.places != first.places)) return false;
    // Words that spaces keep apart are columns only under a header of as many.
    return other.separated || is_in_columns(begin, line);
  }

  bool is_in_columns(std::size_t begin, std::size_t line) const {
    const FieldLine& other = lines_[line];
    for (std::size_t i = 1; i < other.fields.size(); ++i) {
      if (other.fields[i].column - other.fields[i - 1].end_column < 2) return false;
    }
    return line == begin ? is_header(other) : std::any_of(other.fields.begin(), other.fields.end(), is_figure);
  }

  static bool is_header(const FieldLine& line) {
    return std::count_if(line.fields.begin(), line.fields.end(), is_label) > 1 &&
           std::none_of(line.fields.begin(), line.fields.end(),
                        [](const Field& field) { return field.is_inked_value(); });
  }

  void read_table(std::size_t begin, std::size_t end) {
    const FieldLine* header = is_header(lines_[begin]) ? &lines_[begin] : nullptr;
    const std::string heading = heading_over(begin);
    for (std::size_t line = begin; line < end; ++line) {
      const std::vector<Field>& fields = lines_[line].fields;
      std::string row;
      for (const Field& field : fields) {
        if (is_label(field)) row += (row.empty() ? "" : " / ") + std::string(text_.at(field.span));
        if (is_figure(field)) add(field, row.empty() ? heading : row, label_in(header, field.number));
      }
    }
  }

  std::string label_in(const FieldLine* header, int number) const {
    if (header == nullptr) return {};
    const auto over = std::find_if(header->fields.begin(), header->fields.end(),
                                   [&](const Field& field) { return is_label(field) && field.number == number; });
    return over == header->fields.end() ? std::string() : std::string(text_.at(over->span));
  }

  // A short line that says what the table is about.
  std::string heading_over(std::size_t table) const {
    if (table == 0 || !is_outside(lines_[table - 1])) return {};
    const std::vector<Field>& fields = lines_[table - 1].fields;
    const bool is_short = fields.size() == 1 && is_label(fields.front()) && fields.front().span.size() <= longest_label;
    return is_short ? std::string(text_.at(fields.front().span)) : std::string();
  }

  void add(const Field& field, std::string row, std::string column) {
    extra_.push_back({shared_(std::move(row)), shared_(std::move(column)), field.value,
                      std::string(text_.at(field.span)), field.span});
  }

  // ---- notes

  // Behind the last line of a note that begins with `begin`; `begin` where none does.
  std::size_t end_of_note(std::size_t begin) const {
    if (!common_.note || lines_since_table_ >= farthest_note || !is_under_a_table(begin)) return begin;
    if (lines_[begin].span.size() > longest_note_line) return begin;
    if (!re2::RE2::PartialMatch(fold_utf8(text_.at(lines_[begin].span)).utf8, *common_.note)) return begin;
    std::size_t end = begin + 1;
    while (end < lines_.size() && end - begin < most_note_lines && !ends_a_sentence(lines_[end - 1]) &&
           is_next_line(end) && is_outside(lines_[end])) {
      ++end;
    }
    return end;
  }

  bool is_under_a_table(std::size_t line) const {
    return extra_.size() > known_ || std::any_of(regions_.begin(), regions_.end(), [&](const TableRegion& region) {
             return !region.span.empty() && region.span.end <= lines_[line].span.begin;
           });
  }

  bool is_next_line(std::size_t line) const {
    const FieldLine& other = lines_[line];
    return !other.separated && other.fields.front().line == lines_[line - 1].fields.back().line + 1;
  }

  bool ends_a_sentence(const FieldLine& line) const {
    const std::u32string folded = fold_characters(text_.at(line.span));
    return !folded.empty() && std::u32string_view(U"\u3002;.!?)").find(folded.back()) != std::u32string_view::npos;
  }

  void read_note(std::size_t begin, std::size_t end) {
    const Span span = {lines_[begin].fields.front().span.begin, lines_[end - 1].fields.back().with_note().end};
    extra_.push_back({"", "", std::nullopt, std::string(text_.at(span)), span});
  }

  const Text& text_;
  const std::vector<FieldLine>& lines_;
  const Span part_;
  const std::vector<TableRegion>& regions_;
  const CommonGrammar& common_;
  int lines_since_table_ = farthest_note;
  std::deque<ExtraFigure>& extra_;
  const std::size_t known_;  // of them, when this began
  WordPool shared_;
};

}  // namespace

void find_added_figures(const Text& text, const PrintedText& printed, Span part, const CommonGrammar& common,
                        Tables& tables) {
  AddedReader(text, printed, part, common, tables).read();
}

}  // namespace gouji
