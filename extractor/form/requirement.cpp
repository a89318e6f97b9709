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
      if (best == nullptr || all.size() + best->size() > most_literals) return Known::nothing();
      all.insert(all.end(), best->begin(), best->end());
    }
    if (exact) return {std::move(all), {}, {}, {}};
    return has_empty(all) ? Known::nothing() : Known{std::nullopt, {std::move(all)}, {}, {}};
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
    return any_case_ && lower >= 'a' && lower <= 'z' ? Known::some_character() : Known::one_of({literal});
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

bool may_stand_at(const Edge& edge, char32_t character) {
  const auto may_be = [&](char32_t one) { return edge.characters.may_have(CharacterSet::slot_of(one)); };
  const bool is_digit = character >= U'0' && character <= U'9';
  return edge.may_be_any || may_be(character) || (is_digit && may_be(CharacterSet::any_digit));
}

}  // namespace

CharacterSet::CharacterSet(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
      add(lead);
      ++at;
    } else if (lead >= 0xE0 && lead < 0xF0 && utf8.size() - at >= 3) {
      add_slot(slot_of((lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU)));
      at += 3;
    } else {
      std::string_view rest = utf8.substr(at);
      add(next_character(rest));
      at = utf8.size() - rest.size();
    }
  }
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
  return requirement;
}

bool Requirement::may_be_met(const CharacterSet& characters) const {
  return std::all_of(clauses_.begin(), clauses_.end(), [&](const Clause& clause) {
    return std::any_of(clause.begin(), clause.end(),
                       [&](const Literal& literal) { return literal.may_be_in(characters); });
  });
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
