// What recognition makes of figures that a layout lost, tore or wrapped: put back where all the evidence leaves one
// way, marked where it does not.
#include <gtest/gtest.h>

#include <string>

#include "reports.h"
#include "text/fold.h"

namespace gouji {
namespace {

// Rows of zeros, words behind words.
std::string six_more_rows() {
  return "3.危及“三安全一稳定” 0 0 0 0 0 0 0\n"
         "4.保护第三方合法权益 0 0 0 0 0 0 0\n"
         "5.属于三类内部事务信息 0 0 0 0 0 0 0\n"
         "6.属于四类过程性信息 0 0 0 0 0 0 0\n"
         "7.属于行政执法案卷 0 0 0 0 0 0 0\n"
         "8.属于行政查询事项 0 0 0 0 0 0 0\n";
}

// The same with the figures in columns that only spaces hold.
std::string six_more_rows_in_columns() {
  std::string rows;
  for (const std::string label : {"3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息",
                                  "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项"}) {
    rows += label + std::string(static_cast<std::size_t>(37 - display_width(label)), ' ') +
            "0    0    0    0    0    0      0\n";
  }
  return rows;
}

std::string rows_to_the_end() {
  return "1.本机关不掌握相关政府信息 0 0 0 0 0 0 0\n"
         "2.没有现成信息需要另行制作 0 0 0 0 0 0 0\n"
         "3.补正后申请内容仍不明确 0 0 0 0 0 0 0\n"
         "1.信访举报投诉类申请 0 0 0 0 0 0 0\n"
         "2.重复申请 0 0 0 0 0 0 0\n"
         "3.要求提供公开出版物 0 0 0 0 0 0 0\n"
         "4.无正当理由大量反复申请 0 0 0 0 0 0 0\n"
         "5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0\n"
         "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0\n"
         "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0\n"
         "3.其他 0 0 0 0 0 0 0\n";
}

TEST(Recognition, BlanksWithoutTraceArePlacedByTheSumsOfTheColumns) {
  // "7 7": the total, and one of six columns. Only the column of companies has a seven to make up.
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量 5 7 0 0 0 0 12\n"
                                        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n"
                                        "（一）予以公开 5 0 0 0 0 0 5\n"
                                        "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 7 7\n"
                                        "1.属于国家秘密 0 0 0 0 0 0 0\n"
                                        "2.其他法律行政法规禁止公开 0 0 0 0 0 0 0\n" +
                                        six_more_rows() + rows_to_the_end() +
                                        "（七）总计 5 7 0 0 0 0 12\n"
                                        "四、结转下年度继续办理 0 0 0 0 0 0 0\n"));
  EXPECT_EQ(report.cell("requests.partly_granted.commercial"), "repaired 7");
  EXPECT_EQ(report.at("requests.partly_granted.commercial").reason, "cell.placed_by_arithmetic");
  EXPECT_EQ(report.cell("requests.partly_granted.natural_person"), "blank");
  EXPECT_EQ(report.cell("requests.partly_granted.total"), "repaired 7");
}

TEST(Recognition, FiguresInSpacedColumnsShowWhichOfThemAreBlank) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量    90    1    2    3    4    5    105\n"
                                        "二、上年结转政府信息公开申请数量     4    0    0    0    0    0      4\n"
                                        "1.属于国家秘密                                 6         6          12\n"
                                        "2.其他法律行政法规禁止公开           1    0    0    0    0    0      1\n" +
                                        six_more_rows_in_columns()));
  EXPECT_EQ(report.cell("requests.refused.state_secret.research"), "read 6");
  EXPECT_EQ(report.cell("requests.refused.state_secret.legal_service"), "read 6");
  EXPECT_EQ(report.cell("requests.refused.state_secret.natural_person"), "blank");
  EXPECT_EQ(report.cell("requests.refused.state_secret.total"), "read 12");
}

// "其他处" alone would be a misprint of the row that form 2019 has for the group.
TEST(Recognition, ARowIsKnownByItsLabelWhereOnlyAPieceOfItsGroupsStandsBesideItsFigures) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量    90    1    2    3    4    5    105\n"
                                        "二、上年结转政府信息公开申请数量     4    0    0    0    0    0      4\n" +
                                        six_more_rows_in_columns() +
                                        "          2.重复申请                 2    0    0    0    0    0      2\n"
                                        "          1.申请人无正当理\n"
                                        "（六）    由逾期不补正、行\n"
                                        "其他处                               3    0    0    0    0    6      9\n"
                                        "理        政机关不再处理其\n"
                                        "          政府信息公开申请\n"
                                        "          2.申请人逾期未按\n"
                                        "          收费通知要求缴纳           1    0    0    0    0    0      1\n"
                                        "          费用、行政机关不\n"
                                        "          再处理其政府信息\n"
                                        "          公开申请\n"
                                        "          3.其他                     7    0    0    0    0    0      7\n"));
  EXPECT_EQ(report.cell("requests.other.no_correction.natural_person"), "read 3");
  EXPECT_EQ(report.cell("requests.other.no_correction.total"), "read 9");
  EXPECT_EQ(report.cell("requests.other.total"), "missing");
  EXPECT_EQ(report.cell("requests.other.rest.total"), "read 7");
}

