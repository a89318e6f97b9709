#include "record/comparison_finder.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "record/breakdown_finder.h"

namespace gouji {
namespace {

// So many figures before a percentage, the nearest ones, may be its whole or its part, and so many in a passage the
// base of a rate. No report has more that could be meant; in a text of figures alone there would be a square of them.
constexpr std::size_t most_wholes = 24;
constexpr std::size_t most_looked_through = 96;
constexpr std::size_t most_bases = 60;

int count_commas(std::string_view gap) { return static_cast<int>(std::count(gap.begin(), gap.end(), ',')); }

// Where an item stands.
struct Position {
  const Level* level = nullptr;
  std::size_t item = 0;

  const Quantity& quantity() const { return *level->items[item]; }
};

std::optional<Position> position_of(const Quantity* quantity, const std::vector<Level>& levels) {
  for (const Level& level : levels) {
    const auto found = std::find(level.items.begin(), level.items.end(), quantity);
    if (found != level.items.end()) return Position{&level, static_cast<std::size_t>(found - level.items.begin())};
  }
  return std::nullopt;
}

bool is_exact_count(const Quantity& quantity) {
  return quantity.kind == Quantity::Kind::count && !quantity.is_approximate && !quantity.is_written;
}

// What the only group of a pattern matched; empty where nothing did.
std::string_view group_of(const Pattern& pattern, std::string_view text) {
  re2::StringPiece found;
  if (!re2::RE2::PartialMatch(piece(text), *pattern, &found)) return {};
  return {found.data(), found.size()};
}

// How many percentages follow each other from an item on, as in "42.5%, 13.7% and 43.8% respectively".
std::size_t count_row(const Level& level, std::size_t item) {
  std::size_t end = item + 1;
  while (end < level.items.size() && level.items[end]->kind == level.items[item]->kind &&
         level.items[end]->unit == level.items[item]->unit && level.words[end].mark == Mark::joined &&
         level.gaps[end].size() <= 3) {
    ++end;
  }
  return end - item;
}

class PercentageFinder {
 public:
  PercentageFinder(const Passage& passage, const std::vector<Level>& levels, const std::vector<Breakdown>& breakdowns,
                   const StatementGrammar& grammar, std::size_t& steps)
      : passage_(passage), levels_(levels), breakdowns_(breakdowns), grammar_(grammar), steps_(steps) {
    for (const Level& level : levels) {
      for (std::size_t item = 0; item < level.items.size(); ++item) {
        const Quantity& quantity = *level.items[item];
        if (is_exact_count(quantity)) counts_.push_back({&level, item});
        if (quantity.kind == Quantity::Kind::count && !quantity.is_written) values_.insert(quantity.value);
      }
    }
    std::sort(counts_.begin(), counts_.end(),
              [](const Position& a, const Position& b) { return a.quantity().begin < b.quantity().begin; });
    for (const Breakdown& breakdown : breakdowns) {
      for (const StatedFigure& part : breakdown.parts) by_part_.emplace(part.span.begin, &breakdown);
    }
  }

  std::vector<Percentage> find() && {
    for (const Level& level : levels_) {
      for (std::size_t item = 0; item < level.items.size(); ++item) look_at(level, item);
    }
    return std::move(percentages_);
  }

 private:
  void look_at(const Level& level, std::size_t item) {
    if (level.items[item]->kind != Quantity::Kind::percent) return;
    const std::string& gap = level.gaps[item];
    const std::string_view clause = last_clause(gap);
    if (names_whole(level, item)) {
      add({&level, item - 2}, level.items[item], stated(passage_, level, item - 1));
    } else if (const std::string_view done = group_of(grammar_.rate, clause); !done.empty()) {
      if (!grammar_.rate_of_others.is_in(clause)) add_rate(level, item, done);
    } else if (!grammar_.share.is_in(clause) || grammar_.share_of_others.is_in(clause)) {
      return;
    } else if (grammar_.shares.is_in(clause)) {
      const std::size_t row = count_row(level, item);
      if (row > item) return;
      row_ = row > 1 ? level.items[item - row] : nullptr;
      for (std::size_t i = 0; i < row; ++i) add({&level, item - row + i}, level.items[item + i], std::nullopt);
      row_ = nullptr;
    } else if (const std::string_view name = group_of(grammar_.share_of_part, clause);
               !name.empty() && clause.size() < gap.size()) {
      if (const auto part = part_called(level, item, name)) add(*part, level.items[item], std::nullopt);
    } else if (item > 0 && count_commas(gap) <= 1 && strongest_mark(gap) <= Mark::comma) {
      add({&level, item - 1}, level.items[item], std::nullopt);
    } else if (item == 0 && level.owner != nullptr) {
      if (const auto owner = position_of(level.owner, levels_)) add(*owner, level.items[item], std::nullopt);
    }
  }

