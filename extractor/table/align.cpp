#include "table/align.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gouji {
namespace {

// A row's label may be cut into at most this many fields (words that spaces keep apart, lines of a narrow column).
constexpr std::size_t most_label_fields = 40;
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
// More than what is lost where that is taken out of a likeness again.
constexpr double rounding = 1e-9;
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
        form_rows_(form),
        form_(form.rows),
        longest_label_(form.longest_label),
        common_(common),
        steps_(steps) {
    for (const PrintedRow& row : printed_) inked_.push_back(row.inked_values());
    for (std::size_t row = 0; row < form_.size(); ++row) {
      const bool goes_on = row > 0 && form_[row - 1].optional;
      first_neighbours_.push_back(goes_on ? first_neighbours_[row - 1] : static_cast<int>(row) - 1);
    }
  }

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

  static int units_at_end(const FieldList& labels) {
    const auto last = std::find_if(labels.rbegin(), labels.rend(), [](const Field& label) { return !label.is_unit; });
    return last == labels.rend() ? 0 : static_cast<int>(last - labels.rbegin());
  }

  // True when the label is exactly that of some row: more fields cannot make it a better one.
  bool find_pairs_by_label(int row, int units, std::size_t first_pair) {
    const FieldList& labels = printed_[row].labels;
    const std::size_t size = labels.size() - static_cast<std::size_t>(units);
    for (std::size_t count = 1; count <= std::min(size, most_label_fields); ++count) {
      const Field& field = labels[size - count];
      if (field.span.size() > longest_label_ * 8) return false;  // prose
      // The unit of a row before, which printed no figure.
      if (count > 1 && field.is_unit && labels[size - count + 1].line > field.line) return false;
      const std::u32string_view folded = folded_[row].joined(size - count, size);
      if (folded.size() > longest_label_ * 2) return false;
      if (compare(row, folded, {static_cast<int>(count), units}, first_pair)) return true;
    }
    return false;
  }

  // How a printed row's labels are cut: its own ones, and its unit behind them.
  struct Cut {
    int label_fields = 0;
    int unit_fields = 0;
  };

  // True when the label is exactly that of some row.
  bool compare(int row, std::u32string_view folded, Cut cut, std::size_t first_pair) {
    const auto found = form_rows_.exact.find(folded);
    if (found != form_rows_.exact.end()) {
      for (const int form_row : found->second) add(row, form_row, 1, cut, first_pair);
      return true;
    }
    steps_ += form_.size();
    // A label without figures is a row's only with its number: columns and headings are called "total" too.
    const Compared compared = inked_[row] > 0 ? Compared::whole_or_core : Compared::whole;
    for (const RowLikeness& alike : LabelComparison(folded, common_).alike_rows(form_rows_, least_for(row), compared))
      add(row, alike.row, alike.likeness, cut, first_pair);
    return false;
  }

  // How like a printed row's label has to be to that of each row of the form. That depends on its figures alone.
  const std::vector<double>& least_for(int row) {
    std::vector<double>& least = least_by_inked_[inked_[row]];
    for (std::size_t form_row = least.size(); form_row < form_.size(); ++form_row)
      least.push_back(least_for(inked_[row], form_[form_row]));
    return least;
  }

  static double least_for(int inked, const FormRow& form_row) {
    if (form_row.optional && inked == 0) return more_than_alike;  // a group's label, not a row
    const bool complete = inked >= static_cast<int>(form_row.cells.size());
    if (complete && !form_row.optional) return least_likeness;
    return inked > 0 ? telling_likeness : whole_likeness;
  }

  // Keeps the best way to cut the label for each row of the form.
  void add(int row, int form_row, double alike, Cut cut, std::size_t first_pair) {
    if (alike < least_for(row)[form_row]) return;
    Pair pair;
    pair.printed = row;
    pair.form = form_row;
    pair.likeness = alike;
    pair.label_fields = cut.label_fields;
    pair.unit_fields = cut.unit_fields;
    pair.score = alike - neutral_likeness - (printed_[row].values.empty() ? no_values_penalty : 0);
    if (pair.score <= 0) return;
    const auto same = std::find_if(pairs_.begin() + static_cast<std::ptrdiff_t>(first_pair), pairs_.end(),
                                   [&](const Pair& other) { return other.form == form_row; });
    if (same == pairs_.end()) {
      pairs_.push_back(pair);
    } else if (same->score < pair.score) {
      *same = pair;
    }
  }

  // Folded labels around a row, the nearest first.
  using Labels = std::vector<std::u32string_view>;

