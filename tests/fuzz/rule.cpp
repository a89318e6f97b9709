// Any words as the relation of a rule: it is understood, or a mistake is told with its place inside the words.
#include <functional>

#include "form/rule_expression.h"
#include "fuzz.h"

namespace gouji {
namespace {

// A form of four cells, the last two of which are optional.
const std::vector<FormCell>& cells() {
  static const std::vector<FormCell> all = [] {
    std::vector<FormCell> made;
    for (const char* id : {"shop.apples.sold", "shop.apples.total", "shop.pears.sold", "shop.pears.total"}) {
      FormCell cell;
      cell.id = id;
      cell.optional = made.size() >= 2;
      made.push_back(std::move(cell));
    }
    return made;
  }();
  return all;
}

const std::vector<ClaimPattern>& claims() {
  static const std::vector<ClaimPattern> all = [] {
    ClaimPattern claim;
    claim.id = "sold";
    return std::vector<ClaimPattern>{std::move(claim)};
  }();
  return all;
}

void parse(const std::function<void()>& work) {
  try {
    work();
  } catch (const GrammarMistake& mistake) {
    fuzz::expect(mistake.place().line >= 1 && mistake.place().column >= 1);
  }
}

}  // namespace
}  // namespace gouji

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  // A TOML string of one line has neither quotes nor control characters in it.
  std::string words;
  for (std::size_t i = 0; i < size; ++i) {
    if (data[i] >= 0x20 && data[i] != 0x7F && data[i] != '\'') words += static_cast<char>(data[i]);
  }
  const GrammarFile file{"fuzz.toml", "check = '" + words + "'"};
  static const CellNames names(cells());
  parse([&] {
    const TomlValue toml = parse_toml(file);
    const TomlValue& check = toml.find("check")->value;
    const RuleInstance instance{"shop.apples", "sold"};
    parse([&] { parse_relation(check, {names, claims()}, instance); });
    parse([&] { parse_year_relation(check, {names, claims()}, instance); });
    parse([&] { parse_sum(check, names); });
    parse([&] { parse_cell(check, names); });
  });
  return 0;
}
