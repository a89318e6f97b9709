// From a text to the cells of form 2021: which row, which column, and what is marked where the text does not say it.
#include "table/tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

TEST(Tables, FiguresAreReadByTheirLabelsInTheOrderOfTheColumns) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量\t\t\t90\t1\t2\t3\t4\t5\t105\n"
                                        "二、上年结转政府信息公开申请数量\t\t\t4\t0\t0\t0\t0\t0\t4\n"
                                        "三、本年度办理结果\t（一）予以公开\t\t30\t1\t0\t0\t0\t0\t31\n"
                                        "\t（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n"
                                        "\t\t8.属于行政查询事项\t7\t0\t0\t0\t0\t0\t7\n"
                                        "\t（四）无法提供\t1.本机关不掌握相关政府信息\t2\t0\t0\t0\t0\t0\t2\n"
                                        "\t（五）不予处理\t2.重复申请\t3\t0\t0\t0\t0\t0\t3\n"
                                        "\t（六）其他处理\t3.其他\t6\t0\t0\t0\t0\t0\t6\n"
                                        "\t（七）总计\t\t43\t1\t2\t3\t4\t5\t58\n"));
  EXPECT_EQ(report.cell("requests.new.natural_person"), "read 90");
  EXPECT_EQ(report.cell("requests.new.other"), "read 5");
  EXPECT_EQ(report.cell("requests.new.total"), "read 105");
  EXPECT_EQ(report.cell("requests.granted.total"), "read 31");
  EXPECT_EQ(report.cell("requests.refused.state_secret.natural_person"), "read 1");
  EXPECT_EQ(report.cell("requests.other.rest.natural_person"), "read 6");
  EXPECT_EQ(report.cell("requests.results_total.total"), "read 58");
  EXPECT_EQ(report.cell("requests.partly_granted.total"), "missing");
}

// The rows after a page break stand in other fields than those before it, as in Licheng's report of 2023.
TEST(Tables, RowsThatAPageBreakShiftedAreReadAlike) {
  const Extracted report = extract_from(file_of_tree("corpus/licheng-2023/report.txt"));
  EXPECT_EQ(report.cell("requests.not_processed.excessive.natural_person"), "read 0");
  EXPECT_EQ(report.cell("requests.other.rest.natural_person"), "read 4");
  EXPECT_EQ(report.cell("requests.results_total.natural_person"), "read 72");
  EXPECT_EQ(report.cell("requests.carried_forward.total"), "read 22");
}

std::string six_rows(std::string_view row) {
  return report_with_requests(
      "一、本年新收政府信息公开申请数量\t\t\t90\t1\t2\t3\t4\t5\t105\n"
      "二、上年结转政府信息公开申请数量\t\t\t4\t0\t0\t0\t0\t0\t4\n" +
      std::string(row) +
      "\t（三）不予公开\t1.属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n"
      "\t\t2.其他法律行政法规禁止公开\t1\t0\t0\t0\t0\t0\t1\n"
      "\t\t3.危及“三安全一稳定”\t1\t0\t0\t0\t0\t0\t1\n"
      "\t\t4.保护第三方合法权益\t7\t0\t0\t0\t0\t0\t7\n"
      "\t（四）无法提供\t1.本机关不掌握相关政府信息\t2\t0\t0\t0\t0\t0\t2\n"
      "四、结转下年度继续办理\t\t\t43\t1\t2\t3\t4\t5\t58\n");
}

TEST(Tables, BlanksAndMarksForNothingAreBlankCellsInTheirColumns) {
  const Extracted report = extract_from(six_rows("三、本年度办理结果\t（一）予以公开\t\t/\t\t9\t—\t\t-\t9\n"));
  EXPECT_EQ(report.cell("requests.granted.natural_person"), "blank");
  EXPECT_EQ(report.at("requests.granted.natural_person").raw, "/");
  EXPECT_EQ(report.cell("requests.granted.commercial"), "blank");
  EXPECT_EQ(report.cell("requests.granted.research"), "read 9");
  EXPECT_EQ(report.cell("requests.granted.other"), "blank");
  EXPECT_EQ(report.cell("requests.granted.total"), "read 9");
}

