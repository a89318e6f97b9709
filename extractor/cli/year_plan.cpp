#include "cli/year_plan.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <optional>
#include <set>
#include <utility>

namespace gouji {
namespace {

// Of how many things a line names the first ones.
constexpr std::size_t most_named = 8;

// Which reports are compared, and why others are not.
class YearPlan {
 public:
  // Without `diagnostics` nothing is said.
  YearPlan(const std::vector<PlannedReport>& reports, const SeriesTable& table, const Diagnostics* diagnostics,
           std::string separator)
      : reports_(reports), table_(table), diagnostics_(diagnostics), separator_(std::move(separator)) {}

  std::vector<Comparisons> make() {
    std::vector<Comparisons> plan;
    std::vector<std::string> not_joined;
    for (const BodyYears& body : table_.bodies) {
      const std::vector<YearRows> years = known_years(body);
      if (body.end - body.begin < 2 && body.body.could_be.empty()) continue;
      if (is_known(body)) {
        plan.push_back(compare(body, years));
      } else if (!body.body.could_be.empty()) {
        say_doubt(body.body);
      } else if (years.size() > 1) {
        not_joined.push_back(body.body.name);
      }
    }
    say("audit.not_joined", "bodies", std::move(not_joined));
    say_nameless();
    std::erase_if(plan, [](const Comparisons& comparisons) { return comparisons.empty(); });
    return plan;
  }

 private:
  // Names that do not say of which place they are may be those of several bodies; where the run has no other body, they
  // are taken for one.
  bool is_known(const BodyYears& body) const {
    if (body.body.doubt == BodyDoubt::none) return true;
    return body.body.doubt == BodyDoubt::no_place && table_.bodies.size() == 1;
  }

  std::vector<YearRows> known_years(const BodyYears& body) const {
    if (body.body.name.empty()) return {};
    std::vector<YearRows> years = years_of(body, table_);
    std::erase_if(years, [](const YearRows& year) { return year.year == 0; });
    return years;
  }

  Comparisons compare(const BodyYears& body, const std::vector<YearRows>& years) const {
    Comparisons comparisons;
    std::optional<std::size_t> before;  // the report of the year before
    for (const YearRows& year : years) {
      const std::size_t first = main_report(year);
      const bool one = is_one_report(year, first);
      if (!one) say_several(body.body, year);
      for (std::size_t row = year.begin; one && row < year.end; ++row) {
        const std::size_t report = table_.rows[row].report;
        if (!has_same_bytes(report, first)) {
          comparisons.push_back({report, first});
        } else if (before) {
          comparisons.push_back({report, *before});
        }
      }
      before = one ? std::optional(first) : std::nullopt;
    }
    return comparisons;
  }

  // The first one whose tables could be read.
  std::size_t main_report(const YearRows& year) const {
    for (std::size_t row = year.begin; row < year.end; ++row) {
      if (!reports_[table_.rows[row].report].likeness.empty()) return table_.rows[row].report;
    }
    return table_.rows[year.begin].report;
  }

  // The same report may be given more than once, and in several files.
  bool is_one_report(const YearRows& year, std::size_t first) const {
    for (std::size_t row = year.begin; row < year.end; ++row) {
      const std::size_t report = table_.rows[row].report;
      const bool is_other_of_file = reports_[report].sha256 == reports_[first].sha256 && !has_same_bytes(report, first);
      if (is_other_of_file || !may_be_same_report(reports_[report].likeness, reports_[first].likeness)) return false;
    }
    return true;
  }

  bool has_same_bytes(std::size_t report, std::size_t other) const {
    return reports_[report].sha256 == reports_[other].sha256 && reports_[report].number == reports_[other].number;
  }

  std::string listed(std::vector<std::string> things) const {
    if (things.size() > most_named) {
      things.resize(most_named);
      things.emplace_back("\xE2\x80\xA6");
    }
    return fmt::format("{}", fmt::join(things, separator_));
  }

  void say(const char* code, const char* list, std::vector<std::string> things) const {
    if (things.empty() || diagnostics_ == nullptr) return;
    const std::string count = std::to_string(things.size());
    diagnostics_->remark({code, {{"count", count}, {list, listed(std::move(things))}}});
  }

  void say_doubt(const Body& body) const {
    if (diagnostics_ == nullptr) return;
    diagnostics_->warning({"series.in_doubt", {{"body", body.name}, {"bodies", listed(body.could_be)}}});
  }

  void say_several(const Body& body, const YearRows& year) const {
    if (diagnostics_ == nullptr) return;
    std::vector<std::string> paths;
    for (std::size_t row = year.begin; row < year.end; ++row) paths.push_back(table_.rows[row].path);
    diagnostics_->warning({"audit.same_year",
                           {{"body", body.name},
                            {"year", std::to_string(year.year)},
                            {"count", std::to_string(year.count())},
                            {"paths", listed(std::move(paths))}}});
  }

  // Reports of nobody on different years may be those of one body.
  void say_nameless() const {
    if (table_.bodies.empty() || !table_.bodies.back().body.name.empty()) return;
    const BodyYears& nameless = table_.bodies.back();
    std::set<int> years;
    std::vector<std::string> paths;
    for (std::size_t row = nameless.begin; row < nameless.end; ++row) {
      if (table_.rows[row].year != 0) years.insert(table_.rows[row].year);
      paths.push_back(table_.rows[row].path);
    }
    if (years.size() > 1) say("audit.nameless", "paths", std::move(paths));
  }

  const std::vector<PlannedReport>& reports_;
  const SeriesTable& table_;
  const Diagnostics* diagnostics_;
  const std::string separator_;
};

}  // namespace

SeriesTable arrange_reports(const std::vector<PlannedReport>& reports, const BodyRules& rules) {
  std::vector<SeriesRow> rows;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    SeriesRow row;
    row.publisher = reports[i].publisher;
    row.year = reports[i].year;
    row.path = reports[i].path;
    row.report = i;
    rows.push_back(std::move(row));
  }
  return arrange(std::move(rows), rules);
}

std::vector<Comparisons> plan_years(const std::vector<PlannedReport>& reports, const Session& session) {
  const SeriesTable table = arrange_reports(reports, session.grammar.series.body);
  const std::string separator = session.grammar.messages.format(session.options.language, "audit.separator");
  return YearPlan(reports, table, &session.diagnostics, separator).make();
}

std::vector<Comparisons> plan_years_quietly(const SeriesTable& table, const std::vector<PlannedReport>& reports) {
  return YearPlan(reports, table, nullptr, "").make();
}

}  // namespace gouji
