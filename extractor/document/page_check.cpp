#include "document/page_check.h"

#include <algorithm>
#include <string>

namespace gouji {
namespace {

struct Inks {
  std::size_t characters = 0;
  std::size_t unknown = 0;  // glyphs that say nothing of what they show
};

Inks count_inks(const std::vector<DrawnPage>& pages) {
  Inks inks;
  for (const DrawnPage& page : pages) {
    for (const Glyph& glyph : page.glyphs) {
      if (glyph.utf8 == " ") continue;
      ++inks.characters;
      if (glyph.utf8.find("\uFFFD") != std::string::npos) ++inks.unknown;
    }
  }
  return inks;
}

// A picture of a page, and hardly any text on it but a page number or a watermark.
bool is_scan(const DrawnPage& page) {
  constexpr double large = 0.5;
  constexpr std::size_t few = 30;
  return page.picture_area >= large && page.glyphs.size() < few;
}

}  // namespace

std::optional<Error> error_in(const std::vector<DrawnPage>& pages) {
  if (pages.size() > most_document_pages)
    return Error{"document.too_many_pages", {{"limit", std::to_string(most_document_pages)}}};
  const Inks inks = count_inks(pages);
  const bool has_pictures =
      std::any_of(pages.begin(), pages.end(), [](const DrawnPage& page) { return page.picture_area > 0; });
  const auto scans = static_cast<std::size_t>(std::count_if(pages.begin(), pages.end(), is_scan));
  if (2 * scans > pages.size() || (inks.characters == 0 && has_pictures)) return Error{"document.scan", {}};
  if (inks.characters == 0) return Error{"text.empty", {}};
  constexpr std::size_t share = 10;
  if (inks.unknown * share > inks.characters) return Error{"document.no_characters", {}};
  return std::nullopt;
}

}  // namespace gouji
