// Which sentences of the prose repeat a figure of form 2021, as its grammar tells: precision before recall.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>
#include <vector>

#include "form/grammar.h"
#include "text/fold.h"

namespace gouji {
namespace {

const Form& form_2021() {
  static const Result<Grammar> grammar = load_grammar(builtin_grammar_files());
  return *grammar->find_form("2021");
}

// "reading: text = value" for each claim of a sentence.
std::vector<std::string> claims_in(std::string_view sentence) {
  const std::string folded = fold_utf8(sentence).utf8;
  std::vector<std::string> found;
  for (const ClaimPattern& claim : form_2021().claims) {
    if (folded.find(claim.trigger) == std::string::npos) continue;
    for (const auto& pattern : claim.patterns) {
      const int group = pattern->NamedCapturingGroups().at("value");
      std::vector<re2::StringPiece> groups(static_cast<std::size_t>(group) + 1);
      if (!pattern->Match(folded, 0, folded.size(), RE2::UNANCHORED, groups.data(), group + 1)) continue;
      const std::string value = groups.back().as_string();
      const re2::StringPiece before(folded.data(), static_cast<std::size_t>(groups.back().data() - folded.data()));
      if (claim.exclude && RE2::PartialMatch(before, *claim.exclude)) continue;
      found.push_back(claim.readings.front().id + ": " + groups.front().as_string() + " = " + value);
    }
  }
  return found;
}

using Claims = std::vector<std::string>;

TEST(Claims, AreTheWordsThatSayTheFigure) {
  EXPECT_EQ(claims_in("2023年来全区共及时办结政府信息公开申请件73件，申请内容主要涉及房屋征收。"),
            Claims{"requests.concluded: 办结政府信息公开申请件73件 = 73"});
  EXPECT_EQ(claims_in("2023 年全区受理政府信息公开申请 21 件，\n均在法定期限答复。"),
            Claims{"requests.new: 受理政府信息公开申请21件 = 21"});
}

TEST(Claims, ASentenceMayHaveSeveral) {
  EXPECT_EQ(claims_in("2024年共收到政府信息公开申请15840件，办结15904件。"),
            (Claims{"requests.new: 收到政府信息公开申请15840件 = 15840", "requests.concluded: 办结15904件 = 15904"}));
  EXPECT_EQ(claims_in("全年新收政府信息公开申请15,840件，上年结转189件，结转下年度继续办理125件。"),
            (Claims{"requests.new: 新收政府信息公开申请15,840件 = 15,840", "requests.carried_over: 上年结转189件 = 189",
                    "requests.carried_forward: 结转下年度继续办理125件 = 125"}));
}

TEST(Claims, AreFoundHoweverTheyArePut) {
  EXPECT_EQ(claims_in("政府信息公开申请方面，全年共收到１２件。"), Claims{"requests.new: 共收到12件 = 12"});
  EXPECT_EQ(claims_in("我局收到政府信息公开申请5件。"), Claims{"requests.new: 收到政府信息公开申请5件 = 5"});
  EXPECT_EQ(claims_in("共受理依申请公开14件，已答复政府信息公开申请14件。"),
            (Claims{"requests.new: 受理依申请公开14件 = 14", "requests.concluded: 答复政府信息公开申请14件 = 14"}));
  EXPECT_EQ(claims_in("其余22件结转下年度继续办理。"), Claims{"requests.carried_forward: 22件结转下年度继续办理 = 22"});
  EXPECT_EQ(claims_in("比上年增加3件，办结政府信息公开申请20件。"),
            Claims{"requests.concluded: 办结政府信息公开申请20件 = 20"});
  EXPECT_EQ(claims_in("2023年以来，收到政府信息公开申请8件。"), Claims{"requests.new: 收到政府信息公开申请8件 = 8"});
}

TEST(Claims, ReviewAndLitigationMustBeAboutInformationDisclosure) {
  EXPECT_EQ(claims_in("因政府信息公开被申请行政复议5件、行政诉讼2件。"),
            (Claims{"review.total: 信息公开被申请行政复议5件 = 5",
                    "litigation.total: 信息公开被申请行政复议5件、行政诉讼2件 = 2"}));
  EXPECT_EQ(claims_in("全年办理行政复议案件325件、行政诉讼57件。"), Claims{});
  EXPECT_EQ(claims_in("加强政府信息公开，全年办理行政复议案件325件。"), Claims{});
}

TEST(Claims, NormativeDocumentsOfAPartAreNone) {
  EXPECT_EQ(claims_in("全区现行有效规范性文件95件。"),
            Claims{"normative_documents.in_force: 现行有效规范性文件95件 = 95"});
  EXPECT_EQ(claims_in("本年制发行政规范性文件12件，废止规范性文件20件。"),
            (Claims{"normative_documents.issued: 制发行政规范性文件12件 = 12",
                    "normative_documents.repealed: 废止规范性文件20件 = 20"}));
  EXPECT_EQ(claims_in("共规范公开区级现行有效规范性文件48份，部门现行有效规范性文件47份。"), Claims{});
}

class NoClaim : public testing::TestWithParam<const char*> {};

TEST_P(NoClaim, IsMade) { EXPECT_EQ(claims_in(GetParam()), Claims{}); }

INSTANTIATE_TEST_SUITE_P(SeveralYears, NoClaim,
                         testing::Values("累计收到政府信息公开申请120件。", "条例实施以来收到政府信息公开申请120件。",
                                         "近三年收到政府信息公开申请120件。"));
INSTANTIATE_TEST_SUITE_P(AnotherYear, NoClaim,
                         testing::Values("去年收到政府信息公开申请5件，办结4件。", "上年度共收到政府信息公开申请5件。",
                                         "上半年收到政府信息公开申请5件。", "截至6月底，收到政府信息公开申请5件。"));
INSTANTIATE_TEST_SUITE_P(AComparison, NoClaim,
                         testing::Values("收到的政府信息公开申请较上年增加12件。",
                                         "政府信息公开申请比上年多收到12件。"));
INSTANTIATE_TEST_SUITE_P(NotExact, NoClaim,
                         testing::Values("收到政府信息公开申请约90件。", "收到政府信息公开申请90余件。",
                                         "2023年共受理群众诉求件12000余件，按时办结率100%。",
                                         "收到政府信息公开申请1.5万件。"));
INSTANTIATE_TEST_SUITE_P(AnotherBody, NoClaim,
                         testing::Values("区住建局收到申请5件。", "区住建局收到政府信息公开申请5件。",
                                         "区教育局2023年共收到政府信息公开申请5件。",
                                         "区政府办代表区政府受理政府信息公开申请17件，均已在法定期限内予以答复。"));
INSTANTIATE_TEST_SUITE_P(APart, NoClaim,
                         testing::Values("其中自然人申请20件。", "通过网络收到政府信息公开申请3件。",
                                         "延期办结政府信息公开申请3件。", "本级收到政府信息公开申请3件。",
                                         "政府信息公开申请中，予以公开答复3件。"));
INSTANTIATE_TEST_SUITE_P(SomethingElse, NoClaim,
                         testing::Values("收到线上留言4000余条。", "办结政府信息公开申请的比例为99.5%。",
                                         "收到低保申请20件，办结20件。", "计划办结政府信息公开申请30件。",
                                         "力争全年办结政府信息公开申请30件。", "2023年共发现解决问题27个。",
                                         "2023年来全区共公开各领域信息2055条。"));

}  // namespace
}  // namespace gouji
