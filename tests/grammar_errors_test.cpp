// What a mistake in a grammar file is told as: file, line, column, and what was expected.
#include <gtest/gtest.h>

#include <string>

#include "form/grammar.h"
#include "form/rule_expression.h"

namespace gouji {
namespace {

std::string argument(const Error& error, std::string_view name) {
  for (const auto& [key, value] : error.arguments) {
    if (key == name) return value;
  }
  return "";
}

// "line:column what"
std::string mistake(const std::vector<GrammarFile>& files) {
  const Result<Grammar> grammar = load_grammar(files);
  if (grammar) return "no mistake";
  EXPECT_EQ(grammar.error().code, "grammar.invalid");
  return argument(grammar.error(), "line") + ":" + argument(grammar.error(), "column") + " " +
         argument(grammar.error(), "what");
}

std::string mistake_in(const std::string& text) { return mistake({{"mine.toml", text}}); }

// A form of one row and two columns that `more` is added to, from line 15 on.
std::string form_with(const std::string& more) {
  return R"(schema = "gouji/form/1"
id = "mine"
name = { zh = "表", en = "form" }
source = { zh = "无", en = "none" }
[[table]]
id = "sales"
name = { zh = "销售", en = "sales" }
headings = ["销售情况"]
[[table.block]]
columns = [
  { id = "sold", labels = ["售出"], en = "sold", unit = "件" },
  { id = "total", labels = ["总计"], en = "total", unit = "件" },
]
rows = [{ id = "sales.apples", labels = ["苹果"], en = "apples" }]
)" + more;
}

std::string rule(const std::string& check) {
  return form_with("[[rule]]\nid = \"r\"\nseverity = \"error\"\n" + check + R"(
message = { zh = "甲", en = "a" }
title = { zh = "甲", en = "a" }
reason = { zh = "甲", en = "a" }
source = { zh = "甲", en = "a" }
example = { zh = "甲", en = "a" }
)");
}

std::string claim(const std::string& pattern) {
  return form_with("[[claim]]\nid = \"c\"\npatterns = ['" + pattern + R"(']
unit = "件"
readings = [{ id = "c", name = { zh = "甲", en = "a" }, value = "sales.apples.sold" }]
)");
}

std::string list_of(const std::string& item) {
  return form_with("[[claim]]\nid = \"c\"\npatterns = ['{label}{figure}件']\nunit = \"件\"\nitems = [{ id = \"i\", " +
                   item + " }]\n");
}

TEST(GrammarErrors, AListOfClaimsNeedsLabelsAndWhatTheirFiguresAre) {
  EXPECT_EQ(mistake_in(list_of("label = '苹果', value = \"sales.apples.sold\"")), "no mistake");
  EXPECT_NE(mistake_in(list_of("value = \"sales.apples.sold\"")).find("label"), std::string::npos);
  EXPECT_NE(mistake_in(list_of("label = '苹果'")).find("either 'readings' or a 'value'"), std::string::npos);
}

TEST(GrammarErrors, AWordMayBeMadeOfWordsButNotOfItself) {
  EXPECT_EQ(mistake_in(claim("{a}{figure}件") + "[words]\na = '{b}出'\nb = '售'\n"), "no mistake");
  EXPECT_NE(mistake_in(claim("{a}{figure}件") + "[words]\na = '{b}'\nb = '{a}'\n").find("made of itself"),
            std::string::npos);
}

TEST(GrammarErrors, AreNoneInTheFormThatTheseTestsSpoil) {
  EXPECT_EQ(mistake_in(form_with("")), "no mistake");
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total >= sales.apples.sold - sum(sales.*.total)")~")),
            "no mistake");
  EXPECT_EQ(mistake_in(claim(R"(售出{figure}件)")), "no mistake");
}

TEST(GrammarErrors, NameTheFile) {
  const Result<Grammar> grammar = load_grammar({{"mine.toml", "schema = "}});
  ASSERT_FALSE(grammar);
  EXPECT_EQ(argument(grammar.error(), "file"), "mine.toml");
}

