#include "text/fold.h"

#include <gtest/gtest.h>

#include <string>

namespace gouji {
namespace {

std::string folded(std::string_view text) { return fold_utf8(text).utf8; }

TEST(Fold, MakesFullWidthAsciiPlain) {
  EXPECT_EQ(folded("２０２３年Ａｂ％"), "2023年Ab%");
  EXPECT_EQ(folded("（一）予以公开"), "(一)予以公开");
  EXPECT_EQ(folded("新收，结转：３．５"), "新收,结转:3.5");
}

TEST(Fold, LeavesWhatLabelsAreMadeOf) {
  EXPECT_EQ(folded("三、本年度办理结果"), "三、本年度办理结果");
  EXPECT_EQ(folded("泉鲤政办〔2024〕3号【附】《条例》。"), "泉鲤政办〔2024〕3号【附】《条例》。");
  EXPECT_EQ(folded("AbC"), "AbC");
}

TEST(Fold, DropsWhatHasNoInk) {
  EXPECT_EQ(folded("总 计"), "总计");
  EXPECT_EQ(folded("总\u3000\u00A0\u2003\t计\r\n"), "总计");
  EXPECT_EQ(folded("\uFEFF总\u200B\u200D\u2060\u00AD计\uFE0F"), "总计");
  EXPECT_EQ(folded("葛\U000E0100城"), "葛城");
  EXPECT_EQ(folded(" \n\u2028"), "");
}

TEST(Fold, UnifiesDashes) {
  EXPECT_EQ(folded("-－‐‑‒–—―−﹣"), "----------");
  EXPECT_EQ(folded("─"), "─") << "a line of a drawn table is no dash";
}

TEST(Fold, UnifiesQuotationMarks) {
  EXPECT_EQ(folded("危及“三安全一稳定”"), "危及\"三安全一稳定\"");
  EXPECT_EQ(folded("危及\"三安全一稳定\""), "危及\"三安全一稳定\"");
  EXPECT_EQ(folded("‘’„＂＇「」『』〝〞"), std::string(11, '"'));
}

TEST(Fold, UnifiesBracketsPointsAndColons) {
  EXPECT_EQ(folded("（）﹙﹚()"), "()()()");
  EXPECT_EQ(folded("．﹒."), "...");
  EXPECT_EQ(folded("：﹕∶:"), "::::");
  EXPECT_EQ(folded("，﹐,"), ",,,");
}

TEST(Fold, ReadsRadicalsFromPdfsAsTheCharactersTheyLookLike) {
  EXPECT_EQ(folded("⼀⼆⾃然⼈"), "一二自然人");      // Kangxi radicals: NFKC
  EXPECT_EQ(folded("⺠⻓⻔⻋⻅⻚"), "民长门车见页");  // CJK radicals supplement: not in NFKC
  EXPECT_EQ(folded("金丽"), "金丽");                  // compatibility ideographs
}

TEST(Fold, KeepsInkThatSaysNothing) {
  EXPECT_EQ(folded("\uE000公"), "\uE000公");
  EXPECT_EQ(folded("\uFFFD公"), "\uFFFD公");
}

TEST(Fold, TakesCompatibilityCharactersApart) {
  EXPECT_EQ(folded("㈠"), "(一)");
  EXPECT_EQ(folded("⑴"), "(1)");
  EXPECT_EQ(folded("①"), "1");
}

TEST(Fold, KnowsWhereEachCharacterWasRead) {
  const std::string_view text = "（ 一㈡";
  const Folded result = fold(text, 100);
  EXPECT_EQ(result.characters, U"(一(二)");
  const std::vector<Span> expected = {{100, 103}, {104, 107}, {107, 110}, {107, 110}, {107, 110}};
  EXPECT_EQ(result.bytes, expected);
  EXPECT_EQ(fold_characters(text), result.characters);
}

TEST(Fold, MapsAMatchInTheFoldedTextBackWithoutTheSpaceBehindIt) {
  const std::string_view text = "办结 ７３ 件。";
  const FoldedUtf8 result = fold_utf8(text, 1000);
  ASSERT_EQ(result.utf8, "办结73件。");
  const auto source = [&](std::string_view part) {
    const ByteOffset begin = result.utf8.find(part);
    const Span span = result.source({begin, begin + part.size()});
    return std::string(text.substr(span.begin - 1000, span.size()));
  };
  EXPECT_EQ(source("73"), "７３");
  EXPECT_EQ(source("结73件"), "结 ７３ 件");
  EXPECT_EQ(source(result.utf8), text);
  EXPECT_TRUE(result.source({3, 3}).empty());
}

// fold() and fold_utf8() must agree on every character, and on where it was read.
TEST(Fold, GivesTheSameInBothForms) {
  const std::string_view text = "（一） 规章：１２,345\t㈡⺠“三安全”\u200B—— ﬁ…\xFF 𠀀、A'b`\n总\u3000计é｡";
  const Folded characters = fold(text, 7);
  const FoldedUtf8 bytes = fold_utf8(text, 7);
  std::string_view rest = bytes.utf8;
  for (std::size_t i = 0; i < characters.characters.size(); ++i) {
    const ByteOffset begin = bytes.utf8.size() - rest.size();
    ASSERT_FALSE(rest.empty());
    EXPECT_EQ(next_character(rest), characters.characters[i]);
    EXPECT_EQ(bytes.source({begin, bytes.utf8.size() - rest.size()}), characters.bytes[i]) << i;
  }
  EXPECT_TRUE(rest.empty());
}

TEST(Fold, SurvivesBytesThatAreNoText) {
  EXPECT_EQ(folded("公\xFF\xE5\xBC"), "公\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(folded(""), "");
}

TEST(DisplayWidth, CountsColumnsAsTerminalsDo) {
  EXPECT_EQ(display_width("规章 12"), 7);
  EXPECT_EQ(display_width("（１）"), 6);
  EXPECT_EQ(display_width("│──┤"), 4);
  EXPECT_EQ(display_width("“—”"), 3) << "ambiguous characters are narrow";
  EXPECT_EQ(display_width("e\u0301\u200B"), 1);
  EXPECT_EQ(display_width("\u3000"), 2);
  EXPECT_EQ(display_width("𠀀"), 2);
  EXPECT_EQ(display_width("ｱ"), 1);
  EXPECT_EQ(display_width("\t"), 1);
  EXPECT_EQ(display_width(""), 0);
}

TEST(IsSpace, HoldsForWhatSeparatesWithoutALineEnd) {
  for (const char32_t space : std::u32string_view(U" \t\u00A0\u2002\u3000\u200B\uFEFF\u00AD\u2060")) {
    EXPECT_TRUE(is_space(space)) << static_cast<int>(space);
  }
  for (const char32_t other : std::u32string_view(U"\n\r\u2028a一、\u0301\uFE0F\uFFFD")) {
    EXPECT_FALSE(is_space(other)) << static_cast<int>(other);
  }
}

TEST(IsHan, HoldsForIdeographsOnly) {
  for (const char32_t han : {U'一', U'鿿', U'㐀', U'𠀀', U'〇', U'豈'}) EXPECT_TRUE(is_han(han));
  for (const char32_t other : {U'a', U'1', U'、', U'（', U'あ', U'①'}) EXPECT_FALSE(is_han(other));
}

TEST(NextCharacter, TakesOneAtATime) {
  std::string_view rest = "a一\xFF𠀀\xE4\xB8";
  EXPECT_EQ(next_character(rest), U'a');
  EXPECT_EQ(next_character(rest), U'一');
  EXPECT_EQ(next_character(rest), 0xFFFDU);
  EXPECT_EQ(next_character(rest), U'𠀀');
  EXPECT_EQ(next_character(rest), 0xFFFDU);
  EXPECT_EQ(next_character(rest), 0xFFFDU);
  EXPECT_TRUE(rest.empty());
}

}  // namespace
}  // namespace gouji
