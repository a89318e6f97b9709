#include "table/tables.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <unordered_map>

#include "table/align.h"
#include "table/bind.h"
#include "table/fields.h"
#include "table/fill.h"
#include "table/join.h"
#include "table/loose_numbers.h"
#include "table/misprints.h"
#include "table/pieces.h"
#include "table/rows.h"
#include "text/fold.h"
#include "token/number.h"

namespace gouji {
namespace {

// Why a figure is unread that stands in a line without a label.
constexpr const char* unread_without_row = "unread.no_row";

// How many values are listed at most for an ambiguous cell.
constexpr std::size_t most_candidates = 10;

// A text has a report when at least this share of a form's rows is in it. A news item names a row or two.
constexpr double least_share_of_rows = 0.2;
// A report's first page has its first table and the beginning of the next one at most: so many rows.
constexpr std::ptrdiff_t most_rows_on_first_page = 2;

// What speaks for a table, in rows: that a row has as many values as the form has columns, and that one is missing.
constexpr double fitting_values = 0.5;
constexpr double missing_row = -0.5;

// Two alignments whose scores differ by less than this, in likeness, are equally good: the text does not say which is
// right.
constexpr double least_margin = 0.05;

// What a page has over its tables is not longer, in bytes, and its figures are not further, in lines.
constexpr ByteOffset longest_page_header = 300;
constexpr int farthest_page_header = 12;

// One report of a text.
class ReportReader {
 public:
  ReportReader(const Text& text, const std::vector<Token>& tokens, const PrintedText& printed, const Form& form,
               const std::vector<FormRow>& form_rows, const CommonGrammar& common, std::vector<RowPair> pairs,
               std::vector<bool> taken, std::size_t& steps)
      : text_(text),
        tokens_(tokens),
        form_(form),
        common_(common),
        all_(printed),
        lines_(printed.lines),
        printed_(printed.rows),
        printed_labels_(printed.labels),
        form_rows_(form_rows),
        steps_(steps),
        pairs_(std::move(pairs)),
        taken_(std::move(taken)) {}

  Tables read() && {
    tables_.cells.resize(form_.cells.size());
    tables_.regions.resize(form_.tables.size());
    const Filling filling = fill_rows(text_, printed_, form_rows_, pairs_, taken_, form_, common_, steps_);
    torn_ = filling.doubtful;
    find_rows(filling);
    keep_evidence();
    find_regions();
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin;
      while (end < rows_.size() && same_block(rows_[begin], rows_[end])) ++end;
      read_block(begin, end);
      begin = end;
    }
    cover_cells();
    account_for_other_rows();
    find_repeated_rows();
    doubt_rows_that_go_on();
    account_for_furniture();
    account_for_loose_numbers();
    drop_second_places();
    doubt_blanks();
    doubt_torn_rows();
    doubt_what_is_cut();
    doubt_rows_beside_each_other();
    const auto by_place = [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; };
    std::sort(tables_.extra.begin(), tables_.extra.end(), by_place);
    std::sort(tables_.unread.begin(), tables_.unread.end(), by_place);
    return std::move(tables_);
  }

 private:
  // A row of the form that the report prints.
  struct ReportRow {
    const PrintedRow* printed = nullptr;
    int form = 0;
    int index = -1;  // of the printed row; -1 where its figures were printed apart from its label
    RowPair pair;    // what it was recognized by; of no meaning without an index
  };

  bool same_block(const ReportRow& a, const ReportRow& b) const {
    return form_rows_[a.form].table == form_rows_[b.form].table && form_rows_[a.form].block == form_rows_[b.form].block;
  }

  void find_rows(const Filling& filling) {
    first_printed_ = pairs_.front().printed;
    last_printed_ = pairs_.back().printed;
    for (const int used : filling.used) {
      last_printed_ = std::max(last_printed_, used);
      taken_[used] = true;
    }
    for (const FilledRow& row : filling.rows) rows_.push_back({&row.row, row.form, -1, {}});
    for (const RowPair& pair : pairs_) {
      if (taken_[pair.printed]) continue;  // its figures are dealt out
      taken_[pair.printed] = true;
      rows_.push_back({&printed_[pair.printed], pair.form, pair.printed, pair});
    }
    std::sort(rows_.begin(), rows_.end(), [](const ReportRow& a, const ReportRow& b) { return a.form < b.form; });
  }

  void keep_evidence() {
    for (const ReportRow& row : rows_) {
      RowEvidence evidence;
      evidence.first_cell = first_cell_of(row.form);
      evidence.span = span_of(row);
      if (row.index >= 0) {
        evidence.likeness = row.pair.likeness;
        if (row.pair.margin < no_rival) evidence.margin = row.pair.margin;
        if (row.pair.rival_form >= 0) evidence.rival = first_cell_of(row.pair.rival_form);
      }
      tables_.rows.push_back(evidence);
    }
  }

  static Span span_of(const ReportRow& row) {
    return row.index < 0 ? row.printed->span : own_span(*row.printed, row.pair);
  }

  CellIndex first_cell_of(int form_row) const {
    const std::vector<CellIndex>& cells = form_rows_[form_row].cells;
    const auto first = std::find_if(cells.begin(), cells.end(), [](CellIndex cell) { return cell >= 0; });
    return first == cells.end() ? -1 : *first;
  }

  // The second best alignment is as good as this one, and it would read something else.
  bool is_contested(const ReportRow& row) const {
    if (row.index < 0 || row.pair.margin >= least_margin) return false;
    if (row.pair.rival_printed == row.index) return true;
    const PrintedRow& rival = printed_[row.pair.rival_printed];
    return rival.inked_values() > 0 && !same_figures(rival, *row.printed);
  }

  // A value a line, a header whose labels are not in the form's order, and sums that do not come out: the values are
  // not in that order either.
  bool is_out_of_order(const ReportRow& row, const MatchedRow& read) const {
    if (row.index < 0 || !read.form->across() || row.pair.header_in_order || read.printed->on_one_line()) return false;
    std::vector<Decimal> values;
    for (const CellIndex cell : read.form->cells) values.push_back(tables_.cells[cell].value.value_or(Decimal()));
    return !RowArithmetic(read).holds(values);
  }

  // Labels of several rows, and then more figures than one of them has.
  bool is_crowded(const ReportRow& row, const MatchedRow& read) const {
    if (row.index < 0 || read.printed->separated || read.form->across()) return false;
    if (read.printed->inked_values() <= static_cast<int>(read.form->cells.size())) return false;
    const FieldList& labels = read.printed->labels;
    for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
      const std::u32string folded = fold_characters(text_.at(labels[i].span));
      for (const FormRow& other : form_rows_) {
        const bool is_other = &other != read.form && !other.optional &&
                              std::any_of(other.labels.begin(), other.labels.end(),
                                          [&](const FoldedLabel& label) { return label.whole == folded; });
        if (is_other) return true;
      }
    }
    return false;
  }

