#include "token/token.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace gouji {
namespace {

using Kind = Token::Kind;

Text text_of(std::string utf8) { return {std::move(utf8), "UTF-8", 0, {}}; }

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::number:
      return "number";
    case Kind::label:
      return "label";
    case Kind::separator:
      return "bar";
    case Kind::rule:
      return "rule";
    case Kind::space:
      return "space";
    case Kind::newline:
      return "newline";
  }
  return "?";
}

// "label:规章 bar number:12": spaces are left out, separators and line ends without their text.
std::string tokens_of(std::string_view utf8) {
  const Text text = text_of(std::string(utf8));
  std::string result;
  for (const Token& token : tokenize(text)) {
    if (token.kind == Kind::space) continue;
    if (!result.empty()) result += ' ';
    result += name_of(token.kind);
    if (token.kind == Kind::number || token.kind == Kind::label) result.append(":").append(text.at(token.span));
  }
  return result;
}

TEST(Tokenize, ReadsARowThatTabsSeparate) {
  EXPECT_EQ(tokens_of("行政规范性文件\t12\t\t95\n"), "label:行政规范性文件 bar number:12 bar bar number:95 newline");
}

TEST(Tokenize, ReadsARowOfADrawnTable) {
  EXPECT_EQ(tokens_of("│规章│0    │ 12│"), "bar label:规章 bar number:0 bar number:12 bar");
  EXPECT_EQ(tokens_of("| 规章 | 0 ||"), "bar label:规章 bar number:0 bar bar");
  EXPECT_EQ(tokens_of("规章｜0┃1║2"), "label:规章 bar number:0 bar number:1 bar number:2");
}

TEST(Tokenize, ReadsNumbersAsTheyArePrinted) {
  EXPECT_EQ(tokens_of("12,345 12，345 112.55034 １２ 1,234.5"),
            "number:12,345 number:12，345 number:112.55034 number:１２ number:1,234.5");
  EXPECT_EQ(tokens_of("66241\r\n0"), "number:66241 newline number:0");
  EXPECT_EQ(tokens_of(".5 ．5"), "number:.5 number:．5");
}

TEST(Tokenize, TakesNoCommaThatGroupsNoThousands) {
  EXPECT_EQ(tokens_of("1,2"), "number:1 label:, number:2");
  EXPECT_EQ(tokens_of("1,234,56"), "number:1 label:, number:234 label:, number:56");
  EXPECT_EQ(tokens_of("2023，2024"), "number:2023 label:， number:2024");
  EXPECT_EQ(tokens_of("0,123"), "number:0 label:, number:123");
  EXPECT_EQ(tokens_of("100.5,20.3"), "number:100.5 label:, number:20.3");
}

TEST(Tokenize, TakesNoDateForAFraction) {
  EXPECT_EQ(tokens_of("2024.01.11"), "number:2024 label:. number:01 label:. number:11");
  EXPECT_EQ(tokens_of("2024-01-11"), "number:2024 label:- number:01 label:- number:11");
  EXPECT_EQ(tokens_of("1.2.3,4.5"), "number:1 label:. number:2 label:. number:3 label:, number:4.5");
}

TEST(Tokenize, TakesASignOnlyAtTheStartOfAField) {
  EXPECT_EQ(tokens_of("-3\t+4 －5|−6"), "number:-3 bar number:+4 number:－5 bar number:−6");
  EXPECT_EQ(tokens_of("电话0595-22355663"), "label:电话 number:0595 label:- number:22355663");
  EXPECT_EQ(tokens_of("- 3"), "label:- number:3");
}

TEST(Tokenize, TakesAPageNumberForNoNegativeFigure) {
  EXPECT_EQ(tokens_of("- 4 -"), "label:- number:4 label:-");
  EXPECT_EQ(tokens_of("-4-"), "label:- number:4 label:-");
  EXPECT_EQ(tokens_of("— 4 —"), "label:— number:4 label:—");
}

TEST(Tokenize, TakesAnItemsNumberIntoItsLabel) {
  EXPECT_EQ(tokens_of("1.属于国家秘密\t1"), "label:1.属于国家秘密 bar number:1");
  EXPECT_EQ(tokens_of("│3.危及“三安全一稳定”│0"), "bar label:3.危及“三安全一稳定” bar number:0");
  EXPECT_EQ(tokens_of("12、其他 ３．其他"), "label:12、其他 label:３．其他");
  EXPECT_EQ(tokens_of("2. 重复申请 0"), "label:2. label:重复申请 number:0");
  EXPECT_EQ(tokens_of("（1）其他 (２) 其他 3）其他"), "label:（1）其他 label:(２) label:其他 label:3）其他");
  EXPECT_EQ(tokens_of("①其他"), "label:①其他");
  EXPECT_EQ(tokens_of("1.\n属于国家秘密"), "label:1. newline label:属于国家秘密")
      << "a converter gave the number a line";
}

TEST(Tokenize, TakesAFigureForNoItemsNumber) {
  EXPECT_EQ(tokens_of("1.5万元"), "number:1.5 label:万元");
  EXPECT_EQ(tokens_of("1、2月"), "number:1 label:、 number:2 label:月");
  EXPECT_EQ(tokens_of("1. 90"), "number:1 label:. number:90");
  EXPECT_EQ(tokens_of("2023.完"), "number:2023 label:.完");
  EXPECT_EQ(tokens_of("（3）\t5"), "label:（ number:3 label:） bar number:5");
}

TEST(Tokenize, ReadsNumbersInsideOfProse) {
  EXPECT_EQ(tokens_of("第20条申请30日内办结73件。"),
            "label:第 number:20 label:条申请 number:30 label:日内办结 number:73 label:件。");
}

