#include "form/pattern.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

// More literals than this say little, and cost more than the pattern.
constexpr std::size_t most_literals = 24;
constexpr int deepest_group = 64;

using Clause = Requirement::Clause;

// What is known of a part of a pattern. Where `exact` is known, it matches these literals and nothing else; otherwise
// what it matches has one of each clause's.
struct Known {
  std::optional<Clause> exact;
  std::vector<Clause> clauses;

  static Known nothing() { return {}; }
  static Known empty() { return {Clause{Literal{}}, {}}; }
};

bool has_empty(const Clause& literals) {
  return std::any_of(literals.begin(), literals.end(), [](const Literal& literal) { return literal.size == 0; });
}

// A clause of short literals is met by more texts than one of long ones, or than one of fewer.
bool says_more(const Clause& a, const Clause& b) {
  const auto shortest = [](const Clause& literals) {
    std::size_t least = 2;  // two characters are telling enough
    for (const Literal& literal : literals) least = std::min(least, literal.size);
    return least;
  };
  const std::size_t of_a = shortest(a);
  const std::size_t of_b = shortest(b);
  return of_a != of_b ? of_a > of_b : a.size() < b.size();
}

// Reads a pattern in RE2's syntax by recursive descent.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : rest_(pattern) {}

  // nullopt where there is something in it that is not understood.
  std::optional<Known> read() {
    const Known known = alternatives(0);
    return understood_ && rest_.empty() ? std::optional(known) : std::nullopt;
  }

 private:
  Known alternatives(int depth) {
    std::vector<Known> branches = {sequence(depth)};
    while (understood_ && take('|')) branches.push_back(sequence(depth));
    return branches.size() == 1 ? std::move(branches.front()) : either(branches);
  }

  static Known either(const std::vector<Known>& branches) {
    Clause all;
    bool exact = true;
    for (const Known& branch : branches) {
      const Clause* best = branch.exact ? &*branch.exact : nullptr;
      exact = exact && branch.exact.has_value();
      for (const Clause& clause : branch.clauses) {
        if (best == nullptr || says_more(clause, *best)) best = &clause;
      }
      if (best == nullptr || all.size() + best->size() > most_literals) return Known::nothing();
      all.insert(all.end(), best->begin(), best->end());
    }
    if (exact) return {std::move(all), {}};
    return has_empty(all) ? Known::nothing() : Known{std::nullopt, {std::move(all)}};
  }

  Known sequence(int depth) {
    Known whole = Known::empty();
    bool all_exact = true;
    Clause run = {Literal{}};  // the exact parts since the last one that is not
    const auto flush = [&] {
      if (!has_empty(run)) whole.clauses.push_back(std::move(run));
      run = {Literal{}};
    };
    while (understood_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      Known part = repeated(one(depth));
      if (part.exact && can_join(run, *part.exact)) {
        if (!is_empty(*part.exact)) run = joined(run, *part.exact);
        continue;
      }
      all_exact = false;
      flush();
      if (part.exact) {
        run = std::move(*part.exact);
      } else {
        std::move(part.clauses.begin(), part.clauses.end(), std::back_inserter(whole.clauses));
      }
    }
    if (all_exact) return {std::move(run), {}};
    flush();
    whole.exact.reset();
    return whole;
  }

  static bool is_empty(const Clause& literals) { return literals.size() == 1 && literals.front().size == 0; }

  static bool can_join(const Clause& heads, const Clause& tails) {
    const auto longest = [](const Clause& literals) {
      std::size_t size = 0;
      for (const Literal& literal : literals) size = std::max(size, literal.size);
      return size;
    };
    return heads.size() * tails.size() <= most_literals && longest(heads) + longest(tails) <= Literal::longest;
  }

  static Clause joined(const Clause& heads, const Clause& tails) {
    Clause all;
    all.reserve(heads.size() * tails.size());
    for (const Literal& head : heads) {
      for (const Literal& tail : tails) {
        Literal& whole = all.emplace_back(head);
        for (std::size_t i = 0; i < tail.size; ++i) whole.append(tail.characters[i]);
      }
    }
    return all;
  }

  // What comes out of a part with the repetition that stands behind it.
  Known repeated(Known part) {
    while (!rest_.empty()) {
      if (take('?')) {
        part = optional(std::move(part));
      } else if (take('*')) {
        part = Known::nothing();
      } else if (take('+')) {
        part = at_least_once(std::move(part));
      } else if (rest_.front() == '{') {
        const bool may_be_none = rest_.size() > 1 && (rest_[1] == '0' || rest_[1] == ',');
        const std::size_t end = rest_.find('}');
        if (end == std::string_view::npos) return give_up();
        rest_.remove_prefix(end + 1);
        part = may_be_none ? Known::nothing() : at_least_once(std::move(part));
      } else {
        break;
      }
    }
    return part;
  }

  static Known optional(Known part) {
    if (!part.exact) return Known::nothing();
    if (!has_empty(*part.exact)) part.exact->push_back(Literal{});
    return part;
  }

  static Known at_least_once(Known part) {
    if (!part.exact) return part;
    return has_empty(*part.exact) ? Known::nothing() : Known{std::nullopt, {std::move(*part.exact)}};
  }

  // A character, a class, a group, an anchor.
  Known one(int depth) {
    switch (rest_.front()) {
      case '(':
        return group(depth);
      case '[':
        return character_class();
      case '\\':
        return escaped();
      case '.':
        rest_.remove_prefix(1);
        return Known::nothing();
      case '^':
      case '$':
        rest_.remove_prefix(1);
        return Known::empty();
      default:
        break;
    }
    const Literal literal = next();
    const char32_t lower = literal.characters.front() | 0x20;
    return any_case_ && lower >= 'a' && lower <= 'z' ? Known::nothing() : Known{Clause{literal}, {}};
  }

  Known group(int depth) {
    rest_.remove_prefix(1);
    if (take('?')) {
      if (take('P')) {
        const std::size_t end = rest_.find('>');
        if (end == std::string_view::npos) return give_up();
        rest_.remove_prefix(end + 1);
      } else if (!take_flags()) {
        return give_up();
      }
      if (!rest_.empty() && rest_.front() == ')' && flags_only_) {
        rest_.remove_prefix(1);
        return Known::empty();
      }
    }
    if (depth == deepest_group) return give_up();
    Known inner = alternatives(depth + 1);
    return take(')') ? inner : give_up();
  }

  // "(?i)", "(?i:": from here on a letter may be another one than it says, as far as this reader cares to know.
  bool take_flags() {
    while (!rest_.empty() && ((rest_.front() >= 'a' && rest_.front() <= 'z') || rest_.front() == '-')) {
      any_case_ = any_case_ || rest_.front() == 'i';
      rest_.remove_prefix(1);
    }
    flags_only_ = !take(':');
    return !flags_only_ || rest_.starts_with(')');
  }

  Known character_class() {
    rest_.remove_prefix(1);
    if (rest_.size() > 3 && rest_[0] == '1' && rest_[1] == '-' && rest_[2] == '9' && rest_[3] == ']') {
      rest_.remove_prefix(4);
      return digits('1', '9');
    }
    Clause characters;
    bool plain = !rest_.starts_with('^');
    for (bool first = true; !rest_.empty() && (first || rest_.front() != ']'); first = false) {
      if (rest_.starts_with("[:")) return give_up();
      plain = plain && rest_.front() != '\\';
      if (rest_.front() == '\\') rest_.remove_prefix(1);
      if (rest_.empty()) return give_up();
      characters.push_back(next());
      plain = plain && !(rest_.starts_with('-') && rest_.size() > 1 && rest_[1] != ']');
    }
    if (!take(']')) return give_up();
    return plain && !any_case_ && characters.size() <= most_literals ? Known{std::move(characters), {}}
                                                                     : Known::nothing();
  }

  Known escaped() {
    rest_.remove_prefix(1);
    if (rest_.empty()) return give_up();
    const char what = rest_.front();
    const bool is_letter = (what >= 'a' && what <= 'z') || (what >= 'A' && what <= 'Z') || (what >= '0' && what <= '9');
    if (!is_letter) return {Clause{next()}, {}};
    rest_.remove_prefix(1);
    switch (what) {
      case 'b':
      case 'B':
      case 'A':
      case 'z':
        return Known::empty();
      case 'd':
        return digits('0', '9');
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W':
        return Known::nothing();
      default:
        break;
    }
    if ((what != 'p' && what != 'P' && what != 'x') || !rest_.starts_with('{')) return give_up();
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos) return give_up();
    rest_.remove_prefix(end + 1);
    return Known::nothing();
  }

  static Known digits(char first, char last) {
    Clause all;
    for (char digit = first; digit <= last; ++digit) all.push_back(literal_of(static_cast<char32_t>(digit)));
    return {std::move(all), {}};
  }

  static Literal literal_of(char32_t character) {
    Literal literal;
    literal.append(character);
    return literal;
  }

  Literal next() { return literal_of(next_character(rest_)); }

  bool take(char character) {
    if (!rest_.starts_with(character)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  Known give_up() {
    understood_ = false;
    return Known::nothing();
  }

  std::string_view rest_;
  bool understood_ = true;
  bool any_case_ = false;
  bool flags_only_ = false;  // a group's last flags were those of what follows, not of what is in it
};

}  // namespace

