#include "document/number_format.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "document/decimal_digits.h"
#include "document/shown_date.h"

namespace gouji {
namespace {

struct Section {
  std::vector<FormatPiece> pieces;
  bool is_general = false;
  bool is_known = true;  // false where it wants what is not shown here: fractions, Chinese numerals
};

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
           const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
           return lower(a) == lower(b);
         });
}

std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  return std::min<std::size_t>(text.size(), lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4);
}

// Puts the code of one section into pieces; takes it off `code`, with the semicolon behind it.
Section take_section(std::string_view& code) {
  Section section;
  const auto add = [&](std::string_view text, bool is_literal) {
    section.pieces.push_back({std::string(text), is_literal});
  };
  while (!code.empty() && code.front() != ';') {
    const char c = code.front();
    std::size_t size = 1;
    if (c == '"') {
      const std::size_t end = std::min(code.find('"', 1), code.size());
      add(code.substr(1, end - 1), true);
      size = std::min(end + 1, code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      size = code.size() > 1 ? 1 + character_size(code.substr(1)) : 1;
      // "_" leaves a character's width free, "*" fills the cell with one.
      if (c != '*') add(c == '\\' ? code.substr(1, size - 1) : " ", true);
    } else if (c == '[') {
      // Colors and languages change no figure; [DBNum1] shows it in Chinese numerals, [h] counts hours on.
      size = std::min(code.find(']'), code.size() - 1) + 1;
      const std::string_view inner = code.substr(1, size - 2);
      if (starts_with_word(inner, "$") && inner.find('-') != std::string_view::npos) {
        add(inner.substr(1, inner.find('-') - 1), true);
      } else if (starts_with_word(inner, "DBNum") || starts_with_word(inner, "h") || starts_with_word(inner, "m") ||
                 starts_with_word(inner, "s") || inner.find_first_of("<>=") != std::string_view::npos) {
        // Months and seconds that count on, and [Magenta], which is a color.
        section.is_known = section.is_known && starts_with_word(inner, "Magenta");
      }
    } else if (starts_with_word(code, "general")) {
      section.is_general = true;
      size = 7;
    } else if (starts_with_word(code, "AM/PM")) {
      size = 5;
      add("AM/PM", false);
    } else if (std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
      const char letter = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      while (size < code.size() && (code[size] == c || code[size] == letter)) ++size;
      add(std::string(size, letter), false);
    } else if (std::string_view("0#?.,%@Ee/").find(c) != std::string_view::npos) {
      if (c == '/' && !is_of_date(section.pieces)) section.is_known = false;
      if (c == 'E' || c == 'e') section.is_known = false;
      add(code.substr(0, 1), c == '/');
    } else {
      size = character_size(code);
      add(code.substr(0, size), true);
    }
    code.remove_prefix(size);
  }
  if (!code.empty()) code.remove_prefix(1);
  return section;
}

std::vector<Section> sections_of(std::string_view code) {
  constexpr std::size_t most_sections = 4;
  std::vector<Section> sections;
  while (!code.empty() && sections.size() < most_sections) sections.push_back(take_section(code));
  return sections;
}

std::string with_thousands(std::string whole) {
  for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, 1, ',');
  return whole;
}

std::string general(DecimalDigits number) {
  constexpr int most_digits = 11;
  number.round_to_digits(std::max(most_digits, number.point));
  std::string text = number.is_negative && !number.is_zero() ? "-" : "";
  text += number.whole();
  if (const int places = number.places(); places > 0) text.append(1, '.').append(number.fraction(places));
  return text;
}

// What a section says of the figure's digits.
struct Picture {
  int whole = 0;     // digits before the point that are always shown
  int fraction = 0;  // behind it, at least
  int most_fraction = 0;
  int percents = 0;
  int thousands = 0;  // that it is divided by, so often
  bool is_grouped = false;
  bool has_digits = false;
};

bool is_digit_mark(const FormatPiece& piece) {
  return !piece.is_literal && (piece.text == "0" || piece.text == "#" || piece.text == "?");
}

Picture picture_of(const std::vector<FormatPiece>& pieces) {
  Picture picture;
  bool behind_point = false;
  int commas = 0;
  for (const FormatPiece& piece : pieces) {
    if (piece.is_literal) continue;
    if (is_digit_mark(piece)) {
      picture.has_digits = true;
      if (commas > 0) picture.is_grouped = true;
      commas = 0;
      if (behind_point) {
        ++picture.most_fraction;
        if (piece.text == "0") picture.fraction = picture.most_fraction;
      } else if (piece.text == "0") {
        ++picture.whole;
      }
    } else if (piece.text == ".") {
      behind_point = true;
    } else if (piece.text == ",") {
      if (picture.has_digits) ++commas;
    } else if (piece.text == "%") {
      ++picture.percents;
    }
  }
  picture.thousands = commas;
  return picture;
}

