// What reading and auditing cost grows linearly with the text, whatever is in it: twice as much of the same takes twice
// as many steps, tokens and bytes of memory. Steps and allocations are counted and not the clock, so that a busy
// machine changes nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/audit.h"
#include "reports.h"
#include "table/tables.h"
#include "token/token.h"

#ifdef __SANITIZE_ADDRESS__
// Of the sanitizer's sanitizer/allocator_interface.h, which GCC comes without.
extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*allocated)(const volatile void*, std::size_t),
                                                         void (*freed)(const volatile void*));
extern "C" std::size_t __sanitizer_get_allocated_size(const volatile void* memory);
#endif

namespace gouji {
namespace {

#ifdef __SANITIZE_ADDRESS__
// The bytes that are allocated, and the most there ever were, while it counts. The sanitizer tells of each allocation.
class AllocatedBytes {
 public:
  static void start() {
    static const int installed = __sanitizer_install_malloc_and_free_hooks(&allocated, &freed);
    EXPECT_GT(installed, 0);
    live_ = most_ = 0;
    counts_ = true;
  }
  static std::size_t stop() {
    counts_ = false;
    return static_cast<std::size_t>(most_);
  }

 private:
  static void allocated(const volatile void* /*memory*/, std::size_t size) {
    if (!counts_) return;
    live_ += static_cast<std::ptrdiff_t>(size);
    most_ = std::max(most_, live_);
  }
  static void freed(const volatile void* memory) {
    if (!counts_ || memory == nullptr) return;
    live_ -= static_cast<std::ptrdiff_t>(__sanitizer_get_allocated_size(memory));
  }

