// totals FILE…: of each report how many requests were new in the year, and what does not add up. What it takes to use
// the library: a grammar, and for each file its bytes.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "gouji.h"

namespace {

void print(const gouji::Record& record, const gouji::Grammar& grammar) {
  const gouji::CellIndex total = record.form->find_cell("requests.new.total");
  const bool is_known = total >= 0 && record.cells[total].value;
  std::cout << record.title.value << ": " << (is_known ? record.cells[total].value->str() : "-") << '\n';
  for (const gouji::Finding& finding : gouji::audit(record, grammar, gouji::Language::en)) {
    std::cout << "  " << finding.message << '\n';
  }
}

// False where it cannot be read; error().code says why, and grammar.messages has the sentence for it.
bool print_reports(const std::string& path, const gouji::Grammar& grammar) {
  std::ifstream file(path, std::ios::binary);
  const gouji::Result<gouji::Text> text = gouji::read_document_text({std::istreambuf_iterator<char>(file), {}});
  if (!text) {
    gouji::Error error = text.error();
    error.arguments.emplace_back("path", path);
    std::cerr << grammar.messages.format(gouji::Language::en, error) << '\n';
    return false;
  }
  for (const gouji::Record& record : gouji::extract(*text, grammar)) print(record, grammar);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const gouji::Result<gouji::Grammar> grammar = gouji::load_grammar(gouji::builtin_grammar_files());
  if (!grammar) return 2;
  bool all_read = true;
  for (int i = 1; i < argc; ++i) all_read = print_reports(argv[i], *grammar) && all_read;
  return all_read ? 0 : 1;
}
