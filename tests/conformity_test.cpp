// Whether a report is in the form that is prescribed for it and was published in time. A report that has none of these
// faults is edited, and what is told of it then is "rule @ the text that the finding stands at", a line each.
#include "audit/conformity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

struct Edit {
  std::string from;
  std::string to;
};

// A whole report of form 2021 on 2024 without faults.
std::string report(const std::vector<Edit>& edits = {}) {
  std::string text = file_of_tree("corpus/yunhe-2024/report.txt");
  std::vector<Edit> all = {{"\n没有其他需要报告的事项。", "\n本年度未收取信息处理费。"}};
  all.insert(all.end(), edits.begin(), edits.end());
  for (const Edit& edit : all) {
    const std::size_t at = text.find(edit.from);
    EXPECT_NE(at, std::string::npos) << edit.from;
    if (at != std::string::npos) text.replace(at, edit.from.size(), edit.to);
  }
  return text;
}

bool is_of_conformity(const std::string& rule) {
  return rule.starts_with("sections.") || rule.starts_with("document.") || rule == "form.blank_cell" ||
         rule == "form.label_misprinted";
}

std::string told(const std::string& bytes) {
  const Extracted extracted = extract_from(bytes);
  std::string told;
  for (const Finding& finding : audit(extracted.record(), builtin_grammar(), Language::en)) {
    if (!is_of_conformity(finding.rule->id)) continue;
    told += finding.rule->id + " @ " + std::string(extracted.text.at(finding.span)) + "\n";
  }
  return told;
}

std::string told(const std::vector<Edit>& edits) { return told(report(edits)); }

std::string message(const std::vector<Edit>& edits, Language language) {
  const Extracted extracted = extract_from(report(edits));
  for (const Finding& finding : audit(extracted.record(), builtin_grammar(), language)) {
    if (is_of_conformity(finding.rule->id)) return finding.message;
  }
  return "nothing";
}

const std::string section_1 = "一、总体情况";
const std::string section_2 = "二、主动公开政府信息情况";
const std::string section_3 = "三、收到和处理政府信息公开申请情况";
const std::string section_4 = "四、政府信息公开行政复议、行政诉讼情况";
const std::string section_5 = "五、存在的主要问题及改进情况";
const std::string section_6 = "六、其他需要报告的事项";
const std::string title = "丽水市云和县人民政府2024年政府信息公开工作年度报告";
const std::string period = "2024年1月1日至12月31日";
const std::string preamble = "根据《中华人民共和国政府信息公开条例》编制本报告";
const std::string first_sentence = "2024年共收到政府信息公开申请15840件";

// The text of part five, whatever it is.
std::string text_of_part_five() {
  const std::string text = report();
  const std::size_t begin = text.find(section_5) + section_5.size();
  return text.substr(begin, text.find(section_6) - begin);
}

TEST(Conformity, AReportInItsFormHasNoFinding) { EXPECT_EQ(told(report()), ""); }

// ---- Sections ----

TEST(Sections, AreFoundWithTheirBodies) {
  const Extracted extracted = extract_from(report());
  const std::vector<PrintedSection>& sections = extracted.record().sections;
  ASSERT_EQ(sections.size(), 6U);
  EXPECT_EQ(sections[0].heading, section_1);
  EXPECT_EQ(sections[3].heading, section_4);
  EXPECT_EQ(sections[5].text, "本年度未收取信息处理费。");
  EXPECT_EQ(extracted.text.at(sections[4].body), text_of_part_five());
}

TEST(Sections, OnePartOfProseThatIsMissingIsTold) {
  EXPECT_EQ(told({{section_5, ""}}), "sections.missing @ " + section_4 + "\n");
  EXPECT_EQ(told({{section_6, ""}}), "sections.missing @ " + section_5 + "\n");
  EXPECT_EQ(told({{section_1, ""}}), "sections.missing @ " + title + "\n");
}

