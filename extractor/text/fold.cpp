#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace gouji {
namespace {

// What a table would have to know of CJK RADICALS SUPPLEMENT (from U+2E80) that NFKC does not say: the plain character
// that looks the same, from the Unicode Character Database's EquivalentUnifiedIdeograph.txt. Text taken from PDFs has
// these where a font maps one glyph to both. Zero: there is none.
constexpr char32_t first_radical = 0x2E80;
constexpr std::array<char32_t, 116> radicals = {
    0,      0x5382,  0x4E5B, 0x4E5A,  0x4E59,  0x4EBB, 0x5182,  0x20628, 0x5200, 0x5202,  0x535C, 0x353E, 0x5C0F,
    0x5C0F, 0x5140,  0x5C23, 0x5C22,  0x21BC2, 0x5DF3, 0x5E7A,  0x5F51,  0x5F50, 0x5FC4,  0x5FC3, 0x624C, 0x6535,
    0,      0x65E1,  0x65E5, 0x6708,  0x6B7A,  0x6BCD, 0x6C11,  0x6C35,  0x6C3A, 0x706C,  0x722B, 0x722B, 0x4E2C,
    0x725B, 0x72AD,  0x738B, 0x24D14, 0x76EE,  0x793A, 0x793B,  0x25AD7, 0x7CF9, 0x7E9F,  0x7F53, 0x7F52, 0x34C1,
    0x5197, 0x2626B, 0x7F8A, 0x2634C, 0x2634B, 0x8002, 0x8080,  0x807F,  0x8089, 0x26951, 0x8279, 0x8279, 0x8279,
    0x864E, 0x8864,  0x8980, 0x897F,  0x89C1,  0x89D2, 0x278B2, 0x8BA0,  0x8D1D, 0x27FB7, 0x8F66, 0x8FB6, 0x8FB6,
    0x8FB6, 0x9091,  0x9485, 0x9577,  0x9578,  0x957F, 0x95E8,  0x28E0F, 0x961D, 0x96E8,  0x9752, 0x97E6, 0x9875,
    0x98CE, 0x98DE,  0x98DF, 0x2967F, 0x98E0,  0x9963, 0x29810, 0x9A6C,  0x9AA8, 0x9B3C,  0x9C7C, 0x9E1F, 0x5364,
    0x9EA6, 0x9EC4,  0x9EFE, 0x6589,  0x9F50,  0x6B6F, 0x9F7F,  0x7ADC,  0x9F99, 0x9F9C,  0x4E80, 0x9F9F};

bool is_common_han(char32_t character) { return character >= 0x4E00 && character <= 0x9FFF; }

// U+4E00 to U+9FFF.
bool is_han_at(std::string_view utf8, ByteOffset at) {
  const auto lead = static_cast<std::uint8_t>(utf8[at]);
  if (lead < 0xE4 || lead > 0xE9 || utf8.size() - at < 3) return false;
  const auto second = static_cast<std::uint8_t>(utf8[at + 1]);
  return U8_IS_TRAIL(second) && U8_IS_TRAIL(utf8[at + 2]) && (lead > 0xE4 || second >= 0xB8);
}

bool is_line_end(char32_t character) {
  return (character >= '\n' && character <= '\r') || character == 0x85 || character == 0x2028 || character == 0x2029;
}

bool has_no_ink(char32_t character) {
  return is_space(character) || is_line_end(character) || u_hasBinaryProperty(character, UCHAR_VARIATION_SELECTOR);
}

bool is_dash(char32_t character) {
  return (character >= 0x2010 && character <= 0x2015) || character == 0x2043 || character == 0x2212 ||
         character == 0x2E3A || character == 0x2E3B;
}

// Single, double, primes, corner brackets.
bool is_quotation_mark(char32_t character) {
  return character == '\'' || character == '`' || character == 0xB4 || (character >= 0x2018 && character <= 0x201F) ||
         (character >= 0x2032 && character <= 0x2037) || (character >= 0x300C && character <= 0x300F) ||
         (character >= 0x301D && character <= 0x301F);
}

// One character of each kind. NFKC keeps them apart, for they differ in print.
char32_t unify(char32_t character) {
  if (is_dash(character)) return '-';
  if (is_quotation_mark(character)) return '"';
  switch (character) {
    case 0x2236:  // ratio
      return ':';
    case 0x2768:  // ornamental brackets
      return '(';
    case 0x2769:
      return ')';
    default:
      return character;
  }
}

// Everything that neither is common nor stays as it is. At most 18 characters come from one (U+FDFA).
template <typename Take>
void fold_rare(char32_t character, Take take) {
  if (character >= first_radical && character - first_radical < radicals.size()) {
    const char32_t plain = radicals[character - first_radical];
    take(plain == 0 ? character : plain);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* const nfkc = unorm2_getNFKCInstance(&status);
  std::array<char16_t, 2> source;
  int32_t source_size = 0;
  U16_APPEND_UNSAFE(source, source_size, character);
  std::array<char16_t, 48> folded;
  const int32_t size = unorm2_normalize(nfkc, source.data(), source_size, folded.data(), folded.size(), &status);
  if (U_FAILURE(status)) {
    take(character);
    return;
  }
  for (int32_t i = 0; i < size;) {
    UChar32 part = 0;
    U16_NEXT(folded, i, size, part);
    if (!has_no_ink(part)) take(unify(part));
  }
}

// Hands the folded form of a character to `take`, a character at a time; nothing for what has no ink.
template <typename Take>
void fold_character(char32_t character, Take take) {
  if (is_common_han(character)) return take(character);
  if (character > 0xFF00 && character <= 0xFF5E) character -= 0xFEE0;  // full-width ASCII
  if (character < 0x80) {
    if (character > ' ' && character != 0x7F) take(character == '\'' || character == '`' ? U'"' : character);
    return;
  }
  if (character == 0x3001 || character == 0x3002) return take(character);  // the most common marks
  if (character >= 0x2500 && character <= 0x25FF) return take(character);  // drawn tables
  if (const char32_t unified = unify(character); unified != character) return take(unified);
  // The common punctuation of Chinese print, which NFKC leaves alone: ideographic comma, full stop, title marks,
  // brackets.
  if (character >= 0x3001 && character <= 0x3017) return take(character);
  if (!has_no_ink(character)) fold_rare(character, take);
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char byte) { return !U8_IS_TRAIL(byte); }));
}

