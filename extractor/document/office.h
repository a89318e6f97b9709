// Documents of Word and Excel before 2007, of WPS, OpenDocument and RTF. LibreOffice turns them into DOCX or XLSX, if
// it is installed, and those are read.
#pragma once

#include <string>
#include <string_view>

#include "text/text.h"
#include "value/result.h"

namespace gouji {

// Whether source/file_kind.h's kind is one of these.
bool is_read_by_office(std::string_view kind);

// Places are those in the document's tables: where something stands in the parts that LibreOffice wrote helps nobody.
// Errors: those of read_docx() and read_xlsx(); "document.no_program", "document.no_room", "document.program_failed",
// "document.too_slow", "document.encrypted"; "kind.odf" where it is neither text nor sheets.
Result<Text> read_by_office(std::string_view kind, const std::string& bytes);

}  // namespace gouji