  // "31, of all 73 42.5 percent": the whole stands between the part and the percentage.
  bool names_whole(const Level& level, std::size_t item) const {
    if (item < 2 || level.words[item].mark != Mark::joined || level.items[item - 1]->unit.empty()) return false;
    if (count_commas(level.gaps[item - 1]) > 1) return false;
    const std::string joined = std::string(last_clause(level.gaps[item - 1])) + level.gaps[item];
    return grammar_.share.is_in(joined) && !grammar_.share_of_others.is_in(joined) &&
           is_exact_count(*level.items[item - 1]);
  }

  void add(Position part, const Quantity* percent, const std::optional<StatedFigure>& whole) {
    if (!is_exact_count(part.quantity()) || percent->is_approximate) return;
    Percentage percentage;
    percentage.part = stated(passage_, *part.level, part.item);
    if (grammar_.apart.is_in(percentage.part.label)) return;
    percentage.percent = percent->value;
    percentage.span = passage_.source(percent->begin, percent->number_end);
    if (whole) {
      if (!whole->unit.starts_with(percentage.part.unit)) return;
      percentage.totals = {*whole};
    } else {
      percentage.totals = totals_of(part, percentage.part);
    }
    if (!percentage.totals.empty()) percentages_.push_back(std::move(percentage));
  }

  // The nearest figure before a percentage whose label has the name that the percentage is of.
  std::optional<Position> part_called(const Level& level, std::size_t item, std::string_view name) const {
    for (std::size_t part = item; part-- > 0 && item - part <= most_looked_through;) {
      if (level.words[part + 1].mark >= Mark::stop) break;
      if (level.items[part]->kind != Quantity::Kind::count) continue;
      if (level.words[part].label.find(name) != std::string_view::npos) return Position{&level, part};
    }
    return std::nullopt;
  }

  // "5320 received, 5318 concluded, a rate of conclusion of 99.96 percent": the part has the rate's name, and the whole
  // stands right before it, or is what it is a part of.
  void add_rate(const Level& level, std::size_t item, std::string_view done) {
    const Quantity& percent = *level.items[item];
    if (counts_.size() > most_bases) return;
    if (percent.is_approximate || percent.value > Decimal(100) || grammar_.pending.is_in(passage_.text)) return;
    if (percent.value == Decimal(100) && grammar_.rate_of_due.is_in(done)) return;
    const std::vector<std::size_t> parts = parts_done(level, item, done);
    if (parts.empty()) return;
    const std::optional<StatedFigure> whole = whole_of(level, parts.front());
    const StatedFigure part = stated(passage_, level, parts.front());
    if (!whole || whole->value < part.value) return;
    // "26 of 27, 1 is no longer due, a rate of 100 percent": of what is left nothing was to be done.
    if (percent.value == Decimal(100) && is_counted(whole->value - part.value)) return;
    Percentage percentage;
    percentage.part = part;
    percentage.percent = percent.value;
    percentage.span = passage_.source(percent.begin, percent.number_end);
    StatedFigure sum = part;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      percentage.other_parts.push_back(stated(passage_, level, parts[i]));
      sum.value = sum.value + percentage.other_parts.back().value;
      percentage.other_parts.push_back(sum);
    }
    percentage.totals = {*whole};
    add_all_figures(level, parts, percentage.totals);
    percentages_.push_back(std::move(percentage));
  }

  bool is_counted(const Decimal& value) const { return values_.contains(value); }

  // The nearest first.
  std::vector<std::size_t> parts_done(const Level& level, std::size_t item, std::string_view done) const {
    std::vector<std::size_t> parts;
    for (std::size_t part = item; part-- > 0 && item - part <= most_looked_through;) {
      ++steps_;
      if (!is_exact_count(*level.items[part])) continue;
      const std::string_view label = level.words[part].label;
      const std::size_t at = label.find(done);
      if (at == std::string_view::npos || !grammar_.done_before.is_in(label.substr(0, at))) continue;
      const std::string_view noun = label.substr(at + done.size());
      if (noun.empty() || (part > 0 && level.words[part - 1].label.ends_with(noun))) parts.push_back(part);
    }
    return parts;
  }

