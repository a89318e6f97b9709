#include "audit/gaps.h"

#include <algorithm>
#include <string>
#include <utility>

#include "audit/rule_finding.h"

namespace gouji {
namespace {

// A row of the form as a record has it.
struct PrintedRow {
  std::vector<CellIndex> cells;
  bool is_there = false;  // printed, or a row that is printed stands for it
};

bool is_missing(const Record& record, CellIndex cell) { return record.cells[cell].status == CellStatus::missing; }

bool misses_a_cell(const Record& record) {
  for (CellIndex cell = 0; cell < static_cast<int>(record.cells.size()); ++cell) {
    if (is_missing(record, cell) && !record.form->cells[cell].optional) return true;
  }
  return false;
}

std::vector<CellIndex> cells_of_row(const Form& form, int table, int block, int row) {
  std::vector<CellIndex> cells;
  for (int column = 0; column < static_cast<int>(form.tables[table].blocks[block].columns.size()); ++column) {
    const CellIndex cell = form.cell_at(table, block, row, column);
    if (cell >= 0) cells.push_back(cell);
  }
  return cells;
}

bool is_printed(const Record& record, const std::vector<CellIndex>& cells) {
  return std::any_of(cells.begin(), cells.end(), [&](CellIndex cell) { return !is_missing(record, cell); });
}

// The groups of a block, and those inside them, for which a printed row stands.
std::vector<bool> groups_stood_for(const Record& record, int table, int block_index) {
  const Block& block = record.form->tables[table].blocks[block_index];
  std::vector<bool> stood_for(block.row_groups.size(), false);
  for (int row = 0; row < static_cast<int>(block.rows.size()); ++row) {
    const int group = block.rows[row].stands_for;
    if (group < 0 || !is_printed(record, cells_of_row(*record.form, table, block_index, row))) continue;
    stood_for[group] = true;
  }
  for (std::size_t group = 0; group < stood_for.size(); ++group) {
    for (int outer = block.row_groups[group].parent; outer >= 0; outer = block.row_groups[outer].parent) {
      if (stood_for[outer]) stood_for[group] = true;
    }
  }
  return stood_for;
}

// The rows that every report must print, in the order of the form.
std::vector<PrintedRow> rows_of_table(const Record& record, int table) {
  std::vector<PrintedRow> rows;
  const std::vector<Block>& blocks = record.form->tables[table].blocks;
  for (int block = 0; block < static_cast<int>(blocks.size()); ++block) {
    const std::vector<bool> stood_for = groups_stood_for(record, table, block);
    for (int row = 0; row < static_cast<int>(blocks[block].rows.size()); ++row) {
      const Row& form_row = blocks[block].rows[row];
      PrintedRow printed{cells_of_row(*record.form, table, block, row), false};
      if (form_row.optional || printed.cells.empty()) continue;
      printed.is_there = is_printed(record, printed.cells) || (form_row.group >= 0 && stood_for[form_row.group]);
      rows.push_back(std::move(printed));
    }
  }
  return rows;
}

// The last figure before a row of the table, or the table's beginning.
Span place_before(std::size_t row, const std::vector<PrintedRow>& rows, const TableRegion& region,
                  const Record& record) {
  while (row-- > 0) {
    const std::vector<CellIndex>& cells = rows[row].cells;
    for (auto cell = cells.rbegin(); cell != cells.rend(); ++cell) {
      if (!record.cells[*cell].span.empty()) return record.cells[*cell].span;
    }
  }
  return {region.span.begin, region.span.begin};
}

class GapFinder {
 public:
  GapFinder(const Record& record, const Wording& wording) : record_(record), wording_(wording) {}

  std::vector<Finding> find() && {
    find_in_tables();
    find_ambiguous_cells();
    find_unread_figures();
    find_disputed_figures();
    return std::move(findings_);
  }

 private:
  void find_in_tables() {
    const bool has_none = std::all_of(record_.regions.begin(), record_.regions.end(),
                                      [](const TableRegion& region) { return region.span.empty(); });
    if (has_none && !record_.regions.empty()) return add_tables_missing();
    const bool misses_rows = misses_a_cell(record_);
    for (int table = 0; table < static_cast<int>(record_.regions.size()); ++table) {
      const TableRegion& region = record_.regions[table];
      if (region.span.empty()) {
        add(RuleKind::table_missing, {}, {}, {{"table", wording_.table(table)}});
      } else if (misses_rows || region.cut) {
        find_in_table(table, region);
      }
    }
  }