  static inline bool counts_ = false;
  static inline std::ptrdiff_t live_ = 0;
  static inline std::ptrdiff_t most_ = 0;
};
#endif

struct Cost {
  std::size_t bytes = 0;
  std::size_t tokens = 0;
  std::size_t steps = 0;
};

Cost cost_of(std::string bytes) {
  const Text text(std::move(bytes), "UTF-8", 0, {});
  const Grammar& grammar = builtin_grammar();
  const std::vector<Token> tokens = tokenize(text);
  Cost cost = {text.utf8().size(), tokens.size(), 0};
  const PrintedText printed = printed_text(text, tokens, grammar.common);
  TableRecognizer recognizer(text, tokens, printed, *grammar.find_form("2021"), grammar.common);
  for (const FoundReport& report : recognizer.find_reports()) {
    recognizer.read(report, std::vector<bool>(printed.rows.size(), false));
  }
  cost.steps = recognizer.steps();
  return cost;
}

// Extraction and audit of all reports in a text: what the prose took, and what was found.
std::size_t audit_steps(std::string bytes) {
  const Text text(std::move(bytes), "UTF-8", 0, {});
  std::size_t steps = 0;
  for (const Record& record : extract(text, builtin_grammar())) {
    steps += record.steps + audit(record, builtin_grammar(), Language::en).size();
  }
  return steps;
}

// `text` makes the hostile text in a size: so many times what it repeats.
struct Hostile {
  std::string name;
  int size;
  std::function<std::string(int)> text;
  // So many bytes of memory a byte of text it may take. More than the others take lines of a character or a row of a
  // few (each has a line, fields, a place in a row, and is kept for titles and headings too), and tables that are less
  // than a kilobyte of text and have a record of all the form's cells each.
  std::size_t memory = 60;
};

// For failures' messages.
void PrintTo(const Hostile& hostile, std::ostream* stream) { *stream << hostile.name; }

std::string repeated(std::string_view text, int times) {
  std::string result;
  result.reserve(text.size() * static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

std::function<std::string(int)> over_and_over(const std::string& text) {
  return [text](int size) { return repeated(text, size); };
}

std::string licheng() { return file_of_tree("corpus/licheng-2023/report.txt"); }

std::string part_of_licheng(std::string_view from, std::string_view to) {
  const std::string report = licheng();
  const std::size_t begin = report.find(from);
  return report.substr(begin, report.find(to) - begin);
}

// The report with something repeated in the middle of its longest table.
std::function<std::string(int)> inside_a_table(const std::string& text) {
  return [text](int size) { return licheng().insert(licheng().find("\t\t7.属于行政执法案卷"), repeated(text, size)); };
}

std::function<std::string(int)> behind_a_report(const std::string& text) {
  return [text](int size) { return licheng() + repeated(text, size); };
}

// The report with something repeated before its first table.
std::function<std::string(int)> in_prose(const std::string& text) {
  return [text](int size) { return licheng().insert(licheng().find("二、主动公开"), repeated(text, size) + "\n"); };
}

std::string in_one_line(std::string text) {
  for (char& byte : text) {
    if (byte == '\n' || byte == '\t') byte = ' ';
  }
  return text;
}

std::string one_cell_a_line(std::string text) {
  for (char& byte : text) {
    if (byte == '\t') byte = '\n';
  }
  return text;
}

std::vector<Hostile> hostile_texts() {
  const std::string label = "一、本年新收政府信息公开申请数量";
  const std::string half_table = part_of_licheng("三、收到和处理", "\t\t7.属于行政执法案卷");
  const std::string almost = "\t\t6.属于四类过性程信息\t1\t0\t0\t0\t0\t0\t1\n";
  const std::string same = "\t\t6.属于四类过程性信息\t1\t0\t0\t0\t0\t0\t1\n";
  return {
      {"ALabelALine", 1000, over_and_over(label + "\n")},
      {"ALabelInOneLine", 1000, over_and_over(label + " ")},
      {"ALabelWithoutSpaces", 1000, over_and_over(label)},
      {"ALabelInFields", 1000, over_and_over(label + "\t")},
      {"ALabelWithFigures", 500, over_and_over("规章\t1\t2\t3\n"), 70},
      {"ALabelWithBlanks", 500, over_and_over("规章\t/\t-\t/\n"), 70},
      {"ALabelInADrawnTable", 500, over_and_over("│总计│ 1 │\n├────┼───┤\n")},
      {"AHeading", 1000, over_and_over("三、收到和处理政府信息公开申请情况\n")},
      {"DigitsInOneLine", 4000, over_and_over("1 ")},
      {"DigitsALine", 2000, over_and_over("1\n")},
      {"OneNumberOfManyDigits", 20000, over_and_over("1")},
      {"LabelsAndThenDigits", 400,
       [](int size) { return repeated("规章\n行政许可\n", size) + repeated("1\n1\n1\n1\n", size); }},
      {"HalfTables", 10, over_and_over(half_table), 80},
      {"FirstTables", 20, over_and_over(part_of_licheng("二、主动公开", "三、收到"))},
      {"Reports", 3, over_and_over(licheng())},
      {"ReportsInOneLine", 3, over_and_over(in_one_line(licheng()))},
      {"ReportsWithACellALine", 3, over_and_over(one_cell_a_line(licheng()))},
      {"LabelsOfOneCharacterInARow", 2000, over_and_over("规 章\t")},
      {"LabelsOfOneCharacterALine", 1000, over_and_over("总\n计\n"), 75},
      {"RowsOfLabelsOfOneCharacter", 100, over_and_over(repeated("其\t", 20) + "\n")},
      {"RowsOfEmptyFields", 1000, over_and_over("\t\t\t\t\t\n")},
      {"RowsOfBlanksBehindAReport", 500, behind_a_report("\t/\t-\t\t/\t\t\n")},
      {"AlmostARowBehindAReport", 200, behind_a_report(almost)},
      {"ARowBehindAReport", 200, behind_a_report(same)},
      {"AlmostARowInATable", 200, inside_a_table(almost)},
      {"ARowInATable", 200, inside_a_table(same)},
      {"FiguresInATable", 500, inside_a_table("1\n")},
      {"ALineOfFiguresInATable", 500, inside_a_table("1 ")},
      {"ProseInATable", 500, inside_a_table("其他需要说明的事项\n")},
      {"PageNumbersInATable", 500, inside_a_table("- 3 -\n")},
      {"Sentences", 1000, over_and_over("收到政府信息公开申请90件，")},
      {"ClaimsInAReport", 200, in_prose("收到申请12件，办结11件，其中予以公开3件。")},
      {"ClaimsInOneSentence", 200, in_prose("收到政府信息公开申请12件，办结11件，其中予以公开3件，")},
      {"ListsOfParts", 200, in_prose("其中甲类3件，")},
      {"OpenBracketsOfParts", 200, in_prose("收到申请12件（其中")},
      {"KnownParts", 200, in_prose("办结11件，予以公开3件，")},
      {"Shares", 200, in_prose("收到申请12件，占25%，")},
      {"Rates", 600, in_prose("收到13件，办结12件，办结率92.3%，")},
      {"Changes", 200, in_prose("收到申请12件，上年为9件，同比增加3件，")},
      {"SeveralThingsAtOnce", 200, in_prose("收到、办结、结转分别为1件、2件、3件，")},
      {"Sums", 200, in_prose("甲类1件、乙类2件，共计3件，")},
      {"Placeholders", 400, in_prose("XX件，")},
      {"Announcements", 100, in_prose("现将2022年政府信息公开年度报告公布如下。")},
      {"ItsOwnName", 200, in_prose("鲤城区人民政府收到政府信息公开申请90件，")},
      {"FiguresInARow", 1000,
       [](int size) {
         return licheng().replace(licheng().find("行政许可\t"), 13, "行政许可\t" + repeated("12\t", size));
       }},
      {"HeadingsInOneLine", 200, behind_a_report("五、存在的主要问题及改进情况。六、其他需要报告的事项。")},
      {"TitlesOfManyYears", 100,
       [](int size) {
         std::string titles;
         for (int i = 0; i < size; ++i) {
           titles += "泉州市鲤城区人民政府20" + std::to_string(10 + i % 90) + "年政府信息公开工作年度报告\n";
         }
         return titles + licheng();
       }},
      {"OpeningBrackets", 20000, over_and_over("（")},
      {"Spaces", 100000, over_and_over(" ")},
      {"ALongLineOfInk", 100000, over_and_over("ab")},
  };
}

class CostOf : public testing::TestWithParam<Hostile> {};

// What does not depend on the size, such as the report that the hostile part
// stands in, makes no room for a square.
void expect_linear(std::size_t once, std::size_t twice, const char* what) {
  constexpr std::size_t small = 1000;
  EXPECT_LE(static_cast<double>(twice), 2.2 * static_cast<double>(once) + small) << what;
}

TEST_P(CostOf, GrowsWithTheSize) {
  const auto& [name, size, text, memory] = GetParam();
  Cost before = cost_of(text(size));
  for (const int times : {2, 4}) {
    const Cost cost = cost_of(text(size * times));
    expect_linear(before.tokens, cost.tokens, "tokens");
    expect_linear(before.steps, cost.steps, "steps");
    before = cost;
  }
}

TEST_P(CostOf, IsLittleMemory) {
#ifdef __SANITIZE_ADDRESS__
  constexpr std::size_t whatever_the_text = 1 << 20;
  constexpr std::size_t enough = 200'000;  // bytes of text, so that the constant part does not count
  const auto& [name, size, text, memory] = GetParam();
  const auto times = static_cast<int>(enough / std::max<std::size_t>(1, text(size).size()) + 1);
  const std::string bytes = text(size * times);
  audit_steps(bytes);  // what the grammar keeps for patterns that run for the first time
  AllocatedBytes::start();
  audit_steps(bytes);
  const std::size_t most = AllocatedBytes::stop();
  EXPECT_LE(most, memory * bytes.size() + whatever_the_text) << most / bytes.size() << " bytes a byte";
#else
  GTEST_SKIP() << "allocations are counted by the address sanitizer";
#endif
}

TEST_P(CostOf, GrowsWithTheSizeInAuditsToo) {
  const auto& [name, size, text, memory] = GetParam();
  std::size_t before = audit_steps(text(size));
  for (const int times : {2, 4}) {
    const std::size_t steps = audit_steps(text(size * times));
    expect_linear(before, steps, "steps");
    before = steps;
  }
}

// A text of form 2021 takes a step a byte; rows of short labels that are the
// form's take the most.
TEST_P(CostOf, IsInProportionToTheBytes) {
  constexpr std::size_t most_steps_a_byte = 16;
  const Cost cost = cost_of(GetParam().text(GetParam().size));
  EXPECT_LE(cost.tokens, cost.bytes);
  EXPECT_LE(cost.steps, cost.bytes * most_steps_a_byte);
}

INSTANTIATE_TEST_SUITE_P(Hostile, CostOf, testing::ValuesIn(hostile_texts()),
                         [](const testing::TestParamInfo<Hostile>& hostile) { return hostile.param.name; });

// So that the others mean something: what is not counted cannot grow.
TEST(Cost, IsCounted) {
  const Cost report = cost_of(licheng());
  EXPECT_GT(report.steps, report.tokens);
  EXPECT_GT(cost_of(licheng() + licheng()).steps, report.steps * 3 / 2);
}

}  // namespace
}  // namespace gouji
