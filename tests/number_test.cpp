#include "token/number.h"

#include <gtest/gtest.h>

#include <string>

namespace gouji {
namespace {

std::string read(std::string_view printed) {
  const std::optional<Decimal> number = parse_number(printed);
  return number ? number->str() : "none";
}

TEST(ParseNumber, ReadsPlainFiguresAsTheyArePrinted) {
  EXPECT_EQ(read("0"), "0");
  EXPECT_EQ(read("66241"), "66241");
  EXPECT_EQ(read("112.55034"), "112.55034");
  EXPECT_EQ(read("7730.20"), "7730.20");
}

TEST(ParseNumber, ReadsThousandsSeparators) {
  EXPECT_EQ(read("12,345"), "12345");
  EXPECT_EQ(read("12,345,678"), "12345678");
  EXPECT_EQ(read("12，345"), "12345");
  EXPECT_EQ(read("1,234.50"), "1234.50");
  EXPECT_EQ(read("-1,234"), "-1234");
}

TEST(ParseNumber, ReadsFullWidthCharacters) {
  EXPECT_EQ(read("１２"), "12");
  EXPECT_EQ(read("１２，３４５．６"), "12345.6");
  EXPECT_EQ(read("1２"), "12");
}

TEST(ParseNumber, ReadsSigns) {
  EXPECT_EQ(read("-3"), "-3");
  EXPECT_EQ(read("－3"), "-3");
  EXPECT_EQ(read("−3"), "-3");
  EXPECT_EQ(read("+3"), "3");
  EXPECT_EQ(read("＋3"), "3");
}

TEST(ParseNumber, ReadsAFractionWithoutAZeroBeforeIt) {
  EXPECT_EQ(read(".5"), "0.5");
  EXPECT_EQ(read("-.50"), "-0.50");
}

TEST(ParseNumber, RefusesSeparatorsThatDoNotGroupByThree) {
  for (const char* printed : {"1,2", "12,34", "1234,567", "1,234,56", "1,2345", ",123", "123,", "1,,234", "0,123",
                              "012,345", "1.234,567", "1,234,"}) {
    EXPECT_EQ(read(printed), "none") << printed;
  }
}

TEST(ParseNumber, RefusesWhatIsNoNumber) {
  for (const char* printed : {"", "-", ".", "1.2.3", "1.", "--3", "3-", "-+3", "—3", "一", "1 2", "12件", "1e3", "①",
                              "½", "\xFF", "1\xEF\xBC"}) {
    EXPECT_EQ(read(printed), "none") << printed;
  }
}

TEST(ParseNumber, RefusesMoreDigitsThanAreExact) {
  EXPECT_EQ(read("123456789012345678"), "123456789012345678");
  EXPECT_EQ(read("1234567890123456789"), "none");
  EXPECT_EQ(read("123,456,789,012,345,678"), "123456789012345678");
  EXPECT_EQ(read("1,123,456,789,012,345,678"), "none");
  EXPECT_EQ(read(std::string(100000, '1')), "none");
}

}  // namespace
}  // namespace gouji
