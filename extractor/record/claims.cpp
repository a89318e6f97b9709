#include "record/claims.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "record/distribution.h"
#include "record/sentence_maker.h"
#include "text/fold.h"
#include "token/number.h"
#include "token/written_number.h"

namespace gouji {
namespace {

struct Match {
  std::string_view whole;
  std::string_view value;
  std::string_view unit;   // empty where the pattern has no such group
  std::string_view label;  // the same
  std::string_view text;
  // Years that are said in the claim itself: they have to be the reported one, the one before and the next.
  std::string_view this_year, last_year, next_year;
};

constexpr int most_groups = 16;

std::optional<Match> find(const re2::RE2& pattern, std::string_view sentence, std::size_t from) {
  std::array<re2::StringPiece, most_groups> groups;
  const int wanted = std::min(pattern.NumberOfCapturingGroups() + 1, most_groups);
  if (!pattern.Match(piece(sentence), from, sentence.size(), re2::RE2::UNANCHORED, groups.data(), wanted))
    return std::nullopt;
  const auto group = [&](const char* name) {
    const auto named = pattern.NamedCapturingGroups().find(name);
    const bool there = named != pattern.NamedCapturingGroups().end() && named->second < wanted;
    return there ? view(groups[static_cast<std::size_t>(named->second)]) : std::string_view();
  };
  Match match{view(groups[0]), group("value"),     group("unit"),      group("label"),
              group("text"),   group("this_year"), group("last_year"), group("next_year")};
  if (match.value.empty()) return std::nullopt;
  if (match.text.empty()) match.text = match.whole;
  return match;
}

std::vector<Match> find_all(const re2::RE2& pattern, std::string_view sentence) {
  std::vector<Match> all;
  std::size_t from = 0;
  while (std::optional<Match> match = find(pattern, sentence, from)) {
    // What only bounds a claim may bound the next one too.
    const auto end = static_cast<std::size_t>(match->text.data() + match->text.size() - sentence.data());
    from = std::max(end, from + 1);
    all.push_back(*match);
  }
  return all;
}

// Finds the reporting body's name where it names itself: in full, or by the end of its name that is left when its
// places are (the bureau of education of a district is 'the district bureau of education' there).
class OwnName {
 public:
  OwnName(std::string_view body, const Pattern& before) : before_(before) {
    if (before == nullptr) return;
    for (const char32_t character : fold_characters(body)) {
      begins_.push_back(name_.size());
      append_utf8(character, name_);
    }
  }

  void take_out_of(std::string& text) const {
    if (begins_.size() < shortest) return;
    const std::string_view least = std::string_view(name_).substr(begins_[begins_.size() - shortest]);
    for (std::size_t at = text.find(least); at != std::string::npos; at = text.find(least, at)) {
      const std::size_t end = at + least.size();
      const std::size_t size = size_before(std::string_view(text).substr(0, end));
      text.erase(end - size, size);
      at = end - size;
    }
  }

 private:
  static constexpr std::size_t shortest = 3;  // characters

  // How much at the end of a text is the name, or an end of it that may stand alone: the longest one.
  std::size_t size_before(std::string_view text) const {
    for (std::size_t i = 0; i + shortest <= begins_.size(); ++i) {
      const std::string_view ending = std::string_view(name_).substr(begins_[i]);
      if (!text.ends_with(ending)) continue;
      if (re2::RE2::PartialMatch(piece(text.substr(0, text.size() - ending.size())), *before_)) return ending.size();
    }
    return 0;
  }

  const Pattern& before_;  // a text behind which the name may begin
  std::string name_;
  std::vector<std::size_t> begins_;  // of its characters
};

// In the unit that the form has for the claim's cells.
std::optional<Decimal> in_unit_of_form(const Claim& claim) {
  for (const SmallerUnit& smaller : claim.pattern->smaller_units) {
    if (smaller.unit == claim.unit) return claim.value.shifted(smaller.digits);
  }
  return claim.value;
}

// How a claim's figure is understood: the first reading that agrees, otherwise the first that can be compared.
void interpret(Claim& claim, const std::vector<Cell>& cells, const Form& form) {
  const std::vector<Reading>& readings = claim.pattern->readings;
  for (int i = 0; i < static_cast<int>(readings.size()); ++i) {
    const std::optional<Sum> sum = sum_of(readings[i].value, cells, form);
    if (!sum) continue;
    const std::optional<Decimal> figure = figure_in_unit_of(sum->cells, claim, cells);
    if (!figure) continue;
    const bool agrees = agree_as_printed(sum->value, *figure);
    if (agrees || !claim.agrees) {
      claim.reading = i;
      claim.agrees = agrees;
    }
    if (agrees) return;
  }
}

// What was said before a figure, without the reporting body's own name.
struct Before {
  std::string sentence;  // in its sentence
  std::string all;       // with the sentences that this one goes on from
};

class ClaimFinder {
 public:
  ClaimFinder(const Text& text, const std::vector<Cell>& cells, const Form& form, const CommonGrammar& common, int year,
              std::string_view body)
      : text_(text), cells_(cells), form_(form), common_(common), own_name_(body, common.before_own_name), year_(year) {
    for (const OtherPlaces& places : common.other_places) {
      if (places.bodies.is_in(fold_utf8(body).utf8)) other_places_.push_back(places.said);
    }
  }

