// Which names are those of one body, by the built-in rules.
#include "series/bodies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

using Names = std::vector<std::string>;

// "body: name, name" of each body, with why it is in doubt: "body (no_place: other, other): name".
Names joined(const Names& names) {
  Names shown;
  for (const Body& body : bodies_of(names, builtin_grammar().series.body)) {
    std::string line = body.name;
    if (body.doubt != BodyDoubt::none) {
      line += std::string(" (") + name_of(body.doubt);
      for (std::size_t i = 0; i < body.could_be.size(); ++i) line += (i == 0 ? ": " : ", ") + body.could_be[i];
      line += ")";
    }
    for (std::size_t i = 0; i < body.names.size(); ++i) line += (i == 0 ? ": " : ", ") + body.names[i];
    shown.push_back(line);
  }
  return shown;
}

TEST(Bodies, AreKnownByAllNamesOfAGovernment) {
  EXPECT_EQ(joined({"泉州市鲤城区人民政府", "鲤城区人民政府", "鲤城区政府", "鲤城区"}),
            Names{"泉州市鲤城区人民政府: 泉州市鲤城区人民政府, 鲤城区, 鲤城区人民政府, 鲤城区政府"});
  EXPECT_EQ(joined({"鲤城区", "福建省泉州市鲤城区"}), Names{"福建省泉州市鲤城区人民政府: 福建省泉州市鲤城区, 鲤城区"});
}

TEST(Bodies, AreTheSameWhateverTheOrderOfTheNames) {
  Names names = {"甲省乙市城关区", "乙市城关区政府", "丙市城关区",      "城关区",
                 "财政局",         "城关区财政局",   "丙市城关区财政局"};
  std::sort(names.begin(), names.end());
  const Names expected = joined(names);
  do {
    ASSERT_EQ(joined(names), expected);
  } while (std::next_permutation(names.begin(), names.begin() + 5));
}

TEST(Bodies, OfAGovernmentAndItsOfficeAreTwo) {
  EXPECT_EQ(joined({"鲤城区人民政府", "鲤城区人民政府办公室", "泉州市鲤城区政府办"}),
            (Names{"泉州市鲤城区人民政府办公室: 泉州市鲤城区政府办, 鲤城区人民政府办公室",
                   "鲤城区人民政府: 鲤城区人民政府"}));
}

TEST(Bodies, MayHaveTheirEndingBriefly) {
  EXPECT_EQ(joined({"海滨街道", "海滨街道办", "鲤城区海滨街道办事处"}),
            Names{"鲤城区海滨街道办事处: 海滨街道, 海滨街道办, 鲤城区海滨街道办事处"});
  EXPECT_EQ(joined({"泉州开发区管委会", "泉州开发区管理委员会"}),
            Names{"泉州开发区管理委员会: 泉州开发区管委会, 泉州开发区管理委员会"});
  EXPECT_EQ(joined({"福建省政府办公厅", "福建省人民政府办公厅"}),
            Names{"福建省人民政府办公厅: 福建省人民政府办公厅, 福建省政府办公厅"});
}

TEST(Bodies, HaveTheLongestOfTheEndingsThatFit) {
  BodyRules rules = builtin_grammar().series.body;
  rules.endings = {{{"办事处", "处"}, false, false}, {{"管理服务处", "管理处"}, false, false}};
  EXPECT_EQ(with_full_ending("鲤城公园管理处", rules), "鲤城公园管理服务处");
  EXPECT_EQ(with_full_ending("鲤城公园处", rules), "鲤城公园办事处");
}

TEST(Bodies, OfTwoPlacesStayApartAndASharedEndJoinsNeither) {
  EXPECT_EQ(joined({"甲市城关区", "乙市城关区"}),
            (Names{"乙市城关区人民政府: 乙市城关区", "甲市城关区人民政府: 甲市城关区"}));
  EXPECT_EQ(joined({"甲市城关区", "乙市城关区", "城关区"}),
            (Names{"乙市城关区人民政府: 乙市城关区",
                   "城关区人民政府 (several_places: 乙市城关区人民政府, 甲市城关区人民政府): 城关区",
                   "甲市城关区人民政府: 甲市城关区"}));
}

TEST(Bodies, AreStillSureWhereTheLongerNamesAreOnesOfOneBody) {
  EXPECT_EQ(joined({"甲省乙市城关区", "乙市城关区", "城关区"}),
            Names{"甲省乙市城关区人民政府: 乙市城关区, 城关区, 甲省乙市城关区"});
  EXPECT_EQ(joined({"甲省乙市城关区", "乙市城关区", "丙市城关区", "城关区"}),
            (Names{"丙市城关区人民政府: 丙市城关区",
                   "城关区人民政府 (several_places: 丙市城关区人民政府, 甲省乙市城关区人民政府): 城关区",
                   "甲省乙市城关区人民政府: 乙市城关区, 甲省乙市城关区"}));
}

TEST(Bodies, OfAnUnknownPlaceAreNotThoseOfAKnownOne) {
  EXPECT_EQ(
      joined({"财政局", "鲤城区财政局", "泉州市鲤城区财政局"}),
      (Names{"泉州市鲤城区财政局: 泉州市鲤城区财政局, 鲤城区财政局", "财政局 (no_place: 泉州市鲤城区财政局): 财政局"}));
  EXPECT_EQ(joined({"市政府", "泉州市政府"}), (Names{"市政府 (no_place): 市政府", "泉州市人民政府: 泉州市政府"}));
}

// Offices whose names have a word in them that ends like a place.
TEST(Bodies, DoNotTakeAnOfficesNameForAPlace) {
  for (const char* office : {"住房和城乡建设局", "自然资源和城乡规划局", "城市管理局", "综合执法和城市管理局",
                             "乡镇企业局", "社区矫正管理局", "高新技术产业开发区管理委员会", "经济开发区管理委员会",
                             "风景名胜区管理委员会", "扶贫开发和老区建设办公室", "市场监督管理局", "发展和改革局"}) {
    const Names found = joined({office, std::string("鲤城区") + office});
    EXPECT_EQ(found.size(), 2U) << found.front();
  }
}

TEST(Bodies, LeaveOutOnlyWhatIsAPlace) {
  EXPECT_EQ(joined({"新鲤城区人民政府", "鲤城区人民政府"}).size(), 2U);
  EXPECT_EQ(joined({"泉州市财政局鲤城区分局", "鲤城区分局"}).size(), 2U);
  EXPECT_EQ(joined({"泉州市鲤城区教育局", "泉州市鲤城区"}).size(), 2U);
}

TEST(Bodies, AreOneForEachNameThatNoRuleKnows) {
  EXPECT_EQ(joined({"清华大学", "清华大学", "北京大学"}),
            (Names{"北京大学 (no_place): 北京大学", "清华大学 (no_place): 清华大学"}));
  EXPECT_EQ(joined({}), Names{});
}

}  // namespace
}  // namespace gouji
