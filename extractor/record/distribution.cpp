#include "record/distribution.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "record/sentence_maker.h"

namespace gouji {
namespace {

// No clause has more parts, no sentence more such clauses, and no topic lies further back: what a hostile text costs.
constexpr std::size_t most_parts = 12;
constexpr std::size_t most_clauses = 8;
constexpr std::size_t longest_before = 1200;  // bytes

using Part = std::string_view;  // of a sentence's text

struct Figure {
  Part whole;  // with its unit, if it has one
  Part value;
  bool has_unit = false;
};

struct Clause {
  Part parts;
  std::vector<Figure> figures;
};

std::string_view group(const re2::RE2& pattern, const std::vector<re2::StringPiece>& groups, const char* name) {
  const auto named = pattern.NamedCapturingGroups().find(name);
  if (named == pattern.NamedCapturingGroups().end()) return {};
  return view(groups[static_cast<std::size_t>(named->second)]);
}

std::vector<re2::StringPiece> groups_of(const re2::RE2& pattern) {
  return std::vector<re2::StringPiece>(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
}

std::vector<Figure> figures_in(std::string_view text, const re2::RE2& pattern) {
  std::vector<Figure> figures;
  std::vector<re2::StringPiece> groups = groups_of(pattern);
  std::size_t at = 0;
  while (figures.size() <= most_parts && pattern.Match(piece(text), at, text.size(), re2::RE2::UNANCHORED,
                                                       groups.data(), static_cast<int>(groups.size()))) {
    const Part whole = view(groups[0]);
    if (whole.empty()) break;
    at = static_cast<std::size_t>(whole.data() + whole.size() - text.data());
    figures.push_back({whole, group(pattern, groups, "value"), !group(pattern, groups, "unit").empty()});
  }
  return figures;
}

std::vector<Clause> clauses(const Sentence& sentence, const DistributionGrammar& grammar) {
  const std::string_view text = sentence.text();
  std::vector<Clause> all;
  for (const Pattern& pattern : grammar.clauses) {
    if (!pattern.may_match(sentence.text(), sentence.characters())) continue;
    std::vector<re2::StringPiece> groups = groups_of(*pattern);
    std::size_t at = 0;
    while (all.size() < most_clauses && pattern->Match(piece(text), at, text.size(), re2::RE2::UNANCHORED,
                                                       groups.data(), static_cast<int>(groups.size()))) {
      const std::string_view figures = group(*pattern, groups, "figures");
      if (figures.empty()) break;
      at = static_cast<std::size_t>(figures.data() + figures.size() - text.data());
      all.push_back({group(*pattern, groups, "parts"), figures_in(figures, *grammar.figure)});
    }
  }
  return all;
}

// A joint parts two things; every place where the pattern matches is one.
std::vector<Part> joints_in(Part text, const re2::RE2& pattern) {
  std::vector<Part> joints;
  re2::StringPiece found;
  std::size_t at = 0;
  while (pattern.Match(piece(text), at, text.size(), re2::RE2::UNANCHORED, &found, 1) && !found.empty()) {
    joints.push_back(view(found));
    at = static_cast<std::size_t>(found.data() + found.size() - text.data());
  }
  return joints;
}

Part between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

std::vector<Part> split(Part text, const std::vector<Part>& joints) {
  std::vector<Part> parts;
  const char* begin = text.data();
  for (const Part& joint : joints) {
    parts.push_back(between(begin, joint.data()));
    begin = joint.data() + joint.size();
  }
  parts.push_back(between(begin, text.data() + text.size()));
  return parts;
}

// The enumeration comma parts them all, but the last two may be joined by a word, which may also be a word of a part.
std::vector<std::vector<Part>> ways_to_split(Part text, const DistributionGrammar& grammar) {
  const std::vector<Part> listed = split(text, joints_in(text, *grammar.comma));
  std::vector<std::vector<Part>> ways;
  for (const Part& joint : joints_in(listed.back(), *grammar.joint)) {
    ways.emplace_back(listed.begin(), listed.end() - 1);
    for (const Part& part : split(listed.back(), {joint})) ways.back().push_back(part);
  }
  ways.push_back(listed);
  return ways;
}

// What stands before the clause's figures, as far back as a topic reaches.
Part topic_of(const Clause& clause, std::string_view text) {
  const char* end = clause.parts.data() + clause.parts.size();
  const char* begin = text.data();
  if (static_cast<std::size_t>(end - begin) > longest_before) {
    begin = end - longest_before;
    while ((*begin & 0xC0) == 0x80) ++begin;  // to the next whole character
  }
  return between(begin, end);
}

Distribution distribute(const Clause& clause, const std::vector<Part>& parts, const Sentence& sentence,
                        const DistributionGrammar& grammar) {
  Distribution sayings;
  const Part topic = topic_of(clause, sentence.text());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Figure& figure = clause.figures.size() == 1 ? clause.figures.front() : clause.figures[i];
    SentenceMaker maker(sentence);
    maker.append(topic);
    maker.insert(",", topic);
    maker.append(parts[i]);
    maker.append(figure.whole);
    if (!figure.has_unit) maker.insert(grammar.unit, figure.whole);
    sayings.push_back({maker.take(), sentence.source(figure.value)});
  }
  return sayings;
}

}  // namespace

std::vector<std::vector<Distribution>> distributions(const Sentence& sentence, const DistributionGrammar& grammar) {
  std::vector<std::vector<Distribution>> all;
  if (grammar.clauses.empty()) return all;
  for (const Clause& clause : clauses(sentence, grammar)) {
    std::vector<Distribution> ways;
    for (const std::vector<Part>& parts : ways_to_split(clause.parts, grammar)) {
      const bool is_shared = clause.figures.size() == 1 && parts.size() > 1 && parts.size() <= most_parts;
      const bool has_figures = parts.size() == clause.figures.size() && parts.size() <= most_parts;
      const bool has_empty_part = std::any_of(parts.begin(), parts.end(), [](Part part) { return part.empty(); });
      if ((is_shared || (has_figures && parts.size() > 1)) && !has_empty_part)
        ways.push_back(distribute(clause, parts, sentence, grammar));
    }
    if (!ways.empty()) all.push_back(std::move(ways));
  }
  return all;
}

}  // namespace gouji
