#include "table/align.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "text/fold.h"

namespace gouji {
namespace {

// A row's label may be cut into at most this many fields (words that spaces keep apart, lines of a narrow column).
constexpr int most_label_fields = 40;
// Labels that are less alike than this speak for a row only by what they exceed it.
constexpr double neutral_likeness = 0.4;
// Labels that are less alike than this are a row's only where it has all its figures.
constexpr double telling_likeness = 0.65;
// Without any figure, a label is a row's only where it is as good as whole: a part of it stands beside the figures.
constexpr double whole_likeness = 0.85;
// A label that is put together from fields around the figures must be this like, and counts a little less than one that
// stands before them.
constexpr double least_wrapped_likeness = 0.75;
constexpr double wrapped_weight = 0.9;
// How many printed rows up and down, and how many of their fields, a wrapped label may reach.
constexpr int farthest_wrapped_row = 3;
constexpr std::size_t most_wrapped_fields = 6;
// What it is worth that the row before is the row before in the form too: labels that occur twice go where they belong.
constexpr double neighbour_bonus = 0.3;
// The share of a header's characters that must be printed over a row of rows side by side.
constexpr double least_header_share = 0.7;
// A row is surely that of the form with a whole label, or a whole one that was wrapped.
constexpr double sure_likeness = 0.9;
// Two rows of the form whose labels are as like as this, but for so much, may both be it.
constexpr double as_good = 0.05;
// So many rows one after the other that the report has had before, word for word, are another report's. A row that is
// repeated where a page breaks is not.
constexpr std::size_t rows_that_begin_anew = 3;
// A printed row without any value says only that its label occurs. Headings and texts do that too.
constexpr double no_values_penalty = 0.3;

class Aligner {
 public:
  Aligner(const PrintedText& printed, const FormRows& form, const CommonGrammar& common, std::size_t& steps)
      : printed_(printed.rows),
        folded_(printed.labels),
        form_(form.rows),
        exact_(form.exact),
        longest_label_(form.longest_label),
        common_(common),
        steps_(steps) {}

  std::vector<std::vector<RowPair>> align() {
    for (int row = 0; row < static_cast<int>(printed_.size()); ++row) {
      const std::size_t first_pair = pairs_.size();
      find_pairs_by_label(row);
      find_pairs_by_wrapped_label(row, first_pair);
      find_pairs_by_header(row);
    }
    std::vector<std::vector<RowPair>> reports;
    std::size_t begin = 0;
    for (const std::size_t end : report_ends()) {
      reports.push_back(best_chain(begin, end));
      find_margins(begin, end, reports.back());
      begin = end;
    }
    return reports;
  }

 private:
  struct Pair : RowPair {
    double score = 0;
    double best = 0;    // of a chain that ends here
    int previous = -1;  // in pairs_
    double rest = 0;    // of the best chain behind it, without it
  };

  // The row's own label is the last of its labels, or the last few together: groups' labels stand before it. What looks
  // like the row's unit behind it may as well be its label's last, wrapped character.
  void find_pairs_by_label(int row) {
    const std::size_t first_pair = pairs_.size();
    const int units = units_at_end(printed_[row].labels);
    if (units > 0 && find_pairs_by_label(row, units, first_pair)) return;
    find_pairs_by_label(row, 0, first_pair);
  }

  static int units_at_end(const std::vector<Field>& labels) {
    const auto last = std::find_if(labels.rbegin(), labels.rend(), [](const Field& label) { return !label.is_unit; });
    return last == labels.rend() ? 0 : static_cast<int>(last - labels.rbegin());
  }

  // True when the label is exactly that of some row: more fields cannot make it a better one.
  bool find_pairs_by_label(int row, int units, std::size_t first_pair) {
    const std::vector<Field>& labels = printed_[row].labels;
    std::u32string folded;
    const int most = std::min<int>(most_label_fields, static_cast<int>(labels.size()) - units);
    for (int count = 1; count <= most; ++count) {
      const Field& field = labels[labels.size() - static_cast<std::size_t>(units + count)];
      if (field.span.size() > longest_label_ * 8) return false;  // prose
      // The unit of a row before, which printed no figure.
      if (count > 1 && field.is_unit && (&field)[1].line > field.line) return false;
      folded.insert(0, folded_[row][labels.size() - static_cast<std::size_t>(units + count)]);
      if (folded.size() > longest_label_ * 2) return false;
      if (compare(row, folded, {count, units}, first_pair)) return true;
    }
    return false;
  }

