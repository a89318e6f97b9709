#include "document/page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "document/page_joins.h"
#include "document/page_lines.h"
#include "document/page_rules.h"
#include "document/page_tables.h"
#include "text/fold.h"

namespace gouji {
namespace {

// ---- Cleaning

bool is_on_page(const Glyph& glyph, const DrawnPage& page) {
  if (glyph.is_cut) return false;
  const double x = (glyph.box.left + glyph.box.right) / 2;
  const double y = (glyph.box.top + glyph.box.bottom) / 2;
  return x >= 0 && x <= page.width && y >= 0 && y <= page.height;
}

bool goes_on(const Glyph& glyph, const Glyph& other) {
  constexpr double same_line = 0.1;
  constexpr double touching = 0.15;
  const double gap = std::max(glyph.box.left, other.box.left) - std::min(glyph.box.right, other.box.right);
  return std::abs(glyph.y - other.y) < same_line * glyph.size && std::abs(gap) < touching * glyph.size;
}

bool is_in_figure(const Glyph& glyph) { return is_digit(glyph) || glyph.utf8 == "." || glyph.utf8 == ","; }

// A figure of which the page or a cell shows the first digits only would be another figure.
void drop_unseen(DrawnPage& page) {
  constexpr std::size_t most = 1000;  // figures that are cut; more are another page behind this one
  const auto unseen = std::stable_partition(page.glyphs.begin(), page.glyphs.end(),
                                            [&](const Glyph& glyph) { return is_on_page(glyph, page); });
  std::vector<Glyph> others(std::make_move_iterator(unseen), std::make_move_iterator(page.glyphs.end()));
  page.glyphs.erase(unseen, page.glyphs.end());
  std::erase_if(others, [](const Glyph& glyph) { return !is_in_figure(glyph) || glyph.is_hidden; });
  if (others.size() > most) return;
  for (bool found = true; found;) {
    found = false;
    for (auto other = others.begin(); other != others.end();) {
      const bool belongs = std::any_of(page.glyphs.begin(), page.glyphs.end(), [&](const Glyph& glyph) {
        return is_in_figure(glyph) && goes_on(*other, glyph);
      });
      if (belongs) page.glyphs.push_back(std::move(*other));
      other = belongs ? others.erase(other) : other + 1;
      found = found || belongs;
    }
  }
}

// Programs print radicals for the characters that look like them, since fonts draw both with one glyph, and the forms
// of brackets for text that runs down. Full-width digits stay what they are.
bool is_stand_in(char32_t character) {
  const auto is_in = [&](char32_t first, char32_t last) { return first <= character && character <= last; };
  return is_in(0x2E80, 0x2FDF) || is_in(0xFB00, 0xFB06) || is_in(0xFE10, 0xFE4F);
}

std::string plain(const std::string& utf8) {
  std::string result;
  std::string_view rest = utf8;
  while (!rest.empty()) {
    const std::string_view before = rest;
    const char32_t character = next_character(rest);
    const std::string_view one = before.substr(0, before.size() - rest.size());
    result += is_stand_in(character) ? utf8_of(fold_characters(one)) : std::string(one);
  }
  return result;
}

// Drawn twice, a little apart or once as outline, to look bold.
class Copies {
 public:
  bool add(const Glyph& glyph) {
    constexpr double apart = 0.5;
    const auto column = static_cast<long>(std::floor(glyph.x));
    const auto row = static_cast<long>(std::floor(glyph.y));
    for (long i = column - 1; i <= column + 1; ++i) {
      for (long j = row - 1; j <= row + 1; ++j) {
        const auto [first, last] = seen_.equal_range({i, j});
        for (auto other = first; other != last; ++other) {
          const Glyph& one = *other->second;
          if (one.utf8 == glyph.utf8 && std::abs(one.x - glyph.x) <= apart && std::abs(one.y - glyph.y) <= apart)
            return false;
        }
      }
    }
    seen_.emplace(std::pair(column, row), &glyph);
    return true;
  }

