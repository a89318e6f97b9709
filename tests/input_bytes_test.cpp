// The bytes of inputs that a store has kept. Those of files, archives and streams: command_input_test.cpp,
// command_archive_test.cpp, command_stream_test.cpp.
#include "source/input_bytes.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

// Has document 1. Document 2 is damaged; of all others the store itself cannot be read.
class Store final : public DocumentStore {
 public:
  Result<std::string> bytes(std::int64_t document) override {
    if (document == 1) return "bytes";
    if (document == 2) return fail("database.document_damaged", {{"database", "a.db"}});
    return fail("database.damaged", {{"path", "a.db"}});
  }
};

std::string path_in(const Error& error) {
  for (const auto& [name, value] : error.arguments) {
    if (name == "path") return value;
  }
  return "";
}

TEST(InputBytes, AreGivenByTheStoreAgainAndAgain) {
  Store store;
  const Input input{"a.txt", -1, false, &store, 1};
  EXPECT_EQ(bytes_of(input).value(), "bytes");
  EXPECT_TRUE(can_be_read_again(input));
}

TEST(InputBytes, OfADamagedDocumentNameItsPathAndOfADamagedStoreThatOfTheStore) {
  Store store;
  EXPECT_EQ(path_in(bytes_of({"a.txt", -1, false, &store, 2}).error()), "a.txt");
  EXPECT_EQ(path_in(bytes_of({"a.txt", -1, false, &store, 3}).error()), "a.db");
}

}  // namespace
}  // namespace gouji
