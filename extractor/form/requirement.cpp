#include "form/requirement.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "text/fold.h"

namespace gouji {
namespace {

// More literals than this say little, and cost more than the pattern.
constexpr std::size_t most_literals = 24;
constexpr int deepest_group = 64;

using Clause = Requirement::Clause;

// Of a part of a pattern that is one character at least, but nobody knows which.
Edge any_character() { return {.may_be_any = true, .may_be_empty = false}; }

// What is known of a part of a pattern. Where `exact` is known, it matches these literals and nothing else; otherwise
// what it matches has one of each clause's.
struct Known {
  std::optional<Clause> exact;
  std::vector<Clause> clauses;
  Edge begin;
  Edge end;

  static Known nothing() {
    const Edge any = {.may_be_any = true};
    return {{}, {}, any, any};
  }
  static Known some_character() { return {{}, {}, any_character(), any_character()}; }
  static Known in_any_case(char32_t lower) {
    Edge edge = {.may_be_empty = false};
    edge.characters.add(lower);
    edge.characters.add(lower - 0x20);
    if (lower == 'k') edge.characters.add(0x212A);  // the signs of Kelvin and of the long s are a k and an s too
    if (lower == 's') edge.characters.add(0x17F);
    return {{}, {}, edge, edge};
  }
  static Known empty() { return {Clause{Literal{}}, {}, {}, {}}; }
  static Known one_of(Clause literals) {
    Known known{{}, {}, {.may_be_empty = false}, {.may_be_empty = false}};
    for (const Literal& literal : literals) {
      known.begin.characters.add(literal.characters.front());
      known.end.characters.add(literal.characters[literal.size - 1]);
    }
    known.exact = std::move(literals);
    return known;
  }
};

// An edge of one part or of another.
void add_either(const Edge& other, Edge& edge) {
  edge.is_anchored = edge.is_anchored && other.is_anchored;
  edge.may_be_any = edge.may_be_any || other.may_be_any;
  edge.may_be_empty = edge.may_be_empty || other.may_be_empty;
  edge.characters.add(other.characters);
}

// The edge of a part, behind which `next` stands: where the part is nothing, it is that of the next one.
void add_next(const Edge& next, Edge& edge) {
  if (!edge.may_be_empty) return;
  edge.is_anchored = edge.is_anchored || next.is_anchored;
  edge.may_be_any = edge.may_be_any || next.may_be_any;
  edge.may_be_empty = next.may_be_empty;
  edge.characters.add(next.characters);
}

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
    Known known = either_literal(branches);
    known.begin = branches.front().begin;
    known.end = branches.front().end;
    for (const Known& branch : branches) {
      add_either(branch.begin, known.begin);
      add_either(branch.end, known.end);
    }
    return known;
  }

  static Known either_literal(const std::vector<Known>& branches) {
    Clause all;
    bool exact = true;
    for (const Known& branch : branches) {
      const Clause* best = branch.exact ? &*branch.exact : nullptr;
      exact = exact && branch.exact.has_value();
      for (const Clause& clause : branch.clauses) {
        if (best == nullptr || says_more(clause, *best)) best = &clause;
      }
      if (best == nullptr) return Known::nothing();
      all.insert(all.end(), best->begin(), best->end());
    }
    if (exact && all.size() <= most_literals) return {std::move(all), {}, {}, {}};
    if (has_empty(all)) return Known::nothing();
    // Of many words their beginnings say something too.
    for (std::size_t size = Literal::longest; all.size() > most_literals && --size > 0;) cut(all, size);
    return all.size() > most_literals ? Known::nothing() : Known{std::nullopt, {std::move(all)}, {}, {}};
  }

  // To so many characters, each literal once.
  static void cut(Clause& literals, std::size_t size) {
    Clause different;
    for (const Literal& literal : literals) {
      Literal begin;
      for (std::size_t i = 0; i < std::min(size, literal.size); ++i) begin.append(literal.characters[i]);
      const bool is_new = std::none_of(different.begin(), different.end(),
                                       [&](const Literal& other) { return other.characters == begin.characters; });
      if (is_new) different.push_back(begin);
    }
    literals = std::move(different);
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
      add_next(part.begin, whole.begin);
      whole.end = edge_behind(whole.end, part.end);
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
    if (all_exact) {
      whole.exact = std::move(run);
      return whole;
    }
    flush();
    whole.exact.reset();
    return whole;
  }

