#include "record/breakdown_finder.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

#include "text/fold.h"

namespace gouji {
namespace {

// Which of the grammar's dimensions a label is of: a bit for each; 0 for none.
using Dimensions = std::uint64_t;
constexpr Dimensions unknown = 0;
constexpr std::size_t longest_label = 90;  // bytes: what is longer is a sentence

// How a list of parts is led over to.
enum class Lead { none, some, all, bracket };

std::string_view behind_match(const Pattern& pattern, std::string_view text) {
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece found;
  while (pattern->Match(rest, 0, rest.size(), re2::RE2::UNANCHORED, &found, 1) && !found.empty()) {
    rest.remove_prefix(static_cast<std::size_t>(found.data() + found.size() - rest.data()));
  }
  return {rest.data(), rest.size()};
}

std::string_view first_match(const Pattern& pattern, std::string_view text) {
  re2::StringPiece found;
  const re2::StringPiece piece(text.data(), text.size());
  if (!pattern->Match(piece, 0, piece.size(), re2::RE2::UNANCHORED, &found, 1)) return {};
  return {found.data(), found.size()};
}

std::u32string common_prefix(const std::u32string& a, const std::u32string& b) {
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return {a.begin(), end};
}

// Labels that are made alike: "notices of policies", "notices of plans".
bool are_parallel(std::string_view first, std::string_view second) {
  std::u32string a = fold_characters(first);
  std::u32string b = fold_characters(second);
  if (common_prefix(a, b).size() >= 2) return true;
  std::reverse(a.begin(), a.end());
  std::reverse(b.begin(), b.end());
  return !common_prefix(a, b).empty();
}

int count_clauses(std::string_view gap) {
  return static_cast<int>(std::count_if(gap.begin(), gap.end(), [](char c) { return c == ',' || c == ';'; }));
}

struct Group {
  std::vector<std::size_t> parts;   // items of the level
  Dimensions dimensions = unknown;  // that all of its parts have whose dimensions are known
  bool is_open = false;             // there are parts without a figure, or the list may go on
  bool is_inexact = false;          // one of its figures is approximate
  bool has_rest = false;            // the last part is all the others
};

class ListReader {
 public:
  ListReader(const Level& level, const StatementGrammar& grammar, std::size_t first)
      : level_(level), grammar_(grammar), first_(first) {}

  // The parts of one whole from the item `first` on; parts of another dimension are a group of their own.
  std::vector<Group> read() && {
    for (std::size_t item = first_; item < level_.items.size(); ++item) {
      if (item > first_ && ends_before(item)) break;
      if (!take(item)) break;
    }
    close();
    return std::move(groups_);
  }

 private:
  bool ends_before(std::size_t item) {
    const std::string& gap = level_.gaps[item];
    const Mark mark = strongest_mark(gap);
    if (mark == Mark::stop) return true;
    if (matches(grammar_.sums, last_clause(gap))) {
      groups_.back().is_open = true;
      return true;
    }
    if (!matches(grammar_.some, gap) && !matches(grammar_.all, gap)) return false;
    // Parts of the part before it, behind which the list may go on.
    if (mark < Mark::semicolon) groups_.back().is_open = true;
    return true;
  }

  // False where the list ends before the item.
  bool take(std::size_t item) {
    const Quantity& quantity = *level_.items[item];
    if (quantity.kind != Quantity::Kind::count) return true;
    const std::string_view label = label_of(level_, item, grammar_);
    const bool is_other = matches(grammar_.apart, label) || quantity.unit != level_.items[first_]->unit;
    if (is_other) {
      is_interrupted_ = true;
      return item != first_;
    }
    if (!accept(item, label)) return false;
    is_interrupted_ = false;
    return !groups_.back().has_rest;
  }

  bool accept(std::size_t item, std::string_view label) {
    const Dimensions dimensions = dimensions_of(label, grammar_);
    if (groups_.empty()) {
      groups_.emplace_back();
    } else if (!belongs(item, label, dimensions)) {
      const bool are_known = dimensions != unknown && groups_.back().dimensions != unknown;
      if (!are_known || matches(grammar_.anew, label)) {
        groups_.back().is_open = true;
        return false;
      }
      groups_.emplace_back();
    }
    Group& group = groups_.back();
    if (group.dimensions == unknown) {
      group.dimensions = dimensions;
    } else if (dimensions != unknown) {
      group.dimensions &= dimensions;
    }
    const Quantity& quantity = *level_.items[item];
    if (quantity.is_written) {
      group.is_open = true;
      return true;
    }
    group.is_inexact |= quantity.is_approximate;
    group.has_rest = matches(grammar_.rest, label);
    group.is_open |= matches(grammar_.open, level_.gaps[item]);
    group.parts.push_back(item);
    return true;
  }