  // How a printed row's labels are cut: its own ones, and its unit behind them.
  struct Cut {
    int label_fields = 0;
    int unit_fields = 0;
  };

  // True when the label is exactly that of some row.
  bool compare(int row, const std::u32string& folded, Cut cut, std::size_t first_pair) {
    const auto found = exact_.find(folded);
    if (found != exact_.end()) {
      for (const int form_row : found->second) add(row, form_row, 1, cut, first_pair);
      return true;
    }
    steps_ += form_.size();
    const FoldedLabel label = FoldedLabel::of(folded, common_);
    // A label without figures is a row's only with its number: columns and headings are called "total" too.
    const Compared compared = printed_[row].inked_values() > 0 ? Compared::whole_or_core : Compared::whole;
    for (int form_row = 0; form_row < static_cast<int>(form_.size()); ++form_row) {
      const double alike = likeness(label, form_[form_row].labels, compared);
      if (alike > 0) add(row, form_row, alike, cut, first_pair);
    }
    return false;
  }

  // Keeps the best way to cut the label for each row of the form.
  void add(int row, int form_row, double alike, Cut cut, std::size_t first_pair) {
    const bool has_values = !printed_[row].values.empty();
    if (form_[form_row].optional && printed_[row].inked_values() == 0) return;  // a group's label, not a row
    const bool complete = printed_[row].inked_values() >= static_cast<int>(form_[form_row].cells.size());
    const bool may_be_unlike = complete && !form_[form_row].optional;
    if (alike < (printed_[row].inked_values() > 0 ? telling_likeness : whole_likeness) && !may_be_unlike) return;
    Pair pair;
    pair.printed = row;
    pair.form = form_row;
    pair.likeness = alike;
    pair.label_fields = cut.label_fields;
    pair.unit_fields = cut.unit_fields;
    pair.score = alike - neutral_likeness - (has_values ? 0 : no_values_penalty);
    if (pair.score <= 0) return;
    const auto same = std::find_if(pairs_.begin() + static_cast<std::ptrdiff_t>(first_pair), pairs_.end(),
                                   [&](const Pair& other) { return other.form == form_row; });
    if (same == pairs_.end()) {
      pairs_.push_back(pair);
    } else if (same->score < pair.score) {
      *same = pair;
    }
  }

  // A narrow column wraps a label over lines, and the figures stand beside its first, a middle or its last one. So
  // parts of the label are the fields of the rows without figures around, or stand before the next row's own label.
  void find_pairs_by_wrapped_label(int row, std::size_t first_pair) {
    const bool has_label = std::any_of(pairs_.begin() + static_cast<std::ptrdiff_t>(first_pair), pairs_.end(),
                                       [](const Pair& pair) { return pair.likeness >= wrapped_weight; });
    if (has_label || printed_[row].inked_values() == 0) return;
    const std::vector<std::u32string> above = fields_above(row, any_field);
    const std::vector<std::u32string> below = fields_below(row, any_field);
    if (above.empty() && below.empty()) return;
    const int units = units_at_end(printed_[row].labels);
    if (units > 0) find_pairs_by_wrapped_label(row, units, above, below, first_pair);
    find_pairs_by_wrapped_label(row, 0, above, below, first_pair);
  }

  void find_pairs_by_wrapped_label(int row, int units, const std::vector<std::u32string>& above,
                                   const std::vector<std::u32string>& below, std::size_t first_pair) {
    const std::vector<Field>& labels = printed_[row].labels;
    const std::size_t size = labels.size() - static_cast<std::size_t>(units);
    if (size > 0 && !printed_[row].separated) {
      // Groups' labels are wrapped beside it, each in its own column.
      const Field& last = labels[size - 1];
      const auto is_in_its_column = [&](const Field& label) {
        return last.column < label.end_column && label.column < last.end_column;
      };
      const std::vector<std::u32string> above_it = fields_above(row, is_in_its_column);
      const std::vector<std::u32string> below_it = fields_below(row, is_in_its_column);
      const bool alone = above_it.size() == above.size() && below_it.size() == below.size();
      std::vector<std::u32string> own_above = own_fields(row, size - 1, is_in_its_column);
      own_above.insert(own_above.end(), above_it.begin(), above_it.end());
      compare_wrapped(row, folded_[row][size - 1], {1, units}, own_above, below_it, first_pair, alone);
      if (units == 0) find_pairs_beside_group(row, first_pair);
    }
    std::u32string own;
    for (std::size_t count = 0; count <= std::min<std::size_t>(size, most_label_fields); ++count) {
      if (count > 0) own.insert(0, folded_[row][size - count]);
      if (own.size() > longest_label_) return;
      if (count == 0 && size > 0) continue;
      const bool whole = count == size;  // only then the label can begin further up
      compare_wrapped(row, own, {static_cast<int>(count), units}, whole ? above : std::vector<std::u32string>(), below,
                      first_pair);
    }
  }

