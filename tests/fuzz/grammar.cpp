// Any bytes as a grammar file beside small ones: it is loaded, or a mistake is told with its place.
#include "form/grammar.h"

#include <algorithm>
#include <vector>

#include "fuzz.h"

namespace {

using gouji::GrammarFile;

// What a grammar has to have, in as few words as are allowed: the built-in files take a hundred times as long to read.
const std::vector<GrammarFile>& small_files() {
  static const std::vector<GrammarFile> files = {{"common.toml", R"toml(schema = "gouji/common/1"
blank_marks = ["a"]
units = ["a"]
item_numbers = ["a"]
mentioned_year = "(?P<year>{year})"
words = { year = "a" }
document = { place_suffixes = ["a"], place = "a" }
)toml"},
                                                 {"messages.toml", "schema = \"gouji/messages/1\"\n"},
                                                 {"series.toml", "schema = \"gouji/series/1\"\n"},
                                                 {"small.toml", R"(schema = "gouji/form/1"
id = "small"
name = { zh = "a", en = "a" }
source = { zh = "a", en = "a" }
[[table]]
id = "shop"
name = { zh = "a", en = "a" }
headings = ["a"]
[[table.block]]
columns = [{ id = "sold", labels = ["b"], en = "b", unit = "a" }]
rows = [{ id = "shop.apples", labels = ["d"], en = "d" }]
)"}};
  return files;
}

// There may be one file of a kind, but any number of forms.
std::vector<GrammarFile> files_with(const std::string& fuzzed) {
  std::vector<GrammarFile> files = {{"fuzz.toml", fuzzed}};
  for (const GrammarFile& file : small_files()) {
    const std::string schema = file.text.substr(0, file.text.find('\n')).substr(sizeof("schema = \"") - 1);
    const bool is_form = schema.rfind("gouji/form/", 0) == 0;
    if (is_form || fuzzed.find(schema.substr(0, schema.size() - 1)) == std::string::npos) files.push_back(file);
  }
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  const Result<Grammar> grammar = load_grammar(files_with({reinterpret_cast<const char*>(data), size}));
  if (grammar) return 0;
  const auto& arguments = grammar.error().arguments;
  const auto has = [&](std::string_view name) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [&](const auto& argument) { return argument.first == name; });
  };
  fuzz::expect(has("path") || has("file"));
  return 0;
}
