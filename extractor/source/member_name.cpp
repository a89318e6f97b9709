#include "source/member_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/fold.h"
#include "text/text.h"

namespace gouji {

std::string readable_name(const std::string& raw) {
  if (valid_utf8(raw) == raw) return raw;
  if (const Result<Text> text = decode(raw); text && text->damaged_places == 0) return std::string(text->utf8());
  std::string escaped;
  for (const char byte : raw) {
    const auto value = static_cast<unsigned char>(byte);
    escaped += value < 0x80 ? std::string(1, byte) : fmt::format("%{:02X}", value);
  }
  return escaped;
}

std::optional<std::string> path_in_archive(std::string name) {
  // Some programs for Windows write its own separator. In a name with slashes a backslash is a character.
  if (name.find('/') == std::string::npos) std::replace(name.begin(), name.end(), '\\', '/');
  const bool has_drive = name.size() > 2 && name[1] == ':' && name[2] == '/';
  if (name.empty() || name.front() == '/' || has_drive) return std::nullopt;
  std::string path;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string part = name.substr(begin, end - begin);
    begin = end + 1;
    if (part == "..") return std::nullopt;
    if (part.empty() || part == ".") continue;
    if (!path.empty()) path += '/';
    path += part;
  }
  if (path.empty()) return std::nullopt;
  return path;
}

std::string hidden_part(const std::string& path) {
  const std::size_t dot = path.front() == '.' ? 0 : path.find("/.");
  if (dot == std::string::npos) return "";
  return path.substr(0, path.find('/', dot + 1));
}

}  // namespace gouji