TEST(Tables, ARowOfBlanksAtBothEndsIsPlacedByTheColumnsOfTheOtherRows) {
  const Extracted report = extract_from(six_rows("三、本年度办理结果\t（一）予以公开\t\t\t\t9\t\t\t\t9\t\n"));
  EXPECT_EQ(report.cell("requests.granted.natural_person"), "blank");
  EXPECT_EQ(report.cell("requests.granted.research"), "read 9");
  EXPECT_EQ(report.cell("requests.granted.total"), "read 9");
}

TEST(Tables, ARowOfBlanksThatAPageBreakShiftedIsNotPlacedByTheOtherRowsColumns) {
  const Extracted report = extract_from(six_rows("（一）予以公开\t\t\t9\t\t\t\t9\t\t\n"));
  EXPECT_EQ(report.cell("requests.granted.total"), "repaired 9");
  EXPECT_EQ(report.cell("requests.granted.natural_person"), "ambiguous 9");
  EXPECT_EQ(report.cell("requests.granted.legal_service"), "ambiguous 9");
}

TEST(Tables, WhereBlanksLeftNoTraceArithmeticPlacesTheFiguresIfItCanOnlyBeSo) {
  // Without separators: six figures for seven columns, and a total of 105 that only one placement gives.
  const Extracted placed = extract_from(report_with_requests(
      "一、本年新收政府信息公开申请数量 90 1 2 3 4 5 105\n二、上年结转政府信息公开申请数量 4 0 0 0 0 0 4\n"
      "（一）予以公开 30 1 0 0 0 0 31\n（二）部分公开（区分处理的，只计这一情形，不计其他情形） 1 2 3 4 5 15\n"
      "1.属于国家秘密 1 0 0 0 0 0 1\n2.其他法律行政法规禁止公开 0 0 0 0 0 0 0\n3.危及“三安全一稳定” 0 0 0 0 0 0 0\n"
      "4.保护第三方合法权益 0 0 0 0 0 0 0\n四、结转下年度继续办理 0 0 0 0 0 0 0\n"));
  EXPECT_EQ(placed.cell("requests.partly_granted.total"), "repaired 15");
  EXPECT_EQ(placed.at("requests.partly_granted.total").reason, "cell.placed_by_arithmetic");
  EXPECT_EQ(placed.cell("requests.partly_granted.natural_person"), "ambiguous 1");
  EXPECT_EQ(placed.cell("requests.partly_granted.commercial"), "ambiguous 2|1");
}

TEST(Tables, ARowThatIsCutOffIsNotGuessed) {
  std::string text = six_rows("三、本年度办理结果\t（一）予以公开\t\t5\t0\t0\t0\t0\t0\t5\n");
  text = text.substr(0, text.find("\t0\t0\t0\t0\t7\n"));  // 4.保护第三方合法权益 7 0
  const Extracted report = extract_from(text);
  EXPECT_EQ(report.cell("requests.refused.third_party_rights.natural_person").substr(0, 9), "ambiguous");
  EXPECT_EQ(report.cell("requests.refused.third_party_rights.total").substr(0, 9), "ambiguous");
  EXPECT_EQ(report.cell("requests.unavailable.not_held.total"), "missing");
  EXPECT_TRUE(report.record().regions[1].cut);
}

TEST(Tables, AColumnTheFormDoesNotHaveIsExtra) {
  const Extracted report = extract_from(
      "三、收到和处理政府信息公开申请情况\n"
      "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t小计\t总计\n"
      "一、本年新收政府信息公开申请数量\t90\t1\t2\t3\t4\t5\t15\t105\n"
      "二、上年结转政府信息公开申请数量\t4\t0\t0\t0\t0\t0\t0\t4\n"
      "（一）予以公开\t30\t1\t0\t0\t0\t0\t1\t31\n"
      "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t3\t0\t0\t0\t0\t2\t2\t5\n"
      "1.属于国家秘密\t1\t0\t0\t0\t0\t0\t0\t1\n"
      "2.其他法律行政法规禁止公开\t1\t0\t0\t0\t0\t0\t0\t1\n"
      "3.危及“三安全一稳定”\t1\t0\t0\t0\t0\t0\t0\t1\n"
      "4.保护第三方合法权益\t7\t0\t0\t0\t0\t0\t0\t7\n"
      "四、结转下年度继续办理\t43\t1\t2\t3\t4\t5\t15\t58\n");
  EXPECT_EQ(report.cell("requests.new.other"), "read 5");
  EXPECT_EQ(report.cell("requests.new.total"), "read 105");
  ASSERT_EQ(report.record().extra.size(), 9u);
  EXPECT_EQ(report.record().extra[0].raw, "15");
  EXPECT_EQ(report.record().extra[0].column, "小计");
}

