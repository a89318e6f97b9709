// An exact decimal number: what a report prints, never a binary approximation of it. 112.55034 is coefficient 11255034
// with scale 5, and prints as it was written, trailing zeros included.
//
// A parsed number has at most 18 digits (Decimal::max_digits), so that sums and differences of all the cells of any
// form are exact in 128 bits: 10^18 * 10^18 (aligned scales) * some hundred cells stays under 2^127.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace gouji {

class Decimal {
 public:
  static constexpr int max_digits = 18;

  Decimal() = default;
  Decimal(int value) : coefficient_(value) {}  // NOLINT: a whole number is a Decimal

  // Reads plain ASCII: an optional sign, digits, optionally a point and digits ("-3", "112.55034"). Nullopt for
  // anything else, and for more than max_digits digits. How numbers are printed in reports (12,345, full-width digits)
  // is token/number.h's concern.
  static std::optional<Decimal> parse(std::string_view ascii);

  // As it was written: "112.55034", "-3", "7730.20".
  std::string str() const;

  bool is_negative() const { return coefficient_ < 0; }
  bool is_zero() const { return coefficient_ == 0; }
  // True for 12 and 12.00.
  bool is_whole() const;
  // Digits behind the point, as printed: 5 for 112.55034.
  int scale() const { return scale_; }

  // With the point so many places further left, or right where `places` is negative: 865 yuan are 0.0865 ten thousands.
  // Zeros that only the shift puts behind the point are left out. Nullopt where the number has more than max_digits
  // digits then, and could not be added to others safely.
  std::optional<Decimal> shifted(int places) const;

  Decimal operator-() const;
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, int factor);
  // Precondition: together they have at most 36 digits.
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  // By value: 12 == 12.00.
  friend bool operator==(const Decimal& a, const Decimal& b);
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  using Wide = __int128;
  Decimal(Wide coefficient, int scale) : coefficient_(coefficient), scale_(scale) {}
  // Both coefficients at the larger of the two scales.
  static void align(const Decimal& a, const Decimal& b, Wide& left, Wide& right, int& scale);

  // Aligned as an int, since there are many Decimals.
  [[gnu::packed, gnu::aligned(4)]] Wide coefficient_ = 0;
  int scale_ = 0;
};
static_assert(sizeof(Decimal) == 20);

// Whether two figures may be printed for the same amount: equal, or the one with fewer decimals is the other one
// rounded or cut: 112.55 for 112.55034, 112.6 or 112.5 for 112.55. Figures with as many decimals have to be equal.
bool agree_as_printed(const Decimal& a, const Decimal& b);

}  // namespace gouji