  // Why is a guess: a picture shows what it shows.
  void add_tables_missing() {
    const std::string reason = wording_.messages.format(
        wording_.language, record_.pictures > 0 ? "tables.may_be_pictures" : "tables.not_in_text",
        {{"pictures", std::to_string(record_.pictures)}});
    add(RuleKind::tables_missing, {}, record_.title.span,
        {{"count", std::to_string(record_.regions.size())}, {"reason", reason}});
  }

  void find_in_table(int table, const TableRegion& region) {
    const std::vector<PrintedRow> rows = rows_of_table(record_, table);
    std::size_t end = rows.size();
    if (region.cut) {
      while (end > 0 && !rows[end - 1].is_there) --end;
      add_cut(table, rows, end);
    }
    for (std::size_t row = 0; row < end; ++row) {
      if (rows[row].is_there) continue;
      add(RuleKind::row_missing, rows[row].cells, place_before(row, rows, region, record_),
          {{"table", wording_.table(table)}, {"row", wording_.row(rows[row].cells.front())}});
    }
  }

  // `end`: of the rows that are there. A table may also end inside its last row.
  void add_cut(int table, const std::vector<PrintedRow>& rows, std::size_t end) {
    if (rows.empty()) return;
    const std::size_t first_cut = std::min(end, rows.size() - 1);
    add(RuleKind::table_cut, {}, place_before(end, rows, record_.regions[table], record_),
        {{"table", wording_.table(table)},
         {"row", wording_.row(rows[first_cut].cells.front())},
         {"count", std::to_string(rows.size() - first_cut)}});
  }

  void find_ambiguous_cells() {
    for (CellIndex index = 0; index < static_cast<int>(record_.cells.size()); ++index) {
      const Cell& cell = record_.cells[index];
      if (cell.status != CellStatus::ambiguous) continue;
      std::vector<std::string> candidates;
      for (const Decimal& candidate : cell.candidates) candidates.push_back(candidate.str());
      add(RuleKind::cell_ambiguous, {index}, cell.span.empty() ? cell.row : cell.span,
          {{"table", wording_.table(record_.form->cells[index].table)},
           {"row", wording_.row(index)},
           {"column", wording_.column(index)},
           {"raw", cell.raw},
           {"reason", wording_.reason(cell.reason)},
           {"candidates", wording_.list(candidates)},
           {"count", std::to_string(candidates.size())}});
    }
  }

  void find_unread_figures() {
    add_findings(
        RuleKind::unread, record_.unread, [](const UnreadFigure& figure) { return figure.span; },
        [&](const UnreadFigure& figure) {
          return MessageArguments{{"raw", figure.raw}, {"reason", wording_.reason(figure.reason)}};
        },
        wording_, findings_);
  }

  // One for all: where fonts are read wrong, nearly every figure is in dispute.
  void find_disputed_figures() {
    if (record_.disputed.empty()) return;
    constexpr std::size_t most_named = 5;
    std::vector<std::string> named;
    std::vector<CellIndex> cells;
    for (const DisputedFigure& figure : record_.disputed) {
      const Disagreement& said = figure.disagreement;
      cells.insert(cells.end(), figure.cells.begin(), figure.cells.end());
      if (named.size() == most_named) continue;
      named.push_back(wording_.messages.format(wording_.language, "document.disputed_figure",
                                               {{"figure", said.figure},
                                                {"page", std::to_string(said.page)},
                                                {"first", std::to_string(said.first)},
                                                {"second", std::to_string(said.second)}}));
    }
    const Span span = cells.empty() ? Span{} : record_.cells[cells.front()].span;
    add(RuleKind::readings_differ, std::move(cells), span,
        {{"count", std::to_string(record_.disputed.size())}, {"figures", wording_.list(named)}});
  }

  void add(RuleKind kind, std::vector<CellIndex> cells, Span span, const MessageArguments& arguments) {
    add_finding(kind, std::move(cells), span, arguments, wording_, findings_);
  }

  const Record& record_;
  const Wording& wording_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> find_gaps(const Record& record, const Wording& wording) {
  return GapFinder(record, wording).find();
}

}  // namespace gouji
