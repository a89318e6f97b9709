#include "value/decimal.h"

#include <algorithm>

namespace gouji {

std::optional<Decimal> Decimal::parse(std::string_view ascii) {
  const bool negative = !ascii.empty() && ascii.front() == '-';
  if (!ascii.empty() && (ascii.front() == '-' || ascii.front() == '+')) ascii.remove_prefix(1);

  Decimal result;
  int digits = 0;
  bool seen_point = false;
  for (const char c : ascii) {
    if (c == '.' && !seen_point && digits > 0) {
      seen_point = true;
      continue;
    }
    if (c < '0' || c > '9' || ++digits > max_digits) return std::nullopt;
    result.coefficient_ = result.coefficient_ * 10 + (c - '0');
    if (seen_point) ++result.scale_;
  }
  if (digits == 0 || (seen_point && result.scale_ == 0)) return std::nullopt;
  if (negative) result.coefficient_ = -result.coefficient_;
  return result;
}

std::string Decimal::str() const {
  std::string reversed;
  Wide rest = coefficient_ < 0 ? -coefficient_ : coefficient_;
  for (int position = 0; rest != 0 || position <= scale_; ++position) {
    if (position == scale_ && scale_ > 0) reversed.push_back('.');
    reversed.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  }
  if (coefficient_ < 0) reversed.push_back('-');
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

bool Decimal::is_whole() const {
  Wide power = 1;
  for (int i = 0; i < scale_; ++i) power *= 10;
  return coefficient_ % power == 0;
}

std::optional<Decimal> Decimal::shifted(int places) const {
  Wide limit = 1;
  for (int i = 0; i < max_digits; ++i) limit *= 10;
  Decimal result(coefficient_, scale_ + places);
  for (; result.scale_ < 0; ++result.scale_) {
    result.coefficient_ *= 10;
    if (result.coefficient_ >= limit || result.coefficient_ <= -limit) return std::nullopt;
  }
  for (; result.scale_ > scale_ && result.coefficient_ % 10 == 0; --result.scale_) result.coefficient_ /= 10;
  const bool is_long = result.coefficient_ >= limit || result.coefficient_ <= -limit || result.scale_ >= max_digits;
  if (is_long) return std::nullopt;
  return result;
}

void Decimal::align(const Decimal& a, const Decimal& b, Wide& left, Wide& right, int& scale) {
  left = a.coefficient_;
  right = b.coefficient_;
  scale = std::max(a.scale_, b.scale_);
  for (int i = a.scale_; i < scale; ++i) left *= 10;
  for (int i = b.scale_; i < scale; ++i) right *= 10;
}

Decimal Decimal::operator-() const { return {-coefficient_, scale_}; }

Decimal operator+(const Decimal& a, const Decimal& b) {
  Decimal::Wide left = 0;
  Decimal::Wide right = 0;
  int scale = 0;
  Decimal::align(a, b, left, right, scale);
  return {left + right, scale};
}

Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }

Decimal operator*(const Decimal& a, int factor) { return {a.coefficient_ * factor, a.scale_}; }

Decimal operator*(const Decimal& a, const Decimal& b) { return {a.coefficient_ * b.coefficient_, a.scale_ + b.scale_}; }

bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == std::strong_ordering::equal; }

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  Decimal::Wide left = 0;
  Decimal::Wide right = 0;
  int scale = 0;
  Decimal::align(a, b, left, right, scale);
  return left <=> right;
}

bool agree_as_printed(const Decimal& a, const Decimal& b) {
  if (a.scale() == b.scale()) return a == b;
  const Decimal& coarse = a.scale() < b.scale() ? a : b;
  const Decimal& fine = a.scale() < b.scale() ? b : a;
  Decimal beyond = coarse - fine;  // how much the coarse one is above what it stands for, by size
  if (fine.is_negative()) beyond = -beyond;
  const std::optional<Decimal> step = Decimal(1).shifted(coarse.scale());
  if (!step) return a == b;
  return beyond * 2 <= *step && -beyond < *step;
}

}  // namespace gouji