  static bool same_figures(const PrintedRow& a, const PrintedRow& b) {
    const auto figures = [](const PrintedRow& row) {
      std::vector<Decimal> values;
      for (const Field& value : row.values) {
        if (value.kind == Field::Kind::figure) values.push_back(value.value);
      }
      return values;
    };
    return figures(a) == figures(b);
  }

  // ---- regions

  void find_regions() {
    std::vector<int> last_row(form_.tables.size(), -1);
    for (const FormRow& row : form_rows_) {
      if (!row.optional) ++tables_.regions[row.table].rows_expected;
    }
    for (const ReportRow& report_row : rows_) {
      const FormRow& row = form_rows_[report_row.form];
      TableRegion& region = tables_.regions[row.table];
      const Span span = span_of(report_row);
      region.span.begin = region.rows_found == 0 ? span.begin : std::min(region.span.begin, span.begin);
      region.span.end = std::max(region.span.end, span.end);
      if (!row.optional) ++region.rows_found;
      last_row[row.table] = report_row.form;
    }
    extend_regions();
    tables_.span = tables_.regions.front().span;
    for (const TableRegion& region : tables_.regions) {
      if (region.span.empty()) continue;
      if (tables_.span.empty()) tables_.span = region.span;
      tables_.span = {std::min(tables_.span.begin, region.span.begin), std::max(tables_.span.end, region.span.end)};
    }
    mark_cut(last_row);
  }

  // A page break in a table's last row, or before a row of subtotals behind it, leaves figures under the page's header.
  void extend_regions() {
    std::vector<int> last(form_.tables.size(), -1);
    for (const ReportRow& row : rows_)
      last[form_rows_[row.form].table] = std::max(last[form_rows_[row.form].table], row.index);
    for (std::size_t table = 0; table < last.size(); ++table) {
      const int next = last[table] + 1;
      if (last[table] < 0 || next >= static_cast<int>(printed_.size()) || taken_[next]) continue;
      const PrintedRow& row = printed_[next];
      if (row.inked_values() == 0) continue;
      const int distance = last_line_of(row) - last_line_of(printed_[last[table]]);
      const int labels = labels_of_another_row(row, last_line_of(printed_[last[table]])) -
                         (is_on_the_next_page(row, printed_[last[table]]) ? 1 : 0);
      const bool has_only_a_header = labels <= 1 && row.span.size() <= longest_page_header;
      if (!has_only_a_header || distance > farthest_page_header) continue;
      tables_.regions[table].span.end = std::max(tables_.regions[table].span.end, row.span.end);
      last_printed_ = std::max(last_printed_, next);
    }
    extend_over_figures(last);
  }

  // Lines of figures without any label, right before a table's first row or behind its last one, may be its rows'.
  void extend_over_figures(const std::vector<int>& last) {
    std::vector<int> first(last.size(), -1);
    for (const ReportRow& row : rows_) {
      int& index = first[form_rows_[row.form].table];
      if (row.index >= 0 && (index < 0 || row.index < index)) index = row.index;
    }
    for (std::size_t table = 0; table < last.size(); ++table) {
      Span& region = tables_.regions[table].span;
      for (int i = last[table] + 1; last[table] >= 0 && is_unlabelled(i); ++i) {
        region.end = std::max(region.end, printed_[i].span.end);
        last_printed_ = std::max(last_printed_, i);
      }
      for (int i = first[table] - 1; first[table] > 0 && is_unlabelled(i); --i) {
        region.begin = std::min(region.begin, printed_[i].span.begin);
        first_printed_ = std::min(first_printed_, i);
      }
    }
  }

  bool is_unlabelled(int row) const {
    return row >= 0 && row < static_cast<int>(printed_.size()) && !taken_[row] && printed_[row].labels.empty() &&
           printed_[row].inked_values() > 0;
  }

  // A page's number stands between the rows, so that the header over this one's own label is the page's.
  bool is_on_the_next_page(const PrintedRow& row, const PrintedRow& before) const {
    if (row.labels.empty() || row.labels.back().line != row.values.front().line) return false;
    const auto first = std::partition_point(lines_.begin(), lines_.end(),
                                            [&](const FieldLine& line) { return line.span.end <= before.span.end; });
    const auto last = std::partition_point(
        first, lines_.end(), [&](const FieldLine& line) { return line.span.end <= row.values.front().span.begin; });
    return std::any_of(first, last, [](const FieldLine& line) { return line.furniture; });
  }

  // A figure may begin on a line above its row's label.
  void cover_cells() {
    const auto cover = [](Span& region, Span part) {
      if (!part.empty()) region = {std::min(region.begin, part.begin), std::max(region.end, part.end)};
    };
    for (std::size_t i = 0; i < tables_.cells.size(); ++i) {
      Span& region = tables_.regions[form_.cells[i].table].span;
      cover(region, tables_.cells[i].span);
      for (const Span& part : tables_.cells[i].parts) cover(region, part);
    }
  }

  // Without its unit, and without what a narrow column wrapped of the label before it, which ends on `line`.
  static int labels_of_another_row(const PrintedRow& row, int line) {
    const auto labels =
        std::count_if(row.labels.begin(), row.labels.end(), [](const Field& label) { return !label.is_unit; });
    const bool has_rest =
        labels > 1 && !row.separated && row.labels.front().line == line + 1 && row.labels.back().line > line + 1;
    return static_cast<int>(labels) - (has_rest ? 1 : 0);
  }

  static int last_line_of(const PrintedRow& row) {
    return std::max(row.labels.empty() ? 0 : row.labels.back().line, row.values.empty() ? 0 : row.values.back().line);
  }

  // The last table of which there is anything ends before its last row, and nothing of the form follows: the text was
  // cut.
  void mark_cut(const std::vector<int>& last_row) {
    for (int table = static_cast<int>(last_row.size()) - 1; table >= 0; --table) {
      if (last_row[table] < 0) continue;
      const std::size_t next = static_cast<std::size_t>(last_row[table]) + 1;
      tables_.regions[table].cut = next < form_rows_.size() && form_rows_[next].table == table;
      return;
    }
  }

  // ---- cells

