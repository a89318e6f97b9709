#include "audit/explain.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "audit/search.h"
#include "audit/shifted_row.h"

namespace gouji {
namespace {

// Sets of numbers from 0 on that are joined step by step.
class Joined {
 public:
  explicit Joined(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }

  int find(int member) {
    while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
    return member;
  }
  // The smallest member stands for all.
  void join(int a, int b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<int> parent_;
};

bool touches(const Constraint& constraint, CellIndex cell) {
  return std::any_of(constraint.terms.begin(), constraint.terms.end(),
                     [&](const Term& term) { return term.cell == cell; });
}

// All that hang together by shared cells, of each such piece that has a failing one.
std::vector<std::vector<int>> failing_pieces(const std::vector<Constraint>& constraints, std::size_t cells) {
  Joined joined(constraints.size());
  std::vector<int> first_with(cells, -1);
  for (int index = 0; index < static_cast<int>(constraints.size()); ++index) {
    for (const Term& term : constraints[index].terms) {
      if (first_with[term.cell] < 0) first_with[term.cell] = index;
      joined.join(first_with[term.cell], index);
    }
  }
  std::map<int, std::vector<int>> pieces;
  for (int index = 0; index < static_cast<int>(constraints.size()); ++index) {
    if (!constraints[index].terms.empty()) pieces[joined.find(index)].push_back(index);
  }
  std::vector<std::vector<int>> failing;
  for (auto& [first, piece] : pieces) {
    const bool any = std::any_of(piece.begin(), piece.end(), [&](int index) { return fails(constraints[index]); });
    if (any) failing.push_back(std::move(piece));
  }
  return failing;
}

// Errors that have nothing to do with each other are told apart, though their constraints hang together by others that
// hold: ten ways to mend the one and ten to mend the other are not a hundred ways.
class Divider {
 public:
  Divider(const std::vector<Constraint>& constraints, const std::vector<int>& piece, Found found)
      : constraints_(constraints), piece_(piece), found_(std::move(found)), joined_(constraints.size()) {}

  std::vector<Diagnosis> divide() && {
    for (const int index : piece_) {
      if (fails(constraints_[index])) failing_.push_back(index);
    }
    if (found_.explanations.empty() || found_.left_open > 0 || found_.unproved) return {whole()};
    for (const Explanation& explanation : found_.explanations) join_what_one_part_mends(explanation);
    std::vector<Diagnosis> diagnoses = parts();
    return is_product(diagnoses) ? std::move(diagnoses) : std::vector<Diagnosis>{whole()};
  }

 private:
  Diagnosis whole() const { return {failing_, found_.explanations, found_.left_open, found_.unproved}; }

  // For each change the smallest failing constraint that it, or a change that it meets in a constraint, has a part in;
  // -1 for none.
  std::vector<int> mended_by(const Explanation& explanation) const {
    Joined parts(explanation.changes.size());
    std::map<int, int> mended;  // failing constraint, and a change in it
    for (const int index : piece_) {
      int first = -1;
      for (int change = 0; change < static_cast<int>(explanation.changes.size()); ++change) {
        if (!touches(constraints_[index], explanation.changes[change].cell)) continue;
        if (first < 0) first = change;
        parts.join(first, change);
      }
      if (first >= 0 && fails(constraints_[index])) mended.emplace(index, first);
    }
    std::vector<int> smallest(explanation.changes.size(), -1);
    for (auto entry = mended.rbegin(); entry != mended.rend(); ++entry) {
      smallest[parts.find(entry->second)] = entry->first;
    }
    std::vector<int> result;
    for (int change = 0; change < static_cast<int>(explanation.changes.size()); ++change) {
      result.push_back(smallest[parts.find(change)]);
    }
    return result;
  }

  void join_what_one_part_mends(const Explanation& explanation) {
    const std::vector<int> mended = mended_by(explanation);
    for (std::size_t change = 0; change < mended.size(); ++change) {
      for (const int index : failing_) {
        if (mended[change] >= 0 && touches(constraints_[index], explanation.changes[change].cell)) {
          joined_.join(mended[change], index);
        }
      }
    }
  }

  std::vector<Diagnosis> parts() {
    std::map<int, Diagnosis> by_group;
    for (const int index : failing_) by_group[joined_.find(index)].failing.push_back(index);
    for (const Explanation& explanation : found_.explanations) {
      const std::vector<int> mended = mended_by(explanation);
      std::map<int, Explanation> split;
      for (std::size_t change = 0; change < mended.size(); ++change) {
        const int group = mended[change] < 0 ? by_group.begin()->first : joined_.find(mended[change]);
        split[group].changes.push_back(explanation.changes[change]);
      }
      for (auto& [group, part] : split) {
        std::vector<Explanation>& known = by_group[group].explanations;
        if (std::find(known.begin(), known.end(), part) == known.end()) known.push_back(std::move(part));
      }
    }
    std::vector<Diagnosis> diagnoses;
    for (auto& [group, diagnosis] : by_group) diagnoses.push_back(std::move(diagnosis));
    return diagnoses;
  }

  // Whether any explanation of one part goes with any of another, all of one part being of one size.
  bool is_product(const std::vector<Diagnosis>& diagnoses) const {
    std::size_t product = 1;
    for (const Diagnosis& diagnosis : diagnoses) {
      const std::vector<Explanation>& explanations = diagnosis.explanations;
      if (explanations.empty()) return false;
      const std::size_t size = explanations.front().changes.size();
      const auto same_size = [&](const Explanation& explanation) { return explanation.changes.size() == size; };
      if (!std::all_of(explanations.begin(), explanations.end(), same_size)) return false;
      product *= explanations.size();
      if (product > found_.explanations.size()) return false;
    }
    return product == found_.explanations.size();
  }

  const std::vector<Constraint>& constraints_;
  const std::vector<int>& piece_;
  const Found found_;
  Joined joined_;
  std::vector<int> failing_;
};

}  // namespace

std::vector<Diagnosis> explain(const std::vector<Constraint>& constraints, const std::vector<Cell>& cells,
                               const Form& form, int step_limit) {
  std::vector<Diagnosis> diagnoses;
  for (const std::vector<int>& piece : failing_pieces(constraints, cells.size())) {
    std::vector<Constraint> of_piece;
    for (const int index : piece) of_piece.push_back(constraints[index]);
    Found found = search(of_piece, cells, form, step_limit);
    if (found.unproved && found.explanations.empty()) found.explanations = find_shifted_rows(of_piece, cells, form);
    std::vector<Diagnosis> divided = Divider(constraints, piece, std::move(found)).divide();
    std::move(divided.begin(), divided.end(), std::back_inserter(diagnoses));
  }
  std::sort(diagnoses.begin(), diagnoses.end(),
            [](const Diagnosis& a, const Diagnosis& b) { return a.failing < b.failing; });
  return diagnoses;
}

}  // namespace gouji
