#include "table/join.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "table/columns.h"
#include "token/number.h"

namespace gouji {
namespace {

// A piece of a figure is not further from its row's line than this.
constexpr int farthest_line = 2;
// Where the line has a label too, it must be the next one.
constexpr int farthest_labelled_line = 1;
// More lines of figures than this between two rows are something else than wrapped figures.
constexpr std::size_t most_loose_lines = 6;
// A column that the form does not have is one when one in so many rows at least prints it.
constexpr std::size_t rows_to_a_column = 4;
// Ways to join the pieces of a row are tried one by one, up to so many.
constexpr int most_ways = 5'000;

// The figures on one line, or those of a row of which each has its own.
struct Line {
  int number = 0;
  std::vector<const Field*> values;
  int row = 0;  // the printed row that has them
};

struct WrappedRow {
  Line main;                // the line with most of its figures
  std::vector<Line> below;  // up to the next row's, or to the barrier
  // Something between this row and the next has a label and figures of its own, as a subtotal: no figure of the one row
  // goes on beyond it, none of the other begins before it.
  bool barrier = false;
  std::vector<Line> behind_barrier;
};

bool is_inked(const Field& field) { return field.is_inked_value(); }

std::vector<Line> lines_of(const PrintedRow& row, int index) {
  std::vector<Line> lines;
  for (const Field& value : row.values) {
    if (!is_inked(value)) continue;
    if (lines.empty() || lines.back().number != value.line) lines.push_back({value.line, {}, index});
    lines.back().values.push_back(&value);
  }
  return lines;
}

int last_line(const PrintedRow& row) {
  int line = 0;
  for (const Field& label : row.labels) line = std::max(line, label.line);
  return line;
}

class Joiner {
 public:
  Joiner(const Text& text, const std::vector<PrintedRow>& printed, const std::vector<PlacedRow>& block,
         const std::vector<bool>& taken)
      : text_(text), printed_(printed), block_(block), taken_(taken) {
    std::vector<const PrintedRow*> rows;
    for (const PlacedRow& row : block) {
      joined_.rows.push_back({row.printed, std::nullopt, false});
      rows.push_back(row.printed);
    }
    usual_figures_ = find_usual_figures();
    const int cells = static_cast<int>(block.front().form->cells.size());
    const bool in_columns = !column_extents(rows, cells, Metric::columns).empty();
    either_metric_ = in_columns == !column_extents(rows, cells, Metric::characters).empty();
    if (!in_columns && !either_metric_) metric_ = Metric::characters;
  }

  Joined join(std::size_t& all_steps) {
    for (std::size_t begin = 0; begin < block_.size();) {
      std::size_t end = begin + 1;
      while (end < block_.size() && block_[end].index > block_[end - 1].index && block_[end - 1].index >= 0) ++end;
      if (block_[begin].index >= 0) join(begin, end);
      begin = end;
    }
    all_steps += steps_;
    return std::move(joined_);
  }

 private:
  // How many figures most rows print; more than the form has cells, where a report adds a column.
  std::size_t find_usual_figures() const {
    const std::size_t cells = block_.front().form->cells.size();
    std::map<std::size_t, int> rows;
    for (const PlacedRow& row : block_) {
      const std::size_t figures = figures_of_main(*row.printed);
      if (figures > cells) ++rows[figures];
    }
    const auto most =
        std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    const bool usual = most != rows.end() && static_cast<std::size_t>(most->second) * rows_to_a_column >= block_.size();
    return usual ? most->first : cells;
  }

  // A stretch of rows in the order of the text.
  void join(std::size_t begin, std::size_t end) {
    gather(begin, end);
    join_in_columns(begin);
    for (std::size_t row = begin; row < end; ++row) {
      if (join_in_order(row)) rows_[row - begin].below = loose_of_others(rows_[row - begin].below, block_[row].index);
    }
    doubt(begin);
  }

  // ---- the lines around rows

