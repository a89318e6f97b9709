// Two types of one name in one namespace are one to the linker: whatever comes of a template for one of them is used
// for the other too, and nothing says so.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <filesystem>
#include <map>
#include <string>

#include "reports.h"

namespace gouji {
namespace {

TEST(TypeNames, StandInOneHeaderOnly) {
  const re2::RE2 definition(R"((?m)^(?:struct|class|enum class) ([A-Z]\w+)(?: final)?(?: :[^;{\n]*)? \{)");
  std::map<std::string, std::string> headers;  // by the type's name
  const std::string root = std::string(GOUJI_SOURCE_DIR) + "/";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "extractor")) {
    if (entry.path().extension() != ".h") continue;
    const std::string header = entry.path().string().substr(root.size());
    const std::string content = file_of_tree(header);
    re2::StringPiece rest(content);
    std::string name;
    while (re2::RE2::FindAndConsume(&rest, definition, &name)) {
      const auto [before, is_new] = headers.emplace(name, header);
      EXPECT_TRUE(is_new) << name << " in " << before->second << " and " << header;
    }
  }
  EXPECT_GT(headers.size(), 200U);
}

}  // namespace
}  // namespace gouji
