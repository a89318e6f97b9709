// Reads a file with schema gouji/form/1: the form of a report.
#pragma once

#include "form/common_reader.h"
#include "form/form.h"
#include "form/toml_value.h"

namespace gouji {

// The common rules are appended to the form's own, and the common words may be used in its patterns. Throws a
// GrammarMistake.
Form read_form(const TomlValue& file, const CommonFile& common);

}  // namespace gouji