  void gather(std::size_t begin, std::size_t end) {
    rows_.assign(end - begin, {});
    above_.clear();
    for (std::size_t i = begin; i < end; ++i) {
      WrappedRow& row = rows_[i - begin];
      std::vector<Line> lines = lines_of(*block_[i].printed, block_[i].index);
      const std::size_t main = find_main(*block_[i].printed, lines, row.main);
      std::vector<Line>& before = i == begin ? above_ : rows_[i - begin - 1].below;
      for (std::size_t line = 0; line < lines.size(); ++line) {
        if (line < main) before.push_back(lines[line]);
        if (line > main) row.below.push_back(lines[line]);
      }
      const int next =
          i + 1 < end ? block_[i + 1].index : std::min<int>(block_[i].index + 2, static_cast<int>(printed_.size()));
      for (int other = block_[i].index + 1; other < next; ++other)
        add_loose(other, row.main.number, i + 1 < end, row.barrier ? row.behind_barrier : row.below, row.barrier);
    }
    const int first = block_[begin].index - 1;
    bool barrier = false;
    std::vector<Line> before;
    if (first >= 0) add_loose(first, rows_.front().main.number, false, before, barrier);
    above_.insert(above_.begin(), before.begin(), before.end());
  }

  // How many the main line has, see find_main().
  static std::size_t figures_of_main(const PrintedRow& row) {
    if (!row.is_uneven()) return static_cast<std::size_t>(row.inked_values());
    std::size_t most = 0;
    for (const Line& line : lines_of(row, 0)) most = std::max(most, line.values.size());
    return most;
  }

  // Which of a row's lines is its main one, put into `main`.
  static std::size_t find_main(const PrintedRow& row, std::vector<Line>& lines, Line& main) {
    if (lines.empty()) {
      main.number = last_line(row);
      return 0;
    }
    if (!row.is_uneven()) {  // its own line, or one figure a line
      for (std::size_t line = 1; line < lines.size(); ++line) {
        lines[0].values.insert(lines[0].values.end(), lines[line].values.begin(), lines[line].values.end());
      }
      lines.resize(1);
    }
    const auto most = std::max_element(lines.begin(), lines.end(),
                                       [](const Line& a, const Line& b) { return a.values.size() < b.values.size(); });
    main = *most;
    return static_cast<std::size_t>(most - lines.begin());
  }

  // The figures of a printed row that is no row of the form, near a row's line or between two rows.
  void add_loose(int other, int line_number, bool between, std::vector<Line>& lines, bool& barrier) const {
    const PrintedRow& row = printed_[other];
    if (taken_[other] || row.inked_values() == 0) return;
    const std::size_t cells = block_.front().form->cells.size();
    if (!row.labels.empty() && (row.separated || row.inked_values() >= static_cast<int>(cells))) {
      if (barrier) lines.clear();  // what stands between two of them is neither row's
      barrier = true;
      return;
    }
    for (Line& line : lines_of(row, other)) {
      const int farthest = row.labels.empty() ? farthest_line : farthest_labelled_line;
      if (between || std::abs(line.number - line_number) <= farthest) lines.push_back(std::move(line));
    }
  }

  static std::vector<Line> loose_of_others(const std::vector<Line>& lines, int own) {
    std::vector<Line> others;
    for (const Line& line : lines) {
      if (line.row != own) others.push_back(line);
    }
    return others;
  }

  // ---- words that follow each other: a piece is the word before the rest

  // A row's own lines in reading order: a figure may go on at the front of the next line.
  bool join_in_order(std::size_t row) {
    const PrintedRow& printed = *block_[row].printed;
    const std::size_t cells = block_[row].form->cells.size();
    std::vector<const Field*> pieces;
    for (const Field& value : printed.values) {
      if (is_inked(value)) pieces.push_back(&value);
    }
    if (joined_.rows[row].row().is_settled || !printed.flows() || pieces.size() <= cells) return false;
    const RowArithmetic arithmetic({&printed, block_[row].form});
    if (!arithmetic.has_rules()) return false;
    std::vector<std::vector<Field>> found;
    std::vector<Field> figures;
    int steps = 0;
    const std::function<void(std::size_t)> go_on = [&](std::size_t piece) {
      if (found.size() > 1 || ++steps > most_ways) return;
      ++steps_;
      if (piece == pieces.size()) {
        if (figures.size() == cells && holds(arithmetic, figures)) found.push_back(figures);
        return;
      }
      if (figures.size() < cells) {
        figures.push_back(*pieces[piece]);
        go_on(piece + 1);
        figures.pop_back();
      }
      const bool can_join = piece > 0 && pieces[piece]->line == pieces[piece - 1]->line + 1 &&
                            figures.size() + pieces.size() - piece > cells;
      if (!can_join) return;
      const Field before = figures.back();
      if (add_piece(*pieces[piece], figures.back())) go_on(piece + 1);
      figures.back() = before;
    };
    go_on(0);
    if (found.size() != 1 || steps > most_ways) return false;
    set_values(row, std::move(found.front()));
    return true;
  }

