#include "table/fill.h"

#include <algorithm>
#include <map>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

// The label of a row that lost its figures must be printed somewhere, and be this like the form's.
constexpr double least_label_likeness = 0.75;
// Of the rows that are filled together, this share must have their labels printed: converters lose some to page breaks.
constexpr double least_share_of_labels = 0.8;
// Behind the last row that was recognized, figures are looked for in so many more.
constexpr int farthest_behind_last = 2;
// The figures of a row are as good as together when so many labels at most stand among them.
constexpr int most_labels_among = 1;
// Ways to deal figures out are tried one by one, in so many steps.
constexpr int most_steps = 20'000;

using Fields = std::vector<const Field*>;

// Deals figures out to rows. Each row takes the next figures, or several rows take them column by column.
class Dealer {
 public:
  // `ends`: where labels stand among the figures. `together`: they hardly do.
  Dealer(const Fields& figures, const std::vector<std::size_t>& ends, std::vector<const FormRow*> rows, bool together)
      : figures_(figures), ends_(ends), rows_(std::move(rows)), together_(together) {
    for (const FormRow* row : rows_) arithmetic_.emplace_back(MatchedRow{nullptr, row});
    begins_group_.assign(figures_.size() + 1, true);
    for (std::size_t i = 1; i < figures_.size(); ++i) {
      begins_group_[i] = figures_[i]->line > figures_[i - 1]->line + 1;
    }
  }

  std::size_t steps() const { return all_steps_; }

  // The figures of each row; empty where there is no way or more than one. Ways that keep to the groups into which
  // empty lines part the figures are tried first.
  std::vector<Fields> deal() {
    for (const bool by_groups : {true, false}) {
      by_groups_ = by_groups;
      steps_ = 0;
      found_.clear();
      several_ = false;
      std::vector<Fields> dealt;
      deal(0, dealt);
      if (steps_ > most_steps || several_) return {};
      if (!found_.empty()) return found_;
    }
    return {};
  }

 private:
  void deal(std::size_t next, std::vector<Fields>& dealt) {
    ++all_steps_;
    if (several_ || ++steps_ > most_steps) return;
    if (dealt.size() == rows_.size()) {
      if (found_.empty()) found_ = dealt;
      several_ = !same_values(found_, dealt);
      return;
    }
    const std::size_t row = dealt.size();
    const std::size_t columns = rows_[row]->cells.size();
    for (std::size_t rows = 1; row + rows <= rows_.size() && same_block(row, row + rows - 1); ++rows) {
      if (next + rows * columns > figures_.size()) break;
      if (rows > 1 && columns == 1) break;  // the same as one after the other
      if (!is_undivided(next, next + rows * columns) && !(rows_[row]->across() && together_)) continue;
      if (!keeps_groups(next, rows, columns) || !take(next, rows, columns, dealt)) continue;
      deal(next + rows * columns, dealt);
      dealt.resize(row);
    }
  }

  // No label among them.
  bool is_undivided(std::size_t begin, std::size_t end) const {
    return std::none_of(ends_.begin(), ends_.end(), [&](std::size_t at) { return begin < at && at < end; });
  }

  bool same_block(std::size_t a, std::size_t b) const {
    return rows_[a]->table == rows_[b]->table && rows_[a]->block == rows_[b]->block;
  }

  // Of one row, its figures stand together or each for itself; of several rows, those of a column stand together.
  bool keeps_groups(std::size_t next, std::size_t rows, std::size_t columns) const {
    if (!by_groups_) return true;
    const auto parted = [&](std::size_t size) {
      for (std::size_t i = next; i <= next + rows * columns; ++i) {
        if (begins_group_[i] != ((i - next) % size == 0)) return false;
      }
      return true;
    };
    return parted(rows) || (rows == 1 && parted(columns));
  }

  // False, with nothing taken, where the sums of a row do not come out.
  bool take(std::size_t next, std::size_t rows, std::size_t columns, std::vector<Fields>& dealt) {
    const std::size_t first = dealt.size();
    for (std::size_t row = 0; row < rows; ++row) {
      Fields fields;
      std::vector<Decimal> values;
      for (std::size_t column = 0; column < columns; ++column) {
        fields.push_back(figures_[next + column * rows + row]);
        values.push_back(fields.back()->value);
      }
      if (!is_credible(first + row, values)) {
        dealt.resize(first);
        return false;
      }
      dealt.push_back(std::move(fields));
    }
    return true;
  }

