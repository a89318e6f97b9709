// Which reports are taken for those of one body's neighbouring years while they are in memory.
#include "cli/recent_reports.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

struct Printed {
  std::string publisher;
  int year = 0;
};

// Has nothing in it but what the guess asks for.
std::shared_ptr<const ReadInput> input_of(const std::string& sha256, const std::vector<Printed>& reports) {
  std::vector<Record> records;
  for (const Printed& printed : reports) {
    Record record;
    record.publisher.value = printed.publisher;
    record.year = printed.year;
    records.push_back(std::move(record));
  }
  return std::make_shared<const ReadInput>(ReadInput{Document{sha256, Text("", "UTF-8", 0, {})}, std::move(records)});
}

using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;  // the keys of a report and of the earlier one

class Recent {
 public:
  explicit Recent(std::size_t size = std::size_t{1} << 20) : reports_(builtin_grammar().series.body, size) {}

  // Of an input that is like no other one.
  Pairs add(std::int64_t key, const std::vector<Printed>& reports) {
    return add(key, reports, "sha " + std::to_string(key));
  }
  Pairs add(std::int64_t key, const std::vector<Printed>& reports, const std::string& sha256) {
    Pairs pairs;
    for (const RecentPair& pair : reports_.add(input_of(sha256, reports), std::to_string(key) + ".txt", key)) {
      pairs.emplace_back(pair.report.key(), pair.earlier.key());
    }
    return pairs;
  }

 private:
  RecentReports reports_;
};

constexpr const char* city = "清江市人民政府";
constexpr const char* other_city = "平泽市人民政府";

TEST(RecentReports, PairsAReportWithTheNearestYearBefore) {
  Recent recent;
  EXPECT_EQ(recent.add(21, {{city, 2021}}), Pairs{});
  EXPECT_EQ(recent.add(1, {{other_city, 2022}}), Pairs{});
  EXPECT_EQ(recent.add(23, {{city, 2023}}), (Pairs{{23, 21}}));
  EXPECT_EQ(recent.add(24, {{city, 2024}}), (Pairs{{24, 23}}));
  // One that comes between them takes the place of the one further back.
  EXPECT_EQ(recent.add(22, {{city, 2022}}), (Pairs{{22, 21}, {23, 22}}));
  EXPECT_EQ(recent.add(20, {{city, 2020}}), (Pairs{{21, 20}}));
}

TEST(RecentReports, ReportsOfOneInputAreAmongThem) {
  Recent recent;
  EXPECT_EQ(recent.add(100, {{city, 2023}, {other_city, 2022}, {city, 2022}, {other_city, 2023}}),
            (Pairs{{100, 102}, {103, 101}}));
}

TEST(RecentReports, PairsNothingWithAYearThatHasDifferentReports) {
  Recent recent;
  EXPECT_EQ(recent.add(1, {{city, 2022}}), Pairs{});
  EXPECT_EQ(recent.add(2, {{city, 2022}}), Pairs{});
  EXPECT_EQ(recent.add(3, {{city, 2023}}), Pairs{});
  EXPECT_EQ(recent.add(4, {{city, 2023}}), Pairs{});
  EXPECT_EQ(recent.add(5, {{city, 2024}}), Pairs{});
}

TEST(RecentReports, AReportThatIsGivenTwiceIsOne) {
  Recent recent;
  EXPECT_EQ(recent.add(1, {{city, 2022}}, "same"), Pairs{});
  EXPECT_EQ(recent.add(2, {{city, 2022}}, "same"), Pairs{});
  EXPECT_EQ(recent.add(3, {{city, 2023}}, "other"), (Pairs{{3, 1}}));
  EXPECT_EQ(recent.add(4, {{city, 2023}}, "other"), (Pairs{{4, 1}}));
}

TEST(RecentReports, PairsOnlyWhatIsSurelyOneBodys) {
  Recent recent;
  for (const char* name : {"", "财政局", city}) {
    const int unknown = name == city ? 0 : 2023;
    EXPECT_EQ(recent.add(1, {{name, 2022}}), Pairs{}) << name;
    EXPECT_EQ(recent.add(2, {{name, unknown}}), Pairs{}) << name;
  }
}

TEST(RecentReports, ForgetsTheOldestWhereThereIsNoRoom) {
  const std::size_t of_one = size_in_memory(*input_of("sha", {{city, 2022}})) + 100;
  Recent recent(2 * of_one);
  EXPECT_EQ(recent.add(1, {{city, 2021}}), Pairs{});
  EXPECT_EQ(recent.add(2, {{city, 2022}}), (Pairs{{2, 1}}));
  EXPECT_EQ(recent.add(3, {{other_city, 2022}}), Pairs{});
  // What nobody can be paired with takes no room.
  EXPECT_EQ(recent.add(4, {{"", 2022}}), Pairs{});
  EXPECT_EQ(recent.add(5, {{city, 2023}}), (Pairs{{5, 2}}));
  EXPECT_EQ(recent.add(6, {{city, 2021}}), Pairs{});
}

TEST(RecentReports, LargeInputsAreNotHandedOn) {
  EXPECT_NE(shared_if_small(*input_of("sha", {{city, 2022}})), nullptr);
  const ReadInput large{Document{"sha", Text(std::string(std::size_t{5} << 20, 'x'), "UTF-8", 0, {})}, {}};
  EXPECT_EQ(shared_if_small(large), nullptr);
}

}  // namespace
}  // namespace gouji