  // The last label is a piece of the group's, and all of the row's own stands beside it, above and below the figures.
  void find_pairs_beside_group(int row, std::size_t first_pair) {
    const std::size_t last = printed_[row].labels.size() - 1;
    const int end_column = printed_[row].labels[last].end_column;
    const auto is_beside = [&](const Field& label) { return label.column >= end_column; };
    const std::vector<std::u32string> below = fields_below(row, is_beside);
    if (below.empty()) return;
    std::u32string begin;
    for (const std::u32string& field : own_fields(row, last, is_beside)) {
      begin.insert(0, field);
      std::u32string whole = begin;
      for (std::size_t down = 0; down < below.size() && whole.size() <= longest_label_ * 2; ++down) {
        whole += below[down];
        compare_beside_group(row, whole, folded_[row][last], first_pair);
      }
    }
  }

  void compare_beside_group(int row, const std::u32string& whole, const std::u32string& group, std::size_t first_pair) {
    steps_ += form_.size();
    const FoldedLabel label = FoldedLabel::of(whole, common_);
    for (int form_row = 0; form_row < static_cast<int>(form_.size()); ++form_row) {
      const bool may_have_it = std::any_of(form_[form_row].labels.begin(), form_[form_row].labels.end(),
                                           [&](const FoldedLabel& other) { return has_all(other.whole, group); });
      if (may_have_it || form_[form_row].optional) continue;
      const double alike = likeness(label, form_[form_row].labels);
      if (alike >= least_wrapped_likeness) add(row, form_row, alike * wrapped_weight, {1, 0}, first_pair);
    }
  }

  // Of a row's first labels, on lines above its figures. The nearest first.
  template <typename Predicate>
  std::vector<std::u32string> own_fields(int row, std::size_t count, Predicate is_wanted) const {
    std::vector<std::u32string> fields;
    for (std::size_t i = count; i-- > 0;) {
      if (!is_wanted(printed_[row].labels[i])) continue;
      if (!add_wrapped_field(printed_[row].labels[i], folded_[row][i], fields)) break;
    }
    return fields;
  }

  // The nearest first.
  template <typename Predicate>
  std::vector<std::u32string> fields_above(int row, Predicate is_wanted) const {
    std::vector<std::u32string> fields;
    for (int other = row - 1; other >= std::max(0, row - farthest_wrapped_row); --other) {
      if (printed_[other].inked_values() > 0) break;
      const std::vector<Field>& labels = printed_[other].labels;
      for (std::size_t i = labels.size(); i-- > 0;) {
        if (!is_wanted(labels[i])) continue;
        if (!add_wrapped_field(labels[i], folded_[other][i], fields)) return fields;
      }
    }
    return fields;
  }

  // What stands before the next figures, but for the label that these must have themselves.
  template <typename Predicate>
  std::vector<std::u32string> fields_below(int row, Predicate is_wanted) const {
    std::vector<std::u32string> fields;
    const int last = std::min(row + farthest_wrapped_row, static_cast<int>(printed_.size()) - 1);
    for (int other = row + 1; other <= last; ++other) {
      const std::vector<Field>& labels = printed_[other].labels;
      const bool has_figures = printed_[other].inked_values() > 0;
      const std::size_t count = has_figures && !labels.empty() ? labels.size() - 1 : labels.size();
      for (std::size_t i = 0; i < count; ++i) {
        if (!is_wanted(labels[i])) continue;
        if (!add_wrapped_field(labels[i], folded_[other][i], fields)) return fields;
      }
      if (has_figures) break;
    }
    return fields;
  }

