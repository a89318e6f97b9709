#include "reports.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace gouji {

const Grammar& builtin_grammar() {
  static const Grammar grammar = load_grammar(builtin_grammar_files()).value();
  return grammar;
}

std::string Extracted::cell(std::string_view id) const {
  const Cell& cell = at(id);
  std::string shown = name_of(cell.status);
  if (cell.value) shown += " " + cell.value->str();
  for (std::size_t i = 0; i < cell.candidates.size(); ++i) shown += (i == 0 ? " " : "|") + cell.candidates[i].str();
  return shown;
}

Extracted extract_from(std::string bytes) {
  Text text = decode(std::move(bytes)).value();
  std::vector<Record> records = extract(text, builtin_grammar());
  return {std::move(text), std::move(records)};
}

std::string report_with_requests(std::string_view rows) {
  std::string report =
      "清江市政府2023年政府信息公开工作年度报告\n"
      "三、收到和处理政府信息公开申请情况\n"
      "\t\t\t申请人情况\t\t\t\t\t\t\n"
      "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n"
      "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n";
  report += rows;
  return report + "\n四、政府信息公开行政复议、行政诉讼情况\n没有。\n";
}

std::string file_of_tree(const std::string& path) {
  std::ifstream file(std::string(GOUJI_SOURCE_DIR) + "/" + path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

std::vector<std::string> texts_of_corpus() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(GOUJI_SOURCE_DIR) + "/corpus")) {
    if (std::filesystem::exists(entry.path() / "report.txt"))
      paths.push_back("corpus/" + entry.path().filename().string() + "/report.txt");
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace gouji
