#include "document/page_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

// All in parts of the font's size. Baselines nearer than this are one: a raised mark, or two fonts that sit
// differently. Lines of text are a whole size apart, and half of it where the cells of a row are centered.
constexpr double same_baseline = 0.4;
// The space of narrow fonts is a fifth; what kerning and justifying put between digits is less.
constexpr double space = 0.2;
// A space that was drawn counts from here on; it may have been squeezed.
constexpr double drawn_space = 0.08;
// Two columns are at least this far apart; two characters' worth of space is seen within sentences.
constexpr double wide_gap = 1.4;
// How many lines make columns.
constexpr int fewest_lines = 3;

bool has_ink(const Glyph& glyph) {
  std::string_view rest = glyph.utf8;
  while (!rest.empty()) {
    if (const char32_t character = next_character(rest); !is_space(character) && character >= U' ') return true;
  }
  return false;
}

using Point = std::pair<double, double>;

Point turned_point(double x, double y, Direction direction) {
  switch (direction) {
    case Direction::right:
      return {x, y};
    case Direction::down:
      return {y, -x};
    case Direction::left:
      return {-x, -y};
    case Direction::up:
      return {-y, x};
  }
  return {x, y};
}

// Glyphs that all run to the right.
std::vector<GlyphLine> lines_of_upright(std::vector<Glyph> glyphs) {
  std::stable_sort(glyphs.begin(), glyphs.end(), [](const Glyph& a, const Glyph& b) { return a.y < b.y; });
  std::vector<std::vector<Glyph>> groups;
  double baseline = 0;
  double size = 0;
  for (Glyph& glyph : glyphs) {
    if (groups.empty() || glyph.y - baseline > same_baseline * std::max(size, glyph.size)) {
      groups.emplace_back();
      baseline = glyph.y;
      size = glyph.size;
    }
    size = std::max(size, glyph.size);
    groups.back().push_back(std::move(glyph));
  }
  std::vector<GlyphLine> lines;
  for (std::vector<Glyph>& group : groups) {
    std::stable_sort(group.begin(), group.end(),
                     [](const Glyph& a, const Glyph& b) { return a.box.left < b.box.left; });
    GlyphLine line;
    bool is_after_space = false;
    for (Glyph& glyph : group) {
      if (!has_ink(glyph)) {
        is_after_space = true;
        continue;
      }
      line.glyphs.push_back(std::move(glyph));
      line.is_after_space.push_back(is_after_space);
      is_after_space = false;
    }
    if (!line.glyphs.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

int width_of(const GlyphLine& line, std::size_t begin, std::size_t end) {
  int width = 0;
  for (std::size_t i = begin; i < end; ++i) {
    width += display_width(line.glyphs[i].utf8) + (i > begin && is_space_before(line, i) ? 1 : 0);
  }
  return width;
}

// The beginnings of what stands between wide gaps, and the line's end.
std::vector<std::size_t> column_begins(const GlyphLine& line) {
  std::vector<std::size_t> begins = {0};
  for (std::size_t i = 1; i < line.glyphs.size(); ++i) {
    if (is_wide_gap_before(line, i)) begins.push_back(i);
  }
  begins.push_back(line.glyphs.size());
  return begins;
}

void append(const Glyph& glyph, PlacedText& text) { text.append_character(glyph.utf8, glyph.number, 1); }

void append(const GlyphLine& line, std::size_t begin, std::size_t end, PlacedText& text) {
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && is_space_before(line, i)) text.append_made(" ");
    append(line.glyphs[i], text);
  }
}

// So many points a column of the text that each piece of a line ends two columns before the next one begins; 0 where
// that takes columns of nearly no width.
double find_pitch(const std::vector<GlyphLine>& lines) {
  double pitch = 0;
  for (const GlyphLine& line : lines) pitch = std::max(pitch, line.size() / 2);
  const double finest = pitch / 8;
  for (const GlyphLine& line : lines) {
    const std::vector<std::size_t> begins = column_begins(line);
    for (std::size_t i = 0; i + 2 < begins.size(); ++i) {
      const double room = line.glyphs[begins[i + 1]].box.left - line.glyphs[begins[i]].box.left;
      pitch = std::min(pitch, room / (width_of(line, begins[i], begins[i + 1]) + 3));
    }
  }
  return pitch < finest ? 0 : pitch;
}

}  // namespace

Box turned(const Box& box, Direction direction) {
  const auto [x1, y1] = turned_point(box.left, box.top, direction);
  const auto [x2, y2] = turned_point(box.right, box.bottom, direction);
  return {std::min(x1, x2), std::min(y1, y2), std::max(x1, x2), std::max(y1, y2)};
}

Glyph turned(const Glyph& glyph, Direction direction) {
  Glyph result = glyph;
  result.box = turned(glyph.box, direction);
  std::tie(result.x, result.y) = turned_point(glyph.x, glyph.y, direction);
  result.direction = static_cast<Direction>((static_cast<int>(glyph.direction) - static_cast<int>(direction) + 4) % 4);
  return result;
}

