// PDF documents, as mutool and pdftotext read them. The documents are written here, byte by byte: ruled lines, figures
// in a standard font, and Chinese by the numbers of its characters, with a table that says what they mean.
#include "document/pdf.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/program.h"
#include "text/fold.h"

namespace gouji {
namespace {

namespace fs = std::filesystem;

// ---- Writing PDF

std::string stream(std::string_view dictionary, const std::string& bytes) {
  return fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", dictionary, bytes.size(), bytes);
}

std::string document(const std::vector<std::string>& objects) {
  std::string bytes = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(bytes.size());
    bytes += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  const std::size_t table = bytes.size();
  bytes += fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (const std::size_t offset : offsets) bytes += fmt::format("{:010} 00000 n \n", offset);
  return bytes + fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, table);
}

const char* const to_unicode =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    "1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    "endcmap CMapName currentdict /CMap defineresource pop end end";

struct Options {
  std::string page_entries;     // "/Rotate 90"
  bool says_characters = true;  // that its fonts say what they show
};

// Pages of 400 × 300 points; `contents` in PDF's operators, whose y counts from the bottom.
std::string pdf(const std::vector<std::string>& contents, const Options& options = {}) {
  std::string kids;
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      "",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
      fmt::format("<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [5 0 R] {} >>",
                  options.says_characters ? "/ToUnicode 7 0 R" : ""),
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
      "/Supplement 0 >> /FontDescriptor 6 0 R /DW 1000 >>",
      "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 "
      "/Descent -120 /CapHeight 700 /StemV 80 >>",
      stream("", to_unicode),
      stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x"),
  };
  for (const std::string& content : contents) {
    kids += fmt::format("{} 0 R ", objects.size() + 1);
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents {} 0 R {} /Resources "
                    "<< /Font << /A 3 0 R /C 4 0 R >> /XObject << /I 8 0 R >> >> >>",
                    objects.size() + 2, options.page_entries));
    objects.push_back(stream("", content));
  }
  objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, contents.size());
  return document(objects);
}

// Text of 10 points; ASCII in the one font, all else in the other one.
std::string text(double x, double y, std::string_view utf8) {
  std::string codes;
  const bool is_ascii =
      std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  while (!utf8.empty()) {
    const auto character = static_cast<unsigned>(next_character(utf8));
    codes += is_ascii ? fmt::format("{:02X}", character) : fmt::format("{:04X}", character);
  }
  return fmt::format("BT /{} 10 Tf {} {} Td <{}> Tj ET\n", is_ascii ? 'A' : 'C', x, y, codes);
}

std::string line(double x1, double y1, double x2, double y2) {
  return fmt::format("{} {} m {} {} l S\n", x1, y1, x2, y2);
}

// Two rows of a label and two figures, with all rules.
std::string small_table() {
  std::string page;
  for (const int y : {200, 220, 240}) page += line(50, y, 300, y);
  for (const int x : {50, 200, 250, 300}) page += line(x, 200, x, 240);
  return page + text(60, 226, "规章") + text(210, 226, "12") + text(260, 226, "34") + text(60, 206, "规范性文件") +
         text(210, 206, "5") + text(260, 206, "678");
}

std::string error_of(const std::string& bytes) {
  const Result<Text> read = read_document_text(bytes);
  return read ? "read: " + std::string(read->utf8()) : read.error().code;
}

// ---- The programs

bool has_programs() { return find_program("mutool") && find_program("pdftotext"); }

// PATH with some programs only: those that are installed, or scripts.
class Path {
 public:
  ~Path() { ::setenv("PATH", before_.c_str(), 1); }
  Path() { ::setenv("PATH", folder_->path().c_str(), 1); }
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

  Path& add(const std::string& name) {
    ::setenv("PATH", before_.c_str(), 1);
    fs::create_symlink(*find_program(name), folder_->path() + "/" + name);
    ::setenv("PATH", folder_->path().c_str(), 1);
    return *this;
  }
  Path& add_script(const std::string& name, const std::string& script) {
    const std::string path = *folder_->write(name, "#!/bin/sh\nPATH=/bin:/usr/bin\n" + script + "\n");
    ::chmod(path.c_str(), 0700);
    return *this;
  }