TEST(Tables, ASubtotalRowIsExtraUnderItsLabels) {
  const Extracted report = extract_from(six_rows("\t\t小计\t5\t0\t0\t0\t0\t0\t5\n"));
  ASSERT_EQ(report.record().extra.size(), 7u);
  EXPECT_EQ(report.record().extra[6].row, "小计");
  EXPECT_EQ(report.record().extra[6].column, "总计");
  EXPECT_EQ(report.record().extra[6].value, 5);
}

TEST(Tables, AGroupPrintedAsOneRowIsReadUnderItsOwnCells) {
  const Extracted report = extract_from(file_of_tree("corpus/hongze-2023/report.txt"));
  EXPECT_EQ(report.cell("requests.other.total"), "read 0");
  EXPECT_EQ(report.cell("requests.other.rest.total"), "missing");
}

TEST(Tables, UnitsAndNotesInCellsDoNotHideTheirFigures) {
  const Extracted report = extract_from(
      "二、主动公开政府信息情况\n"
      "规章\t1件\t2件\t3件\n"
      "行政规范性文件\t1,012\t１２\t3\n"
      "行政许可\t74,786（其中网上办理15590件）\t\t\n"
      "行政处罚\t30\t\t\n"
      "行政强制\t7\t\t\n"
      "行政事业性收费\t8749.59万元\t\t\n" +
      six_rows(""));
  EXPECT_EQ(report.cell("disclosure.regulations.in_force"), "read 3");
  EXPECT_EQ(report.cell("disclosure.normative_documents.issued"), "read 1012");
  EXPECT_EQ(report.at("disclosure.normative_documents.issued").raw, "1,012");
  EXPECT_EQ(report.cell("disclosure.normative_documents.repealed"), "read 12");
  EXPECT_EQ(report.cell("disclosure.licensing.decisions"), "read 74786");
  EXPECT_EQ(report.cell("disclosure.fees.amount"), "read 8749.59");
  ASSERT_EQ(report.record().extra.size(), 1u);
  EXPECT_EQ(report.record().extra[0].raw, "15590");
  EXPECT_EQ(report.record().extra[0].row, "行政许可");
}

TEST(Tables, AnotherUnitThanTheFormsIsSaid) {
  const Extracted report = extract_from("行政事业性收费\t8749.59元\t\t\n" + six_rows(""));
  EXPECT_EQ(report.at("disclosure.fees.amount").unit, "元");
}

// "1,2" may be 1 or 2, or 12 with a comma too many.
TEST(Tables, FiguresThatAreNoNumbersLeaveTheirCellsWithoutAValue) {
  const Extracted report = extract_from(six_rows("\t（一）予以公开\t\t3\t1,2\t12345678901234567890\t0\t0\t0\t4\n"));
  EXPECT_EQ(report.cell("requests.granted.natural_person"), "read 3");
  const Cell& commercial = report.at("requests.granted.commercial");
  EXPECT_EQ(commercial.status, CellStatus::ambiguous);
  EXPECT_EQ(commercial.raw, "1,2");
  EXPECT_EQ(commercial.reason, "cell.broken_figure");
  EXPECT_EQ(report.at("requests.granted.research").status, CellStatus::ambiguous);
  EXPECT_TRUE(report.record().unread.empty());  // they have a place: their cell's
}

