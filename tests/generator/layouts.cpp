#include <algorithm>

#include "generator/renderers.h"
#include "generator/streams.h"

namespace gouji::generator {
namespace {

using Blanks = Layout::Blanks;
using Lines = std::vector<std::string>;
using Align = Drawing::Align;
using Beside = Drawing::Beside;

// ---- columns held by spaces

Drawing columns(const Measures& measures, Align figures) {
  Drawing drawing;
  drawing.gap = measures.gap;
  drawing.figures = figures;
  return drawing;
}

Drawing narrow(Drawing drawing, const Measures& measures, Beside beside) {
  drawing.group_width = measures.group_width;
  drawing.label_width = measures.label_width;
  drawing.header_width = measures.header_width;
  drawing.beside = beside;
  return drawing;
}

Layout wide_columns(std::string name, Align figures) {
  const auto print = [figures](const Grid& grid, const Measures& measures) {
    return draw(grid, columns(measures, figures));
  };
  return {std::move(name), print, Blanks::shown, true};
}

Layout narrow_columns(std::string name, Align figures, Beside beside) {
  const auto print = [figures, beside](const Grid& grid, const Measures& measures) {
    return draw(grid, narrow(columns(measures, figures), measures, beside));
  };
  return {std::move(name), print, Blanks::shown, true};
}

// Group labels printed downwards, one character a line.
Layout columns_with_upright_groups() {
  const auto print = [](const Grid& grid, const Measures& measures) {
    Drawing drawing = narrow(columns(measures, Align::left), measures, Beside::middle);
    drawing.group_width = 2;
    return draw(grid, drawing);
  };
  return {"columns-upright-groups", print, Blanks::shown, true};
}

// ---- between drawn lines

Drawing boxed(const Measures& measures) {
  Drawing drawing;
  drawing.lines = measures.box;
  drawing.padding = measures.padding;
  return drawing;
}

Drawing plus_minus(const Measures&) {
  Drawing drawing;
  drawing.lines = Drawing::Lines::ascii;
  drawing.padding = 1;
  return drawing;
}

using Style = Drawing (*)(const Measures&);

Layout box_with_upright_groups() {
  const auto print = [](const Grid& grid, const Measures& measures) {
    Drawing drawing = narrow(boxed(measures), measures, Beside::middle);
    drawing.group_width = 2;
    return draw(grid, drawing);
  };
  return {"box-upright-groups", print, Blanks::shown, true};
}

Layout drawn(std::string name, Style style) {
  const auto print = [style](const Grid& grid, const Measures& measures) { return draw(grid, style(measures)); };
  return {std::move(name), print};
}

Layout drawn_narrow(std::string name, Style style, Align figures, Beside beside) {
  const auto print = [style, figures, beside](const Grid& grid, const Measures& measures) {
    Drawing drawing = narrow(style(measures), measures, beside);
    drawing.figures = figures;
    return draw(grid, drawing);
  };
  return {std::move(name), print, Blanks::shown, true};
}

GridCell::Kind kind_at(const Grid& grid, int row, int column) {
  for (const GridCell& cell : grid.cells) {
    const bool in_rows = cell.row <= row && row < cell.row + cell.rows;
    if (in_rows && cell.column <= column && column < cell.column + cell.columns) return cell.kind;
  }
  return GridCell::Kind::figure;
}

// Merged cells drawn as cells of their own, empty but for the first.
Grid unmerged(const Grid& grid) {
  Grid single = grid;
  single.cells.clear();
  const std::vector<std::vector<std::string>> texts = filled(grid, false);
  for (int row = 0; row < grid.rows; ++row) {
    for (int column = 0; column < grid.columns; ++column) {
      const GridCell::Kind kind = kind_at(grid, row, column);
      single.cells.push_back({kind, row, column, 1, 1, texts[row][column]});
    }
  }
  return single;
}

Layout drawn_unmerged(std::string name, Style style, bool between_rows) {
  const auto print = [style, between_rows](const Grid& grid, const Measures& measures) {
    Drawing drawing = style(measures);
    drawing.between_rows = between_rows;
    return draw(unmerged(grid), drawing);
  };
  return {std::move(name), print};
}

Layout underlined() {
  const auto print = [](const Grid& grid, const Measures&) {
    Drawing drawing;
    drawing.lines = Drawing::Lines::underlined;
    return draw(unmerged(grid), drawing);
  };
  return {"rst-simple", print};
}

Layout in_frame(Layout layout, Drawing::Lines frame) {
  layout.name += "-in-frame";
  layout.frame = frame;
  layout.has_pages = false;
  return layout;
}

// ---- cell after cell

Layout tabs(std::string name, Merged merged) {
  const auto print = [merged](const Grid& grid, const Measures&) { return separated(grid, "\t", merged); };
  return {std::move(name), print};
}

Layout piped(std::string name, Pipes style) {
  const auto print = [style](const Grid& grid, const Measures&) { return pipes(grid, style); };
  return {std::move(name), print};
}

Layout cells(std::string name, Merged merged, int between_cells, int between_rows, Blanks blanks) {
  const auto print = [=](const Grid& grid, const Measures&) {
    return cell_lines(grid, merged, between_cells, between_rows);
  };
  return {std::move(name), print, blanks, true};
}

Layout word_rows(std::string name, bool one_line) {
  const auto print = [one_line](const Grid& grid, const Measures&) { return words(grid, one_line); };
  return {std::move(name), print, Blanks::lost, !one_line};
}

Layout word_lines(std::string name, bool upright_groups) {
  const auto print = [upright_groups](const Grid& grid, const Measures& measures) {
    const int group_width = upright_groups ? 2 : measures.group_width;
    return wrapped_words(grid,
                         {group_width, measures.label_width, measures.header_width, measures.figures_before_last_line});
  };
  return {std::move(name), print, Blanks::lost, true};
}

std::vector<Layout> make_layouts() {
  constexpr auto box = Drawing::Lines::box;
  constexpr auto ascii = Drawing::Lines::ascii;
  return {
      tabs("tabs", Merged::nothing),
      tabs("tabs-empty", Merged::empty),
      tabs("tabs-repeated", Merged::repeated),
      cells("lines", Merged::nothing, 0, 0, Blanks::shown),
      cells("lines-empty", Merged::empty, 0, 0, Blanks::shown_as_space),
      cells("lines-spaced", Merged::nothing, 0, 1, Blanks::shown_as_space),
      cells("paragraphs", Merged::nothing, 1, 0, Blanks::shown_as_space),
      word_rows("words", false),
      word_rows("words-in-one-line", true),
      word_lines("words-wrapped", false),
      word_lines("words-upright-groups", true),
      wide_columns("columns", Align::left),
      wide_columns("columns-right", Align::right),
      wide_columns("columns-centre", Align::centre),
      narrow_columns("columns-narrow-first", Align::left, Beside::first),
      narrow_columns("columns-narrow-middle", Align::left, Beside::middle),
      narrow_columns("columns-narrow-last", Align::left, Beside::last),
      narrow_columns("columns-narrow-between", Align::left, Beside::between),
      narrow_columns("columns-narrow-right", Align::right, Beside::middle),
      narrow_columns("columns-narrow-centre", Align::centre, Beside::between),
      columns_with_upright_groups(),
      drawn("box", boxed),
      drawn_narrow("box-narrow", boxed, Align::left, Beside::middle),
      drawn_narrow("box-narrow-first", boxed, Align::right, Beside::first),
      box_with_upright_groups(),
      drawn_unmerged("box-unmerged", boxed, true),
      drawn_unmerged("box-sparse", boxed, false),
      drawn("grid", plus_minus),
      drawn_narrow("grid-narrow", plus_minus, Align::left, Beside::first),
      drawn_unmerged("grid-unmerged", plus_minus, true),
      drawn_unmerged("grid-sparse", plus_minus, false),
      in_frame(drawn("box", boxed), box),
      in_frame(drawn_narrow("box-narrow", boxed, Align::left, Beside::middle), box),
      in_frame(drawn("grid", plus_minus), ascii),
      in_frame(wide_columns("columns", Align::left), box),
      in_frame(narrow_columns("columns-narrow-middle", Align::left, Beside::middle), box),
      piped("pipes", {.padded = false, .rule = false, .empty_header = false}),
      piped("pipes-padded", {.padded = true, .rule = false, .empty_header = false}),
      piped("gfm", {.padded = true, .rule = true, .empty_header = false}),
      piped("gfm-empty-header", {.padded = true, .rule = true, .empty_header = true}),
      piped("org", {.padded = true, .rule = true, .empty_header = false, .crossing = '+'}),
      underlined(),
  };
}

}  // namespace

Measures Measures::draw(Random& random) {
  Measures measures;
  measures.group_width = random.between(4, 12);
  measures.label_width = random.between(14, 32);
  measures.header_width = random.between(2, 5) * 2;
  measures.gap = random.between(1, 4);
  measures.padding = random.between(0, 1);
  measures.indent = random.chance(30) ? random.between(1, 8) : 0;
  measures.spaced = random.chance(50);
  measures.box = random.chance(80) ? Drawing::Lines::box : Drawing::Lines::double_box;
  measures.figures_before_last_line = random.chance(50);
  return measures;
}

const std::vector<Layout>& layouts() {
  static const std::vector<Layout> all = make_layouts();
  return all;
}

const Layout* find_layout(const std::string& name) {
  for (const std::vector<Layout>* all : {&layouts(), &page_layouts(), &word_layouts()}) {
    const auto found =
        std::find_if(all->begin(), all->end(), [&](const Layout& layout) { return layout.name == name; });
    if (found != all->end()) return &*found;
  }
  return nullptr;
}

}  // namespace gouji::generator
