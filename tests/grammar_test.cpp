// Form 2021 as its grammar file tells it, and how grammar files become one Grammar.
#include "form/grammar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace gouji {
namespace {

const Grammar& builtin() {
  static const Result<Grammar> grammar = load_grammar(builtin_grammar_files());
  return *grammar;
}

const Form& form_2021() { return *builtin().find_form("2021"); }

// A line of tests/data/cells-2021.tsv, cut from the contract: form, cell, row, column, unit.
struct ContractCell {
  std::string form, id, row, column, unit;
};

std::vector<ContractCell> contract_cells() {
  std::ifstream file(GOUJI_SOURCE_DIR "/tests/data/cells-2021.tsv");
  std::vector<ContractCell> cells;
  std::string line;
  std::getline(file, line);  // the header
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    ContractCell cell;
    for (std::string* field : {&cell.form, &cell.id, &cell.row, &cell.column, &cell.unit}) {
      std::getline(fields, *field, '\t');
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

const Equation& equation(const Form& form, std::string_view rule, std::string_view at) {
  static const Equation none;
  for (const Equation& one : form.equations) {
    if (form.rules[one.rule].id == rule && form.cells[one.at].id == at) return one;
  }
  ADD_FAILURE() << "no equation of " << rule << " at " << at;
  return none;
}

// "a.total = b.total + c.total"
std::string written(const Form& form, const Equation& equation) {
  const auto side = [&](const std::vector<Term>& terms) {
    std::string text;
    for (const Term& term : terms) {
      if (!text.empty() || term.coefficient < 0) text += term.coefficient < 0 ? " - " : " + ";
      text += form.cells[term.cell].id;
    }
    return text;
  };
  return side(equation.left) + " = " + side(equation.right);
}

// The built-in files are loaded without it: this is the test that they rely on.
TEST(Grammar, HasOnlyPatternsThatRe2Understands) {
  std::vector<GrammarFile> files = builtin_grammar_files();
  for (GrammarFile& file : files) file.is_tested = false;
  const Result<Grammar> grammar = load_grammar(files);
  EXPECT_TRUE(grammar.has_value()) << grammar.error().arguments.back().second;
}

TEST(Form2021, HasTheContractsCellsInItsOrder) {
  const std::vector<ContractCell> expected = contract_cells();
  ASSERT_EQ(expected.size(), 200U);
  const Form& form = form_2021();
  ASSERT_GE(form.cells.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const FormCell& cell = form.cells[i];
    EXPECT_EQ(cell.id, expected[i].id);
    EXPECT_EQ(cell.unit, expected[i].unit) << cell.id;
    EXPECT_EQ(form.row_path(cell, Language::zh), expected[i].row) << cell.id;
    EXPECT_EQ(form.column_of(cell).labels.front(), expected[i].column) << cell.id;
    EXPECT_FALSE(cell.optional) << cell.id;
  }
}

TEST(Form2021, HasAGroupPrintedAsOneRowBehindAllOtherCells) {
  const Form& form = form_2021();
  ASSERT_EQ(form.cells.size(), 207U);
  const FormCell& cell = form.cells[form.find_cell("requests.other.total")];
  EXPECT_TRUE(cell.optional);
  EXPECT_EQ(form.block_of(cell).row_groups[form.row_of(cell).stands_for].id, "other");
  EXPECT_EQ(form.find_cell("requests.other.natural_person"), 200);
}

TEST(Form2021, FindsACellByItsPlace) {
  const Form& form = form_2021();
  for (std::size_t i = 0; i < form.cells.size(); ++i) {
    const FormCell& cell = form.cells[i];
    EXPECT_EQ(form.cell_at(cell.table, cell.block, cell.row, cell.column), static_cast<CellIndex>(i)) << cell.id;
  }
  EXPECT_EQ(form.find_cell("requests.new"), -1);
}

TEST(Form2021, NamesRowsAndColumnsByWhatTellsThemApart) {
  const Form& form = form_2021();
  const FormCell& cell = form.cells[form.find_cell("requests.refused.state_secret.other")];
  EXPECT_EQ(form.row_path(cell, Language::zh), "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密");
  EXPECT_EQ(form.row_path(cell, Language::en), "3. results of this year / refused / state secret");
  EXPECT_EQ(form.column_path(cell, Language::zh), "法人或其他组织 / 其他");
  EXPECT_EQ(form.column_path(form.cells[form.find_cell("requests.new.total")], Language::zh), "总计");
}

TEST(Form2021, ChecksTheTotalOfEachRow) {
  EXPECT_EQ(
      written(form_2021(), equation(form_2021(), "requests.row_total", "requests.other.total")),
      "requests.other.total = requests.other.natural_person + requests.other.commercial + requests.other.research + "
      "requests.other.public_welfare + requests.other.legal_service + requests.other.other");
  EXPECT_EQ(written(form_2021(), equation(form_2021(), "proceedings.row_total", "review.total")),
            "review.total = review.upheld + review.corrected + review.other + review.pending");
}

TEST(Form2021, SumsEveryResultOnceWhateverIsPrintedAsOneRow) {
  const Equation& total = equation(form_2021(), "requests.results_total", "requests.results_total.research");
  std::set<std::string> summed;
  for (const Term& term : total.right) summed.insert(form_2021().cells[term.cell].id);
  EXPECT_EQ(total.right.size(), 21U);
  EXPECT_EQ(summed.size(), 21U);
  EXPECT_TRUE(summed.count("requests.other.rest.research"));
  EXPECT_FALSE(summed.count("requests.other.research"));
  EXPECT_EQ(total.column.zh, "法人或其他组织 / 科研机构");
}

TEST(Form2021, BalancesEachColumn) {
  EXPECT_EQ(written(form_2021(), equation(form_2021(), "requests.identity", "requests.new.total")),
            "requests.new.total + requests.carried_over.total = "
            "requests.results_total.total + requests.carried_forward.total");
}

TEST(Form2021, HasAnEquationForEachRowAndColumn) {
  std::vector<int> equations(form_2021().rules.size());
  for (const Equation& one : form_2021().equations) ++equations[static_cast<std::size_t>(one.rule)];
  const auto count = [&](std::string_view rule) {
    return equations[static_cast<std::size_t>(form_2021().find_rule(rule) - form_2021().rules.data())];
  };
  EXPECT_EQ(count("requests.row_total"), 26);
  EXPECT_EQ(count("requests.results_total"), 7);
  EXPECT_EQ(count("requests.identity"), 7);
  EXPECT_EQ(count("proceedings.row_total"), 3);
}

TEST(Form2021, HasARuleOfEveryKind) {
  for (const RuleKind kind :
       {RuleKind::equation, RuleKind::claim, RuleKind::tables_missing, RuleKind::table_missing, RuleKind::table_cut,
        RuleKind::row_missing, RuleKind::blank_total, RuleKind::cell_ambiguous, RuleKind::unread,
        RuleKind::negative_figure, RuleKind::fractional_count, RuleKind::repeated_row, RuleKind::prose_unchecked,
        RuleKind::more_findings}) {
    EXPECT_NE(form_2021().rule_of(kind), nullptr) << static_cast<int>(kind);
  }
}

// ---- files ----

constexpr const char* small_form = R"(
schema = "gouji/form/1"
id = "small"
name = { zh = "小表", en = "Small" }
source = { zh = "无", en = "none" }
[[table]]
id = "sales"
name = { zh = "销售", en = "Sales" }
headings = ["销售情况"]
[[table.block]]
columns = [{ labels = ["数量"], en = "number", unit = "件" }]
rows = [{ id = "apples", labels = ["苹果"], en = "apples" }, { id = "weight", labels = ["重量"], en = "weight", unit = "吨" }]
)";

TEST(Grammar, AFolderWithOneFormIsAGrammar) {
  const Result<Grammar> grammar = load_grammar({{"small.toml", small_form}});
  ASSERT_TRUE(grammar) << grammar.error().arguments.back().second;
  ASSERT_EQ(grammar->forms.size(), 1U);
  EXPECT_EQ(grammar->common.blank_marks, builtin().common.blank_marks);
  EXPECT_EQ(grammar->messages.texts().size(), builtin().messages.texts().size());
  EXPECT_NE(grammar->forms[0].rule_of(RuleKind::claim), nullptr);
}

TEST(Grammar, AColumnWithoutANameAndARowWithAUnitOfItsOwn) {
  const Result<Grammar> grammar = load_grammar({{"small.toml", small_form}});
  ASSERT_TRUE(grammar);
  const Form& form = grammar->forms[0];
  ASSERT_EQ(form.cells.size(), 2U);
  EXPECT_EQ(form.cells[0].id, "apples");
  EXPECT_EQ(form.cells[0].unit, "件");
  EXPECT_EQ(form.cells[1].unit, "吨");
}

TEST(Grammar, OwnMessagesReplaceTheBuiltInOnes) {
  const Result<Grammar> grammar = load_grammar({{"small.toml", small_form}, {"messages.toml", R"(
schema = "gouji/messages/1"
[input]
not_found = { zh = "没有 {path}", en = "no {path}" }
)"}});
  ASSERT_TRUE(grammar);
  EXPECT_EQ(grammar->messages.format(Language::en, "input.not_found", {{"path", "a"}}), "no a");
}

TEST(Grammar, TheDocumentsExampleIsAGrammar) {
  std::ifstream file(GOUJI_SOURCE_DIR "/docs/grammar.md");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const std::string fence = "```toml\n# A complete form";
  const std::size_t begin = text.find(fence);
  ASSERT_NE(begin, std::string::npos);
  const std::size_t end = text.find("```\n", begin + fence.size());
  const Result<Grammar> grammar = load_grammar({{"example.toml", text.substr(begin + 8, end - begin - 8)}});
  ASSERT_TRUE(grammar) << builtin().messages.format(Language::en, grammar.error());
  EXPECT_FALSE(grammar->forms[0].equations.empty());
  EXPECT_FALSE(grammar->forms[0].claims.empty());
}

class GrammarFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              ("gouji_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const char* name, std::string_view text) const { std::ofstream(folder_ / name) << text; }

  std::filesystem::path folder_;
};

TEST_F(GrammarFolder, IsReadInTheOrderOfNames) {
  write("b.toml", "b");
  write("a.toml", "a");
  write("notes.txt", "no grammar");
  const Result<std::vector<GrammarFile>> files = read_grammar_files(folder_);
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2U);
  EXPECT_EQ((*files)[0].text, "a");
  EXPECT_EQ((*files)[1].name, (folder_ / "b.toml").string());
}

TEST_F(GrammarFolder, WithoutFilesOrNotThereIsAnError) {
  EXPECT_EQ(read_grammar_files(folder_).error().code, "grammar.no_files");
  EXPECT_EQ(read_grammar_files(folder_ / "nowhere").error().code, "input.not_found");
}

}  // namespace
}  // namespace gouji
