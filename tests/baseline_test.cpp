#include "cli/baseline.h"

#include <gtest/gtest.h>

#include "output_example.h"

namespace gouji {
namespace {

const std::string first = "0123456789abcdef0123456789abcdef";
const std::string second = "fedcba9876543210fedcba9876543210";

Baseline parsed(const std::string& text) {
  const Result<Baseline> baseline = parse_baseline(text, builtin_grammar().messages);
  EXPECT_TRUE(baseline) << text;
  return baseline ? *baseline : Baseline{};
}

// The line that is wrong; empty where none is.
std::string wrong_line(const std::string& text) {
  const Result<Baseline> baseline = parse_baseline(text, builtin_grammar().messages);
  if (baseline) return "";
  EXPECT_EQ(baseline.error().code, "baseline.invalid");
  return baseline.error().arguments.front().second;
}

TEST(Baseline, IsAListOfFingerprintsWithRemarks) {
  EXPECT_EQ(parsed("# accepted in May\n" + first + "  printed so by the office\r\n\n  " + second + "\n" + first),
            (Baseline{first, second}));
}

TEST(Baseline, IsWhatAuditPrintsAsJsonLines) {
  EXPECT_EQ(parsed("{\"rule\":\"a.b\",\"fingerprint\":\"" + first + "\"}\n"), (Baseline{first}));
  EXPECT_EQ(parsed("{\"fingerprint\":\"" + first + "\"}\n{\"message\":\"}\",\"fingerprint\":\"" + second + "\"}\n"),
            (Baseline{first, second}));
}

TEST(Baseline, IsWhatAuditPrintsAsSarif) {
  const auto result = [](const std::string& fingerprint) {
    return "{\"message\":{\"text\":\"a\"},\"partialFingerprints\":{\"gouji/v1\":\"" + fingerprint + "\"}}";
  };
  EXPECT_EQ(parsed("{\"runs\":[{\"results\":[\n" + result(first) + ",\n" + result(second) + "\n]}]}\n"),
            (Baseline{first, second}));
  EXPECT_EQ(parsed("{\"runs\":[{\"results\":[]}]}"), Baseline{});
  EXPECT_EQ(wrong_line("{\"runs\":[{\"results\":[{\"message\":{}}]}]}"), "1");
}

// A spreadsheet leaves quotation marks where they are not needed, columns that somebody put in, and empty lines.
TEST(Baseline, IsASheetThatASpreadsheetSaved) {
  EXPECT_EQ(parsed("备注,文件,\"指纹\"\r\n\"已核,\r\n无误\",a.txt," + first + "\r\n,,\r\n\"a \"\"b\"\"\",b.txt,\"" +
                   second + "\"\r\n"),
            (Baseline{first, second}));
  EXPECT_EQ(wrong_line("文件,指纹\n\"a\nb\"," + first + "\nc.txt,\n"), "4");
  EXPECT_EQ(wrong_line("文件,指纹\na.txt\n"), "2");
}

TEST(Baseline, MayAcceptNothing) { EXPECT_EQ(parsed("# nothing yet\n\n"), Baseline{}); }

TEST(Baseline, SaysWhichLineHasNoFingerprint) {
  EXPECT_EQ(wrong_line("path,line,column\na.txt,1,2\n"), "1");
  EXPECT_EQ(wrong_line(first + "\n" + first.substr(1) + "\n"), "2");
  EXPECT_EQ(wrong_line("{\"fingerprint\":\"" + first + "\"}\n{\"rule\":\"a.b\"}\n"), "2");
  EXPECT_EQ(wrong_line("\n{\"fingerprint\":\"" + first + "\"\n"), "2");
  EXPECT_EQ(wrong_line("[1]"), "1");
}

// A hostile file must not overflow the stack.
TEST(Baseline, IsNotReadRecursively) { EXPECT_EQ(wrong_line("{\"a\":" + std::string(1000000, '[')), "1"); }

}  // namespace
}  // namespace gouji