  void read_block(std::size_t begin, std::size_t end) {
    std::vector<PlacedRow> block;
    for (std::size_t i = begin; i < end; ++i) {
      block.push_back({rows_[i].printed, &form_rows_[rows_[i].form], rows_[i].index});
    }
    const Joined joined = join_wrapped_figures(text_, printed_, block, taken_, steps_);
    for (const int used : joined.used) taken_[used] = true;
    std::vector<MatchedRow> rows;
    const std::vector<int> columns = columns_over(rows_[begin]);
    for (std::size_t i = 0; i < block.size(); ++i) {
      const PrintedRow& printed = joined.rows[i].row();
      rows.push_back({&printed, block[i].form, headers_of(printed, columns)});
    }
    std::vector<RowBinding> bindings = bind_rows(rows, form_, steps_);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (block[i].index < 0) bindings[i].by = PlacedBy::count;
      read_row(rows[i], bindings[i], span_of(rows_[begin + i]).begin);
      take_printed_unit(rows_[begin + i]);
      const bool torn = std::find(torn_.begin(), torn_.end(), block[i].index) != torn_.end();
      if (joined.rows[i].doubtful || torn) distrust(*rows[i].form, "cell.may_go_on");
      if (is_out_of_order(rows_[begin + i], rows[i])) distrust(*rows[i].form, "cell.order_unknown");
      if (bindings[i].by == PlacedBy::arithmetic && is_crowded(rows_[begin + i], rows[i]))
        distrust(*rows[i].form, "cell.place_unknown");
      if (is_contested(rows_[begin + i])) distrust(*rows[i].form, "cell.row_unknown");
    }
  }

  // The block's column whose label stands in each place between separators of the line over its first row, -1 where
  // another text does; empty where that line is no header.
  std::vector<int> columns_over(const ReportRow& first) const {
    const FormRow& form_row = form_rows_[first.form];
    if (first.index <= 0 || form_row.across()) return {};
    const PrintedRow& header = printed_[first.index - 1];
    if (!header.separated || !header.values.empty()) return {};
    const std::vector<Column>& columns = form_.tables[form_row.table].blocks[form_row.block].columns;
    std::vector<int> places;
    for (std::size_t i = 0; i < header.labels.size(); ++i) {
      const auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& one) {
        return std::any_of(one.labels.begin(), one.labels.end(), [&](const std::string& label) {
          return fold_characters(label) == printed_labels_[first.index - 1][i];
        });
      });
      places.resize(std::max(places.size(), static_cast<std::size_t>(header.labels[i].number) + 1), -1);
      if (column != columns.end()) places[header.labels[i].number] = static_cast<int>(column - columns.begin());
    }
    return places;
  }

  static std::vector<int> headers_of(const PrintedRow& row, const std::vector<int>& columns) {
    std::vector<int> headers;
    if (!row.separated) return {};
    for (const Field& value : row.values) {
      const auto place = static_cast<std::size_t>(value.number);
      if (place >= columns.size() || columns[place] < 0) return {};
      headers.push_back(columns[place]);
    }
    return headers;
  }

  // `label_begin`: where the row's own label begins.
  void read_row(const MatchedRow& row, const RowBinding& binding, ByteOffset label_begin) {
    std::vector<bool> used(row.printed->values.size(), false);
    std::vector<bool> placed(row.printed->values.size(), false);
    for (std::size_t i = 0; i < row.form->cells.size(); ++i) {
      const CellIndex index = row.form->cells[i];
      if (index < 0) continue;
      const std::span<const int> choices = binding.choices(i);
      for (const int value : choices) {
        if (value >= 0) used[value] = true;
      }
      tables_.cells[index] = read_cell(*row.printed, *row.form, binding, i, form_.cells[index]);
      tables_.cells[index].row = {std::max(row.printed->span.begin, label_begin), row.printed->span.end};
      if (!tables_.cells[index].span.empty()) placed[choices.front()] = true;
      for (const int value : choices) {
        if (value >= 0) add_note(row.printed->values[value], form_.cells[index]);
      }
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      const Field& field = row.printed->values[i];
      if (placed[i]) continue;
      if (!used[i]) add_surplus(field, *row.printed);
      if (field.kind == Field::Kind::broken_figure) add_unread(field, "unread.broken_figure");
      if (used[i] && field.kind == Field::Kind::figure) add_unread(field, "unread.place_unknown");
    }
  }

  void add_unread(const Field& field, const char* reason) {
    add_unread(field.span, reason);
    for (const Span& part : field.lower()) add_unread(part, reason);
  }

  // What a column of units says of the row's figures.
  void take_printed_unit(const ReportRow& row) {
    if (row.index < 0 || row.pair.unit_fields == 0) return;
    const FieldList& labels = row.printed->labels;
    std::string unit;
    for (auto label = labels.end() - row.pair.unit_fields; label != labels.end(); ++label)
      unit += text_.at(label->span);
    for (const CellIndex index : form_rows_[row.form].cells) {
      if (index < 0 || !tables_.cells[index].value || !tables_.cells[index].unit.empty()) continue;
      if (fold_characters(unit) != fold_characters(form_.cells[index].unit)) tables_.cells[index].unit = unit;
    }
  }

  void distrust(const FormRow& row, const char* reason) {
    for (const CellIndex index : row.cells) {
      if (index >= 0) distrust(tables_.cells[index], reason);
    }
  }

  static void distrust(Cell& cell, const char* reason) {
    if (cell.status != CellStatus::blank && !cell.value) return;
    cell.status = CellStatus::ambiguous;
    if (cell.value) cell.candidates = {*cell.value};
    cell.value.reset();
    cell.reason = reason;
  }

  Cell read_cell(const PrintedRow& row, const FormRow& form_row, const RowBinding& binding, std::size_t place,
                 const FormCell& form_cell) const {
    const std::span<const int> choices = binding.choices(place);
    const PlacedBy by = binding.by;
    Cell cell;
    cell.by = by;
    if (!binding.is_known || !all_the_same(row, choices)) {
      cell.status = CellStatus::ambiguous;
      cell.reason = "cell.place_unknown";
      cell.candidates = candidates_of(row, choices);
      return cell;
    }
    if (choices.front() < 0) {
      cell.status = CellStatus::blank;
      return cell;
    }
    const Field& field = row.values[choices.front()];
    cell.span = field.span;
    cell.raw = text_.at(field.span);
    switch (field.kind) {
      case Field::Kind::figure:
        cell.status = CellStatus::read;
        if (by == PlacedBy::arithmetic) cell.reason = "cell.placed_by_arithmetic";
        if (by == PlacedBy::count) cell.reason = "cell.placed_by_count";
        if (!field.lower().empty()) cell.reason = "cell.joined_from_lines";
        if (!cell.reason.empty()) cell.status = CellStatus::repaired;
        cell.value = field.value;
        cell.parts = field.lower();
        cell.unit = field.whole_unit().empty() ? text_.at(field.unit()) : std::string_view(field.whole_unit());
        if (const int digits = digits_of_multiple(cell.unit, form_cell); digits > 0) {
          // "3万" where items are counted: 30000, or a unit that was meant for another cell.
          cell.candidates = readings_of(cell.raw + cell.unit, common_);
          cell.status = CellStatus::ambiguous;
          cell.reason = "cell.broken_figure";
          cell.value.reset();
          break;
        }
        // A narrow column leaves the end of a unit to the next line.
        if (!cell.unit.empty() && (fold_characters(form_cell.unit).starts_with(fold_characters(cell.unit)) ||
                                   ends_the_label(field, row, form_row))) {
          cell.unit.clear();
        }
        break;
      case Field::Kind::broken_figure:
        cell.status = CellStatus::ambiguous;
        cell.reason = "cell.broken_figure";
        cell.candidates = readings_of(cell.raw, common_);
        cell.parts = field.lower();
        break;
      default:
        // A word has been printed there.
        cell.status = field.is_word() ? CellStatus::ambiguous : CellStatus::blank;
        if (field.is_word()) cell.reason = "cell.no_figure";
    }
    return cell;
  }

  // By how many digits a word behind a figure makes it longer, where the form counts in single ones; 0 otherwise.
  int digits_of_multiple(const std::string& unit, const FormCell& cell) const {
    const std::u32string word = fold_characters(unit);
    if (word.empty() || fold_characters(cell.unit).starts_with(word)) return 0;
    for (const Multiple& multiple : common_.statements.multiples)
      if (fold_characters(multiple.word) == word) return multiple.digits;
    return 0;
  }

  // A line that stands twice, right behind each other.
  void find_repeated_rows() {
    for (const ReportRow& row : rows_) {
      if (row.index < 0 || row.printed->inked_values() == 0) continue;
      for (const int beside : {row.index - 1, row.index + 1}) {
        const bool is_free = beside >= 0 && beside < static_cast<int>(printed_.size()) && !taken_[beside];
        if (!is_free || !same_labels(beside, row.index)) continue;
        if (same_figures(printed_[beside], *row.printed)) {
          tables_.repeated.push_back({first_cell_of(row.form), printed_[beside].span});
        } else if (printed_[beside].inked_values() == row.printed->inked_values()) {
          distrust(form_rows_[row.form], "cell.row_unknown");  // one of the two is the row
        }
      }
    }
  }

  // In narrow columns without lines a row goes on below, its label and its figures alike: what stands in a line is a
  // part of each figure then. It shows by a row beside it, which has figures too, and whose label is no row's but the
  // beginning or the rest of this one's.
  void doubt_rows_that_go_on() {
    for (const ReportRow& row : rows_) {
      if (row.index < 0 || row.printed->inked_values() == 0) continue;
      const bool goes_on = (is_free_with_figures(row.index + 1) && make_a_label(row.index, row.index + 1, row.form)) ||
                           (is_free_with_figures(row.index - 1) && make_a_label(row.index - 1, row.index, row.form));
      if (goes_on) distrust(form_rows_[row.form], "cell.may_go_on");
    }
  }

  bool is_free_with_figures(int index) const {
    const bool is_there = index >= 0 && index < static_cast<int>(printed_.size());
    return is_there && !taken_[index] && printed_[index].inked_values() > 0;
  }

  // The last labels of two printed rows, one behind the other, are what a label of the form's row begins with.
  bool make_a_label(int first, int second, int form_row) const {
    const FoldedLabels& begin = printed_labels_[first];
    const FoldedLabels& rest = printed_labels_[second];
    if (begin.size() == 0 || rest.size() == 0 || begin[begin.size() - 1].empty() || rest[rest.size() - 1].empty())
      return false;
    std::u32string both(begin[begin.size() - 1]);
    both += rest[rest.size() - 1];
    const std::vector<FoldedLabel>& labels = form_rows_[form_row].labels;
    return std::any_of(labels.begin(), labels.end(),
                       [&](const FoldedLabel& label) { return std::u32string_view(label.whole).starts_with(both); });
  }

  // Of the last label; groups' labels before it may be printed once.
  bool same_labels(int a, int b) const {
    const FoldedLabels& one = printed_labels_[a];
    const FoldedLabels& other = printed_labels_[b];
    return one.size() > 0 && other.size() > 0 && one[one.size() - 1] == other[other.size() - 1];
  }

  // What looks like a figure's unit on the line below it may be the last character of the row's wrapped label, which
  // the label then lacks.
  bool ends_the_label(const Field& figure, const PrintedRow& row, const FormRow& form_row) const {
    const Span between = {figure.span.end, figure.unit().begin};
    if (row.labels.empty() || between.empty() || text_.at(between).find('\n') == std::string_view::npos) return false;
    const std::u32string unit = fold_characters(text_.at(figure.unit()));
    const bool has_it = fold_characters(text_.at(row.labels.back().span)).ends_with(unit);
    return !has_it && std::any_of(form_row.labels.begin(), form_row.labels.end(),
                                  [&](const FoldedLabel& label) { return label.whole.ends_with(unit); });
  }

  // A merged cell may be printed once for each column that it spans.
  static bool all_the_same(const PrintedRow& row, std::span<const int> choices) {
    const auto is_figure = [&](int choice) { return choice >= 0 && row.values[choice].kind == Field::Kind::figure; };
    return choices.size() == 1 || (!choices.empty() && std::all_of(choices.begin(), choices.end(), [&](int choice) {
             return is_figure(choice) && row.values[choice].value == row.values[choices.front()].value;
           }));
  }

  std::vector<Decimal> candidates_of(const PrintedRow& row, std::span<const int> choices) const {
    std::vector<Decimal> candidates;
    for (const int choice : choices) {
      if (choice < 0) continue;
      const Field& field = row.values[choice];
      std::vector<Decimal> values;
      if (field.kind == Field::Kind::figure) values = {field.value};
      if (field.kind == Field::Kind::broken_figure) values = readings_of(text_.at(field.span), common_);
      for (const Decimal& value : values) {
        if (std::find(candidates.begin(), candidates.end(), value) != candidates.end()) continue;
        if (candidates.size() < most_candidates) candidates.push_back(value);
      }
    }
    return candidates;
  }

  // ---- figures beyond the form

  void add_note(const Field& field, const FormCell& cell) {
    if (field.note().empty()) return;
    add_figures(field.note(), form_.row_path(cell, Language::zh), form_.column_path(cell, Language::zh));
  }

  // All numbers in a stretch of the text.
  void add_figures(Span span, std::string row, std::string column) {
    const SharedWords shared_row = shared_(std::move(row));
    const SharedWords shared_column = shared_(std::move(column));
    const auto first = std::lower_bound(tokens_.begin(), tokens_.end(), span.begin,
                                        [](const Token& token, ByteOffset at) { return token.span.begin < at; });
    for (auto token = first; token != tokens_.end() && token->span.begin < span.end; ++token) {
      if (token->kind != Token::Kind::number) continue;
      if (const std::optional<Decimal> value = parse_number(text_.at(token->span))) {
        tables_.extra.push_back({shared_row, shared_column, *value, std::string(text_.at(token->span)), token->span});
      } else {
        add_unread(token->span, "unread.broken_figure");
      }
    }
  }

  // A value of a recognized row that no column of the form claims.
  void add_surplus(const Field& field, const PrintedRow& row) {
    if (field.kind == Field::Kind::figure) {
      add_extra(field, labels_of(row), header_over(field, row));
      add_figures(field.note(), labels_of(row), header_over(field, row));
    }
  }

  void add_extra(const Field& field, std::string row, std::string column) {
    tables_.extra.push_back({shared_(std::move(row)), shared_(std::move(column)), field.value,
                             std::string(text_.at(field.span)), field.span});
  }

  void add_unread(Span span, std::string reason) {
    tables_.unread.push_back({std::string(text_.at(span)), span, std::move(reason)});
  }

  // Rows inside a table's region that the form does not have: subtotals, notes, figures without a label.
  void account_for_other_rows() {
    std::size_t next_pair = 0;
    for (int i = first_printed_; i <= last_printed_; ++i) {
      while (next_pair < pairs_.size() && pairs_[next_pair].printed <= i) ++next_pair;
      ++steps_;
      if (taken_[i] || !is_in_region(printed_[i].span.begin)) continue;
      account_for(printed_[i], form_rows_[pairs_[std::max<std::size_t>(next_pair, 1) - 1].form]);
    }
  }

  void account_for(const PrintedRow& row, const FormRow& before) {
    const bool like_before = row.inked_values() == static_cast<int>(before.cells.size());
    std::size_t position = 0;
    for (const Field& field : row.values) {
      if (!field.is_inked_value()) continue;
      const CellIndex above = like_before ? before.cells[position] : -1;
      ++position;
      const std::string column =
          above >= 0 ? form_.column_path(form_.cells[above], Language::zh) : header_over(field, row);
      if (field.kind == Field::Kind::broken_figure) {
        add_unread(field.span, "unread.broken_figure");
      } else if (field.kind == Field::Kind::figure && row.labels.empty()) {
        add_unread(field.span, unread_without_row);
      } else if (field.kind == Field::Kind::figure) {
        add_extra(field, labels_of(row), column);
      }
      add_figures(field.note(), labels_of(row), column);
    }
  }

  // Page numbers between a table's rows, and the ends of notes.
  void account_for_furniture() {
    const auto first = std::lower_bound(lines_.begin(), lines_.end(), tables_.span.begin,
                                        [](const FieldLine& line, ByteOffset at) { return line.span.end <= at; });
    for (auto line = first; line != lines_.end() && line->span.begin < tables_.span.end; ++line) {
      ++steps_;
      if (line->furniture && is_in_region(line->span.begin))
        add_figures(line->span, std::string(text_.at(line->span)), "");
      for (const Field& field : line->fields) {
        if (field.kind == Field::Kind::note && is_in_region(field.span.begin))
          add_figures(field.with_note(), std::string(text_.at(field.span)), "");
      }
    }
  }

  // Figures among words, and what stands before a label: they are no row's.
  void account_for_loose_numbers() {
    for (const Span number : loose_numbers(text_, tokens_, all_, tables_, common_))
      add_unread(number, "unread.among_words");
  }

  // A figure has one place: a cell's comes before what is beyond the form, and that before what is unread.
  void drop_second_places() {
    Span all = tables_.span;
    const auto each_place = [&](auto see) {
      for (const Cell& cell : tables_.cells) {
        see(cell.span);
        for (const Span part : cell.parts) see(part);
      }
    };
    const auto extend = [&](Span place) {
      if (!place.empty()) all = {std::min(all.begin, place.begin), std::max(all.end, place.end)};
    };
    each_place(extend);
    for (const ExtraFigure& figure : tables_.extra) extend(figure.span);
    for (const UnreadFigure& figure : tables_.unread) extend(figure.span);

    std::vector<bool> taken(all.size(), false);  // each byte: a set of places takes a hundred times the room
    const auto at = [&](ByteOffset offset) { return taken.begin() + static_cast<std::ptrdiff_t>(offset - all.begin); };
    const auto take = [&](Span place) { std::fill(at(place.begin), at(place.end), true); };
    each_place([&](Span place) {
      if (!place.empty()) take(place);
    });
    const auto drop = [&](auto& figures) {
      std::erase_if(figures, [&](const auto& figure) {
        const bool is_second = std::find(at(figure.span.begin), at(figure.span.end), true) != at(figure.span.end);
        if (!is_second) take(figure.span);
        return is_second;
      });
    };
    drop(tables_.extra);
    drop(tables_.unread);
  }

  // A row without figures, and without marks for none, is blank only where nothing lies about that may be its own.
  void doubt_blanks() {
    std::vector<ByteOffset> loose;
    for (const UnreadFigure& figure : tables_.unread) loose.push_back(figure.span.begin);
    for (const ExtraFigure& figure : tables_.extra) {
      if (figure.value && stands_alone(figure.span)) loose.push_back(figure.span.begin);
    }
    std::sort(loose.begin(), loose.end());
    std::vector<ByteOffset> begins;
    for (const ReportRow& row : rows_) begins.push_back(span_of(row).begin);
    std::sort(begins.begin(), begins.end());
    for (const ReportRow& row : rows_) {
      const ByteOffset begin = span_of(row).begin;
      const auto next_row = std::upper_bound(begins.begin(), begins.end(), begin);
      const ByteOffset end = next_row == begins.end() ? tables_.span.end : *next_row;
      const auto near = std::lower_bound(loose.begin(), loose.end(), begin);
      const bool has_near = near != loose.end() && *near <= end;
      if (has_near || has_written_number_behind(row)) doubt_blanks(form_rows_[row.form], "cell.figure_beside");
      if (has_word_behind_label(row)) doubt_blanks(form_rows_[row.form], "cell.no_figure");
      if (lacks_places_of_others(row) || ends_before_figures_of_others(row))
        doubt_blanks(form_rows_[row.form], "cell.text_ends");
    }
  }

  // "三" on the next line may be the row's figure, or a part of a heading that was wrapped.
  bool has_written_number_behind(const ReportRow& row) const {
    const auto next = static_cast<std::size_t>(row.index + 1);
    if (row.index < 0 || row.printed->inked_values() > 0 || next >= printed_.size() || taken_[next]) return false;
    const FieldList& labels = printed_[next].labels;
    return !labels.empty() && written_number(text_.at(labels.front().span), common_).has_value();
  }

  // The row's own label is the form's without its last field: that is a word in a cell's place, as "若干" or "N/A".
  bool has_word_behind_label(const ReportRow& row) const {
    if (row.index < 0) return false;
    const FoldedLabels& labels = printed_labels_[row.index];
    const std::size_t end = labels.size() - std::min(labels.size(), static_cast<std::size_t>(row.pair.unit_fields));
    if (end < 2 || is_label_of(form_rows_[row.form], labels.joined(end - 1, end))) return false;
    for (std::size_t begin = 0; begin + 1 < end; ++begin)
      if (is_label_of(form_rows_[row.form], labels.joined(begin, end - 1))) return true;
    return false;
  }

  static bool is_label_of(const FormRow& row, std::u32string_view printed) {
    return std::any_of(row.labels.begin(), row.labels.end(),
                       [&](const FoldedLabel& label) { return label.whole == printed || label.core == printed; });
  }

  // Nothing stands between separators in a row without figures, though most rows of its block have separators.
  bool lacks_places_of_others(const ReportRow& row) const {
    if (row.printed->separated || row.printed->inked_values() > 0) return false;
    std::ptrdiff_t others = 0;
    std::ptrdiff_t separated = 0;
    for (const ReportRow& other : rows_) {
      if (!same_block(row, other)) continue;
      ++others;
      separated += other.printed->separated ? 1 : 0;
    }
    return separated * 2 > others;
  }

  // The row's line goes on behind its label, but not as far as to where the figures of the others begin: it was cut.
  bool ends_before_figures_of_others(const ReportRow& row) const {
    if (row.index < 0 || row.printed->separated || row.printed->inked_values() > 0) return false;
    const ByteOffset label_end = row.printed->labels.back().span.end;
    const std::string_view printed = text_.at(line_with_end(label_end)->span);
    if (!printed.ends_with(' ')) return false;
    const int width = display_width(printed);
    bool any = false;
    for (const ReportRow& other : rows_) {
      if (!same_block(row, other) || !has_label_beside_figures(*other.printed)) continue;
      const FieldList& values = other.printed->values;
      const auto first =
          std::find_if(values.begin(), values.end(), [](const Field& value) { return value.is_inked_value(); });
      if (first->column <= width) return false;
      any = true;
    }
    return any;
  }

  void doubt_blanks(const FormRow& row, const char* reason) {
    for (const CellIndex index : row.cells) {
      if (index < 0 || tables_.cells[index].status != CellStatus::blank || !tables_.cells[index].span.empty()) continue;
      tables_.cells[index].status = CellStatus::ambiguous;
      tables_.cells[index].reason = reason;
    }
  }

  // Where labels and figures were torn apart, which line of figures is which row's is not known from their order: some
  // converters put the figures before the label, others behind it. It shows by lines of figures without a label, or by
  // rows without figures, beside rows whose figures stand on another line than their label. Such rows are read only
  // where each figure has a line and the row's sums come out, and are blank only where marks for nothing stand.
  void doubt_torn_rows() {
    std::vector<bool> has_loose(form_.tables.size(), false);
    std::vector<bool> has_empty(form_.tables.size(), false);
    std::vector<bool> has_apart(form_.tables.size(), false);
    for (const UnreadFigure& figure : tables_.unread) {
      if (figure.reason != unread_without_row) continue;
      for (std::size_t table = 0; table < has_loose.size(); ++table)
        has_loose[table] = has_loose[table] || tables_.regions[table].span.contains(figure.span);
    }
    find_rows_without_figures(has_empty);
    const bool any_line_apart = std::any_of(rows_.begin(), rows_.end(), [&](const ReportRow& row) {
      return are_figures_apart(row) && row.printed->inked_values() > 1;
    });
    const auto is_apart = [&](const ReportRow& row) {
      return are_figures_apart(row) || (any_line_apart && row.index >= 0 && row.printed->inked_values() == 1 &&
                                        !has_label_beside_figures(*row.printed) && has_whole_label(row));
    };
    // Where all figures stand behind all labels, the last row seems to have them.
    std::vector<bool> has_surplus(form_.tables.size(), false);
    for (const ReportRow& row : rows_) {
      const FormRow& form_row = form_rows_[row.form];
      const bool is_surplus = row.printed->inked_values() > 2 * static_cast<int>(form_row.cells.size());
      has_apart[form_row.table] = has_apart[form_row.table] || is_apart(row);
      has_surplus[form_row.table] = has_surplus[form_row.table] || is_surplus;
    }
    for (const ReportRow& row : rows_) {
      const FormRow& form_row = form_rows_[row.form];
      if (has_surplus[form_row.table] && row.printed->inked_values() == 0) doubt_blanks(form_row, "cell.figure_beside");
      if (has_loose[form_row.table] && row.index < 0) distrust(form_row, "cell.row_unknown");  // dealt out, and not all
      if (!has_loose[form_row.table] && !(has_empty[form_row.table] && has_apart[form_row.table])) continue;
      if (row.printed->inked_values() == 0) {
        doubt_blanks(form_row, "cell.figure_beside");
        distrust(form_row, "cell.row_unknown");  // what was joined to it
      } else if (is_apart(row) || (has_apart[form_row.table] && may_be_apart(row))) {
        distrust(form_row, "cell.row_unknown");
      }
    }
  }

  // Tables with a row that has no figures, or that was not recognized though its label is printed.
  void find_rows_without_figures(std::vector<bool>& has_empty) const {
    std::vector<bool> found(form_rows_.size(), false);
    for (const ReportRow& row : rows_) {
      found[row.form] = true;
      if (row.printed->inked_values() == 0) has_empty[form_rows_[row.form].table] = true;
    }
    std::unordered_set<std::u32string_view> labels;
    for (int i = first_printed_; i <= last_printed_; ++i) {
      for (std::size_t label = 0; !taken_[i] && label < printed_labels_[i].size(); ++label)
        labels.insert(printed_labels_[i][label]);
    }
    // What stands before a row's own label, as a row whose figures are those of the next one.
    for (const ReportRow& row : rows_) {
      if (row.index < 0) continue;
      const FoldedLabels& printed = printed_labels_[row.index];
      const auto own = static_cast<std::size_t>(row.pair.label_fields + row.pair.unit_fields);
      for (std::size_t label = 0; label + own < printed.size(); ++label) labels.insert(printed[label]);
    }
    for (std::size_t i = 0; i < form_rows_.size(); ++i) {
      const FormRow& row = form_rows_[i];
      const bool is_printed = !found[i] && !row.optional &&
                              std::any_of(row.labels.begin(), row.labels.end(),
                                          [&](const FoldedLabel& label) { return labels.contains(label.whole); });
      if (is_printed) has_empty[row.table] = true;
    }
  }

  // Several figures on a line, but not that of their label; or one, though what the label's line has beside it shows
  // that not each cell has a line.
  bool are_figures_apart(const ReportRow& row) const {
    if (row.index < 0 || row.printed->inked_values() == 0 || has_label_beside_figures(*row.printed)) return false;
    if (row.printed->labels.empty()) return row.printed->separated;
    if (!has_whole_label(row)) return false;  // the rest of it stands on the other side of the figures
    const FieldList& labels = row.printed->labels;
    const bool has_unit_beside = labels.size() > 1 && labels.back().line == labels[labels.size() - 2].line;
    return !row.printed->one_a_line() || has_unit_beside;
  }

  // The same of a row whose label goes on behind its figures, is followed by other words, or is elsewhere: in a table
  // that was torn.
  static bool may_be_apart(const ReportRow& row) {
    const bool has_a_line_each = row.printed->one_a_line() && row.printed->inked_values() > 1;
    return row.printed->inked_values() > 0 && !has_label_beside_figures(*row.printed) && !has_a_line_each;
  }

  bool has_whole_label(const ReportRow& row) const {
    const FoldedLabels& labels = printed_labels_[row.index];
    const auto units = static_cast<std::size_t>(row.pair.unit_fields);
    const auto own = static_cast<std::size_t>(row.pair.label_fields);
    if (units + own > labels.size()) return false;
    return is_label_of(form_rows_[row.form], labels.joined(labels.size() - units - own, labels.size() - units));
  }

  static bool has_label_beside_figures(const PrintedRow& row) {
    return std::any_of(row.values.begin(), row.values.end(), [&](const Field& value) {
      return value.is_inked_value() && std::any_of(row.labels.begin(), row.labels.end(),
                                                   [&](const Field& label) { return label.line == value.line; });
    });
  }

  // The label of a row stands in its line once more: two tables are printed side by side.
  void doubt_rows_beside_each_other() {
    for (const ReportRow& row : rows_) {
      if (row.index < 0 || !row.printed->separated) continue;
      const bool again = std::any_of(row.printed->values.begin(), row.printed->values.end(), [&](const Field& value) {
        return value.is_word() && is_label_of(row, value.span);
      });
      if (again) distrust(form_rows_[row.form], "cell.row_unknown");
    }
  }

  bool is_label_of(const ReportRow& row, Span word) const {
    return std::any_of(row.printed->labels.begin(), row.printed->labels.end(),
                       [&](const Field& label) { return text_.at(label.span) == text_.at(word); });
  }

  // One figure with a label that is no row of the form's: a word may have been printed with a figure ("去年12"), or the
  // rest of a label beside it.
  bool stands_alone(Span figure) const {
    const auto row = std::partition_point(printed_.begin(), printed_.end(),
                                          [&](const PrintedRow& one) { return one.span.end <= figure.begin; });
    return row != printed_.end() && row->inked_values() == 1;
  }

  // Where the text ends inside a table, its last figure may have lost digits, and its last row figures.
  void doubt_what_is_cut() {
    const bool are_longest_cut = are_longest_rows_cut();
    for (const ReportRow& row : rows_) {
      const FormRow& form_row = form_rows_[row.form];
      const ByteOffset end = row.printed->span.end;
      const bool is_last = !has_ink_behind(end);
      const bool is_cut = row.printed->is_cut || (are_longest_cut && row.printed->is_longest);
      if ((!is_last && !is_cut) || is_confirmed(form_row)) continue;
      const bool is_whole = row.printed->inked_values() >= static_cast<int>(form_row.cells.size());
      if (!is_whole) {
        distrust(form_row, "cell.text_ends");
      } else {
        for (const CellIndex index : form_row.cells) {
          if (index >= 0 && is_at_edge(tables_.cells[index].span, is_cut))
            distrust(tables_.cells[index], "cell.text_ends");
        }
      }
    }
  }

  // Rows that end where the longest lines do may be those of a table that is set so, or cut: then their sums do not
  // come out. A report has a wrong sum or two.
  bool are_longest_rows_cut() const {
    constexpr int most_wrong_sums = 2;
    int right = 0;
    int wrong = 0;
    for (const ReportRow& row : rows_) {
      const FormRow& form_row = form_rows_[row.form];
      if (row.printed->is_longest && !form_row.sums.empty()) ++(is_confirmed(form_row) ? right : wrong);
    }
    return wrong > most_wrong_sums && wrong > right;
  }

  // The line in which something ends; behind all lines where none is.
  std::vector<FieldLine>::const_iterator line_with_end(ByteOffset end) const {
    return std::partition_point(lines_.begin(), lines_.end(),
                                [&](const FieldLine& line) { return line.span.end < end; });
  }

  // Nothing stands behind it, not even the end of its line; or it is the last of a line that was cut.
  bool is_at_edge(Span figure, bool is_line_cut) const {
    if (figure.empty()) return false;
    if (figure.end == text_.utf8().size()) return true;
    if (!is_line_cut) return false;
    const auto line = line_with_end(figure.end);
    if (line == lines_.end() || line->span.end != figure.end) return false;
    const bool lacks_its_frame = line->framed && line->is_cut && !line->is_closed;
    return line->is_longest || lacks_its_frame;
  }

  bool has_ink_behind(ByteOffset end) const {
    for (auto token = tokens_.rbegin(); token != tokens_.rend() && token->span.begin >= end; ++token) {
      if (is_ink(*token)) return true;
    }
    return false;
  }

  // Its sums come out, with a value for every cell.
  bool is_confirmed(const FormRow& row) const {
    std::vector<Decimal> values;
    for (const CellIndex index : row.cells) {
      if (index >= 0 && !tables_.cells[index].value) return false;
      values.push_back(index < 0 ? Decimal() : *tables_.cells[index].value);
    }
    const MatchedRow matched{nullptr, &row};
    const RowArithmetic arithmetic(matched);
    return arithmetic.has_rules() && arithmetic.holds(values);
  }

  bool is_in_region(ByteOffset offset) const {
    return std::any_of(tables_.regions.begin(), tables_.regions.end(), [&](const TableRegion& region) {
      return region.span.begin <= offset && offset < region.span.end;
    });
  }

  std::string labels_of(const PrintedRow& row) const {
    std::string joined;
    for (const Field& label : row.labels) {
      if (!joined.empty()) joined += " / ";
      joined += text_.at(label.span);
    }
    return joined;
  }

  // The nearest label above a field, in the same field of a line of labels alone. Empty where there is none.
  std::string header_over(const Field& field, const PrintedRow& row) const {
    constexpr int farthest = 60;  // the longest table has some fifty rows
    const auto below = std::partition_point(printed_.begin(), printed_.end(),
                                            [&](const PrintedRow& other) { return other.span.begin < row.span.begin; });
    const auto position = below - printed_.begin();
    for (auto i = position - 1; i >= 0 && position - i <= farthest; --i) {
      if (printed_[i].inked_values() > 0) continue;
      for (const Field& label : printed_[i].labels) {
        if (label.number == field.number) return std::string(text_.at(label.span));
      }
    }
    return {};
  }

  const Text& text_;
  const std::vector<Token>& tokens_;
  const Form& form_;
  const CommonGrammar& common_;
  const PrintedText& all_;
  const std::vector<FieldLine>& lines_;
  const std::vector<PrintedRow>& printed_;
  const std::vector<FoldedLabels>& printed_labels_;  // of each printed row
  const std::vector<FormRow>& form_rows_;
  std::size_t& steps_;
  std::vector<RowPair> pairs_;
  std::vector<ReportRow> rows_;  // in the order of the form
  std::vector<bool> taken_;      // of each printed row, whether its figures are in a row of a form
  std::vector<int> torn_;        // printed rows of the report whose figures may be elsewhere
  int first_printed_ = 0;        // the first and the last printed row of the report
  int last_printed_ = 0;
  Tables tables_;
  WordPool shared_;  // words of extra figures
};

