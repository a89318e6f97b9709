// The bytes of documents as databases and spools keep them: compressed by Zstandard, in one frame with their size and a
// checksum.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji {

std::string compress(std::string_view bytes);
// Nullopt for what compress() did not make, or what was damaged since.
std::optional<std::string> decompress(std::string_view compressed, std::size_t size);

}  // namespace gouji