  // Sums that come out say that a row's figures are its own. Without that, a single figure is taken, and the one row of
  // a block whose figures are printed as good as together: reports have wrong sums too.
  bool is_credible(std::size_t row, const std::vector<Decimal>& values) const {
    if (values.size() == 1) return true;
    if (arithmetic_[row].has_rules() && arithmetic_[row].holds(values)) return true;
    return rows_[row]->across() && together_;
  }

  static bool same_values(const std::vector<Fields>& a, const std::vector<Fields>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Fields& x, const Fields& y) {
      return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                        [](const Field* p, const Field* q) { return p->value == q->value; });
    });
  }

  const Fields& figures_;
  const std::vector<std::size_t>& ends_;
  const std::vector<const FormRow*> rows_;
  const bool together_;
  std::vector<RowArithmetic> arithmetic_;
  std::vector<bool> begins_group_;
  bool by_groups_ = true;
  bool several_ = false;
  int steps_ = 0;
  std::size_t all_steps_ = 0;
  std::vector<Fields> found_;
};

class Filler {
 public:
  Filler(const Text& text, const std::vector<PrintedRow>& printed, const std::vector<FormRow>& form_rows,
         const std::vector<RowPair>& pairs, const std::vector<bool>& taken, const Form& form,
         const CommonGrammar& common)
      : text_(text),
        printed_(printed),
        form_rows_(form_rows),
        pairs_(pairs),
        taken_(taken),
        form_(form),
        common_(common),
        usual_figures_(find_usual_figures()) {}

  Filling fill(std::size_t& steps) {
    int form = -1;  // of the last whole row, and the printed row behind it
    int row = pairs_.front().printed;
    for (const RowPair& pair : pairs_) {
      if (!is_whole(pair)) continue;
      fill_between(row, pair.printed, form, pair.form);
      row = pair.printed + 1;
      form = pair.form;
    }
    const int last = std::min(pairs_.back().printed + farthest_behind_last, static_cast<int>(printed_.size()) - 1);
    for (int end = std::max(pairs_.back().printed, row); end <= last; ++end) {
      if (end > pairs_.back().printed && taken_[end]) break;  // the next report
      if (fill_between(row, end + 1, form, static_cast<int>(form_rows_.size()))) break;
    }
    if (usual_figures_ > 0 && all_loose_ >= usual_figures_) doubt_all();
    steps += steps_;
    return std::move(filling_);
  }

 private:
  // Its figures are as many as its cells, or as those of most rows, so that nothing of it can be elsewhere. Drawn
  // separators tear nothing apart.
  bool is_whole(const RowPair& pair) const {
    const PrintedRow& row = printed_[pair.printed];
    if (row.separated) return true;
    const int figures = row.inked_values();
    return !row.is_uneven() && (figures == cells_of(pair) || (figures == usual_figures_ && cells_of(pair) > 1));
  }

  int cells_of(const RowPair& pair) const { return static_cast<int>(form_rows_[pair.form].cells.size()); }

  // How many figures most rows of several columns print: more than the form has, where a report adds a column.
  int find_usual_figures() const {
    std::map<int, int> rows;
    for (const RowPair& pair : pairs_) {
      const int figures = printed_[pair.printed].inked_values();
      if (cells_of(pair) > 1 && !form_rows_[pair.form].across() && figures >= cells_of(pair)) ++rows[figures];
    }
    int usual = 0;
    int most = 0;
    for (const auto& [figures, count] : rows) {
      if (count > most) usual = figures;
      most = std::max(most, count);
    }
    return usual;
  }

