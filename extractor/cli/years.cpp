#include "cli/years.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <list>
#include <mutex>
#include <new>
#include <optional>
#include <set>
#include <utility>

#include "cli/pipeline.h"
#include "cli/progress.h"
#include "output/characters.h"
#include "series/series_table.h"

namespace gouji {
namespace {

// Of how many things a line names the first ones.
constexpr std::size_t most_named = 8;

// A report and the one before it, in the reports of the run.
struct Comparison {
  std::size_t report = 0;
  std::size_t earlier = 0;
};

using Comparisons = std::vector<Comparison>;  // of one body, in the order of its years

SeriesTable arranged(const std::vector<AuditedReport>& reports, const BodyRules& rules) {
  std::vector<SeriesRow> rows;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    SeriesRow row;
    row.publisher = reports[i].publisher;
    row.year = reports[i].year;
    row.path = reports[i].input.path;
    row.report = i;
    rows.push_back(std::move(row));
  }
  return arrange(std::move(rows), rules);
}

// Which reports are compared, and why others are not.
class YearPlan {
 public:
  YearPlan(const std::vector<AuditedReport>& reports, const Session& session)
      : reports_(reports),
        table_(arranged(reports, session.grammar.series.body)),
        diagnostics_(session.diagnostics),
        separator_(session.grammar.messages.format(session.options.language, "audit.separator")) {}

