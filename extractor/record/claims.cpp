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
  std::string_view unit;  // empty where the pattern has no such group
  std::string_view text;
};

std::string_view view(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

constexpr int most_groups = 16;

std::optional<Match> find(const re2::RE2& pattern, std::string_view sentence, std::size_t from) {
  std::array<re2::StringPiece, most_groups> groups;
  const int wanted = std::min(pattern.NumberOfCapturingGroups() + 1, most_groups);
  const re2::StringPiece piece(sentence.data(), sentence.size());
  if (!pattern.Match(piece, from, sentence.size(), re2::RE2::UNANCHORED, groups.data(), wanted)) return std::nullopt;
  const auto group = [&](const char* name) {
    const auto named = pattern.NamedCapturingGroups().find(name);
    const bool there = named != pattern.NamedCapturingGroups().end() && named->second < wanted;
    return there ? view(groups[static_cast<std::size_t>(named->second)]) : std::string_view();
  };
  Match match{view(groups[0]), group("value"), group("unit"), group("text")};
  if (match.value.empty()) return std::nullopt;
  if (match.text.empty()) match.text = match.whole;
  return match;
}

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
    const bool agrees = sum->value == *figure;
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
    std::stable_sort(claims_.begin(), claims_.end(),
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
    const std::optional<Decimal> value = pattern.says ? pattern.says : parse_number(match.value);
    if (!value) return;
    Claim claim;
    claim.pattern = &pattern;
    claim.span = sentence.source(match.text);
    claim.text = text_.at(claim.span);
    claim.value = *value;
    claim.value_span = sentence.source(match.value);
    claim.unit = match.unit.empty() ? pattern.unit : std::string(match.unit);
    if (is_claimed(claim)) return;
    interpret(claim, cells_, form_);
    claims_.push_back(std::move(claim));
  }

  // A figure is claimed once; words that mean one may say it of several things: neither a review nor a lawsuit.
  bool is_claimed(const Claim& claim) const {
    return std::any_of(claims_.begin(), claims_.end(), [&](const Claim& other) {
      return other.value_span.begin == claim.value_span.begin &&
             (!claim.pattern->says || other.pattern == claim.pattern);
    });
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
