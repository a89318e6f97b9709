// Drawn pages as text: rules to tables, glyphs to lines and cells, tables over several pages. A page is drawn here by
// its rules and by words at places; a Han character is as wide as the font's size, a digit half of it.
#include "document/page.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "document/page_check.h"
#include "document/page_lines.h"
#include "document/page_rules.h"
#include "text/fold.h"

namespace gouji {
namespace {

constexpr double size = 10;

DrawnPage sheet() {
  DrawnPage page;
  page.width = 400;
  page.height = 600;
  return page;
}

// `y` is the baseline.
void write(DrawnPage& page, double x, double y, std::string_view text) {
  while (!text.empty()) {
    const std::string_view before = text;
    const double width = size * display_width(next_character(text)) / 2;
    Glyph glyph;
    glyph.utf8 = std::string(before.substr(0, before.size() - text.size()));
    glyph.box = {x, y - 0.88 * size, x + width, y + 0.12 * size};
    glyph.x = x;
    glyph.y = y;
    glyph.size = size;
    x += width;
    page.glyphs.push_back(glyph);
  }
}

void level(DrawnPage& page, double y, double begin, double end) { page.rules.push_back({false, y, begin, end}); }
void upright(DrawnPage& page, double x, double begin, double end) { page.rules.push_back({true, x, begin, end}); }

using Edges = std::vector<double>;

// All cells ruled.
void rule(DrawnPage& page, const Edges& xs, const Edges& ys) {
  for (const double y : ys) level(page, y, xs.front(), xs.back());
  for (const double x : xs) upright(page, x, ys.front(), ys.back());
}

std::string lines(std::vector<DrawnPage> pages) { return std::string(text_of_pages(std::move(pages)).utf8()); }
std::string lines(const DrawnPage& page) { return lines(std::vector<DrawnPage>{page}); }

std::vector<RuledTable> tables(const DrawnPage& page) { return find_tables(merge_rules(page.rules)); }

// A table of two columns on a page: a label and a figure in each row, from `top` on, 20 points a row.
void write_rows(DrawnPage& page, double top, const std::vector<std::pair<std::string, std::string>>& rows) {
  Edges ys = {top};
  for (const auto& [label, figure] : rows) {
    write(page, 60, ys.back() + 14, label);
    write(page, 260, ys.back() + 14, figure);
    write(page, 310, ys.back() + 14, figure);
    ys.push_back(ys.back() + 20);
  }
  rule(page, {50, 250, 300, 350}, ys);
}

// ---- Rules

TEST(PageRules, PiecesOfALineAreOneRule) {
  DrawnPage page;
  for (double x = 50; x < 150; x += 2) add_rule({x, 99.5, x + 1, 100.5}, page);  // dotted
  level(page, 101, 150, 200);                                                    // a piece, not quite on the line
  const std::vector<RuledLine> merged = merge_rules(page.rules);
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_FALSE(merged[0].is_upright);
  EXPECT_EQ(merged[0].begin, 50);
  EXPECT_EQ(merged[0].end, 200);
}

TEST(PageRules, ADoubleFrameIsOne) {
  DrawnPage page = sheet();
  rule(page, {50, 150, 250}, {100, 120, 140});
  rule(page, {48, 252}, {98, 142});
  ASSERT_EQ(tables(page).size(), 1U);
  EXPECT_EQ(tables(page)[0].cells.size(), 4U);
}

TEST(PageRules, TicksAndThickBarsAreNone) {
  DrawnPage page;
  level(page, 100, 50, 53);
  add_rule({50, 200, 350, 220}, page);  // the background of a row
  EXPECT_TRUE(merge_rules(page.rules).empty());
}

TEST(PageRules, PlacesWithoutARuleBetweenThemAreOneCell) {
  DrawnPage page = sheet();
  level(page, 100, 50, 250);
  level(page, 120, 150, 250);
  level(page, 140, 50, 250);
  for (const double x : {50.0, 150.0, 250.0}) upright(page, x, 100, 140);
  upright(page, 200, 120, 140);
  const std::vector<RuledTable> found = tables(page);
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].cells.size(), 4U);
  EXPECT_EQ(found[0].cells[0].rows, 2);
  EXPECT_EQ(found[0].cells[1].columns, 2);
  EXPECT_EQ(found[0].box(found[0].cells[3]).left, 200);
}