CharacterSet::CharacterSet(std::string_view utf8) {
  while (!utf8.empty()) add(next_character(utf8));
}

bool Literal::may_be_in(const CharacterSet& set) const {
  return std::all_of(slots.begin(), slots.begin() + size, [&](std::uint16_t slot) { return set.may_have(slot); });
}

Requirement Requirement::of(std::string_view expression) {
  Requirement requirement;
  std::optional<Known> known = Reader(expression).read();
  if (!known) return requirement;
  if (known->exact && !has_empty(*known->exact)) known->clauses.push_back(std::move(*known->exact));
  std::stable_sort(known->clauses.begin(), known->clauses.end(), says_more);
  requirement.clauses_ = std::move(known->clauses);
  return requirement;
}

bool Requirement::may_be_met(const CharacterSet& characters) const {
  return std::all_of(clauses_.begin(), clauses_.end(), [&](const Clause& clause) {
    return std::any_of(clause.begin(), clause.end(),
                       [&](const Literal& literal) { return literal.may_be_in(characters); });
  });
}

std::string Requirement::to_string() const {
  std::string text;
  for (const Clause& clause : clauses_) {
    for (const Literal& literal : clause) {
      text += &literal == &clause.front() ? "(" : "|";
      for (std::size_t i = 0; i < literal.size; ++i) append_utf8(literal.characters[i], text);
    }
    text += ")";
  }
  return text;
}

