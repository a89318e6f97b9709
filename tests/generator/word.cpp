// Reports as Word documents: as Word writes them, and with what authors and other programs do to its tables.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "generator/escaped.h"
#include "generator/marks.h"
#include "generator/office_package.h"
#include "generator/renderers.h"
#include "generator/streams.h"

namespace gouji::generator {
namespace {

using Lines = std::vector<std::string>;
using Kind = GridCell::Kind;

std::string run(const std::string& text) {
  return "<w:r><w:t xml:space=\"preserve\">" + escaped(text) + "</w:t></w:r>";
}

std::string plain_paragraph(const std::string& text) { return "<w:p>" + run(text) + "</w:p>"; }

// The runs of a cell's only paragraph.
using Content = std::string (*)(const GridCell& cell);

std::string plain(const GridCell& cell) { return run(cell.text); }

// Each digit in a run of its own, between bookmarks, as after much editing; a mark stays before its figure.
std::string split_up(const GridCell& cell) {
  std::string runs;
  std::string piece;
  for (const char c : cell.text) {
    piece += c;
    if (c == figure_mark || c == planted_mark) continue;
    if (c >= '0' && c <= '9') runs += run(std::exchange(piece, {})) + "<w:proofErr w:type=\"spellStart\"/>";
  }
  return runs + run(piece);
}

// With the figure that stood there before, deleted, and the new one inserted.
std::string changed(const GridCell& cell) {
  if (cell.kind != Kind::figure) return run(cell.text);
  return "<w:del w:id=\"1\"><w:r><w:delText>31</w:delText></w:r></w:del><w:ins w:id=\"2\">" + run(cell.text) +
         "</w:ins>";
}

struct Style {
  Content content = plain;
  bool unmerged = false;      // covered places are empty cells
  bool with_control = false;  // rows and cells in content controls
  int more_columns = 0;       // that merged cells say they cover, beyond the truth
};

std::string cell_xml(const std::string& properties, const std::string& content, const Style& style) {
  std::string cell = "<w:tc><w:tcPr>" + properties + "</w:tcPr><w:p>" + content + "</w:p></w:tc>";
  return style.with_control ? "<w:sdt><w:sdtPr/><w:sdtContent>" + cell + "</w:sdtContent></w:sdt>" : cell;
}

std::string columns_property(int columns) {
  return columns == 1 ? "" : fmt::format("<w:gridSpan w:val=\"{}\"/>", columns);
}

// The cells of a row by its columns: those that begin in it, and those that go on from above.
std::string row_xml(const Grid& grid, int row, const Style& style) {
  std::string xml;
  int column = 0;
  while (column < grid.columns) {
    const GridCell* here = nullptr;
    for (const GridCell& cell : grid.cells) {
      if (cell.column == column && cell.row <= row && row < cell.row + cell.rows) here = &cell;
    }
    if (here == nullptr) {
      xml += cell_xml("", "", style);
      ++column;
      continue;
    }
    const bool is_last = column + here->columns == grid.columns;
    std::string properties = columns_property(here->columns + (is_last && here->columns > 1 ? style.more_columns : 0));
    if (here->rows > 1) properties += here->row == row ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>";
    xml += cell_xml(properties, here->row == row ? style.content(*here) : "", style);
    column += here->columns;
  }
  return xml;
}

Lines table_lines(const Grid& grid, const Style& style) {
  Lines lines = {"<w:tbl><w:tblPr/><w:tblGrid/>"};
  const std::vector<std::vector<std::string>> all = filled(grid, false);
  for (int row = 0; row < grid.rows; ++row) {
    std::string cells;
    if (style.unmerged) {
      for (const std::string& text : all[static_cast<std::size_t>(row)]) cells += cell_xml("", run(text), style);
    } else {
      cells = row_xml(grid, row, style);
    }
    lines.push_back("<w:tr>" + cells + "</w:tr>");
  }
  lines.emplace_back("</w:tbl><w:p/>");
  return lines;
}

Layout document(std::string name, const Style& style) {
  Layout layout;
  layout.name = std::move(name);
  layout.print = [style](const Grid& grid, const Measures&) { return table_lines(grid, style); };
  layout.paragraph = plain_paragraph;
  layout.packed = [](const std::string& body) { return make_docx(body); };
  return layout;
}

// The figures of each row are a table of their own in one cell.
Layout document_with_tables_in_cells() {
  Layout layout = document("docx-nested", {});
  layout.print = [](const Grid& grid, const Measures&) {
    Lines lines = {"<w:tbl>"};
    for (int row = 0; row < grid.rows; ++row) {
      std::string labels;
      std::string figures;
      for (const GridCell& cell : grid.cells) {
        if (cell.row > row || row >= cell.row + cell.rows) continue;
        std::string properties = columns_property(cell.columns);
        if (cell.rows > 1) properties += cell.row == row ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>";
        const std::string content = cell.row == row ? plain(cell) : "";
        (cell.kind == Kind::figure ? figures : labels) += cell_xml(properties, content, {});
      }
      if (!figures.empty())
        labels +=
            "<w:tc><w:tcPr><w:gridSpan w:val=\"9\"/></w:tcPr><w:tbl><w:tr>" + figures + "</w:tr></w:tbl><w:p/></w:tc>";
      lines.push_back("<w:tr>" + labels + "</w:tr>");
    }
    lines.emplace_back("</w:tbl><w:p/>");
    return lines;
  };
  return layout;
}

// A table of one column, whose cells have tabs between the figures.
Layout document_of_tabs() {
  Layout layout = document("docx-tabs", {});
  layout.print = [](const Grid& grid, const Measures&) {
    Lines lines = {"<w:tbl>"};
    for (const std::string& row : separated(grid, "\t", Merged::empty)) {
      std::string runs;
      for (std::size_t begin = 0; begin <= row.size();) {
        const std::size_t end = std::min(row.find('\t', begin), row.size());
        if (begin > 0) runs += "<w:r><w:tab/></w:r>";
        runs += run(row.substr(begin, end - begin));
        begin = end + 1;
      }
      lines.push_back("<w:tr>" + cell_xml("", runs, {}) + "</w:tr>");
    }
    lines.emplace_back("</w:tbl><w:p/>");
    return lines;
  };
  return layout;
}

std::vector<Layout> make_word_layouts() {
  return {
      document("docx", {}),
      document("docx-split", {.content = split_up}),
      document("docx-changed", {.content = changed}),
      document("docx-unmerged", {.unmerged = true}),
      document("docx-controls", {.with_control = true}),
      document("docx-span-too-long", {.more_columns = 2}),
      document_with_tables_in_cells(),
      document_of_tabs(),
  };
}

}  // namespace

const std::vector<Layout>& word_layouts() {
  static const std::vector<Layout> all = make_word_layouts();
  return all;
}

}  // namespace gouji::generator
