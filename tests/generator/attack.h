// A whole report, disturbed as people, converters and transports disturb texts, and what is still true of its figures
// then. Everything is drawn from a recipe of bytes, so that a fuzzer that changes the bytes changes the attack.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "record/record.h"

namespace gouji::generator {

// What a reader may say of a cell of the disturbed text.
struct Truth {
  std::vector<Decimal> values;  // any of them; none where nothing is printed for it
  bool is_printed = false;      // a blank would be wrong
  bool is_readable = true;  // otherwise its value may only be deduced: what is printed is cut, or printed in two ways
  bool in_thousands_too =
      false;  // the first value too where a unit beside it says that it counts thousands or the like
};

struct Attack {
  std::string name;  // "seed 7, form 2021, layout box: space in a figure, line doubled"
  std::string text;
  std::map<std::string, Truth> truths;  // by cell; those that the disturbances leave unknown are not among them
};

// The first 8 bytes of a recipe choose the report, each 8 that follow a disturbance; what is short is filled up with
// zeros. `whole_reports` are texts beside the generated ones that a recipe may choose. No recipe is wrong.
constexpr std::size_t recipe_step = 8;
Attack make_attack(std::basic_string_view<std::uint8_t> recipe, const Grammar& grammar,
                   const std::vector<std::string>& whole_reports);

// A recipe of a seed with up to three disturbances.
std::basic_string<std::uint8_t> recipe_of(std::uint64_t seed);

struct WrongCell {
  std::string kind;  // "read wrong", "repaired wrong", "blank wrong"
  std::string what;  // "requests.new.total: printed 12, read 2 in line 40: …"
};
std::vector<WrongCell> wrong_cells(const Attack& attack, const Text& text, const std::vector<Record>& records);

}  // namespace gouji::generator
