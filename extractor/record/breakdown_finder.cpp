#include "record/breakdown_finder.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "text/fold.h"

namespace gouji {
namespace {

// Which of the grammar's dimensions a label is of: a bit for each; 0 for none.
using Dimensions = std::uint64_t;
constexpr Dimensions unknown = 0;
constexpr std::size_t two_characters = 6;  // bytes
// No sentence of a report lists more parts, and none has more figures before a part that may be its whole. Without
// these limits a text of figures alone would cost their square, in time and in memory.
constexpr std::size_t most_parts = 100;
constexpr int most_figures_before = 12;

// Words that many patterns are asked of.
struct Words {
  explicit Words(std::string_view of_text) : text(of_text), characters(of_text) {}

  std::string_view text;
  CharacterSet characters;

  bool have(const Pattern& pattern) const { return pattern.is_in(text, characters); }
};

// How a list of parts is led over to.
enum class Lead { none, some, all, bracket };

// What the pattern's first group matched, or all of it where it has none.
std::string_view first_match(const Pattern& pattern, std::string_view text) {
  const int group = std::min(pattern->NumberOfCapturingGroups(), 1);
  std::array<re2::StringPiece, 2> found;
  if (!pattern->Match(piece(text), 0, text.size(), re2::RE2::UNANCHORED, found.data(), group + 1)) return {};
  return {found[group].data(), found[group].size()};
}

std::vector<std::string_view> split(const Pattern& pattern, std::string_view text) {
  std::vector<std::string_view> parts;
  re2::StringPiece rest = piece(text);
  re2::StringPiece found;
  while (pattern->Match(rest, 0, rest.size(), re2::RE2::UNANCHORED, &found, 1) && !found.empty()) {
    const auto length = static_cast<std::size_t>(found.data() - rest.data());
    parts.emplace_back(rest.data(), length);
    rest.remove_prefix(length + found.size());
  }
  parts.emplace_back(rest.data(), rest.size());
  return parts;
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

// How many bytes at their ends all texts have in common, whole characters.
std::size_t common_ending(const std::vector<std::string_view>& texts) {
  std::size_t size = 0;
  const std::string_view first = texts.front();
  for (std::size_t end = 1; end <= first.size(); ++end) {
    const std::string_view ending = first.substr(first.size() - end);
    if (!std::all_of(texts.begin(), texts.end(), [&](std::string_view text) { return text.ends_with(ending); })) break;
    const bool is_whole = (static_cast<unsigned char>(ending.front()) & 0xC0U) != 0x80U;
    if (is_whole) size = end;
  }
  return size;
}

// "Messages of the site, messages of the paper": at least two characters of the ending are the same.
bool have_one_noun(std::string_view first, std::string_view second) {
  return common_ending({first, second}) >= two_characters;
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
      if (item == first_ + most_parts) {
        if (!groups_.empty()) groups_.back().is_open = true;
        break;
      }
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
    if (grammar_.sums.is_in(last_clause(gap))) {
      groups_.back().is_open = true;
      return true;
    }
    if (!grammar_.some.is_in(gap) && !grammar_.all.is_in(gap)) return false;
    // Parts of the part before it, behind which the list may go on.
    if (mark < Mark::semicolon) groups_.back().is_open = true;
    return true;
  }

  // False where the list ends before the item.
  bool take(std::size_t item) {
    const Quantity& quantity = *level_.items[item];
    if (quantity.kind != Quantity::Kind::count) return true;
    const std::string_view label = level_.words[item].label;
    const bool is_other =
        grammar_.apart.is_in(label) || grammar_.other_kind.is_in(label) || quantity.unit != level_.items[first_]->unit;
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
      if (!are_known || grammar_.anew.is_in(label)) {
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
    group.has_rest = grammar_.rest.is_in(label);
    group.is_open |= grammar_.open.is_in(level_.gaps[item]);
    group.parts.push_back(item);
    return true;
  }

  bool belongs(std::size_t item, std::string_view label, Dimensions dimensions) const {
    if (grammar_.rest.is_in(label)) return true;
    const Group& group = groups_.back();
    if (dimensions != unknown && group.dimensions != unknown) return (dimensions & group.dimensions) != 0;
    if (group.parts.empty()) return false;
    const std::string_view before = level_.words[group.parts.back()].label;
    const std::string& gap = level_.gaps[item];
    const bool is_anew = first_match(grammar_.anew, label) != first_match(grammar_.anew, before);
    const bool are_enumerated = strongest_mark(gap) == Mark::joined && (dimensions | group.dimensions) == unknown;
    if (is_anew && !are_enumerated) return false;
    const bool is_list = level_.owner != nullptr || strongest_mark(gap) == Mark::joined;
    if (is_list && count_clauses(gap) <= 1 && !is_interrupted_) return true;
    return count_clauses(gap) <= 1 && are_parallel(before, label);
  }

  void close() {
    for (Group& group : groups_) {
      if (group.parts.empty()) continue;
      const std::size_t last = group.parts.back();
      group.is_open |= grammar_.open.is_in(first_clause(level_.gaps[last + 1]));
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
  BreakdownFinder(const Passage& passage, const std::vector<Level>& levels, const StatementGrammar& grammar,
                  std::size_t& steps)
      : passage_(passage), levels_(levels), grammar_(grammar), steps_(steps) {}

  std::vector<Breakdown> find() && {
    for (const Level& level : levels_) {
      for (std::size_t item = 0; item < level.items.size(); ++item) {
        ++steps_;
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
    bool is_clear = true;       // no other figure of the sentence may be meant
    std::string_view gap = {};  // before it
    bool is_far = false;        // something else was counted between it and its parts
    bool is_of_noun = false;    // its unit has a noun that its parts' unit is without
    bool is_nested = false;     // it is itself a part, behind which its own whole's list may go on

    // With all the things that it names.
    std::string_view name() const {
      const std::string_view phrase = last_phrase(gap);
      return phrase.empty() ? label : phrase;
    }
  };

  void look_for_parts(const Level& level, std::size_t item) {
    if (level.items[item]->kind != Quantity::Kind::count) return;
    const Lead lead = lead_to(level, item);
    if (lead == Lead::none) return;
    const std::optional<Whole> whole =
        item == 0 && level.owner != nullptr ? owner_of(level) : whole_before(level, item);
    if (!whole || is_of_other_time(level, item, *whole)) return;
    if (is_doubtful(level, item, *whole) && !has_such_parts(*whole, level.words[item].label)) return;
    std::vector<Group> groups = ListReader(level, grammar_, item).read();
    for (const Group& group : groups) steps_ += 1 + group.parts.size();
    for (const Group& group : groups) add(level, group, *whole, lead, groups.size() == 1);
  }

  Lead lead_to(const Level& level, std::size_t item) const {
    const Words gap(level.gaps[item]);
    if (gap.have(grammar_.all)) return Lead::all;
    if (gap.have(grammar_.some)) return Lead::some;
    if (item == 0 && level.owner != nullptr) return Lead::bracket;
    return are_known_parts(level, item) ? Lead::some : Lead::none;
  }

  bool is_part(const Level& level, std::size_t item) const { return parts_.contains(level.items[item]); }

  // No word says that the item is a part of the one before, but what they are called does: concluded, granted.
  bool are_known_parts(const Level& level, std::size_t item) const {
    if (item == 0 || level.owner != nullptr || is_part(level, item - 1)) return false;
    if (count_clauses(level.gaps[item]) != 1 || level.words[item].mark > Mark::comma) return false;
    const Words part(level.words[item].label);
    const Words total(level.words[item - 1].label);
    return std::any_of(grammar_.dimensions.begin(), grammar_.dimensions.end(), [&](const Dimension& dimension) {
      if (!has_such_parts(dimension, total, part) || total.have(dimension.parts)) return false;
      // More may be concluded than was received.
      return !dimension.overlaps || !part.have(grammar_.anew);
    });
  }

  // Whether another sentence begins with the parts, and that of the whole is about another time.
  bool is_of_other_time(const Level& level, std::size_t item, const Whole& whole) const {
    if (level.words[item].mark < Mark::stop) return false;
    return grammar_.other_time.is_in(last_sentence(whole.gap));
  }

  // Whether the whole may be something else: where other things were counted in between, or where another sentence
  // begins with the parts, that does not repeat the whole's word, or the whole is called as a part is.
  bool is_doubtful(const Level& level, std::size_t item, const Whole& whole) const {
    if (whole.is_far) return true;
    if (level.words[item].mark < Mark::stop) return false;
    const std::string_view word = first_match(grammar_.anew, level.words[item].label);
    return word.empty() || word != first_match(grammar_.anew, whole.label) ||
           dimensions_of(whole.label, grammar_) != unknown;
  }

  static bool has_such_parts(const Dimension& dimension, const Words& whole, const Words& part) {
    return dimension.totals != nullptr && part.have(dimension.parts) && whole.have(dimension.totals);
  }

  bool has_such_parts(const Whole& whole, std::string_view label) const {
    const Words total(whole.label);
    const Words part(label);
    return std::any_of(grammar_.dimensions.begin(), grammar_.dimensions.end(),
                       [&](const Dimension& dimension) { return has_such_parts(dimension, total, part); });
  }

  bool is_exact(const Quantity& quantity) const { return !quantity.is_approximate && !quantity.is_written; }

  std::optional<Whole> owner_of(const Level& level) const {
    const Quantity& owner = *level.owner;
    if (!can_have_part(owner, level, 0) || !is_exact(owner)) return std::nullopt;
    for (const Level& outer : levels_) {
      steps_ += 1 + outer.items.size();
      const auto found = std::find(outer.items.begin(), outer.items.end(), &owner);
      if (found == outer.items.end()) continue;
      const auto item = static_cast<std::size_t>(found - outer.items.begin());
      Whole whole{stated(passage_, outer, item), {}, outer.words[item].label};
      whole.gap = outer.gaps[item];
      whole.is_of_noun = owner.unit != level.items.front()->unit;
      return whole;
    }
    return std::nullopt;
  }

  // Of the same unit, or "32 offices, of them 8 of towns": the noun is in the unit of the whole alone.
  bool can_have_part(const Quantity& whole, const Level& level, std::size_t item) const {
    const std::string& unit = level.items[item]->unit;
    if (whole.unit == unit) return true;
    return !unit.empty() && whole.unit.starts_with(unit) && grammar_.noun_parts.is_in(level.words[item].label);
  }

  // The nearest figure of the same unit before the item is the whole; others of its clauses may be.
  std::optional<Whole> whole_before(const Level& level, std::size_t item) const {
    std::optional<Whole> whole;
    std::vector<StatedFigure> skipped;
    Decimal sum;
    bool sum_goes_on = true;
    bool is_far = false;
    std::size_t last = item;
    int looked_at = 0;
    for (std::size_t other = item; other-- > 0;) {
      if (whole && crosses_semicolon(level, other, last)) break;
      if (++looked_at > most_figures_before) break;
      ++steps_;
      const Quantity& quantity = *level.items[other];
      if (quantity.kind != Quantity::Kind::count) continue;
      const bool is_of_noun = quantity.unit != level.items[item]->unit;
      if (is_of_noun && (whole || !can_have_part(quantity, level, item))) {
        is_far |= !whole;
        continue;
      }
      if (!is_exact(quantity)) return std::nullopt;
      StatedFigure figure = stated(passage_, level, other);
      if (grammar_.apart.is_in(level.words[other].label)) {
        skipped.push_back(std::move(figure));
        continue;
      }
      if (!whole) {
        sum = figure.value;
        whole = Whole{std::move(figure), std::move(skipped), level.words[other].label};
        whole->is_far = is_far;
        whole->is_of_noun = is_of_noun;
        whole->gap = level.gaps[other];
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
      whole->is_nested |= grammar_.some.is_in(level.gaps[other]);
    }
    return whole;
  }

  bool crosses_semicolon(const Level& level, std::size_t from, std::size_t to) const {
    for (std::size_t item = from + 1; item <= to; ++item) {
      if (level.words[item].mark >= Mark::semicolon) return true;
    }
    return false;
  }

  bool are_counted_together(const Level& level, std::size_t first, std::size_t second) const {
    const std::string_view a = level.words[first].label;
    const std::string_view b = level.words[second].label;
    return level.words[second].mark == Mark::joined || grammar_.joined.is_in(a) || grammar_.joined.is_in(b) ||
           (!grammar_.anew.is_in(a) && !grammar_.anew.is_in(b));
  }

  void add(const Level& level, const Group& group, const Whole& whole, Lead lead, bool is_alone) {
    Breakdown breakdown;
    breakdown.total = whole.total;
    breakdown.other_totals = whole.others;
    breakdown.parts.reserve(group.parts.size());
    for (const std::size_t item : group.parts) breakdown.parts.push_back(stated(passage_, level, item));
    breakdown.overlaps = overlaps(level, group, whole, lead);
    breakdown.is_complete =
        group.parts.size() > 1 && !group.is_open && is_complete(level, group, whole, lead, is_alone);
    for (const std::size_t item : group.parts) parts_.insert(level.items[item]);
    breakdowns_.push_back(std::move(breakdown));
  }

  bool overlaps(const Level& level, const Group& group, const Whole& whole, Lead lead) const {
    if (grammar_.shared.is_in(passage_.text)) return true;
    for (std::size_t i = 0; i < grammar_.dimensions.size(); ++i) {
      const Dimension& dimension = grammar_.dimensions[i];
      if ((group.dimensions >> i & 1) == 0 || !dimension.overlaps) continue;
      if (lead == Lead::bracket && dimension.is_divided_in_brackets) continue;
      if (!tells_parts_apart(dimension, level, group)) continue;
      if (dimension.totals == nullptr || !dimension.totals.is_in(whole.label)) return true;
    }
    return false;
  }

  // Not where only the noun that all parts have is of the dimension: "interviews with offices, interviews with towns".
  bool tells_parts_apart(const Dimension& dimension, const Level& level, const Group& group) const {
    if (group.parts.size() < 2) return true;
    std::vector<std::string_view> labels;
    for (const std::size_t item : group.parts) labels.push_back(level.words[item].label);
    std::size_t ending = common_ending(labels);
    // A noun, and what stands before it, are words of at least two characters.
    const bool is_noun = ending >= two_characters &&
                         std::all_of(labels.begin(), labels.end(),
                                     [&](std::string_view label) { return label.size() >= ending + two_characters; });
    if (!is_noun) ending = 0;
    return std::any_of(labels.begin(), labels.end(), [&](std::string_view label) {
      return dimension.parts.is_in(label.substr(0, label.size() - ending));
    });
  }

  bool is_complete(const Level& level, const Group& group, const Whole& whole, Lead lead, bool is_alone) const {
    if (whole.is_of_noun) return false;
    if (has_complete_set(level, group)) return true;
    if (whole.is_nested) return false;
    if (is_alone && are_named_by(whole, level, group)) return true;
    if (group.has_rest) return is_alone;
    if (lead == Lead::all) return is_alone && whole.is_clear;
    return lead == Lead::bracket && is_alone && fills_bracket(level, group, whole);
  }

  bool has_complete_set(const Level& level, const Group& group) const {
    std::vector<Words> labels;
    for (const std::size_t item : group.parts) labels.emplace_back(level.words[item].label);
    return std::any_of(grammar_.complete.begin(), grammar_.complete.end(), [&](const std::vector<Pattern>& set) {
      std::vector<bool> is_named(set.size());
      for (const Words& label : labels) {
        bool is_member = false;
        for (std::size_t i = 0; i < set.size(); ++i) {
          if (!label.have(set[i])) continue;
          is_named[i] = is_member = true;
        }
        if (!is_member) return false;
      }
      return std::find(is_named.begin(), is_named.end(), false) == is_named.end();
    });
  }

  // Whether the whole is called by its parts, one after the other: "proposals and motions".
  bool are_named_by(const Whole& whole, const Level& level, const Group& group) const {
    std::vector<std::string_view> labels;
    for (const std::size_t item : group.parts) labels.push_back(last_clause(level.gaps[item]));
    if (std::any_of(labels.begin(), labels.end(), [](std::string_view label) { return label.empty(); })) return false;
    std::vector<std::string_view> names = split(grammar_.conjunction, whole.name());
    // The number of the heading over the sentence.
    if (names.size() > labels.size() && is_written_number(names.front())) names.erase(names.begin());
    if (is_row_of(labels, names.back())) return true;
    if (names.size() != labels.size()) return false;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (!names[i].ends_with(behind_match(grammar_.some, labels[i], CharacterSet(labels[i])))) return false;
    }
    return true;
  }

  bool is_written_number(std::string_view text) const { return re2::RE2::FullMatch(piece(text), *grammar_.written); }

  // Whether a name ends with all labels, without anything between them.
  bool is_row_of(const std::vector<std::string_view>& labels, std::string_view name) const {
    std::string row;
    for (const std::string_view label : labels) row += behind_match(grammar_.some, label, CharacterSet(label));
    return name.ends_with(row);
  }

  // A list in brackets is all there is when it looks like one: parts made alike, or many of them, nothing else, and not
  // much less than the whole.
  bool fills_bracket(const Level& level, const Group& group, const Whole& whole) const {
    if (group.parts.size() != level.items.size() || !level.gaps.back().empty()) return false;
    if (overlaps(level, group, whole, Lead::bracket)) return false;
    if (group.parts.size() < 3 && overlaps(level, group, whole, Lead::some)) return false;
    Decimal sum;
    std::string_view last;
    bool is_alike = group.dimensions != unknown || group.parts.size() > 2;
    for (const std::size_t item : group.parts) {
      const std::string_view label = last_clause(level.gaps[item]);
      if (label.empty() || count_clauses(level.gaps[item]) > 1 || grammar_.incidents.is_in(label)) return false;
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
    if (count_clauses(gap) != 1 || !grammar_.sums.is_in(last_clause(gap))) return;
    Breakdown breakdown;
    std::size_t part = item;
    while (part-- > 0) {
      if (breakdown.parts.size() == most_parts) return;
      ++steps_;
      const Quantity& other = *level.items[part];
      if (other.unit != quantity.unit || !is_exact(other)) return;
      if (grammar_.apart.is_in(level.words[part].label) || has_bracket(other)) return;
      breakdown.parts.push_back(stated(passage_, level, part));
      if (part == 0 || !is_added_to_the_one_before(level, part)) break;
    }
    if (breakdown.parts.size() < 2 || has_unit_before(level, part, quantity.unit)) return;
    std::reverse(breakdown.parts.begin(), breakdown.parts.end());
    breakdown.total = stated(passage_, level, item);
    breakdown.is_complete = true;
    for (; part < item; ++part) parts_.insert(level.items[part]);
    breakdowns_.push_back(std::move(breakdown));
  }

  // Figures in brackets behind it may say that it has things in common with others.
  bool has_bracket(const Quantity& quantity) const {
    steps_ += levels_.size();
    return std::any_of(levels_.begin(), levels_.end(), [&](const Level& level) {
      return level.owner == &quantity && !level.items.empty() && level.items.front()->unit == quantity.unit;
    });
  }

  // With an enumeration comma, or with another and a label that is made alike.
  bool is_added_to_the_one_before(const Level& level, std::size_t item) const {
    const std::string& gap = level.gaps[item];
    if (strongest_mark(gap) == Mark::joined) return true;
    const bool is_next = strongest_mark(gap) == Mark::comma && count_clauses(gap) == 1 && !grammar_.some.is_in(gap) &&
                         !grammar_.all.is_in(gap);
    const std::string_view label = last_clause(gap);
    const std::string_view before = last_clause(level.gaps[item - 1]);
    return is_next && !label.empty() && !before.empty() && have_one_noun(before, label);
  }

  bool has_unit_before(const Level& level, std::size_t item, const std::string& unit) const {
    for (std::size_t other = item; other-- > 0;) {
      ++steps_;
      if (crosses_semicolon(level, other, other + 1)) return false;
      if (level.items[other]->unit == unit) return true;
    }
    return false;
  }

  const Passage& passage_;
  const std::vector<Level>& levels_;
  const StatementGrammar& grammar_;
  std::size_t& steps_;
  std::vector<Breakdown> breakdowns_;
  std::unordered_set<const Quantity*> parts_;  // of any breakdown
};

}  // namespace

std::vector<Breakdown> find_breakdowns(const Passage& passage, const std::vector<Level>& levels,
                                       const StatementGrammar& grammar, std::size_t& steps) {
  return BreakdownFinder(passage, levels, grammar, steps).find();
}

std::uint64_t dimensions_of(std::string_view label, const StatementGrammar& grammar) {
  Dimensions dimensions = unknown;
  const Words words(label);
  for (std::size_t i = 0; i < grammar.dimensions.size(); ++i) {
    if (words.have(grammar.dimensions[i].parts)) dimensions |= Dimensions{1} << i;
  }
  return dimensions;
}

StatedFigure stated(const Passage& passage, const Level& level, std::size_t item) {
  const Quantity& quantity = *level.items[item];
  StatedFigure figure;
  figure.value = quantity.value;
  figure.slack = quantity.slack;
  figure.unit = quantity.unit;
  figure.label = level.words[item].label;
  figure.span = passage.source(quantity.begin, quantity.number_end);
  return figure;
}

}  // namespace gouji
