// Whether a workbook is whole. libxlsxwriter keeps its sheets in temporary files while it writes, and does not notice
// when one of them could not be written or read, as on a disk that is full: the sheet then lacks rows or its end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace gouji {

// How many cells the sheets of an .xlsx file have; nullopt where it cannot be read, or one of its parts has no end.
std::optional<std::size_t> cells_of_workbook(const std::string& path);

}  // namespace gouji
