// The search for the smallest sets of wrong cells against one that tries everything.
#include "audit/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "audit/judge.h"
#include "audit/search.h"
#include "audit_table.h"

namespace gouji {
namespace {

using Changes = std::vector<std::pair<CellIndex, int>>;

// The smallest sets: with their values where there is one choice of them, otherwise counted.
struct Smallest {
  std::set<Changes> determined;
  int left_open = 0;

  friend bool operator==(const Smallest&, const Smallest&) = default;
};

std::ostream& operator<<(std::ostream& out, const Smallest& smallest) {
  for (const Changes& changes : smallest.determined) {
    for (const auto& [cell, value] : changes) out << " " << cell << "=" << value;
    out << ";";
  }
  return out << " and " << smallest.left_open << " open";
}

// --- The oracle: it tries all values from 0 to `largest` in all cells of all sets, the smaller ones first.

class TryingEverything {
 public:
  TryingEverything(const Form& form, std::vector<int> values, int largest)
      : form_(form), values_(std::move(values)), printed_(values_), largest_(largest) {}

  Smallest find() {
    if (all_hold()) return {};
    for (std::size_t size = 1; size <= values_.size(); ++size) {
      choose(0, size);
      Smallest smallest = gather();
      if (!smallest.determined.empty() || smallest.left_open > 0) return smallest;
    }
    return {};
  }

 private:
  bool all_hold() const {
    return std::all_of(form_.equations.begin(), form_.equations.end(), [&](const Equation& equation) {
      const int difference = sum(equation.left) - sum(equation.right);
      return equation.sign == RelationSign::equal ? difference == 0 : difference <= 0;
    });
  }

  int sum(const std::vector<Term>& terms) const {
    int total = 0;
    for (const Term& term : terms) total += values_[term.cell] * term.coefficient;
    return total;
  }

  void choose(CellIndex first, std::size_t more) {
    if (more == 0) {
      try_values(0);
      return;
    }
    for (CellIndex cell = first; cell + static_cast<int>(more) <= static_cast<int>(values_.size()); ++cell) {
      chosen_.push_back(cell);
      choose(cell + 1, more - 1);
      chosen_.pop_back();
    }
  }

  void try_values(std::size_t position) {
    if (position == chosen_.size()) {
      if (!all_hold()) return;
      Changes changes;
      for (const CellIndex cell : chosen_) changes.emplace_back(cell, values_[cell]);
      found_[chosen_].push_back(std::move(changes));
      return;
    }
    const CellIndex cell = chosen_[position];
    for (int value = 0; value <= largest_; ++value) {
      values_[cell] = value;
      if (value != printed_[cell]) try_values(position + 1);
    }
    values_[cell] = printed_[cell];
  }

  Smallest gather() const {
    Smallest smallest;
    for (const auto& [cells, ways] : found_) {
      if (ways.size() == 1) smallest.determined.insert(ways.front());
      if (ways.size() > 1) ++smallest.left_open;
    }
    return smallest;
  }

