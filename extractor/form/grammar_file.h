// One file of the grammar: its name for messages, and its text.
#pragma once

#include <string>

namespace gouji {

struct GrammarFile {
  std::string name;
  std::string text;
};

}  // namespace gouji
