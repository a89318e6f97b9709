// What an audit says of a generated report.
#pragma once

#include <string>
#include <vector>

#include "form/grammar.h"
#include "generator/clean.h"

namespace gouji::generator {

struct Alarm {
  std::string rule;
  bool serious = false;  // a warning or an error, not an info
  Span span;
  std::string message;
  std::string sentence;  // that the finding's place is in, as far as the punctuation tells it
};

// Of all records that are read in the text. A text that holds no report, or more than one, is an alarm of the rule
// "no report".
std::vector<Alarm> alarms_of(const CleanReport& report, const Grammar& grammar);

// Whether one of the alarms is at the figure that was made false.
bool is_found(const Planted& planted, const std::vector<Alarm>& alarms);

}  // namespace gouji::generator
