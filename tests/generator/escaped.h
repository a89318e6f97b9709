// Text in the mark-up of web pages and of Office documents.
#pragma once

#include <string>

namespace gouji::generator {

// With entities for what would begin a tag or an entity.
inline std::string escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '<') {
      escaped += "&lt;";
    } else if (c == '&') {
      escaped += "&amp;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace gouji::generator
