#include "cli/years.h"

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
#include "cli/year_plan.h"
#include "output/characters.h"

namespace gouji {
namespace {

using SharedInput = std::shared_ptr<const ReadInput>;

// The inputs that were read again last: a body's reports are asked for one after the other, and a file may hold those
// of many bodies.
class InputsReadAgain {
 public:
  InputsReadAgain(const Session& session, std::size_t most) : session_(session), most_(most) {}

  Result<SharedInput> read(const AuditedReport& report) {
    if (SharedInput known = find(report.sha256)) return known;
    Result<ReadInput> read = read_input(report.input, session_);
    if (!read) return tl::make_unexpected(read.error());
    SharedInput input = std::make_shared<const ReadInput>(std::move(*read));
    if (input->document.sha256 != report.sha256) return fail("audit.changed", {{"path", report.input.path}});
    keep(input);
    return input;
  }

 private:
  // By content: in a stream, documents may have one name.
  SharedInput find(const std::string& sha256) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(inputs_.begin(), inputs_.end(),
                                    [&](const SharedInput& input) { return input->document.sha256 == sha256; });
    if (found == inputs_.end()) return nullptr;
    inputs_.splice(inputs_.begin(), inputs_, found);
    return inputs_.front();
  }

  void keep(const SharedInput& input) {
    const std::lock_guard lock(mutex_);
    inputs_.push_front(input);
    if (inputs_.size() > most_) inputs_.pop_back();
  }

  const Session& session_;
  std::size_t most_;
  std::mutex mutex_;
  std::list<SharedInput> inputs_;  // the last one first
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
      if (take_result_beside(comparison)) continue;
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
  // False where it was not audited beside the right one. What is given twice is the same report.
  bool take_result_beside(const Comparison& comparison) const {
    AuditedReport& report = reports_[comparison.report];
    if (!report.beside) return false;
    const AuditedReport& guessed = reports_[report.beside->earlier];
    const AuditedReport& earlier = reports_[comparison.earlier];
    if (guessed.sha256 != earlier.sha256 || guessed.number != earlier.number ||
        guessed.input.path != earlier.input.path) {
      return false;
    }
    report.result = std::move(report.beside->result);
    return true;
  }

  void audit_one(const Comparison& comparison, Failures& failures) const {
    const SharedInput before = read(reports_[comparison.earlier], failures);
    const SharedInput now = read(reports_[comparison.report], failures);
    if (before == nullptr || now == nullptr) return;
    AuditedReport& report = reports_[comparison.report];
    const AuditedReport& earlier_report = reports_[comparison.earlier];
    const Earlier earlier{before->records[earlier_report.number], before->document.text,
                          path_text(earlier_report.input.path)};
    const Source source{report.input.path, report.sha256, &now->document.text};
    report.result = auditor_(now->records[report.number], source, &earlier);
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

void audit_years(std::vector<AuditedReport>& reports, const Session& session, const ReportAuditor& auditor,
                 Totals& totals) {
  if (reports.size() < 2) return;
  std::vector<PlannedReport> planned;
  planned.reserve(reports.size());
  for (const AuditedReport& report : reports) {
    planned.push_back(
        {report.publisher, report.year, report.input.path, report.sha256, report.number, report.likeness});
  }
  const std::vector<Comparisons> plan = plan_years(planned, session);
  if (plan.empty()) return;
  const int threads = threads_of(session.options);
  InputsReadAgain inputs(session, 4 * static_cast<std::size_t>(threads));
  const YearAuditor years(inputs, reports, auditor);
  Progress progress(session);
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
        progress.step(++done, plan.size());
        return true;
      });
  progress.hide();
}

}  // namespace gouji