std::string figure_in(const Section& section, DecimalDigits number) {
  const Picture picture = picture_of(section.pieces);
  number.shift(2 * picture.percents - 3 * picture.thousands);
  number.round(picture.most_fraction);
  std::string whole = number.whole();
  if (picture.whole == 0 && whole == "0") whole.clear();
  if (static_cast<int>(whole.size()) < picture.whole)
    whole.insert(0, static_cast<std::size_t>(picture.whole) - whole.size(), '0');
  if (picture.is_grouped) whole = with_thousands(whole);
  const int places = std::clamp(number.places(), picture.fraction, std::max(picture.fraction, picture.most_fraction));
  std::string text;
  bool is_shown = false;
  for (const FormatPiece& piece : section.pieces) {
    if (piece.is_literal) {
      text += piece.text;
    } else if (is_digit_mark(piece) || piece.text == ".") {
      if (is_shown) continue;
      is_shown = true;
      text += whole;
      if (places > 0) text.append(1, '.').append(number.fraction(places));
    } else if (piece.text == "%") {
      text += "%";
    }
  }
  return text;
}

double double_of(std::string_view stored) {
  double value = -1;
  std::from_chars(stored.data(), stored.data() + stored.size(), value);
  return value;
}

}  // namespace

std::string_view builtin_format(int id) {
  constexpr std::pair<int, std::string_view> codes[] = {
      {1, "0"},
      {2, "0.00"},
      {3, "#,##0"},
      {4, "#,##0.00"},
      {9, "0%"},
      {10, "0.00%"},
      {14, "yyyy/m/d"},
      {15, "d-m-yy"},
      {16, "d-m"},
      {17, "m-yy"},
      {18, "h:mm AM/PM"},
      {19, "h:mm:ss AM/PM"},
      {20, "h:mm"},
      {21, "h:mm:ss"},
      {22, "yyyy/m/d h:mm"},
      {27, "yyyy\"\u5E74\"m\"\u6708\""},
      {28, "m\"\u6708\"d\"\u65E5\""},
      {29, "m\"\u6708\"d\"\u65E5\""},
      {30, "m-d-yy"},
      {31, "yyyy\"\u5E74\"m\"\u6708\"d\"\u65E5\""},
      {32, "h\"\u65F6\"mm\"\u5206\""},
      {33, "h\"\u65F6\"mm\"\u5206\"ss\"\u79D2\""},
      {36, "yyyy\"\u5E74\"m\"\u6708\""},
      {37, "#,##0;-#,##0"},
      {38, "#,##0;-#,##0"},
      {39, "#,##0.00;-#,##0.00"},
      {40, "#,##0.00;-#,##0.00"},
      {41, "#,##0;-#,##0;\"-\""},
      {42, "#,##0;-#,##0;\"-\""},
      {43, "#,##0.00;-#,##0.00;\"-\""},
      {44, "#,##0.00;-#,##0.00;\"-\""},
      {50, "yyyy\"\u5E74\"m\"\u6708\""},
      {51, "m\"\u6708\"d\"\u65E5\""},
      {52, "yyyy\"\u5E74\"m\"\u6708\""},
      {53, "m\"\u6708\"d\"\u65E5\""},
      {54, "m\"\u6708\"d\"\u65E5\""},
      {57, "yyyy\"\u5E74\"m\"\u6708\""},
      {58, "m\"\u6708\"d\"\u65E5\""},
  };
  const auto found =
      std::find_if(std::begin(codes), std::end(codes), [&](const auto& code) { return code.first == id; });
  return found == std::end(codes) ? std::string_view() : found->second;
}

std::string shown_number(std::string_view stored, std::string_view code, bool from_1904) {
  std::optional<DecimalDigits> number = DecimalDigits::read(stored);
  if (!number) return std::string(stored);
  const std::vector<Section> sections = sections_of(code);
  if (sections.empty()) return general(*number);
  const bool is_below = number->is_negative && !number->is_zero();
  const std::size_t chosen = is_below && sections.size() > 1 ? 1 : number->is_zero() && sections.size() > 2 ? 2 : 0;
  const Section& section = sections[chosen];
  if (!section.is_known || section.is_general) return general(*number);
  if (is_of_date(section.pieces)) {
    const std::string date = is_below ? "" : shown_date(double_of(stored), section.pieces, from_1904);
    return date.empty() ? general(*number) : date;
  }
  const bool is_text = std::any_of(section.pieces.begin(), section.pieces.end(),
                                   [](const FormatPiece& piece) { return !piece.is_literal && piece.text == "@"; });
  if (is_text) return general(*number);
  std::string text = figure_in(section, *number);
  // A section of its own says how a number below zero looks.
  const bool shows_sign = is_below && chosen == 0 && text.find_first_of("123456789") != std::string::npos;
  if (shows_sign) text.insert(text.begin(), '-');
  return text;
}

}  // namespace gouji
