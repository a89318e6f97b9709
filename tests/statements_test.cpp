// What the prose says of itself and of last year: every sentence of tests/data is told when it is false, and only then.
#include "audit/statements.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "audit/wording.h"
#include "reports.h"

namespace gouji {
namespace {

struct Example {
  std::string kind;
  std::string sentence;  // with {true|false} figures
};

std::vector<Example> examples_of(const std::string& file) {
  std::vector<Example> examples;
  std::istringstream lines(file_of_tree("tests/data/" + file));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#' || tab == std::string::npos) continue;
    examples.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return examples;
}

std::string with_figures(const std::string& sentence, int which) {
  std::string chosen = sentence;
  re2::RE2::GlobalReplace(&chosen, R"(\{([^|{}]*)\|([^|{}]*)\})", "\\" + std::to_string(which));
  return chosen;
}

// The report of Licheng for 2023 with another first section.
std::string report_that_says(const std::string& sentence) {
  const std::string report = file_of_tree("corpus/licheng-2023/report.txt");
  const std::size_t first = report.find("\n一、");
  const std::size_t begin = report.find('\n', first + 1) + 1;
  const std::size_t second = report.find("\n二、", begin);
  return report.substr(0, begin) + sentence + report.substr(second);
}

void set(Record& record, std::string_view cell, int value) {
  record.cells[record.form->find_cell(cell)].value = Decimal(value);
}

const Record& last_year() {
  static const Extracted report = extract_from(file_of_tree("corpus/licheng-2023/report.txt"));
  static const Record record = [] {
    Record changed = report.record();
    set(changed, "requests.new.total", 80);
    set(changed, "requests.results_total.total", 70);
    set(changed, "disclosure.normative_documents.in_force", 103);
    return changed;
  }();
  return record;
}

std::vector<Finding> judge(const std::string& sentence, const Record* last_year, Language language = Language::zh) {
  const Extracted report = extract_from(report_that_says(sentence));
  const Wording wording{*report.record().form, builtin_grammar().messages, language};
  return find_in_statements(report.record(), last_year, wording);
}

std::string messages(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) text += finding.rule->id + ": " + finding.message + "\n";
  return text;
}

std::string rule_of(const std::string& kind) { return kind == "excess" ? "prose.breakdown_excess" : "prose." + kind; }

struct Outcome {
  std::vector<std::string> alarms;  // true and other sentences with a finding
  std::vector<std::string> missed;  // false sentences without one
};

Outcome outcome_of(const std::string& file, const Record* last_year) {
  Outcome outcome;
  for (const Example& example : examples_of(file)) {
    const std::string truth = with_figures(example.sentence, 1);
    const std::string alarm = messages(judge(truth, last_year));
    if (!alarm.empty()) outcome.alarms.push_back(truth + "\n" + alarm);
    if (example.kind == "other") continue;
    const std::string lie = with_figures(example.sentence, 2);
    const std::vector<Finding> findings = judge(lie, last_year);
    const bool is_told = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.rule->id.starts_with(rule_of(example.kind));
    });
    if (!is_told) outcome.missed.push_back(lie + "\n" + messages(findings));
  }
  return outcome;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(Statements, OnlyFalseBreakdownsAndPercentagesAreTold) {
  const Outcome outcome = outcome_of("statements.tsv", nullptr);
  EXPECT_EQ(joined(outcome.alarms), "");
  EXPECT_EQ(joined(outcome.missed), "");
}

TEST(Statements, OnlyFalseRatesListsAndSumsAreTold) {
  const Outcome outcome = outcome_of("statements_more.tsv", nullptr);
  EXPECT_EQ(joined(outcome.alarms), "");
  EXPECT_EQ(joined(outcome.missed), "");
}

TEST(Statements, OnlyFalseChangesAgainstLastYearAreTold) {
  const Outcome outcome = outcome_of("changes.tsv", &last_year());
  EXPECT_EQ(joined(outcome.alarms), "");
  EXPECT_EQ(joined(outcome.missed), "");
}

// Sentences that the grammar was not made to fit: some false ones are missed, but no true one is told.
TEST(Statements, NoAlarmOnSentencesOfOtherMaking) {
  const Outcome statements = outcome_of("statements_held_out.tsv", nullptr);
  EXPECT_EQ(joined(statements.alarms), "");
  EXPECT_LE(statements.missed.size(), 5U) << joined(statements.missed);
  const Outcome more = outcome_of("statements_held_out_more.tsv", nullptr);
  EXPECT_EQ(joined(more.alarms), "");
  EXPECT_LE(more.missed.size(), 3U) << joined(more.missed);
  const Outcome changes = outcome_of("changes_held_out.tsv", &last_year());
  EXPECT_EQ(joined(changes.alarms), "");
  EXPECT_LE(changes.missed.size(), 3U) << joined(changes.missed);
}

}  // namespace
}  // namespace gouji
