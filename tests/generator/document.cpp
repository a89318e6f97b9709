#include <algorithm>

#include "generator/marks.h"
#include "generator/renderers.h"
#include "generator/wrap.h"

namespace gouji::generator {
namespace {

class Document {
 public:
  Document(const Sheet& sheet, const Layout& layout, Paging paging, Random& random)
      : sheet_(sheet), layout_(layout), paging_(paging), random_(random), measures_(Measures::draw(random)) {}

  std::string print() {
    add_paragraph(sheet_.title);
    for (const std::string& paragraph : sheet_.before) add_prose(paragraph);
    for (const SheetSection& section : sheet_.sections) add_section(section);
    for (const std::string& paragraph : sheet_.behind) add_prose(paragraph);
    if (layout_.frame != Drawing::Lines::none) put_in_frame();
    if (!layout_.whole) add_page_breaks();
    return layout_.whole ? layout_.whole(text()) : text();
  }

 private:
  struct LineRange {
    int begin, end;
  };

  void add_section(const SheetSection& section) {
    if (!section.heading.empty()) add_paragraph(section.number + section.heading);
    for (const std::string& note : section.notes) add_paragraph(note);
    const std::vector<Grid> grids = grids_of(section);
    for (std::size_t i = 0; i < grids.size(); ++i) {
      if (!section.one_table) {
        for (const std::string& caption : section.blocks[i].captions) add_paragraph(caption);
      }
      const LineRange table = add_table(grids[i], section.one_table && section.blocks.size() > 1);
      if (table.end - table.begin > 1) tables_.push_back(table);
    }
    for (const std::string& line : section.signature) add_paragraph(line);
  }

  LineRange add_table(const Grid& grid, bool several_headers) {
    const auto begin = static_cast<int>(lines_.size());
    const auto [above, below] = pages_of(grid, several_headers);
    add_grid(above);
    if (below.rows > 0) {
      if (paging_ == Paging::rows_cut || random_.chance(50)) add_paragraph(page_number());
      add_grid(below);
    }
    const auto end = static_cast<int>(lines_.size());
    add_line("");
    return {begin, end};
  }

  void add_grid(const Grid& grid) {
    for (const std::string& line : layout_.print(grid, measures_)) add_line(line);
  }

  // The second page has no rows where the table stays on one.
  std::pair<Grid, Grid> pages_of(const Grid& grid, bool several_headers) {
    const int body_rows = grid.rows - grid.header_rows;
    if (paging_ == Paging::none || body_rows < 4) return {grid, Grid{}};
    const int row = grid.header_rows + random_.between(2, body_rows - 2);
    if (paging_ == Paging::rows_cut) return split_inside(grid, row, random_);
    return several_headers ? split(grid, row) : split_with_header(grid, row);
  }

  std::string page_number() { return "- " + std::to_string(random_.between(2, 9)) + " -"; }

  // A page break stands between any two lines of a table.
  void add_page_breaks() {
    std::vector<int> places;
    for (std::size_t i = 0; i < sheet_.page_breaks.size() && !tables_.empty(); ++i) {
      const LineRange& table = random_.pick(tables_);
      places.push_back(random_.between(table.begin + 1, table.end - 1));
    }
    std::sort(places.begin(), places.end());
    for (std::size_t i = places.size(); i-- > 0;) {
      const std::vector<std::string>& page_break = sheet_.page_breaks[i];
      lines_.insert(lines_.begin() + places[i], page_break.begin(), page_break.end());
    }
  }

  void put_in_frame() {
    lines_ = framed(lines_, layout_.frame);
    for (LineRange& table : tables_) {
      ++table.begin;
      ++table.end;
    }
  }

  void add_prose(const std::string& paragraph) {
    constexpr int page_width = 80;
    if (!layout_.has_pages && layout_.frame == Drawing::Lines::none) {
      add_paragraph(paragraph);
      return;
    }
    for (const std::string& line : wrap(paragraph, page_width)) add_line(line);
    if (measures_.spaced) add_line("");
  }

  void add_paragraph(const std::string& paragraph) {
    add_line(layout_.paragraph ? layout_.paragraph(paragraph) : paragraph);
    if (measures_.spaced) add_line("");
  }

  void add_line(const std::string& line) {
    const int indent = layout_.has_pages && !line.empty() ? measures_.indent : 0;
    lines_.push_back(std::string(static_cast<std::size_t>(indent), ' ') + line);
  }

  std::string text() const {
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    return text;
  }

  const Sheet& sheet_;
  const Layout& layout_;
  const Paging paging_;
  Random& random_;
  const Measures measures_;
  std::vector<std::string> lines_;
  std::vector<LineRange> tables_;
};

}  // namespace

std::string print_document(const Sheet& sheet, const Layout& layout, Paging paging, Random& random) {
  return Document(sheet, layout, paging, random).print();
}

}  // namespace gouji::generator
