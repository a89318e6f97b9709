// Reports as web pages: as a site writes them by hand, as word processors save them, and with the mistakes of both.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "generator/escaped.h"
#include "generator/marks.h"
#include "generator/renderers.h"
#include "generator/streams.h"

namespace gouji::generator {
namespace {

using Lines = std::vector<std::string>;
using Kind = GridCell::Kind;

std::string plain_paragraph(const std::string& text) { return "<p>" + escaped(text) + "</p>"; }

std::string plain_page(const std::string& body) {
  return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>政府网站</title>"
         "<style>td { border: 1px solid }</style></head>\n<body><div class=\"nav\"><a href=\"/\">首页</a> "
         "<a href=\"/zwgk\">政务公开</a></div>\n<div class=\"article\">\n" +
         body + "</div><script>var count = 12;</script></body></html>\n";
}

// What may be inside a cell; `unit` is what it is cut into, so that a mark stays before its figure.
using Content = std::string (*)(const GridCell& cell);

std::string plain(const GridCell& cell) { return escaped(cell.text); }

std::size_t size_of_character(const std::string& text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// As Word saves a page: a paragraph and a span around all, a figure's digits in several spans, a label on two lines, a
// full stop or a space as an entity, and an empty cell that is not empty.
std::string of_word(const GridCell& cell) {
  if (cell.text.empty()) return "<p class=MsoNormal><span lang=EN-US>&nbsp;</span></p>";
  std::vector<std::string> characters;
  for (std::size_t at = 0; at < cell.text.size();) {
    std::size_t size = size_of_character(cell.text, at);
    const bool is_mark = cell.text[at] == figure_mark || cell.text[at] == planted_mark;
    if (is_mark && at + 1 < cell.text.size()) size += size_of_character(cell.text, at + 1);
    characters.push_back(escaped(cell.text.substr(at, size)));
    at += size;
  }
  const std::size_t middle = (characters.size() + 1) / 2;
  const bool is_long = cell.kind != Kind::figure && characters.size() > 6;
  std::string html = "<p class=MsoNormal align=center style='text-align:center'><span style='font-size:9.0pt'>";
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (i == middle && i > 0) html += is_long ? "<br>\n" : "</span><span\n lang=EN-US>";
    html += characters[i];
  }
  return html + "</span></p>";
}

struct Style {
  Content content = plain;
  bool end_tags = true;
  bool header_cells = false;  // <th> and <thead>
  int more_rows = 0;          // that merged cells say they cover, beyond the truth
  bool unmerged = false;      // covered places are empty cells
};

std::string span(const char* name, int count) { return count == 1 ? "" : fmt::format(" {}=\"{}\"", name, count); }

Lines table_lines(const Grid& grid, const Style& style) {
  Lines lines = {"<table border=\"1\" cellspacing=\"0\">"};
  const bool has_head = style.header_cells && grid.header_rows > 0;
  std::size_t next = 0;
  const std::vector<std::vector<std::string>> all = filled(grid, false);
  for (int row = 0; row < grid.rows; ++row) {
    if (has_head && row == 0) lines.emplace_back("<thead>");
    if (has_head && row == grid.header_rows) lines.emplace_back("</thead><tbody>");
    std::string line = "<tr>";
    if (style.unmerged) {
      for (const std::string& text : all[static_cast<std::size_t>(row)]) line += "<td>" + escaped(text) + "</td>";
    }
    for (; !style.unmerged && next < grid.cells.size() && grid.cells[next].row == row; ++next) {
      const GridCell& cell = grid.cells[next];
      const int rows = cell.rows > 1 ? cell.rows + style.more_rows : cell.rows;
      const char* const tag = has_head && row < grid.header_rows ? "th" : "td";
      line += fmt::format("<{}{}{}>{}", tag, span("rowspan", rows), span("colspan", cell.columns), style.content(cell));
      if (style.end_tags) line += fmt::format("</{}>", tag);
    }
    lines.push_back(line + (style.end_tags ? "</tr>" : ""));
  }
  lines.emplace_back(has_head ? "</tbody></table>" : "</table>");
  return lines;
}

Layout page(std::string name, const Style& style) {
  Layout layout;
  layout.name = std::move(name);
  layout.print = [style](const Grid& grid, const Measures&) { return table_lines(grid, style); };
  layout.paragraph = plain_paragraph;
  layout.whole = plain_page;
  return layout;
}

// The figures of each row are a table of their own in one cell.
Layout page_with_tables_in_cells() {
  Layout layout = page("html-nested", {});
  layout.print = [](const Grid& grid, const Measures&) {
    Lines lines = {"<table>"};
    std::size_t next = 0;
    for (int row = 0; row < grid.rows; ++row) {
      std::string line = "<tr>";
      std::string figures;
      for (; next < grid.cells.size() && grid.cells[next].row == row; ++next) {
        const GridCell& cell = grid.cells[next];
        const std::string html =
            fmt::format("<td{}{}>{}</td>", span("rowspan", cell.rows), span("colspan", cell.columns), plain(cell));
        (cell.kind == Kind::figure ? figures : line) += html;
      }
      if (!figures.empty()) line += "<td colspan=\"9\"><table><tr>" + figures + "</tr></table></td>";
      lines.push_back(line + "</tr>");
    }
    lines.emplace_back("</table>");
    return lines;
  };
  return layout;
}

// The page is laid out by a table, whose second cell holds all of it.
Layout page_in_a_table() {
  Layout layout = page("html-in-a-table", {});
  layout.whole = [](const std::string& body) {
    return plain_page("<table width=\"100%\"><tr><td><ul><li>机构概况</li><li>2</li></ul></td><td>" + body +
                      "</td></tr></table>");
  };
  return layout;
}

// Laid out by spaces, as text is.
Layout page_of_columns(const std::string& of) {
  Layout layout = *std::find_if(layouts().begin(), layouts().end(), [&](const Layout& one) { return one.name == of; });
  layout.name = "html-pre-" + of;
  const auto print = layout.print;
  layout.print = [print](const Grid& grid, const Measures& measures) {
    Lines lines;
    for (const std::string& line : print(grid, measures)) lines.push_back(escaped(line));
    return lines;
  };
  layout.whole = [](const std::string& body) { return "<html><body><pre>\n" + body + "</pre></body></html>"; };
  return layout;
}

// A table of one column, whose cells have tabs between the figures.
Layout page_of_tabs() {
  Layout layout = page("html-tabs", {});
  layout.print = [](const Grid& grid, const Measures&) {
    Lines lines = {"<table>"};
    for (const std::string& row : separated(grid, "\t", Merged::empty))
      lines.push_back("<tr><td><pre>" + escaped(row) + "</pre></td></tr>");
    lines.emplace_back("</table>");
    return lines;
  };
  return layout;
}

std::vector<Layout> make_page_layouts() {
  return {
      page("html", {}),
      page("html-heads", {.header_cells = true}),
      page("html-word", {.content = of_word}),
      page("html-no-end-tags", {.end_tags = false}),
      page("html-unmerged", {.unmerged = true}),
      page("html-rowspan-too-long", {.more_rows = 1}),
      page_with_tables_in_cells(),
      page_in_a_table(),
      page_of_columns("columns"),
      page_of_columns("tabs"),
      page_of_tabs(),
  };
}

}  // namespace

const std::vector<Layout>& page_layouts() {
  static const std::vector<Layout> all = make_page_layouts();
  return all;
}

}  // namespace gouji::generator