 private:
  std::optional<ScratchFolder> folder_ = ScratchFolder::make();
  std::string before_ = std::getenv("PATH");
};

class Pdf : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_programs()) GTEST_SKIP() << "mutool and pdftotext are not installed";
  }
};

// ---- Reading

TEST_F(Pdf, ATableIsReadByItsRules) {
  const Result<Text> read = read_pdf(pdf({text(60, 260, "政府信息公开") + small_table() + text(60, 180, "说明")}));
  ASSERT_TRUE(read) << read.error().code;
  EXPECT_EQ(read->utf8(), "政府信息公开\n规章\t12\t34\n规范性文件\t5\t678\n说明\n");
}

TEST_F(Pdf, ACellKnowsItsPlaceOnThePage) {
  const Result<Text> read = read_pdf(pdf({text(60, 260, "标题"), small_table()}));
  ASSERT_TRUE(read);
  const std::size_t at = read->utf8().find("678");
  ASSERT_NE(at, std::string_view::npos);
  const std::optional<Place> place = read->place({at, at + 3});
  ASSERT_TRUE(place);
  EXPECT_EQ(place->page, 2);
  EXPECT_NEAR(place->box.left, 260, 1);
  EXPECT_NEAR(place->box.right, 260 + 3 * 5.56, 1);
  EXPECT_GT(place->box.bottom, 300 - 206);
  EXPECT_LT(place->box.top, 300 - 206);
}

TEST_F(Pdf, RulesMayBeBarsAndFrames) {
  std::string page;
  for (const int y : {200, 220, 240}) page += fmt::format("50 {} 250 0.5 re f\n", y);
  page += "50 200 150 40 re S 200 200 50 40 re S\n";
  page += text(60, 226, "规章") + text(210, 226, "12") + text(60, 206, "许可") + text(210, 206, "5");
  EXPECT_EQ(read_pdf(pdf({page}))->utf8(), "规章\t12\t\n许可\t5\t\n");
}

TEST_F(Pdf, ATurnedPageIsReadAsItIsShown) {
  const Result<Text> read = read_pdf(pdf({small_table()}, {.page_entries = "/Rotate 90"}));
  ASSERT_TRUE(read) << read.error().code;
  EXPECT_EQ(read->utf8(), "规章\t12\t34\n规范性文件\t5\t678\n");
}

TEST_F(Pdf, OneProgramIsEnough) {
  const std::string bytes = pdf({small_table()});
  {
    Path path;
    path.add("mutool");
    EXPECT_EQ(read_pdf(bytes)->utf8(), "规章\t12\t34\n规范性文件\t5\t678\n");
  }
  Path path;
  path.add("pdftotext");
  const Result<Text> read = read_pdf(bytes);
  ASSERT_TRUE(read) << read.error().code;
  for (const char* const word : {"规章", "12", "34", "规范性文件", "678"}) {
    EXPECT_NE(read->utf8().find(word), std::string_view::npos) << word << " in " << read->utf8();
  }
}

TEST_F(Pdf, BothProgramsAgreeOnFigures) {
  const std::string bytes = pdf({small_table()});
  const Result<Text> reading = read_pdf(bytes);
  ASSERT_TRUE(reading);
  EXPECT_TRUE(reading->disagreements.empty());
  Path path;
  path.add("mutool").add_script("pdftotext", "echo '<page width=\"400\" height=\"300\"><word>12</word></page>'");
  EXPECT_EQ(read_pdf(bytes)->disagreements.size(), 3U);  // 34, 5 and 678 are missing
}

// ---- Documents that cannot be read

TEST_F(Pdf, ScansAndEmptyPagesHaveNoText) {
  EXPECT_EQ(error_of(pdf({"q 400 0 0 300 0 0 cm /I Do Q"})), "document.scan");
  EXPECT_EQ(error_of(pdf({""})), "text.empty");
}

