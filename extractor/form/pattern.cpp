#include "form/pattern.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <mutex>
#include <utility>

namespace gouji {
namespace {

constexpr std::size_t longest_looked_through = 200;  // bytes

// Without what RE2 does for arguments that nobody asks for.
bool runs(const re2::RE2& pattern, std::string_view text, re2::RE2::Anchor anchor) {
  return pattern.Match(piece(text), 0, text.size(), anchor, nullptr, 0);
}

}  // namespace

struct Pattern::Compiled {
  std::string expression;
  std::once_flag once_understood;
  std::atomic<bool> is_understood = false;  // asked far more often than a once_flag is quick for
  Requirement requirement;
  std::once_flag once_made;
  std::atomic<bool> is_made = false;
  std::unique_ptr<const re2::RE2> re2;
};

Pattern::Pattern(std::string expression) : compiled_(std::make_shared<Compiled>()) {
  compiled_->expression = std::move(expression);
}

const Requirement& Pattern::requirement() const {
  Compiled& pattern = *compiled_;
  if (!pattern.is_understood.load(std::memory_order_acquire)) {
    std::call_once(pattern.once_understood, [&] {
      pattern.requirement = Requirement::of(pattern.expression);
      pattern.is_understood.store(true, std::memory_order_release);
    });
  }
  return pattern.requirement;
}

bool Pattern::may_match(std::string_view text, const CharacterSet& characters) const {
  const Requirement& wanted = requirement();
  return wanted.may_fit(text) && wanted.may_be_met(characters);
}

bool Pattern::is_in(std::string_view text, const CharacterSet& characters) const {
  return compiled_ != nullptr && may_match(text, characters) && runs(**this, text, re2::RE2::UNANCHORED);
}

bool Pattern::is_in(std::string_view text) const {
  if (compiled_ == nullptr || !requirement().may_fit(text)) return false;
  // To see which characters a short text has costs less than to run a pattern that does not match, but for one that
  // RE2 runs from an end of the text.
  const bool is_looked_through = text.size() <= longest_looked_through && !requirement().is_anchored();
  if (is_looked_through && !may_match(CharacterSet(text))) return false;
  return runs(**this, text, re2::RE2::UNANCHORED);
}

bool Pattern::is_all_of(std::string_view text, const CharacterSet& characters) const {
  if (compiled_ == nullptr) return false;
  const Requirement& wanted = requirement();
  return wanted.may_begin(text) && wanted.may_end(text) && wanted.may_be_met(characters) &&
         runs(**this, text, re2::RE2::ANCHOR_BOTH);
}

bool Pattern::is_all_of(std::string_view text) const {
  if (compiled_ == nullptr || !requirement().may_begin(text) || !requirement().may_end(text)) return false;
  return runs(**this, text, re2::RE2::ANCHOR_BOTH);
}

std::size_t Pattern::size_at_begin(std::string_view text) const {
  if (compiled_ == nullptr || !requirement().may_take_from(text)) return 0;
  re2::StringPiece found;
  const bool matches = (**this).Match(piece(text), 0, text.size(), re2::RE2::ANCHOR_START, &found, 1);
  return matches ? found.size() : 0;
}

std::size_t Pattern::size_at_begin(std::string_view text, const CharacterSet& characters) const {
  return compiled_ != nullptr && may_match(text, characters) ? size_at_begin(text) : 0;
}

bool Alternatives::is_in(std::string_view text, const CharacterSet& characters) const {
  return std::any_of(patterns_.begin(), patterns_.end(),
                     [&](const Pattern& pattern) { return pattern.is_in(text, characters); });
}

const re2::RE2& Pattern::operator*() const {
  Compiled& pattern = *compiled_;
  if (!pattern.is_made.load(std::memory_order_acquire)) {
    std::call_once(pattern.once_made, [&] {
      pattern.re2 = std::make_unique<const re2::RE2>(pattern.expression, re2::RE2::Quiet);
      pattern.is_made.store(true, std::memory_order_release);
    });
  }
  return *pattern.re2;
}

namespace {

bool are_same(const Literal& a, const Literal& b) { return a.size == b.size && a.slots == b.slots; }

bool are_same(const Requirement::Clause& a, const Requirement::Clause& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Literal& one, const Literal& other) { return are_same(one, other); });
}