  bool belongs(std::size_t item, std::string_view label, Dimensions dimensions) const {
    if (matches(grammar_.rest, label)) return true;
    const Group& group = groups_.back();
    if (dimensions != unknown && group.dimensions != unknown) return (dimensions & group.dimensions) != 0;
    if (group.parts.empty()) return false;
    const std::string_view before = label_of(level_, group.parts.back(), grammar_);
    if (first_match(grammar_.anew, label) != first_match(grammar_.anew, before)) return false;
    const std::string& gap = level_.gaps[item];
    const bool is_list = level_.owner != nullptr || strongest_mark(gap) == Mark::joined;
    if (is_list && count_clauses(gap) <= 1 && !is_interrupted_) return true;
    return count_clauses(gap) <= 1 && are_parallel(before, label);
  }

  void close() {
    for (Group& group : groups_) {
      if (group.parts.empty()) continue;
      const std::size_t last = group.parts.back();
      group.is_open |= matches(grammar_.open, first_clause(level_.gaps[last + 1]));
    }
    groups_.erase(std::remove_if(groups_.begin(), groups_.end(),
                                 [](const Group& group) { return group.parts.empty() || group.is_inexact; }),
                  groups_.end());
  }

  const Level& level_;
  const StatementGrammar& grammar_;
  const std::size_t first_;
  bool is_interrupted_ = false;  // something that is no part stands before the item
  std::vector<Group> groups_;
};

class BreakdownFinder {
 public:
  BreakdownFinder(const Passage& passage, const std::vector<Level>& levels, const StatementGrammar& grammar)
      : passage_(passage), levels_(levels), grammar_(grammar) {}

  std::vector<Breakdown> find() && {
    for (const Level& level : levels_) {
      for (std::size_t item = 0; item < level.items.size(); ++item) {
        look_for_parts(level, item);
        look_for_sum(level, item);
      }
    }
    std::stable_sort(breakdowns_.begin(), breakdowns_.end(), [](const Breakdown& a, const Breakdown& b) {
      return a.parts.front().span.begin < b.parts.front().span.begin;
    });
    return std::move(breakdowns_);
  }

 private:
  struct Whole {
    StatedFigure total;
    std::vector<StatedFigure> others;
    std::string_view label;
    bool is_clear = true;    // no other figure of the sentence may be meant
    bool is_nested = false;  // it is itself a part, behind which its own whole's list may go on
  };

  void look_for_parts(const Level& level, std::size_t item) {
    if (level.items[item]->kind != Quantity::Kind::count) return;
    const Lead lead = lead_to(level, item);
    if (lead == Lead::none) return;
    const std::optional<Whole> whole =
        item == 0 && level.owner != nullptr ? owner_of(level) : whole_before(level, item);
    if (!whole) return;
    std::vector<Group> groups = ListReader(level, grammar_, item).read();
    for (const Group& group : groups) add(level, group, *whole, lead, groups.size() == 1);
  }

  Lead lead_to(const Level& level, std::size_t item) const {
    const std::string& gap = level.gaps[item];
    if (matches(grammar_.all, gap)) return Lead::all;
    if (matches(grammar_.some, gap)) return Lead::some;
    if (item == 0 && level.owner != nullptr) return Lead::bracket;
    return are_known_parts(level, item) ? Lead::some : Lead::none;
  }

  // No word says that the item is a part of the one before, but what they are called does: concluded, granted.
  bool are_known_parts(const Level& level, std::size_t item) const {
    if (item == 0 || count_clauses(level.gaps[item]) != 1 || strongest_mark(level.gaps[item]) > Mark::comma)
      return false;
    const std::string_view part = label_of(level, item, grammar_);
    const std::string_view total = label_of(level, item - 1, grammar_);
    return std::any_of(grammar_.dimensions.begin(), grammar_.dimensions.end(), [&](const Dimension& dimension) {
      return dimension.totals != nullptr && matches(dimension.parts, part) && !matches(dimension.parts, total) &&
             matches(dimension.totals, total);
    });
  }