  std::vector<Comparisons> make() {
    std::vector<Comparisons> plan;
    std::vector<std::string> not_joined;
    for (const BodyYears& body : table_.bodies) {
      const std::vector<YearRows> years = known_years(body);
      if (years.size() < 2 && body.body.could_be.empty()) continue;
      if (is_known(body)) {
        plan.push_back(compare(body, years));
      } else if (!body.body.could_be.empty()) {
        say_doubt(body.body);
      } else {
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
    const YearRows* before = nullptr;
    for (const YearRows& year : years) {
      const bool one = is_one_report(year);
      if (!one) say_several(body.body, year);
      for (std::size_t row = year.begin; one && before != nullptr && row < year.end; ++row) {
        comparisons.push_back({table_.rows[row].report, table_.rows[before->begin].report});
      }
      before = one ? &year : nullptr;
    }
    return comparisons;
  }

  // The same report may be given more than once.
  bool is_one_report(const YearRows& year) const {
    const AuditedReport& first = reports_[table_.rows[year.begin].report];
    for (std::size_t row = year.begin + 1; row < year.end; ++row) {
      const AuditedReport& other = reports_[table_.rows[row].report];
      if (other.sha256 != first.sha256 || other.number != first.number) return false;
    }
    return true;
  }

  std::string listed(std::vector<std::string> things) const {
    if (things.size() > most_named) {
      things.resize(most_named);
      things.emplace_back("\xE2\x80\xA6");
    }
    return fmt::format("{}", fmt::join(things, separator_));
  }

  void say(const char* code, const char* list, std::vector<std::string> things) const {
    if (things.empty()) return;
    const std::string count = std::to_string(things.size());
    diagnostics_.remark({code, {{"count", count}, {list, listed(std::move(things))}}});
  }

  void say_doubt(const Body& body) const {
    diagnostics_.warning({"series.in_doubt", {{"body", body.name}, {"bodies", listed(body.could_be)}}});
  }

  void say_several(const Body& body, const YearRows& year) const {
    std::vector<std::string> paths;
    for (std::size_t row = year.begin; row < year.end; ++row) paths.push_back(table_.rows[row].path);
    diagnostics_.warning({"audit.same_year",
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

  const std::vector<AuditedReport>& reports_;
  const SeriesTable table_;
  const Diagnostics& diagnostics_;
  const std::string separator_;
};

using SharedInput = std::shared_ptr<const ReadInput>;

// The inputs that were read again last: a body's reports are asked for one after the other, and a file may hold those
// of many bodies.
class InputsReadAgain {
 public:
  InputsReadAgain(const Kept& kept, const Session& session, std::size_t most)
      : kept_(kept), session_(session), most_(most) {}

  Result<SharedInput> read(const AuditedReport& report) {
    for (const auto& [path, input] : kept_.inputs) {
      if (path == report.input.path) return checked(input, report);
    }
    if (SharedInput known = find(report.input.path)) return checked(std::move(known), report);
    Result<ReadInput> read = read_input(report.input, session_);
    if (!read) return tl::make_unexpected(read.error());
    SharedInput input = std::make_shared<const ReadInput>(std::move(*read));
    keep(report.input.path, input);
    return checked(std::move(input), report);
  }

 private:
  static Result<SharedInput> checked(SharedInput input, const AuditedReport& report) {
    if (input->document.sha256 == report.sha256) return input;
    return fail("audit.changed", {{"path", report.input.path}});
  }

  SharedInput find(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(inputs_.begin(), inputs_.end(), [&](const auto& input) { return input.first == path; });
    if (found == inputs_.end()) return nullptr;
    inputs_.splice(inputs_.begin(), inputs_, found);
    return inputs_.front().second;
  }

  void keep(const std::string& path, const SharedInput& input) {
    const std::lock_guard lock(mutex_);
    inputs_.emplace_front(path, input);
    if (inputs_.size() > most_) inputs_.pop_back();
  }

  const Kept& kept_;
  const Session& session_;
  std::size_t most_;
  std::mutex mutex_;
  std::list<std::pair<std::string, SharedInput>> inputs_;  // the last one first
};

// An input, and what went wrong with it.
using Failures = std::vector<std::pair<std::string, Error>>;

class YearAuditor {
 public:
  YearAuditor(InputsReadAgain& inputs, std::vector<AuditedReport>& reports, const ReportAuditor& auditor)
      : inputs_(inputs), reports_(reports), auditor_(auditor) {}

  Failures audit(const Comparisons& comparisons) const {
    Failures failures;
    for (const Comparison& comparison : comparisons) {
      const std::string& path = reports_[comparison.report].input.path;
      try {
        audit_one(comparison, failures);
      } catch (const std::bad_alloc&) {
        failures.emplace_back(path, Error{"input.no_memory", {{"path", path}}});
      } catch (const std::exception& exception) {
        failures.emplace_back(path, Error{"input.internal", {{"path", path}, {"reason", exception.what()}}});
      }
    }
    return failures;
  }

 private:
  void audit_one(const Comparison& comparison, Failures& failures) const {
    const SharedInput before = read(reports_[comparison.earlier], failures);
    const SharedInput now = read(reports_[comparison.report], failures);
    if (before == nullptr || now == nullptr) return;
    AuditedReport& report = reports_[comparison.report];
    const AuditedReport& earlier_report = reports_[comparison.earlier];
    const Earlier earlier{before->records[earlier_report.number], before->document.text,
                          valid_utf8(earlier_report.input.path)};
    const Source source{report.input.path, report.sha256, &now->document.text};
    auditor_(now->records[report.number], source, &earlier, report);
  }

  SharedInput read(const AuditedReport& report, Failures& failures) const {
    Result<SharedInput> input = inputs_.read(report);
    if (input) return *input;
    failures.emplace_back(report.input.path, input.error());
    return nullptr;
  }

  InputsReadAgain& inputs_;
  std::vector<AuditedReport>& reports_;
  const ReportAuditor& auditor_;
};

}  // namespace

void audit_years(const Kept& kept, std::vector<AuditedReport>& reports, const Session& session,
                 const ReportAuditor& auditor, Totals& totals) {
  if (reports.size() < 2) return;
  const std::vector<Comparisons> plan = YearPlan(reports, session).make();
  if (plan.empty()) return;
  const int threads = threads_of(session.options);
  InputsReadAgain inputs(kept, session, 4 * static_cast<std::size_t>(threads));
  const YearAuditor years(inputs, reports, auditor);
  Progress progress(session, plan.size());
  std::size_t done = 0;
  std::set<std::string> told;  // an input may be needed several times
  process_in_order<Failures>(
      plan.size(), threads, [&](std::size_t body) { return years.audit(plan[body]); },
      [&](const Failures& failures) {
        for (const auto& [path, error] : failures) {
          totals.failed = true;
          if (!told.insert(path).second) continue;
          progress.hide();
          session.diagnostics.error(error);
        }
        progress.step(++done);
        return true;
      });
  progress.hide();
}

}  // namespace gouji
