// Whether drawn pages have text that can be read.
#pragma once

#include <optional>
#include <vector>

#include "document/page.h"
#include "value/result.h"

namespace gouji {

inline constexpr std::size_t most_document_pages = 500;

// "document.too_many_pages"; "document.scan" where the pages are pictures; "document.no_characters" where too many
// glyphs do not say what they show (U+FFFD); "text.empty".
std::optional<Error> error_in(const std::vector<DrawnPage>& pages);

}  // namespace gouji