bool has_fitting_values(const PrintedRow& row, const FormRow& form_row) {
  const std::size_t columns = form_row.cells.size();
  return row.inked_values() == static_cast<int>(columns) || (row.separated && row.values.size() == columns);
}

// What speaks for each table of the form. Rows of a group that is printed as one row are not missing.
std::vector<FoundReport::TableEvidence> evidence_of(const std::vector<RowPair>& pairs,
                                                    const std::vector<PrintedRow>& printed,
                                                    const std::vector<FormRow>& form_rows, const Form& form) {
  std::vector<FoundReport::TableEvidence> tables(form.tables.size());
  std::vector<bool> found(form_rows.size(), false);
  for (const RowPair& pair : pairs) {
    const FormRow& form_row = form_rows[pair.form];
    found[pair.form] = true;
    FoundReport::TableEvidence& table = tables[form_row.table];
    table.score += pair.likeness;
    if (form_row.optional) continue;  // another form's row says less for this one
    if (has_fitting_values(printed[pair.printed], form_row)) table.score += fitting_values;
    ++table.rows_found;
  }
  const auto is_stood_for = [&](const FormRow& row) {
    if (row.across()) return false;
    const Block& block = form.tables[row.table].blocks[row.block];
    for (std::size_t i = 0; i < form_rows.size(); ++i) {
      const FormRow& other = form_rows[i];
      if (!found[i] || !other.optional || other.table != row.table || other.block != row.block) continue;
      const int group = block.rows[other.row].stands_for;
      if (group >= 0 && block.rows[row.row].group == group) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < form_rows.size(); ++i) {
    const FormRow& row = form_rows[i];
    if (row.optional) continue;
    FoundReport::TableEvidence& table = tables[row.table];
    ++table.rows_expected;
    if (!found[i] && !is_stood_for(row)) table.score += missing_row;
  }
  return tables;
}

}  // namespace