TEST(Tokenize, ReadsTheLinesOfADrawnTableAsRules) {
  EXPECT_EQ(tokens_of("├──────┼───┤\n│规章  │0  │"), "rule newline bar label:规章 bar number:0 bar");
  EXPECT_EQ(tokens_of("│（三）├────┼───┤"), "bar label:（三） rule");
  EXPECT_EQ(tokens_of("+----+---+\n|规章|0|\n+====+===+"), "rule newline bar label:规章 bar number:0 bar newline rule");
  EXPECT_EQ(tokens_of("|规章 +---+---+"), "bar label:规章 rule");
  EXPECT_EQ(tokens_of("|规章 |---+---|"), "bar label:规章 bar rule bar");
  EXPECT_EQ(tokens_of("|规章|---|"), "bar label:规章 bar rule bar");
}

TEST(Tokenize, ReadsTheLineUnderAMarkdownHeaderAsARule) {
  EXPECT_EQ(tokens_of("|---|:--:|--:|"), "rule");
  EXPECT_EQ(tokens_of("| --- | :-: |"), "bar rule bar rule bar");
}

TEST(Tokenize, ReadsALineThatStandsAloneAsARule) {
  for (const char* line : {"-----", "=====", "_____", "─────", "  ---  ---", "══════"}) {
    EXPECT_EQ(tokens_of(line).substr(0, 4), "rule") << line;
  }
}

TEST(Tokenize, TakesAMarkForNothingForNoRule) {
  EXPECT_EQ(tokens_of("规章\t-\t—\t——\t--"), "label:规章 bar label:- bar label:— bar label:—— bar label:--");
  EXPECT_EQ(tokens_of("规章\t---\t0"), "label:规章 bar label:--- bar number:0");
  EXPECT_EQ(tokens_of("规章  ───  0"), "label:规章 label:─── number:0");
  EXPECT_EQ(tokens_of("| - | - |"), "bar label:- bar label:- bar");
  EXPECT_EQ(tokens_of("│ ─ │ ─ │"), "bar label:─ bar label:─ bar");
  EXPECT_EQ(tokens_of("规章 / 无"), "label:规章 label:/ label:无");
}

TEST(Tokenize, EndsLinesAtEveryKindOfLineEnd) {
  EXPECT_EQ(tokens_of("1\n2\r\n3\r4\v5\f6\u2028"
                      "7\u0085"
                      "8"),
            "number:1 newline number:2 newline number:3 newline number:4 newline number:5 newline number:6 newline "
            "number:7 newline number:8");
  EXPECT_EQ(tokenize(text_of("\r\n\n\r")).size(), 3U);
}

TEST(Tokenize, SplitsNoWordAtAZeroWidthMark) {
  EXPECT_EQ(tokens_of("属于\u200B国家秘密"), "label:属于\u200B国家秘密");
  EXPECT_EQ(tokens_of("\u200B90\u200B\t\uFEFF"), "number:90 bar") << "but at its ends it is a space";
  EXPECT_EQ(tokens_of("1\u200B2"), "number:1 label:\u200B number:2");
}

TEST(Tokenize, CountsDisplayColumns) {
  const std::vector<Token> tokens = tokenize(text_of("规章 １２\t│3\n 4"));
  std::vector<int> columns;
  for (const Token& token : tokens) columns.push_back(token.display_column);
  //                                       规章 sp １２ tab │  3   \n  sp 4
  EXPECT_EQ(columns, (std::vector<int>{0, 4, 5, 9, 10, 11, 12, 0, 1}));
}

void expect_coverage(const std::string& utf8) {
  ByteOffset at = 0;
  for (const Token& token : tokenize(text_of(utf8))) {
    ASSERT_EQ(token.span.begin, at) << utf8;
    ASSERT_LT(token.span.begin, token.span.end) << utf8;
    ASSERT_GE(token.display_column, 0);
    at = token.span.end;
  }
  ASSERT_EQ(at, utf8.size()) << utf8;
}

TEST(Tokenize, CoversEveryTextWithoutGapsOrOverlaps) {
  const std::vector<std::string> alphabet = {
      "0",  "1", "12", "３",   ".",        "．",   ",",    "，",     "、",     "-",      "－", "−",
      "+",  "=", "_",  ":",    "|",        "｜",   "│",    "─",      "┼",      "(",      "（", ")",
      "）", " ", "　", "\t",   "\n",       "\r",   "\f",   "\u2028", "\u200B", "\uFEFF", "总", "计",
      "A",  "“", "𠀀", "\xE4", "\xE5\xBC", "\xFF", "\x80", "---",    "123,456"};
  std::mt19937 random(1);
  std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 1 + round % 24; ++i) text += alphabet[pick(random)];
    expect_coverage(text);
  }
}

// Lines made to be looked at again and again: each must cost no more than a pass or two.
TEST(Tokenize, TakesLinearTimeOnHostileText) {
  const auto repeated = [](std::string_view piece, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += piece;
    return text;
  };
  constexpr int times = 200000;
  for (const std::string& text : {repeated("|-", times), repeated("1,234", times), repeated("1.", times),
                                  repeated("总─", times), repeated("─", times) + "总", repeated("总\u200B", times),
                                  "总" + repeated("\u200B", times), repeated("-=", times), repeated("- ", times),
                                  repeated("1.2,", times), repeated(" ", times), "1" + repeated("，234", times) + ",5",
                                  repeated("|--", times) + "x", repeated("─ ", times) + "x", repeated("(1 ", times)}) {
    const auto begin = std::chrono::steady_clock::now();
    expect_coverage(text);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << text.substr(0, 12);
  }
}

}  // namespace
}  // namespace gouji
