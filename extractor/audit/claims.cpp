#include "audit/claims.h"

#include <algorithm>
#include <string>
#include <utility>

#include "record/claims.h"
#include "record/sum.h"

namespace gouji {
namespace {

// A reading of a claim that the tables have figures for.
struct ComparedReading {
  const Reading* reading;
  std::vector<Term> terms;
  Decimal value;    // of the cells
  Decimal claimed;  // in their unit
};

std::vector<CellIndex> cells_of(const std::vector<Term>& terms) {
  std::vector<CellIndex> cells;
  cells.reserve(terms.size());
  for (const Term& term : terms) cells.push_back(term.cell);
  return cells;
}

// The one that the claim was understood by comes first.
std::vector<ComparedReading> compare(const Claim& claim, const Record& record) {
  std::vector<ComparedReading> compared;
  for (const Reading& reading : claim.pattern->readings) {
    std::optional<std::vector<Term>> terms = counted_terms(reading.value, record.cells, *record.form);
    if (!terms || terms->empty()) continue;
    const std::optional<Decimal> claimed = figure_in_unit_of(cells_of(*terms), claim, record.cells);
    if (!claimed) continue;
    const Decimal value = total_of(*terms, record.cells);
    compared.push_back({&reading, std::move(*terms), value, *claimed});
  }
  const Reading* understood = &claim.pattern->readings[claim.reading];
  std::stable_partition(compared.begin(), compared.end(),
                        [&](const ComparedReading& reading) { return reading.reading == understood; });
  return compared;
}

bool needs_any(const ComparedReading& reading, const std::vector<CellIndex>& cells) {
  return std::any_of(reading.terms.begin(), reading.terms.end(),
                     [&](const Term& term) { return std::find(cells.begin(), cells.end(), term.cell) != cells.end(); });
}

std::string list_readings(const std::vector<ComparedReading>& readings, const Wording& wording) {
  std::vector<std::string> items;
  items.reserve(readings.size());
  for (const ComparedReading& reading : readings) {
    items.push_back(wording.labelled(reading.reading->name.in(wording.language), reading.value));
  }
  return wording.list(items);
}

}  // namespace

std::optional<Finding> find_in_claim(const Claim& claim, const Record& record,
                                     const std::vector<CellIndex>& blank_totals, const Wording& wording) {
  const Rule* rule = record.form->rule_of(RuleKind::claim);
  if (rule == nullptr || claim.agrees != false) return std::nullopt;
  const std::vector<ComparedReading> readings = compare(claim, record);
  const bool needs_blank_total = std::any_of(readings.begin(), readings.end(), [&](const ComparedReading& reading) {
    return needs_any(reading, blank_totals);
  });
  if (readings.empty() || needs_blank_total) return std::nullopt;

  const ComparedReading& understood = readings.front();
  Finding finding;
  finding.rule = rule;
  finding.cells = cells_of(understood.terms);
  finding.expected = understood.value;
  finding.actual = understood.claimed;
  finding.span = claim.value_span;
  finding.message = wording.text(rule->message, {{"claim", claim.text},
                                                 {"actual", wording.figure(finding.actual)},
                                                 {"expected", wording.figure(finding.expected)},
                                                 {"readings", list_readings(readings, wording)},
                                                 {"row", wording.row(finding.cells.front())},
                                                 {"column", wording.column(finding.cells.front())}});
  return finding;
}

Testimony make_testimony(const Claim& claim, const Record& record) {
  Testimony testimony;
  for (const ComparedReading& reading : compare(claim, record)) {
    testimony.push_back(make_constraint(reading.terms, {}, reading.value - reading.claimed));
  }
  return testimony;
}

}  // namespace gouji
