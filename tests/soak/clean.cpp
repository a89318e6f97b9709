#include "soak/clean.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <utility>
#include <vector>

#include "generator/alarms.h"
#include "generator/clean.h"

namespace gouji::generator {
namespace {

struct Group {
  long count = 0;
  std::vector<std::string> examples;

  void add(const std::string& example, long most) {
    if (++count <= most) examples.push_back(example);
  }
};

void print_groups(const std::string& title, const std::map<std::string, Group>& groups) {
  std::vector<std::pair<std::string, Group>> sorted(groups.begin(), groups.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  fmt::print("\n{}\n", title);
  for (const auto& [name, group] : sorted) {
    fmt::print("{:>8}  {}\n", group.count, name);
    for (const std::string& example : group.examples) fmt::print("          {}\n", example);
  }
}

// One file a report, and a line for each in a list of what was made false:
// file, kind of sentence, begin and end of the figure in bytes, the figure that it was, the sentence.
class Folder {
 public:
  explicit Folder(const std::filesystem::path& path) : path_(path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    list_.open(path / "planted.tsv", std::ios::binary);
  }

  bool write(const CleanReport& report) {
    const std::string name = fmt::format("form{}-seed{:06}-{}.txt", report.form->id, report.seed, report.year);
    std::ofstream(path_ / name, std::ios::binary) << report.text;
    if (report.planted) {
      const Planted& planted = *report.planted;
      list_ << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", name, planted.kind, planted.span.begin, planted.span.end,
                           planted.was, planted.sentence);
    }
    return list_.good();
  }

 private:
  std::filesystem::path path_;
  std::ofstream list_;
};

class CleanSoak {
 public:
  CleanSoak(const CleanSettings& settings, const Grammar& grammar) : settings_(settings), grammar_(grammar) {}

  void run(const CleanReport& report) {
    ++reports_;
    const std::vector<Alarm> alarms = alarms_of(report, grammar_);
    if (report.planted) {
      count_planted(*report.planted, report, alarms);
      return;
    }
    bool quiet = true;
    for (const Alarm& alarm : alarms) {
      if (!alarm.serious && !settings_.infos) continue;
      quiet = quiet && !alarm.serious;
      rules_[alarm.rule].add(fmt::format("{}: {} [{}]", report.name(), alarm.message, alarm.sentence),
                             settings_.most_examples);
    }
    if (!quiet) ++loud_;
  }

  int print() const {
    if (settings_.plant) {
      fmt::print("{:<32}{:>8}{:>8}\n", "kind of sentence", "planted", "found");
      long planted = 0;
      long found = 0;
      for (const auto& [kind, counts] : kinds_) {
        fmt::print("{:<32}{:>8}{:>8}{:>9.1f} %\n", kind, counts.first, counts.second,
                   100.0 * static_cast<double>(counts.second) / static_cast<double>(counts.first));
        planted += counts.first;
        found += counts.second;
      }
      fmt::print("{:<32}{:>8}{:>8}\n", "all", planted, found);
      print_groups("not found, by kind", missed_);
      return 0;
    }
    fmt::print("{} reports, {} with errors or warnings\n", reports_, loud_);
    print_groups("findings by rule", rules_);
    return loud_ == 0 ? 0 : 1;
  }

 private:
  void count_planted(const Planted& planted, const CleanReport& report, const std::vector<Alarm>& alarms) {
    auto& [all, found] = kinds_[planted.kind];
    ++all;
    if (is_found(planted, alarms)) {
      ++found;
    } else {
      missed_[planted.kind].add(
          fmt::format("{}: {} for {} in: {}", report.name(),
                      report.text.substr(planted.span.begin, planted.span.end - planted.span.begin), planted.was,
                      planted.sentence),
          settings_.most_examples);
    }
  }

  const CleanSettings& settings_;
  const Grammar& grammar_;
  long reports_ = 0;
  long loud_ = 0;
  std::map<std::string, Group> rules_;
  std::map<std::string, std::pair<long, long>> kinds_;
  std::map<std::string, Group> missed_;
};

// Every twentieth is followed by the report of the year after.
std::vector<CleanReport> reports_of(const Form& form, std::uint64_t seed, const CleanSettings& settings) {
  if (settings.plant) return {make_false_report(form, seed, settings.layout)};
  if (seed % 20 != 0 || !settings.layout.empty()) return {make_clean_report(form, seed, settings.layout)};
  std::pair<CleanReport, CleanReport> years = make_clean_years(form, seed);
  return {std::move(years.first), std::move(years.second)};
}

}  // namespace

int soak_clean(const CleanSettings& settings, const Grammar& grammar) {
  std::vector<const Form*> forms = printable_forms(grammar);
  if (!settings.form.empty()) std::erase_if(forms, [&](const Form* form) { return form->id != settings.form; });
  CleanSoak soak(settings, grammar);
  std::optional<Folder> folder;
  if (!settings.write.empty()) folder.emplace(settings.write);
  for (long i = 0; i < settings.count; ++i) {
    const Form& form = *forms[static_cast<std::size_t>(i) % forms.size()];
    for (const CleanReport& report : reports_of(form, settings.seed + static_cast<std::uint64_t>(i), settings)) {
      if (!folder) {
        soak.run(report);
      } else if (!folder->write(report)) {
        fmt::print(stderr, "gouji_soak: cannot write into {}\n", settings.write.string());
        return 3;
      }
    }
  }
  return folder ? 0 : soak.print();
}

}  // namespace gouji::generator
