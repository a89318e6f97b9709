#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include "output_example.h"

namespace gouji {
namespace {

TEST(FormText, ListsTablesCellsAndRules) {
  const Form form = example_form();
  std::string out;
  write_form_text(form, builtin_grammar(), {Language::zh, false, 120}, out);
  EXPECT_EQ(out, R"(example  示例格式
  示例通知
  年度 2021-，1 张表，4 个单元格，1 条规则

申请情况 (requests)
  new.person      新收                 申请人 / 自然人  件
  new.total       新收                 总计             件
  granted.person  办理结果 / 予以公开  申请人 / 自然人  件
  granted.total   办理结果 / 予以公开  总计             件

规则
  requests.row_total  错误  总计等于各项之和
)");
}

TEST(FormJson, NamesEverythingInBothLanguages) {
  std::string out;
  write_form_json(example_form(), out);
  rapidjson::Document form;
  form.Parse(out.c_str());
  ASSERT_FALSE(form.HasParseError());
  const auto& cell = form["tables"][0]["cells"][2];
  EXPECT_STREQ(cell["id"].GetString(), "granted.person");
  EXPECT_STREQ(cell["row"]["en"].GetString(), "results / granted");
  EXPECT_STREQ(cell["row"]["zh"].GetString(), "办理结果 / 予以公开");
  EXPECT_TRUE(form["tables"][0]["cells"][4]["optional"].GetBool());
  EXPECT_STREQ(form["rules"][0]["check"].GetString(), "{row}.total = {row}.person");
  EXPECT_EQ(form["first_year"].GetInt(), 2021);
  EXPECT_TRUE(form["last_year"].IsNull());
}

TEST(RuleText, TellsWhatIsCheckedWhyAndWhereItComesFrom) {
  const Form form = example_form();
  std::string out;
  write_rule_text(form.rules[0], form, builtin_grammar(), {Language::en, false, 120}, out);
  EXPECT_EQ(out, R"(requests.row_total  error
  the total is the sum of its parts

Check
  {row}.total = {row}.person

Why
  each is counted once

Source
  example notice

Example
  3 = 3

Form
  example  example form
)");
}

TEST(FormsJson, CountsTheCellsThatTheFormPrints) {
  std::string out;
  write_forms_json(builtin_grammar(), out);
  rapidjson::Document forms;
  forms.Parse(out.c_str());
  ASSERT_FALSE(forms.HasParseError());
  for (const auto& form : forms["forms"].GetArray()) {
    EXPECT_EQ(form["cells"].GetInt() > 0, form["tables"].GetInt() > 0);
  }
}

}  // namespace
}  // namespace gouji
