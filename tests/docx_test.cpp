// Word documents as text: what is read of their mark-up, and where it stands.
#include "document/docx.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "document/document.h"
#include "generator/office_package.h"
#include "generator/plain_zip.h"
#include "make_archive.h"

namespace gouji {
namespace {

std::string run(const std::string& text) { return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>"; }
std::string paragraph(const std::string& text) { return "<w:p>" + run(text) + "</w:p>"; }
std::string cell(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph(text) + "</w:tc>";
}
std::string row(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }
std::string table(const std::string& rows) { return "<w:tbl>" + rows + "</w:tbl>"; }

Text document(const std::string& body, const OfficeParts& parts = {}) {
  return read_document_text(make_docx(body, parts)).value();
}
std::string lines(const std::string& body, const OfficeParts& parts = {}) {
  return std::string(document(body, parts).utf8());
}
std::string error_of(const std::string& bytes) {
  const Result<Text> text = read_document_text(bytes);
  return text ? "" : text.error().code;
}

TEST(Docx, ParagraphsAreLines) {
  EXPECT_EQ(lines(paragraph("一、总体情况") + paragraph("") + paragraph("共25条。")), "一、总体情况\n共25条。\n");
  EXPECT_EQ(lines("<w:p>" + run("共") + "<w:r><w:br/></w:r>" + run("25条") + "</w:p>"), "共\n25条\n");
}

TEST(Docx, AFigureThatIsSplitIsOne) {
  const std::string body = "<w:p>" + run("共6") + "<w:proofErr/>" + run("62") + run("41件") + "</w:p>";
  EXPECT_EQ(lines(body), "共66241件\n");
  const Text text = document(body);
  const Place place = *text.place({3, 8});
  EXPECT_EQ(place.part, "word/document.xml");
  EXPECT_EQ(place.table, 0);
  EXPECT_GT(place.bytes.size(), 5U);
}

TEST(Docx, CharactersOfMarkUpAreRead) {
  const std::string body = paragraph("a &lt;&amp;&#65;&#x4E00;> &e; ２３");
  EXPECT_EQ(lines(body), "a <&A一> &e; ２３\n");
  const Text text = document(body);
  const std::size_t at = text.utf8().find('A');
  EXPECT_EQ(text.place({at, at + 1})->bytes.size(), 5U);
}

TEST(Docx, ARowIsALineWithATabBetweenTheColumns) {
  const Text text = document(paragraph("表") + table(row(cell("规章") + cell("1") + cell("2")) +
                                                     row(cell("规范性文件") + cell("3") + cell("4"))));
  EXPECT_EQ(text.utf8(), "表\n规章\t1\t2\n规范性文件\t3\t4\n");
  const std::size_t at = text.utf8().find('4');
  const Place place = *text.place({at, at + 1});
  EXPECT_EQ(address_of(place), "table 1, row 2, column 3");
  EXPECT_EQ(place.part, "word/document.xml");
  EXPECT_EQ(place.bytes.size(), 1U);
}

TEST(Docx, MergedCellsKeepTheColumnsOfTheOthers) {
  const std::string rows =
      row(cell("甲", "<w:vMerge w:val=\"restart\"/>") + cell("乙", "<w:gridSpan w:val=\"2\"/>") + cell("1")) +
      row(cell("gone", "<w:vMerge/>") + cell("丙") + cell("丁") + cell("2"));
  EXPECT_EQ(lines(table(rows)), "甲\t乙\t\t1\n\t丙\t丁\t2\n");
  const Text text = document(table(rows));
  EXPECT_FALSE(text.rows()[1].has_cell_at(0));
}

TEST(Docx, ARowMayBeginFartherToTheRightAndHaveWrongSpans) {
  EXPECT_EQ(lines(table("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" + cell("1") + cell("2") + "</w:tr>" +
                        row(cell("a") + cell("b") + cell("c")))),
            "\t1\t2\na\tb\tc\n");
  EXPECT_EQ(lines(table(row(cell("a", "<w:gridSpan w:val=\"0\"/>") + cell("b", "<w:gridSpan w:val=\"9\"/>")) +
                        row(cell("c") + cell("d", "<w:vMerge/>")))),
            "a\tb\nc\td\n");
  EXPECT_EQ(lines(table(row(cell("a") + cell("b", "<w:gridSpan w:val=\"1000000\"/>")) + row(cell("c") + cell("d")))),
            "a\nc\td\n");
}

TEST(Docx, CellsThatAreMergedInTheOldWayAreOne) {
  EXPECT_EQ(lines(table(row(cell("甲", "<w:hMerge w:val=\"restart\"/>") + cell("乙", "<w:hMerge/>") + cell("1")) +
                        row(cell("a") + cell("b") + cell("2")))),
            "甲\t\t1\n乙\t\t\na\tb\t2\n");
}

TEST(Docx, TablesInCellsAreRead) {
  const std::string inner = table(row(cell("1") + cell("2")));
  EXPECT_EQ(lines(table(row(cell("规章") + "<w:tc>" + inner + "<w:p/></w:tc>") + row(cell("合计") + cell("3")))),
            "规章\t1\t2\n合计\t3\n");
}

TEST(Docx, WhatOnlyWrapsIsLookedInto) {
  const std::string body =
      "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("a") +
      table("<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>" + cell("b") + "</w:sdtContent></w:sdt>" +
            "<w:customXml>" + cell("c") + "</w:customXml></w:tr></w:sdtContent></w:sdt>") +
      "</w:sdtContent></w:sdt><w:p><w:hyperlink>" + run("d") + "</w:hyperlink><w:smartTag>" + run("e") +
      "</w:smartTag><w:sdt><w:sdtContent>" + run("f") + "</w:sdtContent></w:sdt></w:p>";
  EXPECT_EQ(lines(body), "a\nb\tc\ndef\n");
}

TEST(Docx, OfTrackedChangesWhatIsNewIsRead) {
  EXPECT_EQ(
      lines("<w:p>" + run("共") + "<w:del><w:r><w:delText>24</w:delText></w:r></w:del><w:ins>" + run("25") +
            "</w:ins><w:moveFrom>" + run("7") + "</w:moveFrom><w:moveTo>" + run("8") + "</w:moveTo></w:p>" +
            table(row(cell("a") + cell("1")) + "<w:tr><w:trPr><w:del/></w:trPr>" + cell("b") + cell("2") + "</w:tr>")),
      "共258\na\t1\n");
}

TEST(Docx, HiddenTextIsLeftOut) {
  EXPECT_EQ(lines("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r>"
                  "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>2</w:t></w:r>"
                  "<w:r><w:rPr><w:rStyle w:val=\"h\"/></w:rPr><w:t>3</w:t></w:r></w:p>",
                  {{"styles",
                    "<w:style w:styleId=\"h\"><w:basedOn w:val=\"g\"/></w:style>"
                    "<w:style w:styleId=\"g\"><w:rPr><w:vanish/></w:rPr></w:style>"}}),
            "2\n");
}

TEST(Docx, HiddenRowsAreLeftOut) {
  EXPECT_EQ(lines(table(row(cell("a") + cell("1")) + "<w:tr><w:trPr><w:hidden/></w:trPr>" + cell("b") + cell("2") +
                        "</w:tr>")),
            "a\t1\n");
}

TEST(Docx, ATextBoxIsReadOnce) {
  const std::string box = "<w:txbxContent>" + paragraph("盒") + "</w:txbxContent>";
  EXPECT_EQ(lines("<w:p>" + run("前") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" +
                  box + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
                  "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("后") + "</w:p>"),
            "前后\n盒\n");
}

TEST(Docx, OfAFieldTheResultIsRead) {
  const auto mark = [](const std::string& kind) { return "<w:r><w:fldChar w:fldCharType=\"" + kind + "\"/></w:r>"; };
  EXPECT_EQ(lines("<w:p>" + mark("begin") + "<w:r><w:instrText>PAGE 9</w:instrText></w:r>" + mark("begin") + run("8") +
                  mark("separate") + run("7") + mark("end") + mark("separate") + run("6") + mark("end") +
                  "<w:fldSimple w:instr=\"DATE\">" + run("5") + "</w:fldSimple></w:p>"),
            "65\n");
}

TEST(Docx, NotesStandAtTheEnd) {
  EXPECT_EQ(lines("<w:p>" + run("25") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + run("条") + "</w:p>",
                  {{"footnotes", "<w:footnote w:type=\"separator\" w:id=\"0\">" + paragraph("—") +
                                     "</w:footnote><w:footnote w:id=\"2\">" + paragraph("含转载") + "</w:footnote>"}}),
            "25条\n含转载\n");
}

TEST(Docx, SignsThatAreNoTextAreRead) {
  EXPECT_EQ(
      lines("<w:p>" + run("a") +
            "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/>"
            "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:sym w:font=\"Wingdings\" w:char=\"F041\"/></w:r></w:p>"),
      "a-\t☑\uFFFD\n");
}

// ---- Numbers of lists

std::string level(int number, const std::string& kind, const std::string& text, const std::string& more = "") {
  return "<w:lvl w:ilvl=\"" + std::to_string(number) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + kind +
         "\"/><w:lvlText w:val=\"" + text + "\"/>" + more + "</w:lvl>";
}
std::string numbered(const std::string& text, int list, int depth) {
  return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(depth) + "\"/><w:numId w:val=\"" +
         std::to_string(list) + "\"/></w:numPr></w:pPr>" + run(text) + "</w:p>";
}
const std::string headings_of_reports =
    "<w:abstractNum w:abstractNumId=\"4\">" + level(0, "chineseCounting", "%1、", "<w:suff w:val=\"nothing\"/>") +
    level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>") + "</w:abstractNum>" +
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"4\"/></w:num>"
    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"4\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>"
    "</w:lvlOverride></w:num>";

TEST(DocxNumbering, CountsEachLevel) {
  EXPECT_EQ(lines(numbered("甲", 1, 0) + numbered("a", 1, 1) + numbered("b", 1, 1) + numbered("x", 1, 2) +
                      numbered("乙", 1, 0) + numbered("c", 1, 1),
                  {{"numbering", headings_of_reports}}),
            "一、甲\n（一） a\n（二） b\n1.2.1 x\n二、乙\n（一） c\n");
}

TEST(DocxNumbering, BeginsAnewWhereAListSaysSo) {
  EXPECT_EQ(lines(numbered("甲", 1, 0) + numbered("乙", 1, 0) + numbered("丙", 2, 0) + numbered("丁", 2, 0) +
                      numbered("无", 0, 0) + numbered("戊", 9, 0),
                  {{"numbering", headings_of_reports}}),
            "一、甲\n二、乙\n一、丙\n二、丁\n无\n戊\n");
}

TEST(DocxNumbering, MayBeAStylesOwn) {
  const std::string styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"h2\"><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/>"
      "</w:numPr></w:pPr></w:style>";
  const auto styled = [](const std::string& style, const std::string& text) {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + run(text) + "</w:p>";
  };
  EXPECT_EQ(lines(styled("1", "甲") + styled("h2", "a") + styled("1", "乙"),
                  {{"styles", styles}, {"numbering", headings_of_reports}}),
            "一、甲\n（一） a\n二、乙\n");
}

// ---- What is no document

TEST(Docx, SaysWhatIsWrongWithIt) {
  EXPECT_EQ(error_of(make_plain_zip({{"word/document.xml", "<x/>"}})), "document.damaged");
  const std::string whole = make_docx(paragraph("a"));
  EXPECT_EQ(error_of(make_docx("<w:p>")), "document.damaged");
  EXPECT_EQ(error_of(make_docx("")), "text.empty");
  EXPECT_EQ(error_of(make_docx("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>")), "document.scan");
  EXPECT_EQ(error_of(whole.substr(0, whole.size() / 2)), "document.damaged");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<w:sdt>";
  std::string ends;
  for (int i = 0; i < 100'000; ++i) ends += "</w:sdt>";
  EXPECT_EQ(error_of(make_docx(deep + ends)), "document.too_deep");
}

TEST(Docx, ThatWasMadeToFillMemoryIsRefused) {
  const std::string part = "<w:document><w:body>" + std::string(std::size_t{40} << 20, ' ') + "</w:body></w:document>";
  const std::string relationships =
      "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"d.xml\"/></Relationships>";
  EXPECT_EQ(
      error_of(make_archive(
          "zip",
          {{"[Content_Types].xml", "<x/>"}, {"_rels/.rels", relationships}, {"word/d.xml", "<x/>"}, {"d.xml", part}})),
      "document.too_large");
}

// A part that leads to itself, and styles that are based on each other.
TEST(Docx, GoesRoundInNoCircle) {
  EXPECT_EQ(lines("<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr>" + run("25") + "</w:p>",
                  {{"styles",
                    "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>"
                    "<w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>"},
                   {"numbering",
                    "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"a\"/></w:abstractNum>"
                    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"}}),
            "25\n");
}

TEST(Docx, LoadsNothingFromOutside) {
  const std::string entity = "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
  EXPECT_EQ(lines(paragraph("a&e;")), "a&e;\n");
  EXPECT_EQ(error_of(make_plain_zip({{"_rels/.rels",
                                      "<Relationships><Relationship Type=\"x/officeDocument\" "
                                      "Target=\"../../etc/passwd\"/></Relationships>"},
                                     {"word/document.xml", entity + "<d/>"}})),
            "document.damaged");
}

TEST(Docx, OfOtherNamespacesAndNamesIsRead) {
  const std::string document =
      R"(<q:document xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main"><q:body><q:p><q:r><q:t>甲</q:t></q:r></q:p></q:body></q:document>)";
  const Result<Text> text = read_docx(make_plain_zip(
      {{"_rels/.rels",
        R"(<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/w/main.xml"/></Relationships>)"},
       {"w/main.xml", document}}));
  ASSERT_TRUE(text) << text.error().code;
  EXPECT_EQ(text->utf8(), "甲\n");
}

}  // namespace
}  // namespace gouji