TEST(PageRules, SidesThatNobodyRuledEndWhereTheRulesEnd) {
  DrawnPage page = sheet();
  for (const double y : {100.0, 120.0, 140.0}) level(page, y, 50, 250);
  upright(page, 150, 100, 140);
  const std::vector<RuledTable> found = tables(page);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].xs, (Edges{50, 150, 250}));
}

TEST(PageRules, ATableIsOpenWhereItsLastRuleIsMissing) {
  DrawnPage page = sheet();
  level(page, 100, 50, 250);
  level(page, 120, 50, 250);
  for (const double x : {50.0, 150.0, 250.0}) upright(page, x, 100, 160);
  const std::vector<RuledTable> found = tables(page);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].ys, (Edges{100, 120, 160}));
  EXPECT_FALSE(found[0].is_open_above);
  EXPECT_TRUE(found[0].is_open_below);
}

// A cell that began on the page before and goes on on the next one: no level rule meets its outer side.
TEST(PageRules, ACellAsHighAsThePageHasItsColumn) {
  DrawnPage page = sheet();
  for (const double y : {120.0, 140.0}) level(page, y, 100, 250);
  for (const double x : {50.0, 100.0, 250.0}) upright(page, x, 100, 160);
  const std::vector<RuledTable> found = tables(page);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].xs, (Edges{50, 100, 250}));
  EXPECT_EQ(found[0].cells[0].rows, 3);
}

// Chromium leaves a gap between a head that it repeats and the rows below.
TEST(PageRules, AGapTooLowForTextIsNoRow) {
  DrawnPage page = sheet();
  rule(page, {50, 100, 250}, {100, 120});
  for (const double y : {145.0, 165.0}) level(page, y, 100, 250);  // the first column goes on from the page before
  level(page, 125, 100, 250);
  level(page, 165, 50, 250);
  for (const double x : {50.0, 100.0, 250.0}) upright(page, x, 118, 165);
  const std::vector<RuledTable> found = tables(page);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].ys, (Edges{100, 120, 145, 165}));
}

TEST(PageRules, TablesThatTouchAreTwo) {
  DrawnPage page = sheet();
  rule(page, {50, 150, 250}, {100, 120, 140});
  rule(page, {50, 120, 200, 250}, {140, 160, 180});
  ASSERT_EQ(tables(page).size(), 2U);
  EXPECT_EQ(tables(page)[0].cells.size(), 4U);
  EXPECT_EQ(tables(page)[1].cells.size(), 6U);
}

