#include <gtest/gtest.h>

#include <sstream>

#include "output/characters.h"
#include "output/drawing.h"
#include "output_example.h"
#include "text/fold.h"

namespace gouji {
namespace {

std::string drawn(const Example& example, Language language = Language::zh) {
  std::string out;
  write_record_table(example.record, example.source, builtin_grammar(), {language, false, 120}, out);
  return out;
}

int widest_line(const std::string& text) {
  std::istringstream lines(text);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

TEST(RecordTable, IsDrawnWithWidthsOfChineseCharacters) {
  const Example example;
  EXPECT_NE(drawn(example).find(R"(
┌────────────┬────────┬────────┐
│            │ 申请人 │        │
│            ├────────┤        │
│ 申请       │ 自然人 │   总计 │
├────────────┼────────┼────────┤
│ 新收       │     90 │ 112.50 │
│ 办理结果   │        │        │
│   予以公开 │        │      · │
└────────────┴────────┴────────┘
)"),
            std::string::npos)
      << drawn(example);
}

TEST(RecordTable, IsDrawnInEnglish) {
  const Example example;
  EXPECT_NE(drawn(example, Language::en).find(R"(
┌───────────┬────────────┬────────┐
│           │ applicants │        │
│           ├────────────┤        │
│           │    persons │  total │
├───────────┼────────────┼────────┤
│ new       │         90 │ 112.50 │
│ results   │            │        │
│   granted │            │      · │
└───────────┴────────────┴────────┘
)"),
            std::string::npos)
      << drawn(example, Language::en);
}

TEST(RecordTable, ExplainsOnlyTheMarksThatItUses) {
  Example example;
  EXPECT_NE(drawn(example).find("  · 文中没有这个单元格\n"), std::string::npos);
  EXPECT_EQ(drawn(example).find("  * "), std::string::npos);
  example.record.cells[0].status = CellStatus::repaired;
  example.record.cells[3].status = CellStatus::ambiguous;
  const std::string table = drawn(example);
  EXPECT_NE(table.find("│ 新收       │    90* │ 112.50 │"), std::string::npos);
  EXPECT_NE(table.find("│   予以公开 │        │      ? │"), std::string::npos);
  EXPECT_NE(table.find("  * 推断得出"), std::string::npos);
  EXPECT_EQ(table.find("  · "), std::string::npos);
}

TEST(RecordTable, SaysWhenATableIsNotInTheText) {
  Example example;
  example.record.cells.assign(example.form.cells.size(), Cell{});
  EXPECT_NE(drawn(example, Language::en).find("this table was not found"), std::string::npos);
  EXPECT_EQ(drawn(example).find("│"), std::string::npos);
}

TEST(RecordTable, HasFiguresBeyondTheFormUnderIt) {
  Example example;
  example.record.extra = {{"小计", "总计", Decimal(90), "90", example.span_of("90")}};
  example.record.unread = {{"112.50", example.span_of("112.50"), "unread.no_row"}};
  const std::string table = drawn(example);
  EXPECT_NE(table.find("第 2 行：90（小计, 总计）"), std::string::npos) << table;
  EXPECT_NE(table.find("第 2 行：112.50（没有与格式相符的行）"), std::string::npos) << table;
}

TEST(RecordTable, SendsNoControlCharactersOfAReportToTheTerminal) {
  Example example;
  example.record.title.value = "\x1B[31m报告\x07";
  EXPECT_EQ(drawn(example).find_first_of("\x1B\x07"), std::string::npos);
}

TEST(RecordTable, KeepsWithin120ColumnsForEveryForm) {
  for (const Form& form : builtin_grammar().forms) {
    const Text text("报告", "UTF-8", 0, {});
    Record record;
    record.form = &form;
    record.cells.resize(form.cells.size());
    for (Cell& cell : record.cells) cell.status = CellStatus::blank;
    for (const Language language : {Language::zh, Language::en}) {
      std::string out;
      write_record_table(record, {"a.txt", "", &text}, builtin_grammar(), {language, false, 120}, out);
      EXPECT_LE(widest_line(out), 120) << form.id;
    }
  }
}

TEST(Drawing, WrapsALongLabelInsideItsCell) {
  Drawing drawing;
  drawing.columns = 2;
  drawing.rows = {{2, "申请人无正当理由逾期不补正、行政机关不再处理", {"4"}}};
  std::string out;
  draw(drawing, 30, out);
  EXPECT_EQ(out, R"(┌────────────────────────┬───┐
│   申请人无正当理由逾期 │   │
│   不补正、行政机关不再 │   │
│   处理                 │ 4 │
└────────────────────────┴───┘
)");
}

TEST(Wrapping, KeepsWordsWholeAndPunctuationWithWhatItCloses) {
  EXPECT_EQ(wrap("legal service firms", 8), (std::vector<std::string>{"legal", "service", "firms"}));
  EXPECT_EQ(wrap("（单位：万元）", 12), (std::vector<std::string>{"（单位：万", "元）"}));
  EXPECT_EQ(wrap("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
  EXPECT_EQ(wrap("", 3), (std::vector<std::string>{""}));
}

}  // namespace
}  // namespace gouji
