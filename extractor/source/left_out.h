// What the code of an input's error says of it: that it is no report, that nobody looked into it, or that reading it
// failed.
#pragma once

#include <string_view>

#include "source/inputs.h"

namespace gouji {

// Whether an error with such a code says that something is no report, or was not looked into, and not that reading it
// failed: "text.empty", "kind.pdf", "input.no_reports", "special.fifo", "skipped.link".
bool says_no_report(std::string_view error_code);
// Of those, whether it was not looked into.
bool says_left_out(std::string_view error_code);
// Of those, whether it has a text, though no report was found in it.
bool says_text_without_report(std::string_view error_code);

// Whether an input with such an error is skipped; otherwise the error is to be told.
bool is_skipped(const Input& input, std::string_view error_code);

}  // namespace gouji
