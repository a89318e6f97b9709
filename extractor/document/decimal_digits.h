// A number by its decimal digits, so that rounding it makes no digit of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji {

struct DecimalDigits {
  bool is_negative = false;
  std::string digits;  // without zeros in front; empty for 0
  int point = 0;       // how many of the digits stand before the point: 2 in 12.5, -1 in 0.05

  // "-12.50", "1.2E-3". Nullopt for anything else, and for what no sheet holds (more than 300 digits).
  static std::optional<DecimalDigits> read(std::string_view written);

  bool is_zero() const { return digits.empty(); }
  // Half away from zero, to so many digits behind the point.
  void round(int places);
  // The same to so many digits in all.
  void round_to_digits(int count);
  // Times ten to the power of `places`.
  void shift(int places) { point += places; }

  std::string whole() const;               // "0" at least
  std::string fraction(int places) const;  // behind the point, with zeros up to so many
  int places() const;                      // how many digits stand behind the point
};

}  // namespace gouji
