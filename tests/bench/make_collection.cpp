// The benchmarks' inputs as files, for scripts/bench:
//   gouji_collection files FOLDER COUNT     reports of around 13 kB, a thousand a folder
//   gouji_collection prose FILE SIZE        one report with so much prose
//   gouji_collection reports FILE COUNT     one text with so many reports
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "bench/collection.h"

namespace {

using namespace gouji;

bool write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  return static_cast<bool>(file.flush());
}

bool write_files(const Grammar& grammar, const std::filesystem::path& folder, std::size_t count) {
  for (std::size_t seed = 1; seed <= count; ++seed) {
    const std::filesystem::path part = folder / std::to_string((seed - 1) / 1000);
    std::filesystem::create_directories(part);
    const std::string text = bench::make_published_report(grammar, seed);
    if (!write(part / (std::to_string(seed) + ".txt"), text)) return false;
  }
  return true;
}

bool write_reports(const Grammar& grammar, const std::filesystem::path& path, std::size_t count) {
  std::string text;
  for (std::size_t seed = 1; seed <= count; ++seed) text += bench::make_published_report(grammar, seed) + "\n";
  return write(path, text);
}

bool make(const Grammar& grammar, const std::string& what, const std::string& path, std::size_t count) {
  if (what == "files") return write_files(grammar, path, count);
  if (what == "prose") return write(path, bench::make_report_of_size(grammar, 1, count));
  if (what == "reports") return write_reports(grammar, path, count);
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  const Result<Grammar> grammar = load_grammar(builtin_grammar_files());
  if (argc == 4 && grammar && make(*grammar, argv[1], argv[2], std::strtoull(argv[3], nullptr, 10))) return 0;
  std::cerr << "usage: gouji_collection files|prose|reports PATH COUNT, and PATH has to be writable\n";
  return 1;
}