TEST(Recognition, ALabelIsPutTogetherInItsColumnWherePiecesOfItsGroupsStandBetweenItsLines) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量    90    1    2    3    4    5    105\n"
                                        "二、上年结转政府信息公开申请数量     4    0    0    0    0    0      4\n" +
                                        six_more_rows_in_columns() +
                                        "          2.重复申请                 2    0    0    0    0    0      2\n"
                                        "          1.申请人无正当\n"
                                        "（六）其  理由逾期不补正\n"
                                        "他处理    、行政机关不再             3    0    0    0    0    6      9\n"
                                        "          处理其政府信息\n"
                                        "          公开申请\n"
                                        "          3.其他                     7    0    0    0    0    0      7\n"));
  EXPECT_EQ(report.cell("requests.other.no_correction.natural_person"), "read 3");
  EXPECT_EQ(report.cell("requests.other.no_correction.total"), "read 9");
  EXPECT_EQ(report.cell("requests.other.total"), "missing");
}

TEST(Recognition, ColumnsPrintedOneAfterTheOtherAreDealtOutToTheirRows) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量\n90\n1\n2\n3\n4\n5\n105\n"
                                        "二、上年结转政府信息公开申请数量\n4\n0\n0\n0\n0\n0\n4\n"
                                        "\n6\n8\n\n1\n0\n\n0\n0\n\n0\n2\n\n0\n0\n\n0\n0\n\n7\n10\n"
                                        "\n（一）予以公开\n（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n"
                                        "1.属于国家秘密\n3\n0\n0\n0\n0\n0\n3\n" +
                                        six_more_rows()));
  EXPECT_EQ(report.cell("requests.granted.natural_person"), "repaired 6");
  EXPECT_EQ(report.at("requests.granted.natural_person").reason, "cell.placed_by_count");
  EXPECT_EQ(report.cell("requests.partly_granted.public_welfare"), "repaired 2");
  EXPECT_EQ(report.cell("requests.partly_granted.total"), "repaired 10");
  EXPECT_EQ(report.cell("requests.refused.state_secret.total"), "read 3");
}

TEST(Recognition, AFigureWrappedInAColumnOfSpacesIsJoinedWhereTheSumsComeOut) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量    90    1    2    3    4    5    105\n"
                                        "二、上年结转政府信息公开申请数量     4    0    0    0    0    0      4\n"
                                        "\n"
                                        "                                    14                           15\n"
                                        "1.属于国家秘密                             0    0    10   0    0\n"
                                        "                                    7                            7\n"
                                        "\n"
                                        "2.其他法律行政法规禁止公开           1    0    0    0    0    0      1\n" +
                                        six_more_rows_in_columns()));
  EXPECT_EQ(report.cell("requests.refused.state_secret.natural_person"), "repaired 147");
  EXPECT_EQ(report.at("requests.refused.state_secret.natural_person").reason, "cell.joined_from_lines");
  EXPECT_EQ(report.at("requests.refused.state_secret.natural_person").parts.size(), 1u);
  EXPECT_EQ(report.cell("requests.refused.state_secret.public_welfare"), "read 10");
  EXPECT_EQ(report.cell("requests.refused.state_secret.total"), "repaired 157");
}

TEST(Recognition, ARowWhoseSumsComeOutWithTheLineBelowTooIsNotTrusted) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量    90    1    2    3    4    5    105\n"
                                        "二、上年结转政府信息公开申请数量     4    0    0    0    0    0      4\n"
                                        "1.属于国家秘密                       4    0    0    0    0    0      4\n"
                                        "                                    0                               0\n"
                                        "2.其他法律行政法规禁止公开           1    0    0    0    0    0      1\n" +
                                        six_more_rows_in_columns()));
  EXPECT_EQ(report.cell("requests.refused.state_secret.natural_person").substr(0, 9), "ambiguous");
}