// Calls take(folded character, span of what it was read from) for the whole text.
template <typename Take>
void fold_text(std::string_view utf8, ByteOffset base, Take take) {
  const ByteOffset text_end = base + utf8.size();
  while (!utf8.empty()) {
    const ByteOffset begin = text_end - utf8.size();
    const char32_t character = next_character(utf8);
    const Span span = {begin, text_end - utf8.size()};
    fold_character(character, [&](char32_t folded) { take(folded, span); });
  }
}

// ASCII that stays as it is: all but quotation marks and what has no ink.
bool is_unchanged_ascii(char byte) { return byte > ' ' && byte != '\'' && byte != '`' && byte != 0x7F; }

// The end of the characters from `at` on that stay as they are: Han, and ASCII but for quotation marks and what has no
// ink.
ByteOffset unchanged_end(std::string_view utf8, ByteOffset at) {
  while (at < utf8.size()) {
    // Most of a report: from U+5000 on, all of it Han.
    const auto lead = static_cast<std::uint8_t>(utf8[at]);
    if (lead >= 0xE5 && lead <= 0xE9 && utf8.size() - at >= 3) {
      at += 3;
    } else if (is_unchanged_ascii(utf8[at])) {
      ++at;
    } else if (is_han_at(utf8, at)) {
      at += 3;
    } else {
      break;
    }
  }
  return at;
}

// What the full-width comma, colon, semicolon, brackets and digits are folded to; 0 for everything else.
char full_width_ascii_at(std::string_view utf8, ByteOffset at) {
  if (static_cast<std::uint8_t>(utf8[at]) != 0xEF || utf8.size() - at < 3) return 0;
  const auto third = static_cast<std::uint8_t>(utf8[at + 2]);
  const bool is_common = static_cast<std::uint8_t>(utf8[at + 1]) == 0xBC && third >= 0x88 && third <= 0x9B;
  return is_common ? static_cast<char>(third - 0x60) : '\0';
}

// About so many bytes of prose stand between two marks that folding changes.
constexpr std::size_t bytes_between_marks = 16;

// Makes a FoldedUtf8 from the front to the back.
class Utf8Folder {
 public:
  Utf8Folder(std::size_t size, ByteOffset base) : base_(base) {
    folded_.utf8.reserve(size);
    folded_.stretches.reserve(size / bytes_between_marks + 1);
  }

  // What stays as it is. `at` is where it was read from, without the base.
  void append_unchanged(std::string_view utf8, ByteOffset at) {
    begin_stretch(base_ + at, 1, 1);
    folded_.utf8.append(utf8);
    expected_ += utf8.size();
  }

  void append(char32_t character, ByteOffset at, ByteOffset source_size) {
    begin_stretch(base_ + at, static_cast<ByteOffset>(U8_LENGTH(character)), source_size);
    append_utf8(character, folded_.utf8);
    expected_ += source_size;
  }

  // Of three bytes.
  void append_ascii(char character, ByteOffset at) {
    begin_stretch(base_ + at, 1, 3);
    folded_.utf8.push_back(character);
    expected_ += 3;
  }

