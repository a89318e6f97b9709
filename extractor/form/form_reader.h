// Reads a file with schema gouji/form/1: the form of a report.
#pragma once

#include "form/form.h"
#include "form/pattern_reader.h"
#include "form/toml_value.h"

namespace gouji {

// `common_rules` are appended to the form's own; `words` are what its patterns may use beside its own words. Throws a
// GrammarMistake.
Form read_form(const TomlValue& file, const std::vector<Rule>& common_rules, const Words& words);

}  // namespace gouji
