// What the prose says of itself and of last year: every sentence of tests/data is told when it is false, and only then.
#include "audit/statements.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
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
  static const std::regex choice(R"(\{([^|{}]*)\|([^|{}]*)\})");
  return std::regex_replace(sentence, choice, "$" + std::to_string(which));
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

void expect_only_false_ones_are_told(const std::string& file, const Record* last_year) {
  for (const Example& example : examples_of(file)) {
    const std::string truth = with_figures(example.sentence, 1);
    EXPECT_EQ(messages(judge(truth, last_year)), "") << example.kind << " true: " << truth;
    if (example.kind == "other") continue;
    const std::string lie = with_figures(example.sentence, 2);
    const std::vector<Finding> findings = judge(lie, last_year);
    const bool is_told = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.rule->id.starts_with(rule_of(example.kind));
    });
    EXPECT_TRUE(is_told) << example.kind << " false: " << lie << "\n" << messages(findings);
  }
}

TEST(Statements, OnlyFalseBreakdownsAndPercentagesAreTold) {
  expect_only_false_ones_are_told("statements.tsv", nullptr);
}

TEST(Statements, OnlyFalseChangesAgainstLastYearAreTold) {
  expect_only_false_ones_are_told("changes.tsv", &last_year());
}

}  // namespace
}  // namespace gouji
