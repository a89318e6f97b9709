// One file of the grammar: its name for messages, and its text.
#pragma once

#include <string>

namespace gouji {

struct GrammarFile {
  std::string name;
  std::string text;
  // Built in: a test has compiled its patterns, so that loading it need not, and each is compiled where it is used.
  bool is_tested = false;
};

}  // namespace gouji