TEST(GrammarErrors, TellWhereTomlIsNotToml) {
  EXPECT_EQ(mistake_in("schema = \"gouji/form/1\"\nid = \n").substr(0, 2), "2:");
}

TEST(GrammarErrors, TellWhatASchemaCanBe) {
  EXPECT_EQ(mistake_in("id = \"mine\""),
            "1:1 expected schema = 'gouji/form/1', 'gouji/common/1', 'gouji/messages/1' or 'gouji/series/1'");
  EXPECT_EQ(mistake_in("schema = \"gouji/form/9\"").substr(0, 36), "1:10 unknown schema 'gouji/form/9': ");
}

TEST(GrammarErrors, AMisspeltKeyIsToldWithTheRightOne) {
  EXPECT_EQ(mistake_in(form_with("[[rule]]\nseverty = \"error\"\n")),
            "16:1 a rule has no key 'severty' (did you mean 'severity'?)");
}

TEST(GrammarErrors, AMissingKeyAndAMissingLanguage) {
  EXPECT_EQ(mistake_in("schema = \"gouji/form/1\"\nid = \"mine\""), "1:1 a form needs the key 'name'");
  EXPECT_EQ(mistake_in("schema = \"gouji/form/1\"\nid = \"mine\"\nname = { zh = \"表\" }"),
            "3:8 'name' needs the key 'en'");
}

TEST(GrammarErrors, AWrongType) {
  EXPECT_EQ(mistake_in("schema = \"gouji/form/1\"\nid = 2021"), "2:6 'id' must be a string, but it is a whole number");
  EXPECT_EQ(mistake_in("schema = \"gouji/form/1\"\nid = \"a\"\nname = \"b\"").substr(0, 40),
            "3:8 'name' must be a table, but it is a ");
}

TEST(GrammarErrors, AnUnknownGroup) {
  std::string text = form_with("");
  text.replace(text.find("en = \"sold\""), 11, "en = \"sold\", in = \"fruit\"");
  EXPECT_EQ(mistake_in(text), "11:53 no group 'fruit' was defined before");
}

TEST(GrammarErrors, ADuplicateId) {
  EXPECT_EQ(mistake({{"a.toml", form_with("")}, {"b.toml", form_with("")}}), "2:6 there is a form 'mine' already");
  std::string text = form_with("");
  text.replace(text.find("\"total\""), 7, "\"sold\"");
  EXPECT_EQ(mistake_in(text), "12:10 there is a column 'sold' already");
}

TEST(GrammarErrors, AnUnknownCellIsToldWhereItStandsInTheExpression) {
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = sales.apples.sol")~")),
            "18:31 the form has no cell 'sales.apples.sol' (did you mean 'sales.apples.sold'?)");
  EXPECT_EQ(mistake_in(rule("check = \"\"\"\nsales.apples.total \\\n  = sales.pears.sold\"\"\"")).substr(0, 43),
            "20:5 the form has no cell 'sales.pears.sold");
}

TEST(GrammarErrors, AMistakeOfSyntaxInAnExpression) {
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total")~")),
            "18:28 expected '+', '-', or one of '=', '!=', '<', '<=', '>', '>='");
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = ")~")),
            "18:31 the expression ends where a cell's id was expected");
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = sum(sales.*.sold")~")),
            "18:47 expected ',' or ')' in sum()");
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = sales.apples.sold sales.apples.sold")~")),
            "18:49 expected '+', '-' or the end of the expression");
}

TEST(GrammarErrors, NumbersAndClaimsWhereTheyCannotStand) {
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = 2.")~")), "18:31 '2.' is no number");
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = 2.5 * sales.apples.sold")~")),
            "18:31 what multiplies must be a whole number up to 1000000");
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = claim(sold)")~")),
            "18:37 no claim of the form has a reading 'sold'");
  EXPECT_EQ(mistake_in(rule("kind = \"across_years\"\ncheck = \"sales.apples.total = 2\"")).substr(0, 29),
            "19:31 a number cannot stand h");
}