  std::optional<StatedFigure> whole_of(const Level& level, std::size_t part) const {
    const StatedFigure figure = stated(passage_, level, part);
    const auto whole = by_part_.lower_bound(figure.span.begin);
    if (whole != by_part_.end() && whole->first == figure.span.begin) return whole->second->total;
    if (part == 0 || level.words[part].mark != Mark::comma || count_commas(level.gaps[part]) > 1) return std::nullopt;
    const Quantity& before = *level.items[part - 1];
    if (!is_exact_count(before) || before.unit != figure.unit) return std::nullopt;
    return stated(passage_, level, part - 1);
  }

  // Whatever the passage counts, and the sum of some that stand side by side, may be the base of a rate; but not its
  // parts.
  void add_all_figures(const Level& own_level, const std::vector<std::size_t>& parts,
                       std::vector<StatedFigure>& totals) const {
    for (const Level& level : levels_) {
      std::vector<StatedFigure> figures;
      for (std::size_t item = 0; item < level.items.size(); ++item) {
        const bool is_part = &level == &own_level && std::find(parts.begin(), parts.end(), item) != parts.end();
        if (is_exact_count(*level.items[item]) && !is_part) figures.push_back(stated(passage_, level, item));
      }
      steps_ += level.items.size();
      for (std::size_t first = 0; first < figures.size(); ++first) add_sums_from(first, figures, totals);
    }
  }

  static void add_sums_from(std::size_t first, const std::vector<StatedFigure>& figures,
                            std::vector<StatedFigure>& totals) {
    constexpr std::size_t most_added = 4;
    StatedFigure sum = figures[first];
    totals.push_back(sum);
    for (std::size_t next = first + 1; next < figures.size() && next < first + most_added; ++next) {
      if (figures[next].unit != sum.unit) break;
      sum.value = sum.value + figures[next].value;
      totals.push_back(sum);
    }
  }

  // Empty where it is not clear what the whole is.
  std::vector<StatedFigure> totals_of(const Position& part, const StatedFigure& figure) const {
    std::vector<StatedFigure> totals;
    const auto [first, last] = by_part_.equal_range(figure.span.begin);
    for (auto found = first; found != last; ++found) {
      const Breakdown& breakdown = *found->second;
      totals.push_back(breakdown.total);
      totals.insert(totals.end(), breakdown.other_totals.begin(), breakdown.other_totals.end());
    }
    const std::vector<StatedFigure> others = figures_before(part);
    const std::uint64_t dimensions = dimensions_of(figure.label, grammar_);
    const bool is_clear = !totals.empty() || std::any_of(others.begin(), others.end(), [&](const StatedFigure& other) {
      return other.value >= figure.value && grammar_.anew.is_in(other.label) &&
             (dimensions_of(other.label, grammar_) & dimensions) == 0;
    });
    if (!is_clear) return {};
    totals.insert(totals.end(), others.begin(), others.end());
    return totals;
  }

  // Of the part's unit, the nearest first.
  std::vector<StatedFigure> figures_before(const Position& part) const {
    const std::size_t end = row_ != nullptr ? row_->begin : part.quantity().begin;
    auto before = std::lower_bound(counts_.begin(), counts_.end(), end,
                                   [](const Position& count, std::size_t at) { return count.quantity().begin < at; });
    std::vector<StatedFigure> figures;
    for (std::size_t looked_at = 0; before != counts_.begin() && looked_at < most_looked_through; ++looked_at) {
      --before;
      ++steps_;
      if (before->quantity().unit != part.quantity().unit) continue;
      figures.push_back(stated(passage_, *before->level, before->item));
      if (figures.size() == most_wholes) break;
    }
    return figures;
  }

  const Passage& passage_;
  const std::vector<Level>& levels_;
  const std::vector<Breakdown>& breakdowns_;
  const StatementGrammar& grammar_;
  std::size_t& steps_;
  std::vector<Position> counts_;                         // the exact ones of all levels, in the order of the text
  std::set<Decimal> values_;                             // of all counts that are printed in digits
  std::multimap<ByteOffset, const Breakdown*> by_part_;  // by where their parts stand
  const Quantity* row_ = nullptr;  // the first of several parts whose percentages follow: none of them is the whole
  std::vector<Percentage> percentages_;
};

class ChangeFinder {
 public:
  ChangeFinder(const Passage& passage, const std::vector<Level>& levels, const StatementGrammar& grammar, int year,
               std::size_t& steps)
      : passage_(passage), levels_(levels), grammar_(grammar), year_(year), steps_(steps), bases_(read_bases()) {}

