// A piece is what a line prints in one place: between two separators or, where a converter drew none, between two
// spaces. It is nothing, a mark for nothing, a figure with what may stand around it ("共12件（含续办3件）"), a label, a
// label with a figure right behind it, or digits of which it cannot be told which figure they are ("约12", "1 068",
// "12-15", "396〇"). What cannot be told is a broken figure, never a label: in a label no figure would be looked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "table/fields.h"
#include "table/words.h"
#include "token/token.h"

namespace gouji {

using TokenIterator = std::vector<Token>::const_iterator;

inline bool is_ink(const Token& token) { return token.kind == Token::Kind::number || token.kind == Token::Kind::label; }

class PieceReader {
 public:
  // What stands in the line before a piece, which says what may stand in the piece.
  enum class Place {
    label,  // nothing, or labels: a label, with its figure perhaps
    cell,   // a cell's figure stands before it, and a separator between them: this is a cell's figure, or none
  };

  // What is given must outlive it.
  PieceReader(const Text& text, const CommonGrammar& common);

  // Appends the fields of a piece, of which the first and the last token are ink: one, or a label and its figure.
  void read(TokenIterator begin, TokenIterator end, Place place, std::vector<Field>& fields) const;
  // The same of a place between separators that holds several figures with spaces between them, and nothing else:
  // they may be one figure ("1 068"), where the cells beside it hold one each.
  void read_parted(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const;

  bool is_blank_mark(Span span) const { return marks_.find(text_.at(span)) != Words::none; }
  bool is_unit(Span span) const { return units_.find(text_.at(span)) != Words::none; }
  bool is_unit(std::u32string_view folded) const { return units_.has(folded); }
  bool is_sign(Span span) const { return signs_.find(text_.at(span)) != Words::none; }
  // Whether a label ends with what makes the figure behind it less than nothing: "比上年减少".
  bool ends_with_minus(Span label) const;
  // In bytes: no unit is longer.
  std::size_t longest_unit() const { return longest_unit_; }

 private:
  bool read_set_off(TokenIterator begin, TokenIterator end, Place place, std::vector<Field>& fields) const;
  bool read_led_figure(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const;
  bool read_thousands(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const;
  bool read_figure_and_label(TokenIterator begin, TokenIterator end, Place place, std::vector<Field>& fields) const;
  bool read_label_and_figure(TokenIterator begin, TokenIterator end, Place place, std::vector<Field>& fields) const;
  bool read_figure(TokenIterator number, TokenIterator end, std::vector<Field>& fields) const;
  bool read_unit_and_note(Span rest, Field& figure) const;
  bool ends_a_name(TokenIterator begin, TokenIterator end) const;
  bool is_part_of_figure(Span before) const;
  bool is_broken_figure(Span span, Place place) const;
  std::size_t minus_at_back(std::u32string_view characters) const;

  const Text& text_;
  const CommonGrammar& common_;
  Words marks_;
  Words units_;
  Words signs_;    // those of the grammar, in their order
  Words minuses_;  // the signs among them that make a figure less than nothing
  Words leads_;
  Words company_;  // all words that may stand around a figure
  std::size_t longest_unit_ = 0;
};

// The value of a piece that is a written number and nothing else: "零" is 0, "十二" is 12. Nullopt for all else, "三四"
// too, which is not one number.
std::optional<Decimal> written_number(std::string_view piece, const CommonGrammar& common);

// Whether a number in a label is a part of a name, as in "第20条", "2023年" or "1.", and counts nothing.
bool is_named_number(const Text& text, Span label, Span number, const CommonGrammar& common);

// The figures that a broken one may be, the likeliest first: "3千" may be 3000 or 3, "(12)" 12 or -12, "1 068" 1068 or
// its parts. Empty where nothing in it can be read as a number.
std::vector<Decimal> readings_of(std::string_view broken_figure, const CommonGrammar& common);

}  // namespace gouji
