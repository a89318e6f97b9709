#include <algorithm>

#include "generator/marks.h"
#include "generator/sheet.h"

namespace gouji::generator {
namespace {

std::string sign_of(const SheetFigure& figure) {
  const bool negative = figure.value.is_negative();
  const bool positive = !negative && !figure.value.is_zero();
  switch (figure.sign) {
    case SheetFigure::Sign::plain:
      return negative ? "-" : "";
    case SheetFigure::Sign::plus:
      return negative ? "-" : positive ? "+" : "";
    case SheetFigure::Sign::words:
      return negative ? "减少" : positive ? "增加" : "";
    case SheetFigure::Sign::full_width:
      return negative ? "－" : "";
  }
  return "";
}

std::string with_thousands_separators(const std::string& digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string separated;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool begins_group = i < point && (point - i) % 3 == 0 && i > 0;
    if (begins_group) separated += ',';
    separated += digits[i];
  }
  return separated;
}

// The digits, not the separators: "１２,３４５".
std::string with_full_width_digits(const std::string& ascii) {
  static const std::vector<std::string> digits = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
  std::string wide;
  for (const char c : ascii) {
    if (c >= '0' && c <= '9') {
      wide += digits[static_cast<std::size_t>(c - '0')];
    } else {
      wide += c;
    }
  }
  return wide;
}

std::string with_marked_figures(const std::string& text) {
  std::string marked;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool goes_on = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
    if (digit && !goes_on) marked += figure_mark;
    marked += text[i];
  }
  return marked;
}

}  // namespace

std::string text_of(const SheetFigure& figure) {
  if (figure.blank) return *figure.blank;
  std::string digits = (figure.value.is_negative() ? -figure.value : figure.value).str();
  if (figure.thousands) digits = with_thousands_separators(digits);
  if (figure.full_width) digits = with_full_width_digits(digits);
  return std::string(1, figure_mark)
      .append(sign_of(figure))
      .append(digits)
      .append(figure.unit)
      .append(with_marked_figures(figure.note));
}

}  // namespace gouji::generator
