#include "generator/case.h"

#include <algorithm>

#include "generator/figures.h"
#include "generator/marks.h"
#include "generator/renderers.h"
#include "generator/trouble.h"

namespace gouji::generator {
namespace {

Paging draw_paging(const Layout& layout, Random& random) {
  const int draw = random.below(6);
  if (draw == 0) return Paging::headers_repeated;
  if (draw == 1 && layout.has_pages) return Paging::rows_cut;
  return Paging::none;
}

std::string name_of(Paging paging) {
  switch (paging) {
    case Paging::headers_repeated:
      return "headers repeated";
    case Paging::rows_cut:
      return "rows cut";
    case Paging::none:
      return "";
  }
  return "";
}

// Which of troubles() are to befall the sheet: a few, in their order.
std::vector<bool> draw_troubles(Random& random) {
  std::vector<bool> drawn(troubles().size(), false);
  for (int i = random.between(1, 4); i > 0; --i) drawn[random.below(static_cast<int>(drawn.size()))] = true;
  return drawn;
}

bool leaves_no_trace(const SheetFigure& figure, const Layout& layout) {
  if (!figure.blank || layout.blanks == Layout::Blanks::shown) return false;
  const bool space = *figure.blank == "\u00a0";
  return figure.blank->empty() || (space && layout.blanks == Layout::Blanks::lost);
}

// In a row of figures and of blanks that leave no trace, nothing says which is where.
void mark_untold(const Sheet& sheet, const Layout& layout, std::vector<ExpectedCell>& cells) {
  for (const SheetSection& section : sheet.sections) {
    for (const SheetBlock& block : section.blocks) {
      for (const std::vector<SheetFigure>& row : block.figures) {
        const auto lost = std::count_if(row.begin(), row.end(),
                                        [&](const SheetFigure& figure) { return leaves_no_trace(figure, layout); });
        if (lost == 0 || lost == static_cast<std::ptrdiff_t>(row.size())) continue;
        for (const SheetFigure& figure : row) {
          if (figure.cell >= 0) cells[figure.cell].told = false;
        }
      }
    }
  }
}

std::vector<ExpectedCell> expected_cells(const Form& form, const Sheet& sheet, const Layout& layout) {
  std::vector<ExpectedCell> cells;
  const std::vector<std::optional<PrintedFigure>> printed = printed_figures(form, sheet);
  for (std::size_t i = 0; i < printed.size(); ++i) {
    ExpectedCell& cell = cells.emplace_back();
    if (!printed[i]) continue;
    cell.value = printed[i]->value;
    if (printed[i]->unit != form.cells[i].unit) cell.unit = printed[i]->unit;
  }
  mark_untold(sheet, layout, cells);
  return cells;
}

}  // namespace

std::string Case::name() const {
  std::string name = "seed " + std::to_string(seed) + ", form " + form->id + ", layout " + layout;
  if (!paging.empty()) name += ", " + paging;
  for (const std::string& trouble : troubles) name += ", " + trouble;
  return name;
}

std::vector<const Form*> printable_forms(const Grammar& grammar) {
  std::vector<const Form*> forms;
  for (const Form& form : grammar.forms) {
    if (!form.tables.empty()) forms.push_back(&form);
  }
  return forms;
}

Case make_case(const Form& form, std::uint64_t seed, const Choice& choice) {
  Random random(seed);
  // Drawn even where it is chosen, so that a seed's figures are the same in every layout.
  const Layout& drawn_layout = random.pick(layouts());
  const Layout& layout = choice.layout.empty() ? drawn_layout : *find_layout(choice.layout);
  const bool drawn_trouble = random.chance(65);
  const Paging paging = draw_paging(layout, random);

  Sheet sheet = make_sheet(form, consistent_figures(form, random), random);
  Case made;
  made.seed = seed;
  made.form = &form;
  made.layout = layout.name;
  made.paging = name_of(paging);
  if (choice.troubled.value_or(drawn_trouble)) {
    const std::vector<bool> drawn = draw_troubles(random);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      const Trouble& trouble = troubles()[i];
      if (drawn[i] && trouble.befall(sheet, form, random)) made.troubles.push_back(trouble.name);
    }
  }
  Unmarked document = take_out_marks(print_document(sheet, layout, paging, random));
  made.text = layout.packed ? layout.packed(document.text) : std::move(document.text);
  if (!layout.packed) made.figures = std::move(document.figures);
  made.cells = expected_cells(form, sheet, layout);
  return made;
}

}  // namespace gouji::generator
