#include "cli/recent_reports.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "series/bodies.h"

namespace gouji {
namespace {

// Of an input that is handed on: there may be sixteen of them a thread (pipeline.h).
constexpr std::size_t most_of_one = std::size_t{4} << 20;

// What the allocator needs besides.
constexpr std::size_t of_allocation = 16;

std::size_t size_of(const std::string& text) {
  // A short text lies in the string itself.
  return text.capacity() < sizeof(std::string) / 2 ? 0 : text.capacity() + 1 + of_allocation;
}

// Of the elements themselves, without what they point to.
template <typename Element>
std::size_t size_of(const std::vector<Element>& elements) {
  return elements.capacity() == 0 ? 0 : elements.capacity() * sizeof(Element) + of_allocation;
}

template <typename Element>
std::size_t size_of(const std::deque<Element>& elements) {
  return elements.size() * sizeof(Element);
}

// Counted for each figure, though many share their words: rather too much than too little.
std::size_t size_of(const SharedWords& words) { return size_of(words.str()); }

template <typename Element, template <typename...> typename List, typename... Texts>
std::size_t size_of(const List<Element>& elements, Texts Element::*... texts) {
  std::size_t size = size_of(elements);
  for (const Element& element : elements) size += (size_of(element.*texts) + ...);
  return size;
}

std::size_t size_of(const Text& text) {
  // The places where characters take another number of bytes, as those of other encodings do from word to word.
  const std::size_t anchors = text.encoding() == "UTF-8" ? 0 : text.utf8().size() / 6 * sizeof(Text::Anchor);
  return text.utf8().size() + static_cast<std::size_t>(text.line_count()) * sizeof(ByteOffset) + anchors;
}

std::size_t size_of(const Statements& statements) {
  std::size_t size = size_of(statements.changes);
  for (const Breakdown& breakdown : statements.breakdowns) {
    size += sizeof breakdown + size_of(breakdown.parts, &StatedFigure::unit, &StatedFigure::label) +
            size_of(breakdown.other_totals, &StatedFigure::unit, &StatedFigure::label);
  }
  for (const Percentage& percentage : statements.percentages) {
    size += sizeof percentage + size_of(percentage.totals, &StatedFigure::unit, &StatedFigure::label) +
            size_of(percentage.other_parts, &StatedFigure::unit, &StatedFigure::label);
  }
  return size;
}

std::size_t size_of(const Record& record) {
  // A form of its own: the labels of some hundred cells, and what follows from them.
  const std::size_t form = record.hybrid != nullptr ? std::size_t{512} << 10 : 0;
  return sizeof record + form +
         size_of(record.cells, &Cell::raw, &Cell::unit, &Cell::reason, &Cell::candidates, &Cell::parts) +
         size_of(record.regions) + size_of(record.rows) + size_of(record.claims, &Claim::text, &Claim::unit) +
         size_of(record.statements) + size_of(record.prose, &OwnSentence::words, &OwnSentence::text) +
         size_of(record.extra, &ExtraFigure::row, &ExtraFigure::column, &ExtraFigure::raw) +
         size_of(record.unread, &UnreadFigure::raw, &UnreadFigure::reason) +
         size_of(record.misprints, &MisprintedLabel::printed, &MisprintedLabel::official) + size_of(record.repeated) +
         size_of(record.sections, &PrintedSection::heading, &PrintedSection::text) + size_of(record.years) +
         size_of(record.placeholders);
}

}  // namespace

std::vector<RecentPair> RecentReports::add(std::shared_ptr<const ReadInput> read, std::string path,
                                           std::int64_t first_key) {
  const std::size_t size = size_in_memory(*read) + path.size();
  const auto input =
      std::make_shared<const RecentInput>(RecentInput{std::move(read), std::move(path), first_key, size});
  std::vector<RecentPair> pairs;
  bool is_remembered = false;
  for (std::size_t number = 0; number < input->read->records.size(); ++number) {
    if (!may_be_guessed(input->read->records[number])) continue;
    add({input, number}, pairs);
    is_remembered = true;
  }
  if (!is_remembered) return pairs;
  inputs_.push_back(input);
  size_ += size;
  while (size_ > most_size_) forget_oldest();
  return pairs;
}

// As YearPlan compares them: the reports on a year with those on the nearest one before, where each of the two years
// has one report.
void RecentReports::add(const RecentReport& report, std::vector<RecentPair>& pairs) {
  const Record& record = report.record();
  Years& years = publishers_[record.publisher.value];
  const auto year = years.try_emplace(record.year).first;
  year->second.push_back({report});
  if (!is_one_report(year->second)) return;
  if (year != years.begin()) {
    const auto& [before, earlier] = *std::prev(year);
    if (is_one_report(earlier)) {
      pairs.push_back({report, earlier.front().report});
      year->second.back().earlier_year = before;
    }
  }
  const auto after = std::next(year);
  if (after == years.end() || !is_one_report(after->second)) return;
  for (Guess& later : after->second) {
    if (later.earlier_year >= record.year) continue;
    pairs.push_back({later.report, report});
    later.earlier_year = record.year;
  }
}

// Of a name that may be several bodies' the plan compares nothing, as a rule.
bool RecentReports::may_be_guessed(const Record& record) const {
  return record.year != 0 && !record.publisher.value.empty() && says_its_place(record.publisher.value, rules_);
}

bool RecentReports::is_one_report(const Year& year) {
  return std::all_of(year.begin(), year.end(), [&](const Guess& guess) {
    const RecentReport& first = year.front().report;
    return guess.report.sha256() == first.sha256() && guess.report.number == first.number;
  });
}

void RecentReports::forget_oldest() {
  const std::shared_ptr<const RecentInput> input = std::move(inputs_.front());
  inputs_.pop_front();
  size_ -= input->size;
  for (const Record& record : input->read->records) {
    const auto years = publishers_.find(record.publisher.value);
    if (years == publishers_.end()) continue;
    const auto year = years->second.find(record.year);
    if (year == years->second.end()) continue;
    std::erase_if(year->second, [&](const Guess& guess) { return guess.report.input == input; });
    if (year->second.empty()) years->second.erase(year);
    if (years->second.empty()) publishers_.erase(years);
  }
}

std::size_t size_in_memory(const ReadInput& input) {
  std::size_t size = sizeof input + size_of(input.document.text);
  for (const Record& record : input.records) size += size_of(record);
  return size;
}

std::shared_ptr<const ReadInput> shared_if_small(ReadInput input) {
  if (size_in_memory(input) > most_of_one) return nullptr;
  return std::make_shared<const ReadInput>(std::move(input));
}

}  // namespace gouji
