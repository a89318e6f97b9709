#include "audit/figures.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "audit/rule_finding.h"

namespace gouji {
namespace {

// A row of the form with the figures that are printed in it.
struct FilledRow {
  int row = 0;  // in the block
  std::vector<CellIndex> cells;
};

// How the rows of a block hang together by sums: "granted" and "refused" are parts of one total, and "new" is what the
// total of results and "carried forward" come to.
class RowSums {
 public:
  RowSums(const Form& form, int table, int block) : form_(form), table_(table), block_(block) {
    for (const Equation& equation : form.equations) {
      if (equation.is_plain_sum() && is_between_rows(equation)) equations_.push_back(&equation);
    }
  }

  // Whether two rows may well be the same because of what they are: a total and its only part. Parts of one total may
  // not, nor rows that no sum relates.
  bool may_be_same(int a, int b) const { return !are_added(a, b) && are_related(a, b); }

 private:
  // All of its cells stand in one column of the block.
  bool is_between_rows(const Equation& equation) const {
    const CellIndex first = equation.left.empty() ? 0 : equation.left.front().cell;
    const auto is_in_column = [&](const Term& term) {
      const FormCell& cell = form_.cells[term.cell];
      return cell.table == table_ && cell.block == block_ && cell.column == form_.cells[first].column;
    };
    return !equation.left.empty() && std::all_of(equation.left.begin(), equation.left.end(), is_in_column) &&
           std::all_of(equation.right.begin(), equation.right.end(), is_in_column);
  }

  bool has(const std::vector<Term>& terms, int row) const {
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) { return form_.cells[term.cell].row == row; });
  }

  bool are_added(int a, int b) const {
    return std::any_of(equations_.begin(), equations_.end(), [&](const Equation* equation) {
      return (has(equation->left, a) && has(equation->left, b)) || (has(equation->right, a) && has(equation->right, b));
    });
  }

  bool are_related(int a, int b) const {
    std::vector<int> found = {a};
    for (std::size_t next = 0; next < found.size(); ++next) {
      for (const Equation* equation : equations_) {
        if (!has(equation->left, found[next]) && !has(equation->right, found[next])) continue;
        for (const std::vector<Term>* side : {&equation->left, &equation->right}) {
          for (const Term& term : *side) add(form_.cells[term.cell].row, found);
        }
      }
    }
    return std::find(found.begin(), found.end(), b) != found.end();
  }

  static void add(int row, std::vector<int>& found) {
    if (std::find(found.begin(), found.end(), row) == found.end()) found.push_back(row);
  }

  const Form& form_;
  const int table_;
  const int block_;
  std::vector<const Equation*> equations_;
};

class FigureJudge {
 public:
  FigureJudge(const Record& record, const CommonGrammar& common, const Wording& wording)
      : record_(record), form_(*record.form), common_(common), wording_(wording) {}

  std::vector<Finding> judge() && {
    for (CellIndex cell = 0; cell < static_cast<int>(record_.cells.size()); ++cell) judge(cell);
    if (form_.rule_of(RuleKind::repeated_row) != nullptr) find_repeated_rows();
    return std::move(findings_);
  }

 private:
  void judge(CellIndex index) {
    const Cell& cell = record_.cells[index];
    if (!cell.value) return;
    if (cell.value->is_negative() && !form_.cells[index].change) add(RuleKind::negative_figure, index);
    if (counts(index) && !count_of(cell).is_whole()) add(RuleKind::fractional_count, index);
  }

  // Whether its figure is a number of things, and not an amount of something.
  bool counts(CellIndex index) const {
    const std::string& printed = record_.cells[index].unit;
    if (printed.empty()) return form_.cells[index].counted;
    return std::find(common_.measured_units.begin(), common_.measured_units.end(), printed) ==
           common_.measured_units.end();
  }

  // How many things it counts, where it is printed in ten thousands of them.
  Decimal count_of(const Cell& cell) const {
    for (const Multiple& multiple : common_.statements.multiples) {
      if (cell.unit.starts_with(multiple.word)) return cell.value->shifted(-multiple.digits).value_or(Decimal(0));
    }
    return *cell.value;
  }

  const std::string& unit_of(CellIndex index) const {
    return record_.cells[index].unit.empty() ? form_.cells[index].unit : record_.cells[index].unit;
  }

