#include "generator/wordings.h"

#include <map>

namespace gouji::generator {
namespace {

using enum Place;

// Requests as forms 2019 and 2021 count them.
const std::vector<Wording>& of_requests() {
  static const std::vector<Wording> all = {
      {"claim.new", requests, "new",
       "[{year}年|{year}年度|本年度|全年|报告期内|今年]，[我县|全区|本机关|我局|全市各级行政机关|{region}|][共|总共|"
       "共计|合计|累计|][收到|接收|接到|新收|新收到|受理]["
       "政府信息公开申请|依申请公开|政府信息公开申请事项|公民、法人和其他组织提出的政府信息公开申请]{new}[件|件|宗]。"},
      {"claim.new", requests, "new>0, carried>0, forward>0",
       "[本年|{year}年|年内]新收政府信息公开申请{new}件，[上年结转|{last_year}年结转|承接上年度未办结]{carried}件，["
       "办结|共办结|"
       "年内办结]{concluded}件，[结转下年度|结转{next_year}年|转入下年]继续办理{forward}件。"},
      {"claim.new", requests, "new>0, carried>0",
       "全年[收到|新收]政府信息公开申请{new}件，[加上|连同][上年结转|上年度结转|{last_year}年结转]的{carried}件，["
       "共需办理|应办理|共计办理]"
       "{at_hand}件。"},
      {"claim.at_hand", requests, "carried>0",
       "{year}年共[收到|受理][政府信息公开申请|依申请公开申请]{at_hand}件（[含|包括][上年结转|上年度结转|去年结转]{"
       "carried}件），[已|均已|"
       "]按规定[答复|办理]。"},
      {"claim.at_hand", requests, "carried>0, forward=0",
       "{year}年，[我区|全市|本机关]共办理政府信息公开申请{at_hand}件，其中[本年度新收|新收|当年新受理]{new}件、["
       "上年结转|结转上年]{"
       "carried}件，[均在法定期限内办结|全部办结|办结率100%]。"},
      {"claim.new", requests, "carried=0, forward=0, new>0",
       "[{region}|本单位|全局]全年[收到|受理][公开申请|政府信息公开申请|依申请公开件]{new}件，[已全部|均|全部]按时["
       "答复|办结]，[无结转|"
       "没有结转下年度的申请|无结转下年度办理件]。"},
      {"claim.new", requests, "new=0, carried=0",
       "[{year}年|本年度|全年]，[本机关|我局|我单位]未收到[政府信息公开申请|依申请公开申请|"
       "公民、法人和其他组织的政府信息公开申请]。"},
      {"claim.new", requests, "new=0", "{year}年新收政府信息公开申请0件。"},
      {"claim.carried", requests, "carried=0, new>0", "[无|没有]上年结转的[政府信息公开|]申请。"},
      {"claim.forward", requests, "forward=0, new>0",
       "[没有|无|未有][结转下年度继续办理|结转下一年度|结转至{next_year}年]的政府信息公开申请。"},
      {"claim.concluded", requests, "concluded>0",
       "[全年|{year}年|年内]共[办结|办理完毕][政府信息公开|依申请公开|][申请|申请事项]{concluded}件[|（含上年结转件）]"
       "，[结转下年度继续办理|结转下年|"
       "跨年办理]{forward}件。"},
      {"claim.concluded", requests, "concluded>0, carried=0, forward=0",
       "[对收到的|所收到的]{new}件[政府信息公开|]申请[均|都]依法[作出|给予]答复，[答复率|办结率]100%。"},
      {"claim.forward", requests, "forward>0",
       "[截至{year}年12月31日|截至年底|到{year}年末]，[尚有|仍有|还有]{forward}件[申请|政府信息公开申请][正在办理|"
       "尚未办结|未到答复期限]，[结转"
       "下年度继续办理|转入{next_year}年办理]。"},
      {"breakdown.applicants", requests, "new>1",
       "[按申请人划分|从申请人看|从申请主体看|申请人方面]，[新收的|]{new}件[新收|]申请中，{list applicants}。"},
      {"breakdown.applicants", requests, "new>1",
       "{year}年[收到|新收]政府信息公开申请{new}件[，其中|（其中|，包括]自然人[申请|提出|]{by.natural}件[、|，]法人[或|"
       "和]其他组织[申请|提出|"
       "]{by.organizations}件。"},
      {"breakdown.applicants", requests, "by.natural>0, by.organizations>0",
       "[本年新收申请中|新收件中]，[自然人提出|自然人申请|个人申请]{by.natural}件，[法人和其他组织提出|单位申请]{by."
       "organizations}件。"},
      {"claim.applicants", requests, "by.natural>0, by.organizations=0",
       "[新收的|]{new}件[新收|]申请[均|全部|都]由自然人提出。"},
      {"breakdown.results", requests, "concluded>1",
       "办理结果[方面|]：[共办结|办结]{concluded}件，其中{list results}。"},
      {"breakdown.results", requests, "concluded>1",
       "[全年|本年度]办结[的|]政府信息公开申请{concluded}件（{list results}）[，结转下年度继续办理{forward}件|]。"},
      {"breakdown.results", requests, "concluded>1", "[在|]办结的{concluded}件[申请|]中[，|：]{numbered results}。"},
      {"breakdown.results", requests, "concluded>1", "[本年度办理结果|办理结果]：{all results}，总计{concluded}件。"},
      {"breakdown.some_results", requests, "concluded>3", "[共|全年]办结申请{concluded}件，其中{some results}[等|]。"},
      {"claim.granted", requests, "granted>0",
       "[从办理结果看|答复结果中|按答复类型分]，[予以公开|决定予以公开|同意公开]{granted}件[，部分公开{partly_granted}"
       "件|]。"},
      {"claim.refused", requests, "refused>0",
       "[对|]依法不予公开的{refused}件[申请|]，[均|逐一|]向申请人[说明了理由|告知了救济途径|书面说明法律依据]。"},
      {"breakdown.refused", requests, "refused>1", "[不予公开|决定不予公开]{refused}件，其中{list refused_items}。"},
      {"breakdown.refused", requests, "refused>1",
       "[不予公开的|作出不予公开决定的]{refused}件中，{some refused_items}。"},
      {"breakdown.unavailable", requests, "unavailable>1",
       "无法提供[的|]{unavailable}件[（|，其中]{list unavailable_items}。"},
      {"breakdown.unavailable", requests, "unavailable>1", "[因|]无法提供{unavailable}件，{list unavailable_items}。"},
      {"breakdown.not_processed", requests, "not_processed>1",
       "不予处理{not_processed}件（{list not_processed_items}）。"},
      {"claim.unavailable", requests, "unavailable>0",
       "[本机关|]无法提供[相关信息|政府信息|]的[申请|]有{unavailable}件。"},
      {"claim.not_held", requests, "unavailable.not_held>0",
       "[其中|]本机关不掌握相关政府信息[的|]{unavailable.not_held}件[，均告知申请人向有权机关申请|]。"},
      {"claim.other", requests, "other>0, granted>0", "予以公开{granted}件，其他处理{other}件。"},
      {"percentage.granted", requests, "granted>0",
       "[共|]办结{concluded}件，其中予以公开{granted}件，[占|占比|占办结总数的|占总数的]{%granted/"
       "concluded}[；|，]部分公开{partly_granted}"
       "件，[占|占比]{%partly_granted/concluded}。"},
      {"percentage.natural", requests, "by.natural>0",
       "[{year}年|]新收申请{new}件，其中自然人申请{by.natural}件，[占|占总量的|占比为|占新收申请总数的]{%by.natural/"
       "new}。"},
      {"percentage.natural", requests, "by.natural>0, by.organizations>0",
       "自然人、法人或其他组织[提出的|]申请分别为{by.natural}件和{by.organizations}件，[占比分别为|"
       "分别占新收总数的]{%by.natural/new}和{%"
       "by.organizations/new}。"},
      {"percentage.concluded", requests, "forward>0, concluded>0",
       "全年应办理申请{at_hand}件，[已办结|办结]{concluded}件，办结率[为|达|]{%concluded/at_hand}。"},
      {"growth.new", requests, "new>last.new, last.new>0",
       "{year}年[共|]收到政府信息公开申请{new}件，[同比|较上年|比上年|与{last_year}年相比]"
       "[增长|上升|增加]{^new}。"},
      {"growth.new", requests, "new<last.new",
       "{year}年[共|]新收政府信息公开申请{new}件，[同比|较上年|比{last_year}年][下降|减少]{^new}。"},
      {"growth.new", requests, "new>last.new, last.new>0",
       "[全年|]新收政府信息公开申请{new}件，[比上年的{=last.new}件|较{last_year}年（{=last.new}件）][增加|多]{~new}"
       "件，[增长|增幅]{^new}。"},
      {"growth.new", requests, "new<last.new",
       "新收政府信息公开申请{new}件，[比{last_year}年|较上年度]减少{~new}件，[下降|降幅为]{^new}。"},
      {"growth.new", requests, "new<last.new",
       "与上年[相比|比较]，[新收|收到的]政府信息公开申请由{=last.new}件[下降|减少]到{new}件，[同比下降|降幅]{^new}。"},
      {"difference.new", requests, "new>last.new", "新收政府信息公开申请[数量|]比上年[增加|多]{~new}件。"},
      {"difference.new", requests, "new<last.new", "本年新收政府信息公开申请较上年[减少|少]{~new}件。"},
      {"growth.new", requests, "new=last.new, new>0", "[新收申请|收到政府信息公开申请]{new}件，与上年持平。"},
      {"difference.concluded", requests, "concluded>last.concluded",
       "全年办结政府信息公开申请{concluded}件，比上年增加{~concluded}件。"},
      {"other.last_year", requests, "last.new>0",
       "{last_year}年[共|]收到政府信息公开申请{=last.new}件、办结{=last.concluded}件。"},
      {"other.last_year", requests, "last.new>0",
       "[上年度|上年|去年]，[我区|本机关]收到[政府信息公开|]申请{=last.new}件。"},
      {"other.part", requests, "part.new>0, part.new<new",
       "区住房和城乡建设局收到政府信息公开申请{=part.new}件，[居各部门之首|主要涉及征地拆迁]。"},
      {"other.part", requests, "part.new>0, part.new<new",
       "[涉及|反映]房屋征收、拆迁安置的[申请|政府信息公开申请]{=part.new}件。"},
      {"other.part", requests, "part.new>0, part.new<new",
       "[市政府本级|区政府办公室（代表区政府）|县政府办代县政府]受理政府信息公开申请{=part.new}件。"},
      {"other.part", requests, "part.new>0, part.new<new", "延期答复[的申请|]{=part.new}件，[均|]在延长期内办结。"},
      {"other.part", requests, "part.new>0, part.new<new", "[经补正后受理|要求申请人补正]的申请{=part.new}件。"},
      {"other.part", requests, "part.new>0, part.new<new", "[全年|]组织有关处室会商研判疑难申请{=part.new}件次。"},
      {"other.channel", requests, "ch.online>0",
       "[从申请渠道看|从申请方式看|按渠道分]，通过网络[渠道|平台|]收到政府信息公开申请{=ch.online}件[，信函申请{=ch."
       "letter}件|]。"},
      {"breakdown.channels", requests, "new>1", "[新收|本年新收]的{new}件申请[中|]，{list channels}。"},
      {"breakdown.channels", requests, "new>1", "{year}年新收政府信息公开申请{new}件（{list channels}）。"},
      {"other.half", requests, "half.new>0, half.new<new",
       "[上半年|1—6月|截至6月底]收到政府信息公开申请{=half.new}件。"},
      {"other.quarter", requests, "half.new>0, half.new<new",
       "第[一|二|三|四]季度[收到申请最多，为|新收申请]{=half.new}件。"},
      {"other.cumulative", requests, "all.new>new",
       "[自2008年以来|《条例》施行以来|自2008年5月1日《条例》实施至今|近三年|“十三五”以来]，[累计|共]"
       "收到政府信息公开申请{=all.new}件。"},
      {"other.approximate", requests, "new>99", "[平均|]每月[平均|][约|近]收到申请{#1}件[左右|]。"},
      {"other.plan", requests, "",
       "[{next_year}年|下一年][计划|拟|将][举办|开展]依申请公开业务培训{#1}次，[培训|覆盖]{#2}人次。"},
      {"other.rate", requests, "", "[答复|]按时[答复|办结]率[达|保持|为|][100%|百分之百]。"},
      {"other.time", requests, "",
       "[平均答复时间|平均办理时长|答复平均用时]为{#1}个工作日，比法定期限[缩短|提前]{#1}个工作日。"},
      {"other.consult", requests, "", "[接待|受理|接听][群众|来电来访|电话|现场]咨询{#3}人次[，网上咨询{#2}条|]。"},
      {"other.platform", requests, "",
       "[申请办理系统|依申请公开平台]新增[预警|统计|查重]功能{#1}项，[处理|流转]工单{#3}件。"},
      {"other.neighbour", requests, "",
       "[经转办|因不属于本机关职责]，移送其他机关[办理|处理]的[信件|材料]{#1}[份|封]。"},
  };
  return all;
}

const std::vector<Wording>& of_proceedings() {
  static const std::vector<Wording> all = {
      {"claim.review", proceedings, "review.total>0",
       "[{year}年|全年|本年度]，[因政府信息公开|政府信息公开类|涉及政府信息公开的][发生|被申请|][行政复议|行政复议案件]"
       "{review.total}件[，其中{"
       "list review_items}|]。"},
      {"claim.review", proceedings, "litigation.total",
       "[全年|{year}年]因政府信息公开[申请|工作|]被申请行政复议{review.total}件、被提起行政诉讼{litigation.total}件。"},
      {"claim.none", proceedings, "review.total=0, litigation.total=0, direct.total",
       "[{year}年|本年度|全年]，[本机关|我局|我区]未[发生|收到|产生]因政府信息公开[引起|引发|被提起]"
       "的行政复议、行政诉讼[案件|]。"},
      {"claim.none", proceedings, "review.total=0, litigation.total>0, direct.total",
       "[没有|未发生]因政府信息公开[申请|]被申请行政复议的[情况|案件]。"},
      {"claim.none", proceedings, "review.total>0, litigation.total=0, direct.total",
       "[没有|未发生][政府信息公开|因政府信息公开提起的]行政诉讼[案件|]。"},
      {"breakdown.review", proceedings, "review.total>1, direct.total",
       "[政府信息公开|]行政复议[案件|共|]{review.total}件，[其中|]{list review_items}。"},
      {"breakdown.review", proceedings, "review.total>0, direct.total, review.pending=0",
       "全年[发生|收到]政府信息公开行政复议{review.total}件，均已审结[，其中结果维持{review.upheld}件、结果纠正{review."
       "corrected}件、其他结果{"
       "review.other}件|]。"},
      {"claim.closed", proceedings, "review.closed>0, review.pending>0, direct.total",
       "行政复议[已|]审结{review.closed}件，[尚未审结|未审结]{review.pending}件。"},
      {"breakdown.litigation", proceedings, "litigation.total>1, direct.total",
       "[政府信息公开|]行政诉讼[案件|]{litigation.total}件[，其中|（其中|，包括]未经复议直接起诉{direct.total}"
       "件、复议后起诉{after.total}件。"},
      {"breakdown.litigation", proceedings, "litigation.total>1, direct.total",
       "[因政府信息公开|政府信息公开类]行政诉讼{litigation.total}件（{list litigation_items}）。"},
      {"claim.litigation", proceedings, "litigation.total>0, litigation.pending=0, direct.total",
       "[发生|]政府信息公开行政诉讼[案件|]{litigation.total}件，[均已审结|全部审结]，[未出现败诉|]。"},
      {"claim.direct", proceedings, "direct.total>0, after.total=0, direct.total",
       "[全年|]行政诉讼{litigation.total}件，[均为|全部为|都是]未经复议直接起诉。"},
      {"percentage.review", proceedings, "review.corrected>0, direct.total",
       "行政复议{review.total}件，其中被纠正{review.corrected}件，纠错率[为|]{%review.corrected/review.total}。"},
      {"growth.review", proceedings, "review.total>last.review.total, last.review.total>0, direct.total",
       "政府信息公开行政复议{review.total}件，[同比|比上年]增加{~review.total}件。"},
      {"other.last_year", proceedings, "last.review.total>0, direct.total",
       "{last_year}年[发生|]政府信息公开行政复议{=last.review.total}件。"},
      {"other.law", proceedings, "",
       "[区司法局|全区][全年|]办理[各类|]行政复议案件{#3}件、行政应诉案件{#2}件，[与政府信息公开无关的居多|"
       "涵盖土地、治安等领域]。"},
      {"other.law", proceedings, "", "[开展|组织][旁听庭审|以案释法]活动{#1}次[，{#2}人参加|]。"},
      {"claim.review", proceedings, "received.total",
       "[全年|{year}年]因政府信息公开[被申请|引起的|]行政复议{review.total}件，行政诉讼{litigation.total}件。"},
      {"breakdown.review", proceedings, "received.total, review.total>1",
       "发生政府信息公开行政复议{review.total}件，其中{list review_items_2014}。"},
      {"claim.none", proceedings, "received.total, review.total=0, litigation.total=0",
       "{year}年未发生[因|针对]政府信息公开[引起的|的]行政复议和行政诉讼。"},
      {"claim.complaints", proceedings, "received.total, complaints>0",
       "[收到|接到|受理][针对|有关|]政府信息公开[的|][举报|举报投诉]{complaints}件。"},
      {"claim.none", proceedings, "received.total, complaints=0", "[未接到|没有收到]有关政府信息公开的举报投诉。"},
  };
  return all;
}

// What is disclosed without being asked for.
const std::vector<Wording>& of_disclosure() {
  static const std::vector<Wording> all = {
      {"claim.documents", disclosure, "disclosure.normative_documents.in_force",
       "[{year}年|全年|本年度]，[我区|本机关|]共[制发|制定|出台][行政规范性文件|规范性文件]{disclosure.normative_"
       "documents.issued}件，[废止|"
       "宣布失效和废止]{disclosure.normative_documents.repealed}件，[现行有效|截至年底现行有效]{disclosure.normative_"
       "documents.in_force}件。"},
      {"claim.documents", disclosure, "disclosure.normative_documents.in_force>0",
       "[截至{year}年底|目前]，现行有效[的|]行政规范性文件{disclosure.normative_documents.in_force}件["
       "，已全部在门户网站公开|]。"},
      {"claim.documents", disclosure, "disclosure.normative_documents.issued>0",
       "[全年|]制发行政规范性文件{disclosure.normative_documents.issued}件，[均|全部]同步解读。"},
      {"claim.documents", disclosure,
       "disclosure.normative_documents.issued=0, disclosure.normative_documents.in_force",
       "[{year}年|本年度]未制发行政规范性文件。"},
      {"claim.documents", disclosure, "disclosure.regulations.issued>0",
       "制定[政府|]规章{disclosure.regulations.issued}件[，现行有效规章{disclosure.regulations.in_force}件|]。"},
      {"claim.created", disclosure, "disclosure.normative_documents.created>0",
       "[全年|{year}年]新制作[行政|]规范性文件{disclosure.normative_documents.created}件[，新公开{disclosure.normative_"
       "documents."
       "published}件|]。"},
      {"claim.decisions", disclosure, "disclosure.penalty.decisions>0, disclosure.licensing.decisions>0",
       "[全年|]作出行政许可[决定|处理决定]{disclosure.licensing.decisions}件[、|，]行政处罚[决定|处理决定]{disclosure."
       "penalty.decisions}"
       "件[、行政强制{disclosure.coercion.decisions}件|]。"},
      {"claim.decisions", disclosure, "disclosure.penalty.decisions>0",
       "[本年度|{year}年][公开|作出][的|]行政处罚[处理决定|决定]{disclosure.penalty.decisions}件。"},
      {"claim.fees", disclosure, "disclosure.fees.amount",
       "[{year}年|全年]行政事业性收费[金额|共计|]{$disclosure.fees.amount}。"},
      {"claim.fees", disclosure, "disclosure.procurement.items>0",
       "政府集中采购项目{disclosure.procurement.items}[项|个]，采购[总|]金额{$disclosure.procurement.amount}。"},
      {"growth.documents", disclosure,
       "disclosure.normative_documents.issued>last.disclosure.normative_documents.issued",
       "制发行政规范性文件{disclosure.normative_documents.issued}件，比上年[增加|多]{~disclosure.normative_documents."
       "issued}件。"},
      {"breakdown.posts", disclosure, "posts.total",
       "[全年|{year}年]通过各类[平台|渠道]发布[动态|工作]信息{posts.total}条[，其中|：|（]{list posts}。"},
      {"breakdown.posts", disclosure, "posts.total",
       "[今年以来|全年]，[发布|推送][政务动态|工作信息]共计{posts.total}条，其中门户网站{posts.site}条、政务微博{posts."
       "weibo}条、微信公众号{"
       "posts.wechat}条。"},
      {"breakdown.issues", disclosure, "issues.total",
       "[编印|出版]《[{region}人民政府公报|政务公开简报]》{issues.total}期，其中[专刊|增刊]{issues.special}期、[正刊|"
       "常规]{issues.plain}"
       "期[，免费发放{#4}册|]。"},
      {"breakdown.meetings", disclosure, "issues.total",
       "召开新闻发布会{meetings.total}场（[主要负责人出席|“一把手”出席]{meetings.head}场，[分管负责人出席|"
       "其他负责人出席]{meetings.rest}场）。"},
      {"percentage.posts", disclosure, "posts.total",
       "发布[各类|]信息{posts.total}条，其中微信[公众号|]{posts.wechat}条，占[比|]{%posts.wechat/posts.total}。"},
      {"other.posts", disclosure, "",
       "[全年|]在门户网站[更新|发布][概况类|政务动态|政策文件]信息{#4}条、[图片|视频]{#2}[个|条]。"},
      {"other.posts", disclosure, "",
       "[政务新媒体|微信公众号“{region}发布”]推送[文章|图文]{#3}篇，阅读量[超过|达|突破]{#2}万[人|]次。"},
      {"other.interpretation", disclosure, "",
       "[发布|制作]政策解读[材料|]{#2}篇，其中图解{#1}篇、视频解读{#1}个[，负责人解读{#1}次|]。"},
      {"other.number", disclosure, "",
       "[贯彻落实|按照]《[关于加强政务公开工作的通知|年度政务公开工作要点]》（{region}政办发〔{year}〕{#2}号）要求，["
       "及时|分{#1}批]公开[重点|]"
       "领域信息。"},
      {"other.law", disclosure, "",
       "对照《中华人民共和国政府信息公开条例》第[二十条|二十一条|十九条]，[梳理|调整]公开事项{#2}项。"},
      {"other.hotline", disclosure, "",
       "12345[政务服务便民|]热线[受理|接听]群众[来电|诉求]{#4}件，[办结率{#2}.{#1}%|按时办结率100%，满意率{#2}.{#1}%]"
       "。"},
      {"other.proposals", disclosure, "proposals.total",
       "[承办|办理]人大代表建议{proposals.a}件、政协委员提案{proposals.b}件，[全部|均]按时答复[并公开|]。"},
      {"breakdown.proposals", disclosure, "proposals.total",
       "[公开|办理][建议提案|人大建议和政协提案]{proposals.total}件，其中人大代表建议{proposals.a}件、政协提案{"
       "proposals.b}件。"},
      {"other.plan", disclosure, "",
       "[{next_year}年|下一年度]，[计划|拟|力争][制定|出台]行政规范性文件{#1}件[，清理{#2}件|]。"},
      {"other.clean_up", disclosure, "", "对[现有|历年]制度文件[开展|进行]清理，[涉及文件|共清理]{#2}[份|余份]。"},
      {"other.body", disclosure, "", "[市生态环境局{region}分局|区市场监管局]作出行政处罚决定{#1}件。"},
      {"other.finance", disclosure, "",
       "公开[{year}|{last_year}]年[部门|财政]预算[决算|]信息，涉及[部门|单位]{#2}个、资金{#2}.{#1}亿元。"},
      {"other.openday", disclosure, "", "[举办|开展]“政府开放日”活动{#1}场次，邀请[代表|市民]{#2}余人[次|]。"},
      {"other.list", disclosure, "", "[动态|]调整权责清单{#3}项，[政务服务事项|公开办事指南]{#4}项。"},
      // Form 2014.
      {"claim.items", disclosure, "proactive.items>0",
       "{year}年，[全县|我区|本机关][共|累计|]主动公开政府信息{proactive.items}条[，其中主动公开规范性文件{proactive."
       "normative_documents_"
       "published}条|]。"},
      {"claim.items", disclosure, "channel.website>0",
       "[通过|]政府网站公开政府信息{channel.website}条[、政务微博公开政府信息{channel.weibo}条|]。"},
      {"claim.documents", disclosure, "proactive.normative_documents_issued>0",
       "制发规范性文件[总数|共|]{proactive.normative_documents_issued}件。"},
      {"claim.response", disclosure, "response.press_conferences>0",
       "[参加或举办|举办]新闻发布会{response.press_conferences}次。"},
  };
  return all;
}

const std::vector<Wording>& of_form_2014() {
  static const std::vector<Wording> all = {
      {"claim.received", requests, "received.total>0",
       "[{year}年|全年]，[我县|本机关|全区]共[收到|受理][政府信息公开申请|公开政府信息申请|信息公开申请]{received."
       "total}件[，均按时答复|]。"},
      {"claim.received", requests, "received.total=0", "{year}年，本机关未收到政府信息公开申请。"},
      {"breakdown.channels", requests, "received.total>1",
       "{year}年共收到政府信息公开申请{received.total}件[，其中|（]{list channels_2014}。"},
      {"breakdown.channels", requests, "received.total>1",
       "[从申请方式看|]，{received.total}件申请中，{list channels_2014}。"},
      {"claim.concluded", requests, "concluded.total>0",
       "[全年|共]办结[政府信息公开|]申请{concluded.total}件，其中按时办结{concluded.on_time}件、延期办结{concluded."
       "extended}件。"},
      {"breakdown.replies", requests, "replied.total>1",
       "[全年|共]答复申请{replied.total}件，其中{list replies_2014}。"},
      {"claim.granted", requests, "replied.granted>0",
       "[同意公开|同意公开答复]{replied.granted}件[，同意部分公开答复{replied.partly_granted}件|][，不同意公开答复{"
       "replied.refused.total}件|]。"},
      {"claim.not_exist", requests, "replied.not_exist>0", "申请信息不存在{replied.not_exist}件。"},
      {"percentage.channels", requests, "received.online>0",
       "收到申请{received.total}件，其中网络申请{received.online}件，占{%received.online/received.total}。"},
      {"claim.fees", requests, "fees_charged",
       "[依申请公开|提供政府信息]收取[检索、复制、邮寄等|]费用{$fees_charged}。"},
      {"other.part", requests, "received.total>0", "[区国土资源局|市规划局]收到的申请主要涉及土地征收。"},
      {"growth.received", requests, "received.total>last.received.total, last.received.total>0",
       "收到政府信息公开申请{received.total}件，比上年增长{^received.total}。"},
      {"other.last_year", requests, "last.received.total>0",
       "{last_year}年收到政府信息公开申请{=last.received.total}件。"},
      {"claim.staff", management, "staffing.total>1",
       "全区从事政府信息公开工作人员{staffing.total}人，其中专职{staffing.full_time}人、兼职{staffing.part_time}人。"},
  };
  return all;
}

const std::vector<Wording>& of_the_rest() {
  static const std::vector<Wording> all = {
      {"other.training", management, "",
       "[举办|组织][政务公开|政府信息公开|业务]培训[班|]{#1}[次|期|场]，[参训|培训]{#3}人次。"},
      {"other.staff", management, "",
       "[配备|现有][专职|专（兼）职]工作人员{#1}[人|名]，[各镇街|各部门]明确联络员{#2}名。"},
      {"other.check", management, "",
       "[开展|组织][季度|专项|日常]检查{#1}次，[发现|整改]问题{#2}[个|项|处]，[发出|]通报{#1}期。"},
      {"other.channels", management, "",
       "[建成|设置][政府信息公开查阅点|政务公开专区]{#2}个，[配备查询设备{#1}台|接待群众{#4}人次]。"},
      {"other.columns", management, "", "[优化|调整]网站栏目{#2}个，[新增|增设]专题{#1}个[，归集信息{#4}条|]。"},
      {"other.score", management, "", "[在全市政务公开考核中|第三方评估]得分{#2}.{#1}分，排名第{#1}。"},
      {"other.review", management, "",
       "[坚持|严格执行]“三审三校”制度，[全年|]审核[拟发布|]信息{#4}条，退回修改{#2}条。"},
      {"other.meetings", management, "", "[召开|组织]政务公开[工作|]会议{#1}次，[印发|]要点{#1}份。"},
      {"other.messages", management, "messages.total",
       "[网站|]“[县长信箱|区长信箱|互动交流]”收到[群众|]来信{messages.total}[件|封]，[已|]办结{messages.closed}[件|封]"
       "。"},
      {"other.problem", problems, "",
       "[一是|存在问题：]部分[单位|栏目]信息更新不够及时；二是政策解读形式[较为单一|不够丰富]；三是[基层|队伍]"
       "力量有待加强。"},
      {"other.problem", problems, "",
       "[下一步|{next_year}年]，[我区|本机关]将[加强|加大][业务培训|督查考核]力度，[计划|拟]组织培训{#1}次、检查{#1}"
       "次。"},
      {"other.problem", problems, "",
       "[针对|对于]上年[报告|]提出的{#1}个问题，[已|均已]整改[到位|完成]，其中[建章立制|完善制度]{#1}项。"},
      {"other.problem", problems, "", "[人员流动较大|培训覆盖面不够]的问题[依然|仍然]存在，{year}年更换联络员{#1}人。"},
      {"other.rest", other, "fees.processing",
       "[本年度|{year}年]，[本机关|我局|我区]未收取[政府信息公开|]信息处理费。"},
      {"other.rest", other, "fees.processing",
       "依据《政府信息公开信息处理费管理办法》，[本机关|]{year}年[发出收费通知0件|没有发出收费通知]，[收取|]信息处理费["
       "总金额为|]0元。"},
      {"other.rest", other, "", "[本机关|]无其他需要报告的事项。"},
      {"other.rest", other, "",
       "[落实|贯彻]{year}年政务公开工作要点[情况|]：[印发|]任务分解表，[明确|列出]{#1}个方面{#2}项任务，[已|]"
       "全部完成。"},
      {"other.start", overview, "",
       "[坚持|]以习近平新时代中国特色社会主义思想为指导，[深入|认真]贯彻[落实|][新修订的|]"
       "《中华人民共和国政府信息公开条例》。"},
      {"other.start", overview, "",
       "{year}年，{region}[认真落实|紧扣]国务院办公厅和省、市[关于|]政务公开工作的[要求|部署]，[各项工作有序推进|"
       "公开质量稳步提升]。"},
      {"other.start", overview, "",
       "[第一季度|年初]，[研究|印发]《{year}年政务公开工作要点》，[分解任务{#2}项|细化{#1}方面措施]。"},
  };
  return all;
}

}  // namespace

const std::vector<Wording>& wordings() {
  static const std::vector<Wording> all = [] {
    std::vector<Wording> joined;
    for (const auto* some : {&of_requests(), &of_proceedings(), &of_disclosure(), &of_form_2014(), &of_the_rest()}) {
      joined.insert(joined.end(), some->begin(), some->end());
    }
    return joined;
  }();
  return all;
}

const std::vector<Part>& parts_of(const std::string& list) {
  static const std::map<std::string, std::vector<Part>> all = {
      {"applicants",
       {{"by.natural", {"自然人", "自然人申请"}},
        {"by.commercial", {"商业企业", "商业企业申请"}},
        {"by.research", {"科研机构"}},
        {"by.public_welfare", {"社会公益组织"}},
        {"by.legal_service", {"法律服务机构"}},
        {"by.other", {"其他组织", "其他"}}}},
      {"channels",
       {{"ch.online", {"网络申请", "网上申请", "通过网络渠道收到"}},
        {"ch.letter", {"信函申请", "信件申请", "邮寄申请"}},
        {"ch.in_person", {"当面申请", "现场申请"}}}},
      {"results",
       {{"granted", {"予以公开", "予以公开的"}},
        {"partly_granted", {"部分公开"}},
        {"refused", {"不予公开", "依法不予公开"}},
        {"unavailable", {"无法提供", "本机关无法提供"}},
        {"not_processed", {"不予处理"}},
        {"other", {"其他处理", "作其他处理"}}}},
      {"refused_items",
       {{"refused.state_secret", {"属于国家秘密", "涉及国家秘密"}},
        {"refused.prohibited_by_law", {"其他法律行政法规禁止公开", "法律行政法规禁止公开"}},
        {"refused.endangers_stability", {"危及“三安全一稳定”"}},
        {"refused.third_party_rights", {"保护第三方合法权益"}},
        {"refused.internal_affairs", {"属于三类内部事务信息", "属于内部事务信息"}},
        {"refused.process_information", {"属于四类过程性信息", "属于过程性信息"}},
        {"refused.enforcement_files", {"属于行政执法案卷", "行政执法案卷信息"}},
        {"refused.administrative_inquiry", {"属于行政查询事项"}}}},
      {"unavailable_items",
       {{"unavailable.not_held", {"本机关不掌握相关政府信息", "不掌握相关信息"}},
        {"unavailable.needs_creation", {"没有现成信息需要另行制作", "需另行制作"}},
        {"unavailable.still_unclear", {"补正后申请内容仍不明确"}}}},
      {"not_processed_items",
       {{"not_processed.petition_or_complaint", {"信访举报投诉类申请", "信访、举报、投诉类"}},
        {"not_processed.repeated", {"重复申请"}},
        {"not_processed.publication", {"要求提供公开出版物"}},
        {"not_processed.excessive", {"无正当理由大量反复申请"}},
        {"not_processed.confirmation", {"要求行政机关确认或重新出具已获取信息", "要求确认或重新出具已获取信息"}}}},
      {"review_items",
       {{"review.upheld", {"结果维持", "维持"}},
        {"review.corrected", {"结果纠正", "纠正"}},
        {"review.other", {"其他结果"}},
        {"review.pending", {"尚未审结"}}}},
      {"litigation_items",
       {{"litigation.upheld", {"结果维持", "维持"}},
        {"litigation.corrected", {"结果纠正"}},
        {"litigation.other", {"其他结果"}},
        {"litigation.pending", {"尚未审结"}}}},
      {"review_items_2014",
       {{"review.upheld", {"维持具体行政行为", "维持"}},
        {"review.corrected", {"被依法纠错"}},
        {"review.other", {"其他情形"}}}},
      {"channels_2014",
       {{"received.in_person", {"当面申请"}},
        {"received.fax", {"传真申请"}},
        {"received.online", {"网络申请", "网上申请"}},
        {"received.letter", {"信函申请"}}}},
      {"replies_2014",
       {{"replied.already_public", {"属于已主动公开范围", "已主动公开"}},
        {"replied.granted", {"同意公开"}},
        {"replied.partly_granted", {"同意部分公开"}},
        {"replied.refused.total", {"不同意公开"}},
        {"replied.not_this_agency", {"不属于本行政机关公开"}},
        {"replied.not_exist", {"申请信息不存在", "信息不存在"}},
        {"replied.asked_to_amend", {"告知作出更改补充"}},
        {"replied.other_channel", {"告知通过其他途径办理"}}}},
      {"posts",
       {{"posts.site", {"门户网站"}}, {"posts.weibo", {"政务微博", "微博"}}, {"posts.wechat", {"微信公众号"}}}},
  };
  const auto found = all.find(list);
  static const std::vector<Part> none;
  return found == all.end() ? none : found->second;
}

}  // namespace gouji::generator
