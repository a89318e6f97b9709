// Compound files ([MS-CFB]): folders and files in one file, as Office wrote documents before 2007, and still writes
// encrypted ones.
#pragma once

#include <optional>
#include <string_view>

namespace gouji {

bool is_compound_file(std::string_view bytes);

// What a stream begins with, up to the end of the file: streams of documents are in one piece as far as that matters.
// Nullopt where there is no stream of the name, or where the file was cut before it.
std::optional<std::string_view> stream_in(std::string_view compound_file, std::string_view name);

}  // namespace gouji