  static Edge edge_behind(const Edge& before, Edge end) {
    add_next(before, end);
    return end;
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
        part = any_number(part);
      } else if (take('+')) {
        part = at_least_once(std::move(part));
      } else if (rest_.front() == '{') {
        const bool may_be_none = rest_.size() > 1 && (rest_[1] == '0' || rest_[1] == ',');
        const std::size_t end = rest_.find('}');
        if (end == std::string_view::npos) return give_up();
        rest_.remove_prefix(end + 1);
        part = may_be_none ? any_number(part) : at_least_once(std::move(part));
      } else {
        break;
      }
    }
    return part;
  }

  static Known optional(Known part) {
    if (!part.exact) return any_number(part);
    if (!has_empty(*part.exact)) part.exact->push_back(Literal{});
    add_either(Edge{}, part.begin);
    add_either(Edge{}, part.end);
    return part;
  }

  // Perhaps none.
  static Known any_number(const Known& part) {
    Known known{{}, {}, part.begin, part.end};
    add_either(Edge{}, known.begin);
    add_either(Edge{}, known.end);
    return known;
  }

  static Known at_least_once(Known part) {
    if (!part.exact) return part;
    if (!has_empty(*part.exact)) part.clauses.push_back(std::move(*part.exact));
    part.exact.reset();
    return part;
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
        return Known::some_character();
      case '^':
        rest_.remove_prefix(1);
        return text_begin();
      case '$':
        rest_.remove_prefix(1);
        return text_end();
      default:
        break;
    }
    const Literal literal = next();
    const char32_t lower = literal.characters.front() | 0x20;
    return any_case_ && lower >= 'a' && lower <= 'z' ? Known::in_any_case(lower) : Known::one_of({literal});
  }

  static Known text_begin() {
    Known known = Known::empty();
    known.begin.is_anchored = true;
    return known;
  }

  static Known text_end() {
    Known known = Known::empty();
    known.end.is_anchored = true;
    return known;
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
      if (rest_.front() == 'm') return false;  // lines would have the edges that texts have
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
      return Known::one_of({literal_of(CharacterSet::any_digit)});
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
    return plain && !any_case_ && characters.size() <= most_literals ? Known::one_of(std::move(characters))
                                                                     : Known::some_character();
  }

  Known escaped() {
    rest_.remove_prefix(1);
    if (rest_.empty()) return give_up();
    const char what = rest_.front();
    const bool is_letter = (what >= 'a' && what <= 'z') || (what >= 'A' && what <= 'Z') || (what >= '0' && what <= '9');
    if (!is_letter) return Known::one_of({next()});
    rest_.remove_prefix(1);
    switch (what) {
      case 'b':
      case 'B':
        return Known::empty();
      case 'A':
        return text_begin();
      case 'z':
        return text_end();
      case 'd':
        return Known::one_of({literal_of(CharacterSet::any_digit)});
      case 'D':
      case 's':
      case 'S':
      case 'w':
      case 'W':
        return Known::some_character();
      default:
        break;
    }
    if ((what != 'p' && what != 'P' && what != 'x') || !rest_.starts_with('{')) return give_up();
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos) return give_up();
    rest_.remove_prefix(end + 1);
    return Known::some_character();
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

char32_t last_character(std::string_view utf8) {
  std::size_t begin = utf8.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(utf8[begin]) & 0xC0U) == 0x80) --begin;
  utf8.remove_prefix(begin);
  return next_character(utf8);
}

void append_wanted(const Clause& clause, std::vector<std::uint16_t>& wanted) {
  const std::size_t begin = wanted.size();
  wanted.push_back(0);
  for (const Literal& literal : clause) {
    wanted.push_back(static_cast<std::uint16_t>(literal.size));
    wanted.insert(wanted.end(), literal.slots.begin(), literal.slots.begin() + literal.size);
  }
  wanted[begin] = static_cast<std::uint16_t>(wanted.size() - begin);
}

