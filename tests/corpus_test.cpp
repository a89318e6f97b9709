// Every folder of corpus/ is a case: report.txt, or report.html and the like; the record that it holds (record.json)
// and what is inconsistent in it (findings.jsonl), as the built command prints them. A new case is a new folder;
// corpus/README.md says how to make one.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "document/program.h"
#include "reports.h"
#include "run_command.h"

namespace gouji {
namespace {

std::vector<std::string> corpus_cases() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(GOUJI_SOURCE_DIR) + "/corpus")) {
    if (entry.is_directory()) names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Corpus : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(GOUJI_SOURCE_DIR) + "/corpus/" + GetParam())) {
      if (entry.path().stem() == "report") report_ = "corpus/" + GetParam() + "/" + entry.path().filename().string();
    }
    const std::string kind = std::filesystem::path(report_).extension();
    if (kind == ".pdf" && !find_program("mutool")) GTEST_SKIP() << "mutool is not installed";
  }

  const std::string& report() const { return report_; }
  std::string golden(const std::string& file) const { return file_of_tree("corpus/" + GetParam() + "/" + file); }

 private:
  std::string report_;  // in the tree
};

TEST_P(Corpus, RecordIsTheGoldenOne) {
  const CommandResult result = run_gouji_in(GOUJI_SOURCE_DIR, {"extract", "--format", "json", report()});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, golden("record.json"));
}

TEST_P(Corpus, FindingsAreTheGoldenOnes) {
  const CommandResult result = run_gouji_in(GOUJI_SOURCE_DIR, {"audit", "--format", "jsonl", "--lang", "en", report()});
  EXPECT_EQ(result.out, golden("findings.jsonl"));
  const bool has_error = result.out.find("\"severity\":\"error\"") != std::string::npos;
  EXPECT_EQ(result.status, has_error ? 1 : 0) << result.err;
}

INSTANTIATE_TEST_SUITE_P(Case, Corpus, testing::ValuesIn(corpus_cases()), [](const auto& param) {
  std::string name = param.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace gouji