  void look_at(const Sentence& sentence) {
    lead_.take(sentence, common_.goes_on);
    const std::vector<std::string_view> headings = headings_over(sentence, text_, common_.item_number);
    if (headings.empty()) {
      look_at_whole(sentence);
      return;
    }
    const Sentence parted = with_headings_set_off(sentence, headings);
    look_at_whole(parted);
    // A claim may begin in the heading: "fees for information:", and the fees.
    const auto end = static_cast<std::size_t>(headings.back().data() + headings.back().size() - sentence.text().data());
    look_for_all(sentence, end);
  }

  std::size_t size() const { return claims_.size(); }
  std::size_t steps() const { return steps_; }

  std::vector<Claim> take() {
    std::stable_sort(claims_.begin(), claims_.end(),
                     [](const Claim& a, const Claim& b) { return a.value_span.begin < b.value_span.begin; });
    return std::move(claims_);
  }

 private:
  // The sentences that one goes on from, as one text: those before it that end with a semicolon or that it is a further
  // point of. Only as much as a topic reaches.
  class Lead {
   public:
    void take(const Sentence& sentence, const Pattern& goes_on) {
      const bool touches = !sentence.folded.stretches.empty() && last_ != nullptr && is_next(sentence);
      const bool goes =
          touches && (last_->text().ends_with(';') || goes_on.is_in(sentence.text(), sentence.characters()));
      if (goes) {
        text_ += last_->text();
        characters_.add(last_->characters());
      }
      if (!goes || text_.size() > longest) {
        text_.clear();
        characters_ = {};
      }
      last_ = &sentence;
    }
    const std::string& text() const { return text_; }
    const CharacterSet& characters() const { return characters_; }

   private:
    static constexpr std::size_t longest = 3000;  // bytes

    bool is_next(const Sentence& sentence) const {
      const std::string_view before = last_->text();
      const ByteOffset end = last_->source(before.substr(before.size() - 1)).end;
      const ByteOffset begin = sentence.folded.stretches.front().source;
      return begin >= end && begin - end <= most_between;
    }
    static constexpr ByteOffset most_between = 64;  // bytes: line ends and spaces

    const Sentence* last_ = nullptr;
    std::string text_;
    CharacterSet characters_;
  };

  void look_at_whole(const Sentence& sentence) {
    look_for_all(sentence, sentence.text().size() + 1);
    for (const std::vector<Distribution>& ways : distributions(sentence, common_.distribution)) look_at_any(ways);
  }

  const CharacterSet& set_characters_of(const Sentence& sentence) {
    characters_ = sentence.characters();
    return characters_;
  }

  // For claims that begin before `end`.
  void look_for_all(const Sentence& sentence, std::size_t end) {
    matches_.clear();
    for (const auto& [claim, pattern] : form_.claims_that_may_be_in(set_characters_of(sentence)))
      look_for(form_.claims[claim].patterns[pattern], form_.claims[claim], sentence, end);
  }

  void look_for(const Pattern& expression, const ClaimPattern& pattern, const Sentence& sentence, std::size_t end) {
    if (sentence.text().find(pattern.trigger) == std::string_view::npos) return;
    for (const Match& match : matches_of(expression, sentence)) {
      if (match.whole.data() >= sentence.text().data() + end) continue;
      if (pattern.label && !pattern.label.is_all_of(match.label)) continue;
      if (may_claim(match, pattern, sentence)) add(match, pattern, sentence);
    }
  }

