// Web pages as text: what is read of the mark-up, and where it stands in the file.
#include "document/html.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "document/document.h"

namespace gouji {
namespace {

Text page(const std::string& html) { return *read_document_text("<html><body>" + html + "</body></html>"); }
std::string lines(const std::string& html) { return std::string(page(html).utf8()); }

// What the file has where the text has `part`.
std::string source_of(const std::string& html, std::string_view part) {
  const std::string whole = "<html><body>" + html + "</body></html>";
  const Text text = page(html);
  const std::size_t at = text.utf8().find(part);
  EXPECT_NE(at, std::string::npos) << text.utf8();
  const Span bytes = text.source({at, at + part.size()});
  return whole.substr(bytes.begin, bytes.size());
}

TEST(Html, ARowIsALineWithATabBetweenTheColumns) {
  EXPECT_EQ(lines("<table><tr><td>规章<td>1<td>2</tr><tr><td>规范性文件<td>3<td>4</table>"),
            "规章\t1\t2\n规范性文件\t3\t4\n");
}

TEST(Html, MergedCellsKeepTheColumnsOfTheOthers) {
  EXPECT_EQ(lines("<table><tr><td rowspan=2>甲<td colspan=2>乙<td>1</tr><tr><td>丙<td>丁<td>2</tr></table>"),
            "甲\t乙\t\t1\n\t丙\t丁\t2\n");
}

TEST(Html, ARowKnowsWhichCellsItHas) {
  const Text text = page("<table><tr><td rowspan=0>甲<td colspan=2>乙<td></tr><tr><td>丙<td>丁<td>2</tr></table>");
  ASSERT_EQ(text.rows().size(), 2U);
  EXPECT_TRUE(text.rows()[0].has_cell_at(1));
  EXPECT_FALSE(text.rows()[0].has_cell_at(2));
  EXPECT_TRUE(text.rows()[0].has_cell_at(3));
  EXPECT_FALSE(text.rows()[1].has_cell_at(0));
  EXPECT_EQ(text.rows()[1].table, 1);
  EXPECT_EQ(text.rows()[1].row, 2);
  EXPECT_EQ(text.row_at(text.utf8().find("丁")), &text.rows()[1]);
}

TEST(Html, ASpanBeyondTheTableOrItsHeadEndsThere) {
  EXPECT_EQ(lines("<table><thead><tr><th rowspan=5>甲<th>乙</tr></thead><tr><td>丙<td>1</tr></table>"),
            "甲\t乙\n丙\t1\n");
  EXPECT_EQ(lines("<table><tr><td colspan=1000000>甲</tr><tr><td>丙<td>1</tr></table>"), "甲\n丙\t1\n");
}

TEST(Html, CellsThatOverlapStandBesideEachOther) {
  EXPECT_EQ(lines("<table><tr><td>a<td rowspan=2>b</tr><tr><td colspan=2>c<td>d</tr></table>"), "a\tb\nc\t\td\n");
}

TEST(Html, TheFootOfATableStandsBelow) {
  EXPECT_EQ(lines("<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td>3</tbody></table>"), "甲\t3\n合计\t3\n");
}

TEST(Html, ACellOfSeveralLinesMakesSeveralLinesOfOneRow) {
  const Text text = page("<table><tr><td>本年<br>新收<td><p>12</p></tr></table>");
  EXPECT_EQ(text.utf8(), "本年\t12\n新收\t\n");
  EXPECT_EQ(text.rows().size(), 1U);
}

TEST(Html, ATableAloneInACellIsAPartOfTheOuterOne) {
  EXPECT_EQ(lines("<table><tr><td>甲<td><table><tr><td>1<td>2</table></tr></table>"), "甲\t1\t2\n");
}

TEST(Html, ATableThatLaysOutThePageIsNone) {
  EXPECT_EQ(lines("<table><tr><td>导航<td>标题<table><tr><td>甲<td>1</table>结尾</tr></table>"),
            "导航\n标题\n甲\t1\n结尾\n");
}

TEST(Html, WhatIsHiddenIsLeftOut) {
  EXPECT_EQ(lines("<p>1<!-- 2 --><script>3</script><style>4</style><span style='display: none'>5</span>"
                  "<b hidden>6</b><noscript>7</noscript></p>"),
            "1\n");
}

TEST(Html, SpacesAndLineEndsOfTheSourceAreOneSpace) {
  EXPECT_EQ(lines("<p>  a\n\t b<b> c</b></p><pre>\nd  e\n f</pre>"), "a b c\nd  e\n f\n");
}

TEST(Html, EveryCharacterHasItsBytes) {
  EXPECT_EQ(source_of("<p>共<b>1</b><i>2</i>件</p>", "共1"), "共<b>1");
  EXPECT_EQ(source_of("<p>共<b>1</b><i>2</i>件</p>", "1"), "1");
  EXPECT_EQ(source_of("<td>&#49;&#x32;3 &amp; 4", "12"), "&#49;&#x32;");
  EXPECT_EQ(source_of("<td>&#49;&#x32;3 &amp; 4", "3"), "3");
  EXPECT_EQ(source_of("<td>&#49;&#x32;3 &amp; 4", "4"), "4");
  EXPECT_EQ(source_of("<p>a&notit;12</p>", "12"), "12");
  EXPECT_EQ(source_of("<p>a</bogus>12</p>", "12"), "12");
  EXPECT_EQ(source_of("<p>R&D&nbsp;12</p>", "12"), "12");
}

TEST(Html, APageInGbkHasItsBytesToo) {
  const std::string html = "<html><body><p>\xB9\xB2 12 \xBC\xFE</p></body></html>";
  const Result<Text> text = read_document_text(html);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->utf8(), "共 12 件\n");
  EXPECT_EQ(text->encoding(), "GB18030");
  const Span bytes = text->source({text->utf8().find("12"), text->utf8().find("12") + 2});
  EXPECT_EQ(html.substr(bytes.begin, bytes.size()), "12");
  const Span last = text->source({text->utf8().find("件"), text->utf8().find("件") + 3});
  EXPECT_EQ(html.substr(last.begin, last.size()), "\xBC\xFE");
}

TEST(Html, ElementsWithoutEndAreRefused) {
  std::string html = "<html>";
  for (int i = 0; i < 100000; ++i) html += "<div>";
  const Result<Text> text = read_document_text(html);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, "document.too_deep");
}

