#include "fuzz/attack.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "generator/attack.h"
#include "gouji.h"
#include "promises.h"

namespace gouji {
namespace {

const Grammar& grammar() {
  static const Grammar loaded = *load_grammar(builtin_grammar_files());
  return loaded;
}

// The reports of corpus/, in the order of their names.
const std::vector<std::string>& whole_reports() {
  static const std::vector<std::string> all = [] {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(GOUJI_SOURCE_DIR "/corpus")) {
      if (std::filesystem::exists(entry.path() / "report.txt")) paths.push_back(entry.path() / "report.txt");
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const std::filesystem::path& path : paths) {
      std::stringstream content;
      content << std::ifstream(path, std::ios::binary).rdbuf();
      texts.push_back(content.str());
    }
    return texts;
  }();
  return all;
}

void check_findings(const Record& record, const Text& text, AttackResult& result) {
  for (const Finding& finding : audit(record, grammar(), Language::zh)) {
    const bool is_inside = finding.span.begin <= finding.span.end && finding.span.end <= text.utf8().size();
    if (!is_inside) result.failures.push_back({"place", "finding " + finding.message});
  }
}

}  // namespace

AttackResult attack(std::basic_string_view<std::uint8_t> recipe) {
  const generator::Attack made = generator::make_attack(recipe, grammar(), whole_reports());
  AttackResult result{made.name, made.text, made.name.substr(0, made.name.find(';')), {}};
  const Result<Text> text = decode(made.text);
  if (!text) return result;
  const std::vector<Record> records = extract(*text, grammar());
  for (const BrokenPromise& broken : broken_promises(*text, records, grammar().common))
    result.failures.push_back({broken.promise, broken.what});
  for (const generator::WrongCell& wrong : generator::wrong_cells(made, *text, records))
    result.failures.push_back({wrong.kind, wrong.what});
  for (const Record& record : records) check_findings(record, *text, result);
  return result;
}

}  // namespace gouji
