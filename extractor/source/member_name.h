// The names of an archive's members as paths.
#pragma once

#include <optional>
#include <string>

namespace gouji {

// A member's name in UTF-8. Archives that were made on Chinese systems have names in GBK and do not say so; bytes that
// are no text in any encoding become "%XX", so that no member is lost.
std::string readable_name(const std::string& raw);

// The path below the archive: "./", "//" and backslashes between folders are made plain. Nullopt where it would lead
// out of the archive: an absolute path, or one with "..".
std::optional<std::string> path_in_archive(std::string name);

// The path of the first folder or file on the way to `path` that is hidden, which begins with a dot: "a/.git" for
// "a/.git/b.txt". Empty where nothing is.
std::string hidden_part(const std::string& path);

}  // namespace gouji
