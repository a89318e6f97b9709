// gouji_soak: makes reports in all layouts and with all troubles for as long as one likes, extracts them, and says what
// was read wrong. scripts/soak builds and runs it.
#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "generator/case.h"
#include "generator/check.h"
#include "generator/renderers.h"
#include "soak/accuracy.h"
#include "soak/clean.h"

namespace gouji::generator {
namespace {

namespace options = boost::program_options;
using Clock = std::chrono::steady_clock;

struct Settings {
  std::uint64_t seed = 0;
  long seconds = 60;
  long count = 0;  // of seeds; 0: until the time is over
  std::string form;
  Choice choice;
  std::filesystem::path write;
  bool list_unread = false;
  bool clean = false;  // audit reports in which everything is true
  bool plant = false;  // or one figure of the prose is false
  bool infos = false;
  long most_failures = 20;  // printed
  int errors = 0;           // planted in each report to see if the audit names them; 0: reports are read as they are
  bool errors_in_text = false;
};

struct Tally {
  long cases = 0;
  long right = 0;
  long wrong = 0;
  long marked = 0;
  long told = 0;
  long told_right = 0;

  static Tally of(const Verdict& verdict) {
    const auto wrong_cells = static_cast<long>(verdict.wrong.size());
    return {1, verdict.right, wrong_cells, verdict.marked, verdict.told, verdict.told_right};
  }