TEST_F(Pdf, FontsThatDoNotSayWhatTheyShowGiveNoText) {
  std::string page;
  for (int i = 0; i < 10; ++i) page += text(50, 280 - 20 * i, "政府信息公开工作年度报告");
  EXPECT_EQ(error_of(pdf({page}, {.page_entries = "", .says_characters = false})), "document.no_characters");
}

TEST_F(Pdf, DamagedDocumentsAreNotRead) {
  const std::string whole = pdf(std::vector<std::string>(20, small_table()));
  EXPECT_EQ(error_of(whole.substr(0, whole.size() / 2)), "document.damaged");
  EXPECT_EQ(error_of("%PDF-1.4\n" + std::string(5000, '\x7f')), "document.damaged");
  EXPECT_EQ(error_of("%PDF-1.4\n"), "document.damaged");
}

TEST_F(Pdf, EncryptedDocumentsSaySo) {
  // With the dictionary of a password that nobody knows.
  std::string bytes = pdf({small_table()});
  const std::string key(64, 'a');
  const std::string id = "<00112233445566778899aabbccddeeff>";
  bytes.replace(bytes.find("/Root 1 0 R"), 11,
                fmt::format("/Root 1 0 R /ID [{0} {0}] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{1}> /U <{1}> "
                            ">>",
                            id, key));
  EXPECT_EQ(error_of(bytes), "document.encrypted");
}

TEST_F(Pdf, MorePagesThanAnyReportHasAreTooMany) {
  EXPECT_EQ(error_of(pdf(std::vector<std::string>(501, text(50, 50, "1")))), "document.too_many_pages");
}

TEST(PdfPrograms, AreNamedWhereNoneIsInstalled) {
  Path path;
  const Result<Text> read = read_pdf(pdf({small_table()}));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "document.no_program");
  EXPECT_EQ(read.error().arguments.at(0).second, "mutool");
}

TEST(PdfPrograms, ThatFailSayWhy) {
  const std::string bytes = pdf({small_table()});
  {
    Path path;
    path.add_script("mutool", "echo 'error: cannot authenticate password' >&2; exit 1");
    EXPECT_EQ(error_of(bytes), "document.encrypted");
  }
  {
    Path path;
    path.add_script("mutool",
                    "echo 'warning: ICC support is not available' >&2; echo 'error: no such thing' >&2; exit 1");
    const Result<Text> read = read_pdf(bytes);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "document.damaged");
    EXPECT_EQ(read.error().arguments.at(0).second, "error: no such thing");
  }
  {
    Path path;
    path.add_script("mutool", "kill -SEGV $$");
    EXPECT_EQ(error_of(bytes), "document.program_failed");
  }
  {
    Path path;
    path.add_script("mutool", "yes '<g unicode=\"x\"/>'");
    EXPECT_EQ(error_of(bytes), "document.too_large");
  }
  {
    Path path;
    path.add_script("mutool", "echo 'error: realloc (1014243840 bytes) failed' >&2; exit 1");
    EXPECT_EQ(error_of(bytes), "document.too_large");
  }
  // What ends in the middle, although the program says that all is well.
  Path path;
  path.add_script("mutool", "echo '<document><page mediabox=\"0 0 400 300\">'");
  EXPECT_EQ(error_of(bytes), "document.damaged");
}

TEST(PdfPrograms, LeaveNoFilesBehind) {
  const std::optional<ScratchFolder> folder = ScratchFolder::make();
  ::setenv("TMPDIR", folder->path().c_str(), 1);
  {
    Path path;  // has a folder of its own
    path.add_script("mutool", "exit 1");
    const auto count = [&] { return std::distance(fs::directory_iterator(folder->path()), fs::directory_iterator()); };
    const auto before = count();
    EXPECT_FALSE(read_pdf(pdf({small_table()})));
    EXPECT_EQ(count(), before);
  }
  ::unsetenv("TMPDIR");
  EXPECT_TRUE(fs::is_empty(folder->path()));
}

}  // namespace
}  // namespace gouji