  static bool any_field(const Field& /*label*/) { return true; }

  // False when no more are wanted.
  bool add_wrapped_field(const Field& label, const std::u32string& folded, std::vector<std::u32string>& fields) const {
    if (fields.size() >= most_wrapped_fields || label.span.size() > longest_label_ * 4) return false;
    fields.push_back(folded);
    return true;
  }

  // All labels that begin some fields above the row's own and end some fields below it.
  void compare_wrapped(int row, const std::u32string& own, Cut cut, const std::vector<std::u32string>& above,
                       const std::vector<std::u32string>& below, std::size_t first_pair, bool maybe_group = true) {
    std::u32string begin = own;
    for (std::size_t up = 0; up <= above.size(); ++up) {
      if (up > 0) begin.insert(0, above[up - 1]);
      std::u32string wrapped = begin;
      for (std::size_t down = 0; down <= below.size() && wrapped.size() <= longest_label_ * 2; ++down) {
        if (down > 0) wrapped += below[down - 1];
        if (up + down > 0 && !wrapped.empty()) compare_wrapped(row, own, wrapped, cut, first_pair, maybe_group);
      }
    }
  }

  // Not `maybe_group`: labels stand beside it, so that it may be the label of a group whose rows these are.
  void compare_wrapped(int row, const std::u32string& own, const std::u32string& wrapped, Cut cut,
                       std::size_t first_pair, bool maybe_group) {
    steps_ += form_.size();
    const FoldedLabel label = FoldedLabel::of(wrapped, common_);
    const std::uint64_t own_signature = signature_of(own);
    for (int form_row = 0; form_row < static_cast<int>(form_.size()); ++form_row) {
      const bool is_part =
          std::any_of(form_[form_row].labels.begin(), form_[form_row].labels.end(), [&](const FoldedLabel& whole) {
            return (own_signature & ~whole.whole_signature) == 0 && has_all(whole.whole, own);
          });
      if (!is_part || (form_[form_row].optional && !maybe_group)) continue;
      const double alike = likeness(label, form_[form_row].labels);
      if (alike >= least_wrapped_likeness) add(row, form_row, alike * wrapped_weight, cut, first_pair);
    }
  }

  static bool has_all(const std::u32string& label, const std::u32string& characters) {
    return std::all_of(characters.begin(), characters.end(),
                       [&](char32_t character) { return label.find(character) != std::u32string::npos; });
  }

  // Rows side by side have their labels above the figures: the labels printed since the last figures are compared with
  // the header as bags of characters, since converters wrap and weave its cells.
  void find_pairs_by_header(int row) {
    for (std::size_t i = 0; i < printed_[row].labels.size(); ++i)
      remember_header(printed_[row].labels[i], folded_[row][i]);
    const int inked = printed_[row].inked_values();
    if (inked == 0) return;
    for (int form_row = 0; form_row < static_cast<int>(form_.size()); ++form_row) {
      const FormRow& target = form_[form_row];
      if (!target.across() || header_.empty()) continue;
      const double share = header_share(target.header);
      if (share < least_header_share) continue;
      Pair pair;
      pair.printed = row;
      pair.form = form_row;
      pair.likeness = share;
      pair.score = share;
      pair.header_in_order = ends_with(header_, target.last_labels);
      pair.label_fields = fields_of_header(folded_[row], target.header.size());
      pairs_.push_back(pair);
    }
    header_.clear();
  }

  // How many of the last labels make so many characters.
  static int fields_of_header(const std::vector<std::u32string>& labels, std::size_t characters) {
    std::size_t counted = 0;
    int fields = 0;
    for (auto label = labels.rbegin(); label != labels.rend() && counted < characters; ++label, ++fields)
      counted += label->size();
    return fields;
  }

  void remember_header(const Field& field, const std::u32string& folded) {
    if (field.span.size() > longest_label_ * 8) {
      header_.clear();  // prose ends a header
    } else {
      header_ += folded;
    }
  }

  static bool ends_with(const std::u32string& text, const std::u32string& end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
  }

  double header_share(const std::u32string& expected) {
    // Only what stands next to the figures: a header is not much longer than the form has it.
    const std::size_t length = std::min(header_.size(), expected.size() * 2);
    std::u32string printed = header_.substr(header_.size() - length);
    std::sort(printed.begin(), printed.end());
    std::u32string common;
    std::set_intersection(printed.begin(), printed.end(), expected.begin(), expected.end(), std::back_inserter(common));
    return static_cast<double>(common.size()) / static_cast<double>(expected.size());
  }