TEST(Sections, TheMissingPartIsNamedInBothLanguages) {
  EXPECT_EQ(message({{section_6, ""}}, Language::zh), "没有找到“六、其他需要报告的事项”这一部分");
  EXPECT_EQ(message({{section_6, ""}}, Language::en), "the part “六、其他需要报告的事项” was not found");
}

TEST(Sections, ATableWithoutItsHeadingIsALostHeading) {
  EXPECT_EQ(told({{section_2, ""}}), "sections.heading_missing @ \n");
  EXPECT_EQ(told({{section_3, ""}}), "sections.heading_missing @ \n");
}

TEST(Sections, ATextOfTablesAloneHasLostItsHeadings) {
  const std::string told_of =
      told({{section_1, ""}, {section_3, ""}, {section_4, ""}, {section_5, ""}, {section_6, ""}});
  EXPECT_EQ(told_of, "sections.heading_missing @ " + title + "\n");
}

TEST(Sections, AHeadingMayGoOnAsText) {
  EXPECT_EQ(told({{section_5 + "\n", section_5 + "。"}}), "");
  EXPECT_EQ(told({{section_6 + "\n\n", section_6 + "："}}), "");
  EXPECT_EQ(told({{section_1 + "\n\n", section_1 + " "}}), "");
}

TEST(Sections, AHeadingMayFollowASentenceOnItsLine) {
  const std::string text = text_of_part_five();
  EXPECT_EQ(told({{text + section_6 + "\n", "\n下一年逐项改进。" + section_6 + "。"}}), "");
}

TEST(Sections, AHeadingMayBeWrappedMarkedUpOrWithoutNumber) {
  EXPECT_EQ(told({{section_4, "四、政府信息公开行政复议、\n行政诉讼情况"}}), "");
  EXPECT_EQ(told({{section_1, "## **一、总体情况**"}}), "");
  EXPECT_EQ(told({{section_5, "存在的主要问题及改进情况"}}), "");
  EXPECT_EQ(told({{section_3, "三、 收到和处理政府信息公开申请情况"}}), "");
}

