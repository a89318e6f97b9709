#include "document/page_rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace gouji {
namespace {

// More rules than this on a page are a drawing.
constexpr std::size_t most_rules = 4000;
// And so are more pieces than these; dotted rules have some ten thousand.
constexpr std::size_t most_pieces = 300'000;
constexpr std::size_t most_joined_pieces = 20'000;
// And more places than this in a table no form has.
constexpr std::size_t most_places = 20'000;
// Corner pieces and ticks are shorter than any cell.
constexpr double shortest_rule = 5;

using Index = std::size_t;

// Sets of things that belong together, each known by one of them.
class Sets {
 public:
  explicit Sets(Index size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), Index{0}); }
  Index find(Index one) {
    while (parents_[one] != one) one = parents_[one] = parents_[parents_[one]];
    return one;
  }
  void join(Index one, Index other) { parents_[find(one)] = find(other); }

 private:
  std::vector<Index> parents_;
};

// Two rules are one if they run beside each other, as the two lines of a double frame. Where neither runs beside the
// other, they are two pieces of one only if they are on one line: two tables below each other may have edges that are
// nearly the same.
bool are_one(const RuledLine& a, const RuledLine& b) {
  constexpr double same_line = 0.8;
  const bool are_beside = a.begin <= b.end + rule_tolerance / 2 && b.begin <= a.end + rule_tolerance / 2;
  return std::abs(a.at - b.at) <= (are_beside ? rule_tolerance : same_line);
}

// Gives those that are one the same place: the mean, each weighing as much as it is long.
void align(std::vector<RuledLine>& rules) {
  std::sort(rules.begin(), rules.end(), [](const RuledLine& a, const RuledLine& b) { return a.at < b.at; });
  Sets sets(rules.size());
  for (Index i = 0; i < rules.size(); ++i) {
    for (Index j = i + 1; j < rules.size() && rules[j].at - rules[i].at <= rule_tolerance; ++j) {
      if (are_one(rules[i], rules[j])) sets.join(i, j);
    }
  }
  std::vector<double> weights(rules.size(), 0);
  std::vector<double> sums(rules.size(), 0);
  for (Index i = 0; i < rules.size(); ++i) {
    const double length = std::max(rules[i].end - rules[i].begin, 0.01);
    weights[sets.find(i)] += length;
    sums[sets.find(i)] += length * rules[i].at;
  }
  for (Index i = 0; i < rules.size(); ++i) rules[i].at = sums[sets.find(i)] / weights[sets.find(i)];
}

// Pieces on exactly one line become one where they touch; what stays too short is none. Otherwise the dots of a dotted
// level rule would be upright rules side by side, and all of them the pieces of one.
std::vector<RuledLine> join_pieces(std::vector<RuledLine> rules) {
  constexpr double exactly = 0.3;
  std::sort(rules.begin(), rules.end(), [](const RuledLine& a, const RuledLine& b) { return a.at < b.at; });
  std::vector<RuledLine> joined;
  for (auto begin = rules.begin(); begin != rules.end();) {
    auto end = begin + 1;
    while (end != rules.end() && end->at - begin->at <= exactly) ++end;
    std::sort(begin, end, [](const RuledLine& a, const RuledLine& b) { return a.begin < b.begin; });
    const std::size_t first = joined.size();
    for (; begin != end; ++begin) {
      if (joined.size() > first && begin->begin - joined.back().end <= rule_tolerance) {
        joined.back().end = std::max(joined.back().end, begin->end);
      } else {
        joined.push_back(*begin);
      }
    }
  }
  std::erase_if(joined, [](const RuledLine& rule) { return rule.end - rule.begin < shortest_rule; });
  return joined;
}

std::vector<RuledLine> merge_parallel(std::vector<RuledLine> rules) {
  rules = join_pieces(std::move(rules));
  if (rules.size() > most_joined_pieces) return {};
  align(rules);
  std::sort(rules.begin(), rules.end(),
            [](const RuledLine& a, const RuledLine& b) { return std::pair(a.at, a.begin) < std::pair(b.at, b.begin); });
  std::vector<RuledLine> merged;
  for (const RuledLine& rule : rules) {
    if (!merged.empty() && merged.back().at == rule.at && rule.begin - merged.back().end <= rule_tolerance) {
      merged.back().end = std::max(merged.back().end, rule.end);
    } else {
      merged.push_back(rule);
    }
  }
  std::erase_if(merged, [](const RuledLine& rule) { return rule.end - rule.begin < shortest_rule; });
  return merged;
}

bool reaches(const RuledLine& rule, double at) {
  return rule.begin - rule_tolerance <= at && at <= rule.end + rule_tolerance;
}
bool cross(const RuledLine& level, const RuledLine& upright) {
  return reaches(level, upright.at) && reaches(upright, level.at);
}

// The rules of one table.
struct Frame {
  std::vector<RuledLine> level;
  std::vector<RuledLine> upright;
};

