// The reports that were read last, while they are in memory: so a report can be audited beside the one of the year
// before, and neither is read again for that.
//
// Which report is to be audited beside which one is known only when all inputs were read (cli/year_plan.h). Until then
// it is guessed: reports of one publisher, by its name as it is printed, on the years next to each other. What comes of
// a guess is taken where the plan says the same, and otherwise not: then the reports are read again. So what is put out
// does not depend on guesses, which spare work and no more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/reports.h"
#include "form/series.h"

namespace gouji {

// An input of which the reports may be asked for while it is remembered, and longer by who has them.
struct RecentInput {
  std::shared_ptr<const ReadInput> read;
  std::string path;
  std::int64_t first_key = 0;
  std::size_t size = 0;
};

struct RecentReport {
  std::shared_ptr<const RecentInput> input;
  std::size_t number = 0;  // in the input, from 0

  const Record& record() const { return input->read->records[number]; }
  const Text& text() const { return input->read->document.text; }
  const std::string& sha256() const { return input->read->document.sha256; }
  std::int64_t key() const { return input->first_key + static_cast<std::int64_t>(number); }
};

// A report, and the one that it is probably to be audited beside.
struct RecentPair {
  RecentReport report;
  RecentReport earlier;
};

// For one thread, which gives it the inputs in their order: what is guessed is the same whatever threads read them.
class RecentReports {
 public:
  // `size`: how many bytes of memory what is remembered may take. A published report takes around 150 kB.
  explicit RecentReports(const BodyRules& rules, std::size_t size = std::size_t{64} << 20)
      : rules_(rules), most_size_(size) {}

  // The keys of an input's reports are the first one, the next number, and so on. Returns which reports are to be
  // audited now, in this order: those of the input, and those before it that have an earlier year in it. A report comes
  // again when one comes that is nearer to it.
  std::vector<RecentPair> add(std::shared_ptr<const ReadInput> read, std::string path, std::int64_t first_key);

 private:
  struct Guess {
    RecentReport report;
    int earlier_year = 0;  // of the report that it was audited beside; 0 where there was none
  };
  using Year = std::vector<Guess>;    // one, unless there are several reports on it, or one was given several times
  using Years = std::map<int, Year>;  // of one publisher

  bool may_be_guessed(const Record& record) const;
  static bool is_one_report(const Year& year);
  // Precondition: it may be guessed.
  void add(const RecentReport& report, std::vector<RecentPair>& pairs);
  void forget_oldest();

  const BodyRules& rules_;
  const std::size_t most_size_;
  std::size_t size_ = 0;
  std::deque<std::shared_ptr<const RecentInput>> inputs_;  // the oldest first
  std::unordered_map<std::string, Years> publishers_;
};

// Around how many bytes of memory it takes.
std::size_t size_in_memory(const ReadInput& input);

// Shared where it is small enough to wait for its turn with those that other threads have read; otherwise null.
std::shared_ptr<const ReadInput> shared_if_small(ReadInput input);

}  // namespace gouji
