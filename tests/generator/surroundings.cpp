#include "generator/surroundings.h"

namespace gouji::generator {
namespace {

std::string some_items(Random& random) { return std::to_string(random.between(100, 9999)); }

}  // namespace

std::string chinese_number(int number) {
  static const std::vector<std::string> numbers = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  return numbers[static_cast<std::size_t>(number - 1)];
}

std::vector<std::string> opening(int year, Random& random) {
  return {"本报告依据《中华人民共和国政府信息公开条例》编制，数据统计期限为" + std::to_string(year) +
              "年1月1日至12月31日。",
          "一、总体情况",
          random.pick<std::string>({
              "各科室按月报送目录，主管处室逐条校对后发布，遗漏的在次月补齐。",
              "文件出台的同时配发图解和问答，热线里问得多的问题汇编成册。",
              "全年通过门户网站发布各类信息" + some_items(random) + "条，办理回复及时率100%。",
          })};
}

std::vector<std::string> ending(int year, int tables) {
  return {chinese_number(tables + 2) + "、存在的主要问题及改进情况",
          "对照上年检查中指出的问题逐项整改，整改结果在门户网站上公布。",
          chinese_number(tables + 3) + "、其他需要报告的事项", std::to_string(year) + "年没有其他需要报告的事项。"};
}

// Some of its headings are those of the table's parts.
std::vector<std::string> opening_before_annex(int year, Random& random) {
  const std::string year_text = std::to_string(year);
  std::vector<std::string> paragraphs = {
      "本年度报告所列数据的统计期限为" + year_text + "年1月1日至12月31日。",
      "一、概述",
      random.pick<std::string>({"办公室指定两名工作人员负责信息公开，各股室各有一名联络员。",
                                "修订了公开指南和目录，旧目录中已失效的条目作了标注。"}),
      "二、主动公开情况",
      year_text + "年通过网站、公报和公示栏主动公开信息" + some_items(random) + "条，其中网站更新最勤。",
      "三、依申请公开情况",
      random.pick<std::string>({"全年收到公开申请" + some_items(random) + "件，均在期限内答复。",
                                "收到的申请多与征地拆迁有关，窗口和网上均可提交。"}),
      "四、存在的主要问题和改进措施",
      "部分栏目更新间隔偏长，下一年按季度检查并通报结果。"};
  if (random.chance(60)) paragraphs.push_back(random.pick<std::string>({"附表", "附件", "附：统计表"}));
  return paragraphs;
}

std::vector<std::string> lines_over_annex(int year, const std::string& place, Random& random) {
  std::vector<std::string> lines;
  if (random.chance(80)) lines.push_back("（" + std::to_string(year) + "年度）");
  if (random.chance(70)) {
    lines.push_back(random.pick<std::string>({"填报单位（盖章）：", "填报单位：", "报送单位（盖章）："}) + place +
                    "人民政府办公室");
  }
  return lines;
}

std::vector<std::string> signature_under_annex(int year, Random& random) {
  const std::string date = std::to_string(year + 1) + "年1月" + std::to_string(random.between(4, 28)) + "日";
  return random.pick<std::vector<std::string>>({
      {},
      {"单位负责人：  审核人：  填报人：  联系电话：  填报日期："},
      {"单位负责人：陈建平 审核人：林秀芳 填报人：吴晓东"},
      {"单位负责人：陈建平  审核人：林秀芳  填报人：吴晓东  联系电话：22980137  填报日期：" + date},
  });
}

}  // namespace gouji::generator
