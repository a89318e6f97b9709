// What all reports share: how a document says what it is, what belongs to the page, how labels are numbered.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <vector>

#include "form/grammar.h"
#include "text/fold.h"

namespace gouji {
namespace {

const CommonGrammar& common() {
  static const Result<Grammar> grammar = load_grammar(builtin_grammar_files());
  return grammar->common;
}

// The named groups of the first pattern that matches a line, joined by '|', in the order asked for; "-" for no match.
std::string read(const std::vector<Pattern>& patterns, std::string_view line, const std::vector<std::string>& groups) {
  const std::string folded = fold_utf8(line).utf8;
  for (const Pattern& pattern : patterns) {
    std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(pattern->NumberOfCapturingGroups()) + 1);
    if (!pattern->Match(folded, 0, folded.size(), RE2::UNANCHORED, pieces.data(), static_cast<int>(pieces.size()))) {
      continue;
    }
    std::string values;
    for (const std::string& group : groups) {
      const int index = pattern->NamedCapturingGroups().at(group);
      if (!values.empty()) values += '|';
      values += pieces[static_cast<std::size_t>(index)].as_string();
    }
    return values;
  }
  return "-";
}

bool any_matches(const std::vector<Pattern>& patterns, std::string_view line) {
  return read(patterns, line, {}) != "-";
}

std::string title(std::string_view line) {
  if (any_matches(common().document.not_titles, line)) return "-";
  return read(common().document.titles, line, {"year", "body"});
}

TEST(CommonGrammar, ReadsABodyAndAYearFromATitle) {
  EXPECT_EQ(title("丽水市云和县人民政府2024年政府信息公开工作年度报告"), "2024|丽水市云和县人民政府");
  EXPECT_EQ(title("鲤城区 2023 年政府信息公开工作年度报告"), "2023|鲤城区");
  EXPECT_EQ(title("  2023 年政府信息公开工作年度报告"), "2023|");
  EXPECT_EQ(title("泉州市鲤城区教育局２０２３年度政府信息公开年度报告"), "2023|泉州市鲤城区教育局");
  EXPECT_EQ(title("# **云和县人民政府2024年政府信息公开工作年度报告**"), "2024|云和县人民政府");
}

TEST(CommonGrammar, ALetterThatForwardsAReportIsNotItsTitle) {
  EXPECT_EQ(title("泉州市鲤城区人民政府办公室关于转发鲤城区 2023年政府信息公开工作年度报告的通知"), "-");
  EXPECT_EQ(title("现将《鲤城区2023年政府信息公开工作年度报告》转发给你们"), "-");
  EXPECT_EQ(title("政府信息公开工作年度报告格式"), "-");
}

TEST(CommonGrammar, ReadsTheBodyOfATitleOnTwoLines) {
  EXPECT_EQ(read(common().document.title_starts, "                洪泽区人民政府", {"body"}), "洪泽区人民政府");
  EXPECT_EQ(read(common().document.title_starts, "洪泽区高良涧街道办事处", {"body"}), "洪泽区高良涧街道办事处");
  EXPECT_EQ(read(common().document.title_starts, "（此件主动公开）", {"body"}), "-");
}

TEST(CommonGrammar, FindsAFullNameWhereABodyIsNamed) {
  const std::vector<Pattern>& publishers = common().document.publishers;
  EXPECT_EQ(read(publishers, "泉州市鲤城区人民政府办公室文件", {"name"}), "泉州市鲤城区人民政府");
  EXPECT_EQ(read(publishers, "可在“泉州市鲤城区人民政府”门户网站下载", {"name"}), "泉州市鲤城区人民政府");
  EXPECT_EQ(read(publishers, "本报告由淮安市洪泽区人民政府办公室根据", {"name"}), "淮安市洪泽区人民政府");
}

TEST(CommonGrammar, TellsAPlaceFromABody) {
  EXPECT_TRUE(RE2::PartialMatch("鲤城区", *common().document.place));
  EXPECT_FALSE(RE2::PartialMatch("洪泽区人民政府", *common().document.place));
  EXPECT_FALSE(RE2::PartialMatch("鲤城区教育局", *common().document.place));
}

TEST(CommonGrammar, ADocumentNumberStandsOnALineOfItsOwn) {
  const std::vector<Pattern>& numbers = common().document.document_numbers;
  EXPECT_EQ(read(numbers, "泉鲤政办〔2024〕3号", {"number"}), "泉鲤政办〔2024〕3号");
  EXPECT_EQ(read(numbers, "泉鲤政办[2024] 3 号", {"number"}), "泉鲤政办[2024]3号");
  EXPECT_EQ(read(numbers, "文号：泉鲤政办〔2024〕3号", {"number"}), "泉鲤政办〔2024〕3号");
  EXPECT_EQ(read(numbers, "年度报告格式的通知》（国办公开办函〔2021〕30 号）及省市有关", {"number"}), "-");
}

TEST(CommonGrammar, ADayOfPublicationIsALineOrHasALabel) {
  const std::vector<Pattern>& published = common().document.published;
  const std::vector<std::string> day = {"year", "month", "day"};
  EXPECT_EQ(read(published, "2024年1月11日", day), "2024|1|11");
  EXPECT_EQ(read(published, "发布日期：2024-01-11", day), "2024|01|11");
  EXPECT_EQ(read(published, "发布时间：2024-01-11 10:20 来源：区政府办", day), "2024|01|11");
  EXPECT_EQ(read(published, "成文日期：2024年1月5日 浏览次数：12", day), "2024|1|5");
  EXPECT_EQ(read(published, "报告自2024年1月11日起公布", day), "-");
}

TEST(CommonGrammar, ReadsThePeriodReportedOn) {
  const std::vector<Pattern>& periods = common().document.periods;
  const std::vector<std::string> days = {"from_year", "from_month", "from_day", "to_year", "to_month", "to_day"};
  EXPECT_EQ(read(periods, "统计期限为 2023 年 1 月 1 日至 12 月 31 日。", days), "2023|1|1||12|31");
  EXPECT_EQ(read(periods, "统计期限自 2023 年 1 月 1 日\n起至 2023 年 12 月 31 日止", days), "2023|1|1|2023|12|31");
}

TEST(CommonGrammar, PageNumbersAreFurnitureAndFiguresAreNot) {
  for (const char* line :
       {"- 4 -", "— 5 —", "-5-", "第 4 页 共 7 页", "第 5 页", "4 / 7", "01/12", "Page 4 of 7", "·4·"}) {
    EXPECT_TRUE(any_matches(common().furniture, line)) << line;
  }
  for (const char* line : {"4", "-4", "0", "—", "第三项", "95 0 0", "— 0 —", "0 / 0", "0 / 5"}) {
    EXPECT_FALSE(any_matches(common().furniture, line)) << line;
  }
}

TEST(CommonGrammar, FindsTheYearThatASentenceSpeaksOf) {
  const auto year = [](std::string_view sentence) {
    int found = 0;
    RE2::PartialMatch(fold_utf8(sentence).utf8, *common().mentioned_year, &found);
    return found;
  };
  EXPECT_EQ(year("截至 2022 年底"), 2022);
  EXPECT_EQ(year("收到申请2022件"), 0);
}

TEST(CommonGrammar, KnowsTheNumbersBeforeALabel) {
  const auto rest = [](std::string_view label) {
    std::string folded = fold_utf8(label).utf8;
    RE2::Replace(&folded, *common().item_number, "");
    return folded;
  };
  EXPECT_EQ(rest("（一）予以公开"), "予以公开");
  EXPECT_EQ(rest("三、本年度办理结果"), "本年度办理结果");
  EXPECT_EQ(rest("１．属于国家秘密"), "属于国家秘密");
  EXPECT_EQ(rest("予以公开（一）"), "予以公开(一)");
}

TEST(CommonGrammar, KnowsTheMarksForNothing) {
  const std::vector<std::string>& marks = common().blank_marks;
  for (const char* mark : {"/", "-", "—", "——", "无"})
    EXPECT_TRUE(std::count(marks.begin(), marks.end(), mark)) << mark;
  EXPECT_FALSE(std::count(marks.begin(), marks.end(), "0"));
}

}  // namespace
}  // namespace gouji
