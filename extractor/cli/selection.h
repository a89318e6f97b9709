// Which findings are shown, counted and failed on: those that --rule, --no-rule and --severity ask for, without those
// that --baseline has.
#pragma once

#include <string>
#include <vector>

#include "audit/audit.h"
#include "cli/baseline.h"
#include "cli/options.h"
#include "form/grammar.h"
#include "output/output.h"

namespace gouji {

class Selection {
 public:
  // Errors, all of wrong usage: "usage.unknown_rule", and those of read_baseline().
  static Result<Selection> of(const Options& options, const Grammar& grammar);

  // Sets the fingerprints of a report's findings, and leaves those that are asked for; returns how many of these the
  // baseline has hidden.
  int apply(std::vector<Finding>& findings, const Record& record, const Source& source) const;

 private:
  bool asks_for(const Rule& rule) const;

  std::vector<std::string> rules_;     // globs of ids; empty: all
  std::vector<std::string> no_rules_;  // globs too
  Severity severity_ = Severity::info;
  Baseline baseline_;
};

// For an id, or a glob of ids, that no rule of the grammar has.
Error unknown_rule(const std::string& glob, const Grammar& grammar);

}  // namespace gouji
