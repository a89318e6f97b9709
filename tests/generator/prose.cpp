#include "generator/prose.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>

#include "generator/marks.h"
#include "generator/wordings.h"

namespace gouji::generator {
namespace {

using Count = std::int64_t;

std::string marked(const std::string& figure) { return figure_mark + figure; }

// numerator / denominator with so many decimals, rounded or cut.
std::string quotient(Count numerator, Count denominator, int decimals, bool rounded) {
  Count scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const Count scaled = (numerator * scale * 2 + (rounded ? denominator : 0)) / (denominator * 2);
  const std::string digits = std::to_string(scaled % scale);
  std::string printed = std::to_string(scaled / scale);
  if (decimals == 0) return printed;
  printed.append(1, '.').append(static_cast<std::size_t>(decimals) - digits.size(), '0').append(digits);
  return printed;
}

bool has(const Facts& facts, const std::string& name) { return facts.counts.count(name) > 0; }

// One condition: a name, or two names or numbers with <, > or = between them.
bool holds(const Facts& facts, const std::string& condition) {
  const std::size_t sign = condition.find_first_of("<>=");
  if (sign == std::string::npos) return has(facts, condition) || facts.amounts.count(condition) > 0;
  const std::string left = condition.substr(0, sign);
  const std::string right = condition.substr(sign + 1);
  const bool number = right.find_first_not_of("0123456789") == std::string::npos;
  if (!has(facts, left) || (!number && !has(facts, right))) return false;
  const Count a = facts.counts.at(left);
  const Count b = number ? std::stoll(right) : facts.counts.at(right);
  return condition[sign] == '<' ? a < b : condition[sign] == '>' ? a > b : a == b;
}

bool all_hold(const Facts& facts, const std::string& when) {
  for (std::size_t begin = 0; begin < when.size();) {
    const std::size_t end = std::min(when.find(", ", begin), when.size());
    if (!holds(facts, when.substr(begin, end - begin))) return false;
    begin = end + 2;
  }
  return true;
}

// A place where there is no bracket inside brackets.
std::size_t find_top(const std::string& text, std::size_t begin, const std::string& wanted) {
  int depth = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (depth == 0 && wanted.find(text[i]) != std::string::npos) return i;
    if (text[i] == '[') ++depth;
    if (text[i] == ']') --depth;
  }
  return text.size();
}

class Writer {
 public:
  Writer(const Facts& facts, Random& random) : facts_(facts), random_(random) {
    thousands_ = random.chance(8);
    decimals_ = random.pick<int>({0, 1, 1, 2, 2, 2});
    rounded_ = random.chance(80);
    separator_ = random.pick<std::string>({"、", "、", "，", "；", "，"});
    form_ = random.below(5);
  }

  // Nullopt where something that the wording needs is nothing or unknown.
  std::optional<std::string> write(const std::string& wording) {
    failed_ = false;
    std::string text = expand(wording);
    if (failed_) return std::nullopt;
    close_bracket(text);
    return text;
  }

 private:
  // A bracket that one of several alternatives opened.
  static void close_bracket(std::string& text) {
    const std::string stop = "。";
    const std::size_t open = text.rfind("（");
    if (open == std::string::npos || text.find("）", open) != std::string::npos || !text.ends_with(stop)) return;
    text.insert(text.size() - stop.size(), "）");
  }

  std::string expand(const std::string& wording) {
    std::string text;
    for (std::size_t i = 0; i < wording.size();) {
      if (wording[i] == '[') {
        const std::size_t end = find_top(wording, i + 1, "]");
        text += expand(choose(wording.substr(i + 1, end - i - 1)));
        i = end + 1;
      } else if (wording[i] == '{') {
        const std::size_t end = wording.find('}', i);
        text += value(wording.substr(i + 1, end - i - 1));
        i = end + 1;
      } else {
        text += wording[i++];
      }
    }
    return text;
  }

  std::string choose(const std::string& alternatives) {
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin <= alternatives.size();) {
      const std::size_t end = find_top(alternatives, begin, "|");
      all.push_back(alternatives.substr(begin, end - begin));
      begin = end + 1;
    }
    return random_.pick(all);
  }

  std::string value(const std::string& name) {
    if (name == "year") return std::to_string(facts_.year);
    if (name == "last_year") return std::to_string(facts_.year - 1);
    if (name == "next_year") return std::to_string(facts_.year + 1);
    if (name == "region") return facts_.region;
    if (name == "body") return facts_.body;
    switch (name.front()) {
      case '#':
        return any_number(std::stoi(name.substr(1)));
      case '=':
        return count(name.substr(1));
      case '$':
        return amount(name.substr(1));
      case '%':
        return percentage(name.substr(1));
      case '^':
        return rate(name.substr(1));
      case '~':
        return difference(name.substr(1));
      default:
        break;
    }
    if (const std::size_t space = name.find(' '); space != std::string::npos) {
      return list(name.substr(0, space), name.substr(space + 1));
    }
    return marked(count(name));
  }

  std::string any_number(int digits) {
    Count low = 1;
    for (int i = 1; i < digits; ++i) low *= 10;
    return printed(low + random_.below(static_cast<int>(low * 9)));
  }