  // Printed rows from `begin` to before `end`, rows of the form behind `above` and before `below`. False when nothing
  // was filled.
  bool fill_between(int begin, int end, int above, int below) {
    Fields figures;
    std::vector<std::size_t> ends;  // of each printed row's, in figures
    bool clean = true;
    for (int i = begin; i < end; ++i) {
      for (const Field& value : printed_[i].values) {
        if (value.kind == Field::Kind::empty) continue;
        clean = clean && value.kind == Field::Kind::figure && !printed_[i].separated && !is_row_of_its_own(i);
        figures.push_back(&value);
      }
      ends.push_back(figures.size());
    }
    if (figures.empty()) return false;
    // Below the last row, one figure alone may as well be a telephone number.
    const bool is_below_all = below == static_cast<int>(form_rows_.size());
    clean = clean && !(is_below_all && figures.size() == 1);
    for (const bool with_optional : {false, true}) {
      const std::vector<int> rows = rows_between(above, below, with_optional);
      const bool fits = clean && cells_of(rows) == figures.size() && have_labels(rows);
      if (fits && fill(rows, figures, ends, begin, end)) return true;
    }
    doubt(begin, end);
    return false;
  }

  // A row that the form does not have, as one of subtotals: its label, its unit and its figure stand on one line.
  bool is_row_of_its_own(int i) const {
    const PrintedRow& row = printed_[i];
    return form_row_of(i) < 0 && row.labels.size() > 1 && row.labels.back().is_unit &&
           row.labels.back().line == row.values.front().line;
  }

  // Where figures lie about that are no row's, a row without any is not blank: they may be its own.
  void doubt(int begin, int end) {
    int loose = 0;
    for (int i = begin; i < end; ++i) loose += loose_figures(printed_[i], form_row_of(i));
    all_loose_ += loose;
    if (loose == 0) return;
    for (int i = begin; i < end; ++i) {
      if (form_row_of(i) >= 0 && printed_[i].inked_values() == 0) filling_.doubtful.push_back(i);
    }
  }

  // So many loose figures are a row's, and may be that of any row that has none.
  void doubt_all() {
    for (const RowPair& pair : pairs_) {
      const PrintedRow& row = printed_[pair.printed];
      if (!row.separated && row.inked_values() == 0) filling_.doubtful.push_back(pair.printed);
    }
  }

  // Rows that the form does not have, such as subtotals, have a label and as many figures as the others.
  int loose_figures(const PrintedRow& row, int form_row) const {
    const int figures = row.inked_values();
    const bool is_row = !row.labels.empty() && usual_figures_ > 0 && figures == usual_figures_;
    if (form_row < 0) return is_row ? 0 : figures - blank_marks(row);
    return std::max(0, figures - std::max(usual_figures_, static_cast<int>(form_rows_[form_row].cells.size())));
  }

  // A group's row may have one, where it has no figure.
  static int blank_marks(const PrintedRow& row) {
    return static_cast<int>(std::count_if(row.values.begin(), row.values.end(),
                                          [](const Field& value) { return value.kind == Field::Kind::blank_mark; }));
  }

  int form_row_of(int printed) const {
    const auto pair = std::lower_bound(pairs_.begin(), pairs_.end(), printed,
                                       [](const RowPair& a, int row) { return a.printed < row; });
    return pair != pairs_.end() && pair->printed == printed ? pair->form : -1;
  }

  // A group is printed as its rows, or as the one that stands for them; as its rows where any of them was recognized.
  std::vector<int> rows_between(int above, int below, bool with_optional) const {
    std::vector<int> rows;
    for (int i = above + 1; i < below; ++i) {
      const FormRow& row = form_rows_[i];
      const auto printed_as_rows = [&](const RowPair& pair) { return stands_for(row, form_rows_[pair.form]); };
      const bool stood_for = std::any_of(form_rows_.begin() + above + 1, form_rows_.begin() + below,
                                         [&](const FormRow& other) { return stands_for(other, row); });
      const bool left_out =
          !with_optional ? row.optional : stood_for || std::any_of(pairs_.begin(), pairs_.end(), printed_as_rows);
      if (!left_out) rows.push_back(i);
    }
    return rows;
  }

  bool stands_for(const FormRow& one, const FormRow& other) const {
    if (!one.optional || one.table != other.table || one.block != other.block) return false;
    const Block& block = form_.tables[one.table].blocks[one.block];
    return block.rows[one.row].stands_for >= 0 && block.rows[one.row].stands_for == block.rows[other.row].group;
  }

