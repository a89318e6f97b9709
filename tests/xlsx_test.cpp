// Workbooks as text: what a sheet shows, and where it stands.
#include "document/xlsx.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "document/document.h"
#include "generator/office_package.h"

namespace gouji {
namespace {

std::string number(const std::string& place, const std::string& value, int style = 0) {
  return "<c r=\"" + place + "\" s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
}
std::string words(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
std::string row(int row_number, const std::string& cells, const std::string& attributes = "") {
  return "<row r=\"" + std::to_string(row_number) + "\" " + attributes + ">" + cells + "</row>";
}
std::string sheet(const std::string& rows) { return "<sheetData>" + rows + "</sheetData>"; }

Text workbook(const std::string& content, const OfficeParts& parts = {}) {
  return read_document_text(make_xlsx({{"Sheet1", content}}, parts)).value();
}
std::string lines(const std::string& content, const OfficeParts& parts = {}) {
  return std::string(workbook(content, parts).utf8());
}

TEST(Xlsx, ARowIsALineAndPlacesAreThoseOfTheSheet) {
  const Text text = workbook(sheet(row(3, words("B3", "规章") + number("C3", "12") + number("D3", "20")) +
                                   row(4, words("B4", "文件") + number("D4", "7"))));
  EXPECT_EQ(text.utf8(), "\t规章\t12\t20\n\t文件\t\t7\n");
  const std::size_t at = text.utf8().find('7');
  const Place place = *text.place({at, at + 1});
  EXPECT_EQ(address_of(place), "Sheet1!D4");
  EXPECT_EQ(place.part, "xl/worksheets/sheet1.xml");
}

TEST(Xlsx, CellsWithoutAPlaceFollowEachOther) {
  EXPECT_EQ(lines(sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c r=\"B2\"><v>3</v></c><c><v>4</v></c></row>")),
            "1\t2\n\t3\t4\n");
}

TEST(Xlsx, StringsMayBeSharedAndOfSeveralFonts) {
  EXPECT_EQ(lines(sheet(row(1,
                            "<c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c>"
                            "<c r=\"C1\" t=\"str\"><f>A1</f><v>公式</v></c><c r=\"D1\" t=\"s\"><v>9</v></c>")),
                  {{"sharedStrings",
                    "<si><t>a_x000D_b</t></si><si><r><t>规</t></r><r><t>章</t></r><rPh><t>guī</t></rPh></si>"}}),
            "规章\tab\t公式\n");
}

TEST(Xlsx, ALineFeedEndsALineOfTheCell) {
  const Text text = workbook(sheet(row(1, words("A1", "收费\n金额") + number("B1", "3"))));
  EXPECT_EQ(text.utf8(), "收费\t3\n金额\t\n");
  EXPECT_EQ(text.rows().size(), 1U);
}

TEST(Xlsx, MergedCellsCoverOthers) {
  const Text text =
      workbook(sheet(row(1, words("A1", "甲") + words("B1", "乙") + words("C1", "gone") + number("D1", "1")) +
                     row(2, words("B2", "丙") + number("D2", "2"))) +
               "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/>"
               "<mergeCell ref=\"D1:D0\"/></mergeCells>");
  EXPECT_EQ(text.utf8(), "甲\t乙\t\t1\n\t丙\t\t2\n");
  EXPECT_TRUE(text.rows()[0].has_cell_at(1));
  EXPECT_FALSE(text.rows()[0].has_cell_at(2));
}

TEST(Xlsx, WhatIsHiddenIsLeftOut) {
  EXPECT_EQ(lines("<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>" +
                  sheet(row(1, words("A1", "a") + number("B1", "1") + number("C1", "2")) +
                        row(2, words("A2", "b") + number("C2", "3"), "hidden=\"1\""))),
            "a\t\t2\n");
  const OfficeParts sheets = {{"one|hidden", sheet(row(1, words("A1", "a") + words("B1", "b")))},
                              {"two", sheet(row(1, words("A1", "c") + words("B1", "d")))}};
  const Text text = read_document_text(make_xlsx(sheets)).value();
  EXPECT_EQ(text.utf8(), "c\td\n");
  EXPECT_EQ(address_of(*text.place({0, 1})), "two!A1");
  EXPECT_EQ(read_document_text(make_xlsx({sheets[0]})).value().utf8(), "a\tb\n");
}

TEST(Xlsx, AFigureIsWhatTheSheetShows) {
  const OfficeParts styles = {
      {"styles",
       "<numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0.00&quot;万元&quot;\"/></numFmts>"
       "<cellXfs><xf/><xf numFmtId=\"164\"/><xf numFmtId=\"1\"/><xf numFmtId=\"31\"/></cellXfs>"}};
  EXPECT_EQ(lines(sheet(row(1, number("A1", "112.55033999999999") + number("B1", "1234.5", 1) +
                                   number("C1", "12.7", 2) + number("D1", "45292", 3))),
                  styles),
            "112.55034\t1,234.50万元\t13\t2024年1月1日\n");
}

TEST(Xlsx, AnErrorOrATruthIsNoFigure) {
  EXPECT_EQ(lines(sheet(row(1, "<c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c><c r=\"B1\" t=\"b\"><v>1</v></c>"))),
            "#DIV/0!\tTRUE\n");
}

TEST(Xlsx, RowsOfOtherSheetsAreOtherTables) {
  const Text text = read_document_text(make_xlsx({{"表一", sheet(row(1, words("A1", "a") + words("B1", "b")))},
                                                  {"表二", sheet(row(9, words("A9", "c") + words("B9", "d")) +
                                                                 row(12, words("A12", "e") + words("B12", "f")))}}))
                        .value();
  EXPECT_EQ(text.utf8(), "a\tb\nc\td\ne\tf\n");
  const std::size_t at = text.utf8().find('f');
  EXPECT_EQ(address_of(*text.place({at, at + 1})), "表二!B12");
}

TEST(Xlsx, IsNotFilledByWhatItDeclares) {
  EXPECT_EQ(lines("<dimension ref=\"A1:XFD1048576\"/>" +
                  sheet(row(1048576, number("B1048576", "1") + number("XFD1048576", "2"))) +
                  "<mergeCells><mergeCell ref=\"B1048576:XFD1048576\"/><mergeCell ref=\"A1:XFD99999\"/></mergeCells>"),
            "\t1\n");
  std::string rows;
  for (int i = 1; i <= 100'001; ++i) rows += "<row><c><v>1</v></c><c><v>1</v></c></row>";
  const Result<Text> text = read_document_text(make_xlsx({{"a", sheet(rows)}}));
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, "document.too_many_cells");
}

TEST(Xlsx, WithoutAnythingIsEmpty) {
  const Result<Text> text = read_document_text(make_xlsx({{"a", sheet("")}}));
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, "text.empty");
}

}  // namespace
}  // namespace gouji