  // A clause that says several things at once is taken apart in the way in which each of its parts is another figure of
  // the form. Where one of them is none, the others are not what they look like either: a district's, a month's.
  void look_at_any(const std::vector<Distribution>& ways) {
    for (const Distribution& way : ways) {
      std::vector<Claim> said;
      for (const Saying& saying : way) {
        std::optional<Claim> claim = claim_in(saying, said);
        if (!claim) break;
        said.push_back(std::move(*claim));
      }
      if (said.size() < way.size()) continue;
      const bool is_shared = said.front().value_span == said.back().value_span;
      for (Claim& claim : said) {
        if (is_shared ? !is_claimed_so(claim) : !is_claimed(claim)) keep(std::move(claim));
      }
      return;
    }
  }

  // The claim that the saying's figure is, of another pattern than the others.
  std::optional<Claim> claim_in(const Saying& saying, const std::vector<Claim>& others) {
    matches_.clear();
    for (const auto& [claim, place] : form_.claims_that_may_be_in(set_characters_of(saying.sentence))) {
      const ClaimPattern& pattern = form_.claims[claim];
      if (saying.sentence.text().find(pattern.trigger) == std::string_view::npos) continue;
      const bool is_said =
          std::any_of(others.begin(), others.end(), [&](const Claim& other) { return other.pattern == &pattern; });
      if (is_said || pattern.says) continue;
      for (const Match& match : matches_of(pattern.patterns[place], saying.sentence)) {
        if (saying.sentence.source(match.value) != saying.value) continue;
        if (pattern.label && !pattern.label.is_all_of(match.label)) continue;
        if (!may_claim(match, pattern, saying.sentence)) continue;
        if (std::optional<Claim> made = make_claim(match, pattern, saying.sentence)) return made;
      }
    }
    return std::nullopt;
  }

  // The claims of a list share their patterns: each looks at a sentence once.
  const std::vector<Match>& matches_of(const Pattern& expression, const Sentence& sentence) {
    const Requirement& wanted = expression.requirement();
    for (const auto& [known, matches] : matches_) {
      if (known == &wanted) return matches;
    }
    steps_ += steps_over(sentence.text());
    return matches_.emplace_back(&wanted, find_all(*expression, sentence.text())).second;
  }

  // What it takes to run a pattern over a text, or to copy it.
  static std::size_t steps_over(std::string_view text) { return 1 + text.size() / 64; }

  bool may_claim(const Match& match, const ClaimPattern& pattern, const Sentence& sentence) {
    const auto at = [&](const char* place) { return static_cast<std::size_t>(place - sentence.text().data()); };
    if (is_end_of_number(sentence.text(), at(match.value.data()))) return false;
    const std::string_view behind = sentence.text().substr(at(match.text.data() + match.text.size()));
    if (pattern.exclude_behind.is_in(behind, characters_)) return false;
    const std::size_t at_value = at(match.value.data()) - at(match.text.data());
    const std::string_view before_text = sentence.text().substr(0, at(match.text.data()));
    if (pattern.led_by && !pattern.led_by.is_in(without_own_name(before_text), characters_)) return false;
    const Before before = said_before(sentence.text().substr(0, at(match.value.data())));
    steps_ += steps_over(before.all);
    CharacterSet characters = characters_;
    characters.add(lead_.characters());
    if (pattern.exclude.is_in(before.sentence, characters_)) return false;
    if (pattern.exclude_context.is_in(before.all, characters)) return false;
    if (pattern.context && !pattern.context.is_in(before.all, characters) &&
        !pattern.context.is_in(before.all + std::string(match.text.substr(at_value)), characters))
      return false;
    if (std::any_of(other_places_.begin(), other_places_.end(),
                    [&](const Alternatives& said) { return said.is_in(before.all, characters); }))
      return false;
    if (!has_its_years(match)) return false;
    const bool says_its_year = !match.last_year.empty() || !match.next_year.empty();
    return says_its_year || !is_of_another_year(before.all);
  }

  // The figure behind a comma that parts thousands, or behind a point.
  static bool is_end_of_number(std::string_view text, std::size_t at) {
    const auto is_digit = [&](std::size_t place) { return text[place] >= '0' && text[place] <= '9'; };
    return at >= 2 && is_digit(at) && (text[at - 1] == ',' || text[at - 1] == '.') && is_digit(at - 2);
  }

  bool has_its_years(const Match& match) const {
    const auto is = [&](std::string_view said, int year) {
      return said.empty() || year_ == 0 || said == std::to_string(year);
    };
    return is(match.this_year, year_) && is(match.last_year, year_ - 1) && is(match.next_year, year_ + 1);
  }

