#include "form/hybrid.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace gouji {
namespace {

class Merger {
 public:
  explicit Merger(const Form& form) : form_(form), hybrid_(form) {
    hybrid_.cells.clear();
    hybrid_.rules = form.rules;
    hybrid_.equations.clear();
    hybrid_.year_equations.clear();
    hybrid_.claims.clear();
  }

  Form merge(const std::vector<ForeignTable>& tables) && {
    for (const ForeignTable& table : tables) place(table);
    number_cells(hybrid_);
    for (std::size_t i = 0; i < hybrid_.cells.size(); ++i) index_[hybrid_.cells[i].id] = static_cast<CellIndex>(i);
    for (const FormCell& cell : form_.cells) {
      if (!cell.optional && !index_.contains(cell.id)) hybrid_.absent.push_back(cell.id);
    }
    take_equations(form_, nullptr);
    std::unordered_set<const Form*> taken;
    for (const ForeignTable& table : tables) {
      if (taken.insert(table.form).second) take_equations(*table.form, table.form);
    }
    for (const ClaimPattern& claim : form_.claims) take_claim(claim);
    return std::move(hybrid_);
  }

 private:
  using NameMap = std::unordered_map<std::string, std::string>;

  void place(const ForeignTable& foreign) {
    Table table = foreign.form->tables[foreign.table];
    table.of_form = foreign.form->id;
    const auto own = std::find_if(hybrid_.tables.begin(), hybrid_.tables.end(),
                                  [&](const Table& other) { return other.id == table.id; });
    origin_[table.id] = foreign.form;
    if (own == hybrid_.tables.end()) rename_rows(foreign, table);
    if (own != hybrid_.tables.end()) {
      *own = std::move(table);
    } else if (foreign.first) {
      hybrid_.tables.insert(hybrid_.tables.begin() + tables_before_++, std::move(table));
    } else {
      hybrid_.tables.push_back(std::move(table));
    }
  }

  // Two forms may have cells of one name, as that of all reviews. Beside the form's own, another form's are told apart
  // by the name of their table.
  void rename_rows(const ForeignTable& foreign, Table& table) {
    for (const FormCell& cell : foreign.form->cells) {
      if (cell.table != foreign.table || form_.find_cell(cell.id) < 0) continue;
      Row& row = table.blocks[cell.block].rows[cell.row];
      const std::string& old_row = foreign.form->row_of(cell).id;
      if (row.id == old_row) row.id = table.id + "." + old_row;
      renamed_[foreign.form][cell.id] = table.id + "." + cell.id;
    }
  }

  // The hybrid's cell that a form knows by this name; nullopt where there is none.
  std::optional<CellIndex> cell_of(const std::string& id, const Form& from) const {
    const auto names = renamed_.find(&from);
    const auto renamed = names == renamed_.end() ? NameMap::const_iterator() : names->second.find(id);
    const bool is_renamed = names != renamed_.end() && renamed != names->second.end();
    const auto cell = index_.find(is_renamed ? renamed->second : id);
    return cell == index_.end() ? std::nullopt : std::optional(cell->second);
  }

  // The form that a cell's table is from; null for the form itself.
  const Form* origin_of(CellIndex cell) const {
    const auto origin = origin_.find(hybrid_.table_of(hybrid_.cells[cell]).id);
    return origin == origin_.end() ? nullptr : origin->second;
  }

  // Equations between cells that are all there, with one at least in a table of `origin`; those without cells are the
  // form's own.
  void take_equations(const Form& from, const Form* origin) {
    for (const Equation& equation : from.equations) {
      Equation taken = equation;
      const bool all_there =
          renumber(taken, from) && std::all_of(taken.conditions.begin(), taken.conditions.end(),
                                               [&](Relation& condition) { return renumber(condition, from); });
      if (!all_there || !concerns(origin, taken)) continue;
      take_rule(from, taken);
      hybrid_.equations.push_back(std::move(taken));
    }
    for (const YearEquation& equation : from.year_equations) {
      YearEquation taken = equation;
      if (!renumber(taken, from) || !concerns(origin, taken)) continue;
      take_rule(from, taken);
      hybrid_.year_equations.push_back(std::move(taken));
    }
  }

  template <typename AnyEquation>
  bool concerns(const Form* origin, const AnyEquation& equation) const {
    const auto is_of_origin = [&](const auto& term) { return origin_of(term.cell) == origin; };
    if (equation.left.empty() && equation.right.empty()) return origin == nullptr;
    return std::any_of(equation.left.begin(), equation.left.end(), is_of_origin) ||
           std::any_of(equation.right.begin(), equation.right.end(), is_of_origin);
  }

  template <typename AnyEquation>
  void take_rule(const Form& from, AnyEquation& equation) {
    if (equation.at >= 0) equation.at = *cell_of(from.cells[equation.at].id, from);
    equation.rule = index_of_rule(from.rules[equation.rule]);
  }

  // Two forms may have a rule of the same name: its words are those of the form whose table is judged by it.
  int index_of_rule(const Rule& rule) {
    const auto same = std::find_if(hybrid_.rules.begin(), hybrid_.rules.end(),
                                   [&](const Rule& other) { return other.id == rule.id; });
    if (same == hybrid_.rules.end()) {
      hybrid_.rules.push_back(rule);
      return static_cast<int>(hybrid_.rules.size()) - 1;
    }
    *same = rule;
    return static_cast<int>(same - hybrid_.rules.begin());
  }

  void take_claim(const ClaimPattern& claim) {
    ClaimPattern taken = claim;
    taken.readings.clear();
    for (Reading reading : claim.readings) {
      if (renumber(reading.value, form_)) taken.readings.push_back(std::move(reading));
    }
    if (!taken.readings.empty()) hybrid_.claims.push_back(std::move(taken));
  }

  // Makes the terms those of the hybrid's cells; false where it lacks one.
  template <typename AnyTerm>
  bool renumber(std::vector<AnyTerm>& terms, const Form& from) const {
    for (AnyTerm& term : terms) {
      const std::optional<CellIndex> cell = cell_of(from.cells[term.cell].id, from);
      if (!cell) return false;
      term.cell = *cell;
    }
    return true;
  }

  template <typename AnyRelation>
  bool renumber(AnyRelation& relation, const Form& from) const {
    return renumber(relation.left, from) && renumber(relation.right, from);
  }

  const Form& form_;
  Form hybrid_;
  int tables_before_ = 0;
  std::unordered_map<std::string, CellIndex> index_;     // of the hybrid's cells, by id
  std::unordered_map<const Form*, NameMap> renamed_;     // cells of foreign tables: from their own names
  std::unordered_map<std::string, const Form*> origin_;  // of its foreign tables, by id
};

}  // namespace

Form with_foreign_tables(const Form& form, const std::vector<ForeignTable>& tables) {
  return Merger(form).merge(tables);
}

}  // namespace gouji