// The outer rule of a cell that is as high as the table on this page, since it began on the one before and goes on on
// the next one: no level rule meets it.
void add_side(const RuledLine& side, std::vector<Frame>& frames) {
  for (Frame& frame : frames) {
    const auto [first, last] = std::minmax_element(frame.upright.begin(), frame.upright.end(),
                                                   [](const RuledLine& a, const RuledLine& b) { return a.at < b.at; });
    const auto is_beside = [&](const RuledLine& rule) {
      return std::abs(rule.begin - side.begin) <= rule_tolerance && std::abs(rule.end - side.end) <= rule_tolerance;
    };
    if ((side.at < first->at && is_beside(*first)) || (side.at > last->at && is_beside(*last))) {
      frame.upright.push_back(side);
      return;
    }
  }
}

// A gap between rows that is too low for text is no row: below a head that a page repeats, and between the frames of
// cells. Both of its edges become the upper one.
void close_gaps(std::vector<RuledLine>& level) {
  constexpr double lowest_row = 6;
  std::sort(level.begin(), level.end(), [](const RuledLine& a, const RuledLine& b) { return a.at < b.at; });
  double edge = level.front().at;
  for (RuledLine& rule : level) {
    if (rule.at - edge >= lowest_row) edge = rule.at;
    rule.at = edge;
  }
}

std::vector<Frame> find_frames(const std::vector<RuledLine>& rules) {
  Sets sets(rules.size());
  for (Index i = 0; i < rules.size(); ++i) {
    for (Index j = 0; j < rules.size(); ++j) {
      if (!rules[i].is_upright && rules[j].is_upright && cross(rules[i], rules[j])) sets.join(i, j);
    }
  }
  std::vector<std::vector<Index>> members(rules.size());
  for (Index i = 0; i < rules.size(); ++i) members[sets.find(i)].push_back(i);
  std::vector<Frame> frames;
  for (const std::vector<Index>& group : members) {
    Frame frame;
    for (const Index i : group) (rules[i].is_upright ? frame.upright : frame.level).push_back(rules[i]);
    if (frame.level.size() < 2 || frame.upright.empty()) continue;
    close_gaps(frame.level);
    frames.push_back(std::move(frame));
  }
  for (const std::vector<Index>& group : members) {
    if (group.size() == 1 && rules[group.front()].is_upright) add_side(rules[group.front()], frames);
  }
  return frames;
}

