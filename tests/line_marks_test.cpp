#include "table/line_marks.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "reports.h"
#include "table/rows.h"
#include "token/token.h"

namespace gouji {
namespace {

std::vector<FieldLine> lines_of(const Text& text) {
  return field_lines(text, tokenize(text), builtin_grammar().common);
}

Text text_of(std::string utf8) { return {std::move(utf8), "UTF-8", 0, {}}; }

// The notes of a text, which are no row's figures.
std::string notes_of(const std::string& utf8) {
  const Text text = text_of(utf8);
  std::string notes;
  for (const FieldLine& line : lines_of(text)) {
    for (const Field& field : line.fields) {
      if (field.kind == Field::Kind::note) notes += (notes.empty() ? "" : " ") + std::string(text.at(field.span));
    }
  }
  return notes;
}

std::string cut_lines_of(const std::string& utf8) {
  const Text text = text_of(utf8);
  std::string cut;
  for (const FieldLine& line : lines_of(text)) {
    if (line.is_cut) cut += (cut.empty() ? "" : " ") + std::to_string(line.fields.front().line + 1);
  }
  return cut;
}

TEST(RunningNumbers, AreTheRowsOwnBeforeTheirLabels) {
  EXPECT_EQ(notes_of("1\t当面申请数\t件\t3\n2\t传真申请数\t件\t0\n3\t网络申请数\t件\t9\n4\t信函申请数\t件\t1\n5\t其他申"
                     "请数\t件\t2\n"),
            "1 2 3 4 5");
}

TEST(RunningNumbers, AreTheRowsOwnBehindTheirFigures) {
  EXPECT_EQ(notes_of("当面申请数\t3\t1\n传真申请数\t\t2\n网络申请数\t9\t3\n信函申请数\t1\t4\n其他申请数\t2\t5\n"),
            "1 2 3 4 5");
}

TEST(RunningNumbers, AreTheLinesAlsoWhereSomeAreEmpty) {
  EXPECT_EQ(notes_of("11: 三、依申请公开情况\n12: 当面申请数\n13: \n14: 3\n15: 传真申请数\n16: 0\n17: 网络申请数\n"),
            "11: 12: 13: 14: 15: 16: 17:");
}

// What is told to be without separators must have no empty places: later stages count on it.
TEST(RunningNumbers, LeaveALineWithoutSeparatorsNoEmptyPlaces) {
  const Text text = text_of("1\t\n2\t当面申请数\n3\t\n4\t3\n5\t传真申请数\n6\t0\n7\t网络申请数\n");
  for (const FieldLine& line : lines_of(text)) {
    if (line.separated) continue;
    for (const Field& field : line.fields) EXPECT_NE(field.kind, Field::Kind::empty) << text.at(line.span);
  }
}

TEST(RunningNumbers, AreNoneWhereFiguresDoNotRunUp) {
  EXPECT_EQ(notes_of("当面申请数\t3\t1\n传真申请数\t0\t2\n网络申请数\t9\t3\n信函申请数\t1\t7\n其他申请数\t2\t5\n"), "");
}

TEST(RunningNumbers, AreNoneInAFewRows) { EXPECT_EQ(notes_of("规章\t3\t1\n规范性文件\t9\t2\n"), ""); }

TEST(CutLines, AreOfOneLength) {
  EXPECT_EQ(cut_lines_of("一、本年新收申请\t90\t1\t1\n二、上年结转申请\t13\t0\t0\n三、本年度办理结果\t12\t0\t\n"
                         "（一）予以公开信息申请数\t27\n（二）部分公开\t4\t1\n"),
            "1 2 3 4");
}

TEST(CutLines, LackTheFrameThatTheLinesBesideThemHave) {
  EXPECT_EQ(cut_lines_of("| 行政许可 | 66241 |\n| 行政处罚 | 42\n| 行政强制 | 55 |\n"), "2");
}

// As a buffer cuts them: of one length in bytes, and of none in columns.
TEST(CutLines, AreOfOneLengthInBytes) {
  const Text text = text_of(
      "一、新收                     件 90 \n"
      "二、上年结转               件 13 \n"
      "三、办理                     件 12 \n"
      "四、结转下年度            件 27 \n");
  for (const FieldLine& line : lines_of(text)) EXPECT_TRUE(line.is_longest) << text.at(line.span);
}

// The flag is that of the row which the line begins, not of the row that it ends.
TEST(CutLines, AreTheirRows) {
  const Text text = text_of(
      "规章 1\n"
      "一、新收                     件 90 \n"
      "二、上年结转               件 13 \n"
      "三、办理                     件 12 \n"
      "四、结转下年度            件 27 \n");
  const PrintedText printed = printed_text(text, tokenize(text), builtin_grammar().common);
  ASSERT_EQ(printed.rows.size(), 5U);
  EXPECT_FALSE(printed.rows.front().is_longest);
  EXPECT_TRUE(printed.rows[1].is_longest);
  EXPECT_TRUE(printed.rows.back().is_longest);
}

TEST(CutLines, AreNoneWhereATableIsSetToTheRight) {
  EXPECT_EQ(cut_lines_of("一、新收     90   1\n二、结转      3   1\n三、公开     27   1\n四、其他      4   1\n"), "");
}

}  // namespace
}  // namespace gouji