  const Form& form_;
  std::vector<int> values_;
  const std::vector<int> printed_;
  const int largest_;
  std::vector<CellIndex> chosen_;
  std::map<std::vector<CellIndex>, std::vector<Changes>> found_;
};

Record record_of(const Form& form, const std::vector<int>& values) {
  Record record;
  record.form = &form;
  record.cells.resize(form.cells.size());
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    record.cells[cell].status = CellStatus::read;
    record.cells[cell].value = Decimal(values[cell]);
  }
  return record;
}

std::vector<Constraint> constraints_of(const Record& record) {
  std::vector<Constraint> constraints;
  for (const Judgement& judgement : judge(record)) constraints.push_back(make_constraint(judgement));
  return constraints;
}

Smallest found_by_search(const Form& form, const std::vector<int>& values) {
  const Record record = record_of(form, values);
  const std::vector<Constraint> constraints = constraints_of(record);
  if (std::none_of(constraints.begin(), constraints.end(), fails)) return {};
  const Found found = search(constraints, record.cells, form, 1000000);
  EXPECT_FALSE(found.unproved);
  Smallest smallest;
  smallest.left_open = found.left_open;
  for (const Explanation& explanation : found.explanations) {
    Changes changes;
    for (const CellChange& change : explanation.changes)
      changes.emplace_back(change.cell, std::stoi(change.value.str()));
    EXPECT_TRUE(smallest.determined.insert(std::move(changes)).second) << "found twice";
  }
  return smallest;
}

int largest_value(const Smallest& smallest) {
  int largest = 0;
  for (const Changes& changes : smallest.determined) {
    for (const auto& [cell, value] : changes) largest = std::max(largest, value);
  }
  return largest;
}

void expect_what_trying_everything_finds(const Form& form, const std::vector<int>& values, int largest) {
  EXPECT_EQ(found_by_search(form, values), TryingEverything(form, values, largest).find())
      << ::testing::PrintToString(values);
}

// A consistent table of `shape` with sums over rows and columns, its parts from 0 to `largest`.
std::vector<int> consistent_values(int rows, int columns, int largest, std::mt19937& random) {
  std::vector<int> values(static_cast<std::size_t>(rows) * columns, 0);
  for (int row = 0; row + 1 < rows; ++row) {
    for (int column = 0; column + 1 < columns; ++column) {
      const int part = std::uniform_int_distribution(0, largest)(random);
      for (const int r : {row, rows - 1}) {
        for (const int c : {column, columns - 1}) values[r * columns + c] += part;
      }
    }
  }
  return values;
}

const TableShape tiny = {{"a", "total"}, {"x", "total"}, true};
const TableShape three_by_three = {{"a", "b", "total"}, {"x", "y", "total"}, true};
const TableShape one_row = {{"a", "b", "total"}, {"x"}};

TEST(Explain, FindsWhatTryingEverythingFindsOnEveryTinyTable) {
  const Grammar grammar = make_grammar(tiny);
  for (int table = 0; table < 4 * 4 * 4 * 4; ++table) {
    const std::vector<int> values = {table & 3, (table >> 2) & 3, (table >> 4) & 3, (table >> 6) & 3};
    expect_what_trying_everything_finds(grammar.forms[0], values, 6);
  }
}

// In one row a total may have to stay, and two parts are open: no value of theirs is the one.
TEST(Explain, FindsWhatTryingEverythingFindsOnEveryRowWithLimits) {
  Grammar grammar = make_grammar(one_row);
  Form& form = grammar.forms[0];
  Equation most = form.equations[0];  // total <= a
  most.right = {{0, 1}};
  most.sign = RelationSign::at_most;
  form.equations.push_back(most);
  for (int table = 0; table < 4 * 4 * 4; ++table) {
    const std::vector<int> values = {table & 3, (table >> 2) & 3, (table >> 4) & 3};
    expect_what_trying_everything_finds(form, values, 12);
  }
}

TEST(Explain, FindsWhatTryingEverythingFindsForAllSingleChangesOfASmallTable) {
  const Grammar grammar = make_grammar(three_by_three);
  const std::vector<int> truth = {1, 2, 3, 0, 4, 4, 1, 6, 7};
  for (std::size_t cell = 0; cell < truth.size(); ++cell) {
    for (int value = 0; value <= 9; ++value) {
      std::vector<int> values = truth;
      values[cell] = value;
      expect_what_trying_everything_finds(grammar.forms[0], values, 20);
    }
  }
}

TEST(Explain, FindsWhatTryingEverythingFindsForAllPairsOfChangesOfASmallTable) {
  const Grammar grammar = make_grammar(three_by_three);
  const std::vector<int> truth = {1, 2, 3, 0, 1, 1, 1, 3, 4};
  for (std::size_t a = 0; a < truth.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      for (const auto& [of_a, of_b] : std::vector<std::pair<int, int>>{{1, 1}, {1, 2}, {2, -1}, {3, -3}}) {
        std::vector<int> values = truth;
        values[a] += of_a;
        values[b] = std::max(0, values[b] + of_b);
        expect_what_trying_everything_finds(grammar.forms[0], values, 12);
      }
    }
  }
}

TEST(Explain, FindsWhatTryingEverythingFindsOnRandomTables) {
  std::mt19937 random(5);
  const Grammar grammar = make_grammar(three_by_three);
  for (int round = 0; round < 120; ++round) {
    std::vector<int> values = consistent_values(3, 3, 2, random);
    const int changes = round % 10 == 0 ? 3 : 2;
    for (int i = 0; i < changes; ++i) {
      values[std::uniform_int_distribution<std::size_t>(0, 8)(random)] = std::uniform_int_distribution(0, 8)(random);
    }
    expect_what_trying_everything_finds(grammar.forms[0], values, 14);
  }
}