TEST(Html, TablesInMarkdownAreReadToo) {
  const std::string markdown =
      "# 标题\r\n\n| a | b |\n<table><tr><td rowspan=2>甲</td><td>12</td></tr></table> 注\n<b>x</b>";
  const Result<Text> text = read_document_text(markdown);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->utf8(), "# 标题\n\n| a | b |\n甲\t12\n 注\n<b>x</b>\n");
  ASSERT_EQ(text->rows().size(), 1U);
  const Span bytes = text->source({text->utf8().find("12"), text->utf8().find("12") + 2});
  EXPECT_EQ(bytes.begin, markdown.find("12"));
}

TEST(Html, ATextWithoutTablesInHtmlIsAsItWas) {
  EXPECT_EQ(read_document_text("a < b\r\n<p>c\f")->utf8(), "a < b\r\n<p>c\f");
}

TEST(Html, APageSaysWhatTheArticleIs) {
  const Result<Text> text = read_document_text(
      "<html><head><title>某县2023年政府信息公开工作年度报告_某县政府</title>"
      "<meta name=\"PubDate\" content=\"2024-03-08 15:34\"><meta name='ContentSource' content='某县政府办'></head>"
      "<body>正文</body></html>");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->utf8(), "正文\n");
  EXPECT_EQ(text->properties.title, "某县2023年政府信息公开工作年度报告_某县政府");
  EXPECT_EQ(text->properties.publisher, "某县政府办");
  EXPECT_EQ(text->properties.published, "2024-03-08 15:34");
}

TEST(Html, APageSavedWithItsPicturesIsRead) {
  const auto saved = [](const std::string& encoding, const std::string& body) {
    return "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: "
           "multipart/related;\r\n\ttype=\"text/html\";\r\n"
           "\tboundary=\"--B\"\r\n\r\n----B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: " +
           encoding + "\r\nContent-Location: https://a.example/b.html\r\n\r\n" + body +
           "\r\n----B\r\nContent-Type: image/png\r\n\r\nx\r\n----B--\r\n";
  };
  const Result<Text> text = read_document_text(saved("quoted-printable", "<html><p>=E5=85=B1 1=\r\n2</p></html>"));
  ASSERT_TRUE(text);
  EXPECT_EQ(text->utf8(), "共 12\n");
  const std::optional<Place> place = text->place({text->utf8().find("12"), text->utf8().find("12") + 2});
  ASSERT_TRUE(place);
  EXPECT_EQ(place->part, "https://a.example/b.html");
  EXPECT_EQ(place->bytes, (Span{13, 15}));
  EXPECT_EQ(read_document_text(saved("base64", "PGh0bWw+PHA+MTI8L3A+PC9odG1sPg=="))->utf8(), "12\n");
}

}  // namespace
}  // namespace gouji