// Whether the characters may have one of the literals of a clause, as append_wanted() wrote it.
inline bool has_one_of(const std::uint16_t* clause, const CharacterSet& characters) {
  const std::uint16_t* const end = clause + *clause;
  for (const std::uint16_t* literal = clause + 1; literal != end;) {
    const std::uint16_t* slot = literal + 1;
    literal = slot + *literal;
    while (slot != literal && characters.may_have(*slot)) ++slot;
    if (slot == literal) return true;
  }
  return false;
}

bool may_stand_at(const Edge& edge, char32_t character) {
  const auto may_be = [&](char32_t one) { return edge.characters.may_have(CharacterSet::slot_of(one)); };
  const bool is_digit = character >= U'0' && character <= U'9';
  return edge.may_be_any || may_be(character) || (is_digit && may_be(CharacterSet::any_digit));
}

}  // namespace

CharacterSet::CharacterSet(std::string_view utf8) {
  const char* at = utf8.data();
  const char* const end = at + utf8.size();
  const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(at[i])}; };
  bool has_digit = false;
  while (at != end) {
    // Han, from U+5000 on, all whose bits that mark the bytes are taken away at once.
    constexpr std::uint32_t marks = (0xE0U << 12U) + (0x80U << 6U) + 0x80U;
    for (; end - at >= 3 && byte(0) - 0xE5 <= 4; at += 3)
      add_slot(slot_of_han((byte(0) << 12U) + (byte(1) << 6U) + byte(2) - marks));
    if (at == end) break;
    if (const char32_t lead = byte(0); lead < 0x80) {
      add_slot(slot_of(lead));
      has_digit |= is_digit(lead);
      ++at;
    } else {
      std::string_view rest(at, static_cast<std::size_t>(end - at));
      add(next_character(rest));
      at = rest.data();
    }
  }
  if (has_digit) add_slot(slot_of(any_digit));
}

Requirement Requirement::of(std::string_view expression) {
  Requirement requirement;
  requirement.begin_.may_be_any = true;
  requirement.end_.may_be_any = true;
  std::optional<Known> known = Reader(expression).read();
  if (!known) return requirement;
  if (known->exact && !has_empty(*known->exact)) known->clauses.push_back(std::move(*known->exact));
  std::stable_sort(known->clauses.begin(), known->clauses.end(), says_more);
  requirement.clauses_ = std::move(known->clauses);
  requirement.begin_ = known->begin;
  requirement.end_ = known->end;
  for (const Clause& clause : requirement.clauses_) append_wanted(clause, requirement.wanted_);
  return requirement;
}

bool Requirement::may_be_met(const CharacterSet& characters) const {
  const std::uint16_t* const end = wanted_.data() + wanted_.size();
  for (const std::uint16_t* clause = wanted_.data(); clause != end; clause += *clause) {
    if (!has_one_of(clause, characters)) return false;
  }
  return true;
}

bool Requirement::may_begin(std::string_view utf8) const { return begin_.may_be_empty || may_take_from(utf8); }

bool Requirement::may_end(std::string_view utf8) const {
  return end_.may_be_empty || (!utf8.empty() && may_stand_at(end_, last_character(utf8)));
}

bool Requirement::may_take_from(std::string_view utf8) const {
  return !utf8.empty() && may_stand_at(begin_, next_character(utf8));
}

std::string Requirement::to_string() const {
  std::string text;
  for (const Clause& clause : clauses_) {
    for (const Literal& literal : clause) {
      text += &literal == &clause.front() ? "(" : "|";
      for (std::size_t i = 0; i < literal.size; ++i) {
        if (literal.characters[i] == CharacterSet::any_digit) {
          text += "\\d";
        } else {
          append_utf8(literal.characters[i], text);
        }
      }
    }
    text += ")";
  }
  return text;
}

}  // namespace gouji
