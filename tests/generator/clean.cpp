#include "generator/clean.h"

#include <algorithm>
#include <set>

#include "generator/figures.h"
#include "generator/marks.h"
#include "generator/renderers.h"
#include "generator/surroundings.h"
#include "generator/trouble.h"

namespace gouji::generator {
namespace {

using Count = std::int64_t;

struct Body {
  std::string name;
  std::string region;
  bool government = true;
};

Body draw_body(Random& random) {
  const std::vector<std::pair<std::string, std::string>> regions = {
      {"泉州市", "鲤城区"}, {"淮安市", "洪泽区"}, {"丽水市", "云和县"}, {"天水市", "麦积区"},
      {"株洲市", "茶陵县"}, {"赣州市", "信丰县"}, {"保定市", "涞水县"}, {"绵阳市", "江油市"}};
  const auto& [city, region] = random.pick(regions);
  if (random.chance(60)) return {city + region + "人民政府", region, true};
  const std::string department =
      random.pick<std::string>({"教育局", "自然资源局", "民政局", "水利局", "交通运输局", "卫生健康局"});
  return {region + department, region, false};
}

// Counts that no table has, so that all sentences of a report agree on them.
void add_other_counts(Facts& facts, Random& random) {
  std::map<std::string, Count>& counts = facts.counts;
  const auto part_of = [&](Count whole) {
    return whole < 1 ? 0 : static_cast<Count>(random.below(static_cast<int>(whole)));
  };
  const Count all = counts["new"];
  counts["part.new"] = part_of(all);
  counts["half.new"] = part_of(all);
  counts["all.new"] = all + random.between(100, 9999);
  counts["ch.online"] = all - part_of(all);
  counts["ch.letter"] = part_of(all - counts["ch.online"] + 1);
  counts["ch.in_person"] = all - counts["ch.online"] - counts["ch.letter"];
  const auto add_whole = [&](const std::string& whole, const std::vector<std::string>& parts, int most) {
    counts[whole] = 0;
    for (const std::string& part : parts) counts[whole] += counts[part] = random.between(1, most);
  };
  add_whole("posts.total", {"posts.site", "posts.weibo", "posts.wechat"}, 4000);
  add_whole("issues.total", {"issues.special", "issues.plain"}, 40);
  add_whole("meetings.total", {"meetings.head", "meetings.rest"}, 12);
  add_whole("proposals.total", {"proposals.a", "proposals.b"}, 80);
  add_whole("messages.total", {"messages.closed"}, 900);
  if (facts.form->find_cell("requests.new.total") >= 0) {
    counts["fees.processing"] = 0;
  } else {
    for (const std::string name : {"new", "part.new", "half.new", "all.new"}) counts.erase(name);
    for (const std::string name : {"ch.online", "ch.letter", "ch.in_person"}) counts.erase(name);
  }
}

// The sentences of a report in their paragraphs, and its sheet with them around the tables.
class ReportMaker {
 public:
  ReportMaker(const Form& form, std::uint64_t seed, const std::string& layout, Random& random)
      : form_(form), random_(random) {
    made_.seed = seed;
    made_.form = &form;
    const Layout& drawn = random.pick(layouts());
    layout_ = layout.empty() ? &drawn : find_layout(layout);
    made_.layout = layout_->name;
  }

  CleanReport make(const Facts& facts, const std::vector<Decimal>& figures, bool plant) {
    facts_ = &facts;
    made_.year = facts.year;
    sheet_ = make_sheet(form_, figures, random_);
    sheet_.year = facts.year;
    style_ = random_.below(4);
    const bool annexed = form_.find_cell("requests.new.total") < 0;
    title();
    sheet_.before.clear();
    sheet_.behind.clear();
    introduction();
    annexed ? sections_before_annex() : sections_around_tables();
    if (plant) plant_one();
    befall();
    print();
    return std::move(made_);
  }

 private:
  void title() {
    const std::string year = std::to_string(facts_->year);
    sheet_.title = random_.chance(50) ? facts_->body + year + "年政府信息公开工作年度报告"
                                      : facts_->body + year + "年度政府信息公开工作年度报告";
  }

