// What grammar/series.toml may say, what it may not, and what of a form it leaves out.
#include <gtest/gtest.h>

#include <string>

#include "reports.h"
#include "run_command.h"
#include "series/map.h"

namespace gouji {
namespace {

// A form of two rows and two columns, and money.
std::string form(const std::string& id, const std::string& head = "") {
  return "schema = \"gouji/form/1\"\nid = \"" + id + "\"\n" + head + R"(
name = { zh = "表", en = "form" }
source = { zh = "无", en = "none" }
[[table]]
id = "sales"
name = { zh = "销售", en = "sales" }
headings = ["销售情况"]
[[table.block]]
columns = [
  { id = "sold", labels = ["售出"], en = "sold", unit = "件" },
  { id = "paid", labels = ["收入"], en = "paid", unit = "元" },
]
rows = [
  { id = "sales.apples", labels = ["苹果"], en = "apples" },
  { id = "sales.pears", labels = ["梨"], en = "pears" },
]
[[claim]]
id = "sold"
patterns = ['售出{figure}件']
unit = "件"
readings = [{ id = "sold", name = { zh = "售出", en = "sold" }, value = "sales.apples.sold" }]
)";
}

// A series whose figures begin on line 10.
std::string series(const std::string& figures) {
  return R"(schema = "gouji/series/1"
[[scale]]
"元" = 0
"万元" = 4
[body]
place = '市$'
own_place = '^.+?市'
ending = []

)" + figures;
}

std::string figure(const std::string& sources, const std::string& unit = "件") {
  return series("[[figure]]\nid = \"fruit\"\nname = { zh = \"水果\", en = \"fruit\" }\nunit = \"" + unit + "\"\n" +
                sources);
}

Result<Grammar> grammar_of(const std::string& series_text, const std::vector<std::string>& forms = {form("mine")}) {
  std::vector<GrammarFile> files;
  for (const std::string& text : forms) files.push_back({"form.toml", text});
  if (!series_text.empty()) files.push_back({"series.toml", series_text});
  return load_grammar(files);
}

// "line:column what"
std::string mistake(const std::string& series_text) {
  const Result<Grammar> grammar = grammar_of(series_text);
  if (grammar) return "no mistake";
  std::string place;
  std::string what;
  for (const auto& [key, value] : grammar.error().arguments) {
    if (key == "line" || key == "column") place += value + (key == "line" ? ":" : " ");
    if (key == "what") what = value;
  }
  return place + what;
}

TEST(SeriesGrammar, SaysHowAFormHasAFigure) {
  const Grammar grammar =
      grammar_of(figure("form.mine = { cells = \"sum(sales.*.sold)\", claim = \"sold\", near = { zh = \"差\", en = "
                        "\"differs\" } }"))
          .value();
  const FigureSource* source = grammar.series.figures.at(0).source_of("mine");
  ASSERT_NE(source, nullptr);
  EXPECT_TRUE(source->is_near());
  EXPECT_EQ(source->claim, "sold");
  ASSERT_EQ(source->terms.size(), 2U);
  EXPECT_EQ(source->terms[1].cell, "sales.pears.sold");
  EXPECT_EQ(grammar.series.figures[0].source_of("2021"), nullptr);
}

TEST(SeriesGrammar, NamesOnlyCellsThatTheFormHas) {
  EXPECT_EQ(mistake(figure("form.mine = { cells = \"sales.apples.sold + sales.apple.sold\" }")),
            "14:44 the form has no cell 'sales.apple.sold' (did you mean 'sales.apples.sold'?)");
  EXPECT_EQ(mistake(figure("form.mine = { cells = \"sum(sales.*.eaten)\" }")),
            "14:28 no cell of the form matches 'sales.*.eaten'");
}

TEST(SeriesGrammar, NamesOnlyReadingsAndFormsThatThereAre) {
  EXPECT_EQ(mistake(figure("form.mine = { claim = \"sale\" }")),
            "14:23 no claim of form 'mine' has the reading 'sale' (did you mean 'sold'?)");
  EXPECT_EQ(mistake(figure("form.thine = { cells = \"sales.apples.sold\" }")),
            "14:6 there is no form 'thine'; there are: mine");
  EXPECT_EQ(mistake(figure("form.mine = { near = { zh = \"差\", en = \"differs\" } }")),
            "14:13 form.mine needs the key 'cells'");
}

TEST(SeriesGrammar, AddsOnlyWhatCanBeMadeTheFiguresUnit) {
  EXPECT_EQ(mistake(figure("form.mine = { cells = \"sales.apples.paid\" }", "万元")), "no mistake");
  EXPECT_EQ(mistake(figure("form.mine = { cells = \"sales.apples.paid\" }")),
            "14:23 'sales.apples.paid' has the unit '元', which cannot be made '件': no [[scale]] has both");
}

TEST(SeriesGrammar, HasEachFigureOnce) {
  const std::string one =
      "[[figure]]\nid = \"a\"\nname = { zh = \"甲\", en = \"a\" }\nunit = \"件\"\n"
      "form.mine = { cells = \"sales.apples.sold\" }\n";
  EXPECT_EQ(mistake(series(one + one)), "16:6 there is a figure 'a' already");
}

// A folder with one form in it has no series of its own, and the built-in one speaks of other forms.
TEST(SeriesGrammar, OfTheProgramIsUsedAsFarAsItFitsTheForms) {
  const Grammar alone = grammar_of("").value();
  ASSERT_FALSE(alone.series.figures.empty());
  for (const SeriesFigure& one : alone.series.figures) EXPECT_TRUE(one.sources.empty()) << one.id;

  const Grammar replaced = grammar_of("", {form("2021")}).value();
  for (const SeriesFigure& one : replaced.series.figures) EXPECT_TRUE(one.sources.empty()) << one.id;
}

