#include "series/series_table.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace gouji {
namespace {

int order_of_year(int year) { return year == 0 ? std::numeric_limits<int>::max() : year; }

std::vector<Body> bodies_of_rows(const std::vector<SeriesRow>& rows, const BodyRules& rules) {
  std::vector<std::string> names;
  bool nameless = false;
  for (const SeriesRow& row : rows) {
    row.publisher.empty() ? static_cast<void>(nameless = true) : names.push_back(row.publisher);
  }
  std::vector<Body> bodies = bodies_of(names, rules);
  if (nameless) bodies.push_back({"", {""}, BodyDoubt::none, {}});
  return bodies;
}

}  // namespace

SeriesTable arrange(std::vector<SeriesRow> rows, const BodyRules& rules) {
  SeriesTable table;
  std::map<std::string, std::size_t, std::less<>> body_of;
  for (Body& body : bodies_of_rows(rows, rules)) {
    for (const std::string& name : body.names) body_of[name] = table.bodies.size();
    if (body.name.empty()) body.names.clear();
    table.bodies.push_back({std::move(body), 0, 0});
  }
  const auto place = [&](const SeriesRow& row) {
    return std::tuple(body_of.find(row.publisher)->second, order_of_year(row.year), std::string_view(row.path));
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const SeriesRow& a, const SeriesRow& b) { return place(a) < place(b); });
  table.rows = std::move(rows);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    BodyYears& years = table.bodies[body_of.find(table.rows[row].publisher)->second];
    if (years.begin == years.end) years.begin = row;
    years.end = row + 1;
  }
  return table;
}

std::vector<YearRows> years_of(const BodyYears& body, const SeriesTable& table) {
  std::vector<YearRows> years;
  for (std::size_t row = body.begin; row < body.end; ++row) {
    const int year = table.rows[row].year;
    const bool known = year != 0 && !body.body.name.empty();
    if (known && !years.empty() && years.back().year == year) {
      years.back().end = row + 1;
    } else {
      years.push_back({year, row, row + 1});
    }
  }
  return years;
}

std::vector<int> missing_years(const BodyYears& body, const SeriesTable& table) {
  std::vector<int> missing;
  if (body.body.name.empty()) return missing;
  int last = 0;
  for (const YearRows& rows : years_of(body, table)) {
    for (int between = last + 1; last != 0 && between < rows.year; ++between) missing.push_back(between);
    last = rows.year;
  }
  return missing;
}

}  // namespace gouji
