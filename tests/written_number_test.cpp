// Numbers in words are read where they are exact, and only there.
#include "token/written_number.h"

#include <gtest/gtest.h>

#include <string>

namespace gouji {
namespace {

std::string number(std::string_view words) {
  static const Result<Grammar> grammar = load_grammar(builtin_grammar_files());
  const std::optional<Decimal> value = parse_written_number(words, grammar->common.written_numbers);
  return value ? value->str() : "";
}

TEST(WrittenNumber, IsReadAsItIsSaid) {
  EXPECT_EQ(number("零"), "0");
  EXPECT_EQ(number("两"), "2");
  EXPECT_EQ(number("十二"), "12");
  EXPECT_EQ(number("九十九"), "99");
  EXPECT_EQ(number("二百三十六"), "236");
  EXPECT_EQ(number("一百零二"), "102");
  EXPECT_EQ(number("一百一十"), "110");
  EXPECT_EQ(number("三千零四十五"), "3045");
}

TEST(WrittenNumber, IsNoneWhereItIsNotExact) {
  for (const char* words : {"三四", "一百二", "十", "百", "二〇二三", "百十", "十百", "零一", "一百零", "余", ""})
    EXPECT_EQ(number(words), "") << words;
}

}  // namespace
}  // namespace gouji