TEST(SeriesGrammar, OfAFormHoldsForAFormThatExtendsIt) {
  const std::string heir =
      "schema = \"gouji/form/1\"\nid = \"heir\"\nextends = \"2021\"\n"
      "table = [{ id = \"disclosure\", remove = true }]\nsection = [{ id = \"disclosure\", remove = true }]\n"
      "rule = []\nclaim = [{ id = \"documents\", remove = true }, { id = \"documents.briefly\", remove = true },"
      "{ id = \"documents.regulations_briefly\", remove = true }, { id = \"documents.none\", remove = true },"
      "{ id = \"disclosure.no_fees\", remove = true },"
      "{ id = \"decisions\", remove = true }, { id = \"disclosure.fees\", remove = true }]\n";
  const Result<Grammar> grammar = grammar_of("", {heir});
  ASSERT_TRUE(grammar) << grammar.error().arguments.back().second;
  const Form& same = *grammar->find_form("heir");
  int found = 0;
  for (const SeriesFigure& one : grammar->series.figures) {
    const FigureSource* source = one.source_of("heir");
    if (source == nullptr) continue;
    ++found;
    for (const SeriesTerm& term : source->terms) EXPECT_GE(same.find_cell(term.cell), 0) << term.cell;
  }
  EXPECT_GT(found, 40);
}

// A figure of one form alone has nothing to be compared with.
TEST(BuiltinSeries, HasFiguresOfSeveralForms) {
  int several = 0;
  for (const SeriesFigure& one : builtin_grammar().series.figures) several += one.sources.size() > 1 ? 1 : 0;
  EXPECT_GT(several, 50);
}

TEST(BuiltinSeries, HasTheFormsOwnCellsUnderTheirNames) {
  for (const SeriesFigure& one : builtin_grammar().series.figures) {
    for (const FigureSource& source : one.sources) {
      if (builtin_grammar().find_form(source.form)->find_cell(one.id) < 0 || source.terms.size() > 1) continue;
      EXPECT_EQ(source.terms[0].cell, one.id) << source.form;
    }
  }
}

TEST(LostCells, AreThoseInNoFigure) {
  const Grammar grammar = grammar_of(figure("form.mine = { cells = \"sales.pears.sold\" }")).value();
  const std::vector<LostCells> lost = lost_cells(grammar.forms[0], grammar.series);
  ASSERT_EQ(lost.size(), 2U);
  EXPECT_EQ(lost[0].rows, std::vector<int>{0});
  EXPECT_EQ(lost[0].count(), 2);
  EXPECT_EQ(lost[1].rows, std::vector<int>{1});
  EXPECT_EQ(lost[1].columns, std::vector<int>{1});
}

TEST(LostCells, WithThoseOfFiguresAreAllCells) {
  const Grammar& grammar = builtin_grammar();
  for (const Form& one : grammar.forms) {
    int lost = 0;
    for (const LostCells& cells : lost_cells(one, grammar.series)) lost += cells.count();
    int kept = 0;
    for (const FormCell& cell : one.cells) {
      bool in_figure = false;
      for (const SeriesFigure& any : grammar.series.figures) {
        const FigureSource* source = any.source_of(one.id);
        if (source == nullptr) continue;
        for (const SeriesTerm& term : source->terms) in_figure = in_figure || term.cell == cell.id;
      }
      kept += in_figure && !cell.optional ? 1 : 0;
    }
    EXPECT_EQ(lost + kept, printed_cells(one)) << one.id;
  }
}

TEST(FormsMap, ShowsWhichFiguresTheFormsHaveInCommon) {
  const TestFolder folder;
  folder.write("grammar/a.toml", form("a"));
  folder.write("grammar/b.toml", form("b"));
  folder.write("grammar/c.toml", form("c"));
  folder.write("grammar/series.toml", figure("form.a = { cells = \"sales.apples.sold\" }\n"
                                             "form.c = { cells = \"sum(sales.*.sold)\", "
                                             "near = { zh = \"含梨\", en = \"with pears\" } }"));
  const CommandResult result = run_gouji_in(folder.path(), {"forms", "--map", "--grammar", "grammar"});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, R"(           a  b  c  figure
fruit  件  =  -  ≈  fruit
      ≈ c  with pears

= the same; ≈ near, with what differs below it; - none

a: 3 of 4 cells are in no figure
  sales
         1  sales.apples × (paid)
         2  sales.pears × (sold, paid)

b: 4 of 4 cells are in no figure
  sales
         4  sales.apples, sales.pears × (sold, paid)

c: 2 of 4 cells are in no figure
  sales
         2  sales.apples, sales.pears × (paid)
)");
  EXPECT_NE(run_gouji_in(folder.path(), {"forms", "--map", "--grammar", "grammar", "b", "--lang", "zh"})
                .out.find("b：4 个单元格中有 4 个不在任何指标中"),
            std::string::npos);
}

TEST(FormsMap, IsForPrograms) {
  const CommandResult result = run_gouji({"forms", "--map", "--format", "json", "2014"});
  EXPECT_EQ(result.status, 0);
  EXPECT_NE(result.out.find("\"id\": \"requests.new.total\""), std::string::npos);
  EXPECT_NE(result.out.find("\"cells\": \"received.total\""), std::string::npos);
  EXPECT_NE(result.out.find("\"form\": \"2014\""), std::string::npos);
}

}  // namespace
}  // namespace gouji
