// Nothing that is printed in a table disappears: every figure in a table's region is in a cell, in what is extra or in
// what is unread, or is a part of a name in a label; each in one place only. tests/attack_test.cpp asks the same of
// disturbed reports.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "generator/case.h"
#include "generator/renderers.h"
#include "promises.h"
#include "reports.h"

namespace gouji {
namespace {

std::string with_line(const Text& text, Span figure) {
  return "\n  " + std::string(text.at(figure)) + " in line " + std::to_string(text.line_number(figure.begin)) + ": " +
         std::string(text.at(text.line_span(figure.begin)));
}

bool is_in_a_table(Span figure, const Record& record) {
  return std::any_of(record.regions.begin(), record.regions.end(),
                     [&](const TableRegion& region) { return region.span.contains(figure); });
}

std::string broken_promises_of(const Extracted& report) {
  return said(broken_promises(report.text, report.records, builtin_grammar().common));
}

bool has_trouble(const generator::Case& made, const std::string& trouble) {
  return std::find(made.troubles.begin(), made.troubles.end(), trouble) != made.troubles.end();
}

// Where the first table begins, or would if there were any.
ByteOffset first_row_of(const Record& record) {
  ByteOffset first = std::string::npos;
  for (const TableRegion& region : record.regions) {
    if (!region.span.empty()) first = std::min(first, region.span.begin);
  }
  return first;
}

// The lines in which a generated report's tables have figures outside of the record's regions. Among hardly anything
// but blanks there may be no record, which the command says; and what stands before the first row that is recognized,
// because the label of the one before is misprinted or a note is wrapped above it, is in no region
// (docs/recognition.md).
std::string lines_outside(const generator::Case& made, const Extracted& report) {
  if (report.records.empty()) return has_trouble(made, "blanks") ? "" : ": there is no record";
  const ByteOffset first_row = made.troubles.empty() ? 0 : first_row_of(report.record());
  std::string outside;
  int last_line = 0;
  for (const ByteOffset figure : made.figures) {
    if (figure < first_row || is_in_a_table({figure, figure + 1}, report.record())) continue;
    const int line = report.text.line_number(figure);
    if (line != last_line) outside += with_line(report.text, {figure, figure + 1});
    last_line = line;
  }
  return outside;
}

TEST(Conservation, EveryFigureInATableOfTheCorpusHasAPlace) {
  for (const std::string& name : texts_of_corpus()) {
    const Extracted report = extract_from(file_of_tree(name));
    ASSERT_FALSE(report.records.empty()) << name;
    EXPECT_EQ(broken_promises_of(report), "") << name;
  }
}

class GeneratedConservation : public testing::TestWithParam<bool> {};

TEST_P(GeneratedConservation, EveryFigureInATableHasAPlace) {
  std::uint64_t seed = 1000;
  for (const Form* form : generator::printable_forms(builtin_grammar())) {
    for (const generator::Layout& layout : generator::layouts()) {
      for (int i = 0; i < 2; ++i) {
        const generator::Case made = generator::make_case(*form, seed++, {layout.name, GetParam()});
        EXPECT_EQ(broken_promises_of(extract_from(made.text)), "") << made.name();
      }
    }
  }
}

TEST_P(GeneratedConservation, EveryFigureThatATablePrintsIsInTheTablesRegion) {
  std::uint64_t seed = 2000;
  for (const Form* form : generator::printable_forms(builtin_grammar())) {
    for (const generator::Layout& layout : generator::layouts()) {
      for (int i = 0; i < 2; ++i) {
        const generator::Case made = generator::make_case(*form, seed++, {layout.name, GetParam()});
        const std::string outside = lines_outside(made, extract_from(made.text));
        EXPECT_TRUE(outside.empty()) << made.name() << outside;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Reports, GeneratedConservation, testing::Bool(),
                         [](const auto& param) { return param.param ? "WithTrouble" : "WithoutTrouble"; });

}  // namespace
}  // namespace gouji
