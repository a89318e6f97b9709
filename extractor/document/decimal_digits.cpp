#include "document/decimal_digits.h"

#include <algorithm>
#include <charconv>

namespace gouji {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<DecimalDigits> DecimalDigits::read(std::string_view written) {
  constexpr int most_exponent = 310;
  DecimalDigits number;
  if (written.starts_with('-') || written.starts_with('+')) {
    number.is_negative = written.front() == '-';
    written.remove_prefix(1);
  }
  bool has_point = false;
  bool has_digit = false;
  std::size_t at = 0;
  for (; at < written.size() && (is_digit(written[at]) || (written[at] == '.' && !has_point)); ++at) {
    if (written[at] == '.') {
      has_point = true;
      continue;
    }
    has_digit = true;
    number.digits += written[at];
    if (!has_point) ++number.point;
  }
  if (!has_digit || number.digits.size() > most_exponent) return std::nullopt;
  if (at < written.size()) {
    if (written[at] != 'E' && written[at] != 'e') return std::nullopt;
    std::string_view exponent = written.substr(at + 1);
    if (exponent.starts_with('+')) exponent.remove_prefix(1);
    int power = 0;
    const auto [end, error] = std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
    if (error != std::errc() || end != exponent.data() + exponent.size() || std::abs(power) > most_exponent)
      return std::nullopt;
    number.point += power;
  }
  const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, zeros);
  number.point -= static_cast<int>(zeros);
  while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
  return number;
}

void DecimalDigits::round_to_digits(int count) {
  if (count >= static_cast<int>(digits.size())) return;
  if (count < 0) {
    digits.clear();
    return;
  }
  const bool up = digits[static_cast<std::size_t>(count)] >= '5';
  digits.resize(static_cast<std::size_t>(count));
  if (up) {
    int at = count - 1;
    while (at >= 0 && digits[static_cast<std::size_t>(at)] == '9') digits[static_cast<std::size_t>(at--)] = '0';
    if (at >= 0) {
      ++digits[static_cast<std::size_t>(at)];
    } else {
      digits.insert(digits.begin(), '1');
      ++point;
    }
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
}

void DecimalDigits::round(int places) { round_to_digits(point + places); }

std::string DecimalDigits::whole() const {
  if (digits.empty() || point <= 0) return "0";
  std::string text = digits.substr(0, static_cast<std::size_t>(point));
  text.resize(static_cast<std::size_t>(point), '0');
  return text;
}

std::string DecimalDigits::fraction(int count) const {
  std::string text;
  if (!digits.empty()) {
    if (point < 0) text.assign(static_cast<std::size_t>(std::min(-point, count)), '0');
    const auto from = static_cast<std::size_t>(std::max(point, 0));
    if (from < digits.size()) text += digits.substr(from);
  }
  text.resize(static_cast<std::size_t>(count), '0');
  return text;
}

int DecimalDigits::places() const { return std::max(0, static_cast<int>(digits.size()) - point); }

}  // namespace gouji
