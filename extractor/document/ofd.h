// OFD documents (GB/T 33190-2016), the Chinese standard for what others print to PDF: a ZIP package of XML parts.
#pragma once

#include <string>

#include "text/text.h"
#include "value/result.h"

namespace gouji {

// Errors: those of Package, "document.damaged", "document.encrypted", "document.scan", "document.no_characters",
// "document.too_many_pages", "document.too_deep" (drawings in drawings without end), "text.empty".
Result<Text> read_ofd(const std::string& bytes);

}  // namespace gouji
