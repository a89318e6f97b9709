// Documents that look like a yearly report and are none: a notice about how to write one, a template, a news item, a
// budget, lists of reports and of contents, a first page alone. They give no record, not even an incomplete one.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reports.h"
#include "run_command.h"

namespace gouji {
namespace {

std::size_t records_in(const std::string& text) { return extract_from(text).records.size(); }

std::string line_of(const std::string& label, std::size_t cells, const std::string& filler) {
  std::string line = label;
  for (std::size_t i = 0; i < cells; ++i) line += "\t" + filler;
  return line + "\n";
}

// The tables of a form as a template prints them, every cell filled with the same.
std::string tables_of(const Form& form, const std::string& filler) {
  std::string text;
  for (const Table& table : form.tables) {
    text += "\n" + table.headings.front() + "\n";
    for (const Block& block : table.blocks) {
      for (const std::string& caption : block.captions) text += caption + "\n";
      const bool across = block.orientation == Block::Orientation::across;
      std::string header = block.corners.empty() || across ? "" : block.corners.front();
      if (across) {
        for (const Row& row : block.rows) text += row.labels.front() + "\t";
        text += "\n";
      }
      for (std::size_t i = 0; i < (across ? block.rows.size() : 1); ++i) {
        for (const Column& column : block.columns) header += "\t" + column.labels.front();
      }
      text += header + "\n";
      if (across) {
        text += line_of("", block.rows.size() * block.columns.size(), filler);
        continue;
      }
      for (const Row& row : block.rows) text += line_of(row.labels.front(), block.columns.size(), filler);
    }
  }
  return text;
}

std::string template_of(const std::string& form, const std::string& filler) {
  return "××市人民政府20××年政府信息公开工作年度报告\n"
         "一、总体情况\n（概述本年度工作情况，包括主动公开、依申请公开、政府信息管理、平台建设、监督保障等。）\n" +
         tables_of(*builtin_grammar().find_form(form), filler) +
         "\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n";
}

TEST(NoReport, IsATemplateWhateverItsEmptyCellsHave) {
  for (const char* form : {"2014", "2019", "2021"}) {
    for (const char* filler : {"", "XX", "×", "××", "/", "—", "□", "___", "（ ）"}) {
      EXPECT_EQ(records_in(template_of(form, filler)), 0U) << form << " '" << filler << "'";
    }
  }
}

// So that the test above means something.
TEST(NoReport, IsNotWhatHasFiguresInTheTemplate) {
  for (const char* form : {"2014", "2019", "2021"}) {
    EXPECT_EQ(records_in(template_of(form, "0")), 1U) << form;
  }
}

const char* const notice =
    "清江市人民政府办公室关于做好2023年政府信息公开工作年度报告编制发布工作的通知\n"
    "清政办函〔2024〕2号\n"
    "各县（市、区）人民政府，市政府各部门：\n"
    "根据《中华人民共和国政府信息公开条例》第五十条规定，现就做好2023年政府信息公开工作年度报告编制发布工作通知如下：\n"
    "一、报告内容\n"
    "年度报告应当包括下列六个部分：\n"
    "一、总体情况\n"
    "二、主动公开政府信息情况\n"
    "三、收到和处理政府信息公开申请情况\n"
    "四、政府信息公开行政复议、行政诉讼情况\n"
    "五、存在的主要问题及改进情况\n"
    "六、其他需要报告的事项\n"
    "二、时间要求\n"
    "各单位于2024年1月31日前发布年度报告。2022年有12个单位迟报，3个单位的表格数据前后不一致，请引以为戒。\n"
    "三、数据要求\n"
    "（一）第三部分表格中，第一项加第二项之和，等于第三项加第四项之和。\n"
    "（二）没有发生的填0，不得空白。\n"
    "附件：××单位2023年政府信息公开工作年度报告\n";

TEST(NoReport, IsANoticeAboutHowToWriteOne) {
  EXPECT_EQ(records_in(notice), 0U);
  for (const char* form : {"2014", "2019", "2021"}) {
    EXPECT_EQ(records_in(notice + template_of(form, "")), 0U) << form;
  }
}

TEST(NoReport, IsANoticeOfTheYearsWithoutTables) {
  EXPECT_EQ(records_in("关于编制2010年政府信息公开工作年度报告的通知\n"
                       "各镇人民政府、街道办事处：\n"
                       "年度报告按以下提纲编写。\n"
                       "2010年政府信息公开工作年度报告\n"
                       "一、概述\n"
                       "二、主动公开政府信息的情况\n"
                       "（说明：2010年共主动公开政府信息    条，其中……）\n"
                       "三、依申请公开政府信息的办理情况\n"
                       "（说明：共受理政府信息公开申请    件，已答复    件。）\n"
                       "四、政府信息公开的收费及减免情况\n"
                       "五、因政府信息公开申请行政复议、提起行政诉讼的情况\n"
                       "六、存在的主要问题和改进措施\n"
                       "七、其他需要报告的事项\n"
                       "请于2011年3月15日前将报告及1份电子版报送市政府办公室。\n"),
            0U);
}

TEST(NoReport, IsANewsItem) {
  EXPECT_EQ(
      records_in("我区发布2012年政府信息公开年度报告\n"
                 "发布时间：2013-03-28 来源：区政府办公室\n"
                 "近日，云溪区人民政府发布2012年政府信息公开年度报告。报告显示，2012年全区共主动公开政府信息8,245条，"
                 "共受理政府信息公开申请58件，已答复58件，其中同意公开41件，部分公开6件，不予公开4件。\n"
                 "报告分为概述、主动公开、依申请公开、收费、行政复议和诉讼、存在的主要问题和改进措施等部分。\n"
                 "上一篇：全区召开政务公开工作会议\n"),
      0U);
  EXPECT_EQ(records_in("2023年政府信息公开工作年度报告\n"
                       "我市政府信息公开工作年度报告今日发布：2023年共收到政府信息公开申请321件，办结318件，"
                       "结转下年度继续办理11件；行政复议14件，行政诉讼6件。\n"),
            0U);
}

TEST(NoReport, IsABudget) {
  EXPECT_EQ(records_in("清江市民政局2023年度部门预算公开\n"
                       "目录\n第一部分 部门概况\n第二部分 2023年部门预算表\n第三部分 情况说明\n"
                       "收支总表\n"
                       "项目\t本年预算数\t上年预算数\t增减\n"
                       "一、一般公共预算拨款收入\t1,328.40\t1,290.10\t38.30\n"
                       "二、政府性基金预算拨款收入\t0.00\t0.00\t0.00\n"
                       "三、行政事业性收费\t12.00\t10.50\t1.50\n"
                       "四、政府集中采购\t96.00\t120.00\t-24.00\n"
                       "五、上年结转\t31.77\t18.06\t13.71\n"
                       "（七）总计\t1,468.17\t1,438.66\t29.51\n"
                       "三公经费\t8.20\t8.60\t-0.40\n"
                       "其他情况说明：机关运行经费预算210.6万元，政府采购预算总额96万元。\n"),
            0U);
}

TEST(NoReport, IsATableOfContents) {
  EXPECT_EQ(records_in("清江市2021年政府信息公开工作年度报告汇编\n"
                       "目 录\n"
                       "一、总体情况…………………………1\n"
                       "二、主动公开政府信息情况…………4\n"
                       "三、收到和处理政府信息公开申请情况……6\n"
                       "四、政府信息公开行政复议、行政诉讼情况…8\n"
                       "五、存在的主要问题及改进情况………9\n"
                       "六、其他需要报告的事项………………10\n"),
            0U);
  EXPECT_EQ(records_in("清江市人民政府2010年政府信息公开工作年度报告\n"
                       "目录\n"
                       "一、概述 1\n二、主动公开政府信息的情况 2\n三、依申请公开政府信息的办理情况 3\n"
                       "四、政府信息公开的收费及减免情况 5\n五、因政府信息公开申请行政复议、提起行政诉讼的情况 5\n"
                       "六、存在的主要问题和改进措施 6\n七、其他需要报告的事项 7\n"),
            0U);
}

TEST(NoReport, IsAnIndexOfTheReportsOfManyYears) {
  std::string index = "首页 > 政府信息公开 > 政府信息公开年报\n";
  for (int year = 2008; year <= 2023; ++year) {
    index += "清江市人民政府" + std::to_string(year) + "年政府信息公开工作年度报告\n" + std::to_string(year + 1) +
             "-03-15\n";
  }
  EXPECT_EQ(records_in(index + "共16条 第1/1页\n"), 0U);
}

// ---- First pages: the overview, and the first of the tables or sections ----

// As many lines of prose as the overview of a published report has.
std::string overview_of(const std::string& year) {
  std::string text = "清江市人民政府" + year +
                     "年政府信息公开工作年度报告\n"
                     "本报告依据《中华人民共和国政府信息公开条例》编制，统计期限为" +
                     year +
                     "年1月1日至12月31日。\n"
                     "一、总体情况\n" +
                     year + "年共收到政府信息公开申请37件，办结35件。\n";
  for (int line = 0; line < 16; ++line) text += "市政府各部门按照分工推进公开工作，重点领域的信息及时更新，\n";
  return text;
}

std::string first_lines(const std::string& text, int count) {
  std::size_t end = 0;
  for (int line = 0; line < count && end != std::string::npos; ++line) end = text.find('\n', end + 1);
  return text.substr(0, end);
}

TEST(NoReport, IsTheFirstPageOfAReportWithTables) {
  for (const auto& [form, year] : {std::pair("2019", "2019"), std::pair("2021", "2023")}) {
    const std::string page = overview_of(year) + tables_of(*builtin_grammar().find_form(form), "3");
    for (const int lines : {10, 20, 30, 40})
      EXPECT_EQ(records_in(first_lines(page, lines)), 0U) << form << " " << lines;
    EXPECT_EQ(records_in(page), 1U) << form;
  }
}

TEST(NoReport, IsTheFirstPageOfAReportWithStatistics) {
  const std::string page =
      "清江市人民政府2016年政府信息公开工作年度报告\n"
      "一、概述\n全年信息公开工作有序推进。\n"
      "二、主动公开情况\n2016年主动公开政府信息3210条。\n"
      "三、依申请公开情况\n全年共收到政府信息公开申请37件，已答复37件，其中同意公开30件。\n"
      "四、存在的主要问题和改进措施\n公开不够及时。\n附表\n" +
      tables_of(*builtin_grammar().find_form("2014"), "3");
  EXPECT_EQ(records_in(first_lines(page, 6)), 0U);
  // From its closing section on it is a report whose statistics are not there.
  for (const int lines : {10, 16, 22}) EXPECT_EQ(records_in(first_lines(page, lines)), 1U) << lines;
  EXPECT_EQ(records_in(page), 1U);
}

TEST(NoReport, IsTheFirstPageOfAReportInProse) {
  const std::string report = file_of_tree("corpus/prose-2010/report.txt");
  const auto whole = static_cast<int>(std::count(report.begin(), report.end(), '\n'));
  const std::size_t closing = report.find("六、存在的主要问题和改进措施");
  ASSERT_NE(closing, std::string::npos);
  const auto before_closing = static_cast<int>(std::count(report.begin(), report.begin() + closing, '\n'));
  for (int lines = 1; lines <= before_closing; ++lines) EXPECT_EQ(records_in(first_lines(report, lines)), 0U) << lines;
  EXPECT_EQ(records_in(first_lines(report, whole)), 1U);
}

// ---- What the command says of them ----

TEST(NoReport, IsRefusedInOneLineWhenItIsNamed) {
  const TestFolder folder;
  folder.write("notice.txt", notice + template_of("2021", ""));
  for (const char* command : {"extract", "audit"}) {
    const CommandResult result = run_gouji_in(folder.path(), {command, "notice.txt"});
    EXPECT_EQ(result.status, 3) << command;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err,
              "gouji: notice.txt: no yearly report was found in it; gouji forms lists what is recognized\n");
  }
}

TEST(NoReport, IsCountedAndSkippedInAFolder) {
  const TestFolder folder;
  folder.write("all/notice.txt", notice);
  folder.write("all/report.txt", consistent_report());
  folder.write("all/template.txt", template_of("2019", "XX"));
  folder.write("all/first-page.txt", overview_of("2023"));
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "all"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 1);
  EXPECT_EQ(result.err,
            "gouji: skipped 3 inputs: title of a yearly report without its tables: 1, text without a yearly report: 2\n"
            "gouji:   all/first-page.txt: title of a yearly report without its tables\n"
            "gouji:   all/notice.txt: text without a yearly report\n"
            "gouji:   all/template.txt: text without a yearly report\n");
}

}  // namespace
}  // namespace gouji
