// Any bytes as the recipe of an attack (fuzz/attack.h).
#include <cstdio>

#include "fuzz.h"
#include "fuzz/attack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const gouji::AttackResult result = gouji::attack({data, size});
  if (result.failures.empty()) return 0;
  std::fprintf(stderr, "%s\n", result.name.c_str());
  for (const auto& failure : result.failures)
    std::fprintf(stderr, "  %s: %s\n", failure.kind.c_str(), failure.what.c_str());
  gouji::fuzz::expect(false);
  return 0;
}
