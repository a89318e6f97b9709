#include "output/summary.h"

#include <gtest/gtest.h>

#include "output_example.h"

namespace gouji {
namespace {

class SummaryOfReports : public testing::Test {
 protected:
  SummaryOfReports() {
    Rule warning = example.form.rules[0];
    warning.id = "form.blank_total";
    warning.severity = Severity::warning;
    example.form.rules.push_back(warning);
  }

  Tally tally_of(const std::string& publisher, int errors, int warnings) {
    example.record.publisher.value = publisher;
    std::vector<Finding> findings(errors + warnings);
    for (int i = 0; i < errors + warnings; ++i) findings[i].rule = &example.form.rules[i < errors ? 0 : 1];
    Tally tally;
    tally.add(example.record, findings);
    return tally;
  }

  Example example;
};

std::vector<std::string> names_of(const std::vector<SummaryLine>& lines) {
  std::vector<std::string> names;
  for (const SummaryLine& line : lines) names.push_back(line.name);
  return names;
}

TEST_F(SummaryOfReports, CountsAReportOnceHoweverManyFindingsItHas) {
  const Summary summary = summarize(tally_of("清江市人民政府", 3, 1), builtin_grammar().series.body);
  ASSERT_EQ(names_of(summary.rules), (std::vector<std::string>{"requests.row_total", "form.blank_total"}));
  EXPECT_EQ(summary.rules[0].count.reports, 1);
  EXPECT_EQ(summary.rules[0].count.findings[static_cast<int>(Severity::error)], 3);
  EXPECT_EQ(summary.all.reports, 1);
  EXPECT_EQ(summary.all.findings[static_cast<int>(Severity::warning)], 1);
}

TEST_F(SummaryOfReports, NamesTheBodiesWithMostErrorsFirstAndJoinsTheNamesOfOne) {
  Tally tally = tally_of("清江市人民政府", 0, 9);
  for (const Tally& other : {tally_of("平泽市人民政府", 1, 0), tally_of("江南省清江市人民政府", 2, 0),
                             tally_of("", 0, 0), tally_of("云溪市人民政府", 1, 0)}) {
    tally.add(other);
  }
  const Summary summary = summarize(tally, builtin_grammar().series.body);
  EXPECT_EQ(names_of(summary.bodies),
            (std::vector<std::string>{"江南省清江市人民政府", "云溪市人民政府", "平泽市人民政府", ""}));
  EXPECT_EQ(summary.bodies[0].count.reports, 2);
  EXPECT_EQ(summary.bodies[0].count.findings[static_cast<int>(Severity::warning)], 9);
}

TEST_F(SummaryOfReports, AlignsNamesByTheirDisplayWidthAndSendsNoControlCharacters) {
  Tally tally = tally_of("清江\x1B市人民政府", 1, 0);
  tally.add(tally_of("", 0, 0));
  std::string out;
  write_summary_text(summarize(tally, builtin_grammar().series.body), builtin_grammar(), {}, out);
  EXPECT_EQ(out,
            "rule                reports  errors  warnings  remarks\n"
            "requests.row_total        1       1         0        0  "
            "Table three, each row: the total is the sum of natural persons and all kinds of organizations\n"
            "\n"
            "body                reports  errors  warnings  remarks\n"
            "清江\uFFFD市人民政府           1       1         0        0\n"
            "(not known)               1       0         0        0\n"
            "all                       2       1         0        0\n");
}

}  // namespace
}  // namespace gouji