  // Where in pairs_ each report ends. Only rows that are surely the form's are looked at: whole labels with values, on
  // one line or wrapped around them. A label that the form prints twice is the one that the report has not had. Where
  // rows go back in the form's order, another report may have begun; it has when enough of them are had again before
  // they go on beyond the last one.
  std::vector<std::size_t> report_ends() const {
    std::vector<std::size_t> ends;
    std::vector<bool> had(form_.size(), false);
    int last = -1;             // of the rows that the report has had
    int restart = -1;          // the pair from which on rows go back; -1 where they do not
    std::vector<int> since;    // the form's rows from there on
    std::size_t repeated = 0;  // of these, those that the report has had
    for (std::size_t begin = 0, next = 0; begin < pairs_.size(); begin = next) {
      next = end_of_row(begin, pairs_.size());
      if (printed_[pairs_[begin].printed].values.empty()) continue;
      const std::optional<std::size_t> pair = sure_pair(begin, next, had);
      if (!pair) continue;
      const int row = pairs_[*pair].form;
      if (row > last) {
        last = row;
        restart = -1;
      } else {
        if (restart < 0) {
          restart = static_cast<int>(first_pair_of_row(*pair));
          since.clear();
          repeated = 0;
        }
        since.push_back(row);
        repeated += had[row] ? 1 : 0;
      }
      if (restart >= 0 && repeated >= rows_that_begin_anew) {
        ends.push_back(static_cast<std::size_t>(restart));
        had.assign(form_.size(), false);
        for (const int begun : since) had[begun] = true;
        last = *std::max_element(since.begin(), since.end());
        restart = -1;
      }
      had[row] = true;
    }
    ends.push_back(pairs_.size());
    return ends;
  }

  // Of the pairs of a printed row that are sure and as good as the best one, the first one whose row of the form the
  // report has not `had`, or else the first one.
  std::optional<std::size_t> sure_pair(std::size_t begin, std::size_t end, const std::vector<bool>& had) const {
    double best = 0;
    for (std::size_t i = begin; i < end; ++i) best = std::max(best, pairs_[i].likeness);
    std::optional<std::size_t> sure;
    for (std::size_t i = begin; i < end; ++i) {
      if (pairs_[i].likeness < std::max(sure_likeness, best - as_good) || (sure && had[pairs_[i].form])) continue;
      sure = i;
      if (!had[pairs_[i].form]) break;
    }
    return sure;
  }

  std::size_t first_pair_of_row(std::size_t pair) const {
    while (pair > 0 && pairs_[pair - 1].printed == pairs_[pair].printed) --pair;
    return pair;
  }

