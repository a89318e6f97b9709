#include "generator/figures.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "audit/judge.h"

namespace gouji::generator {
namespace {

using Count = std::int64_t;

// Begins with zeros, for which all equations hold, and keeps raising cells: whenever an equation is upset, one of the
// cells on the side that falls short is raised by what is lacking, and so on until all hold again.
class Raiser {
 public:
  Raiser(const Form& form, Random& random)
      : form_(form), random_(random), values_(form.cells.size(), 0), equations_of_(form.cells.size()) {
    for (std::size_t i = 0; i < form.equations.size(); ++i) {
      for (const auto* side : {&form.equations[i].left, &form.equations[i].right}) {
        for (const Term& term : *side) equations_of_[term.cell].push_back(static_cast<int>(i));
      }
    }
  }

  bool in_equations(CellIndex cell) const { return !equations_of_[cell].empty(); }
  const std::vector<Count>& values() const { return values_; }

  // Leaves everything as it was where the consequences don't end.
  void raise(CellIndex cell, Count amount) {
    const std::vector<Count> before = values_;
    if (!settle(cell, amount)) values_ = before;
  }

 private:
  bool settle(CellIndex cell, Count amount) {
    constexpr int most_steps = 100;
    std::deque<int> upset;
    change(cell, amount, upset);
    for (int step = 0; !upset.empty(); ++step) {
      const Equation& equation = form_.equations[upset.front()];
      upset.pop_front();
      if (!equation.conditions.empty()) continue;  // whether it is to hold is seen at the end
      const Count lacking = lacking_on_the_left(equation);
      if (lacking == 0) continue;
      const std::optional<std::pair<CellIndex, Count>> raised = remedy(equation, lacking);
      if (!raised || step == most_steps) return false;
      change(raised->first, raised->second, upset);
    }
    return true;
  }

  void change(CellIndex cell, Count amount, std::deque<int>& upset) {
    values_[cell] += amount;
    upset.insert(upset.end(), equations_of_[cell].begin(), equations_of_[cell].end());
  }

  // Negative where the right side lacks something; 0 where the equation holds.
  Count lacking_on_the_left(const Equation& equation) const {
    const Count lacking = sum(equation.right) - sum(equation.left);
    if (equation.sign == RelationSign::at_most && lacking > 0) return 0;
    if (equation.sign == RelationSign::at_least && lacking < 0) return 0;
    return lacking;
  }

  Count sum(const std::vector<Term>& terms) const {
    Count total = 0;
    for (const Term& term : terms) total += values_[term.cell] * term.coefficient;
    return total;
  }

  // A cell to raise, and by how much. Nullopt where no cell can mend the equation.
  std::optional<std::pair<CellIndex, Count>> remedy(const Equation& equation, Count lacking_left) {
    std::vector<std::pair<CellIndex, Count>> remedies;
    const auto gather = [&](const std::vector<Term>& terms, Count lacking) {
      for (const Term& term : terms) {
        if (form_.cells[term.cell].optional || term.coefficient == 0 || lacking % term.coefficient != 0) continue;
        if (const Count amount = lacking / term.coefficient; amount > 0) remedies.emplace_back(term.cell, amount);
      }
    };
    gather(equation.left, lacking_left);
    gather(equation.right, -lacking_left);
    if (remedies.empty()) return std::nullopt;
    return random_.pick(remedies);
  }

  const Form& form_;
  Random& random_;
  std::vector<Count> values_;
  std::vector<std::vector<int>> equations_of_;
};

// Small counts as often as large ones.
Count amount_up_to(int digits, Random& random) {
  int limit = 1;
  for (int i = random.between(1, digits); i > 0; --i) limit *= 10;
  return random.between(1, limit - 1);
}

// A cell that stands in no equation.
Decimal free_figure(const Form& form, const FormCell& cell, int digits, Random& random) {
  std::string printed = is_change(form, cell) && random.chance(40) ? "-" : "";
  printed += std::to_string(amount_up_to(digits, random));
  if (is_money(cell.unit) && random.chance(60)) {
    printed += '.';
    for (int i = random.between(1, 5); i > 0; --i) printed += static_cast<char>('0' + random.below(10));
  }
  return *Decimal::parse(printed);
}

// What a year changes by may be less than nothing, but not by more than there was.
void make_some_negative(const Form& form, Random& random, std::vector<Decimal>& figures) {
  for (std::size_t i = 0; i < form.cells.size(); ++i) {
    const FormCell& cell = form.cells[i];
    if (!is_change(form, cell) || !random.chance(40)) continue;
    const CellIndex before = form.find_cell(form.row_of(cell).id + ".items_last_year");
    if (before >= 0 && figures[i] <= figures[before]) figures[i] = -figures[i];
  }
}

bool all_hold(const Form& form, const std::vector<Decimal>& figures) {
  Record record;
  record.form = &form;
  for (const Decimal& figure : figures) {
    record.cells.emplace_back().value = figure;
    record.cells.back().status = CellStatus::read;
  }
  const std::vector<Judgement> judgements = judge(record);
  return std::none_of(judgements.begin(), judgements.end(),
                      [](const Judgement& judgement) { return judgement.verdict == Judgement::Verdict::fails; });
}

std::vector<Decimal> draw_figures(const Form& form, Random& random) {
  const int digits = random.between(1, 6);
  const int density = random.pick<int>({1, 3, 10, 40, 80});  // percent of the cells that are raised for their own sake
  Raiser raiser(form, random);
  for (int i = static_cast<int>(form.cells.size()) * density / 100; i > 0; --i) {
    const CellIndex cell = random.below(static_cast<int>(form.cells.size()));
    if (!form.cells[cell].optional && raiser.in_equations(cell)) raiser.raise(cell, amount_up_to(digits, random));
  }

  std::vector<Decimal> figures;
  for (CellIndex cell = 0; cell < static_cast<CellIndex>(form.cells.size()); ++cell) {
    if (raiser.in_equations(cell)) {
      figures.push_back(*Decimal::parse(std::to_string(raiser.values()[cell])));
    } else if (form.cells[cell].optional || !random.chance(density + 20)) {
      figures.emplace_back(0);
    } else {
      figures.push_back(free_figure(form, form.cells[cell], digits, random));
    }
  }
  make_some_negative(form, random, figures);
  return figures;
}

}  // namespace

std::vector<Decimal> consistent_figures(const Form& form, Random& random) {
  // Conditions are the only thing that a drawing may get wrong.
  while (true) {
    std::vector<Decimal> figures = draw_figures(form, random);
    if (all_hold(form, figures)) return figures;
  }
}

bool is_change(const Form& form, const FormCell& cell) {
  return form.column_of(cell).labels.front().find("增/减") != std::string::npos;
}

bool is_money(std::string_view unit) { return unit.ends_with("元"); }

}  // namespace gouji::generator
