// Office documents for tests, of the parts that matter.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gouji {

using OfficeParts = std::vector<std::pair<std::string, std::string>>;  // name and XML

// A Word document with this inside <w:body>. `parts`: "styles", "numbering", "footnotes" with what stands in their
// roots.
std::string make_docx(const std::string& body, const OfficeParts& parts = {});

// A workbook with these sheets, each by its name and what stands in <worksheet>. `parts`: "sharedStrings", "styles".
// `workbook`: what stands in front of the sheets there.
std::string make_xlsx(const OfficeParts& sheets, const OfficeParts& parts = {}, const std::string& workbook = "");

}  // namespace gouji