  std::vector<Change> find() && {
    for (const Level& level : levels_) {
      for (std::size_t item = 0; item < level.items.size(); ++item) item += look_at(level, item) - 1;
    }
    return std::move(changes_);
  }

 private:
  struct Base {
    const Quantity* quantity;
    StatedFigure figure;
  };

  bool is_last_year(std::string_view year) const {
    return year.empty() || (year_ != 0 && std::to_string(year_ - 1) == year);
  }

  std::vector<Base> read_bases() const {
    std::vector<Base> bases;
    for (const Level& level : levels_) {
      for (std::size_t item = 0; item < level.items.size(); ++item) {
        std::string clause(last_clause(level.gaps[item]));
        if (item == 0 && level.owner == nullptr) clause = level.before + clause;
        std::string year;
        if (level.items[item]->kind != Quantity::Kind::count) continue;
        if (!grammar_.last_year.may_match(clause, CharacterSet(clause))) continue;
        if (!re2::RE2::PartialMatch(clause, *grammar_.last_year, &year) || !is_last_year(year)) continue;
        if (direction_of(clause)) continue;
        bases.push_back({level.items[item], stated(passage_, level, item)});
      }
    }
    return bases;
  }

  bool is_base(const Quantity* quantity) const {
    steps_ += bases_.size();
    return std::any_of(bases_.begin(), bases_.end(), [&](const Base& base) { return base.quantity == quantity; });
  }

  // How many items were looked at.
  std::size_t look_at(const Level& level, std::size_t item) {
    const std::optional<bool> is_decrease = direction_of(last_clause(level.gaps[item]));
    if (!is_decrease) return 1;
    const std::size_t row = grammar_.shares.is_in(last_clause(level.gaps[item])) ? count_row(level, item) : 1;
    const std::size_t first = changes_.size();
    for (std::size_t i = 0; i < row; ++i) {
      const std::optional<Position> figure = row > 1 ? figure_in_row(level, item, row, i) : figure_of(level, item);
      if (figure) add(*figure, level, item, item + i, *is_decrease);
    }
    last_ = changes_.size() > first ? level.items[item + row - 1] : nullptr;
    return row;
  }

  // Whether a figure is a decrease by so much; nullopt where it is no change.
  std::optional<bool> direction_of(std::string_view clause) const {
    const bool is_more = grammar_.more.is_in(clause);
    const bool is_less = grammar_.less.is_in(clause);
    if (is_more == is_less || grammar_.no_change.is_in(clause)) return std::nullopt;
    return is_less;
  }

  std::optional<Position> figure_in_row(const Level& level, std::size_t item, std::size_t row,
                                        std::size_t index) const {
    if (row > item || !is_about_last_year(level, item)) return std::nullopt;
    return Position{&level, item - row + index};
  }

  // The figure that grew: the one before, or the bracket's owner, or that of the change before.
  std::optional<Position> figure_of(const Level& level, std::size_t item) const {
    if (item > 0 && level.items[item - 1] == last_) {
      const bool goes_on =
          count_commas(level.gaps[item]) <= 1 && grammar_.subject.is_in(words_before_change(level, item));
      return goes_on ? position_of(last_figure_, levels_) : std::nullopt;
    }
    if (!is_about_last_year(level, item)) return std::nullopt;
    if (item == 0) return level.owner != nullptr ? position_of(level.owner, levels_) : std::nullopt;
    std::size_t figure = item - 1;
    if (is_base(level.items[figure])) {
      if (figure == 0 || level.words[figure].mark > Mark::comma) return std::nullopt;
      --figure;
    }
    if (is_one_of_several(level, figure)) return std::nullopt;
    return Position{&level, figure};
  }

  // "91 received and 73 concluded, 11 more than last year" may be said of either.
  bool is_one_of_several(const Level& level, std::size_t figure) const {
    return figure > 0 && level.words[figure].mark == Mark::joined &&
           level.items[figure - 1]->unit == level.items[figure]->unit && !is_base(level.items[figure - 1]);
  }

  // The words between a figure and its change, without those that say what it is compared with: they may name another
  // thing that changed.
  std::string words_before_change(const Level& level, std::size_t item) const {
    std::string words = level.gaps[item];
    re2::StringPiece found;
    for (const Pattern* pattern : {&grammar_.more, &grammar_.less}) {
      if (!(*pattern)->Match(words, 0, words.size(), re2::RE2::UNANCHORED, &found, 1)) continue;
      words.resize(static_cast<std::size_t>(found.data() - words.data()));
    }
    re2::RE2::Replace(&words, *grammar_.compared, "");
    return words;
  }