// What stands right before digits makes another figure of them: the digits alone are not what is printed.
TEST(Tables, AFigureIsNotReadWithoutWhatBelongsToIt) {
  for (const std::string printed : {"l47", "1O7", "-l6", "O", "▲26", "\\-26", "&#45;26", "1e3", "1E+03", "147注1",
                                    "147至150", "26件;30件", "3833其中网上12"}) {
    const Extracted report =
        extract_from("行政许可\t" + printed + "\n行政处罚\t30\n行政强制\t7\n" +
                     six_rows("\t（一）予以公开\t\t3\t" + printed + "\t5\t0\t0\t0\t" + printed + "\n"));
    EXPECT_EQ(report.at("disclosure.licensing.decisions").status, CellStatus::ambiguous) << printed;
    EXPECT_EQ(report.cell("requests.granted.natural_person"), "read 3") << printed;
    EXPECT_EQ(report.at("requests.granted.commercial").status, CellStatus::ambiguous) << printed;
    EXPECT_EQ(report.cell("requests.granted.research"), "read 5") << printed;
    EXPECT_EQ(report.at("requests.granted.total").status, CellStatus::ambiguous) << printed;
  }
}

// "（4）" is no item's number where the row's label stands before it: the figures behind it keep their columns.
TEST(Tables, AFigureInBracketsBehindALabelKeepsItsPlace) {
  const Extracted report = extract_from(six_rows("\t（一）予以公开\t\t（4）\t0\t5\t0\t0\t0\t9\n"));
  EXPECT_EQ(report.at("requests.granted.natural_person").status, CellStatus::ambiguous);
  EXPECT_EQ(report.cell("requests.granted.commercial"), "read 0");
  EXPECT_EQ(report.cell("requests.granted.research"), "read 5");
  EXPECT_EQ(report.cell("requests.granted.total"), "read 9");
}

TEST(Tables, AFigureThatMarkUpSetsOffIsRead) {
  for (const std::string printed : {"**26**", "*26*", "__26__", "`26`", "\"26\""}) {
    const Extracted report = extract_from("行政许可\t" + printed + "\n" +
                                          six_rows("\t（一）予以公开\t\t3\t0\t5\t0\t0\t18\t" + printed + "\n"));
    EXPECT_EQ(report.cell("disclosure.licensing.decisions"), "read 26") << printed;
    EXPECT_EQ(report.cell("requests.granted.total"), "read 26") << printed;
    EXPECT_EQ(report.cell("requests.granted.other"), "read 18") << printed;
  }
}

TEST(Tables, ASignInWordsAndALabelRightBeforeAFigureAreUnderstood) {
  const Extracted report =
      extract_from("规章\t负2\t减少3\t+4\n行政许可：41\n行政处罚=30\n1属于行政强制7\n" + six_rows(""));
  EXPECT_EQ(report.cell("disclosure.regulations.issued"), "read -2");
  EXPECT_EQ(report.cell("disclosure.regulations.repealed"), "read -3");
  EXPECT_EQ(report.cell("disclosure.regulations.in_force"), "read 4");
  EXPECT_EQ(report.cell("disclosure.licensing.decisions"), "read 41");
  EXPECT_EQ(report.cell("disclosure.penalty.decisions"), "read 30");
}

TEST(Tables, FiguresWithoutALabelBetweenRowsAreUnread) {
  const Extracted report = extract_from(six_rows("\t\t\t8\t0\t0\t0\t0\t0\t9\n"));
  ASSERT_EQ(report.record().unread.size(), 7u);
  EXPECT_EQ(report.record().unread[6].raw, "9");
  EXPECT_EQ(report.record().unread[6].reason, "unread.no_row");
}

TEST(Tables, APageNumberBetweenRowsIsNoFigureOfTheTable) {
  const Extracted report = extract_from(six_rows("\n- 4 -\n\n第 4 页 共 7 页\n"));
  EXPECT_EQ(report.cell("requests.carried_over.total"), "read 4");
  EXPECT_EQ(report.cell("requests.refused.state_secret.natural_person"), "read 1");
  EXPECT_TRUE(report.record().unread.empty());
  ASSERT_EQ(report.record().extra.size(), 3u);
  EXPECT_EQ(report.record().extra[0].row, "- 4 -");
}

