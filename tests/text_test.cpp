#include "text/text.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <random>
#include <string>

#include "text/fold.h"

namespace gouji {
namespace {

// What every encoding must bring back: ASCII, Han, punctuation, an accented letter, a character beyond the BMP.
constexpr std::string_view mixed = "规章\t12\r\n（一）予以公开 ３０ café 𠀀\n总计：90，“三安全一稳定”。\n";

// A paragraph as reports have it, long enough to be told apart from others.
constexpr std::string_view report =
    "2023年，本机关新收政府信息公开申请91件，上年结转4件，办结73件，结转下年度继续办理22件。\n"
    "主动公开政府信息情况：规章0件，行政规范性文件12件，行政许可66241件，行政处罚242件，行政强制2件。\n";

std::string encoded(std::string_view utf8, const char* encoding) {
  std::string bytes(utf8.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert(encoding, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), utf8.data(),
                                    static_cast<int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

std::string decoded(std::string_view bytes, const char* encoding) {
  std::string utf8(bytes.size() * 4 + 16, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert("UTF-8", encoding, utf8.data(), static_cast<int32_t>(utf8.size()), bytes.data(),
                                    static_cast<int32_t>(bytes.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  utf8.resize(static_cast<std::size_t>(size));
  return utf8;
}

std::string error_of(const Result<Text>& text) {
  if (text) return "none: " + text->encoding();
  std::string result = text.error().code;
  for (const auto& [name, value] : text.error().arguments) result.append(" ").append(name).append("=").append(value);
  return result;
}

// For every character: the file's bytes at its source decode to it, and sources follow each other without gaps.
void expect_sources(const std::string& file, const Text& text, const char* encoding, ByteOffset mark_size) {
  std::string_view rest = text.utf8();
  ByteOffset source_at = mark_size;
  while (!rest.empty()) {
    const ByteOffset begin = text.utf8().size() - rest.size();
    next_character(rest);
    const Span decoded_span = {begin, text.utf8().size() - rest.size()};
    const Span source = text.source(decoded_span);
    EXPECT_EQ(source.begin, source_at);
    EXPECT_EQ(decoded(std::string_view(file).substr(source.begin, source.size()), encoding), text.at(decoded_span));
    source_at = source.end;
  }
  EXPECT_EQ(source_at, file.size());
}

TEST(Decode, ReadsUtf8AsItIs) {
  const Result<Text> text = decode(std::string(mixed));
  ASSERT_TRUE(text);
  EXPECT_EQ(text->encoding(), "UTF-8");
  EXPECT_EQ(text->utf8(), mixed);
  EXPECT_EQ(text->damaged_places, 0);
  expect_sources(std::string(mixed), *text, "UTF-8", 0);
}

TEST(Decode, LeavesOutAByteOrderMark) {
  const std::string file = "\xEF\xBB\xBF" + std::string(mixed);
  const Result<Text> text = decode(file);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->utf8(), mixed);
  expect_sources(file, *text, "UTF-8", 3);
}

struct EncodedCase {
  const char* name;
  const char* converter;
  const char* mark;
};

class DecodeEncoding : public testing::TestWithParam<EncodedCase> {};

TEST_P(DecodeEncoding, ReadsTheTextAndKnowsTheBytesOfEachCharacter) {
  const std::string utf8 = std::string(report) + std::string(mixed);
  const std::string mark = GetParam().mark;
  const std::string file = mark + encoded(utf8, GetParam().converter);
  const Result<Text> text = decode(file);
  ASSERT_TRUE(text) << error_of(text);
  EXPECT_EQ(text->encoding(), GetParam().name);
  EXPECT_EQ(text->utf8(), utf8);
  EXPECT_EQ(text->damaged_places, 0);
  expect_sources(file, *text, GetParam().converter, mark.size());
}

INSTANTIATE_TEST_SUITE_P(All, DecodeEncoding,
                         testing::Values(EncodedCase{"UTF-16LE", "UTF-16LE", "\xFF\xFE"},
                                         EncodedCase{"UTF-16BE", "UTF-16BE", "\xFE\xFF"},
                                         EncodedCase{"UTF-16LE", "UTF-16LE", ""},
                                         EncodedCase{"UTF-16BE", "UTF-16BE", ""},
                                         EncodedCase{"GB18030", "GB18030", ""}));

TEST(Decode, ReadsGbkAsGb18030) {
  const std::string file = encoded(report, "GBK");
  const Result<Text> text = decode(file);
  ASSERT_TRUE(text) << error_of(text);
  EXPECT_EQ(text->encoding(), "GB18030");
  EXPECT_EQ(text->utf8(), report);
  expect_sources(file, *text, "GBK", 0);
}

TEST(Decode, TellsBig5FromGb18030) {
  constexpr std::string_view traditional =
      "本機關新收政府資訊公開申請九十一件，上年結轉四件，辦結七十三件。主動公開政府資訊情況：規章、行政許可、行政處罰。"
      "\n";
  const std::string file = encoded(traditional, "Big5");
  const Result<Text> text = decode(file);
  ASSERT_TRUE(text) << error_of(text);
  EXPECT_EQ(text->encoding(), "Big5");
  EXPECT_EQ(text->utf8(), traditional);
  expect_sources(file, *text, "Big5", 0);
}

TEST(Decode, ReadsGb18030LongerThanAConvertersChunk) {
  std::string utf8;
  while (utf8.size() < 100000) utf8.append("总").append(report).append(mixed);
  const std::string file = encoded(utf8, "GB18030");
  const Result<Text> text = decode(file);
  ASSERT_TRUE(text) << error_of(text);
  EXPECT_EQ(text->utf8(), utf8);
  EXPECT_EQ(text->source({utf8.size(), utf8.size()}).begin, file.size());
}

TEST(Decode, MendsAFewDamagedPlacesOfUtf8) {
  const std::string file = std::string(report) + "总\xE8\xAE\xFF计 90\n" + std::string(report);
  const Result<Text> text = decode(file);
  ASSERT_TRUE(text) << error_of(text);
  EXPECT_EQ(text->encoding(), "UTF-8");
  EXPECT_EQ(text->utf8(), std::string(report) + "总\uFFFD\uFFFD计 90\n" + std::string(report));
  EXPECT_EQ(text->damaged_places, 2) << "a cut character is one place, a byte that is never valid another";
  EXPECT_EQ(text->first_damage, report.size() + 3);
  const ByteOffset figure = text->utf8().find("90");
  EXPECT_EQ(text->source({figure, figure + 2}), (Span{report.size() + 10, report.size() + 12}));
  const ByteOffset damage = text->utf8().find("\uFFFD");
  EXPECT_EQ(text->source({damage, damage + 3}), (Span{report.size() + 3, report.size() + 5}));
  EXPECT_EQ(text->source({0, text->utf8().size()}), (Span{0, file.size()}));
}

TEST(Decode, MendsATextThatIsCutInsideOfACharacter) {
  for (const char* encoding : {"UTF-8", "GB18030", "UTF-16LE"}) {
    std::string file = encoded(std::string(report) + "总", encoding);
    file.pop_back();
    const Result<Text> text = decode(file);
    ASSERT_TRUE(text) << encoding << error_of(text);
    EXPECT_EQ(text->utf8(), std::string(report) + "\uFFFD") << encoding;
    EXPECT_EQ(text->damaged_places, 1);
    EXPECT_EQ(text->source({0, text->utf8().size()}), (Span{0, file.size()}));
  }
}

TEST(Decode, RefusesWhatIsMoreDamageThanText) {
  EXPECT_EQ(error_of(decode("ab\xFF\xFF\xFF")), "text.encoding offset=2");
  EXPECT_EQ(error_of(decode("caf\xE9 au lait")), "text.encoding offset=3");
}

TEST(Decode, RefusesBinaryFilesAtTheirFirstNul) {
  EXPECT_EQ(error_of(decode(std::string(1 << 20, '\0'))), "text.binary offset=0");
  EXPECT_EQ(error_of(decode(std::string(report) + std::string(1, '\0'))),
            "text.binary offset=" + std::to_string(report.size()));
  EXPECT_EQ(error_of(decode(std::string("\x7F"
                                        "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3E\0\1\0\0\0",
                                        24))),
            "text.binary offset=7");
  EXPECT_EQ(error_of(decode(std::string("\xFF\xFE\0\0\0\0", 6))), "text.binary offset=2");
}

// The first half of a report in UTF-8 with a stray NUL would be some text in UTF-16 too.
TEST(Decode, TakesAStrayNulForNoUtf16) {
  for (const std::string& filler : {std::string(report), std::string(report) + " ", std::string(501, 'a')}) {
    EXPECT_EQ(error_of(decode(filler + std::string(1, '\0') + filler)),
              "text.binary offset=" + std::to_string(filler.size()));
  }
}

TEST(Decode, RefusesEmptyFiles) {
  for (const std::string& file :
       {std::string(), std::string(" \r\n\t\n"), std::string("\xEF\xBB\xBF"), std::string("\xFF\xFE"),
        std::string("\u3000\u00A0\u200B\n"), std::string("\xFF\xFE\n\0", 4)}) {
    EXPECT_EQ(error_of(decode(file)), "text.empty");
  }
}

TEST(Decode, SurvivesWhateverBytesItIsGiven) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int> byte(1, 255);
  const std::string gb = encoded(report, "GB18030");
  const std::string big5 = encoded("本機關新收政府資訊公開申請九十一件", "Big5");
  for (int round = 0; round < 3000; ++round) {
    std::string file = round % 4 == 0   ? std::string(report)
                       : round % 4 == 1 ? gb
                       : round % 4 == 2 ? big5
                                        : std::string(64, ' ');
    const int changes = round % 4 == 3 ? 64 : round % 7;
    for (int i = 0; i < changes; ++i) {
      std::uniform_int_distribution<std::size_t> place(0, file.size() - 1);
      file[place(random)] = static_cast<char>(byte(random));
    }
    const Result<Text> text = decode(file);
    if (!text) continue;
    EXPECT_EQ(text->source({0, text->utf8().size()}).end, file.size()) << text->encoding() << " round " << round;
  }
}

TEST(Text, CountsLinesAtEveryKindOfLineEnd) {
  const Text text("a\nb\r\nc\rd\r\r\ne", "UTF-8", 0, {});
  EXPECT_EQ(text.line_count(), 6);
  std::string lines;
  for (const char* const start : {"a", "b", "c", "d", "e"}) {
    const ByteOffset at = text.utf8().find(start);
    lines += std::to_string(text.line_number(at));
    EXPECT_EQ(text.at(text.line_span(at)), start);
  }
  EXPECT_EQ(lines, "12346");
}

TEST(Text, CountsColumnsInCharacters) {
  const Text text("规章\t12\n总计 90", "UTF-8", 0, {});
  const Position twelve = text.position(text.utf8().find("12"));
  EXPECT_EQ(twelve.line, 1);
  EXPECT_EQ(twelve.column, 4);
  const Position ninety = text.position(text.utf8().find("90"));
  EXPECT_EQ(ninety.line, 2);
  EXPECT_EQ(ninety.column, 4);
  EXPECT_EQ(text.position(text.utf8().size()).column, 6);
  EXPECT_EQ(text.at(text.line_span(text.utf8().find("90"))), "总计 90");
}

TEST(Text, HasAnEmptyLastLineBehindItsLastLineEnd) {
  const Text text("a\n", "UTF-8", 0, {});
  EXPECT_EQ(text.position(2).line, 2);
  EXPECT_EQ(text.position(1).line, 1) << "a line end belongs to its line";
  EXPECT_TRUE(text.line_span(2).empty());
  EXPECT_EQ(Text("", "UTF-8", 0, {}).line_count(), 1);
}

}  // namespace
}  // namespace gouji
