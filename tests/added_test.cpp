// What a report prints beyond its form outside of the form's tables is kept: tables of its own, and notes under tables.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

// A consistent report up to its last table, with `added` behind it.
Extracted report_with(const std::string& added) {
  const std::string report = file_of_tree("corpus/licheng-2023/report.txt");
  return extract_from(report.substr(0, report.find("五、存在的主要问题")) + added);
}

// "row | column | value" of what is outside of the form's tables.
std::vector<std::string> extras_of(const Extracted& report) {
  std::vector<std::string> extras;
  for (const ExtraFigure& figure : report.record().extra) {
    extras.push_back(figure.row.str() + " | " + figure.column.str() + " | " +
                     (figure.value ? figure.value->str() : figure.raw));
  }
  return extras;
}

const std::vector<std::string> fees = {"本年度信息处理费情况 | 收取件数 | 3",
                                       "本年度信息处理费情况 | 收取金额（元） | 260.5",
                                       "本年度信息处理费情况 | 减免件数 | 1"};

TEST(AddedTable, IsKeptWithItsHeaders) {
  EXPECT_EQ(extras_of(report_with("六、其他需要报告的事项\n本年度信息处理费情况\n"
                                  "收取件数\t收取金额（元）\t减免件数\n3\t260.5\t1\n")),
            fees);
}

TEST(AddedTable, MayBeDrawnOrHeldBySpaces) {
  EXPECT_EQ(extras_of(report_with("本年度信息处理费情况\n\n| 收取件数 | 收取金额（元） | 减免件数 |\n|---|---|---|\n"
                                  "| 3 | 260.5 | 1 |\n")),
            fees);
  EXPECT_EQ(extras_of(report_with("本年度信息处理费情况\n┌────────┬──────────────┬────────┐\n"
                                  "│收取件数│收取金额（元）│减免件数│\n├────────┼──────────────┼────────┤\n"
                                  "│3       │260.5         │1       │\n└────────┴──────────────┴────────┘\n")),
            fees);
  EXPECT_EQ(extras_of(report_with("本年度信息处理费情况\n  收取件数  收取金额（元）  减免件数\n"
                                  "     3         260.5          1\n")),
            fees);
}

TEST(AddedTable, MayHaveALabelBeforeEachFigure) {
  EXPECT_EQ(extras_of(report_with("渠道\t条数\n政府网站\t1,204\n政务微信\t88\n")),
            (std::vector<std::string>{"政府网站 | 条数 | 1204", "政务微信 | 条数 | 88"}));
  EXPECT_EQ(extras_of(report_with("六、其他需要报告的事项\n政府网站\t1,204\n政务微信\t88\n")),
            (std::vector<std::string>{"政府网站 |  | 1204", "政务微信 |  | 88"}));
}

TEST(AddedTable, IsNotProseWithFigures) {
  EXPECT_TRUE(extras_of(report_with("全年 公开 信息 1204 条，其中 网站 1100 条，\n微信 104 条。共 收到 来信 3 封。\n"))
                  .empty());
  EXPECT_TRUE(extras_of(report_with("联系电话\t0595-22355000\n")).empty());
}

TEST(AddedNote, UnderATableIsKeptWhole) {
  const Extracted report =
      report_with("注：本表含区属国有企业12家，其中3家\n当年新设。\n五、存在的主要问题及改进情况\n");
  ASSERT_EQ(report.record().extra.size(), 1U);
  const ExtraFigure& note = report.record().extra.front();
  EXPECT_EQ(note.raw, "注：本表含区属国有企业12家，其中3家\n当年新设。");
  EXPECT_FALSE(note.value.has_value());
  EXPECT_EQ(report.text.at(note.span), note.raw);
}

TEST(AddedNote, IsNotALineFarFromAnyTable) {
  EXPECT_TRUE(extras_of(report_with("五、存在的主要问题及改进情况\n公开不够及时。\n更新间隔偏长。\n正在改进。\n"
                                    "注：本报告电子版可在网站下载。\n"))
                  .empty());
}

}  // namespace
}  // namespace gouji
