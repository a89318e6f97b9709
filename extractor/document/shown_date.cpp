#include "document/shown_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace gouji {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

bool is_piece_of(const FormatPiece& piece, std::string_view letters) {
  return !piece.is_literal && !piece.text.empty() && letters.find(piece.text.front()) != std::string_view::npos;
}

// The 1900 system has a 29 February 1900, which never was: days before it are one earlier.
year_month_day day_of(long serial, bool from_1904) {
  constexpr long days_between = 1462;
  constexpr long leap_day = 60;
  if (from_1904) serial += days_between;
  const sys_days before_first = std::chrono::year{1899} / 12 / 30;
  return year_month_day(before_first + days(serial < leap_day ? serial + 1 : serial));
}

// "m" is a month, but minutes beside hours or seconds.
bool is_minutes(const std::vector<FormatPiece>& pieces, std::size_t at) {
  for (std::size_t i = at; i-- > 0;) {
    if (is_piece_of(pieces[i], "h")) return true;
    if (is_piece_of(pieces[i], "ymd")) break;
  }
  for (std::size_t i = at + 1; i < pieces.size(); ++i) {
    if (is_piece_of(pieces[i], "s")) return true;
    if (is_piece_of(pieces[i], "ymdh")) break;
  }
  return false;
}

std::string with_zero(bool has_two_digits, long number) {
  return has_two_digits ? fmt::format("{:02}", number) : std::to_string(number);
}

}  // namespace

bool is_of_date(const std::vector<FormatPiece>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(),
                     [](const FormatPiece& piece) { return is_piece_of(piece, "ymdhs"); });
}

std::string shown_date(double serial, const std::vector<FormatPiece>& pieces, bool from_1904) {
  constexpr double last_day = 2958465;  // of the year 9999
  if (!(serial >= 0) || serial > last_day) return {};
  constexpr long seconds_a_day = 86400;
  const bool shows_seconds =
      std::any_of(pieces.begin(), pieces.end(), [](const FormatPiece& piece) { return is_piece_of(piece, "s"); });
  // Half a second is shown as the next one; a minute is not.
  const auto seconds = static_cast<long>(shows_seconds ? std::round(serial * seconds_a_day)
                                                       : std::floor(serial * seconds_a_day + 0.001));
  const year_month_day day = day_of(seconds / seconds_a_day, from_1904);
  const long of_day = seconds % seconds_a_day;
  const bool has_half_days = std::any_of(pieces.begin(), pieces.end(), [](const FormatPiece& piece) {
    return !piece.is_literal && (piece.text == "AM/PM" || piece.text == "A/P");
  });
  std::string text;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const FormatPiece& piece = pieces[i];
    const bool is_long = piece.text.size() > 1;
    if (piece.is_literal) {
      text += piece.text;
    } else if (is_piece_of(piece, "y")) {
      const int year = static_cast<int>(day.year());
      text += piece.text.size() > 2 ? fmt::format("{:04}", year) : fmt::format("{:02}", year % 100);
    } else if (is_piece_of(piece, "m")) {
      const long number =
          is_minutes(pieces, i) ? of_day / 60 % 60 : static_cast<long>(static_cast<unsigned>(day.month()));
      text += with_zero(is_long, number);
    } else if (is_piece_of(piece, "d")) {
      text += with_zero(is_long, static_cast<unsigned>(day.day()));
    } else if (is_piece_of(piece, "h")) {
      const long hour = of_day / 3600;
      text += with_zero(is_long, has_half_days ? (hour + 11) % 12 + 1 : hour);
    } else if (is_piece_of(piece, "s")) {
      text += with_zero(is_long, of_day % 60);
    } else if (piece.text == "AM/PM") {
      text += of_day / 3600 < 12 ? "AM" : "PM";
    }
  }
  return text;
}

}  // namespace gouji
