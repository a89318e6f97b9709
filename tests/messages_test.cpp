#include "form/messages.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "form/grammar.h"

namespace gouji {
namespace {

const Grammar& builtin() {
  static const Result<Grammar> grammar = load_grammar(builtin_grammar_files());
  return *grammar;
}

std::set<std::string> placeholders(const std::string& text) {
  std::set<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    names.insert(text.substr(open, text.find('}', open) - open + 1));
  }
  return names;
}

TEST(Messages, FillPutsArgumentsInTheirPlaces) {
  EXPECT_EQ(fill("{path}: no such {thing}", {{"path", "a.txt"}, {"thing", "file"}}), "a.txt: no such file");
}

TEST(Messages, FillKeepsWhatHasNoArgument) {
  EXPECT_EQ(fill("{path}: {} {open", {{"path", "a.txt"}}), "a.txt: {} {open");
  EXPECT_EQ(fill("{a{path}", {{"path", "x"}}), "{ax");
}

TEST(Messages, AnArgumentIsNotATemplate) {
  EXPECT_EQ(fill("{path} {value}", {{"path", "{value}"}, {"value", "1"}}), "{value} 1");
}

TEST(Messages, AreGivenInTheLanguageAskedFor) {
  const Messages messages({{"input.not_found", {"没有 {path}", "no {path}"}}});
  const Error error{"input.not_found", {{"path", "a.txt"}}};
  EXPECT_EQ(messages.format(Language::en, error), "no a.txt");
  EXPECT_EQ(messages.format(Language::zh, error), "没有 a.txt");
}

TEST(Messages, AKeyWithoutATextIsShownItself) {
  EXPECT_EQ(Messages().format(Language::en, "input.not_found"), "input.not_found");
}

// A text that is missing shows its key to the user.
TEST(Messages, HaveATextForEveryKeyInTheProgram) {
  const RE2 key(
      R"re("((?:text|input|kind|special|skipped|usage|grammar|extract|audit|suspect|cell|unread|output|explanation|map|series|database|ingest|merge|workbook)\.[a-z_]+)")re");
  int found = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(std::string(GOUJI_SOURCE_DIR) + "/extractor")) {
    if (file.path().extension() != ".cpp") continue;
    std::ifstream stream(file.path());
    const std::string source((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    re2::StringPiece rest(source);
    for (std::string name; RE2::FindAndConsume(&rest, key, &name); ++found) {
      EXPECT_TRUE(builtin().messages.texts().contains(name)) << file.path() << ": " << name;
    }
  }
  EXPECT_GT(found, 50);
}

// What is told of an input that is named is told in short where it is skipped.
TEST(Messages, HaveAShortReasonForEveryKindOfFile) {
  int found = 0;
  for (const auto& [key, text] : builtin().messages.texts()) {
    const std::size_t dot = key.find('.');
    const std::string area = key.substr(0, dot);
    if (area != "kind" && area != "special" && area != "text") continue;
    ++found;
    EXPECT_TRUE(builtin().messages.texts().contains("skipped" + key.substr(dot))) << key;
  }
  EXPECT_GT(found, 20);
}

TEST(Messages, HaveTheSamePlaceholdersInBothLanguages) {
  ASSERT_FALSE(builtin().messages.texts().empty());
  for (const auto& [key, text] : builtin().messages.texts())
    EXPECT_EQ(placeholders(text.zh), placeholders(text.en)) << key;
}

TEST(Messages, RulesHaveTheSamePlaceholdersInBothLanguages) {
  for (const Form& form : builtin().forms) {
    for (const Rule& rule : form.rules)
      EXPECT_EQ(placeholders(rule.message.zh), placeholders(rule.message.en)) << rule.id;
  }
}

}  // namespace
}  // namespace gouji