double FoundReport::score() const {
  double sum = 0;
  for (const TableEvidence& table : tables) sum += table.score;
  return sum;
}

int FoundReport::rows_found() const {
  int found = 0;
  for (const TableEvidence& table : tables) found += table.rows_found;
  return found;
}

TableRecognizer::TableRecognizer(const Text& text, const std::vector<Token>& tokens, const PrintedText& printed,
                                 const Form& form, const CommonGrammar& common)
    : text_(text),
      tokens_(tokens),
      printed_(printed),
      form_(form),
      common_(common),
      form_rows_(form.rows(common).rows) {
  for (const FieldLine& line : printed.lines) steps_ += 1 + line.fields.size();
}

int TableRecognizer::rows_printed_exactly(const std::unordered_set<std::u32string_view>& labels) const {
  return static_cast<int>(std::count_if(form_rows_.begin(), form_rows_.end(), [&](const FormRow& row) {
    return std::any_of(row.labels.begin(), row.labels.end(),
                       [&](const FoldedLabel& label) { return labels.contains(label.whole); });
  }));
}

std::vector<FoundReport> TableRecognizer::find_reports() {
  const auto form_size =
      std::count_if(form_rows_.begin(), form_rows_.end(), [](const FormRow& row) { return !row.optional; });
  const auto is_first_page = [&](const std::vector<RowPair>& pairs) {
    const auto in_first_table = std::count_if(pairs.begin(), pairs.end(),
                                              [&](const RowPair& pair) { return form_rows_[pair.form].table == 0; });
    const auto behind_it = static_cast<std::ptrdiff_t>(pairs.size()) - in_first_table;
    return form_.tables.size() > 1 && in_first_table > 0 && behind_it <= most_rows_on_first_page;
  };
  std::vector<FoundReport> reports;
  for (std::vector<RowPair>& pairs : align_rows(printed_, form_.rows(common_), common_, steps_)) {
    const double least = least_share_of_rows * static_cast<double>(form_size);
    if (pairs.empty() || static_cast<double>(pairs.size()) < least || is_first_page(pairs)) continue;
    std::vector<FoundReport::TableEvidence> tables = evidence_of(pairs, printed_.rows, form_rows_, form_);
    reports.push_back({std::move(pairs), std::move(tables)});
  }
  return reports;
}

Tables TableRecognizer::read(const FoundReport& report, std::vector<bool> taken) {
  for (const RowPair& pair : report.pairs) taken[pair.printed] = false;
  Tables tables =
      ReportReader(text_, tokens_, printed_, form_, form_rows_, common_, report.pairs, std::move(taken), steps_).read();
  tables.misprints = find_misprints(text_, printed_, report.pairs, form_rows_, form_, common_);
  return tables;
}

}  // namespace gouji