TEST(Tables, ASubtotalThatAPageBreakKeepsFromItsTableIsNotLost) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量 90 1 2 3 4 5 105\n"
                                        "二、上年结转政府信息公开申请数量 4 0 0 0 0 0 4\n"
                                        "（一）予以公开 30 1 0 0 0 0 31\n"
                                        "1.属于国家秘密 1 0 0 0 0 0 1\n"
                                        "8.属于行政查询事项 7 0 0 0 0 0 7\n"
                                        "2.重复申请 3 0 0 0 0 0 3\n"
                                        "（七）总计 43 1 2 3 4 5 58\n"
                                        "第 4 页\n"
                                        "清江市政府2023年政府信息公开工作年度报告\n"
                                        "合计 50 1 0 0 0 0 51\n"));
  ASSERT_EQ(report.record().extra.size(), 8U);
  EXPECT_EQ(report.record().extra[0].row, "第 4 页");
  EXPECT_EQ(report.record().extra[7].raw, "51");
}

// Its label is on other lines, and between its figures are no more than spaces.
TEST(Tables, ALineOfFiguresAndMarksIsNoPageNumber) {
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"0 20 0 / 0 0 20", "read 0, read 20, blank, read 20"},
      {"２ ０ / ０ ０ ０ ２", "read 2, read 0, read 0, read 2"},
      {"— — — 7 — — —", "blank, blank, read 7, blank"},
  };
  for (const auto& [line, cells] : lines) {
    const Extracted report =
        extract_from(report_with_requests("一、本年新收政府信息公开申请数量 90 1 2 3 4 5 105\n"
                                          "二、上年结转政府信息公开申请数量 4 0 0 0 0 0 4\n"
                                          "（一）予以公开 44 15 0 0 0 2 61\n"
                                          "（二）部分公开（区分处理的\n，只计这一情形，不计其他情\n" +
                                          line +
                                          "\n形）\n"
                                          "1.属于国家秘密 0 0 0 0 0 2 2\n"
                                          "2.其他法律行政法规\n禁止公开\n" +
                                          line +
                                          "\n3.危及“三安全一稳\n定”\n0 0 / 0 / 0 0\n"
                                          "7.属于行政执法案卷 0 0 0 0 0 0 0\n"
                                          "8.属于行政查询事项 0 0 0 0 0 0 0\n"));
    for (const std::string row : {"requests.partly_granted", "requests.refused.prohibited_by_law"}) {
      EXPECT_EQ(report.cell(row + ".natural_person") + ", " + report.cell(row + ".commercial") + ", " +
                    report.cell(row + ".public_welfare") + ", " + report.cell(row + ".total"),
                cells)
          << row;
    }
    EXPECT_TRUE(report.record().extra.empty());
  }
}

// What a table of six columns looks like around the rows that a test is about, as w3m draws it.
std::string drawn_report(const std::string& rows) {
  std::string report = "收到和处理政府信息公开申请情况\n";
  for (const std::string label :
       {"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "1.属于国家秘密",
        "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益", "5.属于三类内部事务信息"}) {
    report += "├──────────┼─┼─┼─┼─┼─┼─┼──┤\n│" + label + "│1│2│0│0│0│0│3 │\n";
  }
  return report + "├──────────┼─┼─┼─┼─┼─┼─┼──┤\n" + rows + "└──────────┴─┴─┴─┴─┴─┴─┴──┘\n";
}

