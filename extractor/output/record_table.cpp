// A record for people: the form's tables with the figures that were read.
#include <fmt/format.h>

#include <algorithm>

#include "output/characters.h"
#include "output/drawing.h"
#include "output/output.h"
#include "output/terminal.h"

namespace gouji {

namespace {

// Which marks a legend has to explain.
struct Marks {
  bool missing = false;
  bool repaired = false;
  bool ambiguous = false;
};

std::string figure_of(const Cell& cell, Marks& marks) {
  switch (cell.status) {
    case CellStatus::read:
      return cell.value->str() + printable(cell.unit);
    case CellStatus::repaired:
      marks.repaired = true;
      return cell.value->str() + printable(cell.unit) + "*";
    case CellStatus::ambiguous:
      marks.ambiguous = true;
      return "?";
    case CellStatus::missing:
      marks.missing = true;
      return "\xC2\xB7";
    case CellStatus::blank:
      break;
  }
  return "";
}

// What a row, a column or a group is called: its official label, or its English name.
template <typename Labelled>
std::string label_of(const Labelled& labelled, Language language) {
  if (language == Language::en && !labelled.english.empty()) return labelled.english;
  return labelled.labels.empty() ? labelled.english : labelled.labels.front();
}

// The groups around a row or a column, from the outermost.
std::vector<int> groups_around(int group, const std::vector<LabelGroup>& groups) {
  std::vector<int> around;
  for (; group >= 0; group = groups[group].parent) around.insert(around.begin(), group);
  return around;
}

// Draws one record; its members are what every part of that needs.
class RecordDrawing {
 public:
  RecordDrawing(const Record& record, const Source& source, const Grammar& grammar, const OutputStyle& style,
                std::string& out)
      : record_(record), form_(*record.form), source_(source), grammar_(grammar), style_(style), out_(out) {}

  void draw_record() {
    write_head();
    for (int table = 0; table < static_cast<int>(form_.tables.size()); ++table) draw_table(table);
    write_legend();
    write_claims();
    write_extra();
    write_unread();
  }

 private:
  std::string say(std::string_view key, const MessageArguments& arguments = {}) const {
    return grammar_.messages.format(style_.language, key, arguments);
  }

  std::string line_of(Span span) const { return std::to_string(source_.text->line_number(span.begin)); }

  void write_head() {
    const std::string title = record_.title.value.empty() ? say("table.untitled") : printable(record_.title.value);
    out_ += Terminal{style_.color}.bold(title) + '\n';
    const auto write_field = [&](std::string_view key, const std::string& value) {
      if (!value.empty()) out_ += fmt::format("  {}\n", say(key, {{"value", printable(value)}}));
    };
    write_field("table.publisher", record_.publisher.value);
    write_field("table.year", record_.year == 0 ? "" : std::to_string(record_.year));
    write_field("table.document_number", record_.document_number.value);
    write_field("table.published", record_.published.value);
    write_field("table.path", path_text(source_.path));
  }

  void draw_table(int table) {
    const Table& description = form_.tables[table];
    out_ += '\n' + Terminal{style_.color}.bold(description.name.in(style_.language)) + '\n';
    if (is_absent(table)) {
      out_ += fmt::format("  {}\n", say("table.absent"));
      return;
    }
    for (int block = 0; block < static_cast<int>(description.blocks.size()); ++block) {
      const std::vector<std::string>& captions = description.blocks[block].captions;
      if (!captions.empty()) out_ += captions.front() + '\n';
      draw(drawing_of(table, block), style_.width, out_);
    }
  }

  bool is_absent(int table) const {
    for (std::size_t i = 0; i < record_.cells.size(); ++i) {
      if (form_.cells[i].table == table && record_.cells[i].status != CellStatus::missing) return false;
    }
    return true;
  }

  Drawing drawing_of(int table, int block_index) {
    const Block& block = form_.tables[table].blocks[block_index];
    Drawing drawing;
    drawing.columns = static_cast<int>(block.columns.size()) + 1;
    add_headers(block, drawing);
    std::vector<int> shown_groups;
    for (int row = 0; row < static_cast<int>(block.rows.size()); ++row) {
      if (block.rows[row].optional && !is_printed(table, block_index, row)) continue;
      const std::vector<int> groups = groups_around(block.rows[row].group, block.row_groups);
      add_groups(block, groups, shown_groups, drawing);
      add_row(table, block_index, row, groups.size(), drawing);
    }
    return drawing;
  }

  void add_headers(const Block& block, Drawing& drawing) const {
    std::vector<std::vector<int>> groups;  // around each column
    bool labelled = false;
    std::size_t depth = 0;
    for (const Column& column : block.columns) {
      groups.push_back(groups_around(column.group, block.column_groups));
      depth = std::max(depth, groups.back().size());
      labelled = labelled || !label_of(column, style_.language).empty();
    }
    if (!labelled) return;
    drawing.bands = static_cast<int>(depth) + 1;
    // A corner is the form's own remark and has no English name.
    const bool has_corner = style_.language == Language::zh && !block.corners.empty();
    drawing.headers.push_back({has_corner ? block.corners.front() : "", 0, drawing.bands, 0, 1});
    for (int band = 0; band < static_cast<int>(depth); ++band) add_group_headers(block, groups, band, drawing);
    for (int column = 0; column < static_cast<int>(block.columns.size()); ++column) {
      const int first_band = static_cast<int>(groups[column].size());
      drawing.headers.push_back(
          {label_of(block.columns[column], style_.language), first_band, drawing.bands - first_band, column + 1, 1});
    }
  }

