// What the audit promises of cells that two or more rules cover, on generated reports. scripts/soak --errors measures
// the same on as many as one likes.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "generator/errors.h"
#include "gouji.h"

namespace gouji {
namespace {

using generator::Random;
using Named = std::map<std::string, std::string>;

const Grammar& grammar() {
  static const Grammar loaded = *load_grammar(builtin_grammar_files());
  return loaded;
}

const Form& form_of(const std::string& id) {
  return *std::find_if(grammar().forms.begin(), grammar().forms.end(), [&](const Form& form) { return form.id == id; });
}

// The cells of the likeliest sets of all findings, with the values suggested.
Named named_first(const Record& record) {
  Named named;
  for (const Finding& finding : audit(record, grammar(), Language::en)) {
    for (const Suspect& suspect : finding.suspects) {
      if (suspect.set == 1) named[record.form->cells[suspect.cell].id] = suspect.suggested.str();
    }
  }
  return named;
}

// Of a hundred.
int reports_with_exactly_the_planted_named(const std::string& form, int errors) {
  Random random(7);
  int right = 0;
  for (int reports = 0; reports < 100;) {
    Record record = generator::consistent_record(form_of(form), random);
    const auto planted = generator::draw_errors(record, errors, 2, 1000, random);
    if (!planted) continue;
    ++reports;
    Named expected;
    for (const generator::PlantedError& error : *planted) {
      expected[record.form->cells[error.cell].id] = error.truth.str();
      record.cells[error.cell].value = error.wrong;
    }
    right += named_first(record) == expected ? 1 : 0;
  }
  return right;
}

TEST(Accuracy, AWrongCellThatTwoRulesCoverIsNamedFirstWithItsTrueValue) {
  for (const char* form : {"2014", "2019", "2021"}) {
    EXPECT_GE(reports_with_exactly_the_planted_named(form, 1), 99) << form;
  }
}

TEST(Accuracy, TwoWrongCellsThatTwoRulesCoverAreNamedTogether) {
  for (const char* form : {"2019", "2021"}) EXPECT_GE(reports_with_exactly_the_planted_named(form, 2), 98) << form;
}

// All seven figures of a row of form 2021 stand a column too far right. That there is no smaller set is not proved.
TEST(Accuracy, AShiftedRowIsFoundInALargeTable) {
  const Form& form = form_of("2021");
  Random random(3);
  Record record;
  const auto at = [&](const char* column) -> Decimal& {
    return *record.cells[form.find_cell(std::string("requests.granted.") + column)].value;
  };
  const std::vector<const char*> columns = {"natural_person", "commercial", "research", "public_welfare",
                                            "legal_service",  "other",      "total"};
  const auto shows_a_shift = [&] {
    return at("natural_person") > Decimal(0) && at("commercial") > Decimal(0) && at("research") > Decimal(0) &&
           at("public_welfare") > Decimal(0);
  };
  do {
    record = generator::consistent_record(form, random);
  } while (!shows_a_shift());
  for (std::size_t i = columns.size() - 1; i > 0; --i) at(columns[i]) = at(columns[i - 1]);
  at(columns[0]) = Decimal(0);
  int failing = 0;
  for (const Finding& finding : audit(record, grammar(), Language::en)) {
    if (finding.rule->kind != RuleKind::equation) continue;  // a record without a text has no headings
    ++failing;
    EXPECT_EQ(finding.explanations, 1) << finding.rule->id << ": " << finding.message;
    EXPECT_GT(finding.suspects.size(), 3U);
    for (const Suspect& suspect : finding.suspects) {
      EXPECT_EQ(form.cells[suspect.cell].id.rfind("requests.granted.", 0), 0U);
      EXPECT_EQ(suspect.reason, "suspect.shifted_row");
    }
  }
  EXPECT_GT(failing, 1);
}

}  // namespace
}  // namespace gouji
