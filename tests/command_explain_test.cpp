// gouji extract --explain CELL: what a cell's value rests on, with the lines of the report.
#include <gtest/gtest.h>

#include "reports.h"
#include "run_command.h"

namespace gouji {
namespace {

// What is said of one cell of a corpus case.
std::string explained(const std::string& corpus_case, const std::string& cell, const std::string& language = "en") {
  const CommandResult result = run_gouji_in(
      GOUJI_SOURCE_DIR, {"extract", "--lang", language, "--explain", cell, "corpus/" + corpus_case + "/report.txt"});
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  return result.out;
}

// What is said of one cell of a text.
std::string explained_in(const std::string& text, const std::string& cell) {
  const TestFolder folder;
  folder.write("report.txt", text);
  const CommandResult result = run_gouji_in(folder.path(), {"extract", "--quiet", "--explain", cell, "report.txt"});
  EXPECT_EQ(result.status, 0) << result.err;
  return result.out;
}

void expect_said(const std::string& output, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) EXPECT_NE(output.find(part), std::string::npos) << part << "\nin\n" << output;
}

// Eight rows without separators; blanks leave no trace in them.
std::string spaced_report() {
  return report_with_requests(
      "一、本年新收政府信息公开申请数量 90 1 2 3 4 5 105\n二、上年结转政府信息公开申请数量 4 0 0 0 0 0 4\n"
      "（一）予以公开 30 1 0 0 0 0 31\n（二）部分公开（区分处理的，只计这一情形，不计其他情形） 1 2 3 4 5 15\n"
      "1.属于国家秘密 1 0 0 0 0 0 1\n2.其他法律行政法规禁止公开 0 0 0 0 0 0 0\n3.危及“三安全一稳定” 0 0 0 0 0 0 0\n"
      "4.保护第三方合法权益 0 0 0 0 0 0 0\n四、结转下年度继续办理 0 0 0 0 0 0 0\n");
}

TEST(CommandExplainCell, TellsRowColumnAndSumsOfACellThatWasRead) {
  EXPECT_EQ(explained("misprinted-labels", "requests.refused.state_secret.natural_person"),
            R"(corpus/misprinted-labels/report.txt:35:19: requests.refused.state_secret.natural_person [2021]
  cell    Requests for information received and processed: 3. results of this year / refused / state secret, natural
          persons (件)
  value   14 (read)
  row     line 35; the label is 100 % like the form's; no other row comes into question
          35 |  （三）不予公开 1.属于国家秘密 14 7 0 0 0 0 21
             |                                ^^
  column  as many figures as columns are printed, so their order says it
  sums    Table three, each row: the total is the sum of natural persons and all kinds of organizations
          [requests.row_total]: holds
            21 = 14 + 7 + 0 + 0 + 0 + 0
          Table three, each column: the results' total is the sum of all results [requests.results_total]: holds
            138 = 0 + 0 + 14 + 45 + 34 + 12 + 33 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0

)");
}

TEST(CommandExplainCell, TellsHowLikeAMisprintedLabelIs) {
  const std::string output = explained("misprinted-labels", "requests.refused.endangers_stability.total");
  EXPECT_EQ(output.find("100 % like"), std::string::npos) << output;
  expect_said(output, {"  row     line 37; the label is 92 % like the form's; "});
}

TEST(CommandExplainCell, TellsOfABlankThatFieldsLeftATraceOf) {
  expect_said(explained("blanks-2021", "requests.carried_over.natural_person"),
              {"corpus/blanks-2021/report.txt:32:1: requests.carried_over.natural_person [2021]\n",
               "\n  value   none (blank: nothing is printed)\n",
               "\n          32 | 二、上年结转政府信息公开申请数量    13 4   1 18\n  column  blanks left a trace",
               "\n            18 = blank + 13 + 4 + blank + blank + 1\n"});
}

TEST(CommandExplainCell, ShowsTheRowsAroundOneThatIsMissing) {
  const std::string output = explained("hongze-2023", "requests.other.no_correction.total");
  expect_said(output,
              {"corpus/hongze-2023/report.txt: requests.other.no_correction.total [2021]\n",
               "\n  value   none (missing: its row is not in the text)\n"
               "  row     no row of the text is like its label\n"
               "          above it in the form, “",
               "\n          53 |   5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0\n"
               "          below it in the form, “3. results of this year / otherwise processed” was found, line 54\n"
               "          54 |  （六）其他处理  0 0 0 0 0 0 0\n"
               "  sums    ",
               ": cannot be checked, a cell of it has no value\n            ? = ? + ? + ? + ? + ? + ?\n"});
  EXPECT_EQ(output.find("\n  column"), std::string::npos);
}

TEST(CommandExplainCell, SaysWhereNothingOfATableWasFound) {
  expect_said(explained_in(spaced_report(), "disclosure.fees.amount"), {"no row of this table was found in the text"});
}

TEST(CommandExplainCell, TellsWhatASumFailsBy) {
  expect_said(explained("hongze-2023", "review.total"),
              {"; the header is 100 % like the form's; ", " fails, 0 against 11\n            0 = 10 + 1 + 0 + 0\n"});
}

TEST(CommandExplainCell, ListsTheCandidatesOfAnAmbiguousCell) {
  expect_said(
      explained_in(spaced_report(), "requests.partly_granted.commercial"),
      {"\n  value   none (ambiguous; it may be: 2, 1)\n", "\n  reason  which column its row's figures belong to",
       "\n  column  neither order nor layout nor the sums say which figure is in it\n",
       "\n            15 = ? + ? + ? + ? + ? + ?\n"});
}

TEST(CommandExplainCell, TellsWhatARepairedCellWasDeducedFrom) {
  expect_said(explained_in(spaced_report(), "requests.partly_granted.total"),
              {"\n  value   15 (repaired: deduced, not read)\n  reason  placed by the form's arithmetic\n",
               "\n  column  only one way to place the figures makes the sums come out\n"});
}

// A narrow column of a drawn table: 1328 is on two lines.
TEST(CommandExplainCell, ShowsAllLinesOfAFigureThatWasWrapped) {
  const std::string rule = "├─┼─┼─┼─┼─┼─┼─┼─┤\n";
  const std::string output = explained_in(
      report_with_requests(rule +
                           "│一、本年新收政府信息公开申请数量│13│0│0│0│0│2│13│\n"
                           "│                                │28│ │ │ │ │ │30│\n" +
                           rule + "│二、上年结转政府信息公开申请数量│4│0│0│0│0│0│4│\n" + rule +
                           "│（一）予以公开│30│1│0│0│0│0│31│\n" + rule + "│1.属于国家秘密│1│0│0│0│0│0│1│\n" + rule +
                           "│2.其他法律行政法规禁止公开│0│0│0│0│0│0│0│\n" + rule +
                           "│3.危及“三安全一稳定”│0│0│0│0│0│0│0│\n" + rule + "│4.保护第三方合法权益│0│0│0│0│0│0│0│\n" +
                           rule + "│5.属于三类内部事务信息│0│0│0│0│0│0│0│\n" + rule),
      "requests.new.natural_person");
  expect_said(output, {"\n  value   1328 (repaired: deduced, not read)\n", "\n  row     lines 7–8; ",
                       "\n          7 | │一、本年新收政府信息公开申请数量│13│0│0│0│0│2│13│\n"
                       "            |                                   ^^\n"
                       "          8 | │                                │28│"});
}

// As text of a PDF has them: three labels, then the figures of the three rows.
TEST(CommandExplainCell, SaysThatFiguresArePrintedApartFromTheirLabel) {
  std::string rows = "一、本年新收政府信息公开申请数量\n90\n1\n2\n3\n4\n5\n105\n";
  rows +=
      "二、上年结转政府信息公开申请数量\n（一）予以公开\n（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n\n";
  rows += "4\n0\n0\n0\n0\n0\n4\n\n30\n1\n0\n0\n0\n0\n31\n\n5\n0\n0\n0\n0\n0\n5\n\n";
  for (const char* label : {"1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”",
                            "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息"}) {
    rows += std::string(label) + "\n0\n0\n0\n0\n0\n0\n0\n";
  }
  expect_said(
      explained_in(report_with_requests(rows), "requests.granted.natural_person"),
      {"\n  value   30 (repaired: deduced, not read)\n", "; the figures are printed apart from their label\n",
       " | 30\n             | ^^\n", "\n  column  printed apart from the label, placed by their count and order\n"});
}

TEST(CommandExplainCell, MarksAFigureFarBehindInALongLine) {
  std::string text = spaced_report();
  const std::string row = "（一）予以公开 30 1 0 0 0 0 31";
  text.replace(text.find(row), row.size(), "（一）予以公开" + std::string(300, ' ') + "30 1 0 0 0 0 31");
  expect_said(explained_in(text, "requests.granted.total"),
              {"8 | …" + std::string(85, ' ') + "30 1 0 0 0 0 31\n            | " + std::string(99, ' ') + "^^\n"});
}

TEST(CommandExplainCell, SpeaksChinese) {
  EXPECT_EQ(explained("blanks-2021", "requests.carried_over.commercial", "zh"),
            R"(corpus/blanks-2021/report.txt:32:21: requests.carried_over.commercial [2021]
  单元格  收到和处理政府信息公开申请情况：二、上年结转政府信息公开申请数量·法人或其他组织 / 商业企业（件）
  取值    13（照录）
  行      第 32 行，行名与格式的相似度为 100%；没有别的行可作此行
          32 | 二、上年结转政府信息公开申请数量    13 4   1 18
             |                                     ^^
  栏      空白留下了痕迹（分隔的格、显示的列或所在的行），由此可知属于哪一栏
  勾稽    表三每一行：总计等于自然人与各类法人或其他组织之和 [requests.row_total]：成立
            18 = 空白 + 13 + 4 + 空白 + 空白 + 1
          表三每一列：第一项加第二项之和，等于第三项加第四项之和 [requests.identity]：成立
            59 + 13 = 72 + 空白

)");
}

// A key without a text would be printed as it is, and so would a placeholder without an argument.
TEST(CommandExplainCell, HasAllItsWordsForEveryCellInBothLanguages) {
  std::vector<std::string> arguments = {"extract", "--quiet"};
  for (const FormCell& cell : builtin_grammar().find_form("2021")->cells) {
    arguments.insert(arguments.end(), {"--explain", cell.id});
  }
  for (const char* corpus_case : {"blanks-2021", "hongze-2023", "misprinted-labels"}) {
    arguments.push_back(std::string("corpus/") + corpus_case + "/report.txt");
  }
  for (const char* language : {"zh", "en"}) {
    arguments.insert(arguments.end(), {"--lang", language});
    const CommandResult result = run_gouji_in(GOUJI_SOURCE_DIR, arguments);
    EXPECT_EQ(result.status, 0);
    for (const char* unsaid : {"explanation.", "{", "}"}) EXPECT_EQ(result.out.find(unsaid), std::string::npos);
  }
}

TEST(CommandExplainCell, TellsOfSeveralCellsOfSeveralInputsInTheirOrder) {
  const CommandResult result = run_gouji_in(
      GOUJI_SOURCE_DIR, {"extract", "--explain", "requests.new.total", "--explain", "requests.granted.total",
                         "--format", "text", "corpus/licheng-2023/report.txt", "corpus/yunhe-2024/report.txt"});
  EXPECT_EQ(result.status, 0);
  std::size_t at = 0;
  for (const char* report : {"corpus/licheng-2023/report.txt:", "corpus/yunhe-2024/report.txt:"}) {
    for (const char* cell : {": requests.new.total [2021]\n", ": requests.granted.total [2021]\n"}) {
      const std::size_t path = result.out.find(report, at);
      ASSERT_NE(path, std::string::npos) << result.out;
      at = result.out.find(cell, path);
      ASSERT_NE(at, std::string::npos) << result.out;
    }
  }
  EXPECT_EQ(result.out.find("[2021]", at + 30), std::string::npos);
}

TEST(CommandExplainCell, IsColoredOnlyWhenAskedFor) {
  const std::string report = "corpus/licheng-2023/report.txt";
  const auto colored = [&](const char* when) {
    return run_gouji_in(GOUJI_SOURCE_DIR, {"extract", "--explain", "requests.new.total", "--color", when, report}).out;
  };
  EXPECT_NE(colored("always").find("\x1B[1;32m^"), std::string::npos);
  EXPECT_EQ(colored("auto").find('\x1B'), std::string::npos);
}

TEST(CommandExplainCell, SuggestsTheNearestCell) {
  const CommandResult near = run_gouji({"extract", "--explain", "requests.new.totla", "a.txt"});
  EXPECT_EQ(near.status, 2);
  EXPECT_EQ(near.err,
            "gouji: requests.new.totla: no such cell; did you mean requests.new.total? gouji forms FORM lists them\n");
  const CommandResult far = run_gouji({"extract", "--lang", "zh", "--explain", "x", "a.txt"});
  EXPECT_EQ(far.status, 2);
  EXPECT_EQ(far.err, "gouji: 没有“x”这个单元格；gouji forms FORM 列出全部单元格\n");
  EXPECT_EQ(run_gouji({"extract", "--explain", "", "a.txt"}).status, 2);
}

TEST(CommandExplainCell, IsTextOnly) {
  const CommandResult result = run_gouji({"extract", "--explain", "requests.new.total", "--format", "csv", "a.txt"});
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.err, "gouji: --format: csv is not possible with --explain, which prints text only\n");
  EXPECT_EQ(run_gouji({"extract", "--format", "text", "a.txt"}).status, 2);
  EXPECT_EQ(run_gouji({"audit", "--explain", "requests.new.total", "a.txt"}).err,
            "gouji: --explain: not an option of gouji audit; see gouji audit --help\n");
}

}  // namespace
}  // namespace gouji
