// A finding of a rule that is no equation: what it says, and where.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "audit/wording.h"

namespace gouji {

// Adds the finding to `findings`; nothing where the record's form has no rule of this kind.
void add_finding(RuleKind kind, std::vector<CellIndex> cells, Span span, const MessageArguments& arguments,
                 const Wording& wording, std::vector<Finding>& findings);

// A text of nothing but such things has thousands of them: so many findings of a rule are told, and then how many more
// there are.
inline constexpr std::size_t most_findings_of_a_rule = 200;

// One for each of some things: its place, and the arguments of its message. Behind the last one that is told stands one
// of kind `more_findings`.
template <typename Things, typename SpanOf, typename ArgumentsOf>
void add_findings(RuleKind kind, const Things& things, const SpanOf& span_of, const ArgumentsOf& arguments_of,
                  const Wording& wording, std::vector<Finding>& findings) {
  std::size_t told = 0;
  for (const auto& thing : things) {
    if (told == most_findings_of_a_rule) {
      const Rule* rule = wording.form.rule_of(kind);
      if (rule == nullptr) return;
      add_finding(RuleKind::more_findings, {}, span_of(thing),
                  {{"rule", rule->id}, {"count", std::to_string(things.size() - told)}}, wording, findings);
      return;
    }
    add_finding(kind, {}, span_of(thing), arguments_of(thing), wording, findings);
    ++told;
  }
}

}  // namespace gouji
