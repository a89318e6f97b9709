// Which errors say that an input is no report, or that nobody looked into it.
#include "source/left_out.h"

#include <gtest/gtest.h>

namespace gouji {
namespace {

TEST(LeftOut, IsToldFromWhatIsNoReportAndFromWhatFailed) {
  for (const char* code : {"skipped.link", "skipped.hidden", "special.fifo"}) {
    EXPECT_TRUE(says_left_out(code) && says_no_report(code)) << code;
  }
  for (const char* code : {"text.empty", "kind.pdf"}) {
    EXPECT_TRUE(says_no_report(code) && !says_left_out(code) && !says_text_without_report(code)) << code;
  }
  for (const char* code : {"input.no_reports", "input.no_tables"}) {
    EXPECT_TRUE(says_no_report(code) && says_text_without_report(code)) << code;
  }
  for (const char* code : {"", "input.not_found", "archive.damaged", "text", "text_of_another_area", "kindred.pdf"}) {
    EXPECT_FALSE(says_no_report(code) || says_left_out(code)) << code;
  }
}

// Who names a file wants to know why it is no report.
TEST(LeftOut, IsSkippedInAFolderOnly) {
  EXPECT_TRUE(is_skipped({"folder/a.pdf", 0}, "kind.pdf"));
  EXPECT_FALSE(is_skipped({"a.pdf"}, "kind.pdf"));
  EXPECT_FALSE(is_skipped({"folder/a.txt", 0}, "input.not_readable"));
}

}  // namespace
}  // namespace gouji
