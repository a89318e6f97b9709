// A parsed grammar file as bytes, so that the built-in ones are parsed once, when gouji is built
// (cmake/embed_grammar.cpp), and not whenever it starts.
#pragma once

#include <string>
#include <string_view>

#include "form/toml_value.h"

namespace gouji {

// Each value: its kind, its line and column, and what it has; numbers in groups of seven bits, strings and lists behind
// their size.
std::string toml_bytes(const TomlValue& value);

// The value again, with its places in `file`, which must outlive it. Precondition: toml_bytes() made the bytes.
TomlValue toml_value_of(std::string_view bytes, const GrammarFile& file);

}  // namespace gouji