TEST(GrammarErrors, CellsOfLastYearWhereTheyCannotStand) {
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = last_year.sales.apples.total")~")),
            "18:31 cells of last year stand on the right side of a rule of kind across_years, and nowhere else");
  const std::string sides =
      "19:10 a rule of kind across_years has cells of this year on the left side, and some of last "
      "year (last_year.…) on the right one";
  EXPECT_EQ(mistake_in(rule("kind = \"across_years\"\ncheck = \"sales.apples.total = sales.apples.sold\"")), sides);
  EXPECT_EQ(mistake_in(rule("kind = \"across_years\"\ncheck = \"last_year.sales.apples.total = sales.apples.sold\"")),
            sides);
  EXPECT_EQ(mistake_in(rule("kind = \"across_years\"\ncheck = \"sales.apples.total = last_year.sales.apples.total\"")),
            "no mistake");
}

TEST(GrammarErrors, ConditionsAndTolerance) {
  const std::string check = "check = \"sales.apples.total = sales.apples.sold\"\n";
  EXPECT_EQ(mistake_in(rule(check + "when = \"sales.apples.total\"")),
            "19:27 expected '+', '-', or one of '=', '!=', '<', '<=', '>', '>='");
  EXPECT_EQ(mistake_in(rule(check + "when = [\"sales.apples.total > 0\", \"sales.pears.total > 0\"]")).substr(0, 28),
            "19:36 the form has no cell '");
  EXPECT_EQ(mistake_in(rule(check + "tolerance = \"-1\"")), "19:13 'tolerance' must be a number in quotes, as \"0.5\"");
  EXPECT_EQ(mistake_in(rule("kind = \"unread\"\ntolerance = \"1\"")),
            "19:13 only a rule of kind equation has the key 'tolerance'");
  EXPECT_EQ(mistake_in(rule("kind = \"unread\"\ncheck = \"a\"")),
            "19:9 only a rule of kind equation or across_years has the key 'check'");
}

TEST(GrammarErrors, AWildcardThatMeansNothing) {
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = sum(sales.pears.*)")~")),
            "18:35 no cell of the form matches 'sales.pears.*'");
  EXPECT_EQ(mistake_in(rule(R"~(check = "sales.apples.total = sales.apples.*")~")),
            "18:31 'sales.apples.*' means several cells: write sum(sales.apples.*)");
  EXPECT_EQ(mistake_in(rule("each = { rows = [\"pears.*\"] }\ncheck = \"{row}.total = {row}.sold\"")),
            "18:18 no row of the form matches 'pears.*'");
}

TEST(GrammarErrors, APlaceholderWithoutAnEach) {
  EXPECT_EQ(mistake_in(rule(R"~(check = "{row}.total = sales.apples.sold")~")).substr(0, 19), "18:10 '{row}.total'");
}

TEST(GrammarErrors, APatternThatRe2DoesNotUnderstand) {
  EXPECT_EQ(mistake_in(claim("售出(?P<value>")), "17:13 not a pattern that RE2 understands: missing ): 售出(?P<value>");
  EXPECT_EQ(mistake_in(claim("售出\\d+件")), "17:13 the pattern needs a group named 'value': (?P<value>...)");
  EXPECT_EQ(mistake_in(claim("售出{figur}件")), "17:16 no [words] define {figur} (did you mean 'figure'?)");
}

TEST(GrammarErrors, AFormIsNeeded) {
  const Result<Grammar> grammar = load_grammar({});
  ASSERT_FALSE(grammar);
  EXPECT_EQ(grammar.error().code, "grammar.no_form");
}

TEST(GrammarErrors, ATextOfOneLanguageOnly) {
  EXPECT_EQ(mistake({{"mine.toml", form_with("")},
                     {"m.toml", "schema = \"gouji/messages/1\"\n[input]\nnot_found = { en = \"no {path}\" }"}}),
            "3:13 'not_found' needs the key 'zh'");
}

// ---- Hostile files: told, and read in no time and little memory

