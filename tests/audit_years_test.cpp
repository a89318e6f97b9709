// A report beside that of the same body on the year before.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "audit/years.h"
#include "reports.h"
#include "source/spool.h"

namespace gouji {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  EXPECT_NE(text.find(from), std::string::npos) << from;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// What differs between two years' reports. Results are 73, so that 4 + 91 and 22 + 73 balance with 22 carried forward.
struct Year {
  int year = 2022;
  std::string added = "90\t1\t0\t0\t0\t0\t91";
  std::string carried_over = "4\t0\t0\t0\t0\t0\t4";
  std::string carried_forward = "22\t0\t0\t0\t0\t0\t22";
  std::string documents = "12\t20\t95";  // issued, repealed, in force
  std::string licences = "66241";
  std::string prose = "";
  std::string problems = "";
};

Year next_year() {
  return {
      .year = 2023, .added = "72\t1\t0\t0\t0\t0\t73", .carried_over = "22\t0\t0\t0\t0\t0\t22", .documents = "3\t0\t98"};
}

std::string report(const Year& year) {
  std::string tables = file_of_tree("corpus/licheng-2023/report.txt");
  tables = tables.substr(tables.find("二、主动公开政府信息情况"));
  tables = tables.substr(0, tables.find("五、存在的主要问题"));
  tables = replaced(tables, "本年度止件数", "本年废止件数");  // as the report of the corpus misprints it
  tables = replaced(tables, "12\t20\t95", year.documents);
  tables = replaced(tables, "66241", year.licences);
  tables = replaced(tables, "申请数量\t\t4\t0\t0\t0\t0\t0\t4", "申请数量\t\t" + year.carried_over);
  tables = replaced(tables, "申请数量\t\t90\t1\t0\t0\t0\t0\t91", "申请数量\t\t" + year.added);
  tables = replaced(tables, "办理\t\t22\t0\t0\t0\t0\t0\t22", "办理\t\t" + year.carried_forward);
  return "清江市人民政府" + std::to_string(year.year) +
         "年政府信息公开工作年度报告\n\n本报告根据《中华人民共和国政府信息公开条例》编制，由清江市人民政府办公室发布。"
         "\n"
         "一、总体情况\n" +
         year.prose + "\n" + tables + "五、存在的主要问题及改进情况\n" + year.problems +
         "\n六、其他需要报告的事项\n本年度未收取信息处理费。\n";
}

// "rule@cell actual!=expected" of each finding of a rule that compares years.
std::string compared(const std::vector<Finding>& findings, const Form& form) {
  std::string listed;
  for (const Finding& finding : findings) {
    const RuleKind kind = finding.rule->kind;
    if (kind != RuleKind::across_years && kind != RuleKind::jump && kind != RuleKind::copied_text &&
        kind != RuleKind::year_missing) {
      continue;
    }
    listed += (listed.empty() ? "" : "; ") + finding.rule->id;
    if (!finding.cells.empty()) listed += "@" + form.cells[finding.cells.front()].id;
    if (finding.actual) listed += " " + finding.actual->str();
    if (finding.expected) listed += "!=" + finding.expected->str();
  }
  return listed;
}

struct TwoYears {
  Extracted before;
  Extracted now;
  Earlier earlier{before.record(), before.text, "before.txt"};

  TwoYears(std::string first, std::string second)
      : before(extract_from(std::move(first))), now(extract_from(std::move(second))) {}
  TwoYears(const Year& first, const Year& second) : TwoYears(report(first), report(second)) {}