  void add(const Tally& other) {
    cases += other.cases;
    right += other.right;
    wrong += other.wrong;
    marked += other.marked;
    told += other.told;
    told_right += other.told_right;
  }
};

// Cases with trouble and without count apart.
struct Summary {
  std::map<std::string, Tally> plain_forms;     // by form
  std::map<std::string, Tally> troubled_forms;  // by form
  std::map<std::string, Tally> plain;           // by layout
  std::map<std::string, Tally> troubled;        // by layout
  std::map<std::string, Tally> troubles;        // by trouble; a case counts under each of its troubles
  long failures = 0;
};

void print_tally(const std::string& name, const Tally& tally) {
  const double told = static_cast<double>(tally.told);
  const double share = tally.told == 0 ? 100 : 100 * static_cast<double>(tally.told_right) / told;
  fmt::print("{:<32}{:>8}{:>10}{:>8}{:>8}{:>12.2f} %\n", name, tally.cases, tally.right, tally.wrong, tally.marked,
             share);
}

// The last column is the share of right cells among those that the text tells.
void print_tallies(const std::string& title, const std::map<std::string, Tally>& tallies, bool with_sum) {
  if (tallies.empty()) return;
  fmt::print("\n{:<32}{:>8}{:>10}{:>8}{:>8}{:>14}\n", title, "cases", "right", "wrong", "marked", "right of told");
  Tally sum;
  for (const auto& [name, tally] : tallies) {
    print_tally(name, tally);
    sum.add(tally);
  }
  if (with_sum) print_tally("all", sum);
}

void print_failure(const Case& made, const Verdict& verdict, const Settings& settings, long failures) {
  if (failures > settings.most_failures) return;
  if (!verdict.wrong.empty()) fmt::print("{}: {} wrong{}\n", made.name(), verdict.wrong.size(), some_of(verdict.wrong));
  if (settings.list_unread && !verdict.unread.empty()) {
    fmt::print("{}: {} marked{}\n", made.name(), verdict.unread.size(), some_of(verdict.unread));
  }
  std::fflush(stdout);
}

void run_case(const Case& made, const Grammar& grammar, const Settings& settings, Summary& summary) {
  const Verdict verdict = examine(made, grammar);
  const Tally tally = Tally::of(verdict);
  (made.troubles.empty() ? summary.plain : summary.troubled)[made.layout].add(tally);
  (made.troubles.empty() ? summary.plain_forms : summary.troubled_forms)["form " + made.form->id].add(tally);
  for (const std::string& trouble : made.troubles) summary.troubles[trouble].add(tally);
  const bool unread = settings.list_unread && !verdict.unread.empty();
  if (!verdict.wrong.empty() || unread) print_failure(made, verdict, settings, ++summary.failures);
}

// The exit status.
int print_summary(const Summary& summary) {
  print_tallies("without trouble", summary.plain_forms, false);
  print_tallies("", summary.plain, true);
  print_tallies("with trouble", summary.troubled_forms, false);
  print_tallies("", summary.troubled, true);
  print_tallies("by trouble", summary.troubles, false);
  const auto has_wrong = [](const auto& tally) { return tally.second.wrong > 0; };
  const bool wrong = std::any_of(summary.plain.begin(), summary.plain.end(), has_wrong) ||
                     std::any_of(summary.troubled.begin(), summary.troubled.end(), has_wrong);
  return wrong ? 1 : 0;
}

// The keys and the shape of the truth that reports are compared with.
void write_expected(const Case& made, std::FILE* file) {
  fmt::print(file, "{{\n\"form\": \"{}\",\n\"seed\": {},\n\"layout\": \"{}\",\n\"paging\": \"{}\",\n\"trouble\": [",
             made.form->id, made.seed, made.layout, made.paging);
  for (std::size_t i = 0; i < made.troubles.size(); ++i) {
    fmt::print(file, "{}\"{}\"", i == 0 ? "" : ", ", made.troubles[i]);
  }
  fmt::print(file, "],\n\"cells\": {{\n");
  for (std::size_t i = 0; i < made.cells.size(); ++i) {
    const std::optional<Decimal>& value = made.cells[i].value;
    fmt::print(file, "\"{}\": {}{}\n", made.form->cells[i].id, value ? fmt::format("\"{}\"", value->str()) : "null",
               i + 1 < made.cells.size() ? "," : "");
  }
  fmt::print(file, "}}\n}}\n");
}

bool write_case(const Case& made, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::ofstream(folder / "report.txt", std::ios::binary) << made.text;
  std::FILE* file = std::fopen((folder / "expected.json").c_str(), "w");
  if (file == nullptr) {
    fmt::print(stderr, "gouji_soak: cannot write into {}\n", folder.string());
    return false;
  }
  write_expected(made, file);
  return std::fclose(file) == 0;
}

CleanSettings clean_settings(const Settings& settings) {
  CleanSettings clean;
  clean.seed = settings.seed;
  if (settings.count > 0) clean.count = settings.count;
  clean.form = settings.form;
  clean.layout = settings.choice.layout;
  clean.plant = settings.plant;
  clean.infos = settings.infos;
  clean.write = settings.write;
  return clean;
}

int soak(const Settings& settings) {
  const Result<Grammar> grammar = load_grammar(builtin_grammar_files());
  if (!grammar) {
    fmt::print(stderr, "gouji_soak: the grammar does not load\n");
    return 2;
  }
  if (settings.clean || settings.plant) return soak_clean(clean_settings(settings), *grammar);
  std::vector<const Form*> forms = printable_forms(*grammar);
  if (!settings.form.empty()) std::erase_if(forms, [&](const Form* form) { return form->id != settings.form; });
  if (forms.empty()) {
    fmt::print(stderr, "gouji_soak: there is no form {} with tables\n", settings.form);
    return 2;
  }
  if (settings.errors > 0) {
    const long count = settings.count > 0 ? settings.count : 1000;
    print_accuracy(forms, *grammar, {settings.seed, count, settings.errors, settings.errors_in_text});
    return 0;
  }
  Summary summary;
  const Clock::time_point end = Clock::now() + std::chrono::seconds(settings.seconds);
  for (long i = 0; settings.count > 0 ? i < settings.count : Clock::now() < end; ++i) {
    for (const Form* form : forms) {
      const Case made = make_case(*form, settings.seed + static_cast<std::uint64_t>(i), settings.choice);
      if (!settings.write.empty()) {
        fmt::print("{}\n", made.name());
        return write_case(made, settings.write) ? 0 : 3;
      }
      run_case(made, *grammar, settings, summary);
    }
  }
  return print_summary(summary);
}

options::options_description options_of(Settings& settings) {
  options::options_description all(
      "gouji_soak [OPTION]...\n\n"
      "Makes reports, extracts them and prints what was read wrong. Without --seed it begins anywhere,\n"
      "with --seed alone it makes that one report.\n\nOptions");
  auto add = all.add_options();
  add("seed", options::value(&settings.seed), "the first seed; those behind it follow");
  add("seconds", options::value(&settings.seconds), "how long (60)");
  add("count", options::value(&settings.count), "how many seeds, instead of how long");
  add("layout", options::value(&settings.choice.layout), "this layout only");
  add("form", options::value(&settings.form), "this form only");
  add("plain", "reports without trouble only");
  add("troubled", "reports with trouble only");
  add("marked", "print cells too that are marked though the text tells them");
  add("failures", options::value(&settings.most_failures), "how many reports with such cells are printed (20)");
  add("errors", options::value(&settings.errors),
      "plant so many wrong figures in each report, and print how often the audit names them");
  add("in-text", "plant them in the text before it is read, not in the record");
  add("write", options::value(&settings.write),
      "only write report.txt and expected.json of --seed into this folder; of --clean and --false all reports");
  add("clean", "audit reports in which everything is true, 10 000 or --count of them, and print what is found in them");
  add("false", "the same with one false figure in each report's prose, and how many are found");
  add("infos", "of --clean: count findings of severity info too");
  add("layouts", "print the layouts' names");
  add("help", "print this");
  return all;
}

void print_help(const options::options_description& all) {
  std::ostringstream help;
  help << all;
  fmt::print("{}", help.str());
}

void print_layouts() {
  for (const std::vector<Layout>* all : {&layouts(), &page_layouts(), &word_layouts()}) {
    for (const Layout& layout : *all) fmt::print("{}\n", layout.name);
  }
}

void take_flags(const options::variables_map& given, Settings& settings) {
  if (given.count("plain") > 0) settings.choice.troubled = false;
  if (given.count("troubled") > 0) settings.choice.troubled = true;
  settings.clean = given.count("clean") > 0;
  settings.plant = given.count("false") > 0;
  settings.infos = given.count("infos") > 0;
  settings.list_unread = given.count("marked") > 0;
  settings.errors_in_text = given.count("in-text") > 0;
  if (given.count("seed") == 0) {
    settings.seed = std::random_device{}();
    fmt::print("from seed {} on\n", settings.seed);
  } else if (!settings.clean && !settings.plant && settings.errors == 0 && given.count("seconds") == 0 &&
             given.count("count") == 0) {
    settings.count = 1;
  }
}

int run(int argc, char** argv) {
  Settings settings;
  const options::options_description all = options_of(settings);
  options::variables_map given;
  try {
    options::store(options::parse_command_line(argc, argv, all), given);
    options::notify(given);
  } catch (const options::error& error) {
    fmt::print(stderr, "gouji_soak: {}\n", error.what());
    return 2;
  }
  if (given.count("help") > 0) {
    print_help(all);
  } else if (given.count("layouts") > 0) {
    print_layouts();
  } else if (!settings.choice.layout.empty() && find_layout(settings.choice.layout) == nullptr) {
    fmt::print(stderr, "gouji_soak: there is no layout {}: see --layouts\n", settings.choice.layout);
    return 2;
  } else {
    take_flags(given, settings);
    return soak(settings);
  }
  return 0;
}

}  // namespace
}  // namespace gouji::generator

int main(int argc, char** argv) { return gouji::generator::run(argc, argv); }
