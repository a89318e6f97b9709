// Clauses that say several things at once, taken apart.
#include "record/distribution.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

std::vector<std::vector<Distribution>> distributions_of(const std::string& sentence) {
  return distributions(Sentence(fold_utf8(sentence)), builtin_grammar().common.distribution);
}

std::vector<std::string> sayings_of(const Distribution& distribution) {
  std::vector<std::string> sayings;
  for (const Saying& saying : distribution) sayings.emplace_back(saying.sentence.text());
  return sayings;
}

TEST(Distribution, EachPartOfAClauseHasASentenceOfItsOwn) {
  const auto all = distributions_of("全年收到申请、办结申请分别为12件和11件");
  ASSERT_EQ(all.size(), 1U);
  ASSERT_EQ(all[0].size(), 1U);
  EXPECT_EQ(sayings_of(all[0][0]), (std::vector<std::string>{"全年收到申请、办结申请,全年收到申请12件",
                                                             "全年收到申请、办结申请,办结申请11件"}));
}

TEST(Distribution, AFigureForAllPartsIsEachPartsAndHasTheUnitThatIsMeant) {
  const auto all = distributions_of("行政复议和行政诉讼均为0");
  ASSERT_EQ(all.size(), 1U);
  ASSERT_EQ(all[0].size(), 1U);
  EXPECT_EQ(sayings_of(all[0][0]),
            (std::vector<std::string>{"行政复议和行政诉讼,行政复议0件", "行政复议和行政诉讼,行政诉讼0件"}));
}

TEST(Distribution, AWordBetweenPartsMayBeAWordOfOneOfThem) {
  const auto all = distributions_of("受理、答复和办结申请分别为3件、2件");
  ASSERT_EQ(all.size(), 1U);
  // Three parts have not two figures.
  ASSERT_EQ(all[0].size(), 1U);
  EXPECT_EQ(sayings_of(all[0][0]).back(), "受理、答复和办结申请,答复和办结申请2件");
}

TEST(Distribution, AsManyFiguresAsPartsOrNothingIsSaid) {
  EXPECT_TRUE(distributions_of("受理、答复、办结申请分别为3件、2件").empty());
  EXPECT_TRUE(distributions_of("受理申请分别为3件").empty());
}

// Bytes are counted, and a character has three of them.
TEST(Distribution, ATopicThatReachesFarBackBeginsWithAWholeCharacter) {
  std::string before;
  for (int i = 0; i < 500; ++i) before += "长";
  for (const std::string shift : {"", "a", "ab"}) {
    const std::string parts = shift + "收到申请、办结申请";
    const auto all = distributions_of(before + parts + "分别为12件和11件");
    ASSERT_EQ(all.size(), 1U);
    ASSERT_EQ(all[0].size(), 1U);
    for (const std::string& saying : sayings_of(all[0][0])) {
      EXPECT_EQ(saying.substr(0, 3), "长") << shift;
      const std::size_t topic = saying.find(',');
      EXPECT_GE(topic, 1198U) << shift;
      EXPECT_LE(topic, 1200U) << shift;
    }
  }
}

}  // namespace
}  // namespace gouji