  static bool holds(const RowArithmetic& arithmetic, const std::vector<Field>& figures) {
    std::vector<Decimal> values;
    for (const Field& figure : figures) values.push_back(figure.value);
    return arithmetic.holds(values);
  }

  bool add_piece(const Field& piece, Field& figure) const {
    if (figure.kind != Field::Kind::figure || piece.kind != Field::Kind::figure) return false;
    std::string whole;
    whole += text_.at(figure.span);
    for (const Span& end : figure.lower()) whole += text_.at(end);
    whole += text_.at(piece.span);
    const std::optional<Decimal> value = parse_number(whole);
    if (!value || (figure.value.is_zero() && text_.at(piece.span).front() != '.')) return false;  // nobody prints "011"
    figure.value = *value;
    figure.parts.make().lower.push_back(piece.span);
    if (!piece.unit().empty()) figure.parts.make().unit = piece.unit();
    if (!piece.note().empty()) figure.parts.make().note = piece.note();
    return true;
  }

  // ---- columns: a piece is what stands over or under the rest

  // Deals the lines between rows out to the row above and the row below, all of them, so that every row that gets some
  // is whole. `taken` of rows_[i].below belong to row i, the others to the next one.
  void join_in_columns(std::size_t begin) {
    for (std::size_t i = 0; i < rows_.size();) {
      const std::vector<Line>* above = own_lines_above(i);
      const bool begins = (above != nullptr && !above->empty()) || !rows_[i].below.empty();
      if (!begins) {
        ++i;
        continue;
      }
      std::size_t end = i;  // the rows from i to end share lines with each other, and with no other
      while (end < rows_.size() && !rows_[end].below.empty() && !rows_[end].barrier) ++end;
      end = std::min(end + 1, rows_.size());
      deal_lines(begin, i, end);
      i = end;
    }
  }

  // The lines above a row that are not also those below another one.
  std::vector<Line>* own_lines_above(std::size_t row) {
    if (row == 0) return &above_;
    return rows_[row - 1].barrier ? &rows_[row - 1].behind_barrier : nullptr;
  }

  // All lines between a row and the one above it, or the barrier between them.
  const std::vector<Line>& lines_above(std::size_t row) const {
    if (row == 0) return above_;
    return rows_[row - 1].barrier ? rows_[row - 1].behind_barrier : rows_[row - 1].below;
  }

  void deal_lines(std::size_t begin, std::size_t first, std::size_t end) {
    std::vector<std::size_t> taken(end - first, 0);
    std::vector<std::vector<std::size_t>> found;
    int steps = 0;
    const std::function<void(std::size_t)> deal = [&](std::size_t row) {
      if (found.size() > 1 || ++steps > most_ways) return;
      ++steps_;
      if (row == end) {
        found.push_back(taken);
        return;
      }
      const std::vector<Line>& below = rows_[row].below;
      const bool last = row + 1 == rows_.size() || rows_[row].barrier;
      for (std::size_t count = last ? below.size() : 0; count <= below.size(); ++count) {
        if (!parts_there(row, count)) continue;
        taken[row - first] = count;
        if (can_have(begin, row, lines_for(row, first, taken))) deal(row + 1);
      }
    };
    if (std::any_of(rows_.begin() + static_cast<std::ptrdiff_t>(first),
                    rows_.begin() + static_cast<std::ptrdiff_t>(end),
                    [](const WrappedRow& row) { return row.below.size() > most_loose_lines; })) {
      return;
    }
    deal(first);
    if (found.size() != 1 || steps > most_ways) return;
    for (std::size_t row = first; row < end; ++row) apply(begin, row, lines_for(row, first, found.front()));
    for (std::size_t row = first; row < end; ++row) rows_[row].below.clear();
    if (std::vector<Line>* above = own_lines_above(first)) above->clear();
  }

