#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "output/csv.h"
#include "output_example.h"
#include "text/fold.h"

namespace gouji {
namespace {

Finding example_finding(const Example& example) {
  Finding finding;
  finding.rule = &example.form.rules[0];
  finding.cells = {1, 0};
  finding.expected = Decimal(90);
  finding.actual = Decimal::parse("112.50");
  finding.message = "the total is wrong";
  finding.span = example.span_of("112.50");
  finding.explanations = 1;
  finding.suspects = {{1, Decimal::parse("112.50"), Decimal(90), "suspect.digits_transposed", 1}};
  finding.fingerprint = "0123456789abcdef0123456789abcdef";
  return finding;
}

std::string text_of(const Finding& finding, const Example& example, const OutputStyle& style = {}) {
  std::string out;
  write_findings_text({finding}, example.record, example.source, builtin_grammar(), style, out);
  return out;
}

std::string jsonl_of(const Finding& finding, const Example& example, Language language = Language::en) {
  std::string out;
  write_findings_jsonl({finding}, example.record, example.source, builtin_grammar(), {language, false, 120}, out);
  return out;
}

TEST(FindingText, HasTheSourceLineWithACaretUnderTheFigure) {
  const Example example;
  EXPECT_EQ(text_of(example_finding(example), example),
            R"(reports/licheng.txt:2:7: error: the total is wrong [requests.row_total]
 2 | 新收 90 112.50
   |         ^^^^^^
   = the one cell whose change makes all the rules hold:
     new, total (new.total): 112.50 → 90 (digits transposed)
)");
}

TEST(FindingText, IsInChineseToo) {
  const Example example;
  Finding finding = example_finding(example);
  finding.message = "总计不符";
  finding.explanations = 2;
  EXPECT_EQ(text_of(finding, example, {Language::zh, false, 120}),
            R"(reports/licheng.txt:2:7: 错误: 总计不符 [requests.row_total]
 2 | 新收 90 112.50
   |         ^^^^^^
   = 以下每一处单独更改都可使全部勾稽关系成立（共 2 处）：
     新收, 总计 (new.total)：112.50 → 90（两位数字颠倒）
)");
}

// Two sets of two cells each.
Finding finding_with_sets(const Example& example) {
  Finding finding = example_finding(example);
  finding.explanations = 2;
  finding.suspects = {{0, Decimal(90), Decimal(95), "suspect.only_solution", 1},
                      {1, Decimal::parse("112.50"), Decimal(95), "suspect.only_solution", 1},
                      {0, Decimal(90), Decimal(99), "suspect.digit_changed", 2},
                      {1, Decimal::parse("112.50"), Decimal(99), "suspect.only_solution", 2}};
  return finding;
}

TEST(FindingText, TellsSetsOfCellsApart) {
  const Example example;
  Finding finding = finding_with_sets(example);
  EXPECT_NE(text_of(finding, example)
                .find(R"(   = it takes 2 changes to make all the rules hold; there are 2 ways, each to be made together:
     1:
       new, applicants / persons (new.person): 90 → 95 (with this value the rules about it all hold)
       new, total (new.total): 112.50 → 95 (with this value the rules about it all hold)
     2:
       new, applicants / persons (new.person): 90 → 99 (one digit is wrong)
       new, total (new.total): 112.50 → 99 (with this value the rules about it all hold)
)"),
            std::string::npos)
      << text_of(finding, example);
  finding.explanations = 1;
  finding.suspects.resize(2);
  EXPECT_NE(
      text_of(finding, example)
          .find(R"(   = it takes 2 changes to make all the rules hold; the one way is to change these cells together:
     new, applicants / persons (new.person): 90 → 95 (with this value the rules about it all hold)
     new, total (new.total): 112.50 → 95 (with this value the rules about it all hold)
)"),
      std::string::npos);
}

TEST(FindingText, SaysWhatIsNotProved) {
  const Example example;
  Finding finding = finding_with_sets(example);
  finding.unproved = true;
  EXPECT_NE(text_of(finding, example).find("it is not proved that there are no others"), std::string::npos);
  finding.suspects.clear();
  EXPECT_NE(text_of(finding, example).find("too many cells are wrong to say which"), std::string::npos);
}

TEST(FindingText, HasNoPlaceForWhatIsNotInTheText) {
  const Example example;
  Finding finding = example_finding(example);
  finding.span = {};
  finding.suspects.clear();
  EXPECT_EQ(text_of(finding, example), "reports/licheng.txt: error: the total is wrong [requests.row_total]\n");
}

TEST(FindingText, ClipsALongLineAroundItsFigure) {
  std::string line;
  for (int i = 0; i < 60; ++i) line += "政府信息";
  const Example example(line + "90件" + line + "112.50/");
  Finding finding = example_finding(example);
  finding.span = example.span_of("90");
  finding.suspects.clear();
  const std::string text = text_of(finding, example);
  const std::size_t source_begin = text.find('\n') + 1;
  const std::size_t caret_begin = text.find('\n', source_begin) + 1;
  const std::string source = text.substr(source_begin, caret_begin - 1 - source_begin);
  const std::string carets = text.substr(caret_begin, text.size() - 1 - caret_begin);
  EXPECT_LE(display_width(source), 110);
  EXPECT_NE(source.find("…"), std::string::npos);
  EXPECT_EQ(display_width(source.substr(0, source.find("90"))), static_cast<int>(carets.find("^^")));
}

TEST(FindingText, IsPlainUnlessColorsAreAskedFor) {
  const Example example;
  const Finding finding = example_finding(example);
  EXPECT_EQ(text_of(finding, example).find('\x1B'), std::string::npos);
  EXPECT_NE(text_of(finding, example, {Language::en, true, 120}).find("\x1B[1;31merror\x1B[0m"), std::string::npos);
}

TEST(FindingText, SendsNoControlCharactersOfAReportToTheTerminal) {
  const Example example("\x1B]0;evil\x07 90 112.50 /");
  Finding finding = example_finding(example);
  EXPECT_EQ(text_of(finding, example).find_first_of("\x1B\x07"), std::string::npos);
}

TEST(FindingJson, IsOneLine) {
  const Example example;
  EXPECT_EQ(
      jsonl_of(example_finding(example), example),
      R"({"schema":"gouji/finding/1","path":"reports/licheng.txt","rule":"requests.row_total","severity":"error",)"
      R"("cells":["new.total","new.person"],"expected":90,"actual":112.50,"message":"the total is wrong",)"
      R"("line":2,"column":7,"bytes":[34,40],"repair":"unique",)"
      R"("suspects":[{"cell":"new.total","value":112.50,"suggested":90,"reason":"digits transposed","set":1}],)"
      R"("fingerprint":"0123456789abcdef0123456789abcdef"})"
      "\n");
}

TEST(FindingJson, SaysHowManyExplanationsThereAre) {
  const Example example;
  Finding finding = example_finding(example);
  finding.explanations = 3;
  EXPECT_NE(jsonl_of(finding, example).find(R"("repair":"one of 3")"), std::string::npos);
  finding.explanations = 0;
  finding.suspects.clear();
  EXPECT_NE(jsonl_of(finding, example).find(R"("repair":null,"suspects":[],)"), std::string::npos);
}

TEST(FindingJson, HasNullsWhereThereIsNoPlace) {
  const Example example;
  Finding finding = example_finding(example);
  finding.span = {};
  finding.expected.reset();
  const std::string line = jsonl_of(finding, example);
  EXPECT_NE(line.find(R"("line":null,"column":null,"bytes":null)"), std::string::npos);
  EXPECT_NE(line.find(R"("expected":null)"), std::string::npos);
}

std::string csv_of(const Finding& finding, const Example& example, Language language = Language::zh) {
  std::string out;
  write_findings_csv({finding}, example.record, example.source, builtin_grammar(), {language, false, 120}, out);
  return out;
}

TEST(FindingCsv, IsASheetWithChineseHeadings) {
  EXPECT_EQ(findings_csv_header(builtin_grammar()),
            "\xEF\xBB\xBF文件,机关,年度,级别,规则,检查内容,问题,应为,实为,行,列,单元格,判定,疑误单元格及建议值,指纹,"
            "在文档中的位置\n");
  Example example;
  example.record.publisher = {"鲤城区人民政府", {}};
  Finding finding = example_finding(example);
  finding.message = "应为30,而非\"31\"";
  EXPECT_EQ(csv_of(finding, example),
            "reports/licheng.txt,鲤城区人民政府,2023,错误,requests.row_total,总计等于各项之和,"
            "\"应为30,而非\"\"31\"\"\",90,112.50,2,7,新收·总计 (new.total); 新收·申请人 / 自然人 (new.person),唯一解,"
            "新收·总计 (new.total): 112.50 → 90,0123456789abcdef0123456789abcdef,\n");
}

TEST(FindingCsv, IsWordedInTheLanguageAskedFor) {
  const Example example;
  const std::string line = csv_of(example_finding(example), example, Language::en);
  EXPECT_NE(line.find(",error,requests.row_total,the total is the sum of its parts,the total is wrong,"),
            std::string::npos)
      << line;
  EXPECT_NE(line.find(",unique,新收·总计 (new.total): "), std::string::npos) << line;
}

TEST(FindingCsv, KeepsTheCellsOfASetOfSuspectsTogether) {
  const Example example;
  Finding finding = example_finding(example);
  finding.explanations = 2;
  finding.suspects = {{0, Decimal(90), Decimal(1), "suspect.digit_extra", 1},
                      {1, Decimal(3), Decimal(4), "suspect.digit_changed", 1},
                      {2, std::nullopt, Decimal(5), "suspect.digit_missing", 2}};
  const std::string line = csv_of(finding, example);
  EXPECT_NE(line.find(",有 2 种可能,新收·申请人 / 自然人 (new.person): 90 → 1 + 新收·总计 (new.total): 3 → 4; "
                      "办理结果 / 予以公开·申请人 / 自然人 (granted.person): 空白 → 5,"),
            std::string::npos)
      << line;
}

// A spreadsheet computes what begins like a formula, and a report or the name of a file is anybody's text.
TEST(FindingCsv, HasNoFormulas) {
  for (const std::string text : {"=1+1", "+1", "-1-1", "-A1", "@SUM(A1)", "\t=1", "\tA", "\r=1", "\n=1", "  =1",
                                 "\u3000@A", "\u200B=1", "＝1", "＋1", "－1", "＠A"}) {
    EXPECT_EQ(csv_field(text).front(), '\'') << text;
  }
  for (const std::string text : {"", "-", "-3", "-1,068.50", "1=1", "鲤城区", "a\nb"}) {
    EXPECT_TRUE(csv_field(text) == text) << text;
  }
  Example example;
  example.source.path = "=cmd.txt";
  example.record.publisher = {"@鲤城区", {}};
  Finding finding = example_finding(example);
  finding.message = "=HYPERLINK(1)";
  finding.actual = Decimal(-3);
  const std::string line = csv_of(finding, example);
  EXPECT_EQ(line.rfind("'=cmd.txt,'@鲤城区,", 0), 0U) << line;
  EXPECT_NE(line.find(",'=HYPERLINK(1),90,-3,"), std::string::npos) << line;
}

class SarifExample : public testing::Test {
 protected:
  // The only result of a whole document.
  const rapidjson::Value& result_of(const Finding& finding) {
    std::string results;
    write_findings_sarif({finding}, example.record, example.source, grammar, {}, results);
    log.Parse((findings_sarif_header(grammar, Language::en, "1.2.3") + results + findings_sarif_footer(true)).c_str());
    EXPECT_FALSE(log.HasParseError()) << results;
    return log["runs"][0]["results"][0];
  }

