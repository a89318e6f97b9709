// A form that says only in what it differs from another one.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "form/grammar.h"

namespace gouji {
namespace {

constexpr const char* base = R"(schema = "gouji/form/1"
id = "base"
name = { zh = "表", en = "form" }
source = { zh = "通知", en = "a notice" }
years = { first = 2001 }
[[table]]
id = "sales"
name = { zh = "销售", en = "sales" }
headings = ["销售情况"]
[[table.block]]
id = "fruit"
columns = [
  { id = "sold", labels = ["售出"], en = "sold", unit = "件" },
  { id = "total", labels = ["总计"], en = "total", unit = "件" },
]
rows = [
  { id = "sales.apples", labels = ["苹果"], en = "apples" },
  { id = "sales.pears", labels = ["梨"], en = "pears" },
]
)";

std::string variant(const std::string& changes) {
  return "schema = \"gouji/form/1\"\nid = \"variant\"\nextends = \"base\"\n" + changes;
}

const Form& form_of(const Result<Grammar>& grammar, std::string_view id) {
  EXPECT_TRUE(grammar) << (grammar ? "" : grammar.error().arguments.back().second);
  return *grammar->find_form(id);
}

std::string cells_of(const Form& form) {
  std::string ids;
  for (const FormCell& cell : form.cells) ids += (ids.empty() ? "" : " ") + cell.id;
  return ids;
}

// "file:line what" of the mistake.
std::string mistake(const std::string& changes) {
  const Result<Grammar> grammar = load_grammar({{"base.toml", base}, {"variant.toml", variant(changes)}});
  if (grammar) return "no mistake";
  const auto argument = [&](std::string_view name) {
    const auto& arguments = grammar.error().arguments;
    const auto found =
        std::find_if(arguments.begin(), arguments.end(), [&](const auto& one) { return one.first == name; });
    return found == arguments.end() ? "" : found->second;
  };
  return argument("file") + ":" + argument("line") + " " + argument("what");
}

TEST(GrammarExtends, WhatAFormDoesNotSayIsThatOfTheFormItExtends) {
  const Result<Grammar> grammar =
      load_grammar({{"base.toml", base}, {"variant.toml", variant("years = { last = 2009 }")}});
  const Form& form = form_of(grammar, "variant");
  EXPECT_EQ(cells_of(form), "sales.apples.sold sales.apples.total sales.pears.sold sales.pears.total");
  EXPECT_EQ(form.source.en, "a notice");
  EXPECT_EQ(form.first_year, 2001);
  EXPECT_EQ(form.last_year, 2009);
  EXPECT_EQ(form_of(grammar, "base").last_year, 0);
}

TEST(GrammarExtends, RowsAreAddedRemovedAndChangedByTheirIds) {
  const std::string changes = R"(
[[table]]
id = "sales"
[[table.block]]
id = "fruit"
rows = [
  { id = "sales.pears", remove = true },
  { id = "sales.apples", labels = ["苹果", "红苹果"] },
  { id = "sales.plums", after = "sales.apples", labels = ["李子"], en = "plums" },
  { id = "sales.nuts", labels = ["坚果"], en = "nuts", unit = "斤" },
]
)";
  const Result<Grammar> grammar = load_grammar({{"base.toml", base}, {"variant.toml", variant(changes)}});
  const Form& form = form_of(grammar, "variant");
  EXPECT_EQ(cells_of(form),
            "sales.apples.sold sales.apples.total sales.plums.sold sales.plums.total sales.nuts.sold sales.nuts.total");
  EXPECT_EQ(form.tables[0].blocks[0].rows[0].labels.size(), 2U);
  EXPECT_EQ(form.tables[0].blocks[0].rows[0].english, "apples");
}

TEST(GrammarExtends, AWholeTableIsReplaced) {
  const std::string changes = R"(
[[table]]
id = "sales"
replace = true
name = { zh = "租赁", en = "rents" }
headings = ["租赁情况"]
[[table.block]]
columns = [{ labels = ["金额"], en = "amount", unit = "元" }]
rows = [{ id = "rents", labels = ["房租"], en = "rents" }]
)";
  const Result<Grammar> grammar = load_grammar({{"base.toml", base}, {"variant.toml", variant(changes)}});
  EXPECT_EQ(cells_of(form_of(grammar, "variant")), "rents");
}

TEST(GrammarExtends, AFormMayExtendABuiltInOneThatIsNotAmongTheFiles) {
  const Result<Grammar> grammar = load_grammar({{"mine.toml", R"(schema = "gouji/form/1"
id = "province"
extends = "2021"
[[table]]
id = "requests"
[[table.block]]
id = "requests"
rows = [{ id = "requests.granted", labels = ["（一）予以公开", "（一）同意公开"] }]
)"}});
  const Form& form = form_of(grammar, "province");
  ASSERT_EQ(grammar->forms.size(), 1U);
  const Grammar builtin = load_grammar(builtin_grammar_files()).value();
  const Form& whole = *builtin.find_form("2021");
  EXPECT_EQ(cells_of(form), cells_of(whole));
  EXPECT_EQ(form.equations.size(), whole.equations.size());
}

TEST(GrammarExtends, AMistakeIsToldWhereItIs) {
  EXPECT_EQ(mistake("years = { frist = 2001 }"), "variant.toml:4 'years' has no key 'frist' (did you mean 'first'?)");
  EXPECT_EQ(mistake("[[table]]\nid = \"sale\"\nremove = true"),
            "variant.toml:5 what is extended has no 'sale' in this list (did you mean 'sales'?)");
  EXPECT_EQ(mistake("extend = \"base\"").substr(0, 15), "variant.toml:4 ");
}

TEST(GrammarExtends, AMistakeOfTheExtendedFormIsToldInItsOwnFile) {
  std::string broken = base;
  broken.replace(broken.find("unit = \"件\""), std::string("unit = \"件\"").size(), "unit = 5");
  const Result<Grammar> grammar = load_grammar({{"variant.toml", variant("")}, {"base.toml", broken}});
  ASSERT_FALSE(grammar);
  EXPECT_EQ(grammar.error().arguments.front().second, "base.toml");
}

TEST(GrammarExtends, AFormThatExtendsItselfOrNoneThatThereIsIsRefused) {
  EXPECT_EQ(load_grammar({{"a.toml", "schema = \"gouji/form/1\"\nid = \"a\"\nextends = \"a\"\n"}})
                .error()
                .arguments.back()
                .second,
            "form 'a' extends itself");
  const Result<Grammar> grammar =
      load_grammar({{"a.toml", "schema = \"gouji/form/1\"\nid = \"a\"\nextends = \"2020\"\n"}});
  ASSERT_FALSE(grammar);
  EXPECT_NE(grammar.error().arguments.back().second.find("there is no form '2020' to extend"), std::string::npos);
}

}  // namespace
}  // namespace gouji