  bool is_exact(const Quantity& quantity) const { return !quantity.is_approximate && !quantity.is_written; }

  std::optional<Whole> owner_of(const Level& level) const {
    const Quantity& owner = *level.owner;
    if (owner.unit != level.items.front()->unit || !is_exact(owner)) return std::nullopt;
    for (const Level& outer : levels_) {
      const auto found = std::find(outer.items.begin(), outer.items.end(), &owner);
      if (found == outer.items.end()) continue;
      const auto item = static_cast<std::size_t>(found - outer.items.begin());
      return Whole{stated(passage_, outer, item, grammar_), {}, label_of(outer, item, grammar_)};
    }
    return std::nullopt;
  }

  // The nearest figure of the same unit before the item is the whole; others of its clauses may be.
  std::optional<Whole> whole_before(const Level& level, std::size_t item) const {
    std::optional<Whole> whole;
    std::vector<StatedFigure> skipped;
    Decimal sum;
    bool sum_goes_on = true;
    std::size_t last = item;
    for (std::size_t other = item; other-- > 0;) {
      if (whole && crosses_semicolon(level, other, last)) break;
      const Quantity& quantity = *level.items[other];
      if (quantity.kind != Quantity::Kind::count || quantity.unit != level.items[item]->unit) continue;
      if (!is_exact(quantity)) return std::nullopt;
      StatedFigure figure = stated(passage_, level, other, grammar_);
      if (matches(grammar_.apart, label_of(level, other, grammar_))) {
        skipped.push_back(std::move(figure));
        continue;
      }
      if (!whole) {
        sum = figure.value;
        whole = Whole{std::move(figure), std::move(skipped), label_of(level, other, grammar_)};
      } else {
        sum_goes_on = sum_goes_on && are_counted_together(level, other, last);
        if (sum_goes_on) {
          sum = sum + figure.value;
          StatedFigure both = figure;
          both.value = sum;
          whole->others.push_back(std::move(both));
        }
        whole->others.push_back(std::move(figure));
        whole->is_clear = false;
      }
      last = other;
      whole->is_nested |= matches(grammar_.some, level.gaps[other]);
    }
    return whole;
  }

  bool crosses_semicolon(const Level& level, std::size_t from, std::size_t to) const {
    for (std::size_t item = from + 1; item <= to; ++item) {
      if (strongest_mark(level.gaps[item]) >= Mark::semicolon) return true;
    }
    return false;
  }

  bool are_counted_together(const Level& level, std::size_t first, std::size_t second) const {
    return strongest_mark(level.gaps[second]) == Mark::joined ||
           matches(grammar_.joined, label_of(level, first, grammar_)) ||
           matches(grammar_.joined, label_of(level, second, grammar_));
  }

  void add(const Level& level, const Group& group, const Whole& whole, Lead lead, bool is_alone) {
    Breakdown breakdown;
    breakdown.total = whole.total;
    breakdown.other_totals = whole.others;
    for (const std::size_t item : group.parts) breakdown.parts.push_back(stated(passage_, level, item, grammar_));
    breakdown.overlaps = overlaps(group, whole);
    breakdown.is_complete =
        group.parts.size() > 1 && !group.is_open && is_complete(level, group, whole, lead, is_alone);
    breakdowns_.push_back(std::move(breakdown));
  }

  bool overlaps(const Group& group, const Whole& whole) const {
    for (std::size_t i = 0; i < grammar_.dimensions.size(); ++i) {
      const Dimension& dimension = grammar_.dimensions[i];
      if ((group.dimensions >> i & 1) == 0 || !dimension.overlaps) continue;
      if (dimension.totals == nullptr || !matches(dimension.totals, whole.label)) return true;
    }
    return false;
  }

  bool is_complete(const Level& level, const Group& group, const Whole& whole, Lead lead, bool is_alone) const {
    if (has_complete_set(level, group)) return true;
    if (whole.is_nested) return false;
    if (group.has_rest) return is_alone;
    if (lead == Lead::all) return is_alone && whole.is_clear;
    return lead == Lead::bracket && is_alone && fills_bracket(level, group, whole);
  }

