// Many sentences against the tables of one report: what is true is never accused, what is false is found, and what
// speaks of something else is no claim. The sentences stand in tests/data, with those that are known to be missed.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "form/grammar.h"
#include "record/claims.h"

namespace gouji {
namespace {

constexpr int year = 2023;
constexpr const char* body = "清河市东湖区人民政府";

// The row's figures in the order of the form's columns, the total last.
struct PrintedRow {
  const char* row;
  std::vector<const char*> figures;
};

const std::vector<PrintedRow>& printed_rows() {
  static const std::vector<PrintedRow> rows = {
      {"disclosure.regulations", {"1", "0", "6"}},
      {"disclosure.normative_documents", {"12", "20", "95"}},
      {"disclosure.licensing", {"550"}},
      {"disclosure.penalty", {"4119"}},
      {"disclosure.coercion", {"195"}},
      {"disclosure.fees", {"7730.28"}},
      {"requests.new", {"92", "2", "0", "1", "0", "0", "95"}},
      {"requests.carried_over", {"4", "0", "0", "0", "0", "0", "4"}},
      {"requests.granted", {"30", "1", "0", "0", "0", "0", "31"}},
      {"requests.partly_granted", {"3", "0", "0", "0", "0", "0", "3"}},
      {"requests.refused.state_secret", {"2", "0", "0", "0", "0", "0", "2"}},
      {"requests.refused.prohibited_by_law", {"1", "0", "0", "0", "0", "0", "1"}},
      {"requests.refused.endangers_stability", {"0", "0", "0", "0", "0", "0", "0"}},
      {"requests.refused.third_party_rights", {"5", "0", "0", "0", "0", "0", "5"}},
      {"requests.refused.internal_affairs", {"4", "0", "0", "0", "0", "0", "4"}},
      {"requests.refused.process_information", {"6", "0", "0", "0", "0", "0", "6"}},
      {"requests.refused.enforcement_files", {"7", "1", "0", "0", "0", "0", "8"}},
      {"requests.refused.administrative_inquiry", {"1", "0", "0", "0", "0", "0", "1"}},
      {"requests.unavailable.not_held", {"10", "0", "0", "0", "0", "0", "10"}},
      {"requests.unavailable.needs_creation", {"6", "0", "0", "1", "0", "0", "7"}},
      {"requests.unavailable.still_unclear", {"2", "0", "0", "0", "0", "0", "2"}},
      {"requests.not_processed.petition_or_complaint", {"3", "0", "0", "0", "0", "0", "3"}},
      {"requests.not_processed.repeated", {"4", "0", "0", "0", "0", "0", "4"}},
      {"requests.not_processed.publication", {"0", "0", "0", "0", "0", "0", "0"}},
      {"requests.not_processed.excessive", {"1", "0", "0", "0", "0", "0", "1"}},
      {"requests.not_processed.confirmation", {"0", "0", "0", "0", "0", "0", "0"}},
      {"requests.other.no_correction", {"2", "0", "0", "0", "0", "0", "2"}},
      {"requests.other.fee_unpaid", {"0", "0", "0", "0", "0", "0", "0"}},
      {"requests.other.rest", {"1", "0", "0", "0", "0", "0", "1"}},
      {"requests.results_total", {"88", "2", "0", "1", "0", "0", "91"}},
      {"requests.carried_forward", {"8", "0", "0", "0", "0", "0", "8"}},
      {"review", {"10", "1", "2", "3", "16"}},
      {"litigation_direct", {"2", "0", "1", "1", "4"}},
      {"litigation_after_review", {"5", "1", "0", "2", "8"}},
  };
  return rows;
}

const Grammar& grammar() {
  static const Result<Grammar> loaded = load_grammar(builtin_grammar_files());
  return *loaded;
}

std::vector<Cell> printed_cells(const Form& form) {
  std::vector<Cell> cells(form.cells.size());
  for (const auto& [row, figures] : printed_rows()) {
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const auto place =
          std::find_if(form.cells.begin(), form.cells.end(),
                       [&, id = std::string(row)](const FormCell& cell) { return form.row_of(cell).id == id; });
      Cell& cell = cells[static_cast<std::size_t>(place - form.cells.begin()) + i];
      cell.status = CellStatus::read;
      cell.value = Decimal::parse(figures[i]);
    }
  }
  return cells;
}

struct Verdict {
  int claims = 0;
  int contradicted = 0;
};

Verdict judge(const std::string& prose, std::string_view reporter = body) {
  const Form& form = *grammar().find_form("2021");
  static const std::vector<Cell> cells = printed_cells(form);
  const Text text(prose, "UTF-8", 0, {});
  Verdict verdict;
  for (const Claim& claim :
       find_claims(text, sentences(text, {0, prose.size()}, {}), cells, form, grammar().common, year, reporter)
           .claims) {
    ++verdict.claims;
    if (claim.agrees == false) ++verdict.contradicted;
  }
  return verdict;
}

using Lines = std::vector<std::pair<std::string, std::string>>;

// "kind<TAB>sentence" of a file in tests/data; '#' begins a comment.
Lines read_sentences(const std::string& name) {
  std::ifstream file(std::string(GOUJI_SOURCE_DIR) + "/tests/data/" + name);
  Lines lines;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (!line.starts_with('#') && tab != std::string::npos)
      lines.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return lines;
}

class ClaimSentences : public testing::TestWithParam<const char*> {};

TEST_P(ClaimSentences, AreJudgedAsTheyAreMeant) {
  const Lines lines = read_sentences(GetParam());
  ASSERT_GE(lines.size(), 60U);
  for (const auto& [kind, sentence] : lines) {
    const Verdict verdict = judge(sentence);
    if (kind == "true") {
      EXPECT_EQ(verdict.contradicted, 0) << sentence;
      EXPECT_GT(verdict.claims, 0) << sentence;
    } else if (kind == "false") {
      EXPECT_GT(verdict.contradicted, 0) << sentence;
    } else if (kind == "missed") {  // known to say what no pattern sees; at least none is seen wrong
      EXPECT_EQ(verdict.claims, 0) << sentence;
    } else {
      ASSERT_EQ(kind, "other") << sentence;
      EXPECT_EQ(verdict.claims, 0) << sentence;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(OfForm2021, ClaimSentences,
                         testing::Values("claims-2021.tsv", "claims-2021-held-out.tsv", "claims-2021-more.tsv"));

// A converter that draws the page as a table puts its frame into the sentences.
TEST(ClaimSentences, AFrameAroundTheTextIsNoPartOfIt) {
  EXPECT_EQ(judge("│因政府信息公开被申请行政复议16件，尚未│\n│审结3件。│\n").contradicted, 0);
  EXPECT_EQ(judge("| 全年收到政府信 |\n| 息公开申请96件。 |\n").contradicted, 1);
}

TEST(ClaimSentences, FiguresWithFewerDecimalsStandForWhatTheyAreRoundedFrom) {
  EXPECT_EQ(judge("行政事业性收费7730万元。").contradicted, 0);
  EXPECT_EQ(judge("行政事业性收费7730.3万元。").contradicted, 0);
  EXPECT_EQ(judge("行政事业性收费7731万元。").contradicted, 1);
}

TEST(ClaimSentences, ABodyThatNamesItselfSpeaksOfItself) {
  constexpr const char* bureau = "清河市东湖区教育局";
  EXPECT_EQ(judge("区教育局收到政府信息公开申请96件。", bureau).contradicted, 1);
  EXPECT_EQ(judge("2023年，东湖区教育局共收到政府信息公开申请95件。", bureau).claims, 1);
  EXPECT_EQ(judge("市教育局收到政府信息公开申请96件。", bureau).claims, 0);
  EXPECT_EQ(judge("区教育局收到政府信息公开申请96件。").claims, 0);
}

// A city's figures are not a district's; a government's are not its department's.
TEST(ClaimSentences, FiguresOfPlacesAboveAndBelowAreOthers) {
  constexpr const char* city = "清河市人民政府";
  constexpr const char* bureau = "清河市东湖区教育局";
  EXPECT_EQ(judge("全市收到政府信息公开申请96件。", city).contradicted, 1);
  EXPECT_EQ(judge("市政府制发规范性文件13件。", city).contradicted, 1);
  EXPECT_EQ(judge("省政府制发规范性文件13件，我市及时转发。", city).claims, 0);
  EXPECT_EQ(judge("东湖区政府收到政府信息公开申请96件。", city).claims, 0);
  EXPECT_EQ(judge("全市收到政府信息公开申请96件。").claims, 0);
  EXPECT_EQ(judge("区政府制发规范性文件13件。").contradicted, 1);
  EXPECT_EQ(judge("区政府制发规范性文件13件，我局抓好落实。", bureau).claims, 0);
  EXPECT_EQ(judge("我局收到政府信息公开申请96件。", bureau).contradicted, 1);
}

// Only what says when, who and how may lead up to a claim in its clause.
TEST(ClaimSentences, WhatElseStandsBeforeAFigureMakesItAnother) {
  EXPECT_EQ(judge("2023年，全区各级行政机关共收到政府信息公开申请96件。").contradicted, 1);
  EXPECT_EQ(judge("完善制度，通过培训提升能力，全年办结政府信息公开申请92件。").contradicted, 1);
  EXPECT_EQ(judge("10个工作日内办结政府信息公开申请40件。").claims, 0);
  EXPECT_EQ(judge("春节前后收到政府信息公开申请7件。").claims, 0);
  EXPECT_EQ(judge("邻近的江北区收到政府信息公开申请330件。").claims, 0);
  EXPECT_EQ(judge("涉企行政事业性收费215万元。").claims, 0);
}

TEST(ClaimSentences, AShareOrAMatterBehindAFigureMakesItAPart) {
  EXPECT_EQ(judge("收到信息公开申请14件，占全区申请总量的6%。").claims, 0);
  EXPECT_EQ(judge("收到政府信息公开申请30件涉及征地拆迁。").claims, 0);
  EXPECT_EQ(judge("收到政府信息公开申请96件，涉及征地拆迁等。").contradicted, 1);
}

TEST(ClaimSentences, DocumentsHaveAttributesThatAreNoRequests) {
  EXPECT_EQ(judge("全年制发公文350件，主动公开210件，依申请公开36件，不予公开104件。").claims, 0);
  EXPECT_EQ(judge("主动公开信息2100条，收到依申请公开96件。").contradicted, 1);
}

// The line over a sentence is what it is about, and no part of its words.
TEST(ClaimSentences, ASentenceBeginsBehindItsHeading) {
  EXPECT_EQ(judge("（三）依申请公开\n政府信息公开申请受理96件，均已答复。").contradicted, 1);
  EXPECT_EQ(judge("（三）政府信息公开申请办理情况\n\n共收到96件。").contradicted, 1);
  EXPECT_EQ(judge("（三）全年收到政府信息公开申\n请96件。").contradicted, 1);
}

TEST(ClaimSentences, AListNamesTheFigureOfEachOfItsParts) {
  const std::string prose = "行政许可、行政处罚和行政强制处理决定分别为５５０件、4,191件和195件。";
  const Form& form = *grammar().find_form("2021");
  const Text text(prose, "UTF-8", 0, {});
  std::vector<std::string> said;
  for (const Claim& claim : find_claims(text, sentences(text, {0, prose.size()}, {}), printed_cells(form), form,
                                        grammar().common, year, body)
                                .claims) {
    said.push_back(claim.pattern->id + " " + std::string(text.at(claim.value_span)) + " " + claim.value.str());
  }
  EXPECT_EQ(said, (std::vector<std::string>{"decisions.licensing ５５０ 550", "decisions.penalty 4,191 4191",
                                            "decisions.coercion 195 195"}));
}

}  // namespace
}  // namespace gouji
