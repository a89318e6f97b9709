#include "generator/alarms.h"

#include <algorithm>

#include "gouji.h"

namespace gouji::generator {
namespace {

std::string sentence_around(const std::string& text, Span span) {
  const auto ends = [&](std::size_t place, const std::string& stop) {
    return text.compare(place, stop.size(), stop) == 0;
  };
  std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  while (begin > 0 && text[begin - 1] != '\n' && !(begin >= 3 && ends(begin - 3, "。"))) --begin;
  std::size_t end = std::min<std::size_t>(span.end, text.size());
  while (end < text.size() && text[end] != '\n' && !ends(end, "。")) ++end;
  return text.substr(begin, end - begin);
}

}  // namespace

std::vector<Alarm> alarms_of(const CleanReport& report, const Grammar& grammar) {
  std::vector<Alarm> alarms;
  const Result<Text> text = decode(report.text);
  const std::vector<Record> records = text ? extract(*text, grammar) : std::vector<Record>{};
  if (records.size() != 1 || records.front().form != report.form) {
    alarms.push_back({"no report", true, {0, 0}, std::to_string(records.size()) + " records", ""});
  }
  for (const Record& record : records) {
    for (const Finding& finding : audit(record, grammar, Language::zh)) {
      alarms.push_back({finding.rule->id, finding.rule->severity != Severity::info, finding.span, finding.message,
                        sentence_around(report.text, finding.span)});
    }
  }
  return alarms;
}

bool is_found(const Planted& planted, const std::vector<Alarm>& alarms) {
  return std::any_of(alarms.begin(), alarms.end(), [&](const Alarm& alarm) {
    return alarm.span.begin < planted.span.end && planted.span.begin < std::max(alarm.span.end, alarm.span.begin + 1);
  });
}

}  // namespace gouji::generator
