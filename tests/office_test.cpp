// Documents that LibreOffice turns into others, where it is installed: every cell is that of the corpus case whose
// figures they have. tests/documents/ has them as LibreOffice 7.4 wrote them, of the pages that corpus/README.md tells
// of.
#include "document/office.h"

#include <gtest/gtest.h>

#include <string>

#include "document/document.h"
#include "document/program.h"
#include "gouji.h"
#include "reports.h"
#include "source/compound_file.h"

namespace gouji {
namespace {

void expect_cells_of(const std::string& corpus_case, const std::string& document) {
  if (!find_program("soffice")) GTEST_SKIP() << "LibreOffice is not installed";
  const Result<Text> text = read_document_text(file_of_tree("tests/documents/" + document));
  ASSERT_TRUE(text) << text.error().code;
  const std::vector<Record> records = extract(*text, builtin_grammar());
  ASSERT_EQ(records.size(), 1U);
  const Extracted expected = extract_from(file_of_tree("corpus/" + corpus_case + "/report.txt"));
  const Record& record = records.front();
  ASSERT_EQ(record.form, expected.records.front().form);
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const Cell& cell = record.cells[i];
    EXPECT_EQ(cell.value, expected.records.front().cells[i].value) << record.form->cells[i].id;
    if (cell.span.empty()) continue;
    const Place place = text->place(cell.span).value();
    EXPECT_GT(place.table, 0) << record.form->cells[i].id;
    EXPECT_EQ(place.part, "");
  }
}

TEST(Office, ReadsDoc) { expect_cells_of("signed-changes-2019", "signed-changes-2019.doc"); }
TEST(Office, ReadsXls) { expect_cells_of("licheng-2023", "licheng-2023.xls"); }
TEST(Office, ReadsOdt) { expect_cells_of("statistics-2015", "statistics-2015.odt"); }

TEST(Office, TellsEncryptedAndDamagedDocuments) {
  const std::string document = file_of_tree("tests/documents/signed-changes-2019.doc");
  const std::string_view information = stream_in(document, "WordDocument").value();
  ASSERT_EQ(information.substr(0, 2), "\xEC\xA5");
  std::string encrypted = document;
  encrypted[document.size() - information.size() + 11] |= 1;
  EXPECT_EQ(read_document_text(encrypted).error().code, "document.encrypted");
  if (!find_program("soffice")) GTEST_SKIP() << "LibreOffice is not installed";
  std::string damaged = document;
  damaged.replace(document.size() - information.size(), 3000, 3000, '\0');
  EXPECT_EQ(read_document_text(damaged).error().code, "document.damaged");
}

}  // namespace
}  // namespace gouji
