// Excel workbooks (XLSX: ECMA-376, ISO/IEC 29500, transitional and strict) as Excel, WPS and LibreOffice write them.
#pragma once

#include <string>

#include "text/text.h"
#include "value/result.h"

namespace gouji {

// The sheets in their order, each a table whose places are those of the sheet; a figure is what the sheet shows, not
// what is stored for it. Hidden sheets, rows and columns are left out, unless all sheets are hidden. Errors: those of
// OfficePackage; "document.too_many_cells", "text.empty".
Result<Text> read_xlsx(const std::string& bytes);

}  // namespace gouji