 private:
  std::multimap<std::pair<long, long>, const Glyph*> seen_;
};

void clean(DrawnPage& page) {
  drop_unseen(page);
  const bool shows_text =
      std::any_of(page.glyphs.begin(), page.glyphs.end(), [](const Glyph& glyph) { return !glyph.is_hidden; });
  if (shows_text) std::erase_if(page.glyphs, [](const Glyph& glyph) { return glyph.is_hidden; });
  Copies copies;
  std::vector<Glyph> kept;
  kept.reserve(page.glyphs.size());  // copies points to them
  for (Glyph& glyph : page.glyphs) {
    glyph.utf8 = plain(glyph.utf8);
    kept.push_back(std::move(glyph));
    if (!copies.add(kept.back())) kept.pop_back();
  }
  page.glyphs = std::move(kept);
}

// ---- Blocks

void turn(DrawnPage& page) {
  const Direction direction = main_direction(page.glyphs);
  if (direction == Direction::right) return;
  for (Glyph& glyph : page.glyphs) glyph = turned(glyph, direction);
  for (RuledLine& rule : page.rules) rule = turned(rule, direction);
}

std::vector<PlacedText> texts_of(const std::vector<GlyphLine>& lines) {
  if (std::optional<std::vector<PlacedText>> columns = columns_of(lines)) return std::move(*columns);
  std::vector<PlacedText> texts;
  for (const GlyphLine& line : lines) texts.push_back(text_of(line));
  return texts;
}

// Of a watermark: one line, as it was drawn.
std::optional<DocumentBlock> slanted_text(std::vector<Glyph>& glyphs) {
  DocumentBlock block;
  for (const Glyph& glyph : glyphs) {
    if (glyph.is_slanted) block.line.append_character(glyph.utf8, glyph.number, 1);
  }
  std::erase_if(glyphs, [](const Glyph& glyph) { return glyph.is_slanted; });
  return block.line.empty() ? std::nullopt : std::optional(std::move(block));
}

struct PlacedBlock {
  double top = 0;
  bool is_table = false;
  DocumentBlock block;
};

// From the top: a table stands where it begins.
std::vector<PlacedBlock> placed_blocks(const PageParts& page) {
  std::vector<PlacedBlock> placed;
  std::vector<PlacedText> texts = texts_of(page.lines);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    DocumentBlock block;
    block.line = std::move(texts[i]);
    const Glyph& glyph = page.lines[i].glyphs.front();
    placed.push_back({(glyph.box.top + glyph.box.bottom) / 2, false, std::move(block)});
  }
  for (const FilledTable& table : page.tables) {
    DocumentBlock block;
    block.grid = grid_of(table);
    placed.push_back({table.table.ys.front(), true, std::move(block)});
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const PlacedBlock& a, const PlacedBlock& b) { return a.top < b.top; });
  return placed;
}

// The blocks of all pages. Page numbers and running heads between the parts of one table go behind the table, so that
// its rows follow each other.
class Order {
 public:
  void add(const PageParts& page, bool comes_from_before, bool goes_on) {
    const std::size_t tables = page.tables.size();
    std::size_t seen = 0;
    for (PlacedBlock& placed : placed_blocks(page)) {
      const bool is_table = placed.is_table;
      const bool is_between = !is_table && ((comes_from_before && seen == 0) || (goes_on && seen == tables));
      if (is_table) ++seen;
      if (is_table && !placed.block.is_table()) continue;  // all of it moved to the page before
      (is_between ? waiting_ : blocks_).push_back(std::move(placed.block));
      if (is_table && !(goes_on && seen == tables)) release();
    }
    if (!goes_on) release();
  }
  void add(DocumentBlock block) { blocks_.push_back(std::move(block)); }

  std::vector<DocumentBlock> take() { return std::move(blocks_); }

 private:
  void release() {
    std::move(waiting_.begin(), waiting_.end(), std::back_inserter(blocks_));
    waiting_.clear();
  }

  std::vector<DocumentBlock> blocks_;
  std::vector<DocumentBlock> waiting_;
};

bool goes_on(const PageParts& page, const PageParts& next) {
  return !page.tables.empty() && !next.tables.empty() && page.tables.back().number == next.tables.front().number;
}

}  // namespace

void add_rule(const Box& box, DrawnPage& page) {
  constexpr double thickest = 3.5;
  constexpr double twice = 2;
  const double width = box.right - box.left;
  const double height = box.bottom - box.top;
  // A dot of a dotted line may be of an upright or of a level one; it counts for both.
  if (height <= thickest && height < twice * std::max(width, 0.01))
    page.rules.push_back({false, (box.top + box.bottom) / 2, box.left, box.right});
  if (width <= thickest && width < twice * std::max(height, 0.01))
    page.rules.push_back({true, (box.left + box.right) / 2, box.top, box.bottom});
}

void clean(std::vector<DrawnPage>& pages, Origin& origin) {
  int number = 0;
  for (DrawnPage& page : pages) {
    ++number;
    for (Glyph& glyph : page.glyphs) {
      glyph.number = origin.glyphs.size();
      origin.glyphs.push_back({number, glyph.box});
    }
    clean(page);
  }
}

std::vector<DocumentBlock> blocks_of(std::vector<DrawnPage> pages) {
  std::vector<PageParts> parts;
  std::vector<std::optional<DocumentBlock>> watermarks;
  for (DrawnPage& page : pages) {
    turn(page);
    watermarks.push_back(slanted_text(page.glyphs));
    parts.push_back(part(page.glyphs, find_tables(merge_rules(std::move(page.rules)))));
  }
  join_over_pages(parts);
  Order order;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    order.add(parts[i], i > 0 && goes_on(parts[i - 1], parts[i]),
              i + 1 < parts.size() && goes_on(parts[i], parts[i + 1]));
    if (watermarks[i]) order.add(std::move(*watermarks[i]));
  }
  return order.take();
}

Text text_of_pages(std::vector<DrawnPage> pages) {
  Origin origin;
  clean(pages, origin);
  return text_of(blocks_of(std::move(pages)), "UTF-8", std::move(origin));
}

}  // namespace gouji
