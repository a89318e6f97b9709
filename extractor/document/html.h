// Web pages, also as word processors write them, and the tables in HTML that converters leave in plain text.
#pragma once

#include <vector>

#include "document/blocks.h"
#include "text/text.h"
#include "value/result.h"

namespace gouji {

struct Page {
  std::vector<DocumentBlock> blocks;  // source offsets count in the text that was given
  DocumentProperties properties;      // of <title> and <meta>; links to PDF, Word, Excel, OFD and archives; pictures
};

// Reads a page as browsers do: what its mark-up hides is left out, and so are scripts, styles and forms. Never fails
// but where elements are nested deeper than any page nests them ("document.too_deep").
Result<Page> read_html(const Text& source);

// Whether a text that is no page has tables in HTML, as converters to Markdown leave them where a table has no header.
bool has_html_tables(const Text& source);
// The lines of the text, and these tables.
Result<std::vector<DocumentBlock>> read_html_tables(const Text& source);

}  // namespace gouji
