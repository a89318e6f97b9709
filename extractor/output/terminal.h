// Colors of a terminal; without them the text as it is.
#pragma once

#include <string>
#include <string_view>

#include "form/form.h"

namespace gouji {

struct Terminal {
  bool color = false;

  std::string bold(std::string_view text) const { return wrapped("1", text); }
  std::string dim(std::string_view text) const { return wrapped("2", text); }
  // For what the eye should find: a caret.
  std::string strong(std::string_view text) const { return wrapped("1;32", text); }
  std::string of(Severity severity, std::string_view text) const {
    return wrapped(severity == Severity::error ? "1;31" : severity == Severity::warning ? "1;35" : "1;36", text);
  }

 private:
  std::string wrapped(std::string_view code, std::string_view text) const {
    if (!color) return std::string(text);
    return "\x1B[" + std::string(code) + "m" + std::string(text) + "\x1B[0m";
  }
};

}  // namespace gouji
