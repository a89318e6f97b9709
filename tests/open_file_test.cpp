// Files are opened only where they have an end; the grammar's too.
#include "value/open_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "form/grammar.h"
#include "run_command.h"

namespace gouji {
namespace {

std::string code_of(const Result<OpenFile>& file) { return file ? "" : file.error().code; }

TEST(OpenFile, IsARegularFileOrALinkToOne) {
  const TestFolder folder;
  const std::string path = folder.write("a.txt", "text");
  std::filesystem::create_symlink("a.txt", folder.path() + "/link");
  for (const std::string& name : {path, folder.path() + "/link"}) {
    const Result<OpenFile> file = OpenFile::open(name);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->size(), 4u);
    std::string bytes = "a ";
    EXPECT_TRUE(file->read(100, bytes));
    EXPECT_EQ(bytes, "a text");
  }
}

TEST(OpenFile, IsNoPipeNoDeviceAndNoFolder) {
  const TestFolder folder;
  const std::string fifo = folder.path() + "/fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  std::filesystem::create_symlink("fifo", folder.path() + "/link");
  EXPECT_EQ(code_of(OpenFile::open(fifo)), "special.fifo");
  EXPECT_EQ(code_of(OpenFile::open(folder.path() + "/link")), "special.fifo");
  EXPECT_EQ(code_of(OpenFile::open("/dev/zero")), "special.device");
  EXPECT_EQ(code_of(OpenFile::open(folder.path())), "input.not_readable");
  EXPECT_EQ(code_of(OpenFile::open(folder.path() + "/nowhere")), "input.not_found");
}

TEST(OpenFile, IsReadToItsEndUnlessThatIsBehindTheLimit) {
  const TestFolder folder;
  for (const std::size_t size : {0, 1, 99, 100, 101, 200000}) {
    const std::string text(size, 'x');
    const Result<OpenFile> file = OpenFile::open(folder.write("a.txt", text));
    ASSERT_TRUE(file);
    const Result<std::optional<std::string>> bytes = read_rest(*file, "", 100);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->has_value(), size <= 100) << size;
    EXPECT_EQ(bytes->value_or(text), text);
  }
  // Its size cannot be known before.
  const Result<OpenFile> file = OpenFile::open("/proc/self/status");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->size(), 0u);
  EXPECT_GT((**read_rest(*file, "", 1 << 20)).size(), 100u);
}

class GrammarFiles : public testing::Test {
 protected:
  std::string error() const {
    const Result<std::vector<GrammarFile>> files = read_grammar_files(folder.path());
    return files ? "" : files.error().code;
  }
  TestFolder folder;
};

TEST_F(GrammarFiles, WithAPipeOrADeviceIsRefusedAndNotWaitedFor) {
  folder.write("a.toml", "schema = 'gouji/form/1'\n");
  EXPECT_EQ(error(), "");
  const std::string path = folder.path() + "/b.toml";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(error(), "grammar.no_regular_file");
  std::filesystem::remove(path);
  std::filesystem::create_symlink("/dev/zero", path);
  EXPECT_EQ(error(), "grammar.no_regular_file");
  const CommandResult result = run_gouji({"forms", "--grammar", folder.path()});
  EXPECT_EQ(result.status, 2);
  EXPECT_EQ(result.err, "gouji: " + path +
                            ": no regular file (a pipe, a device or a socket), and so no grammar file; "
                            "make it one\n");
}

TEST_F(GrammarFiles, WithAFileThatIsTooLargeIsRefusedBeforeItIsRead) {
  folder.write("a.toml", "#");
  std::filesystem::resize_file(folder.path() + "/a.toml", std::uintmax_t{1} << 40);
  EXPECT_EQ(error(), "grammar.too_large");
}

}  // namespace
}  // namespace gouji