  Example example;
  Grammar grammar = {{}, {example.form}, builtin_grammar().messages, {}};
  rapidjson::Document log;
};

TEST_F(SarifExample, HasThePlaceInCharactersAndInBytes) {
  const rapidjson::Value& result = result_of(example_finding(example));
  EXPECT_STREQ(result["ruleId"].GetString(), "requests.row_total");
  EXPECT_STREQ(result["level"].GetString(), "error");
  EXPECT_STREQ(log["runs"][0]["columnKind"].GetString(), "unicodeCodePoints");
  const rapidjson::Value& region = result["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region["startLine"].GetInt(), 2);
  EXPECT_EQ(region["startColumn"].GetInt(), 7);
  EXPECT_EQ(region["endLine"].GetInt(), 2);
  EXPECT_EQ(region["endColumn"].GetInt(), 13);
  EXPECT_EQ(region["byteOffset"].GetInt(), 34);
  EXPECT_EQ(region["byteLength"].GetInt(), 6);
  EXPECT_STREQ(result["partialFingerprints"]["gouji/v1"].GetString(), "0123456789abcdef0123456789abcdef");
}

TEST_F(SarifExample, DescribesItsRules) {
  const rapidjson::Value& result = result_of(example_finding(example));
  const rapidjson::Value& rule = log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].GetInt()];
  EXPECT_STREQ(rule["id"].GetString(), "requests.row_total");
  EXPECT_STREQ(rule["shortDescription"]["text"].GetString(), "the total is the sum of its parts");
  EXPECT_STREQ(rule["help"]["text"].GetString(), "each is counted once\nSource: example notice\nExample: 3 = 3");
  EXPECT_STREQ(rule["defaultConfiguration"]["level"].GetString(), "error");
}

TEST_F(SarifExample, HasARemarkAsANote) {
  Finding finding = example_finding(example);
  Rule remark = *finding.rule;
  remark.severity = Severity::info;
  finding.rule = &remark;
  EXPECT_STREQ(result_of(finding)["level"].GetString(), "note");
}

TEST_F(SarifExample, HasNoRegionForWhatIsNotInTheText) {
  Finding finding = example_finding(example);
  finding.span = {};
  EXPECT_FALSE(result_of(finding)["locations"][0]["physicalLocation"].HasMember("region"));
}

TEST_F(SarifExample, WritesPathsAsUris) {
  const auto uri_of = [&](const std::string& path) {
    example.source.path = path;
    return std::string(
        result_of(example_finding(example))["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].GetString());
  };
  EXPECT_EQ(uri_of("reports/licheng.txt"), "reports/licheng.txt");
  EXPECT_EQ(uri_of("./a b/报告#1.txt"), "a%20b/%E6%8A%A5%E5%91%8A%231.txt");
  EXPECT_EQ(uri_of("c:a%.txt"), "c%3Aa%25.txt");
  EXPECT_EQ(uri_of("/srv/\xFF.txt"), "file:///srv/%FF.txt");
}

TEST_F(SarifExample, OffersASetOfSuspectsAsAFixWhereItsCellsArePrinted) {
  Finding finding = example_finding(example);
  finding.suspects = {{2, std::nullopt, Decimal(5), "suspect.digit_missing", 1},
                      {5, std::nullopt, Decimal(7), "suspect.digit_missing", 1},  // its row is not in the text
                      {0, Decimal(90), Decimal(1), "suspect.digit_extra", 2},
                      {1, Decimal::parse("112.50"), Decimal(4), "suspect.digit_changed", 2}};
  const rapidjson::Value& fixes = result_of(finding)["fixes"];
  ASSERT_EQ(fixes.Size(), 1U);
  EXPECT_STREQ(fixes[0]["description"]["text"].GetString(), "new.person: 90 → 1; new.total: 112.50 → 4");
  const rapidjson::Value& replacements = fixes[0]["artifactChanges"][0]["replacements"];
  ASSERT_EQ(replacements.Size(), 2U);
  EXPECT_EQ(replacements[1]["deletedRegion"]["byteOffset"].GetInt(), 34);
  EXPECT_STREQ(replacements[1]["insertedContent"]["text"].GetString(), "4");
}

}  // namespace
}  // namespace gouji
