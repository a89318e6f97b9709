// gouji export: a database as csv, as records, and as a workbook.
#include <re2/re2.h>
#include <zlib.h>

#include <cstdint>
#include <map>

#include "ingest_folder.h"

namespace gouji {
namespace {

std::uint32_t number_at(const std::string& bytes, std::size_t at, int size) {
  std::uint32_t number = 0;
  for (int i = size; i-- > 0;)
    number = number << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return number;
}

std::string inflated(const std::string& deflated, std::size_t size) {
  std::string bytes(size, '\0');
  z_stream stream{};
  inflateInit2(&stream, -MAX_WBITS);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  stream.avail_in = static_cast<uInt>(deflated.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(size);
  inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return bytes;
}

// The files of a ZIP archive, by its central directory.
std::map<std::string, std::string> unzipped(const std::string& zip) {
  std::map<std::string, std::string> files;
  for (std::size_t at = zip.find("PK\1\2"); at != std::string::npos; at = zip.find("PK\1\2", at + 4)) {
    const bool is_deflated = number_at(zip, at + 10, 2) == 8;
    const std::size_t packed = number_at(zip, at + 20, 4);
    const std::size_t size = number_at(zip, at + 24, 4);
    const std::size_t header = number_at(zip, at + 42, 4);
    const std::string name = zip.substr(at + 46, number_at(zip, at + 28, 2));
    const std::size_t begin = header + 30 + number_at(zip, header + 26, 2) + number_at(zip, header + 28, 2);
    files[name] = is_deflated ? inflated(zip.substr(begin, packed), size) : zip.substr(begin, packed);
  }
  return files;
}

// Each row of each sheet, its cells separated by bars: "90|91|".
std::map<std::string, std::vector<std::string>> sheets_of(const std::string& workbook) {
  static const RE2 sheet_pattern("<sheet name=\"([^\"]*)\"");
  static const RE2 row_pattern("(?s)<row (.*?)</row>");
  static const RE2 cell_pattern("<t[^>]*>([^<]*)</t>|<v>([^<]*)</v>");
  std::map<std::string, std::string> files = unzipped(workbook);
  std::map<std::string, std::vector<std::string>> sheets;
  re2::StringPiece list(files["xl/workbook.xml"]);
  int number = 0;
  for (std::string name; RE2::FindAndConsume(&list, sheet_pattern, &name);) {
    std::vector<std::string>& rows = sheets[name];
    re2::StringPiece xml(files["xl/worksheets/sheet" + std::to_string(++number) + ".xml"]);
    for (std::string row; RE2::FindAndConsume(&xml, row_pattern, &row);) {
      rows.emplace_back();
      re2::StringPiece cells(row);
      std::string text;
      std::string value;
      while (RE2::FindAndConsume(&cells, cell_pattern, &text, &value)) rows.back() += text + value + "|";
    }
  }
  return sheets;
}

// The first cell of each sheet that moves: what is above it and left of it stays in sight.
std::map<std::string, std::string> first_moving_cells(const std::string& workbook) {
  static const RE2 sheet_pattern("<sheet name=\"([^\"]*)\"");
  std::map<std::string, std::string> files = unzipped(workbook);
  std::map<std::string, std::string> cells;
  re2::StringPiece list(files["xl/workbook.xml"]);
  int number = 0;
  for (std::string name; RE2::FindAndConsume(&list, sheet_pattern, &name);) {
    RE2::PartialMatch(files["xl/worksheets/sheet" + std::to_string(++number) + ".xml"],
                      "<pane [^>]*topLeftCell=\"([^\"]*)\"[^>]*state=\"frozen\"", &cells[name]);
  }
  return cells;
}

class CommandExport : public IngestFolder {
 protected:
  CommandExport() {
    folder.write("in/a.txt", report_of("清江市人民政府", 2022));
    folder.write("in/b.txt", inconsistent_report());
    EXPECT_EQ(ingest({"--lang", "zh", "in"}).status, 0);
  }
};

TEST_F(CommandExport, WritesWhatExtractDoes) {
  for (const char* format : {"csv", "jsonl"}) {
    const CommandResult result = run({"export", "--db", "a.db", "--format", format});
    EXPECT_EQ(result.out, run({"extract", "--format", format, "in"}).out);
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(result.status, 0);
  }
  EXPECT_EQ(run({"export", "--db", "a.db"}).out, run({"extract", "--format", "csv", "in"}).out);
}

TEST_F(CommandExport, TheWorkbookHasTablesSeriesAndProblems) {
  const CommandResult result = run({"export", "--db", "a.db", "--format", "xlsx", "--output", "a.xlsx"});
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.status, 0);
  auto sheets = sheets_of(folder.read("a.xlsx"));
  std::vector<std::string> names;
  for (const auto& [name, rows] : sheets) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"2021 主动公开政府信息情况", "2021 收到和处理政府信息公开申请情况",
                                             "2021 政府信息公开行政复议、行政诉讼情况", "序列", "说明", "问题清单"}));
  const std::vector<std::string>& requests = sheets["2021 收到和处理政府信息公开申请情况"];
  ASSERT_EQ(requests.size(), 4U);
  EXPECT_EQ(requests[0].rfind("一、本年新收政府信息公开申请数量|", 0), 0U) << requests[0];
  EXPECT_EQ(requests[1].rfind("机关|年度|文件|自然人 (件)|", 0), 0U) << requests[1];
  EXPECT_EQ(requests[2].rfind("泉州市鲤城区人民政府|2023|in/b.txt|90|1|0|0|0|0|91|", 0), 0U) << requests[2];
  EXPECT_EQ(sheets["序列"].size(), 3U);
  const std::vector<std::string>& problems = sheets["问题清单"];
  EXPECT_EQ(problems[0].rfind("机关|年度|文件|级别|检查内容|问题|应为|实为|行|", 0), 0U) << problems[0];
  bool is_told = false;
  for (const std::string& row : problems) {
    is_told = is_told || (row.find("|31|13|") != std::string::npos && row.find("13 → 31|唯一解|") != std::string::npos);
  }
  EXPECT_TRUE(is_told);
}

