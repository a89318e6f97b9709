// Writes a C++ file that holds the grammar's files, as they are and as they were parsed: embed_grammar OUTPUT FILE…
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "form/toml_bytes.h"
#include "form/toml_value.h"

namespace {

// A string literal of any bytes.
std::string quoted(std::string_view bytes) {
  constexpr std::size_t bytes_a_line = 4000;
  std::string quoted;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % bytes_a_line == 0) quoted += i == 0 ? "\"" : "\"\n\"";
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\' && byte != '?') {
      quoted += bytes[i];
    } else {
      const auto digit = [&](unsigned shift) { return static_cast<char>('0' + (byte >> shift) % 8); };
      quoted += {'\\', digit(6), digit(3), digit(0)};
    }
  }
  return quoted += '"';
}

void write(const gouji::GrammarFile& file, std::ostream& output) {
  const std::string values = toml_bytes(gouji::parse_toml(file));
  output << "      builtin(" << quoted(file.name) << ",\n{{" << quoted(file.text) << ", " << file.text.size() << "},\n{"
         << quoted(values) << ", " << values.size() << "}}),\n";
}

int embed(const std::string& path, const std::vector<std::string>& sources) {
  std::ofstream output(path, std::ios::binary);
  output << R"(#include "form/grammar.h"

namespace gouji {

namespace {

GrammarFile builtin(std::string name, ParsedText parsed) {
  return {std::move(name), std::string(parsed.text), true, parsed};
}

}  // namespace

const std::vector<GrammarFile>& builtin_grammar_files() {
  static const std::vector<GrammarFile> files = {
)";
  for (const std::string& source : sources) {
    std::ifstream input(source, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
    if (!input) {
      std::cerr << source << ": cannot be read\n";
      return 1;
    }
    const gouji::GrammarFile file{"grammar/" + source.substr(source.rfind('/') + 1), std::move(text)};
    try {
      write(file, output);
    } catch (const gouji::GrammarMistake& mistake) {
      std::cerr << source << ":" << mistake.place().line << ":" << mistake.place().column << ": " << mistake.what()
                << "\n";
      return 1;
    }
  }
  output << R"(  };
  return files;
}

}  // namespace gouji
)";
  return output.flush() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "embed_grammar OUTPUT FILE…\n";
    return 2;
  }
  return embed(arguments[1], {arguments + 2, arguments + count});
}
