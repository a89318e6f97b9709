#include "bench/collection.h"

#include <vector>

#include "generator/clean.h"
#include "generator/random.h"

namespace gouji::bench {
namespace {

using generator::Random;

// What reports tell beside their figures. '#' is a figure that no table has.
const std::vector<std::string>& paragraphs() {
  static const std::vector<std::string> all = {
      "坚持把政务公开作为推进法治政府建设的重要抓手，主要负责同志亲自过问，分管负责同志具体部署，办公室明确专人负责，形"
      "成一级抓一级"
      "、层层抓落实的工作格局。全年召开专题会议#次，研究解决公开工作中的难点堵点。",
      "围绕群众关心的教育、医疗、就业、社会救助、养老服务等领域，编制基层政务公开标准目录#"
      "项，逐项明确公开内容、公开依据、公开时限、"
      "公开主体和公开渠道，并在门户网站设立专栏集中展示。",
      "严格落实政策解读与政策文件同步起草、同步审批、同步发布的要求，综合运用图片、音频、视频、问答等形式发布解读材料#"
      "篇，"
      "让群众看得懂、用得上。",
      "加强政府网站和政务新媒体的日常监管，每周巡查链接是否失效、栏目是否更新、表述是否准确，全年巡查#"
      "次，发现的错别字和失效链接均在"
      "一个工作日内改正。",
      "健全政府信息公开审查制度，坚持“先审查、后公开”“谁公开、谁负责”，对拟公开的内容逐条核对个人信息和商业秘密，全年没"
      "有发生失泄密事"
      "件。",
      "举办政府开放日活动#"
      "场，邀请人大代表、政协委员、企业代表和居民走进政务服务大厅、水质监测站、应急指挥中心，面对面听取意见建议，"
      "并将采纳情况在网站公布。",
      "在政务服务大厅、图书馆、档案馆设立政府信息公开查阅点，配备查询电脑、打印机和意见簿，为老年人、残疾人提供帮办代办"
      "服务，全年接待"
      "查阅群众#人次。",
      "推进财政资金信息公开，部门预算、决算和“三公”经费在法定时限内集中公布，重点项目的绩效目标、绩效评价结果随同公布，"
      "扶贫资金、"
      "惠农补贴按村公示。",
      "做好重大建设项目批准和实施领域的信息公开，及时发布项目审批、招标投标、征收土地、施工进度、质量安全监督等信息#"
      "条，"
      "接受社会各界的监督。",
      "把政务公开纳入年度绩效考核，所占分值权重不低于百分之四，考核结果在全区通报；对工作落实不到位的单位发出提醒函，"
      "限期整改并报送整改报告。",
      "组织业务培训#期，邀请专家讲解新修订的条例、办理答复的文书格式和常见的败诉原因，参训人员结合案例分组讨论，"
      "业务能力有了明显提高。",
      "完善公众参与机制，重大行政决策出台前通过网站、报纸和座谈会征求意见，说明起草的背景、依据和主要内容，公布意见的收"
      "集和采纳"
      "情况以及不予采纳的理由。",
      "及时回应社会关切，建立舆情收集、研判、处置和反馈机制，对涉及本地区的政务舆情在规定时限内发布权威信息，"
      "全年没有出现因回应不当引发的次生舆情。",
      "优化栏目设置，将政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报统一放在显著位置，"
      "提供按主题、按体裁、按机构的分类检索和全文检索。",
      "推动公共企事业单位信息公开，督促教育、卫生健康、供水、供电、供气、公共交通等单位编制公开目录，"
      "公布服务项目、收费标准、办事流程和监督电话#个。",
      "对已公开的规范性文件逐件清理，标注有效、失效、废止和已修改的状态，统一文件的格式，提供可下载的文本，方便公众查阅"
      "和引用。",
      "加强与档案馆、融媒体中心的协作，政府公报全年出刊#"
      "期，赠阅点覆盖乡镇（街道）便民服务中心和村（社区），电子版与纸质版同步发布。",
      "持续深化“放管服”改革信息公开，更新权责清单、行政许可事项清单和证明事项清单，公布办理条件、申请材料、办理时限和咨"
      "询方式，"
      "让企业和群众少跑腿。",
      "针对部分单位公开内容更新不及时、解读形式比较单一的问题，制定整改台账，明确责任人和完成时限，每季度通报进展，"
      "年底前组织“回头看”。",
      "下一步将继续加强队伍建设，保持工作人员相对稳定，做好交接；同时加大督促检查力度，把日常监测、季度抽查和年终考核结"
      "合起来，"
      "推动公开工作再上新台阶。",
  };
  return all;
}

// All of them in one order or another before one comes again.
class Prose {
 public:
  explicit Prose(Random& random) : random_(random) {}

