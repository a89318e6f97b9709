#include "series/series_row.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "record/sum.h"

namespace gouji {
namespace {

template <typename Entry>
const Entry* find_in(const std::vector<Entry>& entries, int figure) {
  const auto found = std::lower_bound(entries.begin(), entries.end(), figure,
                                      [](const Entry& entry, int index) { return entry.figure < index; });
  return found == entries.end() || found->figure != figure ? nullptr : &*found;
}

// A value with what it was taken from.
struct Found {
  FigureStatus status = FigureStatus::missing;
  Decimal value;
  FigureEvidence evidence;
};

// How a claim was understood is sure where there is one way only, or where the tables agree with it.
bool is_understood(const Claim& claim) { return claim.pattern->readings.size() == 1 || claim.agrees == true; }

bool may_mean(const Claim& claim, const std::string& reading) {
  const std::vector<Reading>& readings = claim.pattern->readings;
  if (is_understood(claim)) return readings[claim.reading].id == reading;
  return std::any_of(readings.begin(), readings.end(), [&](const Reading& one) { return one.id == reading; });
}

class RowReader {
 public:
  RowReader(const Record& record, const Series& series) : record_(record), form_(*record.form), series_(series) {
    forms_.push_back(form_.id);
    for (const Table& table : form_.tables) {
      if (!table.of_form.empty()) forms_.push_back(table.of_form);
    }
    index_cells();
  }

  void read(SeriesRow& row) {
    std::vector<Term> terms;
    for (int index = 0; index < static_cast<int>(series_.figures.size()); ++index) {
      const SeriesFigure& figure = series_.figures[index];
      const FigureSource* source = source_of(figure, terms);
      if (source == nullptr) continue;
      Found found = find(*source, terms, figure.unit);
      row.figures.push_back({index, found.status, source, found.value});
      if (found.evidence.cells.empty() && found.evidence.claims.empty()) continue;
      found.evidence.figure = index;
      row.evidence.push_back(std::move(found.evidence));
    }
  }

 private:
  // A report may have a table of another form. A figure is then what that form says of it, where its cells stand there:
  // `terms` are these, or none.
  const FigureSource* source_of(const SeriesFigure& figure, std::vector<Term>& terms) const {
    for (const std::string& form : forms_) {
      const FigureSource* source = figure.source_of(form);
      if (source != nullptr && has_cells(*source, terms)) return source;
    }
    terms.clear();
    return figure.source_of(form_.id);
  }

  bool has_cells(const FigureSource& source, std::vector<Term>& terms) const {
    terms.clear();
    for (const SeriesTerm& term : source.terms) terms.push_back({cell_of(term, source), term.coefficient});
    return !terms.empty() && std::all_of(terms.begin(), terms.end(), [](const Term& term) { return term.cell >= 0; });
  }

  // The cell in a table of the source's form: tables of two forms may both have one of this name (form/hybrid.h). -1
  // for none.
  CellIndex cell_of(const SeriesTerm& term, const FigureSource& source) const {
    const auto is_of_form = [&](const auto& named) {
      const std::string& of_form = form_.table_of(form_.cells[named.second]).of_form;
      return source.form == (of_form.empty() ? form_.id : of_form);
    };
    const auto [begin, end] = cells_.equal_range(term.cell);
    const auto cell = std::find_if(begin, end, is_of_form);
    return cell == end ? -1 : cell->second;
  }

  // By their ids, and by those without the name of their table that a form made of two puts before them.
  void index_cells() {
    cells_.reserve(form_.cells.size());
    for (CellIndex cell = 0; cell < static_cast<CellIndex>(form_.cells.size()); ++cell) {
      const std::string_view id = form_.cells[cell].id;
      const std::string& table = form_.table_of(form_.cells[cell]).id;
      cells_.emplace(id, cell);
      if (id.size() > table.size() && id.starts_with(table) && id[table.size()] == '.')
        cells_.emplace(id.substr(table.size() + 1), cell);
    }
  }

  Found find(const FigureSource& source, const std::vector<Term>& terms, const std::string& unit) const {
    Found found;
    if (!terms.empty()) found = sum_of_cells(terms, unit);
    if (found.status == FigureStatus::missing && !source.claim.empty()) found = claimed(source.claim, unit);
    return found;
  }

  Found sum_of_cells(const std::vector<Term>& terms, const std::string& unit) const {
    const std::optional<std::vector<Term>> counted = counted_terms(terms, record_.cells, form_);
    if (!counted || counted->empty()) return {why_unknown(terms), {}, {}};
    Found found = added(*counted, unit);
    if (!is_same(terms, *counted)) {
      for (const Term& term : *counted) found.evidence.cells.push_back(form_.cells[term.cell].id);
    }
    return found;
  }

