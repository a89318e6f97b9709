// docs/rules.md is made from the rules in grammar/, and tells of all of them in both languages.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <fstream>
#include <sstream>
#include <string>

#include "output/output.h"
#include "reports.h"

namespace gouji {
namespace {

std::string page() {
  std::string out;
  write_rules_markdown(builtin_grammar(), "auto", out);
  return out;
}

bool has_han(std::string_view text) {
  // U+4E00 … U+9FFF are three bytes from E4 to E9.
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9) return true;
  }
  return false;
}

// The share of Latin letters: an English text may quote a label.
double latin_share(std::string_view text) {
  std::size_t letters = 0;
  for (const char c : text) letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' ? 1 : 0;
  return text.empty() ? 0 : static_cast<double>(letters) / static_cast<double>(text.size());
}

TEST(RulesPage, IsTheOneInDocs) {
  std::ifstream file(std::string(GOUJI_SOURCE_DIR) + "/docs/rules.md", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), page()) << "make it anew: scripts/run explain --format markdown > docs/rules.md";
}

TEST(RulesPage, HasEveryRuleOfEveryForm) {
  const std::string text = page();
  for (const Form& form : builtin_grammar().forms) {
    for (const Rule& rule : form.rules) {
      EXPECT_NE(text.find("\n## " + rule.id + "\n"), std::string::npos) << rule.id;
      EXPECT_NE(text.find("- 出处: "), std::string::npos);
    }
  }
}

TEST(Rules, AreToldInBothLanguages) {
  for (const Form& form : builtin_grammar().forms) {
    for (const Rule& rule : form.rules) {
      for (const Bilingual* told : {&rule.message, &rule.title, &rule.reason, &rule.source, &rule.example}) {
        EXPECT_TRUE(has_han(told->zh)) << rule.id << ": " << told->zh;
        EXPECT_GT(latin_share(told->en), 0.3) << rule.id << ": " << told->en;
      }
    }
  }
}

TEST(Rules, AreListedOncePerId) {
  std::string out;
  write_rules_text(builtin_grammar(), "auto", {Language::en, false, 200}, out);
  const std::size_t first = out.find("  requests.row_total ");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(out.find("  requests.row_total ", first + 1), std::string::npos);
  EXPECT_NE(out.find("2019, 2021"), std::string::npos);
}

TEST(Rules, OfOneFormAreItsOwn) {
  std::string out;
  write_rules_text(builtin_grammar(), "2014", {Language::en, false, 200}, out);
  EXPECT_NE(out.find("staffing.total"), std::string::npos);
  EXPECT_EQ(out.find("requests.row_total"), std::string::npos);
}

TEST(Rules, AsJsonHaveAnObjectForEachWayThatFormsHaveThem) {
  std::string out;
  write_rules_json(builtin_grammar(), "auto", out);
  rapidjson::Document rules;
  rules.Parse(out.c_str());
  ASSERT_FALSE(rules.HasParseError());
  int versions = 0;
  for (const auto& rule : rules["rules"].GetArray()) {
    if (std::string(rule["id"].GetString()) != "requests.row_total") continue;
    ++versions;
    EXPECT_EQ(rule["forms"].Size(), 1u) << "its source is another notice in each form";
  }
  EXPECT_EQ(versions, 2);
}

}  // namespace
}  // namespace gouji
