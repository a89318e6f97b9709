// A passage of the prose read as a sequence of quantities: figures with their units, and the words and marks between
// them. What statements are made of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "record/prose.h"

namespace gouji {

// Sentences that speak of one thing: those that a semicolon joins, and those that go on about the whole of the one
// before. Their folded texts joined, without the frame that a converter drew around the page: its lines stand inside
// words where a line of text was broken.
struct Passage {
  struct Piece {
    std::size_t begin;  // in `text`
    std::size_t begin_in_sentence;
    const Sentence* sentence;
  };
  std::string text;
  CharacterSet characters;  // of the text, and perhaps more
  std::vector<Piece> pieces;

  void append(const Sentence& sentence);
  // The span of the report's text that a part of `text` was read from. Precondition: it is ASCII, and not empty.
  Span source(std::size_t begin, std::size_t end) const;

 private:
  const Piece& piece_at(std::size_t place) const;
};

// Makes the passages of sentences one after the other.
class Passages {
 public:
  // What is given must outlive it and the passages.
  Passages(const std::vector<Sentence>& sentences, const StatementGrammar& grammar)
      : sentences_(sentences), grammar_(grammar) {}

  // False where there are no more.
  bool next(Passage& passage);

 private:
  const std::vector<Sentence>& sentences_;
  const StatementGrammar& grammar_;
  std::size_t at_ = 0;
};

struct Quantity {
  enum class Kind { count, percent, times };

  Kind kind = Kind::count;
  Decimal value;     // in `unit`
  Decimal slack;     // as StatedFigure::slack
  std::string unit;  // of a count
  bool is_approximate = false;
  bool is_written = false;  // in words, without a value
  std::size_t begin = 0;    // of the number, in Passage::text
  std::size_t number_end = 0;
  std::size_t end = 0;  // behind the unit
};

// Numbers that count nothing (days, numbers of documents and items) are none, and stay among the words.
std::vector<Quantity> read_quantities(const Passage& passage, const StatementGrammar& grammar);

// The strongest mark in a gap; `joined` for the enumeration comma, or where there is no mark.
enum class Mark { joined, comma, semicolon, stop };
Mark strongest_mark(std::string_view gap);

// A stretch of a passage at one level of brackets: the quantities that stand in it, not in brackets inside it, and what
// stands before each of them (behind the one before it) and behind the last, brackets left out.
struct Level {
  std::vector<const Quantity*> items;
  std::vector<std::string> gaps;    // one more than there are items
  const Quantity* owner = nullptr;  // the quantity right before the bracket; null outside of brackets, or if none is
  std::string before;               // the clause before the bracket, where no quantity stands right before it

  // What the words say of an item. Others are asked for it again and again.
  struct Words {
    // What names it: the words before it, without those that only lead over to it, or else the words behind it.
    std::string_view label;
    Mark mark = Mark::joined;  // the strongest one in the gap before it
  };
  std::vector<Words> words;  // of each item
};

// The passage's own level first. The quantities must outlive the levels.
std::vector<Level> read_levels(const std::string& text, const std::vector<Quantity>& quantities,
                               const StatementGrammar& grammar);

// What of a text stands behind all that the pattern matches. `characters` are the text's, or those of more.
std::string_view behind_match(const Pattern& pattern, std::string_view text, const CharacterSet& characters);

// The part of a gap that names the quantity behind it: what stands behind the last mark.
std::string_view last_clause(std::string_view gap);
// The part of a gap that names the quantity before it: what stands before the first mark.
std::string_view first_clause(std::string_view gap);

// What stands behind the last mark in a gap that is no enumeration comma.
std::string_view last_phrase(std::string_view gap);
// What stands behind the last full stop in a gap.
std::string_view last_sentence(std::string_view gap);

}  // namespace gouji