  // A narrow column wraps a label over lines, and the figures stand beside its first, a middle or its last one. So
  // parts of the label are the fields of the rows without figures around, or stand before the next row's own label.
  void find_pairs_by_wrapped_label(int row, std::size_t first_pair) {
    const bool has_label = std::any_of(pairs_.begin() + static_cast<std::ptrdiff_t>(first_pair), pairs_.end(),
                                       [](const Pair& pair) { return pair.likeness >= wrapped_weight; });
    if (has_label || inked_[row] == 0) return;
    const Labels above = fields_above(row, any_field);
    const Labels below = fields_below(row, any_field);
    if (above.empty() && below.empty()) return;
    const int units = units_at_end(printed_[row].labels);
    if (units > 0) find_pairs_by_wrapped_label(row, units, above, below, first_pair);
    find_pairs_by_wrapped_label(row, 0, above, below, first_pair);
  }

  void find_pairs_by_wrapped_label(int row, int units, const Labels& above, const Labels& below,
                                   std::size_t first_pair) {
    const FieldList& labels = printed_[row].labels;
    const std::size_t size = labels.size() - static_cast<std::size_t>(units);
    if (size > 0 && !printed_[row].separated) {
      // Groups' labels are wrapped beside it, each in its own column.
      const Field& last = labels[size - 1];
      const auto is_in_its_column = [&](const Field& label) {
        return last.column < label.end_column && label.column < last.end_column;
      };
      const Labels above_it = fields_above(row, is_in_its_column);
      const Labels below_it = fields_below(row, is_in_its_column);
      const bool alone = above_it.size() == above.size() && below_it.size() == below.size();
      Labels own_above = own_fields(row, size - 1, is_in_its_column);
      own_above.insert(own_above.end(), above_it.begin(), above_it.end());
      compare_wrapped(row, folded_[row][size - 1], {1, units}, own_above, below_it, first_pair, alone);
      if (units == 0) find_pairs_beside_group(row, first_pair);
    }
    for (std::size_t count = 0; count <= std::min(size, most_label_fields); ++count) {
      const std::u32string_view own = folded_[row].joined(size - count, size);
      if (own.size() > longest_label_) return;
      if (count == 0 && size > 0) continue;
      const bool whole = count == size;  // only then the label can begin further up
      compare_wrapped(row, own, {static_cast<int>(count), units}, whole ? above : Labels(), below, first_pair);
    }
  }

  // The last label is a piece of the group's, and all of the row's own stands beside it, above and below the figures.
  void find_pairs_beside_group(int row, std::size_t first_pair) {
    const std::size_t last = printed_[row].labels.size() - 1;
    const int end_column = printed_[row].labels[last].end_column;
    const auto is_beside = [&](const Field& label) { return label.column >= end_column; };
    const Labels below = fields_below(row, is_beside);
    const Labels own = own_fields(row, last, is_beside);
    if (below.empty() || own.empty()) return;
    const std::vector<double> least = least_without(row, folded_[row][last]);
    std::u32string begin;
    for (const std::u32string_view field : own) {
      begin.insert(0, field);
      std::u32string whole = begin;
      for (std::size_t down = 0; down < below.size() && whole.size() <= longest_label_ * 2; ++down) {
        whole += below[down];
        compare_wrapped(row, whole, least, {1, 0}, first_pair);
      }
    }
  }

  // Of a row's first labels, on lines above its figures.
  template <typename Predicate>
  Labels own_fields(int row, std::size_t count, Predicate is_wanted) const {
    Labels fields;
    for (std::size_t i = count; i-- > 0;) {
      if (!is_wanted(printed_[row].labels[i])) continue;
      if (!add_wrapped_field(printed_[row].labels[i], folded_[row][i], fields)) break;
    }
    return fields;
  }

  template <typename Predicate>
  Labels fields_above(int row, Predicate is_wanted) const {
    Labels fields;
    for (int other = row - 1; other >= std::max(0, row - farthest_wrapped_row); --other) {
      if (inked_[other] > 0) break;
      const FieldList& labels = printed_[other].labels;
      for (std::size_t i = labels.size(); i-- > 0;) {
        if (!is_wanted(labels[i])) continue;
        if (!add_wrapped_field(labels[i], folded_[other][i], fields)) return fields;
      }
    }
    return fields;
  }