  // Where empty lines stand among those between two rows, they part what belongs to the one from what belongs to the
  // other.
  bool parts_there(std::size_t row, std::size_t count) const {
    if (row + 1 == rows_.size() || rows_[row].barrier) return true;
    const std::vector<Line>& below = rows_[row].below;
    const auto line = [&](std::size_t i) {
      return i == 0 ? rows_[row].main.number : i <= below.size() ? below[i - 1].number : rows_[row + 1].main.number;
    };
    bool any_parted = false;
    for (std::size_t i = 0; i <= below.size(); ++i) any_parted = any_parted || line(i + 1) > line(i) + 1;
    return !any_parted || line(count + 1) > line(count) + 1;
  }

  // The lines of a row's figures from top to bottom.
  std::vector<const Line*> lines_for(std::size_t row, std::size_t first, const std::vector<std::size_t>& taken) const {
    std::vector<const Line*> lines;
    const std::vector<Line>& above = lines_above(row);
    const bool has_own = row == 0 || rows_[row - 1].barrier;
    const std::size_t from = has_own ? 0 : row == first ? above.size() : taken[row - first - 1];
    for (std::size_t i = from; i < above.size(); ++i) lines.push_back(&above[i]);
    lines.push_back(&rows_[row].main);
    for (std::size_t i = 0; i < taken[row - first]; ++i) lines.push_back(&rows_[row].below[i]);
    return lines;
  }

  bool can_have(std::size_t begin, std::size_t row, const std::vector<const Line*>& lines) const {
    if (lines.size() > 1) return !figures_of(begin, row, lines).empty();
    // Beside lines that are dealt out, a row that gets none has to be whole without them.
    return rows_[row].main.values.size() == usual_figures_;
  }

  // The figures of a row that has these lines. Where nothing tells how places in a line are counted, both ways have to
  // come to the same.
  std::vector<Field> figures_of(std::size_t begin, std::size_t row, const std::vector<const Line*>& lines) const {
    const bool separated = block_[begin + row].printed->separated;
    const bool same = separated || !either_metric_ ||
                      columns_of(lines, Metric::columns, false) == columns_of(lines, Metric::characters, false);
    return same ? figures_of(begin, row, columns_of(lines, metric_, separated)) : std::vector<Field>();
  }

  bool might_have(std::size_t begin, std::size_t row, const std::vector<const Line*>& lines) const {
    const bool separated = block_[begin + row].printed->separated;
    return !figures_of(begin, row, columns_of(lines, Metric::columns, separated)).empty() ||
           !figures_of(begin, row, columns_of(lines, Metric::characters, separated)).empty();
  }

  using Columns = std::vector<std::vector<const Field*>>;

  // Column by column, the pieces from top to bottom. Empty where a column has nothing, or the row's sums do not come
  // out.
  std::vector<Field> figures_of(std::size_t begin, std::size_t row, const Columns& columns) const {
    const FormRow& form_row = *block_[begin + row].form;
    std::vector<Field> figures;
    for (const std::vector<const Field*>& column : columns) {
      Field figure = *column.front();
      for (std::size_t piece = 1; piece < column.size(); ++piece) {
        if (!add_piece(*column[piece], figure)) return {};
      }
      if (figure.kind != Field::Kind::figure) return {};
      figures.push_back(std::move(figure));
    }
    if (figures.size() != form_row.cells.size()) return {};
    const RowArithmetic arithmetic({block_[begin + row].printed, &form_row});
    return arithmetic.has_rules() && holds(arithmetic, figures) ? figures : std::vector<Field>();
  }

  // What stands over each other, from left to right.
  static Columns columns_of(const std::vector<const Line*>& lines, Metric metric, bool separated) {
    std::vector<const Field*> pieces;
    for (const Line* line : lines) pieces.insert(pieces.end(), line->values.begin(), line->values.end());
    const auto extent = [&](const Field* field) {
      return separated ? Extent{field->number, field->number + 1} : extent_of(*field, metric);
    };
    std::stable_sort(pieces.begin(), pieces.end(),
                     [&](const Field* a, const Field* b) { return extent(a).begin < extent(b).begin; });
    Columns columns;
    int end = -1;  // of the last column
    for (const Field* piece : pieces) {
      if (columns.empty() || extent(piece).begin >= end) columns.emplace_back();
      columns.back().push_back(piece);
      end = std::max(end, extent(piece).end);
    }
    for (std::vector<const Field*>& column : columns) {
      std::stable_sort(column.begin(), column.end(), [](const Field* a, const Field* b) { return a->line < b->line; });
    }
    return columns;
  }

