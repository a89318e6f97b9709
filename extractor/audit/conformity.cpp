#include "audit/conformity.h"

#include <algorithm>
#include <string>
#include <utility>

#include "audit/rule_finding.h"

namespace gouji {
namespace {

class DepartureFinder {
 public:
  DepartureFinder(const Record& record, const Grammar& grammar, const Wording& wording)
      : record_(record), form_(*record.form), grammar_(grammar), wording_(wording) {}

  std::vector<Finding> find() && {
    find_other_years();
    find_foreign_tables();
    find_foreign_rows();
    return std::move(findings_);
  }

 private:
  void find_other_years() {
    const int year = record_.year;
    const bool too_early = form_.first_year != 0 && year < form_.first_year;
    const bool too_late = form_.last_year != 0 && year > form_.last_year;
    if (year == 0 || (!too_early && !too_late)) return;
    add(RuleKind::other_years, {}, record_.title.span,
        {{"year", std::to_string(year)}, {"form", form_.name.in(wording_.language)}});
  }

  void find_foreign_tables() {
    for (std::size_t table = 0; table < form_.tables.size(); ++table) {
      const Form* other = grammar_.find_form(form_.tables[table].of_form);
      if (other == nullptr || record_.regions[table].span.empty()) continue;
      add(RuleKind::foreign_table, {}, record_.regions[table].span,
          {{"table", wording_.table(static_cast<int>(table))}, {"form", other->name.in(wording_.language)}});
    }
  }

  // A row that this form does not print, but another one does.
  void find_foreign_rows() {
    const FormCell* last = nullptr;
    for (std::size_t i = 0; i < form_.cells.size(); ++i) {
      const FormCell& cell = form_.cells[i];
      const bool same_row = last != nullptr && &form_.row_of(*last) == &form_.row_of(cell);
      if (!cell.optional || record_.cells[i].status == CellStatus::missing || same_row) continue;
      const Form* other = form_with(cell.id);
      if (other == nullptr) continue;
      last = &cell;
      add(RuleKind::foreign_row, cells_of_row(cell), record_.cells[i].row,
          {{"row", form_.row_path(cell, wording_.language)}, {"form", other->name.in(wording_.language)}});
    }
  }

  // The form for which the cell is nothing optional; null where there is none.
  const Form* form_with(const std::string& cell) const {
    const auto found = std::find_if(grammar_.forms.begin(), grammar_.forms.end(), [&](const Form& form) {
      const CellIndex index = form.find_cell(cell);
      return index >= 0 && !form.cells[index].optional;
    });
    return found == grammar_.forms.end() ? nullptr : &*found;
  }

  std::vector<CellIndex> cells_of_row(const FormCell& of) const {
    std::vector<CellIndex> cells;
    for (std::size_t i = 0; i < form_.cells.size(); ++i) {
      const FormCell& cell = form_.cells[i];
      if (cell.table == of.table && cell.block == of.block && cell.row == of.row)
        cells.push_back(static_cast<CellIndex>(i));
    }
    return cells;
  }

  void add(RuleKind kind, std::vector<CellIndex> cells, Span span, const MessageArguments& arguments) {
    add_finding(kind, std::move(cells), span, arguments, wording_, findings_);
  }

  const Record& record_;
  const Form& form_;
  const Grammar& grammar_;
  const Wording& wording_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> find_departures(const Record& record, const Grammar& grammar, const Wording& wording) {
  return DepartureFinder(record, grammar, wording).find();
}

}  // namespace gouji