  // Nothing is seldom told as a figure.
  std::string count(const std::string& name) {
    if (!has(facts_, name) || (facts_.counts.at(name) == 0 && !random_.chance(30))) {
      failed_ = true;
      return "";
    }
    return printed(facts_.counts.at(name));
  }

  std::string printed(Count count) const {
    std::string digits = std::to_string(count);
    if (thousands_) {
      for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3)
        digits.insert(static_cast<std::size_t>(i), 1, ',');
    }
    return digits;
  }

  // In the table's unit or in yuan, rounded to decimals that people print.
  std::string amount(const std::string& name) {
    const auto found = facts_.amounts.find(name);
    if (found == facts_.amounts.end() || found->second.is_zero()) {
      failed_ = true;
      return "";
    }
    const std::string printed = found->second.str();
    if (random_.chance(20) && found->second.shifted(-4)) {
      const Decimal yuan = *found->second.shifted(-4);
      if (yuan.is_whole()) return marked(yuan.str().substr(0, yuan.str().find('.'))) + "元";
    }
    if (found->second.scale() > 2 && random_.chance(50)) {
      std::string digits = printed;
      digits.erase(digits.find('.'), 1);
      Count scale = 1;
      for (int i = 0; i < found->second.scale(); ++i) scale *= 10;
      return marked(quotient(std::stoll(digits), scale, 2, true)) + "万元";
    }
    return marked(printed) + "万元";
  }

  std::string percent(Count part, Count whole) {
    if (whole == 0 || part == 0) {
      failed_ = true;
      return "";
    }
    const std::string printed = quotient(part * 100, whole, part == whole ? 0 : decimals_, rounded_);
    if (printed.find_first_not_of("0.") == std::string::npos) failed_ = true;
    return marked(printed) + "%";
  }

  std::string percentage(const std::string& name) {
    const std::size_t slash = name.find('/');
    const std::string part = name.substr(0, slash);
    const std::string whole = name.substr(slash + 1);
    if (!has(facts_, part) || !has(facts_, whole)) {
      failed_ = true;
      return "";
    }
    return percent(facts_.counts.at(part), facts_.counts.at(whole));
  }

  std::string rate(const std::string& name) {
    if (!has(facts_, name) || !has(facts_, "last." + name)) {
      failed_ = true;
      return "";
    }
    const Count last = facts_.counts.at("last." + name);
    return percent(std::abs(facts_.counts.at(name) - last), last);
  }

  std::string difference(const std::string& name) {
    if (!has(facts_, name) || !has(facts_, "last." + name)) {
      failed_ = true;
      return "";
    }
    return marked(printed(std::abs(facts_.counts.at(name) - facts_.counts.at("last." + name))));
  }

  std::string list(const std::string& style, const std::string& name) {
    std::vector<Part> parts = parts_of(name);
    const auto is_left_out = [&](const Part& part) {
      if (!has(facts_, part.count)) return true;
      const bool is_nothing = facts_.counts.at(part.count) == 0;
      return (is_nothing && style != "all") || (style == "some" && random_.chance(40));
    };
    std::erase_if(parts, is_left_out);
    if (parts.empty() || (parts.size() == 1 && style != "some" && random_.chance(80))) {
      failed_ = true;
      return "";
    }
    const std::string separator = style == "numbered" ? "；" : separator_;
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) text += separator;
      if (style == "numbered") text += std::to_string(i + 1) + ".";
      text += item(parts[i], separator, name == "posts" ? "条" : "件");
    }
    return text;
  }

  std::string item(const Part& part, const std::string& separator, const std::string& unit) {
    const std::string name = random_.pick(part.names);
    const std::string figure = marked(printed(facts_.counts.at(part.count)));
    if (form_ == 1 && separator == "；") return name + "的" + figure + unit;
    if (form_ == 2) return "“" + name + "”" + figure + unit;
    if (form_ == 3) return name + "（" + figure + unit + "）";
    return name + figure + unit;
  }

  const Facts& facts_;
  Random& random_;
  bool failed_ = false;
  // A writer's habits.
  bool thousands_ = false;
  int decimals_ = 2;
  bool rounded_ = true;
  std::string separator_;
  int form_ = 0;
};

}  // namespace

std::vector<Sentence> sentences(const Facts& facts, Place place, int most, Random& random) {
  std::vector<const Wording*> fitting;
  for (const Wording& wording : wordings()) {
    if (wording.place == place && all_hold(facts, wording.when)) fitting.push_back(&wording);
  }
  Writer writer(facts, random);
  std::vector<Sentence> written;
  for (int tries = 0; tries < most * 4 && static_cast<int>(written.size()) < most && !fitting.empty(); ++tries) {
    const int drawn = random.below(static_cast<int>(fitting.size()));
    const Wording& wording = *fitting[drawn];
    fitting.erase(fitting.begin() + drawn);
    if (std::optional<std::string> text = writer.write(wording.text)) written.push_back({wording.kind, *text});
  }
  return written;
}

}  // namespace gouji::generator
