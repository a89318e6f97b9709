#include "table/columns.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

namespace gouji {
namespace {

// Rows must agree on where columns stand, but for one in so many: a page break may have shifted a row.
constexpr int rows_to_one_stray = 5;

bool is_inked(const Field& field) { return field.is_inked_value(); }

bool is_complete(const PrintedRow& row, int columns) { return row.inked_values() == columns && !row.is_uneven(); }

int field_position(const PrintedRow& row, std::size_t value, int counting) {
  switch (counting) {
    case 0:
      return row.values[value].number;
    case 1:
      return static_cast<int>(value);
    default:
      return static_cast<int>(row.values.size() - value);
  }
}

// How often complete rows say where columns stand. They hardly ever say two things.
class Votes {
 public:
  void add(const std::vector<int>& positions) {
    ++all_;
    const auto same =
        std::find_if(counts_.begin(), counts_.end(), [&](const auto& entry) { return entry.first == positions; });
    if (same == counts_.end()) {
      counts_.emplace_back(positions, 1);
    } else {
      ++same->second;
    }
  }

  // What most of the rows say, or nothing where too many say something else.
  std::vector<int> agreed() const {
    for (const auto& [positions, count] : counts_) {
      if ((all_ - count) * rows_to_one_stray <= all_ && count * 2 > all_) return positions;
    }
    return {};
  }

 private:
  std::vector<std::pair<std::vector<int>, int>> counts_;
  int all_ = 0;
};

bool same_figures(const Placement& a, const Placement& b, const PrintedRow& row) {
  const auto figure = [&](int value) { return value >= 0 && is_inked(row.values[value]) ? value : -1; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](int x, int y) { return figure(x) == figure(y); });
}

// Each value at the column with its position. Empty where a figure stands at none, or two at one.
template <typename PositionOf>
Placement at_positions(const PrintedRow& row, const std::vector<int>& positions, PositionOf position_of) {
  Placement placement(positions.size(), -1);
  for (std::size_t value = 0; value < row.values.size(); ++value) {
    const auto column = std::find(positions.begin(), positions.end(), position_of(value));
    if (column != positions.end()) {
      int& place = placement[static_cast<std::size_t>(column - positions.begin())];
      if (place >= 0) return {};
      place = static_cast<int>(value);
    } else if (is_inked(row.values[value])) {
      return {};
    }
  }
  return placement;
}

}  // namespace

std::vector<Extent> column_extents(const std::vector<const PrintedRow*>& rows, int columns, Metric metric) {
  std::vector<Extent> extents;
  std::vector<int> label_ends;
  for (const PrintedRow* row : rows) {
    if (row->separated || !row->on_one_line() || !is_complete(*row, columns)) continue;
    const bool first = extents.empty();
    label_ends.push_back(row->labels.empty() ? 0 : extent_of(row->labels.back(), metric).end);
    std::size_t column = 0;
    for (const Field& value : row->values) {
      const Extent own = extent_of(value, metric);
      if (first) {
        extents.push_back(own);
      } else {
        extents[column] = {std::min(extents[column].begin, own.begin), std::max(extents[column].end, own.end)};
      }
      ++column;
    }
  }
  // Where words merely follow each other, figures behind labels of different lengths do not stand in columns.
  const bool alike =
      std::adjacent_find(label_ends.begin(), label_ends.end(), std::not_equal_to<>()) == label_ends.end();
  const bool overlap = std::adjacent_find(extents.begin(), extents.end(), [](const Extent& left, const Extent& right) {
                         return left.end >= right.begin;
                       }) != extents.end();
  return alike || overlap ? std::vector<Extent>() : extents;
}

ColumnLayout::ColumnLayout(const std::vector<const PrintedRow*>& rows, int columns) : columns_(columns) {
  learn_fields(rows);
  for (const Metric metric : {Metric::columns, Metric::characters})
    extents_[static_cast<int>(metric)] = column_extents(rows, columns, metric);
  learn_lines(rows);
}

std::vector<Placement> ColumnLayout::placements(const PrintedRow& row) const {
  std::vector<Placement> ways;
  const auto add = [&](Placement placement) {
    if (placement.empty()) return;
    const bool known = std::any_of(ways.begin(), ways.end(),
                                   [&](const Placement& other) { return same_figures(placement, other, row); });
    if (!known) ways.push_back(std::move(placement));
  };
  if (row.separated) {
    for (int counting = 0; counting < countings; ++counting) add(by_fields(row, counting));
  } else {
    if (row.on_one_line()) {
      add(by_extents(row, Metric::columns));
      add(by_extents(row, Metric::characters));
    }
    if (row.one_a_line()) add(by_lines(row));
  }
  return ways;
}