// A table has a row for its groups above the one for its columns.
TEST_F(CommandExport, HeadingsAndBodiesOfTheWorkbookStayInSight) {
  ASSERT_EQ(run({"export", "--db", "a.db", "--format", "xlsx", "--output", "a.xlsx"}).status, 0);
  std::map<std::string, std::string> cells = first_moving_cells(folder.read("a.xlsx"));
  EXPECT_EQ(cells["2021 收到和处理政府信息公开申请情况"], "D3");
  EXPECT_EQ(cells["序列"], "D2");
  EXPECT_EQ(cells["问题清单"], "D2");
}

TEST_F(CommandExport, TheSameDatabaseGivesTheSameWorkbook) {
  const std::string first = run({"export", "--db", "a.db", "--format", "xlsx"}).out;
  EXPECT_EQ(first.substr(0, 2), "PK");
  EXPECT_TRUE(run({"export", "--db", "a.db", "--format", "xlsx"}).out == first);
}

TEST_F(CommandExport, LeavesNothingBehindWhenItFails) {
  CommandSetting setting;
  setting.folder = folder.path();
  setting.environment["TMPDIR"] = folder.path() + "/none";
  EXPECT_EQ(run_gouji({"export", "--db", "a.db", "--format", "xlsx", "-o", "a.xlsx"}, setting).err,
            "gouji: the temporary file cannot be written: No such file or directory; name a folder with room in the "
            "environment variable TMPDIR\n");
  EXPECT_FALSE(folder.has("a.xlsx"));
  setting.environment["TMPDIR"] = folder.path();
  setting.standard_output = "/dev/full";
  EXPECT_EQ(run_gouji({"export", "--db", "a.db", "--format", "xlsx"}, setting).err,
            "gouji: standard output cannot be written: No space left on device\n");
  setting.standard_output = "";
  setting.largest_file = 4096;
  EXPECT_EQ(run_gouji({"export", "--db", "a.db", "--format", "xlsx", "-o", "a.xlsx"}, setting).status, 3);
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"a.db", "in"}));
}

TEST_F(CommandExport, SaysWhatIsWrong) {
  EXPECT_EQ(run({"export", "--db", "none.db", "--format", "xlsx", "-o", "a.xlsx"}).err,
            "gouji: none.db: no such file or directory; check the path\n");
  EXPECT_FALSE(folder.has("a.xlsx"));
  EXPECT_EQ(run({"export", "--db", "a.db", "in"}).err, "gouji: in: one argument too many; see gouji export --help\n");
  EXPECT_EQ(run({"export"}).err, "gouji: no database given; name one with --db FILE, see gouji export --help\n");
}

}  // namespace
}  // namespace gouji
