// Glyphs to lines of text: those on one baseline, from the left to the right, with spaces where something lies between.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/page.h"

namespace gouji {

// A point or a box as a reader sees it who turns the page until text of a direction runs to the right.
Box turned(const Box& box, Direction direction);
Glyph turned(const Glyph& glyph, Direction direction);
RuledLine turned(const RuledLine& rule, Direction direction);
// The direction of most glyphs.
Direction main_direction(const std::vector<Glyph>& glyphs);

struct GlyphLine {
  std::vector<Glyph> glyphs;  // with ink, from the left; all run to the right
  std::vector<bool> is_after_space;

  double top() const;
  double bottom() const;
  double size() const;  // of its largest glyph
};

// Lines from the top. Glyphs of another direction than `right` make lines of their own, behind the others, with the
// places that they have on the turned page.
std::vector<GlyphLine> lines_of(const std::vector<Glyph>& glyphs);

// How wide the space before a glyph is, as a part of the font's size; 0 before the first one.
double gap_before(const GlyphLine& line, std::size_t glyph);
bool is_space_before(const GlyphLine& line, std::size_t glyph);
// So wide that it parts columns.
bool is_wide_gap_before(const GlyphLine& line, std::size_t glyph);

bool is_digit(const Glyph& glyph);
// Digits and the marks within figures only.
bool is_figure(const GlyphLine& line);
// Its characters without spaces.
std::string ink_of(const GlyphLine& line);

// A line with a space for each gap, and several for a wide one.
PlacedText text_of(const GlyphLine& line);

// Lines among which columns are held apart by nothing but gaps, as text of a fixed pitch: what begins at one place of
// the page begins at one column of the text. Nullopt where they are plain lines, and where no pitch fits.
std::optional<std::vector<PlacedText>> columns_of(const std::vector<GlyphLine>& lines);

}  // namespace gouji
