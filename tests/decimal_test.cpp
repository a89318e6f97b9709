#include "value/decimal.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace gouji {
namespace {

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

TEST(Decimal, PrintsWhatItRead) {
  for (const std::string text :
       {"0", "66241", "-3", "112.55034", "7730.20", "0.05", "-0.5", "999999999999999999", "0.00000000000000001"}) {
    EXPECT_EQ(decimal(text).str(), text);
  }
  EXPECT_EQ(decimal("+12").str(), "12");
  EXPECT_EQ(Decimal(-7).str(), "-7");
}

TEST(Decimal, RefusesWhatIsNoNumber) {
  for (const std::string text :
       {"", "-", "+", ".", "1.", ".5", "1.2.3", "--1", "+-1", "1-", "1,2", " 1", "1 ", "0x1", "1e5", "１２", "1\n"}) {
    EXPECT_FALSE(Decimal::parse(text)) << '"' << text << '"';
  }
}

TEST(Decimal, RefusesMoreThanEighteenDigits) {
  EXPECT_TRUE(Decimal::parse("123456789012345678"));
  EXPECT_FALSE(Decimal::parse("1234567890123456789"));
  EXPECT_TRUE(Decimal::parse("1.23456789012345678"));
  EXPECT_FALSE(Decimal::parse("1.234567890123456789"));
}

TEST(Decimal, AddsExactlyWhatBinaryFractionsDoNot) {
  EXPECT_EQ((decimal("0.1") + decimal("0.2")).str(), "0.3");
  EXPECT_EQ((decimal("112.55034") + decimal("7730.2")).str(), "7842.75034");
  EXPECT_EQ((decimal("12") - decimal("12.50")).str(), "-0.50");
  EXPECT_EQ((-decimal("3.5")).str(), "-3.5");
  EXPECT_EQ((decimal("2.5") * -3).str(), "-7.5");
}

TEST(Decimal, ComparesByValueWhateverItsScale) {
  EXPECT_EQ(decimal("12"), decimal("12.00"));
  EXPECT_EQ(decimal("-0"), decimal("0.0"));
  EXPECT_NE(decimal("12"), decimal("12.01"));
  EXPECT_LT(decimal("-2"), decimal("-1.99"));
  EXPECT_GT(decimal("0.1"), decimal("0.09"));
}

TEST(Decimal, KnowsSignZeroAndWholeness) {
  EXPECT_TRUE(decimal("12.00").is_whole());
  EXPECT_FALSE(decimal("12.50").is_whole());
  EXPECT_TRUE(decimal("0.00").is_zero());
  EXPECT_TRUE(decimal("-0.01").is_negative());
  EXPECT_FALSE(decimal("-0").is_negative());
  EXPECT_EQ(decimal("112.55034").scale(), 5);
}

TEST(Decimal, MovesItsPointWithoutLosingADigit) {
  EXPECT_EQ(decimal("865").shifted(4)->str(), "0.0865");
  EXPECT_EQ(decimal("-86.50").shifted(4)->str(), "-0.00865");
  EXPECT_EQ(decimal("0.0865").shifted(-4)->str(), "865");
  EXPECT_EQ(decimal("1.5").shifted(-4)->str(), "15000");
  EXPECT_EQ(decimal("7730.20").shifted(0)->str(), "7730.20");
}

TEST(Decimal, HasNoZerosBehindThePointThatOnlyMovingItWouldPutThere) {
  EXPECT_EQ(decimal("0").shifted(4)->str(), "0");
  EXPECT_EQ(decimal("120000").shifted(4)->str(), "12");
  EXPECT_EQ(decimal("120000.50").shifted(4)->str(), "12.00005");
}

// Longer ones could not be added to others without a loss.
TEST(Decimal, MovesItsPointOnlyAsFarAsItsDigitsReach) {
  EXPECT_EQ(decimal("99999999999999").shifted(-4)->str(), "999999999999990000");
  EXPECT_FALSE(decimal("999999999999999").shifted(-4).has_value());
  EXPECT_FALSE(decimal("-999999999999999").shifted(-4).has_value());
  EXPECT_TRUE(decimal("0.0000000000001").shifted(4).has_value());
  EXPECT_FALSE(decimal("0.00000000000001").shifted(4).has_value());
}

TEST(Decimal, SumsAHundredOfTheLargestNumbersOfDifferentScales) {
  Decimal sum;
  for (int i = 0; i < 100; ++i) sum = sum + decimal("999999999999999999");
  EXPECT_EQ((sum + decimal("0.00000000000000001")).str(), "99999999999999999900.00000000000000001");
}

TEST(Decimal, AgreesWithItsRoundedAndItsCutForm) {
  EXPECT_TRUE(agree_as_printed(decimal("112.55"), decimal("112.55034")));
  EXPECT_TRUE(agree_as_printed(decimal("112.558"), decimal("112.56")));
  EXPECT_TRUE(agree_as_printed(decimal("112.558"), decimal("112.55")));
  EXPECT_FALSE(agree_as_printed(decimal("112.552"), decimal("112.56")));
  EXPECT_FALSE(agree_as_printed(decimal("112.558"), decimal("112.54")));
  EXPECT_TRUE(agree_as_printed(decimal("-1.26"), decimal("-1.3")));
  EXPECT_FALSE(agree_as_printed(decimal("-1.24"), decimal("-1.3")));
  EXPECT_TRUE(agree_as_printed(decimal("5.0"), decimal("5")));
  EXPECT_FALSE(agree_as_printed(decimal("5"), decimal("6")));
  EXPECT_FALSE(agree_as_printed(decimal("5.1"), decimal("5.2")));
}

}  // namespace
}  // namespace gouji
