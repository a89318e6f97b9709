// Any document that holds a report, as text: with the way back to its bytes, and with the rows of the tables that the
// document itself has. The kind is told by the content, never by a name.
#pragma once

#include <string>
#include <string_view>

#include "text/text.h"
#include "value/result.h"

namespace gouji {

// Errors: those of decode() for what is no document and no text; "kind.pdf" and the like for a kind that is not read;
// "document.…" for a document that is damaged, encrypted, or larger than any report.
Result<Text> read_document_text(std::string bytes);

// Whether documents of a kind (file_kind.h) are read, and not only named.
bool is_read(std::string_view kind);

}  // namespace gouji