TEST(Recognition, ANoteThatANarrowCellWrappedIsNeitherAFigureNorALabel) {
  const Extracted report =
      extract_from(report_with_requests("│一、本年新收政府信息公开申请数量│90│1│2│3│4│5│105│\n"
                                        "│二、上年结转政府信息公开申请数量│4│0│0│0│0│0│4（含│\n"
                                        "│                                │ │ │ │ │ │ │上年3│\n"
                                        "│                                │ │ │ │ │ │ │件）│\n"
                                        "│1.属于国家秘密│3│0│0│0│0│0│3│\n" +
                                        six_more_rows()));
  EXPECT_EQ(report.cell("requests.carried_over.total"), "read 4");
  EXPECT_EQ(report.cell("requests.refused.state_secret.total"), "read 3");
  ASSERT_EQ(report.record().extra.size(), 1u);
  EXPECT_EQ(report.record().extra.front().raw, "3");
}

TEST(Recognition, AUnitOnTheNextLineBelongsToItsFigure) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量\n90\n件\n1\n2\n3\n4\n5\n105\n件\n"
                                        "二、上年结转政府信息公开申请数量\n4\n0\n0\n0\n0\n0\n4\n" +
                                        six_more_rows()));
  EXPECT_EQ(report.cell("requests.new.natural_person"), "read 90");
  EXPECT_EQ(report.cell("requests.new.total"), "read 105");
}

TEST(Recognition, ALabelWithoutFiguresIsNotBlankWhereARowsWorthOfFiguresLiesAbout) {
  const Extracted report =
      extract_from(report_with_requests("1.属于国家秘密\n"
                                        "2.其他法律行政法规禁止公开 1 0 0 0 0 0 1 2 0 0 0 0 0 9\n" +
                                        six_more_rows()));
  EXPECT_EQ(report.cell("requests.refused.state_secret.total").substr(0, 9), "missing");
  EXPECT_EQ(report.cell("requests.refused.prohibited_by_law.total").substr(0, 9), "ambiguous");
}

TEST(Recognition, ASubtotalIsNotTakenForTheTotal) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量 90 1 2 3 4 5 105\n" + six_more_rows() +
                                        "合计 3 0 0 0 0 0 3\n"
                                        "四、结转下年度继续办理 1 0 0 0 0 0 1\n"));
  EXPECT_EQ(report.cell("requests.results_total.total"), "missing");
}

TEST(Recognition, AWordWhereAFigureBelongsIsNoBlank) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量\t90\t1\t2\t3\t4\t5\t105\n"
                                        "二、上年结转政府信息公开申请数量\t4\t不详\t0\t0\t0\t0\t4\n" +
                                        six_more_rows()));
  EXPECT_EQ(report.cell("requests.carried_over.commercial").substr(0, 9), "ambiguous");
  EXPECT_EQ(report.at("requests.carried_over.commercial").reason, "cell.no_figure");
  EXPECT_EQ(report.cell("requests.carried_over.total"), "read 4");
}

TEST(Recognition, ALineOfMarkUpAloneHasNoFields) {
  const std::string mark_up = "| rowspan=\"2\" | colspan=\"9\" |\n";
  const Extracted report = extract_from(report_with_requests(mark_up +
                                                             "一、本年新收政府信息公开申请数量 90 1 2 3 4 5 105\n"
                                                             "二、上年结转政府信息公开申请数量 4 0 0 0 0 0 4\n" +
                                                             six_more_rows()) +
                                        mark_up);
  ASSERT_EQ(report.records.size(), 1u);
  EXPECT_EQ(report.cell("requests.new.total"), "read 105");
}

TEST(Recognition, ACellALineBehindABarIsReadAsACellALine) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量\n| 90\n| 1\n| 2\n| 3\n| 4\n| 5\n| 105\n"
                                        "二、上年结转政府信息公开申请数量\n| 4\n| 0\n| 0\n| 0\n| 0\n| 0\n| 4\n" +
                                        six_more_rows()));
  EXPECT_EQ(report.cell("requests.new.natural_person"), "read 90");
  EXPECT_EQ(report.cell("requests.carried_over.total"), "read 4");
}

TEST(Recognition, ACellALineBeforeATabIsReadAsACellALine) {
  std::string text = report_with_requests(
      "一、本年新收政府信息公开申请数量\t90\t1\t2\t3\t4\t5\t105\n"
      "二、上年结转政府信息公开申请数量\t4\t0\t0\t0\t0\t0\t4\n" +
      six_more_rows());
  for (std::size_t at = text.find_first_of(" \t"); at != std::string::npos; at = text.find_first_of(" \t", at + 2))
    text.replace(at, 1, "\t\n");
  const Extracted report = extract_from(text);
  EXPECT_EQ(report.cell("requests.new.natural_person"), "read 90");
  EXPECT_EQ(report.cell("requests.carried_over.total"), "read 4");
}

}  // namespace
}  // namespace gouji
