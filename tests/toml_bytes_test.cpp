#include "form/toml_bytes.h"

#include <gtest/gtest.h>

#include "form/grammar.h"

namespace gouji {
namespace {

TEST(TomlBytes, OfTheBuiltInFilesAreWhatTheirTextsSay) {
  for (const GrammarFile& builtin : builtin_grammar_files()) {
    ASSERT_FALSE(builtin.parsed.values.empty()) << builtin.name;
    const GrammarFile file{builtin.name, builtin.text};
    EXPECT_TRUE(toml_bytes(parse_toml(file)) == builtin.parsed.values) << builtin.name;
  }
}

TEST(TomlBytes, GiveEveryValueBackWithItsPlace) {
  const GrammarFile file{"a.toml",
                         "word = \"\\u0000a\\tb\"\nnumber = 2147483647\nflag = true\ndate = 2024-01-31\n"
                         "[deep]\nlist = [[], [1, 'two']]\n"};
  const std::string bytes = toml_bytes(parse_toml(file));
  const TomlValue value = toml_value_of(bytes, file);
  EXPECT_EQ(value.find("word")->value.text, std::string("\0a\tb", 4));
  EXPECT_EQ(value.find("number")->value.number, 2147483647);
  EXPECT_EQ(value.find("flag")->value.kind, TomlValue::Kind::boolean);
  EXPECT_EQ(value.find("date")->value.kind, TomlValue::Kind::other);
  const TomlMember& list = *value.find("deep")->value.find("list");
  EXPECT_EQ(list.key_place.line, 6);
  EXPECT_EQ(list.key_place.column, 1);
  const TomlValue& two = list.value.items.at(1).items.at(1);
  EXPECT_EQ(two.text, "two");
  EXPECT_EQ(two.place.column, 17);
  EXPECT_EQ(two.place.file, &file);
  EXPECT_EQ(toml_bytes(value), bytes);
}

TEST(TomlBytes, AreNotUsedForAnotherText) {
  GrammarFile file = builtin_grammar_files().front();
  file.text = "schema = 'another'\n";
  EXPECT_EQ(parse_toml(file).find("schema")->value.text, "another");
}

}  // namespace
}  // namespace gouji