  void apply(std::size_t begin, std::size_t row, const std::vector<const Line*>& lines) {
    for (const Line* line : lines) {
      if (line->row != block_[begin + row].index && !taken_[line->row]) joined_.used.push_back(line->row);
    }
    if (lines.size() > 1) {
      set_values(begin + row, figures_of(begin, row, lines));
    } else if (rows_[row].main.values.size() < static_cast<std::size_t>(block_[begin + row].printed->inked_values())) {
      std::vector<Field> own;  // the rest is another row's
      for (const Field* value : rows_[row].main.values) own.push_back(*value);
      set_values(begin + row, std::move(own));
    }
  }

  void set_values(std::size_t row, std::vector<Field> values) {
    if (!joined_.rows[row].joined) joined_.rows[row].joined = *joined_.rows[row].printed;
    PrintedRow& joined = *joined_.rows[row].joined;
    joined.values.clear();
    for (Field& value : values) joined.add_own_value(std::move(value));
    joined.is_settled = true;
  }

  // ---- what is left

  // Lines that found no row may hold a part of a figure of the row above or below.
  void doubt(std::size_t begin) {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const std::vector<Line>& above = lines_above(row);
      const bool doubtful = may_go_on(begin, row, above) || may_go_on(begin, row, rows_[row].below);
      joined_.rows[begin + row].doubtful = doubtful;
    }
  }

  bool may_go_on(std::size_t begin, std::size_t row, const std::vector<Line>& lines) const {
    const std::vector<const Line*> near = lines_near(begin, row, lines);
    if (near.empty()) return false;
    const PlacedRow& placed = block_[begin + row];
    std::vector<Field> figures;
    for (const Field& value : joined_.rows[begin + row].row().values) {
      if (value.kind == Field::Kind::figure) figures.push_back(value);
    }
    if (figures.size() != usual_figures_) return true;
    // With columns that the form does not have, which figure is which is not known yet.
    const RowArithmetic arithmetic({placed.printed, placed.form});
    if (usual_figures_ != placed.form->cells.size() || !arithmetic.has_rules()) return count_figures(near) > 1;
    if (!holds(arithmetic, figures)) return true;
    // The sums come out as it is; do they with the lines beside it too?
    std::vector<const Line*> longer = {&rows_[row].main};
    return std::any_of(near.begin(), near.end(), [&](const Line* line) {
      longer.insert(line->number < rows_[row].main.number ? longer.begin() : longer.end(), line);
      return might_have(begin, row, longer);
    });
  }

  // Of lines above or below a row, those that may be its own, the nearest first. Its own figures are not among them:
  // bind_rows() knows that they are uneven.
  std::vector<const Line*> lines_near(std::size_t begin, std::size_t row, const std::vector<Line>& lines) const {
    const PlacedRow& placed = block_[begin + row];
    const int number = rows_[row].main.number;
    std::vector<const Line*> near;
    for (const Line& line : lines) {
      const PrintedRow& other = printed_[line.row];
      const bool alike = other.separated == placed.printed->separated || other.labels.empty();
      const bool any = count_figures({&line}) > 0;
      if (line.row != placed.index && alike && any && std::abs(line.number - number) <= farthest_line) {
        near.insert(line.number < number ? near.begin() : near.end(), &line);
      }
    }
    return near;
  }

  static std::ptrdiff_t count_figures(const std::vector<const Line*>& lines) {
    std::ptrdiff_t figures = 0;
    for (const Line* line : lines) {
      figures += std::count_if(line->values.begin(), line->values.end(),
                               [](const Field* value) { return value->kind == Field::Kind::figure; });
    }
    return figures;
  }

  const Text& text_;
  const std::vector<PrintedRow>& printed_;
  const std::vector<PlacedRow>& block_;
  const std::vector<bool>& taken_;
  std::size_t usual_figures_ = 0;
  Metric metric_ = Metric::columns;  // how places in lines are counted
  bool either_metric_ = true;        // or otherwise: nothing tells
  std::vector<WrappedRow> rows_;     // of the stretch
  std::vector<Line> above_;          // before its first row
  std::size_t steps_ = 0;
  Joined joined_;
};

}  // namespace

Joined join_wrapped_figures(const Text& text, const std::vector<PrintedRow>& printed,
                            const std::vector<PlacedRow>& block, const std::vector<bool>& taken, std::size_t& steps) {
  return Joiner(text, printed, block, taken).join(steps);
}

}  // namespace gouji