  // A government publishes by the end of March, a department by the end of January.
  std::string published(const std::string& between) {
    const int month = facts_->government ? random_.between(1, 3) : 1;
    const int day = random_.between(4, 28);
    if (between.empty()) {
      return std::to_string(facts_->year + 1) + "年" + std::to_string(month) + "月" + std::to_string(day) + "日";
    }
    const auto two = [](int number) { return std::string(number < 10 ? 1 : 0, '0').append(std::to_string(number)); };
    return std::to_string(facts_->year + 1) + between + two(month) + between + two(day);
  }

  void introduction() {
    const std::string year = std::to_string(facts_->year);
    if (random_.chance(40)) {
      sheet_.before.push_back("发布日期：" + published("-") + "  来源：" + facts_->body + "  浏览次数：" +
                              std::to_string(random_.between(10, 9999)));
    }
    sheet_.before.push_back(random_.pick<std::string>({
        "本报告依据《中华人民共和国政府信息公开条例》编制，数据统计期限为" + year + "年1月1日至12月31日。",
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条规定，现公布" + facts_->body + year +
            "年政府信息公开工作年度报告。本报告中所列数据统计期限自" + year + "年1月1日起至" + year +
            "年12月31日止。如有疑问，请与" + facts_->body + "办公室联系（电话：0595-22" +
            std::to_string(random_.between(100000, 999999)) + "，邮编：362000）。",
        "按照有关要求，现将" + year + "年政府信息公开工作情况报告如下。本年度报告统计数据从" + year +
            "年1月1日到12月31日。",
    }));
  }

  void sections_around_tables() {
    heading("一、总体情况");
    paragraphs({{Place::overview, "", 1},
                {Place::disclosure, "主动公开情况", 7},
                {Place::requests, "依申请公开情况", 7},
                {Place::proceedings, "行政复议和行政诉讼情况", 3},
                {Place::management, "监督保障", 3}},
               sheet_.before);
    const int tables = static_cast<int>(form_.tables.size());
    sheet_.behind.push_back(chinese_number(tables + 2) + "、存在的主要问题及改进情况");
    sheet_.behind.push_back("对照上年检查中指出的问题逐项整改，整改结果在门户网站上公布；新问题逐条列入台账。");
    paragraphs({{Place::problems, "", 2}}, sheet_.behind);
    sheet_.behind.push_back(chinese_number(tables + 3) + "、其他需要报告的事项");
    sheet_.behind.push_back("依据《政府信息公开信息处理费管理办法》，" + std::to_string(facts_->year) +
                            "年未收取政府信息公开信息处理费。");
    paragraphs({{Place::other, "", 1}}, sheet_.behind);
    if (random_.chance(50)) {
      sheet_.behind.push_back(facts_->body);
      sheet_.behind.push_back(published(""));
    }
  }

  void sections_before_annex() {
    heading("一、概述");
    paragraphs({{Place::overview, "", 2}, {Place::management, "", 3}}, sheet_.before);
    heading("二、主动公开政府信息情况");
    paragraphs({{Place::disclosure, "", 6}}, sheet_.before);
    heading("三、依申请公开政府信息情况");
    paragraphs({{Place::requests, "", 6}}, sheet_.before);
    heading("四、行政复议、行政诉讼和举报投诉情况");
    paragraphs({{Place::proceedings, "", 3}}, sheet_.before);
    heading("五、存在的主要问题和改进措施");
    paragraphs({{Place::problems, "", 2}}, sheet_.before);
    if (random_.chance(60)) sheet_.before.emplace_back("附表");
    for (SheetSection& section : sheet_.sections) {
      section.notes = lines_over_annex(facts_->year, facts_->region, random_);
      section.signature = signature_under_annex(facts_->year, random_);
    }
  }

  void heading(const std::string& text) { sheet_.before.push_back(text); }

  struct Paragraph {
    Place place;
    std::string title;
    int most;
  };