  // The chain of pairs, ascending in both orders, with the highest score, out of a stretch of pairs_. The best chain
  // that ends at each row of the form so far is all that a pair has to look at.
  std::vector<RowPair> best_chain(std::size_t begin, std::size_t end) {
    std::vector<int> best(form_.size(), -1);  // the pair that ends it
    for (std::size_t next = begin; begin < end; begin = next) {
      next = end_of_row(begin, end);
      for (std::size_t i = begin; i < next; ++i) extend(pairs_[i], best);
      for (std::size_t i = begin; i < next; ++i) {
        int& entry = best[pairs_[i].form];
        if (entry < 0 || pairs_[entry].best < pairs_[i].best) entry = static_cast<int>(i);
      }
    }
    int last = -1;
    for (const int entry : best) {
      if (entry >= 0 && (last < 0 || pairs_[last].best < pairs_[entry].best)) last = entry;
    }
    std::vector<RowPair> chain;
    for (; last >= 0; last = pairs_[last].previous) chain.push_back(pairs_[last]);
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

  std::size_t end_of_row(std::size_t begin, std::size_t end) const {
    std::size_t next = begin;
    while (next < end && pairs_[next].printed == pairs_[begin].printed) ++next;
    return next;
  }

  void extend(Pair& pair, const std::vector<int>& best) {
    steps_ += form_.size();
    pair.best = pair.score;
    for (int form_row = 0; form_row < pair.form; ++form_row) {
      if (best[form_row] < 0) continue;
      const Pair& before = pairs_[best[form_row]];
      const double whole = before.best + pair.score + bonus(before, pair);
      if (whole <= pair.best) continue;
      pair.best = whole;
      pair.previous = best[form_row];
    }
  }

  // The other way round: the best that can follow each pair.
  void find_rest(std::size_t begin, std::size_t end) {
    std::vector<int> best(form_.size(), -1);  // the pair that begins the best chain from this row of the form on
    const auto whole = [&](int pair) { return pairs_[pair].score + pairs_[pair].rest; };
    for (std::size_t last = end; last > begin;) {
      const std::size_t first = first_pair_of_row(last - 1);
      for (std::size_t i = first; i < last; ++i) {
        Pair& pair = pairs_[i];
        pair.rest = 0;
        steps_ += form_.size();
        for (int form_row = pair.form + 1; form_row < static_cast<int>(form_.size()); ++form_row) {
          if (best[form_row] < 0) continue;
          pair.rest = std::max(pair.rest, whole(best[form_row]) + bonus(pair, pairs_[best[form_row]]));
        }
      }
      for (std::size_t i = first; i < last; ++i) {
        int& entry = best[pairs_[i].form];
        if (entry < 0 || whole(entry) < whole(static_cast<int>(i))) entry = static_cast<int>(i);
      }
      last = first;
    }
  }

  // What the second best alignment would have instead of each pair of the best one.
  void find_margins(std::size_t begin, std::size_t end, std::vector<RowPair>& chain) {
    if (chain.empty()) return;
    find_rest(begin, end);
    const auto whole = [](const Pair& pair) { return pair.best + pair.rest; };
    std::vector<int> of_form(form_.size(), -1);  // the chosen pair of each row of the form, in the chain
    for (std::size_t i = 0; i < chain.size(); ++i) of_form[chain[i].form] = static_cast<int>(i);
    double best = 0;
    for (std::size_t i = begin; i < end; ++i) best = std::max(best, whole(pairs_[i]));
    for (RowPair& pair : chain) pair.margin = no_rival;
    std::size_t next = 0;  // in the chain
    for (std::size_t i = begin; i < end; ++i) {
      const Pair& rival = pairs_[i];
      while (next < chain.size() && chain[next].printed < rival.printed) ++next;
      const int same_form = of_form[rival.form];
      const int same_row = next < chain.size() && chain[next].printed == rival.printed ? static_cast<int>(next) : -1;
      if (same_form == same_row) continue;  // the chosen pair itself, or no rival of any
      for (const int chosen : {same_form, same_row}) {
        if (chosen < 0 || best - whole(rival) >= chain[chosen].margin) continue;
        chain[chosen].margin = best - whole(rival);
        chain[chosen].rival_printed = rival.printed;
        chain[chosen].rival_form = rival.form;
      }
    }
  }

  double bonus(const Pair& before, const Pair& pair) const {
    return are_neighbours(before, pair) ? neighbour_bonus : 0;
  }

  bool are_neighbours(const Pair& before, const Pair& pair) const {
    int next = before.form + 1;
    while (next < pair.form && form_[next].optional) ++next;
    return next == pair.form;
  }

  const std::vector<PrintedRow>& printed_;
  const std::vector<std::vector<std::u32string>>& folded_;  // their labels
  const std::vector<FormRow>& form_;
  const std::unordered_map<std::u32string, std::vector<int>>& exact_;
  const std::size_t longest_label_;
  const CommonGrammar& common_;
  std::size_t& steps_;
  std::u32string header_;    // folded labels since the last figures
  std::vector<Pair> pairs_;  // in the order of the printed rows
};

}  // namespace

Span own_span(const PrintedRow& row, const RowPair& pair) {
  const std::size_t own = static_cast<std::size_t>(std::max(pair.label_fields, 0) + std::max(pair.unit_fields, 0));
  if (own == 0 || own >= row.labels.size()) return row.span;
  const ByteOffset begin = row.labels[row.labels.size() - own].span.begin;
  return begin > row.span.end ? row.span : Span{begin, row.span.end};
}

std::vector<std::vector<RowPair>> align_rows(const PrintedText& printed, const FormRows& form,
                                             const CommonGrammar& common, std::size_t& steps) {
  return Aligner(printed, form, common, steps).align();
}

}  // namespace gouji