  // What stands before the next figures, but for the label that these must have themselves.
  template <typename Predicate>
  Labels fields_below(int row, Predicate is_wanted) const {
    Labels fields;
    const int last = std::min(row + farthest_wrapped_row, static_cast<int>(printed_.size()) - 1);
    for (int other = row + 1; other <= last; ++other) {
      const FieldList& labels = printed_[other].labels;
      const bool has_figures = inked_[other] > 0;
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
  bool add_wrapped_field(const Field& label, std::u32string_view folded, Labels& fields) const {
    if (fields.size() >= most_wrapped_fields || label.span.size() > longest_label_ * 4) return false;
    fields.push_back(folded);
    return true;
  }

  // All labels that begin some fields above the row's own and end some fields below it. Not `maybe_group`: labels stand
  // beside it, so that it may be the label of a group whose rows these are.
  void compare_wrapped(int row, std::u32string_view own, Cut cut, const Labels& above, const Labels& below,
                       std::size_t first_pair, bool maybe_group = true) {
    if (above.empty() && below.empty()) return;
    const std::vector<double> least = least_with(row, own, maybe_group);
    // The longest of them, in which all others stand.
    std::u32string all;
    for (auto field = above.rbegin(); field != above.rend(); ++field) all += *field;
    std::size_t begin = all.size();
    all += own;
    const std::size_t own_end = all.size();
    for (const std::u32string_view field : below) all += field;
    for (std::size_t up = 0; up <= above.size(); ++up) {
      if (up > 0) begin -= above[up - 1].size();
      std::size_t end = own_end;
      for (std::size_t down = 0; down <= below.size() && end - begin <= longest_label_ * 2; ++down) {
        if (down > 0) end += below[down - 1].size();
        const std::u32string_view wrapped = std::u32string_view(all).substr(begin, end - begin);
        if (up + down > 0 && !wrapped.empty()) compare_wrapped(row, wrapped, least, cut, first_pair);
      }
    }
  }

  // `least`: empty where no row comes into question.
  void compare_wrapped(int row, std::u32string_view wrapped, const std::vector<double>& least, Cut cut,
                       std::size_t first_pair) {
    steps_ += form_.size();
    if (least.empty()) return;
    for (const RowLikeness& alike :
         LabelComparison(wrapped, common_).alike_rows(form_rows_, least, Compared::whole_or_core))
      add(row, alike.row, alike.likeness * wrapped_weight, cut, first_pair);
  }

  // How like a wrapped label has to be to that of each row of the form, if this has all characters of a part of it.
  std::vector<double> least_with(int row, std::u32string_view part, bool with_optional) {
    return least_where(row, part, true, with_optional);
  }

  // The same if it has not.
  std::vector<double> least_without(int row, std::u32string_view part) { return least_where(row, part, false, false); }

  std::vector<double> least_where(int row, std::u32string_view part, bool has_part, bool with_optional) {
    std::vector<bool> with_part(form_.size(), false);
    const std::uint64_t signature = signature_of(part);
    for (const LabelShape& shape : form_rows_.shapes) {
      if ((signature & ~shape.whole_signature) != 0 || with_part[shape.row]) continue;
      with_part[shape.row] = has_all(form_[shape.row].labels[shape.variant].whole, part);
    }
    const std::vector<double>& unwrapped = least_for(row);
    std::vector<double> least(form_.size(), more_than_alike);
    bool any = false;
    for (std::size_t form_row = 0; form_row < form_.size(); ++form_row) {
      if (with_part[form_row] != has_part || (form_[form_row].optional && !with_optional)) continue;
      least[form_row] = std::max(least_wrapped_likeness, unwrapped[form_row] / wrapped_weight - rounding);
      any = true;
    }
    return any ? least : std::vector<double>();
  }

  static bool has_all(std::u32string_view label, std::u32string_view characters) {
    return std::all_of(characters.begin(), characters.end(),
                       [&](char32_t character) { return label.find(character) != std::u32string_view::npos; });
  }

  // Rows side by side have their labels above the figures: the labels printed since the last figures are compared with
  // the header as bags of characters, since converters wrap and weave its cells.
  void find_pairs_by_header(int row) {
    for (std::size_t i = 0; i < printed_[row].labels.size(); ++i)
      remember_header(printed_[row].labels[i], folded_[row][i]);
    if (inked_[row] == 0) return;
    for (int form_row = 0; form_row < static_cast<int>(form_.size()) && !header_.empty(); ++form_row) {
      const FormRow& target = form_[form_row];
      if (!target.across()) continue;
      const double share = header_share(target.header);
      if (share < least_header_share) continue;
      Pair pair;
      pair.printed = row;
      pair.form = form_row;
      pair.likeness = share;
      pair.score = share;
      pair.header_in_order = header_.ends_with(target.last_labels);
      pair.label_fields = fields_of_header(folded_[row], target.header.size());
      pairs_.push_back(pair);
    }
    header_.clear();
  }

  // How many of the last labels make so many characters.
  static int fields_of_header(const FoldedLabels& labels, std::size_t characters) {
    std::size_t counted = 0;
    int fields = 0;
    for (std::size_t label = labels.size(); label-- > 0 && counted < characters; ++fields)
      counted += labels[label].size();
    return fields;
  }

  void remember_header(const Field& field, std::u32string_view folded) {
    if (field.span.size() > longest_label_ * 8) {
      header_.clear();  // prose ends a header
    } else {
      header_ += folded;
    }
  }

  // Of the characters of a header, those that are printed over the row; 0 where they are surely too few.
  double header_share(const std::u32string& expected) const {
    // Only what stands next to the figures: a header is not much longer than the form has it.
    const std::size_t length = std::min(header_.size(), expected.size() * 2);
    const auto share = [&](std::size_t characters) {
      return static_cast<double>(characters) / static_cast<double>(expected.size());
    };
    if (share(length) < least_header_share) return 0;
    std::u32string printed = header_.substr(header_.size() - length);
    std::sort(printed.begin(), printed.end());
    std::u32string common;
    std::set_intersection(printed.begin(), printed.end(), expected.begin(), expected.end(), std::back_inserter(common));
    return share(common.size());
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
    BestPairs best(form_.size());
    for (std::size_t next = begin; begin < end; begin = next) {
      next = end_of_row(begin, end);
      for (std::size_t i = begin; i < next; ++i) extend(pairs_[i], best);
      for (std::size_t i = begin; i < next; ++i) best.offer(pairs_[i].form, static_cast<int>(i), pairs_[i].best);
    }
    int last = -1;
    for (const int entry : best.pairs) {
      if (entry >= 0 && (last < 0 || pairs_[last].best < pairs_[entry].best)) last = entry;
    }
    std::vector<RowPair> chain;
    for (; last >= 0; last = pairs_[last].previous) chain.push_back(pairs_[last]);
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

  // Of the pairs so far, the best one of each row of the form.
  struct BestPairs {
    explicit BestPairs(std::size_t rows) : pairs(rows, -1), scores(rows, -std::numeric_limits<double>::infinity()) {}

    void offer(int row, int pair, double score) {
      if (pairs[row] >= 0 && scores[row] >= score) return;
      pairs[row] = pair;
      scores[row] = score;
    }

    std::vector<int> pairs;  // -1 where there is none
    std::vector<double> scores;
  };

  std::size_t end_of_row(std::size_t begin, std::size_t end) const {
    std::size_t next = begin;
    while (next < end && pairs_[next].printed == pairs_[begin].printed) ++next;
    return next;
  }

  void extend(Pair& pair, const BestPairs& best) {
    steps_ += form_.size();
    pair.best = pair.score;
    const int neighbours = std::max(0, first_neighbours_[pair.form]);
    const auto look_at = [&](int form_row, double bonus) {
      const double whole = best.scores[form_row] + pair.score + bonus;
      if (whole <= pair.best) return;
      pair.best = whole;
      pair.previous = best.pairs[form_row];
    };
    for (int form_row = 0; form_row < neighbours; ++form_row) look_at(form_row, 0);
    for (int form_row = neighbours; form_row < pair.form; ++form_row) look_at(form_row, neighbour_bonus);
  }

  // The other way round: the best that can follow each pair.
  void find_rest(std::size_t begin, std::size_t end) {
    BestPairs best(form_.size());  // each begins the best chain from this row of the form on
    for (std::size_t last = end; last > begin;) {
      const std::size_t first = first_pair_of_row(last - 1);
      for (std::size_t i = first; i < last; ++i) {
        Pair& pair = pairs_[i];
        pair.rest = 0;
        steps_ += form_.size();
        for (int form_row = pair.form + 1; form_row < static_cast<int>(form_.size()); ++form_row) {
          const double bonus = first_neighbours_[form_row] <= pair.form ? neighbour_bonus : 0;
          pair.rest = std::max(pair.rest, best.scores[form_row] + bonus);
        }
      }
      for (std::size_t i = first; i < last; ++i)
        best.offer(pairs_[i].form, static_cast<int>(i), pairs_[i].score + pairs_[i].rest);
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

  const std::vector<PrintedRow>& printed_;
  const std::vector<FoldedLabels>& folded_;  // their labels
  const FormRows& form_rows_;
  const std::vector<FormRow>& form_;
  const std::size_t longest_label_;
  const CommonGrammar& common_;
  std::size_t& steps_;
  std::vector<int> inked_;  // of each printed row, how many of its values are more than an empty field
  std::unordered_map<int, std::vector<double>> least_by_inked_;
  // Of each row of the form, the first one that it may follow: beside the one before, what is optional may be left out.
  std::vector<int> first_neighbours_;
  std::u32string header_;   // folded labels since the last figures
  std::deque<Pair> pairs_;  // in the order of the printed rows
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
