// The rows of all reports, by body and year.
#include "series/series_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reports.h"

namespace gouji {
namespace {

SeriesRow row(const std::string& publisher, int year, const std::string& path) {
  SeriesRow made;
  made.publisher = publisher;
  made.year = year;
  made.path = path;
  return made;
}

SeriesTable table_of(std::vector<SeriesRow> rows) { return arrange(std::move(rows), builtin_grammar().series.body); }

// "body year path" of each row.
std::vector<std::string> lines_of(const SeriesTable& table) {
  std::vector<std::string> lines;
  for (const BodyYears& body : table.bodies) {
    for (std::size_t i = body.begin; i < body.end; ++i) {
      lines.push_back(body.body.name + " " + std::to_string(table.rows[i].year) + " " + table.rows[i].path);
    }
  }
  return lines;
}

TEST(SeriesTable, IsSortedByBodyThenYearThenPath) {
  std::vector<SeriesRow> rows = {row("鲤城区", 2021, "c"), row("泉州市鲤城区人民政府", 2019, "d"),
                                 row("", 2018, "e"),       row("丰泽区", 2023, "b"),
                                 row("丰泽区", 2023, "a"), row("丰泽区", 0, "f")};
  const std::vector<std::string> expected = {"丰泽区人民政府 2023 a",       "丰泽区人民政府 2023 b",
                                             "丰泽区人民政府 0 f",          "泉州市鲤城区人民政府 2019 d",
                                             "泉州市鲤城区人民政府 2021 c", " 2018 e"};
  EXPECT_EQ(lines_of(table_of(rows)), expected);
  std::reverse(rows.begin(), rows.end());
  EXPECT_EQ(lines_of(table_of(rows)), expected);
}

TEST(SeriesTable, KeepsReportsOnOneYearSideBySide) {
  const SeriesTable table =
      table_of({row("鲤城区", 2021, "a"), row("鲤城区政府", 2021, "b"), row("鲤城区", 2022, "c")});
  ASSERT_EQ(table.rows.size(), 3U);
  const std::vector<YearRows> years = years_of(table.bodies.at(0), table);
  ASSERT_EQ(years.size(), 2U);
  EXPECT_EQ(years[0].count(), 2U);
  EXPECT_EQ(years[1].count(), 1U);
}

TEST(SeriesTable, TakesUnknownYearsAndBodiesForNoOthers) {
  const SeriesTable table =
      table_of({row("鲤城区", 0, "a"), row("鲤城区", 0, "b"), row("", 2021, "c"), row("", 2021, "d")});
  for (const BodyYears& body : table.bodies) EXPECT_EQ(years_of(body, table).size(), 2U) << body.body.name;
  EXPECT_TRUE(table.bodies.back().body.names.empty());
}

TEST(SeriesTable, KnowsTheYearsThatABodyHasNoReportOn) {
  const SeriesTable table =
      table_of({row("鲤城区", 2023, "a"), row("鲤城区", 2019, "b"), row("鲤城区", 2021, "c"), row("鲤城区", 2021, "d"),
                row("鲤城区", 0, "e"), row("", 2001, "f"), row("", 2009, "g")});
  EXPECT_EQ(missing_years(table.bodies[0], table), (std::vector<int>{2020, 2022}));
  EXPECT_TRUE(missing_years(table.bodies[1], table).empty());
}

TEST(SeriesTable, OfNothingIsEmpty) { EXPECT_TRUE(table_of({}).bodies.empty()); }

}  // namespace
}  // namespace gouji