  Found added(const std::vector<Term>& terms, const std::string& unit) const {
    Found found{FigureStatus::blank, {}, {}};
    for (const Term& term : terms) {
      const Cell& cell = record_.cells[term.cell];
      if (!cell.value) continue;
      const std::optional<Decimal> value =
          converted(*cell.value, cell.unit.empty() ? form_.cells[term.cell].unit : cell.unit, unit);
      if (!value) return {FigureStatus::other_unit, {}, {}};
      found.value = found.value + *value * term.coefficient;
      if (cell.status == CellStatus::repaired) found.status = FigureStatus::repaired;
      if (found.status == FigureStatus::blank) found.status = FigureStatus::read;
    }
    return found;
  }

  std::optional<Decimal> converted(const Decimal& value, std::string_view from, std::string_view to) const {
    const std::optional<int> places = series_.places_between(from, to);
    return places ? value.shifted(*places) : std::nullopt;
  }

  static bool is_same(const std::vector<Term>& terms, const std::vector<Term>& counted) {
    return std::equal(terms.begin(), terms.end(), counted.begin(), counted.end(),
                      [](const Term& a, const Term& b) { return a.cell == b.cell; });
  }

  FigureStatus why_unknown(const std::vector<Term>& terms) const {
    const bool ambiguous =
        std::any_of(terms.begin(), terms.end(), [&](const Term& term) { return is_ambiguous(term.cell); });
    return ambiguous ? FigureStatus::ambiguous : FigureStatus::missing;
  }

  // Itself, or a row that reports print in the place of several and that may stand for its own.
  bool is_ambiguous(CellIndex cell) const {
    if (record_.cells[cell].status == CellStatus::ambiguous) return true;
    if (record_.cells[cell].status != CellStatus::missing) return false;
    const FormCell& place = form_.cells[cell];
    const std::vector<Row>& rows = form_.block_of(place).rows;
    for (int row = 0; row < static_cast<int>(rows.size()); ++row) {
      if (!rows[row].optional || rows[row].stands_for < 0 || rows[row].stands_for != rows[place.row].group) continue;
      const CellIndex group = form_.cell_at(place.table, place.block, row, place.column);
      if (group >= 0 && record_.cells[group].status == CellStatus::ambiguous) return true;
    }
    return false;
  }

  Found claimed(const std::string& reading, const std::string& unit) const {
    std::vector<const Claim*> claims;
    for (const Claim& claim : record_.claims) {
      if (may_mean(claim, reading)) claims.push_back(&claim);
    }
    if (claims.empty()) return {};
    const bool sure =
        std::any_of(claims.begin(), claims.end(), [](const Claim* claim) { return is_understood(*claim); });
    if (sure) std::erase_if(claims, [](const Claim* claim) { return !is_understood(*claim); });
    Found found = sure ? agreed(claims, unit) : Found{FigureStatus::ambiguous, {}, {}};
    for (const Claim* claim : claims) found.evidence.claims.push_back(claim->text);
    return found;
  }

  // The value that all the claims say. Precondition: there is one.
  Found agreed(const std::vector<const Claim*>& claims, const std::string& unit) const {
    std::optional<Decimal> value;
    for (const Claim* claim : claims) {
      const std::optional<Decimal> one = converted(claim->value, claim->unit, unit);
      if (!one) return {FigureStatus::other_unit, {}, {}};
      const bool contradicts = claim->agrees == false || (value && *value != *one);
      if (contradicts) return {FigureStatus::contradictory, {}, {}};
      value = one;
    }
    return {FigureStatus::claimed, *value, {}};
  }

  const Record& record_;
  const Form& form_;
  const Series& series_;
  std::vector<std::string> forms_;  // the report's, then those that its tables are of
  std::unordered_multimap<std::string_view, CellIndex> cells_;
};

}  // namespace

const char* name_of(FigureStatus status) {
  switch (status) {
    case FigureStatus::read:
      return "read";
    case FigureStatus::repaired:
      return "repaired";
    case FigureStatus::claimed:
      return "claimed";
    case FigureStatus::blank:
      return "blank";
    case FigureStatus::missing:
      return "missing";
    case FigureStatus::ambiguous:
      return "ambiguous";
    case FigureStatus::contradictory:
      return "contradictory";
    case FigureStatus::other_unit:
      return "other_unit";
  }
  return "";
}

const FigureValue* SeriesRow::find(int figure) const { return find_in(figures, figure); }

const FigureEvidence* SeriesRow::evidence_of(int figure) const { return find_in(evidence, figure); }

SeriesRow series_row(const Record& record, const std::string& path, const Series& series) {
  SeriesRow row;
  row.publisher = record.publisher.value;
  row.year = record.year;
  row.form = record.form->id;
  row.path = path;
  RowReader(record, series).read(row);
  row.figures.shrink_to_fit();
  return row;
}

}  // namespace gouji
