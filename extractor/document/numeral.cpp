#include "document/numeral.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

// The tables below are of one script's signs, not of the language of reports.
using Digits = std::array<const char*, 10>;
constexpr Digits everyday = {"\u3007", "\u4E00", "\u4E8C", "\u4E09", "\u56DB",
                             "\u4E94", "\u516D", "\u4E03", "\u516B", "\u4E5D"};
constexpr Digits formal = {"\u96F6", "\u58F9", "\u8D30", "\u53C1", "\u8086",
                           "\u4F0D", "\u9646", "\u67D2", "\u634C", "\u7396"};
constexpr std::array<const char*, 4> everyday_units = {"", "\u5341", "\u767E", "\u5343"};
constexpr std::array<const char*, 4> formal_units = {"", "\u62FE", "\u4F70", "\u4EDF"};
constexpr std::array<const char*, 10> stems = {"\u7532", "\u4E59", "\u4E19", "\u4E01", "\u620A",
                                               "\u5DF1", "\u5E9A", "\u8F9B", "\u58EC", "\u7678"};
constexpr std::array<const char*, 12> branches = {"\u5B50", "\u4E11", "\u5BC5", "\u536F", "\u8FB0", "\u5DF3",
                                                  "\u5348", "\u672A", "\u7533", "\u9149", "\u620C", "\u4EA5"};

std::string of_code_point(char32_t code) {
  std::string utf8;
  append_utf8(code, utf8);
  return utf8;
}

// With units, as people count: 12 as "ten two", 105 as "one hundred, nothing, five".
std::string counted(int number, const Digits& digits, const std::array<const char*, 4>& units, const char* nothing,
                    bool drops_one) {
  constexpr int most = 9999;
  if (number <= 0 || number > most) return number == 0 ? nothing : std::to_string(number);
  std::string text;
  bool skipped = false;
  int divisor = 1000;
  for (int place = 3; place >= 0; --place, divisor /= 10) {
    const int digit = number / divisor % 10;
    if (digit == 0) {
      skipped = !text.empty();
      continue;
    }
    if (skipped) text += nothing;
    skipped = false;
    const bool is_bare_ten = drops_one && place == 1 && digit == 1 && text.empty();
    if (!is_bare_ten) text += digits[static_cast<std::size_t>(digit)];
    text += units[static_cast<std::size_t>(place)];
  }
  return text;
}

std::string positional(int number) {
  std::string text;
  for (const char digit : std::to_string(number)) {
    text += digit >= '0' && digit <= '9' ? everyday[static_cast<std::size_t>(digit - '0')] : "-";
  }
  return text;
}

std::string full_width(int number) {
  std::string text;
  for (const char digit : std::to_string(number)) text += of_code_point(0xFF00U + static_cast<unsigned>(digit) - 0x20U);
  return text;
}

std::string roman(int number, bool is_upper) {
  constexpr std::pair<int, const char*> parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                                                   {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                                                   {5, "v"},    {4, "iv"},   {1, "i"}};
  constexpr int most = 3999;
  if (number <= 0 || number > most) return std::to_string(number);
  std::string text;
  for (const auto& [value, letters] : parts) {
    for (; number >= value; number -= value) text += letters;
  }
  for (char& letter : text) letter = is_upper ? static_cast<char>(letter - 'a' + 'A') : letter;
  return text;
}

// a … z, aa, bb, …
std::string letters(int number, char first) {
  constexpr int alphabet = 26;
  constexpr int most = 20 * alphabet;
  if (number <= 0 || number > most) return std::to_string(number);
  const int times = (number - 1) / alphabet + 1;
  return std::string(static_cast<std::size_t>(times), static_cast<char>(first + (number - 1) % alphabet));
}

template <std::size_t size>
std::string sign(int number, const std::array<const char*, size>& signs) {
  const bool is_there = number >= 1 && number <= static_cast<int>(size);
  return is_there ? signs[static_cast<std::size_t>(number - 1)] : std::to_string(number);
}

std::string enclosed(int number) {
  constexpr int most = 20;
  return number >= 1 && number <= most ? of_code_point(0x2460U + static_cast<unsigned>(number - 1))
                                       : std::to_string(number);
}

}  // namespace

std::string numeral(int number, std::string_view kind) {
  if (kind == "none" || kind == "bullet") return {};
  if (kind == "decimalZero") return fmt::format("{:02}", number);
  if (kind == "upperRoman" || kind == "lowerRoman") return roman(number, kind == "upperRoman");
  if (kind == "upperLetter") return letters(number, 'A');
  if (kind == "lowerLetter") return letters(number, 'a');
  if (kind == "chineseCounting" || kind == "chineseCountingThousand" || kind == "japaneseCounting" ||
      kind == "taiwaneseCounting" || kind == "taiwaneseCountingThousand") {
    return counted(number, everyday, everyday_units, kind == "chineseCountingThousand" ? formal[0] : everyday[0], true);
  }
  if (kind == "chineseLegalSimplified") return counted(number, formal, formal_units, formal[0], false);
  if (kind == "ideographDigital" || kind == "japaneseDigitalTenThousand" || kind == "taiwaneseDigital") {
    return positional(number);
  }
  if (kind == "ideographTraditional") return sign(number, stems);
  if (kind == "ideographZodiac") return sign(number, branches);
  if (kind.substr(0, 15) == "decimalEnclosed" && kind != "decimalEnclosedFullstop" && kind != "decimalEnclosedParen") {
    return enclosed(number);
  }
  if (kind == "decimalFullWidth" || kind == "decimalFullWidth2") return full_width(number);
  return std::to_string(number);
}

}  // namespace gouji
