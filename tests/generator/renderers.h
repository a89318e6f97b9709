// The layouts that a sheet can be printed in, by name, and the whole document in one of them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "generator/drawing.h"
#include "generator/grid.h"
#include "generator/sheet.h"

namespace gouji::generator {

// What converters differ in within a layout: drawn once for a document.
struct Measures {
  int group_width = 8;  // in display columns
  int label_width = 20;
  int header_width = 6;
  int gap = 2;
  int padding = 0;
  int indent = 0;
  bool spaced = false;  // empty lines between paragraphs
  Drawing::Lines box = Drawing::Lines::box;
  bool figures_before_last_line = false;

  static Measures draw(Random& random);
};

struct Layout {
  // What an empty cell leaves in the text: its place; its place only if there is a space in it; nothing that would
  // tell it from the end of the row.
  enum class Blanks { shown, shown_as_space, lost };

  std::string name;
  std::function<std::vector<std::string>(const Grid&, const Measures&)> print;
  Blanks blanks = Blanks::shown;
  bool has_pages = false;                       // page breaks may go through a row
  Drawing::Lines frame = Drawing::Lines::none;  // around the whole document
  // Of a document that is no plain text: what a paragraph is written as, and all of it in the end. Empty: as it is.
  std::function<std::string(const std::string&)> paragraph;
  std::function<std::string(const std::string&)> whole;
  // What packs it, once the marks are taken out: figures have no places then.
  std::function<std::string(const std::string&)> packed;
};

// Of plain text.
const std::vector<Layout>& layouts();
// Of web pages.
const std::vector<Layout>& page_layouts();
// Of Word documents.
const std::vector<Layout>& word_layouts();
// Among all of them; null where there is none of that name.
const Layout* find_layout(const std::string& name);

// What a table that goes on over a page does.
enum class Paging { none, headers_repeated, rows_cut };

// The whole text. Figures in tables are marked, see generator/marks.h.
std::string print_document(const Sheet& sheet, const Layout& layout, Paging paging, Random& random);

}  // namespace gouji::generator