  // The groups of one band: columns side by side with the same group share a header.
  void add_group_headers(const Block& block, const std::vector<std::vector<int>>& groups, int band,
                         Drawing& drawing) const {
    const auto group_at = [&](std::size_t column) {
      return static_cast<std::size_t>(band) < groups[column].size() ? groups[column][band] : -1;
    };
    for (std::size_t column = 0; column < groups.size();) {
      std::size_t end = column + 1;
      while (end < groups.size() && group_at(end) == group_at(column)) ++end;
      if (group_at(column) >= 0) {
        drawing.headers.push_back({label_of(block.column_groups[group_at(column)], style_.language), band, 1,
                                   static_cast<int>(column) + 1, static_cast<int>(end - column)});
      }
      column = end;
    }
  }

  bool is_printed(int table, int block, int row) const {
    const int columns = static_cast<int>(form_.tables[table].blocks[block].columns.size());
    for (int column = 0; column < columns; ++column) {
      const CellIndex cell = form_.cell_at(table, block, row, column);
      if (cell >= 0 && record_.cells[cell].status != CellStatus::missing) return true;
    }
    return false;
  }

  // A group's label has a line of its own over its rows.
  void add_groups(const Block& block, const std::vector<int>& groups, std::vector<int>& shown, Drawing& drawing) const {
    std::size_t common = 0;
    while (common < groups.size() && common < shown.size() && groups[common] == shown[common]) ++common;
    for (std::size_t level = common; level < groups.size(); ++level) {
      drawing.rows.push_back(
          {2 * static_cast<int>(level), label_of(block.row_groups[groups[level]], style_.language), {}});
    }
    shown = groups;
  }

  void add_row(int table, int block_index, int row, std::size_t level, Drawing& drawing) {
    const Block& block = form_.tables[table].blocks[block_index];
    DrawnRow drawn{2 * static_cast<int>(level), label_of(block.rows[row], style_.language), {}};
    for (int column = 0; column < static_cast<int>(block.columns.size()); ++column) {
      const CellIndex cell = form_.cell_at(table, block_index, row, column);
      drawn.figures.push_back(cell < 0 ? "" : figure_of(record_.cells[cell], marks_));
    }
    drawing.rows.push_back(std::move(drawn));
  }

  void write_legend() {
    if (!marks_.missing && !marks_.repaired && !marks_.ambiguous) return;
    out_ += '\n';
    if (marks_.missing) out_ += fmt::format("  \xC2\xB7 {}\n", say("table.missing"));
    if (marks_.repaired) out_ += fmt::format("  * {}\n", say("table.repaired"));
    if (marks_.ambiguous) out_ += fmt::format("  ? {}\n", say("table.ambiguous"));
  }

  void write_claims() {
    if (record_.claims.empty()) return;
    write_section("table.claims");
    for (const Claim& claim : record_.claims) {
      const Reading& reading = claim.pattern->readings[claim.reading];
      const char* verdict = "table.not_compared";
      if (claim.agrees) verdict = *claim.agrees ? "table.agrees" : "table.differs";
      out_ += fmt::format("  {}\n", say("table.claim", {{"line", line_of(claim.span)},
                                                        {"text", printable(claim.text)},
                                                        {"reading", reading.name.in(style_.language)},
                                                        {"verdict", say(verdict)}}));
    }
  }

  void write_extra() {
    if (record_.extra.empty()) return;
    write_section("table.extra");
    for (const ExtraFigure& figure : record_.extra) {
      if (!figure.value) {
        out_ +=
            fmt::format("  {}\n", say("table.note", {{"line", line_of(figure.span)}, {"text", printable(figure.raw)}}));
        continue;
      }
      const bool both = !figure.row.empty() && !figure.column.empty();
      const std::string place = printable(figure.row.str() + (both ? ", " : "") + figure.column.str());
      out_ += fmt::format(
          "  {}\n",
          say("table.figure", {{"line", line_of(figure.span)}, {"raw", printable(figure.raw)}, {"what", place}}));
    }
  }

  void write_unread() {
    if (record_.unread.empty()) return;
    write_section("table.unread");
    for (const UnreadFigure& figure : record_.unread) {
      out_ += fmt::format("  {}\n", say("table.figure", {{"line", line_of(figure.span)},
                                                         {"raw", printable(figure.raw)},
                                                         {"what", say(figure.reason)}}));
    }
  }

  void write_section(std::string_view key) { out_ += '\n' + Terminal{style_.color}.bold(say(key)) + '\n'; }

  const Record& record_;
  const Form& form_;
  const Source& source_;
  const Grammar& grammar_;
  const OutputStyle& style_;
  std::string& out_;
  Marks marks_;
};

}  // namespace

void write_record_table(const Record& record, const Source& source, const Grammar& grammar, const OutputStyle& style,
                        std::string& out) {
  RecordDrawing(record, source, grammar, style, out).draw_record();
}

}  // namespace gouji
