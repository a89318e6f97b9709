// Files that hold no report as text are told by their first bytes. What is said of each kind: command_input_test.cpp.
#include "source/file_kind.h"

#include <gtest/gtest.h>

#include "generator/plain_zip.h"
#include "source/compound_file.h"

namespace gouji {
namespace {

std::string kind_of(std::string_view head) { return file_kind(head).value_or(""); }

// With one stream, whose content begins in the sector behind the directory.
std::string compound_file(std::string_view name, const std::string& content = "x") {
  std::string head = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  head[30] = 9;  // sectors of 512 bytes
  std::string directory(512, '\0');
  for (std::size_t i = 0; i < name.size(); ++i) directory[128 + 2 * i] = name[i];
  directory[128 + 116] = 1;
  return head + directory + content;
}

TEST(FileKind, OfTextIsUnknown) {
  for (const char* text : {"", "B", "BM", "BM 12", "MZ", "PK", "II", "RIFF", "<", "<a>", "二〇二三年",
                           "MIME-Version: 1.0", "| a | b |\n|---|---|\n", "<- see above", "#!/bin/sh\n"}) {
    EXPECT_EQ(kind_of(text), "") << text;
  }
}

TEST(FileKind, OfAWebPageIsToldBehindWhatMayStandBeforeIt) {
  EXPECT_EQ(kind_of("\xEF\xBB\xBF\r\n<HTML lang=zh>"), "html");
  EXPECT_EQ(kind_of("<?xml version=\"1.0\"?>\n<!-- saved -->\n<!DOCTYPE html PUBLIC"), "html");
  EXPECT_EQ(kind_of("  <table border=1>"), "html");
  EXPECT_EQ(kind_of("From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n"), "html");
  EXPECT_EQ(kind_of(std::string(2000, 'x') + "<html>"), "");
}

TEST(FileKind, OfACompoundFileIsToldByTheNamesOfItsStreams) {
  EXPECT_EQ(kind_of(compound_file("")), "office");
  EXPECT_EQ(kind_of(compound_file("WordDocument")), "word_old");
  EXPECT_EQ(kind_of(compound_file("Workbook")), "excel_old");
  EXPECT_EQ(kind_of(compound_file("PowerPoint Document")), "slides");
  EXPECT_EQ(kind_of(compound_file("EncryptedPackage")), "office_encrypted");
  EXPECT_EQ(kind_of(compound_file("WordDocuments")), "office");
}

TEST(FileKind, OfACompoundFileIsToldByItsFirstSectorWhereItWasCut) {
  const std::string file = compound_file("WordDocument").substr(0, 512);
  EXPECT_EQ(kind_of(file + "\xEC\xA5" + std::string(100, '\0')), "word_old");
  EXPECT_EQ(kind_of(file + "\x09\x08"), "excel_old");
  EXPECT_EQ(kind_of(file), "office");
}

TEST(CompoundFile, HasItsStreams) {
  EXPECT_EQ(stream_in(compound_file("WordDocument", "abc"), "WordDocument"), "abc");
  EXPECT_EQ(stream_in(compound_file("WordDocument", ""), "WordDocument"), std::nullopt);
  EXPECT_EQ(stream_in(compound_file("WordDocument"), "Word"), std::nullopt);
  EXPECT_EQ(stream_in("WordDocument", "WordDocument"), std::nullopt);
}

TEST(FileKind, OfAnOldXmlDocumentIsToldByWhatItNamesItself) {
  EXPECT_EQ(kind_of("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Word.Document\"?>"), "word_old");
  EXPECT_EQ(kind_of("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>"), "excel_old");
}

TEST(FileKind, OfAnOpenDocumentIsToldByItsPartsWhereItsDeclarationStandsBehind) {
  EXPECT_EQ(kind_of(make_plain_zip({{"META-INF/manifest.xml", "<x/>"}, {"content.xml", "<x/>"}})), "odf");
  EXPECT_EQ(kind_of(make_plain_zip({{"META-INF/MANIFEST.MF", ""}, {"content.xml", "<x/>"}})), "program");
}

// What stands inside a member that is not packed is no member.
TEST(FileKind, OfAnArchiveThatHoldsADocumentIsNoDocument) {
  const std::string document = make_plain_zip({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}});
  const std::string archive = make_plain_zip({{"a.docx", document}, {"b.txt", "text"}});
  EXPECT_EQ(first_zip_members(archive), (std::vector<std::string_view>{"a.docx", "b.txt"}));
  EXPECT_EQ(first_zip_members(document), (std::vector<std::string_view>{"[Content_Types].xml", "word/document.xml"}));
}

TEST(FileKind, OfBytesThatAreCutAnywhereIsNoTrouble) {
  const std::string zip = make_plain_zip({{"mimetype", "application/epub+zip"}, {"word/a", "text"}});
  for (std::size_t size = 0; size <= zip.size(); ++size) {
    const std::string_view head = std::string_view(zip).substr(0, size);
    kind_of(head);
    first_zip_members(head);
  }
  EXPECT_EQ(kind_of(zip), "book");
}

}  // namespace
}  // namespace gouji
