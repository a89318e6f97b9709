// Reads a file with schema gouji/common/1: what the reports of all forms share.
#pragma once

#include "form/grammar.h"
#include "form/pattern_reader.h"
#include "form/toml_value.h"

namespace gouji {

struct CommonFile {
  CommonGrammar grammar;
  std::vector<Rule> rules;  // that hold for every form
  Words words;              // that the patterns of forms may use
  std::shared_ptr<PatternCompiler::Compiled> compiled = std::make_shared<PatternCompiler::Compiled>();
};

// Throws a GrammarMistake.
CommonFile read_common(const TomlValue& file);

}  // namespace gouji