std::array<std::uint16_t, Literal::longest> slots_of(const Literal& literal) {
  std::array<std::uint16_t, Literal::longest> slots = literal.slots;
  std::fill(slots.begin() + literal.size, slots.end(), slots.front());
  return slots;
}

}  // namespace

int PatternIndex::number_of(const Requirement::Clause& clause) {
  const auto same = std::find_if(clauses_.begin(), clauses_.end(),
                                 [&](const Requirement::Clause& other) { return are_same(other, clause); });
  const auto number = static_cast<int>(same - clauses_.begin());
  if (same == clauses_.end()) clauses_.push_back(clause);
  return number;
}

void PatternIndex::add(const Pattern& pattern) {
  const int number = size_++;
  const std::vector<Requirement::Clause>& wanted = pattern.requirement().clauses();
  if (wanted.empty()) {
    always_.push_back(number);
    return;
  }
  std::vector<int> clauses;
  clauses.reserve(wanted.size());
  for (const Requirement::Clause& clause : wanted) clauses.push_back(number_of(clause));
  const auto same =
      std::find_if(groups_.begin(), groups_.end(), [&](const Group& group) { return group.clauses == clauses; });
  if (same != groups_.end()) {
    same->numbers.push_back(number);
    return;
  }
  const auto group = static_cast<int>(groups_.size());
  groups_.push_back({std::move(clauses), {number}});
  by_slot_.resize(CharacterSet::slots);
  for (const Literal& literal : wanted.front()) entry_of(literal).groups.push_back(group);
}

PatternIndex::Entry& PatternIndex::entry_of(const Literal& literal) {
  const auto entries_at = [&](std::size_t i) -> std::vector<Entry>& { return by_slot_[literal.slots[i]]; };
  std::size_t least = 0;
  for (std::size_t i = 0; i < literal.size; ++i) {
    std::vector<Entry>& entries = entries_at(i);
    const auto known = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& other) { return are_same(other.literal, literal); });
    if (known != entries.end()) return *known;
    if (entries.size() < entries_at(least).size()) least = i;
  }
  characters_.add(literal.characters[least]);
  return entries_at(least).emplace_back(Entry{literal, slots_of(literal), {}});
}

std::vector<int> PatternIndex::find(const CharacterSet& characters) const {
  enum class Answer : char { unknown, yes, no };
  std::vector<Answer> is_met(clauses_.size(), Answer::unknown);
  std::vector<char> is_seen(groups_.size(), 0);
  const auto meets = [&](int number) {
    Answer& answer = is_met[number];
    if (answer == Answer::unknown) {
      const Requirement::Clause& clause = clauses_[number];
      const bool met = std::any_of(clause.begin(), clause.end(),
                                   [&](const Literal& literal) { return literal.may_be_in(characters); });
      answer = met ? Answer::yes : Answer::no;
    }
    return answer == Answer::yes;
  };
  // A bit for each: to go through them costs less than to sort the few that are found.
  std::vector<std::uint64_t> found(static_cast<std::size_t>(size_) / 64 + 1, 0);
  std::size_t count = always_.size();
  const auto add = [&](int number) {
    found[static_cast<std::size_t>(number) / 64] |= std::uint64_t{1} << (static_cast<unsigned>(number) % 64);
  };
  std::for_each(always_.begin(), always_.end(), add);
  const auto look_at = [&](int number) {
    if (is_seen[number] != 0) return;
    is_seen[number] = 1;
    const Group& group = groups_[number];
    if (!std::all_of(group.clauses.begin(), group.clauses.end(), meets)) return;
    std::for_each(group.numbers.begin(), group.numbers.end(), add);
    count += group.numbers.size();
  };
  const auto may_have = [&](std::uint16_t slot) { return characters.may_have(slot); };
  characters.for_each_in_both(characters_, [&](std::uint16_t slot) {
    for (const Entry& entry : by_slot_[slot]) {
      if (std::all_of(entry.slots.begin(), entry.slots.end(), may_have))
        std::for_each(entry.groups.begin(), entry.groups.end(), look_at);
    }
  });
  std::vector<int> numbers;
  numbers.reserve(count);
  for (std::size_t word = 0; word < found.size(); ++word) {
    for (std::uint64_t bits = found[word]; bits != 0; bits &= bits - 1)
      numbers.push_back(static_cast<int>(word * 64) + std::countr_zero(bits));
  }
  return numbers;
}

}  // namespace gouji