  Before said_before(std::string_view in_sentence) const {
    return {without_own_name(in_sentence), without_own_name(lead_.text() + std::string(in_sentence))};
  }

  std::string without_own_name(std::string_view text) const {
    std::string rest(text);
    own_name_.take_out_of(rest);
    return rest;
  }

  // The last year that is mentioned before the figure is the one it speaks of.
  bool is_of_another_year(std::string_view before) const {
    int mentioned = year_;
    re2::StringPiece rest = piece(before);
    for (int found = 0; re2::RE2::FindAndConsume(&rest, *common_.mentioned_year, &found);) mentioned = found;
    return year_ != 0 && mentioned != year_;
  }

  void add(const Match& match, const ClaimPattern& pattern, const Sentence& sentence) {
    std::optional<Claim> claim = make_claim(match, pattern, sentence);
    if (claim && !is_claimed(*claim)) keep(std::move(*claim));
  }

  void keep(Claim claim) {
    patterns_at_[claim.value_span.begin].push_back(claim.pattern);
    claims_.push_back(std::move(claim));
  }

  std::optional<Claim> make_claim(const Match& match, const ClaimPattern& pattern, const Sentence& sentence) const {
    const std::optional<Decimal> value = pattern.says ? pattern.says : number_in(match.value);
    if (!value) return std::nullopt;
    Claim claim;
    claim.pattern = &pattern;
    claim.span = sentence.source(match.text);
    claim.text = text_.at(claim.span);
    claim.value = *value;
    claim.value_span = sentence.source(match.value);
    claim.unit = match.unit.empty() ? pattern.unit : std::string(match.unit);
    interpret(claim, cells_, form_);
    return claim;
  }

  std::optional<Decimal> number_in(std::string_view text) const {
    const std::optional<Decimal> number = parse_number(text);
    return number ? number : parse_written_number(text, common_.written_numbers);
  }

  // A figure is claimed once; words that mean one may say it of several things: neither a review nor a lawsuit.
  bool is_claimed(const Claim& claim) const {
    return claim.pattern->says ? is_claimed_so(claim) : patterns_at_.contains(claim.value_span.begin);
  }

  bool is_claimed_so(const Claim& claim) const {
    const auto at = patterns_at_.find(claim.value_span.begin);
    return at != patterns_at_.end() &&
           std::find(at->second.begin(), at->second.end(), claim.pattern) != at->second.end();
  }

  const Text& text_;
  const std::vector<Cell>& cells_;
  const Form& form_;
  const CommonGrammar& common_;
  const OwnName own_name_;
  std::vector<Alternatives> other_places_;
  const int year_;
  Lead lead_;
  std::size_t steps_ = 0;
  // Of the sentence that is looked at, by the patterns, which their requirements stand for.
  std::vector<std::pair<const Requirement*, std::vector<Match>>> matches_;
  CharacterSet characters_;  // of that sentence
  std::vector<Claim> claims_;
  std::unordered_map<ByteOffset, std::vector<const ClaimPattern*>>
      patterns_at_;  // of claims_, by where a figure begins
};

}  // namespace

Claims find_claims(const Text& text, const std::vector<Sentence>& prose, const std::vector<Cell>& cells,
                   const Form& form, const CommonGrammar& common, int year, std::string_view body, std::size_t most) {
  ClaimFinder finder(text, cells, form, common, year, body);
  Claims found;
  for (const Sentence& sentence : prose) {
    finder.look_at(sentence);
    if (finder.size() < most) continue;
    found.end = sentence.source(sentence.text()).end;
    break;
  }
  found.steps = finder.steps();
  found.claims = finder.take();
  return found;
}

std::optional<Decimal> figure_in_unit_of(const std::vector<CellIndex>& cells_of_sum, const Claim& claim,
                                         const std::vector<Cell>& cells) {
  // What is counted is the same whatever its measure word.
  if (claim.pattern->smaller_units.empty()) return claim.value;
  const auto prints_own_unit = [&](CellIndex cell) { return !cells[cell].unit.empty(); };
  const auto prints_unit_of_claim = [&](CellIndex cell) { return cells[cell].unit == claim.unit; };
  if (std::none_of(cells_of_sum.begin(), cells_of_sum.end(), prints_own_unit)) return in_unit_of_form(claim);
  if (std::all_of(cells_of_sum.begin(), cells_of_sum.end(), prints_unit_of_claim)) return claim.value;
  return std::nullopt;
}

}  // namespace gouji
