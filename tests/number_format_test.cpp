// What a sheet shows for a number.
#include "document/number_format.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

std::string shown(std::string_view stored, std::string_view code) { return shown_number(stored, code, false); }

TEST(NumberFormat, WithoutACodeHasElevenDigits) {
  EXPECT_EQ(shown("112.55033999999999", ""), "112.55034");
  EXPECT_EQ(shown("0.1", "General"), "0.1");
  EXPECT_EQ(shown("-3", ""), "-3");
  EXPECT_EQ(shown("1.2E-3", ""), "0.0012");
  EXPECT_EQ(shown("6.6241E4", ""), "66241");
  EXPECT_EQ(shown("123456789012", ""), "123456789012");
  EXPECT_EQ(shown("0", ""), "0");
  EXPECT_EQ(shown("no number", ""), "no number");
}

TEST(NumberFormat, RoundsDecimalDigits) {
  EXPECT_EQ(shown("2.5", "0"), "3");
  EXPECT_EQ(shown("0.4999", "0"), "0");
  EXPECT_EQ(shown("1.005", "0.00"), "1.01");
  EXPECT_EQ(shown("999.995", "#,##0.00"), "1,000.00");
  EXPECT_EQ(shown("0.125", "0.0%"), "12.5%");
  EXPECT_EQ(shown("9.99", "0"), "10");
}

TEST(NumberFormat, ShowsThousandsSignsAndWords) {
  EXPECT_EQ(shown("1234567", "#,##0"), "1,234,567");
  EXPECT_EQ(shown("1234567", "0,"), "1235");
  EXPECT_EQ(shown("7", "000"), "007");
  EXPECT_EQ(shown("7", "0\"件\""), "7件");
  EXPECT_EQ(shown("7", "[$\xC2\xA5-804]0.00"),
            "\xC2\xA5"
            "7.00");
  EXPECT_EQ(shown("-7", "0;[Red](0)"), "(7)");
  EXPECT_EQ(shown("-7", "[Red]0"), "-7");
  EXPECT_EQ(shown("0", "0;-0;\"-\""), "-");
  EXPECT_EQ(shown("0", "0;-0;;@"), "");
  EXPECT_EQ(shown("0.5", "#.0"), ".5");
  EXPECT_EQ(shown("12.50", "0.##"), "12.5");
  EXPECT_EQ(shown("12", "@"), "12");
}

TEST(NumberFormat, OfWhatIsNotKnownShowsTheFigure) {
  EXPECT_EQ(shown("12", "[DBNum1]0"), "12");
  EXPECT_EQ(shown("0.25", "# ?/?"), "0.25");
  EXPECT_EQ(shown("12", "0.00E+00"), "12");
  EXPECT_EQ(shown("12", "[>10]0.0;0"), "12");
}

TEST(NumberFormat, ShowsDays) {
  EXPECT_EQ(shown("45292", "yyyy\"年\"m\"月\"d\"日\""), "2024年1月1日");
  EXPECT_EQ(shown("45292", "yyyy-mm-dd"), "2024-01-01");
  EXPECT_EQ(shown("45292.75", "yyyy/m/d h:mm"), "2024/1/1 18:00");
  EXPECT_EQ(shown("1", "yyyy-m-d"), "1900-1-1");
  EXPECT_EQ(shown("61", "yyyy-m-d"), "1900-3-1");
  EXPECT_EQ(shown_number("0", "yyyy-m-d", true), "1904-1-1");
  EXPECT_EQ(shown("-1", "yyyy-m-d"), "-1");
  EXPECT_EQ(shown("45292", builtin_format(14)), "2024/1/1");
}

}  // namespace
}  // namespace gouji
