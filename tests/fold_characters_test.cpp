// Characters alone are folded by a shorter way than with their places, and come to the same.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "text/fold.h"

namespace gouji {
namespace {

void expect_as_folded(std::string_view utf8) {
  const std::u32string expected = fold(utf8).characters;
  EXPECT_EQ(fold_characters(utf8), expected) << utf8;
  EXPECT_EQ(folded_front(utf8), expected.empty() ? 0 : expected.front()) << utf8;
  const char32_t back = plain_back(utf8);
  EXPECT_TRUE(back == 0 || (!expected.empty() && back == expected.back())) << utf8;
}

TEST(FoldCharacters, EveryCharacterComesToWhatFoldingMakesOfIt) {
  for (char32_t character = 1; character <= 0x10FFFF; ++character) {
    if (character >= 0xD800 && character <= 0xDFFF) continue;
    std::string utf8;
    append_utf8(character, utf8);
    expect_as_folded(utf8);
    EXPECT_EQ(utf8_of({&character, 1}), utf8);
    if (HasFailure()) return;
  }
}

TEST(FoldCharacters, PiecesMayBeCutAnywhere) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "（一）予以公开 12,３．５ “三安全”—\u3000㈠\U00020000①'%";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    expect_as_folded(std::string_view(text).substr(0, cut));
    expect_as_folded(std::string_view(text).substr(cut));
  }
}

TEST(FoldCharacters, ALabelsLastCharacterIsKnownWhereItIsHanOrAscii) {
  EXPECT_EQ(plain_back("信息计"), U'计');
  EXPECT_EQ(plain_back("第1"), U'1');
  EXPECT_EQ(plain_back("信息计 "), 0);
  EXPECT_EQ(plain_back(""), 0);
}

}  // namespace
}  // namespace gouji
