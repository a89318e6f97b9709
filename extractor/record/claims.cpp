#include "record/claims.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "token/number.h"

namespace gouji {
namespace {

struct Match {
  std::string_view whole;
  std::string_view value;
};

std::string_view view(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

std::optional<Match> find(const re2::RE2& pattern, std::string_view sentence, std::size_t from) {
  constexpr int most_groups = 16;
  std::array<re2::StringPiece, most_groups> groups;
  const auto named = pattern.NamedCapturingGroups().find("value");
  if (named == pattern.NamedCapturingGroups().end() || named->second >= most_groups) return std::nullopt;
  const re2::StringPiece piece(sentence.data(), sentence.size());
  const int wanted = named->second + 1;
  if (!pattern.Match(piece, from, sentence.size(), re2::RE2::UNANCHORED, groups.data(), wanted)) return std::nullopt;
  return Match{view(groups[0]), view(groups[static_cast<std::size_t>(named->second)])};
}

// How a claim's figure is understood: the first reading that agrees, otherwise the first that can be compared.
void interpret(Claim& claim, const std::vector<Cell>& cells, const Form& form) {
  const std::vector<Reading>& readings = claim.pattern->readings;
  for (int i = 0; i < static_cast<int>(readings.size()); ++i) {
    const std::optional<Sum> sum = sum_of(readings[i].value, cells, form);
    if (!sum) continue;
    const bool agrees = sum->value == claim.value;
    if (agrees || !claim.agrees) {
      claim.reading = i;
      claim.agrees = agrees;
    }
    if (agrees) return;
  }
}

class ClaimFinder {
 public:
  ClaimFinder(const Text& text, const std::vector<Cell>& cells, const Form& form, const re2::RE2& mentioned_year,
              int year)
      : text_(text), cells_(cells), form_(form), mentioned_year_(mentioned_year), year_(year) {}

  void look_at(const Sentence& sentence) {
    for (const ClaimPattern& pattern : form_.claims) {
      if (sentence.text().find(pattern.trigger) == std::string_view::npos) continue;
      for (const auto& expression : pattern.patterns) look_for(*expression, pattern, sentence);
    }
  }

  std::vector<Claim> take() {
    std::sort(claims_.begin(), claims_.end(),
              [](const Claim& a, const Claim& b) { return a.value_span.begin < b.value_span.begin; });
    return std::move(claims_);
  }

 private:
  void look_for(const re2::RE2& expression, const ClaimPattern& pattern, const Sentence& sentence) {
    std::size_t from = 0;
    while (const std::optional<Match> match = find(expression, sentence.text(), from)) {
      const auto at = [&](const char* place) { return static_cast<std::size_t>(place - sentence.text().data()); };
      from = std::max(at(match->whole.data() + match->whole.size()), from + 1);
      const std::string_view before = sentence.text().substr(0, at(match->value.data()));
      const re2::StringPiece before_piece(before.data(), before.size());
      if (pattern.exclude && re2::RE2::PartialMatch(before_piece, *pattern.exclude)) continue;
      if (!is_of_another_year(before_piece)) add(*match, pattern, sentence);
    }
  }

  // The last year that the sentence mentions before the figure is the one it speaks of.
  bool is_of_another_year(re2::StringPiece before) const {
    int mentioned = year_;
    for (int found = 0; re2::RE2::FindAndConsume(&before, mentioned_year_, &found);) mentioned = found;
    return year_ != 0 && mentioned != year_;
  }

  void add(const Match& match, const ClaimPattern& pattern, const Sentence& sentence) {
    const std::optional<Decimal> value = parse_number(match.value);
    if (!value) return;
    Claim claim;
    claim.pattern = &pattern;
    claim.span = sentence.source(match.whole);
    claim.text = text_.at(claim.span);
    claim.value = *value;
    claim.value_span = sentence.source(match.value);
    const bool claimed_before = std::any_of(claims_.begin(), claims_.end(), [&](const Claim& other) {
      return other.value_span.begin == claim.value_span.begin;
    });
    if (claimed_before) return;
    interpret(claim, cells_, form_);
    claims_.push_back(std::move(claim));
  }

  const Text& text_;
  const std::vector<Cell>& cells_;
  const Form& form_;
  const re2::RE2& mentioned_year_;
  const int year_;
  std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> find_claims(const Text& text, const std::vector<Sentence>& prose, const std::vector<Cell>& cells,
                               const Form& form, const Pattern& mentioned_year, int year) {
  ClaimFinder finder(text, cells, form, *mentioned_year, year);
  for (const Sentence& sentence : prose) finder.look_at(sentence);
  return finder.take();
}

}  // namespace gouji
