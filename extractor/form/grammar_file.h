// One file of the grammar: its name for messages, and its text.
#pragma once

#include <string>
#include <string_view>

namespace gouji {

// A text with the values that it was parsed to, as toml_bytes() (form/toml_bytes.h) wrote them.
struct ParsedText {
  std::string_view text;
  std::string_view values;
};

struct GrammarFile {
  std::string name;
  std::string text;
  // Built in: a test has compiled its patterns, so that loading it need not, and each is compiled where it is used.
  bool is_tested = false;
  // Built in: parsed when gouji was built. Another text than this one is parsed when it is loaded.
  ParsedText parsed = {};
};

}  // namespace gouji