TEST(PageRules, ADrawingIsNoTable) {
  DrawnPage page = sheet();
  for (int i = 0; i < 5000; ++i) level(page, 4.0 * i, 0, 100);
  for (int i = 0; i < 10; ++i) upright(page, 10.0 * i, 0, 20'000);
  EXPECT_TRUE(tables(page).empty());
}

// ---- Lines

TEST(PageLines, GlyphsOnOneBaselineAreALineFromTheLeft) {
  DrawnPage page = sheet();
  write(page, 120, 130, "第二行");
  write(page, 80, 100, "12");
  write(page, 50, 100, "共计");
  EXPECT_EQ(lines(page), "共计 12\n第二行\n");
}

TEST(PageLines, DrawnTwiceToLookBoldIsWrittenOnce) {
  DrawnPage page = sheet();
  write(page, 50, 100, "11");
  write(page, 50.3, 100, "11");
  EXPECT_EQ(lines(page), "11\n");
}

TEST(PageLines, RadicalsAndVerticalFormsArePlainCharacters) {
  DrawnPage page = sheet();
  write(page, 50, 100, "⾏政⼀︵１︶");
  EXPECT_EQ(lines(page), "行政一(１)\n");
}

TEST(PageLines, HiddenTextCountsWhereNothingElseIsShown) {
  DrawnPage scan = sheet();
  write(scan, 50, 100, "字");
  scan.glyphs[0].is_hidden = true;
  EXPECT_EQ(lines(scan), "字\n");
  write(scan, 50, 200, "见");
  EXPECT_EQ(lines(scan), "见\n");
}

TEST(PageLines, WhatIsOffThePageIsNotRead) {
  DrawnPage page = sheet();
  write(page, 500, 100, "外");
  write(page, 50, 100, "内");
  EXPECT_EQ(lines(page), "内\n");
}

// The page's edge is at 400. Without its last digit a figure would be another one.
TEST(PageLines, AFigureThatThePageCutsIsWhole) {
  DrawnPage page = sheet();
  write(page, 383, 100, "22401");
  write(page, 360, 120, "网站导航");
  EXPECT_EQ(lines(page), "22401\n网站导航\n");
  write(page, 396, 140, "导航");
  EXPECT_EQ(lines(page), "22401\n网站导航\n");
}

TEST(PageLines, ColumnsWithoutRulesKeepTheirColumns) {
  DrawnPage page = sheet();
  for (int row = 0; row < 4; ++row) {
    write(page, 50, 100 + 20 * row, "规章");
    write(page, 150, 100 + 20 * row, "1");
    if (row != 2) write(page, 220, 100 + 20 * row, "2");
    write(page, 290, 100 + 20 * row, "3");
  }
  const std::string text = lines(page);
  const std::string first = text.substr(0, text.find('\n'));
  const std::size_t third = text.find('\n', text.find('\n') + 1) + 1;
  const std::string line = text.substr(third, text.find('\n', third) - third);
  EXPECT_EQ(line.find('3'), first.find('3'));
  EXPECT_EQ(line.find('1'), first.find('1'));
  EXPECT_EQ(line[first.find('2')], ' ');
}

TEST(PageLines, AWatermarkIsALineOfItsOwn) {
  DrawnPage page = sheet();
  write(page, 50, 100, "12");
  write(page, 55, 100, "样");
  page.glyphs.back().is_slanted = true;
  EXPECT_EQ(lines(page), "12\n样\n");
}

// ---- Cells

TEST(PageTables, ARowIsALineWithATabBetweenTheColumns) {
  DrawnPage page = sheet();
  write(page, 50, 80, "标题");
  write_rows(page, 100, {{"规章", "1"}, {"规范性文件", "2"}});
  write(page, 50, 160, "说明");
  EXPECT_EQ(lines(page), "标题\n规章\t1\t1\n规范性文件\t2\t2\n说明\n");
}

TEST(PageTables, TextOfSeveralLinesIsOneCell) {
  DrawnPage page = sheet();
  rule(page, {50, 150, 250}, {100, 140, 160});
  write(page, 60, 114, "行政");
  write(page, 60, 130, "许可");
  write(page, 160, 122, "7");
  write(page, 60, 154, "乙");
  const Text text = text_of_pages({page});
  EXPECT_EQ(text.utf8(), "行政\t7\n许可\t\n乙\t\n");
  EXPECT_EQ(text.row_at(text.utf8().find("许可")), text.row_at(0));
}

TEST(PageTables, AFigureTooWideForItsCellIsWhole) {
  DrawnPage page = sheet();
  rule(page, {50, 150, 172}, {100, 140});
  write(page, 60, 122, "金额");
  write(page, 151, 114, "1234");
  write(page, 151, 128, "56");
  EXPECT_EQ(lines(page), "金额\t123456\n");
}

TEST(PageTables, FullWidthDigitsBelowEachOtherAreOneFigure) {
  DrawnPage page = sheet();
  rule(page, {50, 150, 168, 186}, {100, 150});
  write(page, 60, 128, "金额");
  write(page, 154, 114, "１");
  write(page, 154, 128, "４");
  write(page, 154, 142, "０");
  write(page, 172, 128, "７");
  EXPECT_EQ(lines(page), "金额\t１４０\t７\n");
}

// A frame of its own inside each cell: its margins are no rows.
TEST(PageTables, AFrameInACellPartsNoLabelFromItsFigure) {
  DrawnPage page = sheet();
  rule(page, {50, 150, 250}, {100, 140, 180});
  for (const double y : {100.0, 140.0}) {
    rule(page, {152, 200, 248}, {y + 8, y + 32});
    write(page, 60, y + 24, "规章");
    write(page, 160, y + 24, "1");
    write(page, 210, y + 24, "2");
  }
  EXPECT_EQ(lines(page), "规章\t1\t2\n规章\t1\t2\n");
}

TEST(PageTables, RowsThatNobodyRuledAreToldByTheirFigures) {
  DrawnPage page = sheet();
  rule(page, {50, 150, 250, 350}, {100, 120, 180});
  write(page, 60, 114, "内容");
  for (int row = 0; row < 3; ++row) {
    write(page, 60, 134 + 20 * row, row == 0 ? "规章" : row == 1 ? "许可" : "处罚");
    write(page, 160, 134 + 20 * row, std::to_string(row));
    write(page, 260, 134 + 20 * row, std::to_string(row + 5));
  }
  EXPECT_EQ(lines(page), "内容\t\t\n规章\t0\t5\n许可\t1\t6\n处罚\t2\t7\n");
}

// Where rules go through figures they are not the table's: nothing is torn in two.
TEST(PageTables, RulesThroughFiguresMakeNoTable) {
  DrawnPage page = sheet();
  rule(page, {50, 150, 250}, {100, 120, 140});
  write(page, 60, 114, "规章");
  write(page, 145, 114, "1234");
  EXPECT_EQ(text_of_pages({page}).rows().size(), 0U);
  EXPECT_NE(lines(page).find("1234"), std::string::npos);
}

TEST(PageTables, APageThatIsTurnedIsReadAsItsTextRuns) {
  DrawnPage page = sheet();
  write(page, 50, 80, "标题");
  write_rows(page, 100, {{"规章", "1"}, {"规范性文件", "2"}});
  const std::string upright_text = lines(page);
  for (const Direction direction : {Direction::down, Direction::left, Direction::up}) {
    // Drawn so that a reader has to turn the page: three more turns than it takes to read it.
    DrawnPage turned_page = page;
    const auto back = static_cast<Direction>((4 - static_cast<int>(direction)) % 4);
    for (Glyph& glyph : turned_page.glyphs) glyph = turned(glyph, back);
    for (RuledLine& one : turned_page.rules) one = turned(one, back);
    // Back onto the sheet.
    const double x = direction == Direction::down || direction == Direction::left ? 600 : 0;
    const double y = direction == Direction::up || direction == Direction::left ? 600 : 0;
    turned_page.width = turned_page.height = 600;
    for (Glyph& glyph : turned_page.glyphs) {
      glyph.box = {glyph.box.left + x, glyph.box.top + y, glyph.box.right + x, glyph.box.bottom + y};
      glyph.x += x;
      glyph.y += y;
    }
    for (RuledLine& one : turned_page.rules) {
      one.at += one.is_upright ? x : y;
      one.begin += one.is_upright ? y : x;
      one.end += one.is_upright ? y : x;
    }
    EXPECT_EQ(lines(turned_page), upright_text) << static_cast<int>(direction);
  }
}

// ---- Over pages

TEST(PageTables, GoOnOnTheNextPageWithRunningHeadsBetween) {
  DrawnPage first = sheet();
  write(first, 50, 40, "政府网站 第1页");
  write_rows(first, 500, {{"规章", "1"}, {"规范性文件", "2"}});
  write(first, 200, 590, "- 1 -");
  DrawnPage second = sheet();
  write(second, 50, 40, "政府网站 第2页");
  write_rows(second, 60, {{"行政许可", "3"}});
  write(second, 50, 120, "五、存在的问题");
  write(second, 200, 590, "- 2 -");
  const Text text = text_of_pages({first, second});
  EXPECT_EQ(
      text.utf8(),
      "政府网站 第1页\n规章\t1\t1\n规范性文件\t2\t2\n行政许可\t3\t3\n- 1 -\n政府网站 第2页\n五、存在的问题\n- 2 -\n");
  ASSERT_EQ(text.rows().size(), 3U);
  EXPECT_EQ(text.rows()[2].table, text.rows()[0].table);
  EXPECT_EQ(text.rows()[2].row, 3);
}

TEST(PageTables, AreTwoWhereTextLiesBetween) {
  DrawnPage first = sheet();
  write_rows(first, 500, {{"规章", "1"}, {"规范性文件", "2"}});
  DrawnPage second = sheet();
  write(second, 50, 40, "第二十条第（五）项");
  write_rows(second, 60, {{"行政许可", "3"}, {"行政处罚", "4"}});
  const Text text = text_of_pages({first, second});
  ASSERT_EQ(text.rows().size(), 4U);
  EXPECT_NE(text.rows()[2].table, text.rows()[1].table);
}

// As LibreOffice and Word tear a row: both parts are ruled, and the head is repeated.
TEST(PageTables, ARowTornBelowARepeatedHeadIsWhole) {
  DrawnPage first = sheet();
  write_rows(first, 500, {{"内容", ""}, {"1.属于国家秘密", "4"}, {"2.补正后申请内容仍不明确的其他情形下", "5"}});
  DrawnPage second = sheet();
  write_rows(second, 60, {{"内容", ""}, {"的申请", ""}, {"3.重复申请", "6"}});
  EXPECT_EQ(lines({first, second}),
            "内容\t\t\n1.属于国家秘密\t4\t4\n2.补正后申请内容仍不明确的其他情形下\t5\t5\n的申请\t\t\n"
            "内容\t\t\n3.重复申请\t6\t6\n");
}

// As Chromium tears it: open at the page's end.
TEST(PageTables, ARowTornWithoutRulesIsWhole) {
  DrawnPage first = sheet();
  write_rows(first, 500, {{"规章", "1"}});
  for (const double x : {50.0, 250.0, 300.0, 350.0}) upright(first, x, 500, 545);
  write(first, 60, 534, "规范性");
  DrawnPage second = sheet();
  for (const double x : {50.0, 250.0, 300.0, 350.0}) upright(second, x, 40, 100);
  write(second, 60, 54, "文件");
  write(second, 260, 54, "22");
  write(second, 310, 54, "33");
  for (const double y : {80.0, 100.0}) level(second, y, 50, 350);
  write(second, 60, 94, "许可");
  EXPECT_EQ(lines({first, second}), "规章\t1\t1\n规范性\t22\t33\n文件\t\t\n许可\t\t\n");
}

TEST(PageTables, FiguresOnTheOtherPageBelongToTheirLabel) {
  DrawnPage first = sheet();
  write_rows(first, 500, {{"规章", "1"}, {"", "22"}});
  DrawnPage second = sheet();
  write_rows(second, 60, {{"规范性文件", ""}, {"许可", "3"}});
  EXPECT_EQ(lines({first, second}), "规章\t1\t1\n规范性文件\t22\t22\n许可\t3\t3\n");
}

// A row whose figures were left blank at the end of a page is no torn one.
TEST(PageTables, ABlankRowAtAPagesEndStaysBlank) {
  DrawnPage first = sheet();
  write_rows(first, 500, {{"规章", "1"}, {"规范性文件", ""}});
  DrawnPage second = sheet();
  write_rows(second, 60, {{"行政许可", "3"}, {"行政处罚", "4"}});
  EXPECT_EQ(lines({first, second}), "规章\t1\t1\n规范性文件\t\t\n行政许可\t3\t3\n行政处罚\t4\t4\n");
  DrawnPage full = sheet();
  write_rows(full, 500, {{"规章", "1"}, {"7.属于行政执法案卷的政府信息公开申请", ""}});
  DrawnPage numbered = sheet();
  write_rows(numbered, 60, {{"8.属于行政查询事项", "3"}});
  EXPECT_EQ(lines({full, numbered}),
            "规章\t1\t1\n7.属于行政执法案卷的政府信息公开申请\t\t\n8.属于行政查询事项\t3\t3\n");
}

TEST(PageTables, AHeadAtAPagesEndStaysAboveItsFigures) {
  DrawnPage first = sheet();
  rule(first, {50, 90, 130, 170}, {540, 560});
  for (const double x : {55.0, 95.0, 135.0}) write(first, x, 554, "维持中");
  DrawnPage second = sheet();
  rule(second, {50, 90, 130, 170}, {40, 60});
  for (const double x : {55.0, 95.0, 135.0}) write(second, x, 54, "17");
  EXPECT_EQ(lines({first, second}), "维持中\t维持中\t维持中\n17\t17\t17\n");
}

// ---- Documents without text

TEST(PageCheck, PicturesWithoutTextAreAScan) {
  DrawnPage scan = sheet();
  scan.picture_area = 1;
  write(scan, 50, 590, "12");  // a page number
  EXPECT_EQ(error_in({scan, scan})->code, "document.scan");
  DrawnPage text = sheet();
  write(text, 50, 100, "报告");
  EXPECT_FALSE(error_in({text, scan}));
  EXPECT_EQ(error_in({sheet()})->code, "text.empty");
  EXPECT_EQ(error_in(std::vector<DrawnPage>(most_document_pages + 1, text))->code, "document.too_many_pages");
}

TEST(PageCheck, GlyphsThatSayNothingAreNoText) {
  DrawnPage page = sheet();
  write(page, 50, 100, "报告\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(error_in({page})->code, "document.no_characters");
}

}  // namespace
}  // namespace gouji