  void add(RuleKind kind, CellIndex index) {
    const Cell& cell = record_.cells[index];
    const std::size_t before = findings_.size();
    add_finding(kind, {index}, cell.span.empty() ? cell.row : cell.span,
                {{"table", wording_.table(form_.cells[index].table)},
                 {"row", wording_.row(index)},
                 {"column", wording_.column(index)},
                 {"actual", cell.value->str()},
                 {"unit", unit_of(index)}},
                wording_, findings_);
    if (findings_.size() > before) findings_.back().actual = cell.value;
  }

  void find_repeated_rows() {
    for (int table = 0; table < static_cast<int>(form_.tables.size()); ++table) {
      for (int block = 0; block < static_cast<int>(form_.tables[table].blocks.size()); ++block) {
        find_repeated_rows(table, block);
      }
    }
  }

  void find_repeated_rows(int table, int block) {
    const std::vector<Row>& rows = form_.tables[table].blocks[block].rows;
    std::map<std::vector<Decimal>, std::vector<FilledRow>> by_figures;
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
      // One that stands for a group is the same as the group's only row with figures.
      if (rows[row].optional) continue;
      FilledRow filled{row, {}};
      if (const auto figures = figures_of(table, block, filled)) by_figures[*figures].push_back(std::move(filled));
    }
    for (const auto& [figures, same] : by_figures) {
      if (same.size() < 2) continue;
      const RowSums sums(form_, table, block);
      for (std::size_t later = 1; later < same.size(); ++later) {
        const auto earlier =
            std::find_if(same.begin(), same.begin() + static_cast<std::ptrdiff_t>(later),
                         [&, &row = same[later].row](const FilledRow& one) { return !sums.may_be_same(one.row, row); });
        if (earlier != same.begin() + static_cast<std::ptrdiff_t>(later)) add_repeated(*earlier, same[later], figures);
      }
    }
  }

  // Those of all columns, where they are more than chance makes the same; sets the row's cells. A blank is nothing.
  std::optional<std::vector<Decimal>> figures_of(int table, int block, FilledRow& row) const {
    const RepeatLimits& limits = form_.rule_of(RuleKind::repeated_row)->repeated;
    const int columns = static_cast<int>(form_.tables[table].blocks[block].columns.size());
    std::vector<Decimal> figures;
    for (int column = 0; column < columns; ++column) {
      const CellIndex index = form_.cell_at(table, block, row.row, column);
      const Cell& cell = record_.cells[index];
      if (!cell.value && cell.status != CellStatus::blank) return std::nullopt;
      row.cells.push_back(index);
      figures.push_back(cell.value.value_or(Decimal(0)));
    }
    const auto inked = std::count_if(figures.begin(), figures.end(), [](const Decimal& f) { return !f.is_zero(); });
    const bool has_large = std::any_of(figures.begin(), figures.end(),
                                       [&](const Decimal& figure) { return figure >= Decimal(limits.least); });
    if (inked < limits.figures || !has_large) return std::nullopt;
    return figures;
  }

  void add_repeated(const FilledRow& earlier, const FilledRow& later, const std::vector<Decimal>& figures) {
    std::vector<std::string> printed;
    for (const Decimal& figure : figures) printed.push_back(figure.str());
    std::vector<CellIndex> cells = later.cells;
    cells.insert(cells.end(), earlier.cells.begin(), earlier.cells.end());
    const auto place = std::find_if(later.cells.begin(), later.cells.end(),
                                    [&](CellIndex cell) { return !record_.cells[cell].span.empty(); });
    const CellIndex first = later.cells.front();
    add_finding(RuleKind::repeated_row, std::move(cells),
                place == later.cells.end() ? Span{} : record_.cells[*place].span,
                {{"table", wording_.table(form_.cells[first].table)},
                 {"row", wording_.row(first)},
                 {"other", wording_.row(earlier.cells.front())},
                 {"figures", wording_.list(printed)}},
                wording_, findings_);
  }

  const Record& record_;
  const Form& form_;
  const CommonGrammar& common_;
  const Wording& wording_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> find_in_figures(const Record& record, const CommonGrammar& common, const Wording& wording) {
  return FigureJudge(record, common, wording).judge();
}

}  // namespace gouji