std::string times(const std::string& text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST(HostileGrammar, ValuesThatAreNestedTooDeeplyAreToldWhereTheyAre) {
  const std::string schema = "schema = \"gouji/form/1\"\n";
  const std::string deep_key = "a" + times(".a", 30000);
  for (const std::string& text :
       {deep_key + " = 1\n", "[" + deep_key + "]\n", "[[" + deep_key + "]]\n", "b = { " + deep_key + " = 1 }\n",
        "b = " + times("[", 30000), "b = " + times("{ a = ", 30000), "b = " + times("[{ a.a = ", 30000),
        "[" + times("\"a\" . ", 30000) + "a]\n"}) {
    const std::string told = mistake_in(schema + text);
    EXPECT_EQ(told.substr(0, 2), "2:");
    EXPECT_NE(told.find("nested too deeply"), std::string::npos) << told;
  }
}

TEST(HostileGrammar, PointsAndBracketsInTextsAreNoNesting) {
  EXPECT_EQ(mistake_in(form_with("# " + times("[a.", 100) + "\n")), "no mistake");
  const auto form_called = [](const std::string& english) {
    std::string form = form_with("");
    const std::string none = "\"none\"";
    return form.replace(form.find(none), none.size(), english);
  };
  EXPECT_EQ(mistake_in(form_called(R"("\")" + times("[{.", 100) + "\"")), "no mistake");
  EXPECT_EQ(mistake_in(form_called("'''\n" + times("[{.\n'", 100) + " '''")), "no mistake");
}

TEST(HostileGrammar, AWordThatIsMadeOfManyWordsIsToldBeforeItFillsTheMemory) {
  const std::string told = mistake_in(claim("{a}{figure}件") + "[words]\na = '" + times("{b}", 1000) + "'\nb = '" +
                                      times("{c}", 1000) + "'\nc = '" + times("{d}", 1000) + "'\nd = '售'\n");
  EXPECT_NE(told.find("too long"), std::string::npos) << told;
}

TEST(HostileGrammar, AFormOfTooManyCellsIsTold) {
  std::string columns;
  std::string rows;
  for (int i = 0; i < 1000; ++i) {
    columns += "{ id = \"c" + std::to_string(i) + "\", labels = [\"列\"], en = \"c\", unit = \"件\" },\n";
    rows += "{ id = \"r" + std::to_string(i) + "\", labels = [\"行\"], en = \"r\" },\n";
  }
  const std::string table = "[[table]]\nid = \"large\"\nname = { zh = \"大\", en = \"large\" }\nheadings = [\"大\"]\n";
  const std::string told =
      mistake_in(form_with(table + "[[table.block]]\ncolumns = [" + columns + "]\nrows = [" + rows + "]\n"));
  EXPECT_NE(told.find("1000002 cells"), std::string::npos) << told;
}

TEST(HostileGrammar, RulesThatSumUpTooMuchAreTold) {
  const std::string sums = times("sum(sales.**) + ", 600'000) + "sum(sales.**)";
  const std::string told = mistake_in(rule("check = \"sales.apples.total = " + sums + "\"\n"));
  EXPECT_EQ(told.substr(0, 3), "18:");
  EXPECT_NE(told.find("sum up too many cells"), std::string::npos) << told.substr(0, 200);
}

TEST(HostileGrammar, AMisspeltKeyOfAMillionLettersIsTold) {
  EXPECT_EQ(mistake_in(form_with(times("a", 1'000'000) + " = 1\n")).substr(0, 3), "15:");
}

TEST(HostileGrammar, AWildcardThatMayEndInManyPlacesIsTriedInOneGo) {
  EXPECT_TRUE(matches("**.a.**", "b.a.c.a.d"));
  EXPECT_FALSE(matches("**.a", "a"));
  EXPECT_TRUE(matches("**.*.a", "b.c.d.a"));
  EXPECT_FALSE(matches(times("**.a.", 40) + "b", times("a.", 400) + "a"));
}

}  // namespace
}  // namespace gouji
