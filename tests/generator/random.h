// The generator's one source of chance: what it draws is the same for a seed on every machine and with every standard
// library, which std::uniform_int_distribution does not promise.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace gouji::generator {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // Precondition: n > 0.
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  // Both included.
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }
  // Precondition: not empty.
  template <typename Value>
  const Value& pick(const std::vector<Value>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(values.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace gouji::generator
