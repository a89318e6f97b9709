// What the fuzz targets share. scripts/fuzz builds and runs them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace gouji::fuzz {

// Ends the program when something that always holds does not.
inline void expect(bool holds) {
  if (!holds) std::abort();
}

}  // namespace gouji::fuzz
