// Random reports as web pages and as Word documents: what is printed in a cell is read, or the cell is marked, as it is
// with plain text (layout_property_test.cpp). A failure names the seed that makes its report again.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "generator/case.h"
#include "generator/check.h"
#include "generator/renderers.h"
#include "reports.h"

namespace gouji::generator {
namespace {

std::vector<Layout> document_layouts() {
  std::vector<Layout> all = page_layouts();
  all.insert(all.end(), word_layouts().begin(), word_layouts().end());
  return all;
}

TEST(DocumentProperty, ConsistentDocumentsGiveEveryCellBack) {
  std::uint64_t seed = 1;
  for (const Form* form : printable_forms(builtin_grammar())) {
    for (const Layout& layout : document_layouts()) {
      for (int i = 0; i < 3; ++i) {
        const Case made = make_case(*form, seed++, {layout.name, false});
        const Verdict verdict = examine(made, builtin_grammar());
        EXPECT_TRUE(verdict.wrong.empty()) << made.name() << some_of(verdict.wrong);
        EXPECT_TRUE(verdict.unread.empty()) << made.name() << some_of(verdict.unread);
      }
    }
  }
}

TEST(DocumentProperty, OfTroubledDocumentsNoCellIsWrongAndMoreThanNinetyNineOfAHundredAreRead) {
  std::uint64_t seed = 1;
  long told = 0;
  long right = 0;
  for (const Form* form : printable_forms(builtin_grammar())) {
    for (const Layout& layout : document_layouts()) {
      for (int i = 0; i < 4; ++i) {
        const Case made = make_case(*form, seed++, {layout.name, true});
        const Verdict verdict = examine(made, builtin_grammar());
        EXPECT_TRUE(verdict.wrong.empty()) << made.name() << some_of(verdict.wrong);
        told += verdict.told;
        right += verdict.told_right;
      }
    }
  }
  EXPECT_GE(right * 1000, told * 995) << right << " of " << told;
}

}  // namespace
}  // namespace gouji::generator
