#include "token/number.h"

#include <algorithm>
#include <string>

#include "text/fold.h"

namespace gouji {
namespace {

// Full-width digits, points, separators and signs as ASCII; nullopt where anything else stands.
std::optional<char> plain(char32_t character) {
  if (character >= U'0' && character <= U'9') return static_cast<char>(character);
  if (character >= 0xFF10 && character <= 0xFF19) return static_cast<char>('0' + (character - 0xFF10));
  switch (character) {
    case '-':
    case 0xFF0D:  // full-width hyphen-minus
    case 0x2212:  // minus sign
      return '-';
    case '+':
    case 0xFF0B:
      return '+';
    case ',':
    case 0xFF0C:
      return ',';
    case '.':
    case 0xFF0E:
      return '.';
    default:
      return std::nullopt;
  }
}

// Nullopt as well for what is far too long to be a number.
std::optional<std::string> plain_text(std::string_view utf8) {
  constexpr std::size_t longest = 40;  // a sign, Decimal::max_digits, and separators where none are in order
  std::string ascii;
  while (!utf8.empty()) {
    const std::optional<char> character = plain(next_character(utf8));
    if (!character || ascii.size() == longest) return std::nullopt;
    ascii.push_back(*character);
  }
  return ascii;
}

std::size_t count_digits(std::string_view ascii, std::size_t from) {
  const std::size_t end = std::min(ascii.find_first_not_of("0123456789", from), ascii.size());
  return end - from;
}

// Takes the separators out of "12,345,678"; false where a group before or behind one of them is not what it should be.
bool take_out_separators(std::string& ascii) {
  const std::size_t begin = ascii.starts_with('-') || ascii.starts_with('+') ? 1 : 0;
  std::size_t comma = begin + count_digits(ascii, begin);
  if (comma == ascii.size() || ascii[comma] != ',') return ascii.find(',') == std::string::npos;
  if (comma == begin || comma > begin + 3 || ascii[begin] == '0') return false;
  while (comma < ascii.size() && ascii[comma] == ',') {
    ascii.erase(comma, 1);
    if (count_digits(ascii, comma) != 3) return false;
    comma += 3;
  }
  return ascii.find(',') == std::string::npos;
}

}  // namespace

std::optional<Decimal> parse_number(std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), [](char byte) { return byte >= '0' && byte <= '9'; }))
    return Decimal::parse(utf8);
  std::optional<std::string> ascii = plain_text(utf8);
  if (!ascii || !take_out_separators(*ascii)) return std::nullopt;
  if (const std::size_t point = ascii->find_first_not_of("+-"); point != std::string::npos && (*ascii)[point] == '.') {
    ascii->insert(point, 1, '0');  // ".5", as spreadsheets print it
  }
  return Decimal::parse(*ascii);
}

}  // namespace gouji
