#include "cli/selection.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "audit/fingerprint.h"
#include "form/rule_expression.h"

namespace gouji {

namespace {

bool any_matches(const std::vector<std::string>& globs, const std::string& id) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return matches(glob, id); });
}

std::optional<Error> check_rules(const std::vector<std::string>& globs, const Grammar& grammar) {
  const std::vector<const Rule*> rules = grammar.rules();
  for (const std::string& glob : globs) {
    const auto is_meant = [&](const Rule* rule) { return matches(glob, rule->id); };
    if (std::none_of(rules.begin(), rules.end(), is_meant)) return unknown_rule(glob, grammar);
  }
  return std::nullopt;
}

}  // namespace

Result<Selection> Selection::of(const Options& options, const Grammar& grammar) {
  for (const std::vector<std::string>* globs : {&options.rules, &options.no_rules}) {
    if (const std::optional<Error> error = check_rules(*globs, grammar)) return tl::make_unexpected(*error);
  }
  Selection selection;
  selection.rules_ = options.rules;
  selection.no_rules_ = options.no_rules;
  selection.severity_ = options.severity;
  if (options.baseline.empty()) return selection;
  Result<Baseline> baseline = read_baseline(options.baseline, grammar.messages);
  if (!baseline) return tl::make_unexpected(baseline.error());
  selection.baseline_ = std::move(*baseline);
  return selection;
}

int Selection::apply(std::vector<Finding>& findings, const Record& record, const Source& source) const {
  set_fingerprints(findings, record, *source.text, std::filesystem::path(source.path).filename().string());
  const auto end = std::remove_if(findings.begin(), findings.end(),
                                  [&](const Finding& finding) { return !asks_for(*finding.rule); });
  findings.erase(end, findings.end());
  const auto hidden = std::remove_if(findings.begin(), findings.end(),
                                     [&](const Finding& finding) { return baseline_.count(finding.fingerprint) > 0; });
  const auto count = static_cast<int>(findings.end() - hidden);
  findings.erase(hidden, findings.end());
  return count;
}

bool Selection::asks_for(const Rule& rule) const {
  return rule.severity >= severity_ && (rules_.empty() || any_matches(rules_, rule.id)) &&
         !any_matches(no_rules_, rule.id);
}

Error unknown_rule(const std::string& glob, const Grammar& grammar) {
  std::vector<std::string> known;
  for (const Rule* rule : grammar.rules()) {
    known.push_back(rule->id);
    known.push_back(rule->id.substr(0, rule->id.rfind('.') + 1) + "*");
  }
  return unknown("usage.unknown_rule", {{"rule", glob}}, glob, known);
}

}  // namespace gouji
