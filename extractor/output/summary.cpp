#include "output/summary.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "series/bodies.h"

namespace gouji {

namespace {

template <typename Lines>
void sort_by_weight(Lines& lines) {
  const auto weight = [](const SummaryLine& line) {
    const int* findings = line.count.findings;
    return std::tuple(-findings[static_cast<int>(Severity::error)], -findings[static_cast<int>(Severity::warning)],
                      -findings[static_cast<int>(Severity::info)], std::string_view(line.name));
  };
  std::sort(lines.begin(), lines.end(),
            [&](const SummaryLine& a, const SummaryLine& b) { return weight(a) < weight(b); });
}

std::vector<SummaryLine> bodies_of(const Tally& tally, const BodyRules& rules) {
  std::vector<std::string> names;
  std::vector<SummaryLine> lines;
  for (const auto& [name, count] : tally.publishers) {
    name.empty() ? lines.push_back({name, count}) : names.push_back(name);
  }
  for (const Body& body : bodies_of(names, rules)) {
    lines.push_back({body.name, {}});
    for (const std::string& name : body.names) lines.back().count.add(tally.publishers.find(name)->second);
  }
  return lines;
}

}  // namespace

void FindingCount::add(const FindingCount& other) {
  reports += other.reports;
  for (int severity = 0; severity < 3; ++severity) findings[severity] += other.findings[severity];
}

void Tally::add(const Record& record, const std::vector<Finding>& findings) {
  FindingCount report;
  report.reports = 1;
  std::set<std::string_view> seen;
  for (const Finding& finding : findings) {
    const int severity = static_cast<int>(finding.rule->severity);
    FindingCount& of_rule = rules[finding.rule->id];
    if (seen.insert(finding.rule->id).second) ++of_rule.reports;
    ++of_rule.findings[severity];
    ++report.findings[severity];
  }
  publishers[record.publisher.value].add(report);
  all.add(report);
}

void Tally::add(const Tally& other) {
  all.add(other.all);
  for (const auto& [id, count] : other.rules) rules[id].add(count);
  for (const auto& [name, count] : other.publishers) publishers[name].add(count);
}

Summary summarize(const Tally& tally, const BodyRules& rules) {
  Summary summary;
  summary.all = tally.all;
  for (const auto& [id, count] : tally.rules) summary.rules.push_back({id, count});
  summary.bodies = bodies_of(tally, rules);
  sort_by_weight(summary.rules);
  sort_by_weight(summary.bodies);
  return summary;
}

}  // namespace gouji
