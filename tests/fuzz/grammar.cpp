// Any bytes as a grammar file beside a small one: it is loaded, or a mistake is told with its place.
#include "form/grammar.h"

#include <algorithm>

#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gouji;
  const Result<Grammar> grammar = load_grammar({{"fuzz.toml", {reinterpret_cast<const char*>(data), size}}});
  if (grammar) return 0;
  const auto& arguments = grammar.error().arguments;
  const auto has = [&](std::string_view name) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [&](const auto& argument) { return argument.first == name; });
  };
  fuzz::expect(has("path") || has("file"));
  return 0;
}