  bool is_about_last_year(const Level& level, std::size_t item) const {
    const std::string& gap = level.gaps[item];
    if (strongest_mark(gap) >= Mark::semicolon || !grammar_.subject.is_in(words_before_change(level, item)))
      return false;
    std::string year;
    if (re2::RE2::PartialMatch(gap, *grammar_.compared, &year)) return is_last_year(year);
    return std::any_of(bases_.begin(), bases_.end(),
                       [&](const Base& base) { return base.quantity->begin < level.items[item]->begin; });
  }

  void add(const Position& figure, const Level& level, std::size_t lead, std::size_t item, bool is_decrease) {
    const Quantity& by = *level.items[item];
    if (!is_exact_count(figure.quantity()) || by.is_approximate || by.is_written || is_base(&figure.quantity())) return;
    Change change;
    change.figure = stated(passage_, *figure.level, figure.item);
    if (by.kind == Quantity::Kind::count && by.unit != change.figure.unit) return;
    if (direction_of(last_clause(figure.level->gaps[figure.item]))) return;
    change.kind = by.kind == Quantity::Kind::percent ? Change::Kind::percent
                  : by.kind == Quantity::Kind::times ? Change::Kind::times
                                                     : Change::Kind::difference;
    change.by = by.value;
    change.is_decrease = is_decrease;
    change.span = passage_.source(by.begin, by.number_end);
    if (!set_base(figure, by, change)) return;
    if (lead > 0 && level.items[lead - 1] == last_ && changes_.back().kind == Change::Kind::difference) {
      change.difference = changes_.back().is_decrease ? -changes_.back().by : changes_.back().by;
    }
    last_figure_ = &figure.quantity();
    changes_.push_back(std::move(change));
  }

  // False where it is not clear which figure is the base.
  bool set_base(const Position& figure, const Quantity& by, Change& change) const {
    std::vector<const Base*> near;
    steps_ += bases_.size();
    for (const Base& base : bases_) {
      if (base.quantity->unit != change.figure.unit || base.quantity->begin > by.begin) continue;
      const bool is_beside = base.quantity->begin > figure.quantity().begin || is_before(*base.quantity, figure);
      if (is_beside) near.push_back(&base);
    }
    if (near.size() > 1) return false;
    if (near.empty()) return true;
    const Quantity& base = *near.front()->quantity;
    if (base.is_approximate || base.is_written || !count_the_same(near.front()->figure, change.figure)) return false;
    change.base = near.front()->figure;
    return true;
  }

  // Whether the labels of two years' figures name one thing, or one of them none.
  bool count_the_same(const StatedFigure& base, const StatedFigure& figure) const {
    const std::string a = counted_thing(base.label);
    const std::string b = counted_thing(figure.label);
    return a.ends_with(b) || b.ends_with(a) || a.starts_with(b) || b.starts_with(a);
  }

  std::string counted_thing(const std::string& label) const {
    std::string thing = label;
    re2::RE2::GlobalReplace(&thing, *grammar_.which_year, "");
    return thing;
  }

  bool is_before(const Quantity& base, const Position& figure) const {
    return figure.item > 0 && figure.level->items[figure.item - 1] == &base &&
           strongest_mark(figure.level->gaps[figure.item]) < Mark::semicolon;
  }

  const Passage& passage_;
  const std::vector<Level>& levels_;
  const StatementGrammar& grammar_;
  const int year_;
  std::size_t& steps_;
  const std::vector<Base> bases_;
  const Quantity* last_ = nullptr;         // the last change that was taken
  const Quantity* last_figure_ = nullptr;  // and what it was a change of
  std::vector<Change> changes_;
};

}  // namespace

std::vector<Percentage> find_percentages(const Passage& passage, const std::vector<Level>& levels,
                                         const std::vector<Breakdown>& breakdowns, const StatementGrammar& grammar,
                                         std::size_t& steps) {
  return PercentageFinder(passage, levels, breakdowns, grammar, steps).find();
}

std::vector<Change> find_changes(const Passage& passage, const std::vector<Level>& levels,
                                 const StatementGrammar& grammar, int year, std::size_t& steps) {
  return ChangeFinder(passage, levels, grammar, year, steps).find();
}

}  // namespace gouji