  void paragraphs(const std::vector<Paragraph>& wanted, std::vector<std::string>& lines) {
    int number = 0;
    for (const Paragraph& paragraph : wanted) {
      std::vector<Sentence> written = sentences(*facts_, paragraph.place, random_.between(1, paragraph.most), random_);
      if (written.empty()) continue;
      std::string text;
      if (!paragraph.title.empty()) text = start_of(++number, paragraph.title, lines);
      for (const Sentence& sentence : written) {
        if (style_ == 3 && paragraph.title.empty()) {  // a paragraph for each sentence
          lines.push_back(sentence.text);
          text.clear();
          remember(sentence);
          continue;
        }
        text += sentence.text;
        remember(sentence);
      }
      if (!text.empty()) lines.push_back(text);
    }
  }

  void remember(const Sentence& sentence) { made_.sentences.push_back(sentence); }

  // "（一）主动公开情况。", on a line of its own or before the sentences; or nothing.
  std::string start_of(int number, const std::string& title, std::vector<std::string>& lines) {
    switch (style_) {
      case 0:
        lines.push_back("（" + chinese_number(number) + "）" + title);
        return "";
      case 1:
        return "（" + chinese_number(number) + "）" + title + "。";
      case 2:
        return std::to_string(number) + "." + title + "。";
      default:
        return "";
    }
  }

  // Makes one marked figure of one sentence another one, and leaves the mark of false figures before it.
  void plant_one() {
    std::vector<std::size_t> checkable;
    for (std::size_t i = 0; i < made_.sentences.size(); ++i) {
      const Sentence& sentence = made_.sentences[i];
      if (!sentence.kind.starts_with("other.") && sentence.text.find(figure_mark) != std::string::npos) {
        checkable.push_back(i);
      }
    }
    if (checkable.empty()) return;
    Sentence& sentence = made_.sentences[random_.pick(checkable)];
    const std::string before = sentence.text;
    std::vector<std::size_t> figures;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i] == figure_mark) figures.push_back(i);
    }
    const std::size_t begin = random_.pick(figures) + 1;
    const std::size_t end = std::min(before.find_first_not_of("0123456789.,", begin), before.size());
    const std::string was = before.substr(begin, end - begin);
    const std::optional<std::string> other = another(was);
    if (!other) return;
    sentence.text = before.substr(0, begin - 1) + planted_mark + *other + before.substr(end);
    replace(before, sentence.text);
    made_.planted = Planted{sentence.kind, "", {0, other->size()}, was};
  }

  void replace(const std::string& before, const std::string& after) {
    for (std::vector<std::string>* lines : {&sheet_.before, &sheet_.behind}) {
      for (std::string& line : *lines) {
        const std::size_t place = line.find(before);
        if (place == std::string::npos) continue;
        line.replace(place, before.size(), after);
        return;
      }
    }
  }

  // A figure that nothing in the report is: a digit another one, two swapped, one lost or one doubled.
  std::optional<std::string> another(const std::string& figure) {
    std::set<std::string> taken;
    for (const auto& [name, count] : facts_->counts) taken.insert(std::to_string(count));
    for (int tries = 0; tries < 20; ++tries) {
      std::string other = figure;
      const std::size_t place =
          static_cast<std::size_t>(random_.below(static_cast<int>(std::min(figure.size(), figure.find('.')))));
      if (other[place] == ',') continue;
      switch (random_.below(4)) {
        case 0:
        case 1:
          other[place] = static_cast<char>('0' + random_.below(10));
          break;
        case 2:
          if (place + 1 < other.size() && other[place + 1] != ',' && other[place + 1] != '.') {
            std::swap(other[place], other[place + 1]);
          }
          break;
        default:
          other.insert(place, 1, other[place]);
          break;
      }
      std::string digits = other;
      std::erase(digits, ',');
      const bool zero_first = digits.front() == '0' && digits.size() > 1 && digits[1] != '.';
      if (other != figure && !zero_first && taken.count(digits) == 0) return other;
    }
    return std::nullopt;
  }

  // What reports do that are right all the same.
  void befall() {
    for (const Trouble& trouble : troubles()) {
      const bool is_harmless = trouble.name == "group in one row" || trouble.name == "thousands" ||
                               trouble.name == "full-width digits" || trouble.name == "blanks";
      if (is_harmless && random_.chance(10) && trouble.befall(sheet_, form_, random_)) {
        made_.troubles.push_back(trouble.name);
      }
    }
    show_blanks();
  }

  // An empty cell between others may be any of them in some layouts, and an audit has to say so; a stroke may not.
  void show_blanks() {
    for (SheetSection& section : sheet_.sections) {
      for (SheetBlock& block : section.blocks) {
        for (std::vector<SheetFigure>& row : block.figures) {
          for (SheetFigure& figure : row) {
            if (figure.cell >= 0 && figure.blank && (figure.blank->empty() || *figure.blank == "\u00a0")) {
              figure.blank.emplace(1, '/');
            }
          }
        }
      }
    }
  }

  void print() {
    for (std::vector<std::string>* lines : {&sheet_.before, &sheet_.behind}) {
      for (std::string& line : *lines) std::erase(line, figure_mark);
    }
    for (Sentence& sentence : made_.sentences) std::erase(sentence.text, figure_mark);
    const std::string marked = print_document(sheet_, *layout_, Paging::none, random_);
    made_.text = take_out_marks(marked).text;
    const std::size_t place = made_.text.find(planted_mark);
    if (place == std::string::npos) {
      made_.planted.reset();
      return;
    }
    made_.text.erase(place, 1);
    made_.planted->span = {place, place + made_.planted->span.end};
    for (Sentence& sentence : made_.sentences) {
      if (std::erase(sentence.text, planted_mark) > 0) made_.planted->sentence = sentence.text;
    }
  }

  const Form& form_;
  Random& random_;
  const Layout* layout_;
  const Facts* facts_ = nullptr;
  Sheet sheet_;
  CleanReport made_;
  int style_ = 0;
};

