// Any document that holds a report, as text: with the way back to its bytes, and with the rows of the tables that the
// document itself has. The kind is told by the content, never by a name.
#pragma once

#include <string>

#include "text/text.h"
#include "value/result.h"

namespace gouji {

// What source/file_kind.h calls a document's kind. Errors: those of decode() for what is no document and no text;
// "kind.pdf" and the like for a kind that is not read; "document.…" for one that is damaged, encrypted, or larger than
// any report.
Result<Text> read_document_text(std::string bytes);

}  // namespace gouji
