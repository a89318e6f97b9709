// How reports print numbers: with thousands separators (12,345 and 12，345), full-width digits (１２), a sign.
#pragma once

#include <optional>
#include <string_view>

#include "value/decimal.h"

namespace gouji {

// The exact value of a number as printed; nullopt when it is none, or has more digits than Decimal::max_digits.
// Thousands separators must stand before groups of three digits: "1,2" is no number.
std::optional<Decimal> parse_number(std::string_view utf8);

}  // namespace gouji