TEST(Tables, ALabelThatIsWrappedAroundItsFiguresIsJoined) {
  const Extracted drawn =
      extract_from(drawn_report("│     │1.申请人无正当理由逾期不│ │ │ │ │ │ │  │\n"
                                "│（六）│补正、行政机关不再处理其│4│0│0│0│0│0│4 │\n"
                                "│其他 │政府信息公开申请        │ │ │ │ │ │ │  │\n"));
  EXPECT_EQ(drawn.cell("requests.other.no_correction.natural_person"), "read 4");
  EXPECT_EQ(drawn.cell("requests.other.no_correction.total"), "read 4");

  const Extracted spaced =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量   90 1 2 3 4 5 105\n"
                                        "二、上年结转政府信息公开申请数量   4  0 0 0 0 0 4\n"
                                        "三、本年 （一）予以公开            30 1 0 0 0 0 31\n"
                                        "度办理结 （二）部分公开（区分处理  3  0 0 0 0 0 3\n"
                                        "果      的，只计这一情形，不计其\n"
                                        "        他情形）\n"
                                        "        1.属于国家秘密            1  0 0 0 0 0 1\n"
                                        "        2.其他法律行政法规\n"
                                        "                                 2  0 0 0 0 0 2\n"
                                        "        禁止公开\n"
                                        "        3.危及“三安全一稳定”        0  0 0 0 0 0 0\n"
                                        "        4.保护第三方合法权益      7  0 0 0 0 0 7\n"));
  EXPECT_EQ(spaced.cell("requests.partly_granted.natural_person"), "read 3");
  EXPECT_EQ(spaced.cell("requests.refused.state_secret.total"), "read 1");
  EXPECT_EQ(spaced.cell("requests.refused.prohibited_by_law.total"), "read 2");
}

TEST(Tables, AFigureThatADrawnTableWrappedIsJoinedAndSaysSo) {
  const Extracted report =
      extract_from(drawn_report("│（七）总计│13│0│0│0│0│2│13│\n"
                                "│          │28│ │ │ │ │ │30│\n"));
  EXPECT_EQ(report.cell("requests.results_total.natural_person"), "repaired 1328");
  EXPECT_EQ(report.at("requests.results_total.natural_person").reason, "cell.joined_from_lines");
  EXPECT_EQ(report.cell("requests.results_total.other"), "read 2");
  EXPECT_EQ(report.cell("requests.results_total.total"), "repaired 1330");
  const std::vector<Span>& parts = report.at("requests.results_total.natural_person").parts;
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(report.text.at(parts.front()), "28");
  EXPECT_TRUE(report.record().unread.empty());
}

TEST(Tables, WhereSpacesAloneHoldTheColumnsAWrappedFigureIsNotTrusted) {
  const Extracted report =
      extract_from(report_with_requests("一、本年新收政府信息公开申请数量   90 1 2 3 4 5 105\n"
                                        "二、上年结转政府信息公开申请数量   4  0 0 0 0 0 4\n"
                                        "1.属于国家秘密                   1  0 0 0 0 0 1\n"
                                        "2.其他法律行政法规禁止公开        1  0 0 0 0 0 1\n"
                                        "3.危及“三安全一稳定”             36 0 0 0 0 0 36\n"
                                        "                                0             0\n"
                                        "4.保护第三方合法权益             147            157\n"
                                        "                                  0 0 0 105 0\n"
                                        "                                4              9\n"
                                        "5.属于三类内部事务信息            1  0 0 0 0 0 1\n"));
  EXPECT_EQ(report.cell("requests.refused.endangers_stability.natural_person").substr(0, 9), "ambiguous");
  EXPECT_EQ(report.cell("requests.refused.third_party_rights.natural_person").substr(0, 9), "ambiguous");
  EXPECT_EQ(report.cell("requests.refused.internal_affairs.natural_person"), "read 1");
}

TEST(Tables, AUnitMayBeKeptFromItsFigureByASpace) {
  const Extracted report =
      extract_from("规章 1 件 2 件 3 件\n行政规范性文件 4 件 5 件 6 件\n行政许可 34,959 件\n" + six_rows(""));
  EXPECT_EQ(report.cell("disclosure.regulations.in_force"), "read 3");
  EXPECT_EQ(report.cell("disclosure.normative_documents.repealed"), "read 5");
  EXPECT_EQ(report.cell("disclosure.licensing.decisions"), "read 34959");
}

