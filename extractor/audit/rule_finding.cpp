#include "audit/rule_finding.h"

#include <utility>

namespace gouji {

void add_finding(RuleKind kind, std::vector<CellIndex> cells, Span span, const MessageArguments& arguments,
                 const Wording& wording, std::vector<Finding>& findings) {
  const Rule* rule = wording.form.rule_of(kind);
  if (rule == nullptr) return;
  Finding finding;
  finding.rule = rule;
  finding.cells = std::move(cells);
  finding.message = wording.text(rule->message, arguments);
  finding.span = span;
  findings.push_back(std::move(finding));
}

}  // namespace gouji
