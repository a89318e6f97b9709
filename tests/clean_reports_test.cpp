// Reports in which everything is true: whatever their layout and the words of their prose, an audit finds nothing in
// them. `scripts/soak --clean` audits thousands.
#include <gtest/gtest.h>

#include "generator/alarms.h"
#include "generator/clean.h"
#include "generator/renderers.h"
#include "reports.h"

namespace gouji::generator {
namespace {

void expect_quiet(const CleanReport& report) {
  for (const Alarm& alarm : alarms_of(report, builtin_grammar())) {
    if (!alarm.serious) continue;
    ADD_FAILURE() << report.name() << "\n  " << alarm.rule << ": " << alarm.message << "\n  " << alarm.sentence << "\n"
                  << report.text;
    return;
  }
}

TEST(CleanReports, NothingIsFoundInTrueReportsOfAnyLayout) {
  std::uint64_t seed = 1;
  for (const Form* form : printable_forms(builtin_grammar())) {
    for (const Layout& layout : layouts()) {
      for (int i = 0; i < 3; ++i) expect_quiet(make_clean_report(*form, seed++, layout.name));
    }
  }
}

TEST(CleanReports, NothingIsFoundInTrueReportsOfTwoYears) {
  for (const Form* form : printable_forms(builtin_grammar())) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const auto [earlier, later] = make_clean_years(*form, seed);
      expect_quiet(earlier);
      expect_quiet(later);
    }
  }
}

// What tells that the reports say anything: a third at least of the figures that are made false are found.
TEST(CleanReports, FalseFiguresInTheProseAreFound) {
  int planted = 0;
  int found = 0;
  for (const Form* form : printable_forms(builtin_grammar())) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      const CleanReport report = make_false_report(*form, seed, "tabs");
      if (!report.planted) continue;
      ++planted;
      if (is_found(*report.planted, alarms_of(report, builtin_grammar()))) ++found;
    }
  }
  EXPECT_GT(planted, 150);
  EXPECT_GE(found * 3, planted) << found << " of " << planted;
}

TEST(CleanReports, ASeedMakesTheSameReportAgain) {
  for (const Form* form : printable_forms(builtin_grammar())) {
    EXPECT_EQ(make_clean_report(*form, 7).text, make_clean_report(*form, 7).text);
  }
}

}  // namespace
}  // namespace gouji::generator