// Sums that overlap in any way, some cells counted twice or in both directions, some sums only a limit.
Form random_form(std::mt19937& random) {
  const auto below = [&](int n) { return std::uniform_int_distribution(0, n - 1)(random); };
  Grammar grammar = make_grammar({{"a", "b", "c", "d", "total"}, {"x"}});
  Form form = grammar.forms[0];
  form.equations.resize(1);
  const Equation first = form.equations[0];
  for (int more = below(4); more > 0; --more) {
    Equation equation = first;
    equation.left.clear();
    equation.right.clear();
    for (CellIndex cell = 0; cell < 5; ++cell) {
      if (below(3) == 0) continue;
      (below(2) == 0 ? equation.left : equation.right).push_back({cell, below(6) == 0 ? 2 : 1});
    }
    if (equation.left.empty() || equation.right.empty()) continue;
    equation.at = equation.left.front().cell;
    if (below(4) == 0) equation.sign = RelationSign::at_most;
    form.equations.push_back(equation);
  }
  return form;
}

TEST(Explain, FindsWhatTryingEverythingFindsForAnySums) {
  std::mt19937 random(11);
  constexpr int largest = 20;
  for (int round = 0; round < 200; ++round) {
    const Form form = random_form(random);
    std::vector<int> values;
    for (int cell = 0; cell < 5; ++cell) values.push_back(std::uniform_int_distribution(0, 3)(random));
    SCOPED_TRACE("round " + std::to_string(round));
    // Cells that count twice may come to more than is tried.
    if (largest_value(found_by_search(form, values)) <= largest) {
      expect_what_trying_everything_finds(form, values, largest);
    }
  }
}

// Two cells of a row are wrong, but the row's sum still holds: what held is a part of the matter.
TEST(Explain, TwoChangesMayMakeUpForEachOtherInASumThatHolds) {
  const Grammar grammar = make_grammar(three_by_three);
  EXPECT_EQ(found_by_search(grammar.forms[0], {5, 1, 6, 4, 5, 9, 7, 8, 15}),
            (Smallest{{{{0, 3}, {1, 3}}, {{3, 2}, {4, 7}}, {{6, 9}, {7, 6}}}, 0}));
}

// The rows of y and z hang together by the column of totals, which holds. Each can be mended in four ways; that is not
// sixteen ways to mend both.
TEST(Explain, TellsErrorsThatHaveNothingToDoWithEachOtherApart) {
  Grammar grammar = make_grammar({{"a", "b", "c", "d", "total"}, {"x", "y", "z", "total"}, true});
  Form& form = grammar.forms[0];
  std::erase_if(form.equations,
                [&](const Equation& equation) { return equation.rule == 1 && form.cells[equation.at].column != 4; });
  const Record record = make_record(grammar, R"(
    x       1  2  3  4   10
    y      15 16 17 18   56
    z      19 18 17 16   60
    total  40 40 40  6  126
  )");
  const std::vector<Constraint> constraints = constraints_of(record);
  const std::vector<Diagnosis> diagnoses = explain(constraints, record.cells, form);
  ASSERT_EQ(diagnoses.size(), 2U);
  for (const Diagnosis& diagnosis : diagnoses) {
    EXPECT_EQ(diagnosis.failing.size(), 1U);
    EXPECT_EQ(diagnosis.explanations.size(), 4U);
  }
}

TEST(Explain, SaysWhenTheStepsRanOut) {
  const Grammar grammar = make_grammar(three_by_three);
  const Record record = record_of(grammar.forms[0], {5, 1, 6, 4, 9, 9, 7, 8, 99});
  const std::vector<Diagnosis> diagnoses = explain(constraints_of(record), record.cells, grammar.forms[0], 3);
  ASSERT_EQ(diagnoses.size(), 1U);
  EXPECT_TRUE(diagnoses[0].unproved);
  EXPECT_LT(diagnoses[0].explanations.size(), 2U);
}

TEST(Explain, NamesNoValueWhereThereAreMany) {
  Grammar grammar = make_grammar(one_row);
  grammar.forms[0].equations[0].sign = RelationSign::at_most;
  const Record record = record_of(grammar.forms[0], {1, 2, 9});
  const std::vector<Diagnosis> diagnoses = explain(constraints_of(record), record.cells, grammar.forms[0]);
  ASSERT_EQ(diagnoses.size(), 1U);
  EXPECT_TRUE(diagnoses[0].explanations.empty());
  EXPECT_EQ(diagnoses[0].left_open, 3);
}

}  // namespace
}  // namespace gouji