RuledLine turned(const RuledLine& rule, Direction direction) {
  const Box drawn =
      rule.is_upright ? Box{rule.at, rule.begin, rule.at, rule.end} : Box{rule.begin, rule.at, rule.end, rule.at};
  const Box box = turned(drawn, direction);
  const bool is_upright = rule.is_upright == (direction == Direction::right || direction == Direction::left);
  return is_upright ? RuledLine{true, box.left, box.top, box.bottom} : RuledLine{false, box.top, box.left, box.right};
}

Direction main_direction(const std::vector<Glyph>& glyphs) {
  std::array<int, 4> counts{};
  for (const Glyph& glyph : glyphs) {
    if (has_ink(glyph) && !glyph.is_slanted) ++counts[static_cast<std::size_t>(glyph.direction)];
  }
  return static_cast<Direction>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

double GlyphLine::top() const {
  double top = glyphs.front().box.top;
  for (const Glyph& glyph : glyphs) top = std::min(top, glyph.box.top);
  return top;
}

double GlyphLine::bottom() const {
  double bottom = glyphs.front().box.bottom;
  for (const Glyph& glyph : glyphs) bottom = std::max(bottom, glyph.box.bottom);
  return bottom;
}

double GlyphLine::size() const {
  double size = 0;
  for (const Glyph& glyph : glyphs) size = std::max(size, glyph.size);
  return size;
}

std::vector<GlyphLine> lines_of(const std::vector<Glyph>& glyphs) {
  std::vector<GlyphLine> lines;
  for (const Direction direction : {Direction::right, Direction::down, Direction::up, Direction::left}) {
    std::vector<Glyph> group;
    for (const Glyph& glyph : glyphs) {
      if (glyph.direction == direction) group.push_back(turned(glyph, direction));
    }
    for (GlyphLine& line : lines_of_upright(std::move(group))) lines.push_back(std::move(line));
  }
  return lines;
}

double gap_before(const GlyphLine& line, std::size_t glyph) {
  if (glyph == 0) return 0;
  const Glyph& before = line.glyphs[glyph - 1];
  const Glyph& now = line.glyphs[glyph];
  return (now.box.left - before.box.right) / std::max(0.1, std::min(before.size, now.size));
}

bool is_space_before(const GlyphLine& line, std::size_t glyph) {
  return gap_before(line, glyph) > (line.is_after_space[glyph] ? drawn_space : space);
}

bool is_wide_gap_before(const GlyphLine& line, std::size_t glyph) { return gap_before(line, glyph) > wide_gap; }

bool is_digit(const Glyph& glyph) {
  std::string_view rest = glyph.utf8;
  return !rest.empty() && digit_value(next_character(rest)) >= 0;
}

bool is_figure(const GlyphLine& line) {
  return std::all_of(line.glyphs.begin(), line.glyphs.end(), [](const Glyph& glyph) {
    return is_digit(glyph) || glyph.utf8 == "." || glyph.utf8 == "," || glyph.utf8 == "-" || glyph.utf8 == "%";
  });
}

std::string ink_of(const GlyphLine& line) {
  std::string ink;
  for (const Glyph& glyph : line.glyphs) ink += glyph.utf8;
  return ink;
}

PlacedText text_of(const GlyphLine& line) {
  PlacedText text;
  for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
    const double gap = gap_before(line, i);
    if (is_wide_gap_before(line, i)) {
      constexpr double most_spaces = 60;
      text.append_made(std::string(static_cast<std::size_t>(std::min(most_spaces, std::round(gap * 2))), ' '));
    } else if (is_space_before(line, i)) {
      text.append_made(" ");
    }
    append(line.glyphs[i], text);
  }
  return text;
}

std::optional<std::vector<PlacedText>> columns_of(const std::vector<GlyphLine>& lines) {
  const auto has_columns = [](const GlyphLine& line) { return column_begins(line).size() > 3; };
  if (std::count_if(lines.begin(), lines.end(), has_columns) < fewest_lines) return std::nullopt;
  const double pitch = find_pitch(lines);
  if (pitch == 0) return std::nullopt;
  double left = lines.front().glyphs.front().box.left;
  for (const GlyphLine& line : lines) left = std::min(left, line.glyphs.front().box.left);
  std::vector<PlacedText> texts;
  for (const GlyphLine& line : lines) {
    PlacedText& text = texts.emplace_back();
    int column = 0;
    const std::vector<std::size_t> begins = column_begins(line);
    for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
      const int target = static_cast<int>((line.glyphs[begins[i]].box.left - left) / pitch);
      const int spaces = std::max(target - column, i == 0 ? 0 : 2);
      text.append_made(std::string(static_cast<std::size_t>(spaces), ' '));
      append(line, begins[i], begins[i + 1], text);
      column += spaces + width_of(line, begins[i], begins[i + 1]);
    }
  }
  return texts;
}

}  // namespace gouji
