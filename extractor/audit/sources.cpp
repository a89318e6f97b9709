#include "audit/sources.h"

#include <optional>
#include <string>
#include <utility>

#include "audit/rule_finding.h"

namespace gouji {
namespace {

// What a file says for a cell: a figure, or that there is none. Nullopt where it could not be read.
std::optional<std::optional<Decimal>> said(const Cell& cell) {
  if (cell.status == CellStatus::blank) return std::optional<Decimal>();
  if (!cell.value) return std::nullopt;
  return cell.value;
}

}  // namespace

bool is_of_same_year(const Record& other, const Record& record) { return other.year != 0 && other.year == record.year; }

std::vector<Finding> find_differing_sources(const Record& record, const Earlier& other, const Wording& wording) {
  constexpr std::size_t most_named = 8;
  std::vector<Finding> findings;
  std::vector<CellIndex> differing;
  std::vector<std::string> named;
  for (CellIndex i = 0; i < static_cast<int>(record.cells.size()); ++i) {
    const CellIndex there = other.record.form->find_cell(record.form->cells[i].id);
    if (there < 0) continue;
    const auto here_said = said(record.cells[i]);
    const auto there_said = said(other.record.cells[there]);
    if (!here_said || !there_said || *here_said == *there_said) continue;
    differing.push_back(i);
    if (named.size() == most_named) continue;
    named.push_back(wording.messages.format(wording.language, "sources.cell",
                                            {{"row", wording.row(i)},
                                             {"column", wording.column(i)},
                                             {"actual", wording.figure(*here_said)},
                                             {"expected", wording.figure(*there_said)}}));
  }
  if (differing.empty()) return findings;
  const Span span = record.cells[differing.front()].span;
  const std::string count = std::to_string(differing.size());
  add_finding(RuleKind::sources_differ, std::move(differing), span,
              {{"count", count}, {"cells", wording.list(named)}, {"path", other.path}}, wording, findings);
  return findings;
}

}  // namespace gouji
