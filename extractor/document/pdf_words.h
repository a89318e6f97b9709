// What `pdftotext -bbox-layout` prints of a PDF document: its words with their boxes, without any rules. A second
// witness of what the document says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/page.h"
#include "text/text.h"

namespace gouji {

struct Word {
  std::string text;
  Box box;
  double baseline = 0;
};

struct PageOfWords {
  double width = 0;
  double height = 0;
  std::vector<Word> words;
};

std::vector<PageOfWords> read_words(std::string_view bbox);

// As glyphs that share a word's width, where there is nothing better.
std::vector<DrawnPage> glyphs_of(const std::vector<PageOfWords>& pages);

// The figures on which the two witnesses disagree. Precondition: as many pages.
std::vector<Disagreement> compare(const std::vector<DrawnPage>& drawn, const std::vector<PageOfWords>& worded);

}  // namespace gouji