  std::vector<Finding> findings(Language language = Language::en) const {
    return audit(now.record(), builtin_grammar(), language, &earlier);
  }
  std::string compared() const { return gouji::compared(findings(), *now.record().form); }
};

TEST(AuditYears, YearsThatFitHaveNoFinding) {
  Year first;
  first.problems = "部分栏目更新不够及时。";
  Year next = next_year();
  next.problems = "政策解读的形式还不够多样。";
  const TwoYears years(first, next);
  EXPECT_TRUE(years.findings().empty()) << years.findings().front().message;
}

TEST(AuditYears, WithoutAnEarlierReportNothingIsCompared) {
  Year wrong = next_year();
  wrong.documents = "3\t0\t5";
  const Extracted alone = extract_from(report(wrong));
  EXPECT_EQ(compared(audit(alone.record(), builtin_grammar(), Language::en), *alone.record().form), "");
}

TEST(AuditYears, WhatWasCarriedForwardIsCarriedOverColumnByColumn) {
  Year first;
  first.carried_forward = "20\t0\t0\t0\t0\t2\t22";
  EXPECT_EQ(TwoYears(first, next_year()).compared(),
            "requests.carried@requests.carried_over.natural_person 22!=20; "
            "requests.carried@requests.carried_over.other 0!=2");
  first.carried_forward = "21\t0\t0\t0\t0\t0\t21";
  EXPECT_EQ(TwoYears(first, next_year()).compared(),
            "requests.carried@requests.carried_over.natural_person 22!=21; "
            "requests.carried@requests.carried_over.total 22!=21");
}

TEST(AuditYears, AFindingSaysWhereLastYearsFigureStands) {
  Year first;
  first.carried_forward = "21\t0\t0\t0\t0\t0\t22";
  const TwoYears years(first, next_year());
  const std::string line = std::to_string(
      years.before.text.line_number(years.before.at("requests.carried_forward.natural_person").span.begin));
  ASSERT_EQ(years.compared(), "requests.carried@requests.carried_over.natural_person 22!=21");
  const std::vector<Finding> zh = years.findings(Language::zh);
  EXPECT_EQ(zh.front().message,
            "“自然人”一列的上年结转印作 22，而上年报告的结转下年度为 21（before.txt 第 " + line + " 行）");
  EXPECT_EQ(zh.front().span, years.now.at("requests.carried_over.natural_person").span);
  EXPECT_EQ(years.findings().front().message,
            "column “natural persons”: carried over from last year is printed as 22, but last year's report carried "
            "forward 21 (before.txt, line " +
                line + ")");
}

TEST(AuditYears, ABlankSaysNothingOfAnotherYear) {
  Year first;
  first.carried_forward = "/\t/\t/\t/\t/\t/\t/";
  EXPECT_EQ(TwoYears(first, next_year()).compared(), "");
  Year second = next_year();
  second.carried_over = "\t\t\t\t\t\t";
  EXPECT_EQ(TwoYears(Year{}, second).compared(), "");
}

TEST(AuditYears, InForceIsLastYearsWithWhatWasIssuedAndRepealed) {
  Year second = next_year();
  second.documents = "3\t1\t98";
  const TwoYears years(Year{}, second);
  EXPECT_EQ(years.compared(), "disclosure.in_force_of_last_year@disclosure.normative_documents.in_force 98!=97");
  EXPECT_EQ(years.findings().front().rule->severity, Severity::warning);
  EXPECT_NE(years.findings(Language::zh).front().message.find("上年现行有效件数 95、本年制发件数 3、本年废止件数 1"),
            std::string::npos)
      << years.findings(Language::zh).front().message;
  second.documents = "3\t/\t98";
  EXPECT_EQ(TwoYears(Year{}, second).compared(), "");
  Year first;
  first.documents = "12\t20\t/";
  EXPECT_EQ(TwoYears(first, second).compared(), "");
}

TEST(AuditYears, AFigureThatGrewTenfoldIsRemarked) {
  Year second = next_year();
  second.licences = "662410";
  const TwoYears years(Year{}, second);
  ASSERT_EQ(years.compared(), "years.jump@disclosure.licensing.decisions 662410");
  EXPECT_EQ(years.findings().front().rule->severity, Severity::info);
  EXPECT_NE(years.findings().front().message.find("is 662410, and was 66241 last year (before.txt, line "),
            std::string::npos);
  second.licences = "662409";
  EXPECT_EQ(TwoYears(Year{}, second).compared(), "");
}

TEST(AuditYears, SmallFiguresMayBeTenTimesAsLarge) {
  Year first;
  first.licences = "49";
  Year second = next_year();
  second.licences = "490";
  EXPECT_EQ(TwoYears(first, second).compared(), "");
  first.licences = "50";
  second.licences = "500";
  EXPECT_EQ(TwoYears(first, second).compared(), "years.jump@disclosure.licensing.decisions 500");
  EXPECT_EQ(TwoYears(Year{.licences = "500"},
                     [] {
                       Year year = next_year();
                       year.licences = "50";
                       return year;
                     }())
                .compared(),
            "years.jump@disclosure.licensing.decisions 50");
}

TEST(AuditYears, WhatMakesUpATotalThatJumpsIsNotToldBesideIt) {
  Year first;
  first.added = "72\t1\t0\t0\t0\t0\t73";
  Year second = next_year();
  second.added = "900\t1\t0\t0\t0\t0\t901";
  EXPECT_EQ(TwoYears(first, second).compared(), "years.jump@requests.new.total 901");
}

TEST(AuditYears, YearsBetweenAreMissingAndNothingIsCompared) {
  Year second = next_year();
  second.year = 2025;
  second.documents = "3\t0\t5";
  const TwoYears years(Year{}, second);
  EXPECT_EQ(years.compared(), "years.missing");
  EXPECT_EQ(years.findings().front().message,
            "there is no report on 2023, 2024: the one before is before.txt, and the two were not compared");
}

constexpr const char* own_words =
    "全市围绕优化营商环境公开惠企政策清单，并在政务大厅设置查阅点三十二处。"
    "各县区按季度核对栏目内容，对超过一年没有更新的栏目予以整改或者归并。";

TEST(AuditYears, ProseOfLastYearIsRemarkedWithItsLines) {
  Year first;
  first.prose = own_words;
  Year second = next_year();
  second.prose = std::string("今年新开了一个面向老年人的语音播报栏目供群众使用。\n") + own_words;
  const TwoYears years(first, second);
  ASSERT_EQ(years.compared(), "prose.copied");
  const Finding finding = years.findings(Language::zh).front();
  EXPECT_EQ(finding.message,
            "正文 3 句中有 2 "
            "句（66%）与上年报告（before.txt）相同：“全市围绕优化营商环境公开惠企政策清单,并在政务大厅设置查阅点…”等 "
            "2 句（第 6 行，上年第 5 行）");
  EXPECT_EQ(years.now.text.at(finding.span).substr(0, std::string("全市围绕").size()), "全市围绕");
}

TEST(AuditYears, YearsInASentenceDoNotMakeItAnother) {
  Year first;
  first.problems = "2022年仍有部分单位公开不够及时、解读形式较为单一的情况。下一步将加强督促检查并组织业务培训和考核。";
  Year second = next_year();
  second.problems =
      "2023年仍有部分单位公开不够及时、解读形式较为单一的情况。下一步将加强督促检查并组织业务培训和考核。";
  EXPECT_EQ(TwoYears(first, second).compared(), "prose.copied");
}

TEST(AuditYears, APassageIsEnoughHoweverMuchElseIsNew) {
  Year first;
  Year second = next_year();
  second.prose =
      "今年新开了一个面向老年人的语音播报栏目供群众使用。市直部门公开了三百二十七项办事指南的全部流程图。"
      "乡镇便民服务中心增设了自助查询终端四十一台套。政策发布之后三日之内均配发了图文并茂的解读材料。";
  first.problems = second.problems =
      "有的单位对公开属性的认定把握不准，应当公开的事项没有逐项列入目录，群众查找起来不够方便，栏目之间还有重复。"
      "下一步要逐项核对公开目录，由专人负责更新，每半年通报一次落实情况，并把通报的结果作为年度考核评议的依据之一。";
  EXPECT_EQ(TwoYears(first, second).compared(), "prose.copied");
  first.problems = second.problems = "下一步要逐项核对公开目录，由专人负责更新，每半年通报一次。";
  EXPECT_EQ(TwoYears(first, second).compared(), "");
}

TEST(AuditYears, WhatIsPrescribedOrShortIsNotCopied) {
  Year first;
  first.prose = "没有新增事项。均已按时公开。";
  Year second = next_year();
  second.prose = first.prose;
  EXPECT_EQ(TwoYears(first, second).compared(), "");
}

// Form 2019, whose table two counts items of the year before.
std::string report_on_2020() {
  std::string text = file_of_tree("corpus/signed-changes-2019/report.txt");
  text = text.substr(text.find("二、主动公开政府信息情况"));
  text = text.substr(0, text.find("五、"));
  text = replaced(text, "2217\t+1036", "3253\t0");
  text = replaced(text, "148\t-8", "140\t+5");
  text = replaced(text, "3506\t增加3", "3509\t0");
  text = replaced(text, "211\t减少2", "209\t0");
  return "清江市人民政府2020年政府信息公开工作年度报告\n一、总体情况\n无。\n" + text;
}

TEST(AuditYears, ItemsOfForm2019StartFromWhereLastYearEnded) {
  const std::string before = file_of_tree("corpus/signed-changes-2019/report.txt");
  const auto items = [&](const std::string& now) {
    const TwoYears years(before, now);
    std::string found;
    for (const Finding& finding : years.findings()) {
      if (finding.rule->id != "disclosure.items_of_last_year") continue;
      found += years.now.record().form->cells[finding.cells.front()].id + " " + finding.actual->str() +
               "!=" + finding.expected->str() + ";";
    }
    return found;
  };
  EXPECT_EQ(items(report_on_2020()), "");
  EXPECT_EQ(items(replaced(report_on_2020(), "140\t+5", "148\t+5")),
            "disclosure.other_services.items_last_year 148!=140;");
}

TEST(AuditYears, FormsOfTwoYearsAreComparedWhereBothHaveACell) {
  const Extracted before = extract_from(report_on_2020());
  ASSERT_EQ(before.record().form->id, "2019");
  const std::string forward = before.at("requests.carried_forward.total").raw;
  Year second = next_year();
  second.year = 2021;
  const TwoYears years(report_on_2020(), report(second));
  ASSERT_EQ(years.now.record().form->id, "2021");
  const std::string found = years.compared();
  EXPECT_NE(found.find("requests.carried@requests.carried_over.total 22!=" + forward), std::string::npos) << found;
  EXPECT_EQ(found.find("in_force_of_last_year"), std::string::npos) << found;
}

TEST(AuditYears, TheStatisticsOf2014HaveNothingToCarryOver) {
  const TwoYears years(file_of_tree("corpus/statistics-one-cell-a-line-2018/report.txt"),
                       file_of_tree("corpus/signed-changes-2019/report.txt"));
  ASSERT_EQ(years.before.record().form->id, "2014");
  ASSERT_EQ(years.now.record().year, 2019);
  EXPECT_EQ(years.compared().find("requests.carried"), std::string::npos) << years.compared();
  EXPECT_EQ(years.compared().find("items_of_last_year"), std::string::npos) << years.compared();
}

TEST(AuditYears, LastYearsFiguresAreTestimonyOnWhichCellIsWrong) {
  Year second = next_year();
  second.carried_over = "32\t0\t0\t0\t0\t0\t22";
  const TwoYears years(Year{}, second);
  const std::vector<Testimony> testimonies = testimonies_of(years.before.record(), years.now.record());
  ASSERT_EQ(testimonies.size(), 9U);
  const Record& record = years.now.record();
  const CellIndex cell = record.form->find_cell("requests.carried_over.natural_person");
  ASSERT_EQ(testimonies[0].front().terms.front().cell, cell);
  EXPECT_FALSE(agrees_after(testimonies[0], {{{cell, 32}}}, record.cells));
  EXPECT_TRUE(agrees_after(testimonies[0], {{{cell, 22}}}, record.cells));
}

// The built-in grammar with a text of its common file replaced.
Result<Grammar> changed_grammar(const std::string& from, const std::string& to) {
  std::vector<GrammarFile> files = builtin_grammar_files();
  for (GrammarFile& file : files) {
    if (file.text.find("gouji/common/1") != std::string::npos) file.text = replaced(file.text, from, to);
  }
  return load_grammar(files);
}

TEST(AuditYears, WhatCountsAsAJumpIsSetInTheGrammar) {
  const Grammar grammar = changed_grammar("factor = 10\n", "factor = 3\n").value();
  Year second = next_year();
  second.licences = "200000";
  const Text before = decode(report(Year{})).value();
  const Text now = decode(report(second)).value();
  const std::vector<Record> first_records = extract(before, grammar);
  const std::vector<Record> records = extract(now, grammar);
  const Earlier earlier{first_records.front(), before, "before.txt"};
  EXPECT_EQ(compared(audit(records.front(), grammar, Language::en, &earlier), *records.front().form),
            "years.jump@disclosure.licensing.decisions 200000");
}

TEST(AuditYears, LimitsThatMakeNoSenseAreMistakesInTheGrammar) {
  const auto mistake = [](const std::string& from, const std::string& to) {
    const Result<Grammar> grammar = changed_grammar(from, to);
    return grammar ? "" : grammar.error().arguments.back().second;
  };
  EXPECT_EQ(mistake("factor = 10\n", "factor = 1\n"), "'factor' must be a whole number from 2 to 1000000000");
  EXPECT_EQ(mistake("least_share = 50\n", "least_share = 101\n"), "'least_share' must be a whole number from 1 to 100");
  EXPECT_EQ(mistake("kind = \"year_missing\"\n", "kind = \"year_missing\"\nfactor = 10\n"),
            "only a rule of kind jump has the key 'factor'");
}

TEST(Spool, GivesBackWhatWasAddedWhetherItFitsIntoMemoryOrNot) {
  Spool spool(10);
  std::vector<Spool::Part> parts;
  const std::vector<std::string> texts = {"", "12345", "678901", std::string(100'000, 'x'), "z", ""};
  for (const std::string& text : texts) parts.push_back(spool.add(text));
  for (std::size_t i = texts.size(); i-- > 0;) EXPECT_EQ(spool.read(parts[i]).value(), texts[i]);
  EXPECT_FALSE(spool.error().has_value());
}

TEST(Spool, TellsThatATextCouldNotBeKept) {
  ::setenv("TMPDIR", "/nonexistent/folder", 1);
  Spool spool(0);
  EXPECT_EQ(spool.add("text").size, 0U);
  ::unsetenv("TMPDIR");
  ASSERT_TRUE(spool.error().has_value());
  EXPECT_EQ(spool.error()->code, "spool.not_writable");
}

}  // namespace
}  // namespace gouji
