// Attacks with the recipes of numbered seeds, without a fuzzer, and tells what does not hold:
//   gouji_attack 2000            seeds 0 to 1999, and a table of what was found, by kind and disturbances
//   gouji_attack 2000 5000       2000 seeds from 5000 on
//   gouji_attack --text 5017     the disturbed text of a seed, on standard output
// Exit status 1 when anything was found.
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "fuzz/attack.h"
#include "generator/attack.h"

namespace gouji {
namespace {

using Recipe = std::basic_string<std::uint8_t>;

std::set<std::string> kinds_of(const AttackResult& result) {
  std::set<std::string> kinds;
  for (const AttackResult::Failure& failure : result.failures) kinds.insert(failure.kind);
  return kinds;
}

// With the disturbances alone that are needed for one of the kinds.
Recipe shrunk(Recipe recipe, const std::string& kind) {
  for (std::size_t at = generator::recipe_step; at < recipe.size();) {
    Recipe shorter = recipe;
    shorter.erase(at, generator::recipe_step);
    if (kinds_of(attack(shorter)).count(kind) != 0) {
      recipe = shorter;
    } else {
      at += generator::recipe_step;
    }
  }
  return recipe;
}

std::string disturbances_of(const AttackResult& result) {
  const std::size_t at = result.name.find("; ");
  return at == std::string::npos ? "nothing" : result.name.substr(at + 2);
}

struct Class {
  int count = 0;
  std::string example;
};

int attack_seeds(std::uint64_t count, std::uint64_t first) {
  std::map<std::string, Class> classes;
  std::uint64_t found = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Recipe recipe = generator::recipe_of(seed);
    const std::set<std::string> kinds = kinds_of(attack(recipe));
    if (!kinds.empty()) ++found;
    for (const std::string& kind : kinds) {
      const AttackResult result = attack(shrunk(recipe, kind));
      Class& one = classes[kind + " | " + disturbances_of(result)];
      if (one.count++ > 0) continue;
      one.example = "seed " + std::to_string(seed) + ": " + result.name;
      int shown = 0;
      for (const AttackResult::Failure& failure : result.failures) {
        if (failure.kind == kind && shown++ < 3) one.example += "\n      " + failure.what;
      }
    }
  }
  for (const auto& [name, one] : classes) std::cout << one.count << "  " << name << "\n    " << one.example << "\n";
  std::cout << found << " of " << count << " seeds broke a promise\n";
  return found == 0 ? 0 : 1;
}

}  // namespace
}  // namespace gouji

int main(int argc, char** argv) {
  const auto number = [&](int at) { return std::strtoull(argv[at], nullptr, 10); };
  if (argc == 3 && std::string(argv[1]) == "--text") {
    std::cout << gouji::attack(gouji::generator::recipe_of(number(2))).text;
    return 0;
  }
  if (argc < 2 || argc > 3) {
    std::cerr << "gouji_attack COUNT [FIRST-SEED] | --text SEED\n";
    return 2;
  }
  return gouji::attack_seeds(number(1), argc == 3 ? number(2) : 0);
}