Facts facts_of(const Form& form, int year, const Body& body, const std::vector<Decimal>& figures,
               const std::vector<Decimal>* last, Random& random) {
  Facts facts;
  facts.form = &form;
  facts.year = year;
  facts.body = body.name;
  facts.region = body.region;
  facts.government = body.government;
  name_counts(form, figures, "", facts);
  if (last != nullptr) name_counts(form, *last, "last.", facts);
  add_other_counts(facts, random);
  return facts;
}

int year_of(const Form& form, Random& random) {
  const int first = form.first_year;
  return random.between(first, form.last_year > 0 ? form.last_year : first + 3);
}

CleanReport one_report(const Form& form, std::uint64_t seed, const std::string& layout, bool plant) {
  Random random(seed);
  ReportMaker maker(form, seed, layout, random);
  const Body body = draw_body(random);
  const int year = year_of(form, random);
  const std::vector<Decimal> last = figures_of_year(form, nullptr, random);
  const std::vector<Decimal> figures = figures_of_year(form, &last, random);
  return maker.make(facts_of(form, year, body, figures, &last, random), figures, plant);
}

}  // namespace

std::string CleanReport::name() const {
  std::string name = "seed " + std::to_string(seed) + ", form " + form->id + ", layout " + layout;
  for (const std::string& trouble : troubles) name += ", " + trouble;
  return name;
}

CleanReport make_clean_report(const Form& form, std::uint64_t seed, const std::string& layout) {
  return one_report(form, seed, layout, false);
}

CleanReport make_false_report(const Form& form, std::uint64_t seed, const std::string& layout) {
  return one_report(form, seed, layout, true);
}

std::pair<CleanReport, CleanReport> make_clean_years(const Form& form, std::uint64_t seed, const std::string& layout) {
  Random random(seed);
  const Body body = draw_body(random);
  const int first = form.first_year;
  const std::vector<Decimal> before = figures_of_year(form, nullptr, random);
  const std::vector<Decimal> one = figures_of_year(form, &before, random);
  const std::vector<Decimal> two = figures_of_year(form, &one, random);
  ReportMaker first_maker(form, seed, layout, random);
  CleanReport earlier = first_maker.make(facts_of(form, first, body, one, &before, random), one, false);
  ReportMaker second_maker(form, seed, layout, random);
  CleanReport later = second_maker.make(facts_of(form, first + 1, body, two, &one, random), two, false);
  return {std::move(earlier), std::move(later)};
}

}  // namespace gouji::generator
