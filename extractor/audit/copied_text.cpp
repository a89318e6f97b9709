#include "audit/copied_text.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "audit/rule_finding.h"
#include "text/fold.h"

namespace gouji {
namespace {

constexpr std::size_t most_passages = 3;
constexpr std::size_t longest_quotation = 30;  // characters

// Sentences that stand one behind the other in both reports.
struct Passage {
  std::size_t first = 0;  // in the sentences that are looked at
  std::size_t count = 0;
  std::size_t first_of_last_year = 0;
  int characters = 0;
};

using Sentences = std::vector<const OwnSentence*>;

Sentences long_enough(const std::vector<OwnSentence>& prose, int characters) {
  Sentences chosen;
  for (const OwnSentence& sentence : prose) {
    if (sentence.characters >= characters) chosen.push_back(&sentence);
  }
  return chosen;
}

std::vector<Passage> passages_of(const Sentences& sentences, const Sentences& last_year) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < last_year.size(); ++i) places.emplace(last_year[i]->words, i);
  std::vector<Passage> passages;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto found = places.find(sentences[i]->words);
    if (found == places.end()) continue;
    const bool goes_on = !passages.empty() && passages.back().first + passages.back().count == i &&
                         passages.back().first_of_last_year + passages.back().count == found->second;
    if (!goes_on) passages.push_back({i, 0, found->second, 0});
    ++passages.back().count;
    passages.back().characters += sentences[i]->characters;
  }
  return passages;
}

std::string quotation(std::string_view text) {
  std::string quoted;
  for (std::size_t characters = 0; !text.empty(); ++characters) {
    const char32_t character = next_character(text);
    if (characters == longest_quotation) return quoted + "\xE2\x80\xA6";
    append_utf8(character, quoted);
  }
  return quoted;
}

class CopyFinder {
 public:
  CopyFinder(const Record& record, const Earlier& last_year, const Rule& rule, const Wording& wording)
      : limits_(rule.copied),
        sentences_(long_enough(record.prose, limits_.sentence)),
        last_year_(long_enough(last_year.record.prose, limits_.sentence)),
        path_(last_year.path),
        wording_(wording) {}

  std::vector<Finding> find() && {
    std::vector<Finding> findings;
    std::vector<Passage> passages = passages_of(sentences_, last_year_);
    std::stable_sort(passages.begin(), passages.end(),
                     [](const Passage& a, const Passage& b) { return a.characters > b.characters; });
    std::size_t copied = 0;
    for (const Passage& passage : passages) copied += passage.count;
    if (passages.empty()) return findings;
    // One sentence that is the same is no habit.
    const bool is_share = copied > 1 && 100 * copied >= static_cast<std::size_t>(limits_.share) * sentences_.size();
    if (!is_share && passages.front().characters < limits_.passage) return findings;
    add_finding(RuleKind::copied_text, {}, sentences_[passages.front().first]->span,
                {{"count", std::to_string(copied)},
                 {"all", std::to_string(sentences_.size())},
                 {"share", std::to_string(100 * copied / sentences_.size())},
                 {"passages", list(passages)},
                 {"path", path_}},
                wording_, findings);
    return findings;
  }

 private:
  std::string list(const std::vector<Passage>& passages) const {
    std::vector<std::string> items;
    for (const Passage& passage : passages) {
      if (items.size() == most_passages) {
        items.emplace_back("\xE2\x80\xA6");
        break;
      }
      const OwnSentence& first = *sentences_[passage.first];
      items.push_back(wording_.messages.format(wording_.language, "audit.passage",
                                               {{"text", quotation(first.text)},
                                                {"count", std::to_string(passage.count)},
                                                {"line", std::to_string(first.line)},
                                                {"last_line", std::to_string(line_of_last_year(passage))}}));
    }
    return wording_.list(items);
  }

  int line_of_last_year(const Passage& passage) const { return last_year_[passage.first_of_last_year]->line; }

  const CopyLimits& limits_;
  const Sentences sentences_;
  const Sentences last_year_;
  const std::string& path_;
  const Wording& wording_;
};

}  // namespace

std::vector<Finding> find_copied_text(const Record& record, const Earlier& last_year, const Wording& wording) {
  const Rule* rule = wording.form.rule_of(RuleKind::copied_text);
  if (rule == nullptr) return {};
  return CopyFinder(record, last_year, *rule, wording).find();
}

}  // namespace gouji
