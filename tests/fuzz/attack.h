// One attack on the reader: a recipe's report is disturbed, read and audited, and what does not hold then is told.
// fuzz_attack does it with the recipes of libFuzzer, gouji_attack with those of numbered seeds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gouji {

struct AttackResult {
  std::string name;    // of the report and its disturbances
  std::string text;    // as it was read
  std::string layout;  // the part of the name before the disturbances
  struct Failure {
    std::string kind;  // "read wrong", "lost", "overlap", …
    std::string what;
  };
  std::vector<Failure> failures;
};

AttackResult attack(std::basic_string_view<std::uint8_t> recipe);

}  // namespace gouji
