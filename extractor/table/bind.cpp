#include "table/bind.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>

#include "table/columns.h"

namespace gouji {
namespace {

// Ways to place a row's values are tried one by one; a row with more ways than this is not worth guessing at.
constexpr std::size_t most_placements = 10'000;

// A column that the form does not have is one when one in so many rows at least prints it.
constexpr std::size_t rows_to_a_frame = 4;

// Columns that a report adds to a block, at most.
constexpr std::size_t most_added_columns = 4;

// Where more columns than this may be the added ones, nothing is known of them.
constexpr std::size_t most_frames = 8;

// The printed values that are more than an empty field.
std::vector<int> inked_values(const PrintedRow& row) {
  std::vector<int> inked;
  inked.reserve(row.values.size());
  for (int i = 0; i < static_cast<int>(row.values.size()); ++i) {
    if (row.values[i].is_inked_value()) inked.push_back(i);
  }
  return inked;
}

std::vector<int> all_values(const PrintedRow& row) {
  std::vector<int> all(row.values.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

// All ways to put some of `values` into some of `cells` places, both in order, as many as go. Empty when there are too
// many.
std::vector<Placement> placements(const std::vector<int>& values, std::size_t cells) {
  const std::size_t count = std::min(values.size(), cells);
  std::vector<Placement> all;
  bool too_many = false;
  Placement placement(cells, -1);
  const std::function<void(std::size_t, std::size_t, std::size_t)> place = [&](std::size_t value, std::size_t cell,
                                                                               std::size_t left) {
    if (too_many || values.size() - value < left || cells - cell < left) return;
    if (left == 0) {
      all.push_back(placement);
      too_many = all.size() > most_placements;
      return;
    }
    placement[cell] = values[value];
    place(value + 1, cell + 1, left - 1);
    placement[cell] = -1;
    if (values.size() > cells) {
      place(value + 1, cell, left);  // more values than cells: some are left out
    } else {
      place(value, cell + 1, left);
    }
  };
  place(0, 0, count);
  return too_many ? std::vector<Placement>() : all;
}

std::vector<const PrintedRow*> printed_of(const std::vector<MatchedRow>& rows) {
  std::vector<const PrintedRow*> printed;
  printed.reserve(rows.size());
  for (const MatchedRow& row : rows) printed.push_back(row.printed);
  return printed;
}

class BlockBinder {
 public:
  BlockBinder(const std::vector<MatchedRow>& rows, const Form& form)
      : rows_(rows),
        form_(form),
        frames_(find_frames()),
        frame_(frames_.front()),
        has_fuller_rows_(find_fuller_rows()),
        layout_(printed_of(rows), static_cast<int>(frame_.size())) {}

  std::vector<RowBinding> bind(std::size_t& steps) {
    for (const MatchedRow& row : rows_) {
      rows_by_.push_back(PlacedBy::order);
      ways_.push_back(ways_of(row));
      steps += 1 + ways_.back().size() + row.printed->values.size();
    }
    narrow(steps);
    std::vector<RowBinding> bindings;
    for (std::size_t row = 0; row < rows_.size(); ++row) bindings.push_back(binding_of(row));
    return bindings;
  }

 private:
  // The columns that the block prints, each a cell of its rows or -1 for one that the form does not have. A report that
  // adds a column of subtotals prints more than the form has, in most rows alike: there is then one way to leave some
  // out with which every such row's equations hold; or several, where figures are few.
  std::vector<std::vector<int>> find_frames() const {
    const std::size_t cells = rows_.front().form->cells.size();
    const auto with_figures = static_cast<std::size_t>(std::count_if(
        rows_.begin(), rows_.end(), [](const MatchedRow& row) { return row.printed->inked_values() > 0; }));
    for (std::size_t count = cells + 1; count <= cells + most_added_columns; ++count) {
      const std::vector<Complete> rows = complete_rows(count);
      if (rows.empty() || rows.size() * rows_to_a_frame < with_figures) continue;
      std::vector<std::vector<int>> frames;
      for (const Placement& way : surplus_ways(count, cells, rows)) frames.push_back(inverted(way, count));
      if (!frames.empty()) return frames;
    }
    std::vector<int> frame(cells);
    std::iota(frame.begin(), frame.end(), 0);
    return {frame};
  }

  // A row and its values, one for each of the columns printed.
  struct Complete {
    const MatchedRow* row = nullptr;
    std::vector<int> values;
  };

  // The rows that print so many columns: figures, or, between separators, places for them.
  std::vector<Complete> complete_rows(std::size_t count) const {
    std::vector<Complete> complete;
    for (const MatchedRow& row : rows_) {
      const PrintedRow& printed = *row.printed;
      if (printed.inked_values() == 0 || printed.is_uneven() || printed.has_broken_figure()) continue;
      if (printed.inked_values() == static_cast<int>(count)) {
        complete.push_back({&row, inked_values(printed)});
      } else if (printed.separated && printed.values.size() == count) {
        complete.push_back({&row, all_values(printed)});
      }
    }
    return complete;
  }

  // One may have a page's number behind it; several have a column more.
  bool find_fuller_rows() const {
    return std::count_if(rows_.begin(), rows_.end(), [&](const MatchedRow& row) {
             return !row.printed->is_uneven() && static_cast<std::size_t>(row.printed->inked_values()) > frame_.size();
           }) > 1;
  }

  // Which of the printed columns is which cell's. Columns of the same figures in all rows: it makes no difference which
  // of them is left out.
  std::vector<Placement> surplus_ways(std::size_t count, std::size_t cells, const std::vector<Complete>& rows) const {
    std::vector<int> places(count);
    std::iota(places.begin(), places.end(), 0);
    std::vector<Placement> ways = placements(places, cells);
    std::erase_if(ways, [&](const Placement& way) { return !fits_all(way, rows); });
    const bool is_added = std::all_of(ways.begin(), ways.end(),
                                      [&](const Placement& way) { return has_figures_left_out(way, count, rows); });
    if (!is_added) return {};
    // Rows with blanks may tell columns apart that are the same in all complete rows.
    if (ways.size() > most_frames) drop_same(rows, ways);
    return ways.size() <= most_frames ? ways : std::vector<Placement>();
  }

  static void drop_same(const std::vector<Complete>& rows, std::vector<Placement>& ways) {
    std::vector<Placement> different;
    for (const Placement& way : ways) {
      const bool is_new = std::none_of(different.begin(), different.end(), [&](const Placement& other) {
        return std::all_of(rows.begin(), rows.end(), [&](const Complete& row) { return same_values(way, other, row); });
      });
      if (is_new) different.push_back(way);
    }
    ways = std::move(different);
  }

  // Columns that are empty in all rows are none that the report adds: they are what merged labels leave behind.
  static bool has_figures_left_out(const Placement& way, std::size_t count, const std::vector<Complete>& rows) {
    for (int place = 0; place < static_cast<int>(count); ++place) {
      if (std::find(way.begin(), way.end(), place) != way.end()) continue;
      const bool any = std::any_of(rows.begin(), rows.end(), [&](const Complete& row) {
        return row.row->printed->values[row.values[place]].kind == Field::Kind::figure;
      });
      if (any) return true;
    }
    return false;
  }

  bool fits_all(const Placement& way, const std::vector<Complete>& rows) const {
    return std::all_of(rows.begin(), rows.end(), [&](const Complete& row) {
      const RowArithmetic arithmetic(*row.row);
      return arithmetic.has_rules() && arithmetic.holds(composed(way, row.values));
    });
  }

  static bool same_values(const Placement& a, const Placement& b, const Complete& row) {
    const FieldList& fields = row.row->printed->values;
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](int x, int y) {
      const Field& one = fields[row.values[x]];
      const Field& other = fields[row.values[y]];
      return one.kind == other.kind && one.value == other.value;
    });
  }

  static std::vector<int> inverted(const Placement& way, std::size_t count) {
    std::vector<int> frame(count, -1);
    for (std::size_t cell = 0; cell < way.size(); ++cell) frame[way[cell]] = static_cast<int>(cell);
    return frame;
  }

  static Placement composed(const Placement& way, const std::vector<int>& inked) {
    Placement placement;
    for (const int place : way) placement.push_back(place < 0 ? -1 : inked[place]);
    return placement;
  }

  // From columns as printed to the form's.
  Placement framed(const Placement& printed, std::size_t cells) const { return framed(printed, cells, frame_); }

  static Placement framed(const Placement& printed, std::size_t cells, const std::vector<int>& frame) {
    Placement placement(cells, -1);
    for (std::size_t column = 0; column < frame.size(); ++column) {
      if (frame[column] >= 0) placement[frame[column]] = printed[column];
    }
    return placement;
  }

  // Where it is not known which of the columns is the added one, each may be.
  std::vector<Placement> ways_in_frames(const MatchedRow& row, const std::vector<int>& inked) const {
    std::vector<Placement> printed;
    if (inked.size() == frame_.size()) {
      printed.push_back(inked);
    } else if (inked.size() < frame_.size()) {
      printed = layout_.placements(*row.printed);
    }
    std::vector<Placement> ways;
    for (const Placement& way : printed) {
      for (const std::vector<int>& frame : frames_) ways.push_back(framed(way, row.form->cells.size(), frame));
    }
    return ways;
  }

  // Sets how they were found in rows_by_. Empty where nothing is known at all.
  std::vector<Placement> ways_of(const MatchedRow& row) {
    PlacedBy& by = rows_by_.back();
    const std::vector<int> inked = inked_values(*row.printed);
    const std::size_t cells = row.form->cells.size();
    if (inked.empty()) return {Placement(cells, -1)};
    // Another row stands beside this one in its line.
    if (inked.size() > frame_.size() && has_word(*row.printed)) return {};
    const RowArithmetic arithmetic(row);
    const bool can_check = arithmetic.has_rules() && !row.printed->has_broken_figure();
    if (row.printed->is_uneven()) {
      // Where lines keep columns, the order of reading is not theirs.
      by = PlacedBy::arithmetic;
      if (row.printed->flows() && inked.size() == cells && can_check && arithmetic.holds(inked)) return {inked};
      return {};
    }
    if (const std::optional<Placement> way = by_header(row)) {
      by = PlacedBy::layout;
      return {*way};
    }
    if (frames_.size() > 1) {
      by = PlacedBy::arithmetic;
      std::vector<Placement> ways = ways_in_frames(row, inked);
      if (!can_check) return ways.size() > 1 ? std::vector<Placement>() : ways;
      keep_consistent(arithmetic, ways);
      return ways;
    }
    std::vector<Placement> ways = by_layout(row);
    std::erase_if(ways, [&](const Placement& way) { return hides_figures(way, row, inked); });
    // Places for a column that is not known: the figures may be those of the others, or not.
    if (has_fuller_rows_ && row.printed->separated && row.printed->values.size() > frame_.size() &&
        inked.size() <= frame_.size()) {
      by = PlacedBy::arithmetic;
      return {};
    }
    if (inked.size() == frame_.size()) {
      const Placement in_order = framed(inked, cells);
      const bool confirmed = ways.size() == 1 && figures_of(ways.front(), row) == in_order;
      const bool halves_fit = !row.printed->has_wrapped_figure() || !can_check || arithmetic.holds(in_order);
      if ((confirmed && halves_fit) || row.printed->is_settled) return {in_order};
      if (confirmed) return {};
      if (ways.empty()) {
        // As many as there are columns, but not where the columns are, and the sums do not come out: what is printed is
        // something else than the row's figures.
        const bool odd = layout_.knows(*row.printed) || row.printed->is_irregular() ||
                         row.printed->has_wrapped_figure() || has_fuller_rows_;
        const bool at_odds = odd && can_check && !arithmetic.holds(in_order);
        return at_odds ? std::vector<Placement>() : std::vector<Placement>{in_order};
      }
      if (ways.size() > 1 || !can_check || arithmetic.holds(in_order) == arithmetic.holds(ways.front()))
        return {in_order};
    }
    if (ways.size() == 1 && (!can_check || arithmetic.holds(ways.front()) || is_plain(row))) {
      by = PlacedBy::layout;
      return ways;
    }
    const bool some_layout = ways.size() > 1;  // which of them is right, the sums may say
    if (!some_layout) ways = all_ways(row, inked);
    // Of more figures than columns, some are no figures of the row, or two are one: where no choice fits, or one fits
    // that takes two for one, nothing is known.
    const bool has_surplus = inked.size() > frame_.size();
    const bool any_fits = can_check && keep_consistent(arithmetic, ways);
    if (has_surplus && (!any_fits || fits_joined(row, arithmetic, inked))) ways.clear();
    by = some_layout && ways.size() == 1 ? PlacedBy::layout : PlacedBy::arithmetic;
    return ways;
  }

  // A merged cell is printed once for each column of the converter's that it spans, and so is its header.
  static std::optional<Placement> by_header(const MatchedRow& row) {
    const FieldList& values = row.printed->values;
    if (row.headers.size() <= row.form->cells.size()) return std::nullopt;
    Placement way(row.form->cells.size(), -1);
    for (int value = 0; value < static_cast<int>(values.size()); ++value) {
      int& place = way[static_cast<std::size_t>(row.headers[value])];
      if (place < 0) {
        place = value;
      } else if (values[place].kind != values[value].kind || values[place].value != values[value].value) {
        return std::nullopt;
      }
    }
    const bool has_all = std::find(way.begin(), way.end(), -1) == way.end();
    return has_all ? std::optional(way) : std::nullopt;
  }

  // What the layout says, as cells. Rows that print more than the block's columns are beyond it.
  std::vector<Placement> by_layout(const MatchedRow& row) const {
    // Nor does it say anything where rows seem complete that have a blank in a column that is not known.
    if (row.printed->inked_values() > static_cast<int>(frame_.size()) || has_fuller_rows_) return {};
    std::vector<Placement> ways = layout_.placements(*row.printed);
    for (Placement& way : ways) way = framed(way, row.form->cells.size());
    return ways;
  }

  // A field for each column, and nothing else: no arithmetic is needed to see which is which.
  bool is_plain(const MatchedRow& row) const {
    return row.printed->separated && row.printed->values.size() == frame_.size();
  }

  static Placement figures_of(Placement placement, const MatchedRow& row) {
    for (int& value : placement) {
      if (value >= 0 && !row.printed->values[value].is_inked_value()) value = -1;
    }
    return placement;
  }

  std::vector<Placement> all_ways(const MatchedRow& row, const std::vector<int>& inked) const {
    const std::size_t cells = row.form->cells.size();
    if (inked.size() > frame_.size() && !row.printed->separated) return ways_with_a_stray(inked, cells);
    if (inked.size() > frame_.size()) return placements(inked, cells);
    std::vector<Placement> ways = placements(inked, frame_.size());
    for (Placement& way : ways) way = framed(way, cells);
    std::erase_if(ways, [&](const Placement& way) { return hides_figures(way, row, inked); });
    return ways;
  }

  // A subtotal of nothing: figures are left to the columns that the form does not have, and its own have none.
  static bool hides_figures(const Placement& way, const MatchedRow& row, const std::vector<int>& inked) {
    const auto counts = [&](int value) { return value >= 0 && !row.printed->values[value].value.is_zero(); };
    return std::any_of(inked.begin(), inked.end(), counts) && std::none_of(way.begin(), way.end(), counts);
  }

  // Without separators, one figure too many may be a page's number, wherever it stands; several are something else.
  static std::vector<Placement> ways_with_a_stray(const std::vector<int>& inked, std::size_t cells) {
    std::vector<Placement> ways;
    for (std::size_t stray = 0; inked.size() == cells + 1 && stray < inked.size(); ++stray) {
      Placement way = inked;
      way.erase(way.begin() + static_cast<std::ptrdiff_t>(stray));
      ways.push_back(std::move(way));
    }
    return ways;
  }

  static bool has_word(const PrintedRow& row) {
    return std::any_of(row.values.begin(), row.values.end(), [](const Field& value) { return value.is_word(); });
  }

  // "6 6" may be 66: whether the row's sums come out with two figures that stand side by side taken for one.
  bool fits_joined(const MatchedRow& row, const RowArithmetic& arithmetic, const std::vector<int>& inked) const {
    if (row.printed->separated || inked.size() != frame_.size() + 1 || frame_.size() != row.form->cells.size())
      return false;
    const FieldList& fields = row.printed->values;
    for (std::size_t joined = 0; joined + 1 < inked.size(); ++joined) {
      const Field& left = fields[inked[joined]];
      const Field& right = fields[inked[joined + 1]];
      if (left.line != right.line || right.character - left.end_character != 1) continue;
      std::vector<Decimal> values;
      for (std::size_t i = 0; i < inked.size(); ++i) {
        if (i == joined + 1) continue;
        values.push_back(fields[inked[i]].value);
        if (i == joined) values.back() = Decimal::parse(left.value.str() + right.value.str()).value_or(Decimal());
      }
      if (arithmetic.holds(values)) return true;
    }
    return false;
  }

  // False, with all ways kept, where the row's sums come out in none of them.
  static bool keep_consistent(const RowArithmetic& arithmetic, std::vector<Placement>& ways) {
    std::vector<Placement> consistent = ways;
    std::erase_if(consistent, [&](const Placement& way) { return !arithmetic.holds(way); });
    if (consistent.empty()) return false;
    ways = std::move(consistent);
    return true;
  }

  // Sums over columns tell some of the ways apart that a row's own sums do not.
  void narrow(std::size_t& steps) {
    const auto has_none = [](const std::vector<Placement>& ways) { return ways.empty(); };
    bool any = false;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      any = any || rows_by_[row] == PlacedBy::arithmetic || rows_[row].printed->is_settled;
    }
    if (!any) return;
    std::vector<MatchedRow> known;
    std::vector<PlacedBy> known_by;
    std::vector<std::vector<Placement>> ways;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (has_none(ways_[row])) continue;  // sums that need it say nothing
      known.push_back(rows_[row]);
      known_by.push_back(rows_[row].printed->is_settled ? PlacedBy::arithmetic : rows_by_[row]);
      ways.push_back(std::move(ways_[row]));
    }
    narrow_by_columns(known, form_, ways, steps);
    // What was not simply read has to fit all the sums that it is in.
    const std::vector<bool> at_odds = at_odds_with_columns(known, form_, ways);
    for (std::size_t row = 0; row < known.size(); ++row) {
      if (at_odds[row] && known_by[row] == PlacedBy::arithmetic) ways[row].clear();
    }
    std::size_t next = 0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (next < known.size() && known[next].printed == rows_[row].printed) ways_[row] = std::move(ways[next++]);
    }
  }

  RowBinding binding_of(std::size_t row) const {
    const std::vector<Placement>& ways = ways_[row];
    RowBinding binding;
    binding.by = rows_by_[row];
    binding.is_known = !ways.empty();
    const std::size_t cells = rows_[row].form->cells.size();
    binding.values.reserve(cells);
    binding.ends.reserve(cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const auto first = static_cast<std::ptrdiff_t>(binding.values.size());
      for (const Placement& way : ways) {
        const auto begin = binding.values.begin() + first;
        if (std::find(begin, binding.values.end(), way[cell]) == binding.values.end())
          binding.values.push_back(way[cell]);
      }
      if (ways.empty()) {
        const std::vector<int> inked = inked_values(*rows_[row].printed);
        binding.values.insert(binding.values.end(), inked.begin(), inked.end());
      }
      binding.ends.push_back(binding.values.size());
    }
    return binding;
  }

  const std::vector<MatchedRow>& rows_;
  const Form& form_;
  const std::vector<std::vector<int>> frames_;  // of one size; more than one where it is not known which it is
  const std::vector<int> frame_;                // the first
  const bool has_fuller_rows_;                  // some print more figures than the columns that are known
  const ColumnLayout layout_;
  std::vector<PlacedBy> rows_by_;             // how each row's ways were found
  std::vector<std::vector<Placement>> ways_;  // of each row
};

}  // namespace

std::vector<RowBinding> bind_rows(const std::vector<MatchedRow>& block, const Form& form, std::size_t& steps) {
  return BlockBinder(block, form).bind(steps);
}

}  // namespace gouji
