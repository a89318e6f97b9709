// How many findings there are, by rule and by body. Reports are counted one by one into a Tally; that of many reports
// is the same in whatever order they were counted. When all are counted, a Summary is made of it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "form/series.h"
#include "record/record.h"

namespace gouji {

struct FindingCount {
  int reports = 0;              // that were counted; of a rule, those with a finding of it
  int findings[3] = {0, 0, 0};  // by severity

  void add(const FindingCount& other);
};

struct Tally {
  FindingCount all;
  std::map<std::string, FindingCount, std::less<>> rules;       // by id
  std::map<std::string, FindingCount, std::less<>> publishers;  // by the name that reports print; empty: not known

  void add(const Record& record, const std::vector<Finding>& findings);
  void add(const Tally& other);
};

struct SummaryLine {
  std::string name;  // a rule's id, or a body's fullest name; empty for all reports that do not say who published them
  FindingCount count;
};

// Those with the most errors first, then the most warnings, the most remarks, then by the bytes of their names.
struct Summary {
  std::vector<SummaryLine> rules;   // that have findings
  std::vector<SummaryLine> bodies;  // that have reports
  FindingCount all;
};

// Names of one body are joined as the rules say.
Summary summarize(const Tally& tally, const BodyRules& rules);

}  // namespace gouji
