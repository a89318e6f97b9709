// What takes a value away again, or keeps a row from being blank: text that was cut, labels and figures that were torn
// apart, figures that lie about, rows that are printed twice.
#include <gtest/gtest.h>

#include <string>

#include "reports.h"

namespace gouji {
namespace {

std::string rows_a_to_c() {
  return "一、本年新收政府信息公开申请数量\t\t\t90\t1\t2\t3\t4\t5\t105\n"
         "二、上年结转政府信息公开申请数量\t\t\t4\t0\t0\t0\t0\t0\t4\n"
         "三、本年度办理结果\t（一）予以公开\t\t30\t1\t0\t0\t0\t0\t31\n";
}
std::string rows_to_the_end() {
  return "\t（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n"
         "\t\t8.属于行政查询事项\t7\t0\t0\t0\t0\t0\t7\n"
         "\t（四）无法提供\t1.本机关不掌握相关政府信息\t2\t0\t0\t0\t0\t0\t2\n"
         "\t（五）不予处理\t2.重复申请\t3\t0\t0\t0\t0\t0\t3\n"
         "\t（七）总计\t\t43\t1\t0\t0\t0\t0\t44\n";
}
Extracted with_rows(const std::string& rows) {
  return extract_from(report_with_requests(rows_a_to_c() + rows + rows_to_the_end()));
}

int findings_of(const Extracted& report, std::string_view rule) {
  int count = 0;
  for (const Finding& finding : audit(report.record(), builtin_grammar(), Language::en))
    count += finding.rule->id == rule ? 1 : 0;
  return count;
}

TEST(RowPrintedTwice, IsReadOnceAndTold) {
  const std::string row = "\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t\t12\t3\t0\t0\t0\t0\t15\n";
  const Extracted report = with_rows(row + row);
  EXPECT_EQ(report.cell("requests.partly_granted.natural_person"), "read 12");
  EXPECT_EQ(report.cell("requests.partly_granted.total"), "read 15");
  EXPECT_EQ(report.record().extra.size(), 7U);  // the other row's figures are not lost
  EXPECT_EQ(findings_of(report, "form.row_twice"), 1);
  EXPECT_EQ(findings_of(with_rows(row), "form.row_twice"), 0);
}

TEST(RowPrintedTwice, WithOtherFiguresIsNotKnown) {
  const std::string label = "\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t\t";
  const Extracted report = with_rows(label + "12\t3\t0\t0\t0\t0\t15\n" + label + "14\t3\t0\t0\t0\t0\t17\n");
  EXPECT_EQ(report.at("requests.partly_granted.natural_person").status, CellStatus::ambiguous);
  EXPECT_EQ(findings_of(report, "form.row_twice"), 0);
}

// A published report that ends within its longest table, behind `last`.
Extracted cut_behind(std::string_view last) {
  const std::string text = file_of_tree("corpus/licheng-2023/report.txt");
  return extract_from(text.substr(0, text.find(last) + last.size()));
}

TEST(CutText, LeavesItsLastFigureUnread) {
  const Extracted report = cut_behind("1.本机关不掌握相关政府信息\t32\t0\t0\t0\t0\t0\t3");  // of 32
  EXPECT_EQ(report.at("requests.unavailable.not_held.total").status, CellStatus::ambiguous);
  EXPECT_EQ(report.at("requests.unavailable.not_held.total").reason, "cell.text_ends");
  EXPECT_EQ(report.cell("requests.unavailable.not_held.natural_person"), "read 32");
}

TEST(CutText, TrustsALastRowWhoseSumsComeOut) {
  const Extracted report = cut_behind("2.重复申请\t1\t0\t0\t0\t0\t0\t1");
  EXPECT_EQ(report.cell("requests.not_processed.repeated.total"), "read 1");
}

TEST(BlankRow, IsNoneWhereAWordStandsInItsFiguresPlace) {
  const Extracted report =
      with_rows("\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t\t待定\t3\t0\t0\t0\t0\t15\n");
  EXPECT_NE(report.at("requests.partly_granted.natural_person").status, CellStatus::blank);
}

TEST(BlankRow, IsNoneWhereItsLineHasNoneOfTheOthersSeparators) {
  const Extracted report = with_rows("（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n");
  EXPECT_EQ(report.at("requests.partly_granted.natural_person").status, CellStatus::ambiguous);
}

TEST(BlankRow, IsOneWhereItsPlacesArePrintedEmpty) {
  const Extracted report = with_rows("\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t\t\t\t\t\t\t\t\n");
  EXPECT_EQ(report.cell("requests.partly_granted.natural_person"), "blank");
}

// A table between whose rows a rule is missing: 8 and 968 are no halves of a figure, which follow each other.
TEST(WrappedFigures, HaveNoEmptyLineBetweenTheirHalves) {
  std::string table = "+--------+-----+\n";
  for (const char* row : {"a", "b", "c", "d"}) table += std::string("| ") + row + "      | 1   |\n+--------+-----+\n";
  table += "| people | 8   |\n| taught |     |\n| others | 968 |\n+--------+-----+\n";
  const Text text(std::move(table), "UTF-8", 0, {});
  for (const FieldLine& line : field_lines(text, tokenize(text), builtin_grammar().common)) {
    for (const Field& field : line.fields)
      EXPECT_FALSE(field.kind == Field::Kind::figure && field.value == Decimal(8968));
  }
}

// More figures than any table has are one field, so that they take little memory, and are not lost.
TEST(CrowdedFigures, AreUnreadAsOne) {
  std::string crowd;
  for (int i = 0; i < 3000; ++i) crowd += "12\n";
  const Extracted report = with_rows(crowd);
  const auto& unread = report.record().unread;
  ASSERT_FALSE(unread.empty());
  EXPECT_LT(unread.size() + report.record().extra.size(), 1100U);
  EXPECT_GT(unread.back().span.size(), 3U * 1900);
  EXPECT_EQ(report.cell("requests.granted.total"), "read 31");
}

// A page without lines, whose columns hold three digits and a few characters of the label.
TEST(NarrowColumns, BreakFiguresWithTheLabelBesideThem) {
  const auto request = [](const std::string& rows) {
    return extract_from(
        "清江市政府2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        "                    自然 商业 科研 社会 法律 其他 总计\n" +
        rows +
        "（一）予以公开        30    1    0    0    0    0   31\n"
        "1.属于国家秘密         1    0    0    0    0    0    1\n"
        "8.属于行政查询事项     7    0    0    0    0    0    7\n"
        "2.重复申请             3    0    0    0    0    0    3\n"
        "（七）总计            43    1    0    0    0    0   44\n"
        "四、政府信息公开行政复议、行政诉讼情况\n没有。\n");
  };
  const Extracted broken = request(
      "一、本年新收政府信  756  173  751  133  193  658  560\n"
      "息公开申请数量      537  307  979  043  278  561  360\n"
      "二、上年结转政府信  774  457  286  224  130  121  776\n"
      "息公开申请数量      426  291  897  357  130  873  744\n");
  for (const char* const cell : {"requests.new.natural_person", "requests.new.total", "requests.carried_over.other"})
    EXPECT_EQ(broken.at(cell).status, CellStatus::ambiguous) << cell << " " << broken.cell(cell);
  const Extracted whole = request(
      "一、本年新收政府信\n"
      "息公开申请数量      756  173  751  133  193  658  2664\n"
      "二、上年结转政府信\n"
      "息公开申请数量        4    0    0    0    0    0    4\n");
  EXPECT_EQ(whole.cell("requests.new.natural_person"), "read 756");
  EXPECT_EQ(whole.cell("requests.carried_over.total"), "read 4");
}

// Each row's figures stand on the line above its label: the order alone would give them to the row before.
TEST(TornRows, AreNotReadFromTheFiguresOfTheirNeighbours) {
  const Extracted report = extract_from(report_with_requests(
      "90 1 2 3 4 5 105\n一、本年新收政府信息公开申请数量\n4 0 0 0 0 0 4\n二、上年结转政府信息公开申请数量\n"
      "30 1 0 0 0 0 31\n（一）予以公开\n12 3 0 0 0 0 15\n（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n"
      "1 0 0 0 0 0 1\n1.属于国家秘密\n7 0 0 0 0 0 7\n8.属于行政查询事项\n2 0 0 0 0 0 2\n1.本机关不掌握相关政府信息\n"
      "3 0 0 0 0 0 3\n2.重复申请\n43 1 0 0 0 0 44\n（七）总计\n"));
  for (const char* cell : {"requests.new.natural_person", "requests.carried_over.natural_person",
                           "requests.granted.natural_person", "requests.partly_granted.natural_person"})
    EXPECT_NE(report.at(cell).status, CellStatus::read) << cell;
}

// The same where the last row's label is followed by the next table's heading.
TEST(TornRows, AreFoundByALabelThatStandsBeforeAnotherTable) {
  std::string text = file_of_tree("corpus/licheng-2023/report.txt");
  const std::size_t begin = text.find("一、本年新收政府信息公开申请数量");
  const std::size_t end = text.find("四、结转下年度继续办理");
  std::string torn =
      "90 1 2 3 4 5 105\n一、本年新收政府信息公开申请数量\n4 0 0 0 0 0 4\n二、上年结转政府信息公开申请数量\n"
      "30 1 0 0 0 0 31\n（一）予以公开\n43 1 0 0 0 0 44\n（七）总计\n51 0 2 3 4 5 65\n";
  text.replace(begin, text.find('\n', end) - begin, torn + "四、结转下年度继续办理");
  const Extracted report = extract_from(text);
  for (const char* cell : {"requests.new.natural_person", "requests.granted.natural_person"})
    EXPECT_NE(report.at(cell).status, CellStatus::read) << cell;
}

TEST(LooseNumbers, AreThoseInALabelThatArePartsOfNoName) {
  const Extracted report = with_rows("\t第20条所列12宗案件\n");
  ASSERT_EQ(report.record().unread.size(), 1U);
  EXPECT_EQ(report.record().unread[0].raw, "12");
  EXPECT_EQ(report.record().unread[0].reason, "unread.among_words");
}

}  // namespace
}  // namespace gouji
