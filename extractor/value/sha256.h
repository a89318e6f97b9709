// The SHA-256 of some bytes, by which a record says what it was read from, and a finding which one it is.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// 64 lower-case hex digits.
std::string sha256_of(std::string_view bytes);

}  // namespace gouji
