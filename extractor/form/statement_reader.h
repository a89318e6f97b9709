// Reads [statements] of the common grammar: how the prose says what can be checked within itself.
#pragma once

#include "form/grammar.h"
#include "form/pattern_reader.h"
#include "form/toml_value.h"

namespace gouji {

// Throws a GrammarMistake.
StatementGrammar read_statements(const TomlValue& value, PatternCompiler& compiler);

}  // namespace gouji
