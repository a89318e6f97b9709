// Which sentences of the prose say a figure of the form, as its grammar tells: precision before recall.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "form/grammar.h"
#include "record/claims.h"
#include "text/fold.h"

namespace gouji {
namespace {

const Grammar& grammar() {
  static const Result<Grammar> loaded = load_grammar(builtin_grammar_files());
  return *loaded;
}

// "reading: text = value" for each claim of a sentence in a report of no known year, on form 2021.
std::vector<std::string> claims_in(std::string_view sentence, std::string_view body = {}) {
  const Form& form = *grammar().find_form("2021");
  const Text text(std::string(sentence), "UTF-8", 0, {});
  const std::vector<Sentence> prose = sentences(text, {0, sentence.size()}, {});
  const std::vector<Cell> no_cells(form.cells.size());
  std::vector<std::string> found;
  for (const Claim& claim : find_claims(text, prose, no_cells, form, grammar().common, 0, body).claims) {
    found.push_back(claim.pattern->readings.front().id + ": " + fold_utf8(claim.text).utf8 + " = " +
                    fold_utf8(text.at(claim.value_span)).utf8);
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
            (Claims{"review.total: 信息公开被申请行政复议5件 = 5", "litigation.total: 行政诉讼2件 = 2"}));
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
                                         "延期办结政府信息公开申请3件。", "本级收到政府信息公开申请3件。"));
INSTANTIATE_TEST_SUITE_P(SomethingElse, NoClaim,
                         testing::Values("收到线上留言4000余条。", "办结政府信息公开申请的比例为99.5%。",
                                         "收到低保申请20件，办结20件。", "计划办结政府信息公开申请30件。",
                                         "力争全年办结政府信息公开申请30件。", "2023年共发现解决问题27个。",
                                         "2023年来全区共公开各领域信息2055条。"));

// ---- Reports in prose (form 2008), and those with statistics (form 2014), which say the same ----

// "reading value unit" of each claim in the text of a report on 2010, compared with cells where the form has them.
std::vector<std::string> claims_of(const std::string& form_id, std::string_view prose,
                                   const std::vector<std::pair<std::string, Cell>>& printed = {}) {
  const Form& form = *grammar().find_form(form_id);
  std::vector<Cell> cells(form.cells.size());
  for (const auto& [id, cell] : printed) cells[form.find_cell(id)] = cell;
  const Text text(std::string(prose), "UTF-8", 0, {});
  std::vector<std::string> found;
  for (const Claim& claim :
       find_claims(text, sentences(text, {0, prose.size()}, {}), cells, form, grammar().common, 2010).claims) {
    std::string said = claim.pattern->readings[claim.reading].id + " " + claim.value.str() + claim.unit;
    if (claim.agrees) said += *claim.agrees ? " agrees" : " differs";
    found.push_back(said);
  }
  return found;
}

Claims claims_of_2008(std::string_view prose) { return claims_of("2008", prose); }

Cell cell_of(const char* value, const char* unit = "") {
  Cell cell;
  cell.status = CellStatus::read;
  cell.value = Decimal::parse(value);
  cell.unit = unit;
  return cell;
}

TEST(ProseClaims, ItemsPublishedHaveTheUnitThatIsPrinted) {
  EXPECT_EQ(claims_of_2008("2010年，我区共主动公开政府信息5,312条，其中机构职能类38条。"),
            Claims{"proactive.items 5312条"});
  EXPECT_EQ(claims_of_2008("全年新增主动公开政府信息数为１２６项。"), Claims{"proactive.items 126项"});
  EXPECT_EQ(claims_of_2008("全区各级行政机关共主动公开信息8245份。"), Claims{"proactive.items 8245份"});
}

TEST(ProseClaims, ItemsOfOthersPartsAndOtherTimesAreNone) {
  for (const char* sentence :
       {"自2008年5月1日《条例》施行以来，累计主动公开政府信息11870条。", "截至2010年底，主动公开政府信息11870条。",
        "2009年主动公开政府信息4708条。", "区教育局主动公开政府信息412条。", "通过政府网站主动公开政府信息4890条。",
        "各部门主动公开政府信息300条。", "2011年计划主动公开政府信息6000条。", "主动公开政府信息比上年增加604条。",
        "主动公开政府信息1.2万条。", "主动公开政府信息5000余条。", "全文电子化率达100%。", "其中主动公开政府信息12条。",
        "在政府公报公开政府信息20条。"}) {
    EXPECT_EQ(claims_of_2008(sentence), Claims{}) << sentence;
  }
}

TEST(ProseClaims, RequestsReceivedAndAnswered) {
  EXPECT_EQ(claims_of_2008("共受理政府信息公开申请36件，其中当面申请20件。上述申请，已答复36件。"),
            (Claims{"received 36件", "concluded 36件"}));
  EXPECT_EQ(claims_of_2008("本机关收到公民、法人和其他组织的政府信息公开申请12件。"), Claims{"received 12件"});
  EXPECT_EQ(claims_of_2008("全年收到要求公开政府信息的申请7条，7条申请均已办结。"),
            (Claims{"received 7条", "concluded 7条"}));
  EXPECT_EQ(claims_of_2008("2009年受理政府信息公开申请28件。"), Claims{});
  EXPECT_EQ(claims_of_2008("共受理低保申请28件。"), Claims{});
  EXPECT_EQ(claims_of_2008("网上收到政府信息公开申请7件。公民申请公开政府信息5件。"), Claims{});
}

TEST(ProseClaims, AnswersStandInListsOfManyKinds) {
  EXPECT_EQ(
      claims_of_2008("其中“同意公开”30件，占83%；“同意部分公开”2件；“不予公开”1件；“信息不存在”3件。"),
      (Claims{"replied.granted 30件", "replied.partly_granted 2件", "replied.refused 1件", "replied.not_exist 3件"}));
  EXPECT_EQ(claims_of_2008("其中，41件予以公开，6件部分公开，4件不予公开，非本机关职责范围的5件。"),
            (Claims{"replied.granted 41件", "replied.partly_granted 6件", "replied.refused 4件",
                    "replied.not_this_agency 5件"}));
  EXPECT_EQ(claims_of_2008("不同意公开答复2件，告知申请人补正申请的3件。"),
            (Claims{"replied.refused 2件", "replied.asked_to_amend 3件"}));
  EXPECT_EQ(claims_of_2008("同意公开 30件 部分公开 2件 不予公开 1件。"),
            (Claims{"replied.granted 30件", "replied.partly_granted 2件", "replied.refused 1件"}));
  EXPECT_EQ(claims_of_2008("对应当予以公开的事项30件逐一核对。"), Claims{});
}

TEST(ProseClaims, FeesAreInYuanOrTenThousandsOfThem) {
  EXPECT_EQ(claims_of_2008("共收取检索、复制、邮寄等费用320元，减免费用45元。"), Claims{"fees_charged 320元"});
  EXPECT_EQ(claims_of_2008("依申请公开政府信息收费总额为0.12万元。"), Claims{"fees_charged 0.12万元"});
  EXPECT_EQ(claims_of_2008("本年度未收取任何费用。"), Claims{"fees_charged 0万元"});
  EXPECT_EQ(claims_of_2008("复制费的标准为每页0.2元。减免检索费用45元。"), Claims{});
}

TEST(ProseClaims, DisputesAreThoseOverDisclosure) {
  EXPECT_EQ(claims_of_2008("针对本机关政府信息公开的行政复议申请2件，行政诉讼1件，申诉0件。"),
            (Claims{"review.total 2件", "litigation.total 1件", "complaints 0件"}));
  EXPECT_EQ(claims_of_2008("五、行政复议、行政诉讼和申诉情况\n2010年共发生行政复议3件、行政诉讼2件。"),
            (Claims{"review.total 3件", "litigation.total 2件"}));
  EXPECT_EQ(claims_of_2008("全区办理行政复议案件36件，行政诉讼8件。"), Claims{});
}

TEST(ProseClaims, WordsMayMeanNone) {
  EXPECT_EQ(claims_of_2008("2010年，我局没有收到政府信息公开申请。"), Claims{"received 0件"});
  EXPECT_EQ(claims_of_2008("未发生针对本机关政府信息公开的行政复议、行政诉讼案件。"),
            (Claims{"review.total 0件", "litigation.total 0件"}));
  EXPECT_EQ(claims_of_2008("2009年没有收到政府信息公开申请。"), Claims{});
  EXPECT_EQ(claims_of_2008("区卫生局没有收到政府信息公开申请。"), Claims{});
}

struct Said {
  const char* sentence;
  Claims claims;
};

void expect_claims(const std::vector<Said>& sentences) {
  for (const Said& said : sentences) EXPECT_EQ(claims_of_2008(said.sentence), said.claims) << said.sentence;
}

TEST(ProseClaims, ItemsPublishedAreSaidInManyWays) {
  expect_claims({
      {"主动公开信息量为1567条，其中业务动态类1021条。", {"proactive.items 1567条"}},
      {"2010年本局主动公开信息的数量为68条。", {"proactive.items 68条"}},
      {"2010年我镇共公布政府信息212条。", {"proactive.items 212条"}},
      {"全年累计主动公开政府信息2750条。", {"proactive.items 2750条"}},
      {"截至2010年12月31日，本年度主动公开政府信息812条。", {"proactive.items 812条"}},
      {"一年来，我局共主动公开政府信息187条。", {"proactive.items 187条"}},
      {"2010年主动公开政府信息66条，2009年主动公开政府信息58条。", {"proactive.items 66条"}},
      {"2008年5月1日至2010年12月31日，共主动公开政府信息8801条。", {}},
      {"《条例》施行三年来，主动公开政府信息9800条。", {}},
      {"全县33个部门主动公开政府信息2011条。", {}},
      {"主动公开政府信息500条左右。", {}},
      {"本年度共公开政府信息450条，其中主动公开430条。", {}},
      {"印发主动公开政府信息宣传手册3000份。", {}},
  });
}

TEST(ProseClaims, RequestsAreSaidInManyWays) {
  expect_claims({
      {"依申请公开方面，受理申请128件，全部按期答复。", {"received 128件"}},
      {"三、依申请公开政府信息办理情况\n2010年，我局共收到申请7件。", {"received 7件"}},
      {"2010年，全市共收到公开申请52件。", {"received 52件"}},
      {"2010年我局共收到15件政府信息公开申请。", {"received 15件"}},
      {"全年依申请公开政府信息受理数为22件，答复数为22件。", {"received 22件", "concluded 22件"}},
      {"本年度政府信息公开申请总量为45件。", {"received 45件"}},
      {"去年底结转申请3件，今年新收政府信息公开申请24件。", {"received 24件"}},
      {"全年共办理依申请公开12件。", {"concluded 12件"}},
      {"（二）答复情况\n87件申请全部按期答复。", {"concluded 87件"}},
      {"23件申请均在15个工作日内予以答复。", {"concluded 23件"}},
      {"共受理政府信息公开申请25件，按时办结25件。", {"received 25件", "concluded 25件"}},
      {"在已受理的申请中，按时答复52件，延期答复3件。", {}},
      {"全年受理低保申请212件，已办结212件。", {}},
      {"市政府行政服务中心窗口收到政府信息公开申请13件。", {}},
      {"对不属于受理范围的政府信息公开申请7件，均告知申请人。", {}},
  });
}

TEST(ProseClaims, AnswersThatAreCountedTogetherAreNone) {
  expect_claims({
      {"同意公开30件、部分公开4件、不予公开2件，分别占83.3%、11.1%、5.6%。",
       {"replied.granted 30件", "replied.partly_granted 4件", "replied.refused 2件"}},
      {"全部同意公开的17件，部分同意公开的2件。", {"replied.granted 17件", "replied.partly_granted 2件"}},
      {"其中12件作出同意公开答复，2件作出信息不存在答复。", {"replied.granted 12件", "replied.not_exist 2件"}},
      {"“告知补正”的2件。", {"replied.asked_to_amend 2件"}},
      {"“不予公开”、“信息不存在”、“非政府信息”的共42件。", {}},
      {"同意公开和部分公开的26件。", {}},
      {"因涉及国家秘密不予公开1件，因涉及个人隐私不予公开2件。", {}},
      {"市规划局同意公开12件，市国土局同意公开15件。", {}},
      {"经审查，不予公开的政府信息12条。", {}},
  });
}

TEST(ProseClaims, FeesAreSaidInManyWays) {
  expect_claims({
      {"2010年，全市共收取依申请公开费用1230元，其中检索费400元。", {"fees_charged 1230元"}},
      {"依申请提供政府信息共收取费用320元，减免费用40元。", {"fees_charged 320元"}},
      {"四、政府信息公开的收费及减免情况\n全年共收费865.5元。", {"fees_charged 865.5元"}},
      {"2010年，我局未就政府信息公开收取任何费用。", {"fees_charged 0万元"}},
      {"依申请公开未发生收费情况。", {"fees_charged 0万元"}},
      {"四、政府信息公开的收费及减免情况\n无。", {"fees_charged 0万元"}},
      {"本年度向申请人收取复印费36元、邮寄费22元。", {}},
      {"市国土局收取检索、复制费用230元。", {}},
      {"对农村五保户依申请公开没有收取费用。", {}},
      {"收取行政事业性收费1200万元，全部公示。", {}},
  });
}

TEST(ProseClaims, DisputesAreSaidInManyWays) {
  expect_claims({
      {"申请人对政府信息公开答复不服申请行政复议2件。", {"review.total 2件"}},
      {"全区发生因政府信息公开引起的行政复议4起，没有发生行政诉讼。", {"review.total 4起", "litigation.total 0件"}},
      {"收到政府信息公开方面的举报、投诉3件。", {"complaints 3件"}},
      {"行政复议数量3件，行政诉讼数量1件，举报投诉数量0件。",
       {"review.total 3件", "litigation.total 1件", "complaints 0件"}},
      {"全市法院系统受理政府信息公开类行政诉讼案件66件。", {}},
      {"县公安局因政府信息公开被提起行政诉讼1件。", {}},
      {"因征地信息公开引发的行政复议3件。", {}},
      {"市政府作为复议机关，受理不服县区政府信息公开答复的行政复议3件。", {}},
      {"没有败诉的政府信息公开行政诉讼案件。", {}},
  });
}

TEST(ProseClaims, WordsThatMeanNoneAreManyToo) {
  expect_claims({
      {"本年度无因政府信息公开引起的行政复议、行政诉讼和申诉。",
       {"review.total 0件", "litigation.total 0件", "complaints 0件"}},
      {"五、因政府信息公开申请行政复议、提起行政诉讼的情况\n无。", {"review.total 0件", "litigation.total 0件"}},
      {"今年没有公民、法人和其他组织向我局提出政府信息公开申请。", {"received 0件"}},
      {"三、依申请公开政府信息情况\n无。", {"received 0件"}},
      {"没有收到传真形式的政府信息公开申请。", {}},
      {"没有出现政府信息公开申请超期答复的情况。", {}},
      {"《条例》实施以来，未发生因政府信息公开引起的行政复议。", {}},
      {"全年未发生行政复议和行政诉讼。", {}},
  });
}

TEST(ProseClaims, AreComparedWhereThereIsATable) {
  EXPECT_EQ(claims_of("2014", "主动公开政府信息10886条，收到政府信息公开申请67件，答复政府信息公开申请60件。",
                      {{"proactive.items", cell_of("10886")},
                       {"received.total", cell_of("68")},
                       {"concluded.total", cell_of("61")},
                       {"replied.total", cell_of("60")}}),
            (Claims{"proactive.items 10886条 agrees", "received 67件 differs", "replied 60件 agrees"}));
}

TEST(ProseClaims, MoneyIsComparedInTheUnitOfTheCell) {
  const char* const prose = "共收取检索、复制费用3200.5元。";
  EXPECT_EQ(claims_of("2014", prose, {{"fees_charged", cell_of("0.32005")}}), Claims{"fees_charged 3200.5元 agrees"});
  EXPECT_EQ(claims_of("2014", prose, {{"fees_charged", cell_of("3200.5")}}), Claims{"fees_charged 3200.5元 differs"});
  EXPECT_EQ(claims_of("2014", prose, {{"fees_charged", cell_of("3200.50", "元")}}),
            Claims{"fees_charged 3200.5元 agrees"});
  EXPECT_EQ(claims_of("2014", "共收取检索、复制费用0.32万元。", {{"fees_charged", cell_of("3200", "元")}}),
            Claims{"fees_charged 0.32万元"});
}

}  // namespace
}  // namespace gouji
