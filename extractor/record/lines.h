// The text as lines that patterns can look at, and the titles of reports among them. Titles, numbers, dates and
// headings are lines of their own, where sentences (record/prose.h) go over lines.
#pragma once

#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "form/grammar.h"
#include "form/pattern.h"
#include "text/fold.h"
#include "text/text.h"

namespace gouji {

// A line as patterns see it, with the way back.
struct Line {
  explicit Line(FoldedUtf8 folded_line) : folded(std::move(folded_line)), kept_characters(folded.utf8) {}

  FoldedUtf8 folded;
  KeptCharacters kept_characters;

  std::string_view text() const { return folded.utf8; }
  CharacterSet characters() const { return kept_characters.of(text()); }
  // The span of the text that a part of the folded line was read from.
  Span source(std::string_view part) const;
  Span source() const { return source(text()); }
};

using LineList = std::vector<const Line*>;

// The lines of a text that have ink and are short enough to be more than prose, folded once for all who look at them.
class ShortLines {
 public:
  explicit ShortLines(const Text& text);

  // Those that a stretch of the text has something of.
  LineList in(Span part) const;

 private:
  const Text& text_;
  std::deque<Line> lines_;   // a vector that grew would have to hold them twice
  std::deque<int> numbers_;  // of the lines in the text
};

// The groups of a pattern that matched. They are views into what was looked at.
class Groups {
 public:
  static std::optional<Groups> find(const Pattern& pattern, std::string_view text);
  // In a line or a sentence. Of several patterns, the first one that matches.
  template <typename Folded>
  requires requires(Folded in) { in.characters(); }
  static std::optional<Groups> find(const Pattern& pattern, const Folded& in) {
    return pattern.may_match(in.text(), in.characters()) ? find(pattern, in.text()) : std::nullopt;
  }
  template <typename Folded>
  requires requires(Folded in) { in.characters(); }
  static std::optional<Groups> find(const std::vector<Pattern>& patterns, const Folded& in) {
    const CharacterSet characters = in.characters();
    for (const Pattern& pattern : patterns) {
      if (!pattern.may_match(in.text(), characters)) continue;
      if (std::optional<Groups> groups = find(pattern, in.text())) return groups;
    }
    return std::nullopt;
  }

  std::string_view whole() const { return view(0); }
  // Empty where the pattern has no such group, or it took no part in the match.
  std::string_view operator[](const std::string& name) const;
  int number(const std::string& name) const;

 private:
  static constexpr int most_groups = 16;
  explicit Groups(const re2::RE2& pattern) : pattern_(&pattern) {}
  std::string_view view(std::size_t i) const { return gouji::view(pieces_[i]); }

  const re2::RE2* pattern_;
  std::array<re2::StringPiece, most_groups> pieces_;
};

// A report's title: one line, a line that was wrapped, or a body's name over the line with the year.
struct Title {
  std::size_t first_line = 0;
  std::size_t last_line = 0;
  std::string text;
  Span span;
  std::string body;  // whom it names; may be empty
  Span body_span;
  int year = 0;
};

// The title whose line with the year is `*lines[line]`.
std::optional<Title> title_at(const Text& text, const LineList& lines, std::size_t line,
                              const DocumentPatterns& patterns);
// All titles among the lines, in their order.
std::vector<Title> titles_in(const Text& text, const LineList& lines, const DocumentPatterns& patterns);

}  // namespace gouji