TEST(Sections, AParticleMoreOrLessIsNoOtherName) {
  EXPECT_EQ(told({{section_6, "六、其他需要报告事项"}}), "");
  EXPECT_EQ(told({{section_5, "五、存在的主要问题和改进情况"}}), "");
  EXPECT_EQ(told({{section_4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"}}), "");
}

TEST(Sections, AnotherHeadingInAPartsPlaceIsMisnamed) {
  EXPECT_EQ(told({{section_5, "五、存在的不足和下一步打算"}}), "sections.misnamed @ 五、存在的不足和下一步打算\n");
  EXPECT_EQ(told({{section_1, "一、概述"}}), "sections.misnamed @ 一、概述\n");
  EXPECT_EQ(told({{section_2, "二、主动公开情况"}}), "sections.misnamed @ 二、主动公开情况\n");
  EXPECT_EQ(told({{section_3, "三、依申请公开办理情况"}}), "sections.misnamed @ 三、依申请公开办理情况\n");
  EXPECT_EQ(told({{section_4, "四、行政复议和诉讼情况"}}), "sections.misnamed @ 四、行政复议和诉讼情况\n");
  EXPECT_EQ(message({{section_1, "一、概述"}}, Language::zh), "标题印作“一、概述”，格式规定为“一、总体情况”");
}

TEST(Sections, NumberedTextOfAnotherPartIsNoHeading) {
  EXPECT_EQ(told({{section_3, ""}, {first_sentence, "（三）依申请公开情况。" + first_sentence}}),
            "sections.heading_missing @ \n");
}

TEST(Sections, AListOfContentsIsNotTheReport) {
  std::string contents;
  for (const std::string& section : {section_1, section_2, section_3, section_4, section_5, section_6})
    contents += section + "\n";
  EXPECT_EQ(told({{preamble, contents + preamble}}), "");
}

TEST(Sections, OneThatStandsElsewhereIsOutOfOrder) {
  EXPECT_EQ(told({{section_6, ""}, {section_5, section_6 + "\n\n本年度未收取信息处理费。\n\n" + section_5}}),
            "sections.order @ " + section_6 + "\n");
}

TEST(Sections, WrongNumbersAreToldOnce) {
  const std::vector<Edit> edits = {{section_2, "一、主动公开政府信息情况"},
                                   {section_3, "二、收到和处理政府信息公开申请情况"},
                                   {section_4, "三、政府信息公开行政复议、行政诉讼情况"}};
  EXPECT_EQ(told(edits), "sections.number @ 一、主动公开政府信息情况\n");
  EXPECT_NE(message(edits, Language::en).find("(headings with a wrong number: 3)"), std::string::npos);
}

TEST(Sections, AnotherKindOfNumberIsNoWrongNumber) { EXPECT_EQ(told({{section_1, "1.总体情况"}}), ""); }

TEST(Sections, PartFiveMustSaySomething) {
  const std::string text = text_of_part_five();
  for (const std::string phrase : {"", "无", "无。", "暂无。", "没有。", "本年度无问题。",
                                   "2024年，本机关不存在主要问题。", "未发现突出问题", "/", "— 7 —"}) {
    EXPECT_EQ(told({{text, "\n" + phrase + "\n"}}), "sections.empty @ " + section_5 + "\n") << phrase;
  }
}

TEST(Sections, PartFiveThatSaysSomethingIsNotEmpty) {
  const std::string text = text_of_part_five();
  for (const std::string phrase : {"公开不够及时。", "目前没有专职人员，公开不及时，明年配齐。",
                                   "主要问题：无专门机构。", "问题一：解读形式单一。"}) {
    EXPECT_EQ(told({{text, "\n" + phrase + "\n"}}), "") << phrase;
  }
}

TEST(Sections, ATextThatEndsBehindAHeadingIsNotAnEmptyPart) {
  std::string text = report();
  text.erase(text.find(section_5) + section_5.size());
  EXPECT_EQ(told(text), "sections.missing @ " + section_5 + "\n");
}

TEST(Sections, PartSixTellsOfTheFeeForProcessingInformation) {
  const std::string fee = "本年度未收取信息处理费。";
  const std::string silent = "sections.fee_unmentioned @ " + section_6 + "\n";
  EXPECT_EQ(told({{fee, "无。"}}), silent);
  EXPECT_EQ(told({{fee, "没有其他需要报告的事项。"}}), silent);
  EXPECT_EQ(told({{fee, "2024年本机关未收取政府信息公开处理费。"}}), "");
  EXPECT_EQ(told({{fee, "全年没有发生收费情况。"}}), "");
  EXPECT_EQ(told({{fee, "无。"}, {first_sentence, "全年信息处理费0元。" + first_sentence}}), "");
}

TEST(Sections, AReportOfForm2019NeedNotTellOfTheFee) {
  EXPECT_EQ(told(file_of_tree("corpus/pdf-pages-2019/report.txt")), "");
}

TEST(Sections, FormsWithoutPrescribedPartsAreNotJudged) {
  EXPECT_EQ(told(file_of_tree("corpus/statistics-2015/report.txt")), "");
  EXPECT_EQ(told(file_of_tree("corpus/prose-2010/report.txt")), "");
}

// ---- Tables ----

TEST(BlankCells, AreToldOnceATable) {
  const std::vector<Edit> edits = {{"规章\t750\t0\t909", "规章\t/\t/\t/"}, {"行政许可\t0", "行政许可\t—"}};
  EXPECT_EQ(told(edits), "form.blank_cell @ /\n");
  EXPECT_EQ(message(edits, Language::zh),
            "表格“主动公开政府信息情况”有 4 处空白（自“规章”的“本年制发件数”起），没有发生的应填 0");
}

TEST(BlankCells, ABlankTotalIsToldByItsOwnRule) { EXPECT_EQ(told({{"0\t0\t198\t0\t198", "0\t0\t198\t0\t/"}}), ""); }

TEST(Labels, AMisprintIsToldWithTheOfficialLabel) {
  EXPECT_EQ(told({{"2.重复申请", "2.重复请申"}}), "");  // too short to be known by two characters
  EXPECT_EQ(told({{"本年废止件数", "本年度止件数"}}), "form.label_misprinted @ 本年度止件数\n");
  EXPECT_EQ(told({{"3.要求提供公开出版物", "3.要求提供公开出版务"}}), "form.label_misprinted @ 3.要求提供公开出版务\n");
  EXPECT_EQ(told({{"7.属于行政执法案卷", "7.属于行政执案卷"}}), "form.label_misprinted @ 7.属于行政执案卷\n");
  EXPECT_EQ(told({{"社会公益组织", "社会公益益组织"}}), "form.label_misprinted @ 社会公益益组织\n");
  EXPECT_EQ(message({{"法律服务机构", "法律服物机构"}}, Language::en),
            "“法律服物机构” in a table is not the form's; it should be “法律服务机构”");
}

TEST(Labels, WhatConvertersDoToThemIsNoMisprint) {
  EXPECT_EQ(told({{"2.其他法律行政法规禁止公开", "2．其他法律、行政法规 禁止公开"}}), "");
  EXPECT_EQ(told({{"（七）总计", "(七) 总计"}}), "");
  EXPECT_EQ(told({{"3.危及“三安全一稳定”", "3、危及\"三安全一稳定\""}}), "");
  EXPECT_EQ(told({{"1.信访举报投诉类申请", "信访举报投诉类申请"}}), "");
  EXPECT_EQ(told({{"一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数"}}), "");  // cut
  EXPECT_EQ(told({{"7.属于行政执法案卷", "7.属于行政执\xEF\xBF\xBD案卷"}}), "");                  // damaged
}

// What a narrow column leaves of a longer label may look like a shorter one.
TEST(Labels, APieceOfALongerLabelIsNoMisprintOfAShorterOne) {
  std::string text = file_of_tree("corpus/statistics-2015/report.txt");
  const std::string label = "（一）维持具体行政行为或者驳回原告诉讼请求数";
  const std::string piece = "（一）维持具体行政行为或";
  const std::size_t at = text.find(label);
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(told(text.replace(at, label.size(), piece)), "");
}

TEST(Labels, AnotherLabelOfTheFormIsNoMisprintOfOne) {
  EXPECT_EQ(told({{"行政强制\t237733", "行政强制\t237733\n行政处理\t1"}}), "");
}

// ---- Years ----

TEST(Years, ThePeriodIsThatOfTheTitle) {
  const std::string wrong = "2023年1月1日至2023年12月31日";
  EXPECT_EQ(told({{period, wrong}}), "document.year_disagrees @ " + wrong + "\n");
  const std::string two_years = "2023年1月1日至2024年12月31日";
  EXPECT_EQ(told({{period, two_years}}), "document.year_disagrees @ " + two_years + "\n");
  EXPECT_EQ(told({{period, "2024年1月1日起至2024年12月31日止"}}), "");
}

TEST(Years, AnotherStretchOfTimeIsNotThePeriod) {
  EXPECT_EQ(told({{period, "全年"}, {first_sentence, "2023年12月1日至2024年2月28日开展培训。" + first_sentence}}), "");
}

TEST(Years, AnAnnouncementIsOfTheYearOfTheTitle) {
  const std::string wrong = "现将我县2023年度政府信息公开工作情况报告如下";
  EXPECT_EQ(told({{preamble, wrong + "。" + preamble}}), "document.year_disagrees @ " + wrong + "\n");
  EXPECT_EQ(told({{preamble, "现将我县2024年度政府信息公开工作情况报告如下。" + preamble}}), "");
  EXPECT_EQ(message({{preamble, wrong + "。" + preamble}}, Language::en),
            "the report is on 2024, but here it says 2023: " + wrong);
}

TEST(Years, LastYearsReportMayBeSpokenOf) {
  EXPECT_EQ(told({{first_sentence, "按时向社会公布2023年度政府信息公开工作年度报告。" + first_sentence}}), "");
  EXPECT_EQ(told({{first_sentence, "较2023年有所增加。" + first_sentence}}), "");
}

TEST(Years, TitlesOfSeveralReportsProveNothing) {
  const std::string other = "丽水市云和县人民政府2023年政府信息公开工作年度报告\n";
  EXPECT_EQ(told({{title, other + title}}), "");
}

// ---- The day of publication ----

std::string published(const std::string& publisher, const std::string& year, const std::string& day) {
  return told({{title, "发布日期：" + day + "\n\n" + publisher + year + "年政府信息公开工作年度报告"},
               {period, year + "年1月1日至12月31日"}});
}

TEST(Publication, ADepartmentHasUntilTheEndOfJanuary) {
  EXPECT_EQ(published("青田县教育局", "2024", "2025-01-31"), "");
  EXPECT_EQ(published("青田县教育局", "2024", "2025-02-01"), "document.published_late @ 2025-02-01\n");
  EXPECT_EQ(published("青田县发展和改革委员会", "2024", "2025-03-05"), "document.published_late @ 2025-03-05\n");
  EXPECT_EQ(published("浙江省民政厅", "2024", "2025-02-20"), "document.published_late @ 2025-02-20\n");
}

TEST(Publication, AGovernmentHasUntilTheEndOfMarch) {
  EXPECT_EQ(published("青田县人民政府", "2024", "2025-03-31"), "");
  EXPECT_EQ(published("青田县人民政府", "2024", "2025-04-01"), "document.published_late @ 2025-04-01\n");
  EXPECT_EQ(published("青田县人民政府办公室", "2024", "2025-03-01"), "");
  EXPECT_EQ(published("温溪镇人民政府", "2024", "2025-02-10"), "");
}

TEST(Publication, WhoeverIsNotSurelyADepartmentHasTheLaterDay) {
  EXPECT_EQ(published("青田县税务局", "2024", "2025-02-10"), "");
  EXPECT_EQ(published("经济开发区管理委员会", "2024", "2025-02-10"), "");
  EXPECT_EQ(published("鹤城街道办事处", "2024", "2025-03-20"), "");
  EXPECT_EQ(published("鹤城街道办事处", "2024", "2025-04-20"), "document.published_late @ 2025-04-20\n");
  EXPECT_EQ(published("青田县中学", "2024", "2025-06-20"), "");
}

TEST(Publication, TheRegulationsOf2007GaveAllUntilTheEndOfMarch) {
  const auto on_2015 = [](const std::string& day) {
    const std::string publisher = "云溪区人民政府\n";
    std::string text = file_of_tree("corpus/statistics-2015/report.txt");
    EXPECT_TRUE(text.starts_with(publisher));
    return told("发布日期：" + day + "\n青田县教育局\n" + text.substr(publisher.size()));
  };
  EXPECT_EQ(on_2015("2016-03-31"), "");
  EXPECT_EQ(on_2015("2016-04-01"), "document.published_late @ 2016-04-01\n");
}

TEST(Publication, AYearLaterItWasPublishedAgain) {
  EXPECT_EQ(published("青田县教育局", "2024", "2026-05-06"), "");
  EXPECT_EQ(told(report()), "");  // no day at all
}

TEST(Publication, TheMessageSaysBothDays) {
  const std::vector<Edit> edits = {{title, "发布日期：2025-04-09\n" + title}};
  EXPECT_EQ(message(edits, Language::zh), "发布日期 2025-04-09 晚于规定的 2025-03-31");
}

// ---- Placeholders ----

std::string placeholder_in(const std::string& sentence) { return told({{first_sentence, sentence + first_sentence}}); }

TEST(Placeholders, AreToldWhereTheyStand) {
  for (const auto& [sentence, left] : std::vector<std::pair<std::string, std::string>>{
           {"全年主动公开政府信息XX条。", "XX条"},
           {"召开专题会议××次。", "××次"},
           {"xx年度工作有序推进。", "xx年"},
           {"截至20XX年底。", "20XX年"},
           {"于X月X日召开会议。", "X月X日"},
           {"共办理____件。", "____件"},
           {"发布图解〇〇件。", "〇〇件"},
           {"（请在此填写本单位情况）", "（请在此填写本单位情况）"},
           {"此处填写解读情况。", "此处填写"},
           {"请填写具体数字。", "请填写具体"},
           {"【】", "【】"},
           {"【单位名称】公开工作有序推进。", "【单位名称】"},
           {"单击或点击此处输入文字。", "单击或点击此处输入"},
           {"联系电话：XXXXXXXX。", "XXXXXXXX"},
           {"印发《工作要点》（云政办〔2024〕XX号）。", "〔2024〕XX号"},
           {"政策解读比例达（待补充）。", "（待补充）"},
           {"２０＊＊年。", "２０＊＊年"},
       }) {
    EXPECT_EQ(placeholder_in(sentence), "document.placeholder @ " + left + "\n") << sentence;
  }
}

TEST(Placeholders, OfOneSentenceAreToldInTheirOrder) {
  EXPECT_EQ(placeholder_in("公开信息XX条，收到申请__________件，召开会议XX次。"),
            "document.placeholder @ XX条\ndocument.placeholder @ __________件\ndocument.placeholder @ XX次\n");
}

TEST(Placeholders, AreFoundInTheTitle) {
  EXPECT_EQ(told({{title, "XX县教育局2024年政府信息公开工作年度报告"}}), "document.placeholder @ XX县\n");
}

TEST(Placeholders, MaskedNamesAndOrdinaryWordsAreNone) {
  for (const std::string sentence : {"申请人张××不服答复。",
                                     "王XX等3人申请公开征地批文。",
                                     "地块位于××路12号。",
                                     "某公司XX项目已公示。",
                                     "申请人可在此处填写申请表。",
                                     "请填写《政府信息公开申请表》。",
                                     "依据《XX条例》第XX条。",
                                     "共收到**15**件。",
                                     "**全年**共发布**30**条。",
                                     "电话：0578-5132XXX。",
                                     "二〇二四年全年。",
                                     "刊登于《XX日报》。",
                                     "A×B两类事项。",
                                     "（2023）浙11行初XX号判决。",
                                     "XX公司诉县人民政府。",
                                     "尺寸3×4。",
                                     "邮箱：xxx@yunhe.gov.cn。",
                                     "网址：xxgk.gov.cn。",
                                     "___\n",
                                     "【公开】栏目。"}) {
    EXPECT_EQ(placeholder_in(sentence), "") << sentence;
  }
}

TEST(Placeholders, BlankMarksInTablesAreNone) {
  EXPECT_EQ(told({{"规章\t750\t0\t909", "规章\t***\t0\t909"}}).find("placeholder"), std::string::npos);
}

// ---- Published reports ----

TEST(Conformity, PublishedReportsHaveOnlyWhatIsTrue) {
  EXPECT_EQ(told(file_of_tree("corpus/licheng-2023/report.txt")), "form.label_misprinted @ 本年度止件数\n");
  EXPECT_EQ(told(file_of_tree("corpus/hongze-2023/report.txt")), "");
  EXPECT_EQ(told(file_of_tree("corpus/hongze-2024/report.txt")), "");
}

}  // namespace
}  // namespace gouji
