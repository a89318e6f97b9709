#include <gtest/gtest.h>
#include <rapidjson/document.h>

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
      R"("suspects":[{"cell":"new.total","value":112.50,"suggested":90,"reason":"digits transposed","set":1}]})"
      "\n");
}

TEST(FindingJson, SaysHowManyExplanationsThereAre) {
  const Example example;
  Finding finding = example_finding(example);
  finding.explanations = 3;
  EXPECT_NE(jsonl_of(finding, example).find(R"("repair":"one of 3")"), std::string::npos);
  finding.explanations = 0;
  finding.suspects.clear();
  EXPECT_NE(jsonl_of(finding, example).find(R"("repair":null,"suspects":[])"), std::string::npos);
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

TEST(FindingCsv, HasOneLineAFinding) {
  const Example example;
  Finding finding = example_finding(example);
  finding.message = "30, not 31";
  std::string out = findings_csv_header();
  write_findings_csv({finding}, example.record, example.source, builtin_grammar(), {}, out);
  EXPECT_EQ(out,
            "path,line,column,severity,rule,cells,expected,actual,message,repair,suspects\n"
            "reports/licheng.txt,2,7,error,requests.row_total,new.total;new.person,90,112.50,\"30, not 31\",unique,"
            "new.total=90\n");
}

TEST(FindingCsv, PartsTheSetsOfSuspects) {
  const Example example;
  std::string out;
  write_findings_csv({finding_with_sets(example)}, example.record, example.source, builtin_grammar(), {}, out);
  EXPECT_NE(out.find(",one of 2,new.person=95;new.total=95 | new.person=99;new.total=99\n"), std::string::npos);
}

}  // namespace
}  // namespace gouji