  std::size_t cells_of(const std::vector<int>& rows) const {
    std::size_t cells = 0;
    for (const int row : rows) cells += form_rows_[row].cells.size();
    return cells;
  }

  bool have_labels(const std::vector<int>& rows) {
    find_labels();
    const auto found = std::count_if(rows.begin(), rows.end(), [&](int row) { return wanted_[row] > 1; });
    return static_cast<double>(found) >= least_share_of_labels * static_cast<double>(rows.size());
  }

  // Which rows of the form have their label printed, wherever that is, or were recognized in another way.
  void find_labels() {
    if (!wanted_.empty()) return;
    wanted_.assign(form_rows_.size(), least_label_likeness);
    for (const RowPair& pair : pairs_) wanted_[pair.form] = more_than_alike;
    for (int i = pairs_.front().printed; i <= pairs_.back().printed; ++i) {
      std::u32string before;
      for (const Field& label : printed_[i].labels) {
        std::u32string own = fold_characters(text_.at(label.span));
        find_label(own);
        if (!before.empty()) find_label(before + own);
        before = std::move(own);
      }
    }
  }

  void find_label(std::u32string_view label) {
    steps_ += form_rows_.size();
    const FormRows& rows = form_.rows(common_);
    for (const RowLikeness& row : LabelComparison(label, common_).alike_rows(rows, wanted_, Compared::whole_or_core))
      wanted_[row.row] = more_than_alike;
  }

  bool fill(const std::vector<int>& rows, const Fields& figures, const std::vector<std::size_t>& ends, int begin,
            int end) {
    std::vector<const FormRow*> form_rows;
    for (const int row : rows) form_rows.push_back(&form_rows_[row]);
    Dealer dealer(figures, ends, form_rows, are_together(figures, begin, end));
    const std::vector<Fields> dealt = dealer.deal();
    steps_ += dealer.steps();
    if (dealt.empty()) return false;
    for (std::size_t i = 0; i < rows.size(); ++i) filling_.rows.push_back({row_of(dealt[i]), rows[i]});
    for (int i = begin; i < end; ++i) filling_.used.push_back(i);
    return true;
  }

  // A figure a line, and hardly a label among them: those of printed rows behind the first one that has figures.
  bool are_together(const Fields& figures, int begin, int end) const {
    int labels = 0;
    bool has_begun = false;
    for (int i = begin; i < end; ++i) {
      if (has_begun) labels += static_cast<int>(printed_[i].labels.size());
      has_begun = has_begun || printed_[i].inked_values() > 0;
    }
    const auto same_line = [](const Field* a, const Field* b) { return a->line == b->line; };
    return labels <= most_labels_among &&
           std::adjacent_find(figures.begin(), figures.end(), same_line) == figures.end();
  }

  static PrintedRow row_of(const Fields& figures) {
    PrintedRow row;
    row.is_settled = true;
    row.span = figures.front()->span;
    for (const Field* figure : figures) {
      row.values.push_back(*figure);
      row.span = {std::min<ByteOffset>(row.span.begin, figure->span.begin),
                  std::max(row.span.end, figure->with_note().end)};
    }
    return row;
  }

  const Text& text_;
  const std::vector<PrintedRow>& printed_;
  const std::vector<FormRow>& form_rows_;
  const std::vector<RowPair>& pairs_;
  const std::vector<bool>& taken_;
  const Form& form_;
  const CommonGrammar& common_;
  const int usual_figures_;
  // How like a printed label has to be to be that of each row of the form: more than any can be where the label was
  // found. Empty until it is asked for.
  std::vector<double> wanted_;
  std::size_t steps_ = 0;
  int all_loose_ = 0;  // figures that found no row
  Filling filling_;
};

}  // namespace

Filling fill_rows(const Text& text, const std::vector<PrintedRow>& printed, const std::vector<FormRow>& form_rows,
                  const std::vector<RowPair>& pairs, const std::vector<bool>& taken, const Form& form,
                  const CommonGrammar& common, std::size_t& steps) {
  return Filler(text, printed, form_rows, pairs, taken, form, common).fill(steps);
}

}  // namespace gouji
