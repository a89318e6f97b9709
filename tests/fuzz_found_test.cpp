// What fuzzing has found and was mended (scripts/fuzz), once more.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "document/document.h"
#include "generator/plain_zip.h"
#include "gouji.h"
#include "reports.h"

namespace gouji {
namespace {

TEST(FuzzFound, PackagesAreReadOrRefused) {
  const std::string folder = "tests/fuzz/found/package";
  int read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(GOUJI_SOURCE_DIR) + "/" + folder)) {
    const std::string list = file_of_tree(folder + "/" + entry.path().filename().string());
    const Result<Text> text = read_document_text(make_plain_zip(listed_members(list)));
    if (text) extract(*text, builtin_grammar());
    ++read;
  }
  EXPECT_GE(read, 1);
}

}  // namespace
}  // namespace gouji
