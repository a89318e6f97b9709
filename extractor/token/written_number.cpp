#include "token/written_number.h"

#include <string>
#include <vector>

#include "text/fold.h"

namespace gouji {
namespace {

std::optional<int> place_in(const std::vector<std::string>& words, std::string_view character) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].find(character) != std::string::npos) return static_cast<int>(i);
  }
  return std::nullopt;
}

class WrittenNumber {
 public:
  explicit WrittenNumber(const WrittenNumbers& words) : words_(words) {}

  bool take(std::string_view character) {
    if (const std::optional<int> digit = place_in(words_.digits, character)) return take_digit(*digit);
    if (const std::optional<int> place = place_in(words_.tens, character)) return take_tens(*place + 1);
    return false;
  }

  std::optional<Decimal> value() const {
    if (is_zero_) return Decimal(0);
    // Behind hundreds a digit that stands alone means tens in speech: a zero has to be said before ones.
    const bool has_ones = digit_ > 0 && (lowest_ == above_all || lowest_ == 1 || behind_zero_);
    if ((digit_ > 0 && !has_ones) || (digit_ == 0 && behind_zero_) || is_ten_alone()) return std::nullopt;
    return Decimal(value_ + digit_);
  }

 private:
  static constexpr int above_all = 100;  // no place was read yet

  bool take_digit(int digit) {
    if (digit_ > 0 || is_zero_) return false;
    if (digit > 0) {
      digit_ = digit;
      return true;
    }
    if (behind_zero_ || lowest_ == 1) return false;
    is_zero_ = lowest_ == above_all;
    behind_zero_ = !is_zero_;
    return true;
  }

  // Ten to the power of `place`.
  bool take_tens(int place) {
    if (is_zero_ || place >= lowest_) return false;
    const bool is_short_ten = digit_ == 0 && place == 1 && lowest_ == above_all;  // ten for one ten
    if (digit_ == 0 && !is_short_ten) return false;
    starts_with_ten_ = is_short_ten;
    int power = 1;
    for (int i = 0; i < place; ++i) power *= 10;
    value_ += (is_short_ten ? 1 : digit_) * power;
    lowest_ = place;
    digit_ = 0;
    behind_zero_ = false;
    return true;
  }

  bool is_ten_alone() const { return starts_with_ten_ && digit_ == 0; }

  const WrittenNumbers& words_;
  int value_ = 0;
  int digit_ = 0;           // the one that was read last, if it has no place yet
  int lowest_ = above_all;  // place of what was read so far
  bool behind_zero_ = false;
  bool is_zero_ = false;
  bool starts_with_ten_ = false;
};

}  // namespace

std::optional<Decimal> parse_written_number(std::string_view utf8, const WrittenNumbers& words) {
  if (utf8.empty()) return std::nullopt;
  WrittenNumber number(words);
  while (!utf8.empty()) {
    const std::string_view rest = utf8;
    next_character(utf8);
    if (!number.take(rest.substr(0, rest.size() - utf8.size()))) return std::nullopt;
  }
  return number.value();
}

}  // namespace gouji
