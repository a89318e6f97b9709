#include "document/pdf_words.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "document/markup.h"
#include "document/page_lines.h"
#include "text/fold.h"

namespace gouji {
namespace {

Box box_of(const Tag& tag) { return {tag.number("xMin"), tag.number("yMin"), tag.number("xMax"), tag.number("yMax")}; }

void append_glyphs(const Word& word, std::vector<Glyph>& glyphs) {
  const int width = std::max(1, display_width(word.text));
  const double pitch = (word.box.right - word.box.left) / width;
  double left = word.box.left;
  std::string_view rest = word.text;
  while (!rest.empty()) {
    const std::string_view before = rest;
    next_character(rest);
    Glyph glyph;
    glyph.utf8 = std::string(before.substr(0, before.size() - rest.size()));
    const double right = left + pitch * display_width(glyph.utf8);
    glyph.box = {left, word.box.top, right, word.box.bottom};
    glyph.x = left;
    glyph.y = word.baseline;
    // A box may be much higher than its font; the width of a character is true.
    glyph.size = std::min(word.box.bottom - word.box.top, 2 * pitch);
    left = right;
    glyphs.push_back(std::move(glyph));
  }
}

using Counts = std::map<std::string, int>;

// Digits that nothing parts but a point. Whatever is between them counts as it is in no other program: words are glued
// and split in other places, and so are thousands.
void count_figures(std::string_view text, Counts& counts) {
  std::string figure;
  const auto end_figure = [&] {
    if (!figure.empty()) ++counts[std::exchange(figure, {})];
  };
  while (!text.empty()) {
    const int digit = digit_value(next_character(text));
    if (digit >= 0) {
      figure += static_cast<char>('0' + digit);
    } else {
      end_figure();
    }
  }
  end_figure();
}

Counts figures_of(const DrawnPage& page) {
  Counts counts;
  std::vector<Glyph> glyphs = page.glyphs;
  const Direction direction = main_direction(glyphs);
  for (Glyph& glyph : glyphs) glyph = turned(glyph, direction);
  for (const GlyphLine& line : lines_of(glyphs)) count_figures(text_of(line).utf8(), counts);
  return counts;
}

Counts figures_of(const PageOfWords& page) {
  Counts counts;
  for (const Word& word : page.words) count_figures(word.text, counts);
  return counts;
}

}  // namespace

std::vector<PageOfWords> read_words(std::string_view bbox) {
  std::vector<PageOfWords> pages;
  TagScanner scanner(bbox);
  double baseline = 0;
  std::optional<Word> word;
  while (const std::optional<Tag> tag = scanner.next()) {
    if (tag->name == "page" && !tag->is_end) {
      pages.push_back({tag->number("width"), tag->number("height"), {}});
    } else if (tag->name == "line" && !tag->is_end) {
      baseline = tag->number("yMax");
    } else if (tag->name == "word" && !tag->is_end) {
      word = Word{{}, box_of(*tag), baseline};
    } else if (tag->name == "word" && word && !pages.empty()) {
      word->text = unescaped(tag->text);
      pages.back().words.push_back(std::move(*word));
      word.reset();
    }
  }
  return pages;
}

std::vector<DrawnPage> glyphs_of(const std::vector<PageOfWords>& pages) {
  std::vector<DrawnPage> drawn;
  for (const PageOfWords& page : pages) {
    DrawnPage& one = drawn.emplace_back();
    one.width = page.width;
    one.height = page.height;
    for (const Word& word : page.words) append_glyphs(word, one.glyphs);
  }
  return drawn;
}

std::vector<Disagreement> compare(const std::vector<DrawnPage>& drawn, const std::vector<PageOfWords>& worded) {
  std::vector<Disagreement> disagreements;
  for (std::size_t i = 0; i < drawn.size() && i < worded.size(); ++i) {
    std::map<std::string, std::pair<int, int>> both;
    for (const auto& [figure, count] : figures_of(drawn[i])) both[figure].first = count;
    for (const auto& [figure, count] : figures_of(worded[i])) both[figure].second = count;
    for (const auto& [figure, counts] : both) {
      if (counts.first != counts.second)
        disagreements.push_back({static_cast<int>(i) + 1, figure, counts.first, counts.second});
    }
  }
  return disagreements;
}

}  // namespace gouji
