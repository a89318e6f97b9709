// Word documents (DOCX: ECMA-376, ISO/IEC 29500, transitional and strict) as Word, WPS and LibreOffice write them.
#pragma once

#include <string>

#include "text/text.h"
#include "value/result.h"

namespace gouji {

// What a reader of the document sees: without deleted and hidden text, with the numbers of lists; text boxes behind the
// paragraph they belong to, notes at the end. Headers and footers are left out. Errors: those of OfficePackage;
// "document.scan" where it has pictures and no text, "text.empty".
Result<Text> read_docx(const std::string& bytes);

}  // namespace gouji