  bool has_complete_set(const Level& level, const Group& group) const {
    return std::any_of(grammar_.complete.begin(), grammar_.complete.end(), [&](const std::vector<Pattern>& set) {
      std::vector<bool> is_named(set.size());
      for (const std::size_t item : group.parts) {
        const std::string_view label = label_of(level, item, grammar_);
        bool is_member = false;
        for (std::size_t i = 0; i < set.size(); ++i) {
          if (!matches(set[i], label)) continue;
          is_named[i] = is_member = true;
        }
        if (!is_member) return false;
      }
      return std::find(is_named.begin(), is_named.end(), false) == is_named.end();
    });
  }

  // A list in brackets is all there is when it looks like one: parts made alike, or many of them, nothing else, and not
  // much less than the whole.
  bool fills_bracket(const Level& level, const Group& group, const Whole& whole) const {
    if (group.parts.size() != level.items.size() || !level.gaps.back().empty() || overlaps(group, whole)) return false;
    Decimal sum;
    std::string_view last;
    bool is_alike = group.dimensions != unknown || group.parts.size() > 2;
    for (const std::size_t item : group.parts) {
      const std::string_view label = last_clause(level.gaps[item]);
      if (label.empty() || count_clauses(level.gaps[item]) > 1 || matches(grammar_.incidents, label)) return false;
      if (!last.empty() && group.parts.size() == 2) is_alike |= are_parallel(last, label);
      last = label;
      sum = sum + level.items[item]->value;
    }
    return is_alike && sum * 2 >= whole.total.value;
  }

  // Parts, and then what they come to.
  void look_for_sum(const Level& level, std::size_t item) {
    const Quantity& quantity = *level.items[item];
    if (item < 2 || quantity.kind != Quantity::Kind::count || !is_exact(quantity)) return;
    const std::string& gap = level.gaps[item];
    if (count_clauses(gap) != 1 || !matches(grammar_.sums, last_clause(gap))) return;
    Breakdown breakdown;
    std::size_t part = item;
    while (part-- > 0) {
      const Quantity& other = *level.items[part];
      if (other.unit != quantity.unit || !is_exact(other)) return;
      if (matches(grammar_.apart, label_of(level, part, grammar_))) return;
      breakdown.parts.push_back(stated(passage_, level, part, grammar_));
      if (part == 0 || strongest_mark(level.gaps[part]) != Mark::joined) break;
    }
    if (breakdown.parts.size() < 2 || has_unit_before(level, part, quantity.unit)) return;
    std::reverse(breakdown.parts.begin(), breakdown.parts.end());
    breakdown.total = stated(passage_, level, item, grammar_);
    breakdown.is_complete = true;
    breakdowns_.push_back(std::move(breakdown));
  }

  bool has_unit_before(const Level& level, std::size_t item, const std::string& unit) const {
    for (std::size_t other = item; other-- > 0;) {
      if (crosses_semicolon(level, other, other + 1)) return false;
      if (level.items[other]->unit == unit) return true;
    }
    return false;
  }

  const Passage& passage_;
  const std::vector<Level>& levels_;
  const StatementGrammar& grammar_;
  std::vector<Breakdown> breakdowns_;
};

}  // namespace

std::vector<Breakdown> find_breakdowns(const Passage& passage, const std::vector<Level>& levels,
                                       const StatementGrammar& grammar) {
  return BreakdownFinder(passage, levels, grammar).find();
}

std::uint64_t dimensions_of(std::string_view label, const StatementGrammar& grammar) {
  Dimensions dimensions = unknown;
  for (std::size_t i = 0; i < grammar.dimensions.size(); ++i) {
    if (matches(grammar.dimensions[i].parts, label)) dimensions |= Dimensions{1} << i;
  }
  return dimensions;
}

std::string_view label_of(const Level& level, std::size_t item, const StatementGrammar& grammar) {
  std::string_view label = behind_match(grammar.some, last_clause(level.gaps[item]));
  label = behind_match(grammar.all, label);
  if (label.size() > longest_label) return {};
  return label.empty() ? first_clause(level.gaps[item + 1]) : label;
}

StatedFigure stated(const Passage& passage, const Level& level, std::size_t item, const StatementGrammar& grammar) {
  const Quantity& quantity = *level.items[item];
  StatedFigure figure;
  figure.value = quantity.value;
  figure.slack = quantity.slack;
  figure.unit = quantity.unit;
  figure.label = label_of(level, item, grammar);
  figure.span = passage.source(quantity.begin, quantity.number_end);
  return figure;
}

}  // namespace gouji