  FoldedUtf8 take() { return std::move(folded_); }

 private:
  // Unless it goes on with the last one.
  void begin_stretch(ByteOffset source, ByteOffset folded_step, ByteOffset source_step) {
    const bool goes_on = !folded_.stretches.empty() && folded_.stretches.back().folded_step == folded_step &&
                         folded_.stretches.back().source_step == source_step && expected_ == source;
    if (goes_on) return;
    folded_.stretches.push_back({static_cast<std::uint32_t>(folded_.utf8.size()), static_cast<std::uint32_t>(source),
                                 static_cast<std::uint16_t>(folded_step), static_cast<std::uint16_t>(source_step)});
    expected_ = source;
  }

  ByteOffset base_;
  FoldedUtf8 folded_;
  ByteOffset expected_ = 0;  // where what goes on with the last stretch is read from
};

}  // namespace

Folded fold(std::string_view utf8, ByteOffset base) {
  Folded result;
  const std::size_t expected = count_characters(utf8);
  result.characters.reserve(expected);
  result.bytes.reserve(expected);
  fold_text(utf8, base, [&](char32_t character, Span span) {
    result.characters.push_back(character);
    result.bytes.push_back(span);
  });
  return result;
}

FoldedUtf8 fold_utf8(std::string_view utf8, ByteOffset base) {
  Utf8Folder folder(utf8.size(), base);
  for (ByteOffset at = 0; at < utf8.size();) {
    if (const ByteOffset end = unchanged_end(utf8, at); end > at) {
      folder.append_unchanged(utf8.substr(at, end - at), at);
      at = end;
      continue;
    }
    if (const char mark = full_width_ascii_at(utf8, at); mark != 0) {
      folder.append_ascii(mark, at);
      at += 3;
      continue;
    }
    std::string_view rest = utf8.substr(at);
    const char32_t character = next_character(rest);
    const ByteOffset size = utf8.size() - at - rest.size();
    fold_character(character, [&](char32_t folded) { folder.append(folded, at, size); });
    at += size;
  }
  return folder.take();
}

Span FoldedUtf8::source(Span folded) const {
  const auto read_from = [this](ByteOffset offset) {
    const auto next = std::upper_bound(stretches.begin(), stretches.end(), offset,
                                       [](ByteOffset at, const Stretch& stretch) { return at < stretch.folded; });
    const Stretch& stretch = *(next - 1);
    const ByteOffset begin = stretch.source + (offset - stretch.folded) / stretch.folded_step * stretch.source_step;
    return Span{begin, begin + stretch.source_step};
  };
  if (stretches.empty()) return {};
  const ByteOffset begin = read_from(folded.begin).begin;
  return {begin, folded.empty() ? begin : read_from(folded.end - 1).end};
}

int display_width(char32_t character) {
  if (character < 0x300) return character < ' ' && character != '\t' ? 0 : (character == 0xAD ? 0 : 1);
  if (is_common_han(character)) return 2;
  switch (u_charType(character)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  const int32_t width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) width += display_width(next_character(utf8));
  return width;
}

bool is_space(char32_t character) {
  if (character < 0x80) return (character <= ' ' && !is_line_end(character)) || character == 0x7F;
  if (is_common_han(character) || is_line_end(character)) return false;
  if (u_isUWhiteSpace(character) || u_charType(character) == U_CONTROL_CHAR) return true;
  return u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
         !u_hasBinaryProperty(character, UCHAR_VARIATION_SELECTOR);
}

int digit_value(char32_t character) {
  if (character < 0x80) return character >= U'0' && character <= U'9' ? static_cast<int>(character - U'0') : -1;
  return is_common_han(character) ? -1 : static_cast<int>(u_charDigitValue(static_cast<UChar32>(character)));
}

bool is_han(char32_t character) {
  return is_common_han(character) || (character > 0x2E7F && u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC));
}

DecodedCharacter decode_rare_character(std::string_view utf8) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<int32_t>(std::min<std::size_t>(utf8.size(), U8_MAX_LENGTH));
  int32_t read = 0;
  UChar32 character = 0;
  U8_NEXT(bytes, read, size, character);
  if (character < 0) return {0xFFFD, 1};
  return {static_cast<char32_t>(character), static_cast<std::size_t>(read)};
}

void append_utf8(char32_t character, std::string& utf8) {
  std::array<char, 4> bytes;
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, character);
  utf8.append(bytes.data(), static_cast<std::size_t>(size));
}

std::string valid_utf8(std::string_view bytes) {
  std::string valid;
  valid.reserve(bytes.size());
  while (!bytes.empty()) append_utf8(next_character(bytes), valid);
  return valid;
}

}  // namespace gouji