// Where the edges of one kind are, and where those of the other kind end, if that is beyond them.
std::vector<double> places(const std::vector<RuledLine>& edges, const std::vector<RuledLine>& crossing) {
  std::vector<double> result;
  double begin = crossing.front().begin;
  double end = crossing.front().end;
  for (const RuledLine& edge : edges) result.push_back(edge.at);
  for (const RuledLine& rule : crossing) {
    begin = std::min(begin, rule.begin);
    end = std::max(end, rule.end);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  if (begin < result.front() - rule_tolerance) result.insert(result.begin(), begin);
  if (end > result.back() + rule_tolerance) result.push_back(end);
  return result;
}

// Whether edges at a place cover what is between two others, but for a little.
bool is_ruled(const std::vector<RuledLine>& edges, double at, double begin, double end) {
  constexpr double enough = 0.8;
  constexpr double slack = rule_tolerance / 2;  // an edge may end at either line of a double frame
  double covered = 0;
  for (const RuledLine& edge : edges) {
    if (edge.at == at) covered += std::max(0.0, std::min(end, edge.end + slack) - std::max(begin, edge.begin - slack));
  }
  return covered >= enough * (end - begin);
}

class Tabulator {
 public:
  explicit Tabulator(const Frame& frame)
      : frame_(frame), xs_(places(frame.upright, frame.level)), ys_(places(frame.level, frame.upright)) {}

  std::vector<RuledTable> run() {
    const Index columns = xs_.size() - 1;
    const Index rows = ys_.size() - 1;
    if (columns == 0 || rows == 0 || rows * columns > most_places) return {};
    std::vector<RuledCell> cells = find_cells(rows, columns);
    std::vector<RuledTable> tables;
    for (std::vector<RuledCell>& part : split(std::move(cells), static_cast<int>(rows))) {
      if (part.size() < 2) continue;
      RuledTable& table = tables.emplace_back(RuledTable{xs_, ys_, std::move(part)});
      drop_unused(table.xs, table.cells, &RuledCell::column, &RuledCell::columns);
      drop_unused(table.ys, table.cells, &RuledCell::row, &RuledCell::rows);
      table.is_open_above = !has_level(table.ys.front());
      table.is_open_below = !has_level(table.ys.back());
    }
    return tables;
  }

 private:
  bool has_level(double at) const {
    return std::any_of(frame_.level.begin(), frame_.level.end(), [&](const RuledLine& rule) { return rule.at == at; });
  }

  // Places of the grid between which nothing is ruled are one cell. None where one of them is no rectangle.
  std::vector<RuledCell> find_cells(Index rows, Index columns) const {
    Sets sets(rows * columns);
    for (Index row = 0; row < rows; ++row) {
      for (Index column = 0; column < columns; ++column) {
        const Index place = row * columns + column;
        if (column > 0 && !is_ruled(frame_.upright, xs_[column], ys_[row], ys_[row + 1])) sets.join(place - 1, place);
        if (row > 0 && !is_ruled(frame_.level, ys_[row], xs_[column], xs_[column + 1]))
          sets.join(place - columns, place);
      }
    }
    std::vector<RuledCell> cells;
    std::vector<Index> numbers(rows * columns, rows * columns);
    Index covered = 0;
    for (Index place = 0; place < rows * columns; ++place) {
      Index& number = numbers[sets.find(place)];
      const auto row = static_cast<int>(place / columns);
      const auto column = static_cast<int>(place % columns);
      if (number == rows * columns) {
        number = cells.size();
        cells.push_back({row, column, 1, 1});
      }
      RuledCell& cell = cells[number];
      if (column < cell.column) return {};
      cell.rows = std::max(cell.rows, row - cell.row + 1);
      cell.columns = std::max(cell.columns, column - cell.column + 1);
    }
    for (const RuledCell& cell : cells) covered += static_cast<Index>(cell.rows) * static_cast<Index>(cell.columns);
    if (covered != rows * columns) return {};
    return cells;
  }

  // Two tables that stand so close that one's lower edge is the other's upper one: either has an upright edge that the
  // other one lacks.
  std::vector<std::vector<RuledCell>> split(std::vector<RuledCell> cells, int rows) const {
    std::vector<std::vector<RuledCell>> parts;
    for (int row = 1; row < rows; ++row) {
      const auto is_above = [&](const RuledCell& cell) { return cell.row + cell.rows <= row; };
      const auto is_below = [&](const RuledCell& cell) { return cell.row >= row; };
      if (!std::all_of(cells.begin(), cells.end(),
                       [&](const RuledCell& cell) { return is_above(cell) || is_below(cell); }))
        continue;
      const auto below = std::stable_partition(cells.begin(), cells.end(), is_above);
      const std::set<int> upper = edges_of(cells.begin(), below);
      const std::set<int> lower = edges_of(below, cells.end());
      if (std::includes(upper.begin(), upper.end(), lower.begin(), lower.end()) ||
          std::includes(lower.begin(), lower.end(), upper.begin(), upper.end())) {
        continue;
      }
      parts.emplace_back(cells.begin(), below);
      cells.erase(cells.begin(), below);
    }
    parts.push_back(std::move(cells));
    return parts;
  }

  static std::set<int> edges_of(std::vector<RuledCell>::const_iterator cell,
                                std::vector<RuledCell>::const_iterator end) {
    std::set<int> edges;
    for (; cell != end; ++cell) {
      edges.insert(cell->column);
      edges.insert(cell->column + cell->columns);
    }
    return edges;
  }

  // Edges that no cell has: of lines under a word, which reach from nowhere to nowhere.
  static void drop_unused(std::vector<double>& edges, std::vector<RuledCell>& cells, int RuledCell::*begin,
                          int RuledCell::*size) {
    std::vector<bool> is_used(edges.size(), false);
    for (const RuledCell& cell : cells) {
      is_used[static_cast<Index>(cell.*begin)] = true;
      is_used[static_cast<Index>(cell.*begin + cell.*size)] = true;
    }
    std::vector<int> renumbered(edges.size());
    std::vector<double> kept;
    for (Index i = 0; i < edges.size(); ++i) {
      renumbered[i] = static_cast<int>(kept.size());
      if (is_used[i]) kept.push_back(edges[i]);
    }
    for (RuledCell& cell : cells) {
      const int end = renumbered[static_cast<Index>(cell.*begin + cell.*size)];
      cell.*begin = renumbered[static_cast<Index>(cell.*begin)];
      cell.*size = end - cell.*begin;
    }
    edges = std::move(kept);
  }

  const Frame& frame_;
  std::vector<double> xs_;
  std::vector<double> ys_;
};

}  // namespace

Box RuledTable::box(const RuledCell& cell) const {
  return {xs[static_cast<Index>(cell.column)], ys[static_cast<Index>(cell.row)],
          xs[static_cast<Index>(cell.column + cell.columns)], ys[static_cast<Index>(cell.row + cell.rows)]};
}

std::vector<RuledLine> merge_rules(std::vector<RuledLine> rules) {
  if (rules.size() > most_pieces) return {};
  const auto upright =
      std::stable_partition(rules.begin(), rules.end(), [](const RuledLine& rule) { return !rule.is_upright; });
  std::vector<RuledLine> merged = merge_parallel({rules.begin(), upright});
  const std::vector<RuledLine> others = merge_parallel({upright, rules.end()});
  merged.insert(merged.end(), others.begin(), others.end());
  return merged;
}

std::vector<RuledTable> find_tables(const std::vector<RuledLine>& merged) {
  std::vector<RuledTable> tables;
  if (merged.size() > most_rules) return tables;
  for (const Frame& frame : find_frames(merged)) {
    for (RuledTable& table : Tabulator(frame).run()) tables.push_back(std::move(table));
  }
  std::sort(tables.begin(), tables.end(), [](const RuledTable& a, const RuledTable& b) {
    return std::pair(a.ys.front(), a.xs.front()) < std::pair(b.ys.front(), b.xs.front());
  });
  return tables;
}

}  // namespace gouji
