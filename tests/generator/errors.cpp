#include "generator/errors.h"

#include <algorithm>
#include <utility>

#include "audit/judge.h"
#include "generator/figures.h"

namespace gouji::generator {
namespace {

std::string without_leading_zeros(std::string digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits;
}

std::optional<Decimal> figure(const std::string& digits) { return Decimal::parse(without_leading_zeros(digits)); }

// A cell beside it, above or below it, that has a figure.
std::optional<Decimal> neighbours_figure(const Record& record, CellIndex cell, Random& random) {
  const Form& form = *record.form;
  const FormCell& place = form.cells[cell];
  const Block& block = form.block_of(place);
  std::vector<Decimal> figures;
  for (const auto& [row, column] : {std::pair(place.row, place.column - 1), std::pair(place.row, place.column + 1),
                                    std::pair(place.row - 1, place.column), std::pair(place.row + 1, place.column)}) {
    if (row < 0 || row >= static_cast<int>(block.rows.size())) continue;
    if (column < 0 || column >= static_cast<int>(block.columns.size())) continue;
    const CellIndex neighbour = form.cell_at(place.table, place.block, row, column);
    if (neighbour >= 0 && record.cells[neighbour].value) figures.push_back(*record.cells[neighbour].value);
  }
  if (figures.empty()) return std::nullopt;
  return random.pick(figures);
}

// Another figure with about as many digits.
Decimal any_figure(const std::string& digits, Random& random) {
  std::string drawn;
  for (std::size_t i = 0; i < digits.size(); ++i) drawn.push_back(static_cast<char>('0' + random.below(10)));
  if (random.chance(20)) drawn.push_back(static_cast<char>('0' + random.below(10)));
  return *figure(drawn);
}

// Nullopt where the error leaves the figure as it is.
std::optional<Decimal> spoiled(const Record& record, CellIndex cell, PlantedKind kind, Random& random) {
  const Decimal truth = *record.cells[cell].value;
  std::string digits = truth.str();
  const int size = static_cast<int>(digits.size());
  const int place = random.below(size);
  std::optional<Decimal> wrong;
  if (kind == PlantedKind::swapped && size >= 2) {
    const int first = random.below(size - 1);
    std::swap(digits[first], digits[first + 1]);
    wrong = figure(digits);
  } else if (kind == PlantedKind::dropped && size >= 2) {
    wrong = figure(digits.erase(place, 1));
  } else if (kind == PlantedKind::doubled && size < 10) {
    wrong = figure(digits.insert(place, 1, digits[place]));
  } else if (kind == PlantedKind::neighbours) {
    wrong = neighbours_figure(record, cell, random);
  } else if (kind == PlantedKind::any) {
    wrong = any_figure(digits, random);
  }
  return wrong == truth ? std::nullopt : wrong;
}

bool is_whole_figure(const Cell& cell) {
  return cell.status == CellStatus::read && cell.value && cell.value->is_whole() && cell.value->scale() == 0 &&
         !cell.value->is_negative();
}

}  // namespace

Record consistent_record(const Form& form, Random& random) {
  Record record;
  record.form = &form;
  for (const Decimal& figure : consistent_figures(form, random)) {
    const bool optional = form.cells[record.cells.size()].optional;
    Cell& cell = record.cells.emplace_back();
    if (optional) continue;
    cell.status = CellStatus::read;
    cell.value = figure;
  }
  return record;
}

std::vector<int> coverage_of(const Record& record) {
  std::vector<int> coverage(record.cells.size(), 0);
  for (const Judgement& judgement : judge(record)) {
    if (judgement.verdict != Judgement::Verdict::holds && judgement.verdict != Judgement::Verdict::fails) continue;
    if (record.form->rules[judgement.equation->rule].severity == Severity::info) continue;
    for (const Judgement::Side* side : {&judgement.left, &judgement.right}) {
      for (const Term& term : side->terms()) ++coverage[term.cell];
    }
  }
  return coverage;
}

std::optional<std::vector<PlantedError>> draw_errors(const Record& record, int count, int least_coverage,
                                                     int most_coverage, Random& random) {
  constexpr int most_draws = 1000;
  const std::vector<int> coverage = coverage_of(record);
  std::vector<CellIndex> cells;
  for (CellIndex cell = 0; cell < static_cast<CellIndex>(record.cells.size()); ++cell) {
    const bool covered = coverage[cell] >= least_coverage && coverage[cell] <= most_coverage;
    if (covered && is_whole_figure(record.cells[cell])) cells.push_back(cell);
  }
  const std::vector<PlantedKind> kinds = {PlantedKind::swapped, PlantedKind::dropped, PlantedKind::doubled,
                                          PlantedKind::neighbours, PlantedKind::any};
  std::vector<PlantedError> errors;
  for (int draw = 0; draw < most_draws && !cells.empty(); ++draw) {
    if (static_cast<int>(errors.size()) == count) return errors;
    const CellIndex cell = random.pick(cells);
    const bool taken =
        std::any_of(errors.begin(), errors.end(), [&](const PlantedError& error) { return error.cell == cell; });
    const std::optional<Decimal> wrong = taken ? std::nullopt : spoiled(record, cell, random.pick(kinds), random);
    if (wrong) errors.push_back({cell, *record.cells[cell].value, *wrong});
  }
  return std::nullopt;
}

}  // namespace gouji::generator