TEST(Tables, MarkdownAndDrawnTablesAreReadAsTabsAre) {
  const Extracted report = extract_from(
      "| 三、本年度办理结果 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
      "|---|---|---|---|---|---|---|---|\n"
      "| 一、本年新收政府信息公开申请数量 | 90 | 1 | 2 | 3 | 4 | 5 | 105 |\n"
      "| 二、上年结转政府信息公开申请数量 | 4 | | | | | | 4 |\n"
      "| （一）予以公开 | 30 | 1 | / | | 0 | 0 | 31 |\n"
      "| （七）总计 | 30 | 1 | 0 | 0 | 0 | 0 | 31 |\n"
      "| 1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
      "| 2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
      "| 3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
      "| 4.保护第三方合法权益 | | | | | | | |\n"
      "| 5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n");
  EXPECT_EQ(report.cell("requests.new.total"), "read 105");
  EXPECT_EQ(report.cell("requests.carried_over.natural_person"), "read 4");
  EXPECT_EQ(report.cell("requests.carried_over.other"), "blank");
  EXPECT_EQ(report.cell("requests.carried_over.total"), "read 4");
  EXPECT_EQ(report.cell("requests.refused.third_party_rights.total"), "blank");
}

std::string replaced(std::string text, const std::string& part, const std::string& by) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return text.replace(at, part.size(), by);
}

// A row that the form does not have, with fewer figures than a row of the form.
TEST(Tables, ARowOfSomethingElseBetweenTwoRowsTakesNothingFromThem) {
  const Extracted report = extract_from(replaced(file_of_tree("corpus/licheng-2023/report.txt"), "规章\t0\t0\t0\n",
                                                 "规章\t0\t0\t0\n地方性意见\t3\t\t8\n"));
  EXPECT_EQ(report.cell("disclosure.regulations.in_force"), "read 0");
  EXPECT_EQ(report.cell("disclosure.normative_documents.issued"), "read 12");
  EXPECT_EQ(report.cell("disclosure.normative_documents.in_force"), "read 95");
  std::vector<std::string> extra;
  for (const ExtraFigure& figure : report.record().extra) extra.push_back(figure.raw);
  EXPECT_EQ(extra, (std::vector<std::string>{"3", "8"}));
}

// Of eight figures behind two labels, one may be left over from the first row; seven that add up are not proof enough.
TEST(Tables, FiguresBehindTheLabelsOfTwoRowsAreNotGivenToTheLastByItsSum) {
  std::string rows = replaced(file_of_tree("corpus/licheng-2023/report.txt"),
                              "1.信访举报投诉类申请\t0\t0\t0\t0\t0\t0\t0\n\t\t2.重复申请\t1\t0\t0\t0\t0\t0\t1\n",
                              "\n1.信访举报投诉类申请 2.重复申请 3 0 0 0 0 0 3 3\n");
  std::replace(rows.begin(), rows.end(), '\t', ' ');
  const Extracted report = extract_from(rows);
  EXPECT_EQ(report.cell("requests.not_processed.repeated.total"), "ambiguous 3");
  EXPECT_EQ(report.cell("requests.not_processed.repeated.commercial"), "ambiguous 0");
}

TEST(Tables, MisprintedLabelsAreStillTheirRows) {
  const Extracted report = extract_from(file_of_tree("corpus/misprinted-labels/report.txt"));
  EXPECT_EQ(report.cell("disclosure.normative_documents.issued"), "read 18");
  EXPECT_EQ(report.cell("requests.new.total"), "read 241");
  EXPECT_EQ(report.cell("requests.refused.endangers_stability.total"), "read 45");
  EXPECT_EQ(report.cell("requests.carried_forward.total"), "read 2");
}

TEST(Tables, TextsThatAreNoReportsHaveNoRecord) {
  EXPECT_TRUE(
      extract_from("关于做好2023年政府信息公开工作年度报告编制工作的通知\n请于1月31日前报送。\n").records.empty());
  EXPECT_TRUE(extract_from("行政许可\t12\n行政处罚\t30\n").records.empty());
}

TEST(Tables, ATemplateWithoutFiguresIsNoReport) {
  EXPECT_TRUE(extract_from(report_with_requests("一、本年新收政府信息公开申请数量\t\t\t\t\t\t\t\t\t\n"
                                                "二、上年结转政府信息公开申请数量\t\t\t\t\t\t\t\t\t\n"
                                                "（一）予以公开\t\t\t\t\t\t\t\t\t\n"))
                  .records.empty());
}

}  // namespace
}  // namespace gouji