struct Pattern::Compiled {
  std::string expression;
  std::once_flag understood;
  Requirement requirement;
  std::once_flag made;
  std::unique_ptr<const re2::RE2> re2;
};

Pattern::Pattern(std::string expression) : compiled_(std::make_shared<Compiled>()) {
  compiled_->expression = std::move(expression);
}

bool Pattern::may_match(const CharacterSet& characters) const { return requirement().may_be_met(characters); }

const Requirement& Pattern::requirement() const {
  std::call_once(compiled_->understood, [this] { compiled_->requirement = Requirement::of(compiled_->expression); });
  return compiled_->requirement;
}

bool Pattern::is_in(std::string_view text, const CharacterSet& characters) const {
  return compiled_ != nullptr && may_match(characters) && re2::RE2::PartialMatch(piece(text), **this);
}

bool Pattern::is_all_of(std::string_view text, const CharacterSet& characters) const {
  return compiled_ != nullptr && may_match(characters) && re2::RE2::FullMatch(piece(text), **this);
}

const re2::RE2& Pattern::operator*() const {
  std::call_once(compiled_->made,
                 [this] { compiled_->re2 = std::make_unique<const re2::RE2>(compiled_->expression, re2::RE2::Quiet); });
  return *compiled_->re2;
}

void PatternIndex::add(const Pattern& pattern) {
  const int number = static_cast<int>(patterns_.size());
  patterns_.push_back(pattern);
  if (pattern.requirement().clauses().empty()) {
    always_.push_back(number);
    return;
  }
  by_slot_.resize(CharacterSet::slots);
  for (const Literal& literal : pattern.requirement().clauses().front()) {
    std::vector<Entry>& entries = by_slot_[literal.slots.front()];
    auto same = std::find_if(entries.begin(), entries.end(),
                             [&](const Entry& entry) { return entry.literal.characters == literal.characters; });
    if (same == entries.end()) same = entries.insert(same, Entry{literal, {}});
    same->numbers.push_back(number);
  }
}

std::vector<int> PatternIndex::find(const CharacterSet& characters) const {
  std::vector<int> numbers = always_;
  if (!by_slot_.empty()) {
    characters.for_each([&](std::uint16_t slot) {
      for (const Entry& entry : by_slot_[slot]) {
        if (entry.literal.may_be_in(characters))
          numbers.insert(numbers.end(), entry.numbers.begin(), entry.numbers.end());
      }
    });
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::erase_if(numbers, [&](int number) { return !patterns_[number].may_match(characters); });
  return numbers;
}

}  // namespace gouji
