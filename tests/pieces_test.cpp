#include "table/pieces.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports.h"
#include "token/token.h"

namespace gouji {
namespace {

using Place = PieceReader::Place;

std::string shown(const Text& text, const Field& field) {
  const std::string ink(text.at(field.span));
  switch (field.kind) {
    case Field::Kind::label:
      return "label " + ink;
    case Field::Kind::figure:
      return field.value.str() + (field.unit().empty() ? "" : " " + std::string(text.at(field.unit())));
    case Field::Kind::broken_figure:
      return "broken " + ink;
    case Field::Kind::blank_mark:
      return "mark " + ink;
    default:
      return "?";
  }
}

// "label 行政处罚 | 12 件": the fields of a piece.
std::string read(std::string utf8, Place place = Place::cell) {
  const Text text(std::move(utf8), "UTF-8", 0, {});
  const std::vector<Token> tokens = tokenize(text);
  std::vector<Field> fields;
  PieceReader(text, builtin_grammar().common).read(tokens.begin(), tokens.end(), place, fields);
  std::string all;
  for (const Field& field : fields) all += (all.empty() ? "" : " | ") + shown(text, field);
  return all;
}

std::string readings(std::string_view broken) {
  std::string all;
  for (const Decimal& value : readings_of(broken, builtin_grammar().common))
    all += (all.empty() ? "" : ", ") + value.str();
  return all;
}

TEST(Piece, IsAFigureWithItsUnit) {
  EXPECT_EQ(read("12"), "12");
  EXPECT_EQ(read("12件"), "12 件");
  EXPECT_EQ(read("12 件"), "12 件");
  EXPECT_EQ(read("１２"), "12");
  EXPECT_EQ(read("-3"), "-3");
}

TEST(Piece, IsTheSameFigureBehindWordsThatLeadToIt) {
  EXPECT_EQ(read("共12件"), "12 件");
  EXPECT_EQ(read("共 12"), "12");
  EXPECT_EQ(read("为12"), "12");
  EXPECT_EQ(read("：12"), "12");
}

TEST(Piece, HasItsSignInWords) {
  EXPECT_EQ(read("减少2"), "-2");
  EXPECT_EQ(read("增加2"), "2");
  EXPECT_EQ(read("共减少2"), "-2");
  EXPECT_EQ(read("共-26"), "-26");
  EXPECT_EQ(read("共－26"), "-26");
}

TEST(Piece, WithTwoSignsIsNoFigure) {
  EXPECT_EQ(read("减少-2"), "broken 减少-2");
  EXPECT_EQ(read("▲26"), "broken ▲26");
  EXPECT_EQ(read("—26"), "broken —26");
}

TEST(Piece, IsNoExactFigureWhereItIsApproximate) {
  for (const char* piece : {"约12", "12余", "12左右", "12件以上", "近12", "约 12"})
    EXPECT_EQ(read(piece), "broken " + std::string(piece));
}

TEST(Piece, IsNoFigureWhereAWordMakesAnotherOne) {
  for (const char* piece :
       {"3千件", "3百", "应为12", "比上年减少26", "12w", "12&nbsp;", "396〇", "12-15", "1e3", "12%"})
    EXPECT_EQ(read(piece), "broken " + std::string(piece));
}

TEST(Piece, IsNoFigureInBracketsOrWithAMarkOfANote) {
  for (const char* piece : {"（12）", "[12]", "“12”", "12①", "12*", "12¹", "3[1]", "（3）"})
    EXPECT_EQ(read(piece), "broken " + std::string(piece));
}

TEST(Piece, HasDigitsOfOtherScriptsThatAreNoLabel) {
  for (const char* piece : {"٣٩٦٠", "О", "o", "1O7"}) EXPECT_EQ(read(piece), "broken " + std::string(piece));
}

TEST(Piece, HasThousandsPartedBySpacesWhereThatIsTheOnlyReading) {
  EXPECT_EQ(read("1 068件"), "1068 件");
  EXPECT_EQ(read("12\xC2\xA0"
                 "045"),
            "12045");
  EXPECT_EQ(read("99999 7件"), "broken 99999 7件");
  EXPECT_EQ(read("296 756件"), "broken 296 756件");
}

TEST(Piece, IsALabelWithAFigureBehindIt) {
  EXPECT_EQ(read("行政处罚12", Place::label), "label 行政处罚 | 12");
  EXPECT_EQ(read("行政处罚 12件", Place::label), "label 行政处罚 | 12 件");
  EXPECT_EQ(read("行政处罚约12", Place::label), "label 行政处罚约 | 12");
  EXPECT_EQ(read("行政处罚12余", Place::label), "label 行政处罚 | broken 12余");
}

TEST(Piece, DoesNotLoseASignBehindALabel) {
  EXPECT_EQ(read("比上年减少26", Place::label), "label 比上年 | broken 减少26");
  EXPECT_EQ(read("本年-26", Place::label), "label 本年 | broken -26");
}

TEST(Piece, KeepsAFigureThatStandsBeforeALabel) {
  EXPECT_EQ(read("29   行政许可数量", Place::label), "29 | label 行政许可数量");
}

TEST(Piece, LeavesNumbersInNamesToTheLabel) {
  for (const char* piece : {"第20条第1项", "2023年度", "〔2024〕3号", "1.行政许可", "见附件1", "2023年1月11日"})
    EXPECT_EQ(read(piece, Place::label), "label " + std::string(piece));
}

TEST(Piece, MayBeTheNumberOfAnItemWhoseTextIsElsewhere) {
  EXPECT_EQ(read("（3）", Place::label), "label （3）");
  EXPECT_EQ(read("（312）", Place::label), "broken （312）");
}

TEST(BrokenFigure, HasTheFiguresThatItMayBe) {
  EXPECT_EQ(readings("约12"), "12, -12");
  EXPECT_EQ(readings("3千件"), "3000, 3");
  EXPECT_EQ(readings("1 068"), "1068, 1, 68");
  EXPECT_EQ(readings("（12）"), "12, -12");
  EXPECT_EQ(readings("396〇"), "3960");
  EXPECT_EQ(readings("1O7"), "107");
  EXPECT_EQ(readings("٣٩٦٠"), "3960");
  EXPECT_EQ(readings("O"), "0");
  EXPECT_EQ(readings("若干"), "");
}

TEST(NamedNumber, IsToldByWhatStandsAroundIt) {
  const auto is_named = [](std::string utf8, std::string_view number) {
    const Text text(std::move(utf8), "UTF-8", 0, {});
    const ByteOffset begin = text.utf8().find(number);
    return is_named_number(text, {0, text.utf8().size()}, {begin, begin + number.size()}, builtin_grammar().common);
  };
  EXPECT_TRUE(is_named("第 20 条", "20"));
  EXPECT_TRUE(is_named("2023年1月11日", "11"));
  EXPECT_TRUE(is_named("（1）信函申请数", "1"));
  EXPECT_TRUE(is_named("公开相同信息计1条）", "1"));
  EXPECT_FALSE(is_named("行政处罚12宗案件", "12"));
  EXPECT_FALSE(is_named("行政处罚（12）", "12"));
  EXPECT_FALSE(is_named("（12）", "12"));
}

}  // namespace
}  // namespace gouji
