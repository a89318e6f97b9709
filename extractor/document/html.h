// Web pages, also as word processors write them, and the tables in HTML that converters leave in plain text.
#pragma once

#include <string>
#include <vector>

#include "document/blocks.h"
#include "text/text.h"
#include "value/result.h"

namespace gouji {

// What a page has instead of a report: where its links lead and what they are called, and its pictures.
struct PageLink {
  std::string address;  // as the page writes it
  std::string name;
};

struct Page {
  std::vector<Block> blocks;      // source offsets count in the text that was given
  std::vector<PageLink> links;    // to documents: PDF, Word, Excel, OFD, archives
  int pictures = 0;               // outside of tables or in them
  DocumentProperties properties;  // of <title> and <meta>
};

// Reads a page as browsers do: what its mark-up hides is left out, and so are scripts, styles and forms. Never fails
// but where elements are nested deeper than any page nests them ("document.too_deep").
Result<Page> read_html(const Text& source);

// Whether a text that is no page has tables in HTML, as converters to Markdown leave them where a table has no header.
bool has_html_tables(const Text& source);
// The lines of the text, and these tables.
Result<std::vector<Block>> read_html_tables(const Text& source);

}  // namespace gouji
