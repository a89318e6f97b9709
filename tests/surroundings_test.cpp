// Reports inside other text, and other text that looks like one: as many
// records as there are reports, each with its own cells, and nothing else read
// as one.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "generator/case.h"
#include "generator/check.h"
#include "generator/renderers.h"
#include "reports.h"

namespace gouji {
namespace {

using generator::Case;
using generator::make_case;
using generator::some_of;

// A form of report in a layout.
struct Print {
  const Form* form = nullptr;
  std::string layout;
};

// For failures' messages.
void PrintTo(const Print& print, std::ostream* stream) { *stream << print.form->id << " " << print.layout; }

Case plain_case(std::uint64_t seed, const Print& print) { return make_case(*print.form, seed, {print.layout, false}); }

// What a site prints above an article: menus with figures, the page's own
// figures.
constexpr std::string_view navigation =
    "无障碍阅读 | 长者模式 | 登录 | 注册\n"
    "网站首页\t政务公开(128)\t政务服务(66)\t互动交流(12)\t数据开放\n"
    "首页 > 政务公开 > 法定主动公开内容 > 政府信息公开年报 > 2023年\n"
    "政府信息公开指南\n政府信息公开制度 23\n法定主动公开内容 "
    "1204\n政府信息公开年报 16\n依申请公开 7\n"
    "行政规范性文件 (95)\n行政许可\n行政处罚\n"
    "字号：[ 大 中 小 ] 浏览次数：1305 发布日期：2024-01-20 10:32\n";

constexpr std::string_view list_of_articles =
    "相关文章\n"
    "· 洪泽区人民政府2022年政府信息公开工作年度报告 2023-01-18\n"
    "· 洪泽区人民政府2021年政府信息公开工作年度报告 2022-01-20\n"
    "· 关于公布行政事业性收费目录清单的通知 2023-11-02\n"
    "上一篇：2023年全区经济运行情况：规模以上工业增加值增长8.2%\n"
    "下一篇：第二十条第（五）项行政许可事项清单（2024年版）\n";

constexpr std::string_view footer =
    "主办单位：洪泽区人民政府办公室 电话：0517-87222001\n"
    "网站标识码：3208130001 苏ICP备05000000号-1 苏公网安备 32082902000001号\n"
    "版权所有 2024 您是第 10283746 位访客\n";

// Tables of figures of their own. Some of their labels are the form's too.
constexpr std::string_view budget =
    "洪泽区司法局2023年部门预算\n"
    "收入预算总表\n"
    "项目\t2022年执行数\t2023年预算数\t增减\n"
    "一、一般公共预算拨款\t1024.50\t1100.00\t75.50\n"
    "二、行政事业性收费\t112.55\t98.00\t-14.55\n"
    "三、上年结转\t30.20\t41.10\t10.90\n"
    "四、其他\t5.00\t5.00\t0\n"
    "总计\t1172.25\t1244.10\t71.85\n"
    "结转下年\t41.10\t0\t-41.10\n";

constexpr std::string_view enforcement =
    "2023年行政执法数据统计表\n"
    "单位\t行政许可\t行政处罚\t行政强制\t行政检查\n"
    "区市场监管局\t9012\t231\t4\t1822\n"
    "区城管局\t120\t1804\t77\t4010\n"
    "总计\t9132\t2035\t81\t5832\n";

constexpr std::string_view reviews =
    "2023年行政复议、行政诉讼案件情况\n"
    "类别\t收案\t结案\n"
    "行政复议\t112\t109\n"
    "行政诉讼\t45\t40\n"
    "其他\t3\t3\n"
    "总计\t160\t152\n";

std::vector<Print> all_prints() {
  std::vector<Print> prints;
  for (const Form* form : generator::printable_forms(builtin_grammar())) {
    for (const generator::Layout& layout : generator::layouts()) prints.push_back({form, layout.name});
  }
  return prints;
}

// How other reports on the same site may be printed: in other layouts, and, if one likes, of other forms.
Print other_print(const Print& print, std::size_t layouts_on, std::size_t forms_on = 0) {
  const std::vector<generator::Layout>& layouts = generator::layouts();
  const std::vector<const Form*> forms = generator::printable_forms(builtin_grammar());
  const auto form = static_cast<std::size_t>(std::find(forms.begin(), forms.end(), print.form) - forms.begin());
  const auto layout = static_cast<std::size_t>(generator::find_layout(print.layout) - layouts.data());
  return {forms[(form + forms_on) % forms.size()], layouts[(layout + layouts_on) % layouts.size()].name};
}

// As many records as reports, and every cell of each is right.
void expect_reports(const std::vector<Case>& reports, const std::string& bytes) {
  const Extracted extracted = extract_from(bytes);
  std::string names;
  for (const Case& report : reports) names += "\n  " + report.name();
  ASSERT_EQ(extracted.records.size(), reports.size()) << names;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const generator::Verdict verdict = generator::judge(reports[i], extracted.text, {extracted.records[i]});
    EXPECT_TRUE(verdict.wrong.empty()) << reports[i].name() << some_of(verdict.wrong) << names;
    EXPECT_TRUE(verdict.unread.empty()) << reports[i].name() << some_of(verdict.unread) << names;
  }
}

int records_in(const std::string& text) { return static_cast<int>(extract_from(text).records.size()); }

// ---- A report among other things

std::string notice_about(const Form& form) {
  constexpr std::size_t every = 7;
  std::string labels;
  for (const Table& table : form.tables) {
    for (const Block& block : table.blocks) {
      for (std::size_t row = 0; row < block.rows.size(); row += every) {
        labels += "“" + block.rows[row].labels.front() + "”";
      }
    }
  }
  return "各单位：请认真填报" + labels + "各栏，1月15日前报送，联系电话87222001。\n";
}

class ReportInALayout : public testing::TestWithParam<Print> {};

TEST_P(ReportInALayout, IsReadInsideASitesNavigation) {
  const Case report = plain_case(11, GetParam());
  expect_reports({report}, std::string(navigation) + report.text + std::string(list_of_articles) + std::string(footer));
}

TEST_P(ReportInALayout, IsReadBetweenOtherArticlesWithTablesOfFigures) {
  const Case report = plain_case(12, GetParam());
  expect_reports({report}, std::string(budget) + "\n" + std::string(reviews) + "\n" + report.text + "\n" +
                               std::string(enforcement) + "\n" + std::string(budget));
}

TEST_P(ReportInALayout, IsReadBehindANoticeThatQuotesItsLabels) {
  const Case report = plain_case(23, GetParam());
  const std::string notice = notice_about(*GetParam().form);
  expect_reports({report}, notice + report.text + notice);
}

TEST_P(ReportInALayout, HasOnlyItsOwnCellsWhereOthersStandBeforeAndBehindIt) {
  const std::vector<Case> reports = {plain_case(14, GetParam()), plain_case(15, GetParam()),
                                     plain_case(16, GetParam())};
  expect_reports(reports, reports[0].text + reports[1].text + reports[2].text);
}

// As a crawler saves the pages of a site, one behind the other.
std::string pages_of_a_site(const std::vector<Case>& reports) {
  std::string text;
  for (const Case& report : reports) {
    text.append(navigation).append(report.text).append(list_of_articles).append(footer);
  }
  return text;
}

TEST_P(ReportInALayout, IsReadFromEachPageOfASite) {
  const std::vector<Case> reports = {plain_case(17, GetParam()), plain_case(28, GetParam()),
                                     plain_case(19, GetParam())};
  expect_reports(reports, pages_of_a_site(reports));
}

// Each page was written by another word processor.
TEST_P(ReportInALayout, IsReadBesideReportsInOtherLayouts) {
  const Print& own = GetParam();
  const std::vector<Case> reports = {plain_case(17, own), plain_case(28, other_print(own, 7)),
                                     plain_case(19, other_print(own, 20))};
  expect_reports(reports, pages_of_a_site(reports));
}

// The site goes back over years in which other forms were prescribed.
TEST_P(ReportInALayout, IsReadBesideReportsOfOtherForms) {
  const Print& own = GetParam();
  const std::vector<Case> reports = {plain_case(32, other_print(own, 3, 1)), plain_case(33, own),
                                     plain_case(34, other_print(own, 11, 2))};
  expect_reports(reports, pages_of_a_site(reports));
}

// ---- What is no report

bool is_part_of_a_figure(char byte) { return (byte >= '0' && byte <= '9') || byte == '.' || byte == ','; }

std::size_t length_of_sign(std::string_view figure) {
  for (const std::string_view sign : {"-", "+", "－", "增加", "减少"}) {
    if (figure.starts_with(sign)) return sign.size();
  }
  return 0;
}

// The form as it is sent out to be filled in: everything but the tables'
// figures.
std::string blank_form(const Case& report) {
  std::string text = report.text;
  for (const ByteOffset figure : report.figures) {
    ByteOffset end = figure + length_of_sign(std::string_view(text).substr(figure));
    while (end < text.size() && is_part_of_a_figure(text[end])) ++end;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(figure), text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
  }
  return text;
}

TEST_P(ReportInALayout, IsNoReportAsABlankForm) {
  const Case report = plain_case(20, GetParam());
  EXPECT_EQ(records_in(blank_form(report)), 0) << report.name();
}

TEST_P(ReportInALayout, IsTheOnlyOneBehindABlankForm) {
  const Case report = plain_case(31, GetParam());
  const Case form_to_fill_in = plain_case(22, GetParam());
  expect_reports({report}, blank_form(form_to_fill_in) + report.text);
}

INSTANTIATE_TEST_SUITE_P(All, ReportInALayout, testing::ValuesIn(all_prints()), [](const auto& print) {
  std::string name = "form" + print.param.form->id + "_" + print.param.layout;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(NoReport, IsReadFromABudget) { EXPECT_EQ(records_in(std::string(budget)), 0); }

TEST(NoReport, IsReadFromTablesOfCasesAndOfEnforcement) {
  EXPECT_EQ(records_in(std::string(enforcement) + std::string(reviews)), 0);
  EXPECT_EQ(records_in(std::string(budget) + std::string(enforcement) + std::string(reviews)), 0);
}

TEST(NoReport, IsReadFromASitesNavigation) {
  EXPECT_EQ(records_in(std::string(navigation) + std::string(list_of_articles) + std::string(footer)), 0);
}

TEST(NoReport, IsReadFromANoticeOnHowToWriteOne) {
  EXPECT_EQ(records_in(R"(
关于做好2023年政府信息公开工作年度报告编制发布工作的通知
各县（市、区）人民政府，市各委办局：
    一、报告的第二部分为“主动公开政府信息情况”。其中“规章”填3项，“行政规范性文件”填3项，“行政许可”“行政处罚”“行政强制”各填1项，“行政事业性收费”填本年收费金额（单位：万元），保留2位小数。
    二、第三部分中，“一、本年新收政府信息公开申请数量”与“二、上年结转政府信息公开申请数量”之和，等于“三、本年度办理结果”与“四、结转下年度继续办理”之和。“（一）予以公开”“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”各填7栏；“（三）不予公开”分8行：“1.属于国家秘密”“2.其他法律行政法规禁止公开”“3.危及‘三安全一稳定’”“4.保护第三方合法权益”“5.属于三类内部事务信息”“6.属于四类过程性信息”“7.属于行政执法案卷”“8.属于行政查询事项”；“（四）无法提供”分3行；“（五）不予处理”分5行。
    三、第四部分“结果维持”“结果纠正”“其他结果”“尚未审结”各填1个数字，“总计”为4项之和。
    四、各单位于2024年1月15日前报送，联系人：张三，电话：0517-87222001。
)"),
            0);
}

TEST(NoReport, IsReadFromInstructionsThatTakeTheRowsOneByOne) {
  EXPECT_EQ(records_in(R"(
填表说明
一、本年新收政府信息公开申请数量：指2023年1月1日至12月31日收到的申请，1件申请要求公开多项信息的，计1件。
二、上年结转政府信息公开申请数量：指2022年12月31日前收到、2023年办结的申请。
三、本年度办理结果：
（一）予以公开：指依据《条例》第三十六条第（一）、（二）项答复的申请，每件计1次。
（二）部分公开：指依据《条例》第三十七条答复的申请，每件计1次。
（三）不予公开：
1.属于国家秘密：依据《条例》第14条。
2.其他法律行政法规禁止公开：依据《条例》第14条。
3.危及“三安全一稳定”：依据《条例》第14条。
4.保护第三方合法权益：依据《条例》第15条。
5.属于三类内部事务信息：依据《条例》第16条第1款。
6.属于四类过程性信息：依据《条例》第16条第2款。
7.属于行政执法案卷：依据《条例》第16条第2款。
8.属于行政查询事项：依据《条例》第36条第7项。
（四）无法提供：
1.本机关不掌握相关政府信息：依据《条例》第36条第4项、第5项。
2.没有现成信息需要另行制作：依据《条例》第38条。
3.补正后申请内容仍不明确：依据《条例》第30条。
（七）总计：前6类之和。
四、结转下年度继续办理：指2023年12月31日前未办结的申请。
)"),
            0);
}

TEST(NoReport, IsReadFromANewsItemWithThreeFigures) {
  EXPECT_EQ(records_in("洪泽区政府信息公开工作取得新进展\n"
                       "2023年，全区行政许可9487件，行政处罚2776件，行政事业性"
                       "收费7545万元，新收政府信息公开申请95件。\n"),
            0);
  EXPECT_EQ(records_in("数说公开\n行政许可\n9487件\n行政处罚\n2776件\n行政事业"
                       "性收费\n7545万元\n"),
            0);
}

TEST(NoReport, IsReadFromATableOfContents) {
  EXPECT_EQ(records_in("洪泽区人民政府2023年政府信息公开工作年度报告\n目录\n"
                       "一、总体情况……………………1\n"
                       "二、主动公开政府信息情况……………………4\n"
                       "三、收到和处理政府信息公开申请情况……………………5\n"
                       "四、政府信息公开行政复议、行政诉讼情况……………………7\n"
                       "五、存在的主要问题及改进情况……………………8\n"
                       "六、其他需要报告的事项……………………9\n"),
            0);
}

// ---- Where a report's tables are

void expect_regions_apart(const std::string& bytes, std::size_t reports) {
  const Extracted extracted = extract_from(bytes);
  ASSERT_EQ(extracted.records.size(), reports);
  ByteOffset end = 0;
  for (const Record& record : extracted.records) {
    ByteOffset last = end;
    for (const TableRegion& region : record.regions) {
      EXPECT_GE(region.span.begin, end) << "a table that reaches into the report before it";
      last = std::max(last, region.span.end);
    }
    end = last;
  }
}

TEST(SeveralReports, HaveTablesApartFromEachOther) {
  const std::string report = file_of_tree("corpus/licheng-2023/report.txt");
  expect_regions_apart(report + report + report, 3);
}

// Without a line end, only the report's own rows say where its tables begin.
TEST(SeveralReports, InOneLineHaveTablesApartFromEachOther) {
  std::string report = file_of_tree("corpus/licheng-2023/report.txt");
  for (char& byte : report) {
    if (byte == '\n' || byte == '\t') byte = ' ';
  }
  expect_regions_apart(report + report + report, 3);
}

}  // namespace
}  // namespace gouji