  std::string next() {
    if (left_.empty()) left_ = paragraphs();
    const int drawn = random_.below(static_cast<int>(left_.size()));
    std::string text = left_[static_cast<std::size_t>(drawn)];
    left_.erase(left_.begin() + drawn);
    const std::size_t place = text.find('#');
    if (place == std::string::npos) return text + "\n";
    return text.substr(0, place) + std::to_string(random_.between(2, 60)) + text.substr(place + 1) + "\n";
  }

 private:
  Random& random_;
  std::vector<std::string> left_;
};

// Before the section behind the first one, which tells of the year's work.
std::size_t end_of_overview(const std::string& report) {
  const std::size_t place = report.find("\n二、");
  return place == std::string::npos ? report.size() : place + 1;
}

std::string with_prose(std::string report, std::size_t size, Random& random) {
  Prose more(random);
  std::string prose;
  while (report.size() + prose.size() < size) prose += more.next();
  report.insert(end_of_overview(report), prose);
  return report;
}

// A district of its own for every number: the generator knows eight, and a collection has thousands.
std::string district(std::uint64_t number) {
  static const std::vector<std::string> first = {"安", "昌", "常", "东", "丰", "福", "广", "海", "和", "衡",
                                                 "华", "惠", "江", "晋", "兰", "乐", "临", "龙", "南", "宁"};
  static const std::vector<std::string> second = {"川", "德", "谷", "河", "湖", "化", "吉", "津", "康", "陵",
                                                  "流", "明", "宁", "平", "浦", "泉", "山", "顺", "台", "阳"};
  static const std::vector<std::string> kind = {"县", "区", "市"};
  const auto take = [&](const std::vector<std::string>& from) {
    const std::string& taken = from[number % from.size()];
    number /= from.size();
    return taken;
  };
  std::string name = take(second);
  name = take(first) + name;
  const std::string end = take(kind);
  while (number > 0) name += take(second);
  return name + end;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

void move_to_district(std::string& report, std::uint64_t number) {
  for (const char* known : {"鲤城区", "洪泽区", "云和县", "麦积区", "茶陵县", "信丰县", "涞水县", "江油市"}) {
    replace_all(report, known, district(number));
  }
}

// Two seeds that follow each other are two years of one body.
std::string plain_report(const Grammar& grammar, std::uint64_t seed, Random& random) {
  const std::uint64_t body = seed / 2;
  const Form& form = *grammar.find_form(body % 7 == 0 ? "2019" : "2021");
  const auto [earlier, later] = generator::make_clean_years(form, body, "tabs");
  std::string text = seed % 2 == 0 ? earlier.text : later.text;
  move_to_district(text, body);
  return text;
}

}  // namespace

std::string make_published_report(const Grammar& grammar, std::uint64_t seed) {
  Random random(seed);
  const std::string report = plain_report(grammar, seed, random);
  return with_prose(report, static_cast<std::size_t>(random.between(9'000, 17'000)), random);
}

std::string make_report_of_size(const Grammar& grammar, std::uint64_t seed, std::size_t size) {
  Random random(seed);
  const std::string report = plain_report(grammar, seed, random);
  return with_prose(report, size, random);
}

}  // namespace gouji::bench
