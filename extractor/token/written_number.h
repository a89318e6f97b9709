// Numbers that are written out in words, as a figure of the prose may be: two hundred and thirty-six.
#pragma once

#include <optional>
#include <string_view>

#include "form/grammar.h"
#include "value/decimal.h"

namespace gouji {

// Nullopt for what is no exact number: three four (about three), several tens, a hundred and two (a hundred and twenty,
// in speech), and a ten that stands alone and may be the end of several tens.
std::optional<Decimal> parse_written_number(std::string_view utf8, const WrittenNumbers& words);

}  // namespace gouji
