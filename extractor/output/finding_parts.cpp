#include "output/finding_parts.h"

#include <fmt/format.h>

#include "output/output.h"

namespace gouji {

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      break;
  }
  return "info";
}

bool has_place(const Finding& finding) { return !finding.span.empty() || finding.span.begin > 0; }

std::string repair_of(const Finding& finding) {
  if (finding.unproved) return "unproved";
  if (finding.explanations <= 0) return "";
  return finding.explanations == 1 ? "unique" : fmt::format("one of {}", finding.explanations);
}

}  // namespace gouji
