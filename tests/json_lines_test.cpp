// A stream of objects, line by line.
#include "source/json_lines.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace gouji {
namespace {

// What the stream gives, a line for each input: its path and its bytes, or the error's code and line.
std::vector<std::string> given_by(const std::string& stream, std::size_t limit) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
  std::fwrite(stream.data(), 1, stream.size(), file.get());
  std::fflush(file.get());
  std::rewind(file.get());
  const std::atomic<bool> is_stopped = false;
  JsonLines lines(fileno(file.get()), limit, is_stopped);
  std::vector<std::string> given;
  while (const std::optional<Input> input = lines.next()) {
    const std::optional<Error>& error = input->content->error;
    if (!error) {
      given.push_back(input->path + " " + input->content->bytes);
      continue;
    }
    given.push_back(input->path + " " + error->code);
    for (const auto& [name, value] : error->arguments) {
      if (name == "line" || name == "size") given.back() += " " + name + " " + value;
    }
  }
  return given;
}

std::string object(const std::string& id, const std::string& text) {
  return R"({"id":")" + id + R"(","text":")" + text + "\"}";
}

// "\u4e2d" is six bytes for a character of three: what is longer than twice the limit is too large whatever it says.
TEST(JsonLines, ALineOfTwiceTheLimitIsReadAndALongerOneIsNot) {
  const std::string text(20, 'x');
  ASSERT_EQ(object("a", text).size(), 40U);
  EXPECT_EQ(given_by(object("a", text) + "\n" + object("b", text) + " \n" + object("c", "y") + "\n", 20),
            (std::vector<std::string>{"a " + text, "- stream.long_line line 2", "c y"}));
}

TEST(JsonLines, ALineThatIsLongerThanWhatIsReadAtATimeIsToldOnceAndPassedOver) {
  const std::string huge(300'000, 'x');
  EXPECT_EQ(given_by(object("a", "x") + "\n" + huge + "\n" + object("b", "y") + "\n" + huge, 1'000),
            (std::vector<std::string>{"a x", "- stream.long_line line 2", "b y", "- stream.long_line line 4"}));
}

TEST(JsonLines, ATextOfTheLimitIsReadAndALongerOneIsNot) {
  EXPECT_EQ(given_by(object("a", "12345") + "\n" + object("b", "123456") + "\n", 30),
            (std::vector<std::string>{"a 12345", "b 123456"}));
  EXPECT_EQ(given_by(object("a", std::string(20, 'x')) + "\n" + object("b", std::string(21, 'y')) + "\n", 20),
            (std::vector<std::string>{"a " + std::string(20, 'x'), "- stream.long_line line 2"}));
  EXPECT_EQ(given_by(object("a", std::string(40, 'x')) + "\n" + object("b", std::string(41, 'y')) + "\n", 40),
            (std::vector<std::string>{"a " + std::string(40, 'x'), "b input.too_large size 41"}));
}

TEST(JsonLines, EmptyLinesAreCountedAndPassedOver) {
  EXPECT_EQ(
      given_by("\n \t\r\n" + object("a", "x") + "\r\n\nnothing\n[]\n{\"id\":\"\",\"text\":\"x\"}\n{\"id\":\"b\"}", 30),
      (std::vector<std::string>{"a x", "- stream.bad_line line 5", "- stream.bad_line line 6",
                                "- stream.bad_line line 7", "- stream.bad_line line 8"}));
}

// It is no ink in a line that is empty otherwise.
TEST(JsonLines, AMarkOfTheByteOrderMayComeFirst) {
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_EQ(given_by(mark + object("a", "x") + "\n", 30), (std::vector<std::string>{"a x"}));
  EXPECT_EQ(given_by(mark + "\n" + object("a", "x") + "\n", 30), (std::vector<std::string>{"a x"}));
}

}  // namespace
}  // namespace gouji
