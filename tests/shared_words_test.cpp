#include "value/shared_words.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

TEST(SharedWords, AreKeptOnce) {
  WordPool pool;
  const SharedWords first = pool("a label that is longer than what a string holds in itself");
  const SharedWords again = pool("a label that is longer than what a string holds in itself");
  EXPECT_EQ(&first.str(), &again.str());
  EXPECT_NE(&first.str(), &pool("another").str());
}

TEST(SharedWords, MayBeNone) {
  EXPECT_TRUE(SharedWords().empty());
  EXPECT_TRUE(SharedWords("").empty());
  EXPECT_EQ(WordPool()(""), "");
  EXPECT_EQ(SharedWords("total"), "total");
}

}  // namespace
}  // namespace gouji
