// What `mutool draw -F trace` prints of a PDF document: all that is drawn, with its places.
#pragma once

#include <string_view>
#include <vector>

#include "document/page.h"

namespace gouji {

struct Trace {
  std::vector<DrawnPage> pages;
  bool is_complete = false;  // it ends as it should
};

Trace read_trace(std::string_view trace);

}  // namespace gouji