void ColumnLayout::learn_fields(const std::vector<const PrintedRow*>& rows) {
  std::vector<const PrintedRow*> complete;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(complete),
               [&](const PrintedRow* row) { return row->separated && is_complete(*row, columns_); });
  std::vector<int> positions;
  for (int counting = 0; counting < countings; ++counting) {
    Votes votes;
    for (const PrintedRow* row : complete) {
      positions.clear();
      for (std::size_t value = 0; value < row->values.size(); ++value) {
        if (is_inked(row->values[value])) positions.push_back(field_position(*row, value, counting));
      }
      votes.add(positions);
    }
    fields_[counting] = votes.agreed();
  }
}

void ColumnLayout::learn_lines(const std::vector<const PrintedRow*>& rows) {
  Votes votes;
  std::vector<int> lines;
  for (const PrintedRow* row : rows) {
    if (row->separated || row->labels.empty() || !row->one_a_line()) continue;
    if (columns_ < 2 || !is_complete(*row, columns_) || row->is_irregular()) continue;
    lines.clear();
    for (const Field& value : row->values) lines.push_back(value.line - row->labels.back().line);
    votes.add(lines);
    heights_.push_back(row->next_line - row->labels.back().line);
  }
  lines_ = votes.agreed();
}

Placement ColumnLayout::by_fields(const PrintedRow& row, int counting) const {
  if (fields_[counting].empty()) return only_window(row);
  return at_positions(row, fields_[counting], [&](std::size_t value) { return field_position(row, value, counting); });
}

// With nothing to learn from: where there is only one way to put as many fields as there are columns around the
// figures.
Placement ColumnLayout::only_window(const PrintedRow& row) const {
  const auto first_inked = std::find_if(row.values.begin(), row.values.end(), is_inked);
  const auto last_inked = std::find_if(row.values.rbegin(), row.values.rend(), is_inked);
  if (first_inked == row.values.end()) return {};
  const int front = static_cast<int>(first_inked - row.values.begin());
  const int back = static_cast<int>(row.values.rend() - last_inked) - 1;
  const int least = std::max(0, back - columns_ + 1);
  const int most = std::min(front, static_cast<int>(row.values.size()) - columns_);
  if (least != most) return {};
  Placement window(static_cast<std::size_t>(columns_));
  std::iota(window.begin(), window.end(), least);
  return window;
}

// The one column that it stands in; -1 where there is none, or two.
int ColumnLayout::column_of(const Field& field, Metric metric) const {
  const std::vector<Extent>& extents = extents_[static_cast<int>(metric)];
  const Extent own = extent_of(field, metric);
  int found = -1;
  for (std::size_t column = 0; column < extents.size(); ++column) {
    const bool near = own.begin < extents[column].end && extents[column].begin < own.end;
    if (!near) continue;
    if (found >= 0) return -1;
    found = static_cast<int>(column);
  }
  return found;
}

bool ColumnLayout::knows(const PrintedRow& row) const {
  if (row.separated)
    return std::any_of(std::begin(fields_), std::end(fields_), [](const auto& of) { return !of.empty(); });
  return (row.on_one_line() && (has_columns(Metric::columns) || has_columns(Metric::characters))) ||
         (row.one_a_line() && !lines_.empty());
}

Placement ColumnLayout::by_extents(const PrintedRow& row, Metric metric) const {
  if (!has_columns(metric)) return {};
  Placement placement(extents_[static_cast<int>(metric)].size(), -1);
  for (std::size_t value = 0; value < row.values.size(); ++value) {
    if (!is_inked(row.values[value])) continue;
    const int column = column_of(row.values[value], metric);
    if (column < 0 || placement[static_cast<std::size_t>(column)] >= 0) return {};
    placement[static_cast<std::size_t>(column)] = static_cast<int>(value);
  }
  return placement;
}

// Only where blanks have lines too: the next row must stand as far below as behind a complete row, or, where several
// complete rows agree, behind the line of the last column.
Placement ColumnLayout::by_lines(const PrintedRow& row) const {
  if (lines_.empty() || row.labels.empty()) return {};
  const int label = row.labels.back().line;
  const int height = row.next_line - label;
  const bool several = heights_.size() > 1;
  // One row shows it only where its values have no lines between them, so that an empty line is a blank.
  const bool dense = lines_.back() - lines_.front() + 1 == columns_;
  const bool as_high = std::find(heights_.begin(), heights_.end(), height) != heights_.end();
  if (several ? height <= lines_.back() && !as_high : !dense || !as_high) return {};
  return at_positions(row, lines_, [&](std::size_t value) { return row.values[value].line - label; });
}

}  // namespace gouji
