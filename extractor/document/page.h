// A page as it is drawn: glyphs with their places, and lines that are ruled. PDF and OFD say no more than this. What is
// a line of text, a table and a cell on it is found here, step by step: rules to tables (page_rules.h), glyphs to lines
// (page_lines.h), and both to blocks.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/blocks.h"
#include "text/text.h"
#include "value/place.h"

namespace gouji {

// The way in which text runs, in quarter turns clockwise. Text that stands upright and runs down a column runs down.
enum class Direction { right, down, left, up };

struct Glyph {
  std::string utf8;  // what it shows; of a ligature several characters
  Box box;           // as wide as the text advances
  double x = 0;      // where it begins on its baseline
  double y = 0;
  double size = 0;  // of the font, in points
  Direction direction = Direction::right;
  bool is_cut = false;      // outside of what the page shows of it
  bool is_hidden = false;   // not painted: the text that a recognizer laid over a scan
  bool is_slanted = false;  // as the letters of a watermark, across the page
  std::size_t number = 0;   // in Origin::glyphs; text_of_pages() counts them
};

// A line that is ruled, upright or level. Thin bars count as such.
struct RuledLine {
  bool is_upright = false;
  double at = 0;  // x of an upright one, y of a level one
  double begin = 0;
  double end = 0;

  friend bool operator==(const RuledLine&, const RuledLine&) = default;
};

struct DrawnPage {
  double width = 0;
  double height = 0;
  std::vector<Glyph> glyphs;
  std::vector<RuledLine> rules;
  double picture_area = 0;  // that pictures cover, as a part of the page
};

// A rule, where a box is thin enough to be one; added to the page.
void add_rule(const Box& box, DrawnPage& page);

// Numbers all glyphs of the pages, from 0. Drops what is off the page, cut or hidden (but where a page shows nothing
// else), and glyphs that are drawn twice to look bold; not the digits of a figure of which the page shows others. Makes
// plain characters of radicals and vertical forms.
void clean(std::vector<DrawnPage>& pages, Origin& origin);

// Precondition: clean. Lines and tables from the top of each page to its bottom. A table that goes on over pages keeps
// its number and goes on counting its rows.
std::vector<Block> blocks_of(std::vector<DrawnPage> pages);

// Both in one.
Text text_of_pages(std::vector<DrawnPage> pages);

}  // namespace gouji
