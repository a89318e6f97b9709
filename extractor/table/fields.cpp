#include "table/fields.h"

#include <re2/re2.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "table/line_marks.h"
#include "table/pieces.h"
#include "table/words.h"
#include "text/fold.h"
#include "token/number.h"

namespace gouji {
namespace {

using Tokens = std::vector<Token>;

// The longest line that can be a page's furniture, in bytes: patterns need not look at paragraphs.
constexpr ByteOffset longest_furniture = 120;
// Where it has figures and marks alone: "- 4 -", "4 / 7".
constexpr int most_words_of_page_number = 3;

// What follows a figure in its cell is not longer, in bytes; what is longer is prose.
constexpr ByteOffset longest_note = 600;

// The longest word that makes a figure part of a label, with the damage that cutting it out of a longer label does at
// its front, in bytes.
constexpr ByteOffset longest_label_count = 40;

// A table has more cells than this; some lines may begin or end with a tab by chance.
constexpr int least_ended_cells = 20;

class LineReader {
 public:
  LineReader(const Text& text, const std::vector<Token>& tokens, const CommonGrammar& common)
      : text_(text),
        tokens_end_(tokens.end()),
        common_(common),
        has_a_cell_a_line_(text.rows().empty() && has_a_cell_a_line(tokens)),
        pieces_(text, common) {
    for (const std::string& word : common.label_counts) {
      label_counts_.push_back(fold_characters(word));
      if (!label_counts_.back().empty()) last_of_label_counts_.add(label_counts_.back().back());
    }
  }

  FieldLine read(TokenIterator begin, TokenIterator end, int number) const {
    FieldLine line;
    line.span = {begin->span.begin, (end - 1)->span.end};
    line.furniture = is_furniture(ink_of(begin, end)) && !is_row_of_figures(begin, end);
    line.framed = std::any_of(begin, end, [](const Token& token) { return token.kind == Token::Kind::separator; });
    line.separated = line.framed && !has_a_cell_a_line_ && !has_only_a_frame(begin, end) && !is_a_cell(begin, end);
    line.is_closed = ends_with_a_bar(begin, end);
    const TextRow* row = text_.row_at(line.span.begin);
    if (row != nullptr) {
      line.document_row = static_cast<int>(row - text_.rows().data()) + 1;
      line.separated = line.framed = line.is_closed = true;
      line.furniture = false;
    }
    line.fields.reserve(count_fields(begin, end, line.separated));
    if (line.separated) {
      read_separated(begin, end, line.fields);
    } else {
      read_spaced(begin, end, line.fields);
    }
    for (std::size_t i = 0; i < line.fields.size(); ++i) {
      line.fields[i].line = number;
      if (!line.separated) line.fields[i].number = static_cast<int>(i);
    }
    if (row != nullptr) drop_covered_places(*row, line.fields);
    line.places = line.fields.empty() ? 0 : line.fields.back().number + 1;
    // Cells that overlap stand farther to the right than the row has columns.
    if (row != nullptr && !row->cells.empty()) line.places = std::max(line.places, row->cells.back().column + 1);
    find_units(line.fields);
    doubt_signs(line.fields);
    read_written_numbers(line.fields);
    find_columns(begin, end, line.fields);
    if (row != nullptr) take_columns_of_grid(*row, line.fields);
    return line;
  }

  // A figure that is a part of the label before it, as in "the same told in several ways counts as 1": where the label
  // ends with one of the words that the grammar knows for it. `above`: the last field of the line before.
  void join_labels_with_figures(std::vector<Field>& fields, const Field* above) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const Field* label = i > 0 ? &fields[i - 1] : above;
      const bool has_digits = fields[i].kind == Field::Kind::figure || fields[i].kind == Field::Kind::broken_figure;
      if (!has_digits || label == nullptr) continue;
      if (i > 0 && fields[i].span.begin - label->span.end > 1) continue;  // a figure of the row, in its own column
      if (!counts_in_label(*label)) continue;
      fields[i].kind = Field::Kind::label;
      fields[i].is_count_in_label = true;
      if (!fields[i].unit().empty()) fields[i].span.end = fields[i].unit().end;
      if (!fields[i].note().empty()) fields[i].span.end = fields[i].note().end;
    }
  }

  // What a narrow column had no room for beside a figure may be its unit.
  bool is_unit(std::u32string_view folded) const { return pieces_.is_unit(folded); }

  // A written number alone on its line is a figure where each cell has a line: behind another line of one field. One
  // character may as well be the number of a heading that was wrapped.
  void read_written_number(FieldLine& line, const FieldLine& above) const {
    if (line.fields.size() != 1 || above.fields.size() != 1 || line.separated != above.separated) return;
    Field& field = line.fields.front();
    if (field.kind != Field::Kind::label) return;
    const std::optional<Decimal> value = written_number(text_.at(field.span), common_);
    if (!value || (!value->is_zero() && fold_characters(text_.at(field.span)).size() == 1)) return;
    field.kind = Field::Kind::figure;
    field.value = *value;
  }

  bool take_unit_of_line_above(const FieldLine& line, FieldLine& above) const {
    if (line.separated || line.fields.size() != 1 || above.separated || above.fields.empty()) return false;
    Field& figure = above.fields.back();
    if (figure.kind != Field::Kind::figure || !figure.unit().empty() || figure.line + 1 != line.fields.front().line)
      return false;
    if (!pieces_.is_unit(line.fields.front().span)) return false;
    figure.parts.make().unit = line.fields.front().span;
    return true;
  }

 private:
  bool counts_in_label(const Field& label) const {
    if (label.kind != Field::Kind::label) return false;
    const bool is_long = label.span.size() > longest_label_count;
    std::string_view end = text_.at(label.span);
    const char32_t back = plain_back(end);
    if (back != 0 && !last_of_label_counts_.may_have(back)) return false;
    if (is_long) end.remove_prefix(end.size() - longest_label_count);
    const std::u32string characters = fold_characters(end);
    return std::any_of(label_counts_.begin(), label_counts_.end(), [&](const std::u32string& word) {
      // The word's beginning may be on the line above.
      return characters.ends_with(word) || (!is_long && label.number == 0 && word.ends_with(characters));
    });
  }

  // What a merged cell covers is no empty cell.
  static void drop_covered_places(const TextRow& row, std::vector<Field>& fields) {
    std::erase_if(fields, [&](const Field& field) {
      return field.kind == Field::Kind::empty && field.span.empty() && !row.has_cell_at(field.number);
    });
  }

  // The document says where a cell begins and how far it reaches: this is what stands over or under it.
  static void take_columns_of_grid(const TextRow& row, std::vector<Field>& fields) {
    constexpr int width = 16;  // of a column, so that neighbours do not touch
    for (Field& field : fields) {
      const auto cell = std::find_if(row.cells.begin(), row.cells.end(),
                                     [&](const TextRow::Cell& one) { return one.column == field.number; });
      const int columns = cell == row.cells.end() ? 1 : cell->columns;
      field.column = field.character = field.number * width;
      field.end_column = field.end_character = (field.number + columns) * width - 1;
    }
  }

  // Labels that are units: of the figure before them, or of the row, in a column of units.
  void find_units(std::vector<Field>& fields) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      Field& field = fields[i];
      const bool is_short = field.span.size() <= pieces_.longest_unit();
      if (field.kind != Field::Kind::label || !is_short || !pieces_.is_unit(field.span)) continue;
      field.is_unit = true;
      const bool behind_figure = i > 0 && fields[i - 1].kind == Field::Kind::figure && fields[i - 1].unit().empty();
      if (!behind_figure) continue;
      fields[i - 1].parts.make().unit = field.span;
      field.kind = Field::Kind::note;
    }
  }

  // "比上年减少 26": a space keeps the words that make a figure less than nothing from it. They may be the end of the
  // row's label all the same.
  void doubt_signs(std::vector<Field>& fields) const {
    for (std::size_t i = 1; i < fields.size(); ++i) {
      const Field& label = fields[i - 1];
      const bool is_near = label.kind == Field::Kind::label && fields[i].kind == Field::Kind::figure &&
                           fields[i].span.begin - label.span.end == 1 && label.number + 1 == fields[i].number;
      if (is_near && pieces_.ends_with_minus(label.span)) fields[i].kind = Field::Kind::broken_figure;
    }
  }

  // Fields begin where tokens begin, and follow each other. Most end where a token ends, so that the next one says how
  // wide they are.
  void find_columns(TokenIterator token, TokenIterator end, std::vector<Field>& fields) const {
    ByteOffset counted = token->span.begin;
    int characters = 0;
    for (Field& field : fields) {
      while (token != end && token->span.end <= field.span.begin) ++token;
      if (token == end) return;
      characters += count_characters({counted, field.span.begin});
      counted = field.span.begin;
      const Span ink = field.unit().empty() ? Span(field.span) : Span{field.span.begin, field.unit().end};
      const bool has_ink = field.kind != Field::Kind::empty;
      field.column = token->display_column;
      field.end_column = has_ink ? end_column(token, end, ink) : field.column;
      field.character = characters;
      field.end_character = characters + (has_ink ? count_characters(ink) : 0);
    }
  }

  int end_column(TokenIterator token, TokenIterator end, Span ink) const {
    TokenIterator last = token;
    while (last != end && last->span.end < ink.end) ++last;
    const bool is_of_tokens = last != end && last->span.end == ink.end && token->span.begin == ink.begin;
    if (is_of_tokens && last + 1 != tokens_end_) return (last + 1)->display_column;
    return token->display_column + display_width(text_.at(ink));
  }

  int count_characters(Span span) const {
    const std::string_view bytes = text_.at(span);
    return static_cast<int>(std::count_if(bytes.begin(), bytes.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
  }

  // As many as there are, mostly: one in each place, or one for each piece between spaces.
  static std::size_t count_fields(TokenIterator begin, TokenIterator end, bool separated) {
    const Token::Kind between = separated ? Token::Kind::separator : Token::Kind::space;
    return static_cast<std::size_t>(
               std::count_if(begin, end, [&](const Token& token) { return token.kind == between; })) +
           1;
  }

  // A page's number may stand in the frame of a table.
  static Span ink_of(TokenIterator begin, TokenIterator end) {
    const TokenIterator first = std::find_if(begin, end, is_ink);
    while (end != first && !is_ink(*(end - 1))) --end;
    return first == end ? Span() : Span{first->span.begin, (end - 1)->span.end};
  }

  bool is_furniture(Span span) const {
    if (span.size() > longest_furniture || !may_begin_furniture(span)) return false;
    const std::u32string line = fold_characters(text_.at(span));
    CharacterSet characters;
    for (const char32_t character : line) characters.add(character);
    std::string utf8;  // made where a pattern is run
    return std::any_of(common_.furniture.begin(), common_.furniture.end(), [&](const Pattern& pattern) {
      if (!pattern.may_match(characters)) return false;
      if (utf8.empty()) utf8 = utf8_of(line);
      return pattern.is_all_of(utf8, characters);
    });
  }

  // Most lines are told by their first character.
  bool may_begin_furniture(Span span) const {
    std::string first;
    if (const char32_t front = folded_front(text_.at(span)); front != 0) append_utf8(front, first);
    return std::any_of(common_.furniture.begin(), common_.furniture.end(),
                       [&](const Pattern& pattern) { return pattern.requirement().may_begin(first); });
  }

  // Folded, "0 5 0 / 0 0 5" is a page's number and how many there are, and "— — 5 — — — —" a number between dashes.
  // They are the figures of a row whose label was wrapped onto other lines.
  bool is_row_of_figures(TokenIterator begin, TokenIterator end) const {
    const auto is_value = [&](const Token& token) {
      return token.kind == Token::Kind::number || pieces_.is_blank_mark(token.span);
    };
    const bool all_values =
        std::all_of(begin, end, [&](const Token& token) { return !is_ink(token) || is_value(token); });
    return all_values && std::count_if(begin, end, is_ink) > most_words_of_page_number;
  }

  // A bar on each side of the line says nothing of its fields: a table may stand inside another one's only cell.
  bool has_only_a_frame(TokenIterator begin, TokenIterator end) const {
    const auto is_separator = [](const Token& token) { return token.kind == Token::Kind::separator; };
    const TokenIterator first = std::find_if(begin, end, is_separator);
    const TokenIterator second = std::find_if(first + 1, end, is_separator);
    if (second == end || !is_bar(*first) || !is_bar(*second)) return false;
    return !has_ink(begin, first) && !has_ink(second, end) && std::none_of(second + 1, end, is_separator);
  }

  // The converter gives each cell a line, with separators before or behind it, which say nothing then. Where one line
  // has two cells, a cell with nothing behind it is a row with an empty one.
  static bool has_a_cell_a_line(const std::vector<Token>& tokens) {
    int cells = 0;
    int places = 0;  // of the line that have ink
    bool has_separator = false;
    bool is_in_place = false;
    for (const Token& token : tokens) {
      if (token.kind == Token::Kind::newline) {
        cells += has_separator && places > 0 ? 1 : 0;
        places = 0;
        has_separator = false;
      }
      if (token.kind == Token::Kind::newline || token.kind == Token::Kind::separator) is_in_place = false;
      has_separator = has_separator || token.kind == Token::Kind::separator;
      if (!is_ink(token) || is_in_place) continue;
      is_in_place = true;
      ++places;
      if (has_separator && places > 1) return false;
    }
    return cells >= least_ended_cells;
  }

  // A separator and one cell behind it: the converter gives each cell a line.
  bool is_a_cell(TokenIterator begin, TokenIterator end) const {
    const auto is_separator = [](const Token& token) { return token.kind == Token::Kind::separator; };
    const TokenIterator first = std::find_if(begin, end, is_separator);
    return !has_ink(begin, first) && std::none_of(first + 1, end, is_separator);
  }

  // A line that begins with a drawn bar has no field before it, one that ends with a bar none behind it; tabs have
  // both.
  void read_separated(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    const bool one_figure_a_place = has_one_figure_a_place(begin, end);
    TokenIterator piece = begin;
    for (TokenIterator token = begin; token != end; ++token) {
      if (token->kind != Token::Kind::separator) continue;
      const bool border = piece == begin && is_bar(*token) && !has_ink(begin, token);
      if (!border) read_place(piece, token, token->span.begin, one_figure_a_place, fields);
      piece = token + 1;
    }
    const bool border = piece != begin && is_bar(*(piece - 1)) && !has_ink(piece, end);
    if (!border) read_place(piece, end, (end - 1)->span.end, one_figure_a_place, fields);
  }

  void read_place(TokenIterator begin, TokenIterator end, ByteOffset at, bool one_figure_a_place,
                  std::vector<Field>& fields) const {
    if (is_attribute(begin, end)) return;
    const int number = fields.empty() ? 0 : fields.back().number + 1;
    const std::size_t first = fields.size();
    read_piece(begin, end, at, one_figure_a_place, fields);
    for (std::size_t i = first; i < fields.size(); ++i) fields[i].number = number;
  }

  void read_spaced(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    while (begin != end) {
      const TokenIterator piece = std::find_if(begin, end, is_ink);
      const TokenIterator rest = end_of_word(piece, end);
      if (piece != rest && !take_unit(piece, rest, fields))
        pieces_.read(piece, rest, PieceReader::Place::label, fields);
      begin = rest;
    }
  }

  // A space may keep a sign in words from its figure.
  TokenIterator end_of_word(TokenIterator begin, TokenIterator end) const {
    const auto is_gap = [](const Token& token) { return !is_ink(token); };
    const TokenIterator rest = std::find_if(begin, end, is_gap);
    const bool goes_on = rest - begin == 1 && end - rest >= 2 && rest->span.size() == 1 &&
                         (rest + 1)->kind == Token::Kind::number && pieces_.is_sign(begin->span);
    return goes_on ? std::find_if(rest + 1, end, is_gap) : rest;
  }

  // A unit that a space keeps from its figure.
  bool take_unit(TokenIterator begin, TokenIterator end, std::vector<Field>& fields) const {
    const Span span = {begin->span.begin, (end - 1)->span.end};
    const bool behind_figure =
        !fields.empty() && fields.back().kind == Field::Kind::figure && fields.back().unit().empty();
    if (!behind_figure || !pieces_.is_unit(span)) return false;
    fields.back().parts.make().unit = span;
    return true;
  }

  // Wiki mark-up writes how a cell is merged before what it holds: | colspan="3" | 12
  bool is_attribute(TokenIterator begin, TokenIterator end) const {
    while (begin != end && !is_ink(*begin)) ++begin;
    while (begin != end && !is_ink(*(end - 1))) --end;
    if (begin == end) return false;
    const std::string_view text = text_.at({begin->span.begin, (end - 1)->span.end});
    const bool is_named = text.front() >= 'a' && text.front() <= 'z';
    return is_named && text.back() == '"' && text.find("=\"") != std::string_view::npos;
  }

  // What stands between two separators: nothing, several figures that spaces keep apart, or one field.
  void read_piece(TokenIterator begin, TokenIterator end, ByteOffset at, bool one_figure_a_place,
                  std::vector<Field>& fields) const {
    while (begin != end && !is_ink(*begin)) ++begin;
    while (begin != end && !is_ink(*(end - 1))) --end;
    if (begin == end) {
      fields.push_back({.span = {at, at}});
      return;
    }
    const bool behind_figure =
        std::any_of(fields.begin(), fields.end(), [](const Field& field) { return field.is_inked_value(); });
    const bool several = end - begin > 1 && begin->kind == Token::Kind::number && only_figures(begin, end);
    if (several && one_figure_a_place) {
      pieces_.read_parted(begin, end, fields);
    } else if (several) {
      read_spaced(begin, end, fields);
    } else {
      pieces_.read(begin, end, behind_figure ? PieceReader::Place::cell : PieceReader::Place::label, fields);
    }
  }

  // "行政处罚 十二": behind a label a written number is a figure. Labels of one character are those of a column that is
  // so narrow that it has one a line, and numbers may be among them.
  void read_written_numbers(std::vector<Field>& fields) const {
    bool behind_label = false;
    for (Field& field : fields) {
      if (field.kind != Field::Kind::label) continue;
      const std::optional<Decimal> value = behind_label ? written_number(text_.at(field.span), common_) : std::nullopt;
      if (value) {
        field.kind = Field::Kind::figure;
        field.value = *value;
      }
      constexpr ByteOffset one_character = 3;
      behind_label = behind_label || field.span.size() > one_character;
    }
  }

  // Several places of the line hold nothing but figures, or one holds just one: each cell has a place of its own, so
  // that figures with a space between them in one place are one figure, or cannot be told.
  static bool has_one_figure_a_place(TokenIterator begin, TokenIterator end) {
    int places = 0;  // that hold nothing but figures
    int ink = 0;
    int numbers = 0;
    for (TokenIterator token = begin;; ++token) {
      if (token == end || token->kind == Token::Kind::separator) {
        if (ink == 1 && numbers == 1) return true;
        places += ink > 0 && ink == numbers ? 1 : 0;
        if (token == end) return places > 1;
        ink = numbers = 0;
        continue;
      }
      ink += is_ink(*token) ? 1 : 0;
      numbers += token->kind == Token::Kind::number ? 1 : 0;
    }
  }

  bool only_figures(TokenIterator begin, TokenIterator end) const {
    return std::all_of(begin, end, [](const Token& token) {
      return token.kind == Token::Kind::number || token.kind == Token::Kind::space;
    });
  }

  bool ends_with_a_bar(TokenIterator begin, TokenIterator end) const {
    // What has more spaces behind the bar was cut in the next place.
    if (end != begin && (end - 1)->kind == Token::Kind::space && (end - 1)->span.size() == 1) --end;
    return end != begin && (end - 1)->kind == Token::Kind::separator && is_bar(*(end - 1));
  }

  static bool has_ink(TokenIterator begin, TokenIterator end) { return std::any_of(begin, end, is_ink); }
  bool is_bar(const Token& token) const { return text_.at(token.span) != "\t"; }

  const Text& text_;
  const TokenIterator tokens_end_;
  const CommonGrammar& common_;
  const bool has_a_cell_a_line_;
  const PieceReader pieces_;
  std::vector<std::u32string> label_counts_;
  FewCharacters last_of_label_counts_;
};

// So many values follow each other without a label in no table: the largest has some 200 cells.
constexpr int most_values = 1000;

// Values without a label that are too many for any table: behind the first ones, all of them are one field, so that a
// text of nothing but figures takes no more memory than another.
class CrowdedValues {
 public:
  // Leaves in the line what is a field of its own: nothing, where all of it goes on with the last field of `lines`, the
  // lines before it.
  void gather(FieldLine& line, std::vector<FieldLine>& lines) {
    Field* crowd = values_ > most_values ? &lines.back().fields.back() : nullptr;
    std::size_t kept = 0;
    for (Field& field : line.fields) {
      if (field.kind == Field::Kind::label) {
        values_ = 0;
      } else if (++values_ > most_values) {
        if (crowd != nullptr) {
          add(field, *crowd);
          continue;
        }
        crowd = &line.fields[kept];
        line.furniture = false;  // nobody numbers so many pages without a word between
      }
      if (&line.fields[kept] != &field) line.fields[kept] = std::move(field);
      ++kept;
    }
    if (kept == 0) lines.back().span.end = line.span.end;
    line.fields.erase(line.fields.begin() + static_cast<std::ptrdiff_t>(kept), line.fields.end());
    if (values_ > most_values) line.fields.shrink_to_fit();
  }

 private:
  static void add(const Field& field, Field& crowd) {
    if (field.kind == Field::Kind::empty) return;
    crowd.span.end = static_cast<std::uint32_t>(field.with_note().end);
    const bool is_blank = field.kind == Field::Kind::blank_mark &&
                          (crowd.kind == Field::Kind::empty || crowd.kind == Field::Kind::blank_mark);
    crowd.kind = is_blank ? Field::Kind::blank_mark : Field::Kind::broken_figure;
  }

  int values_ = 0;  // since the last label
};

// A note in brackets behind a figure goes on for at most so many lines.
constexpr int most_note_lines = 4;

// Finds the parts of notes that a narrow column wrapped: they are no figures and no labels.
class WrappedNotes {
 public:
  WrappedNotes(const Text& text, std::vector<FieldLine>& lines) : text_(text), lines_(lines) {}

  // Looks at the last line.
  void read_line() {
    const int line = lines_.back().fields.front().line;
    std::erase_if(open_, [&](const Note& note) { return line > note.line + most_note_lines; });
    for (std::size_t i = 0; i < lines_.back().fields.size(); ++i) read_field(i);
  }

 private:
  struct Place {
    std::size_t line = 0;
    std::size_t field = 0;
  };
  // A bracket that is open.
  struct Note {
    Field figure;  // or the note's beginning below it
    bool separated = false;
    int line = 0;
    std::vector<Place> parts;
  };

  void read_field(std::size_t index) {
    FieldLine& line = lines_.back();
    Field& field = line.fields[index];
    if (field.kind == Field::Kind::empty || field.kind == Field::Kind::blank_mark) return;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      Note& note = open_[i];
      if (note.line == field.line || note.separated != line.separated || !is_below(field, note.figure, line.separated))
        continue;
      note.parts.push_back({lines_.size() - 1, index});
      if (open_brackets(field.with_note()) >= 0) return;
      for (const Place part : note.parts) lines_[part.line].fields[part.field].kind = Field::Kind::note;
      open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
    // Without separators, the next row's label may stand there, and its item number in brackets.
    const bool below_figure =
        line.separated && field.kind == Field::Kind::label && begins_with_bracket(field) && stands_below_figure(field);
    if (below_figure) field.kind = Field::Kind::note;
    const bool is_note = below_figure || (field.kind == Field::Kind::figure && !field.note().empty());
    if (is_note && open_brackets(field.with_note()) > 0) open_.push_back({field, line.separated, field.line, {}});
  }

  static bool is_below(const Field& field, const Field& above, bool separated) {
    if (separated) return field.number == above.number;
    return field.column < above.end_column && above.column < field.end_column;
  }

  bool begins_with_bracket(const Field& field) const { return folded_front(text_.at(field.span).substr(0, 3)) == U'('; }

  bool stands_below_figure(const Field& field) const {
    if (lines_.size() < 2) return false;
    const FieldLine& above = lines_[lines_.size() - 2];
    return above.separated == lines_.back().separated && above.places == lines_.back().places &&
           std::any_of(above.fields.begin(), above.fields.end(), [&](const Field& figure) {
             return figure.kind == Field::Kind::figure && figure.line + 1 == field.line &&
                    is_below(field, figure, above.separated);
           });
  }

  // Opening brackets without a closing one; negative where a closing one has no opening one.
  int open_brackets(Span span) const {
    if (span.size() > longest_note) return 0;
    int open = 0;
    for (const char32_t character : fold_characters(text_.at(span))) {
      open += character == U'(' ? 1 : character == U')' ? -1 : 0;
    }
    return open;
  }

  const Text& text_;
  std::vector<FieldLine>& lines_;
  std::vector<Note> open_;
};

// A row of a form wraps to no more lines than this.
constexpr std::size_t most_wrapped_lines = 60;
// Rules between rows, not only under a header, are what shows that a text wraps its cells: so many rows of a table,
// most of them with one line of figures.
constexpr int least_ruled_rows = 3;

// Joins the lines between two rules of a table that draws a rule between its rows.
class WrappedLines {
 public:
  WrappedLines(const Text& text, const LineReader& reader, std::vector<FieldLine> lines)
      : text_(text), reader_(reader), lines_(std::move(lines)) {}

  // A table shows by its own rows whether there are rules between them; one of a row or two does as the others of the
  // text do, where these agree.
  std::vector<FieldLine> join() {
    const bool ruled_text = are_tables_ruled();
    std::size_t done = 0;  // lines at the front that are as they are to be
    for (std::size_t begin = 0; begin < lines_.size();) {
      const std::size_t table_end = end_of_table(begin);
      const Rules rules = rules_of(begin, table_end);
      const bool ruled =
          lines_[begin].document_row > 0 || rules == Rules::between_rows || (rules == Rules::unknown && ruled_text);
      while (begin < table_end) {
        const std::size_t end = end_of_block(begin, table_end);
        if (ruled && is_one_row(begin, end)) {
          keep(join(begin, end), done);
        } else {
          if (rules == Rules::between_rows && is_enclosed(begin, end)) doubt_repeated_parts(begin, end);
          for (std::size_t line = begin; line < end; ++line) keep(std::move(lines_[line]), done);
        }
        begin = end;
      }
    }
    lines_.resize(done);
    return std::move(lines_);
  }

 private:
  // In the place of lines that were looked at: a second list would take as much memory again.
  void keep(FieldLine line, std::size_t& done) { lines_[done++] = std::move(line); }

  std::size_t end_of_table(std::size_t begin) const {
    std::size_t end = begin + 1;
    const auto is_document_row = [&](std::size_t line) { return lines_[line].document_row > 0; };
    while (end < lines_.size() && lines_[end].framed == lines_[begin].framed &&
           is_document_row(end) == is_document_row(begin))
      ++end;
    return end;
  }

  std::size_t end_of_block(std::size_t begin, std::size_t table_end) const {
    std::size_t end = begin + 1;
    while (end < table_end && lines_[end].block == lines_[begin].block) ++end;
    return end;
  }

  enum class Rules { between_rows, elsewhere, unknown };

  Rules rules_of(std::size_t begin, std::size_t table_end) const {
    int rows = 0;
    int single = 0;
    bool several = false;  // rows between the same two rules
    while (begin < table_end) {
      const std::size_t end = end_of_block(begin, table_end);
      const int full_lines = count_full_lines(begin, end);
      rows += full_lines > 0 ? 1 : 0;
      single += full_lines == 1 ? 1 : 0;
      several = several || full_lines > 2;
      begin = end;
    }
    if (single >= least_ruled_rows && single * 2 > rows) return Rules::between_rows;
    return several ? Rules::elsewhere : Rules::unknown;
  }

  bool are_tables_ruled() const {
    bool any = false;
    for (std::size_t begin = 0; begin < lines_.size();) {
      const std::size_t end = end_of_table(begin);
      const Rules rules = lines_[begin].framed ? rules_of(begin, end) : Rules::unknown;
      if (rules == Rules::elsewhere) return false;
      any = any || rules == Rules::between_rows;
      begin = end;
    }
    return any;
  }

  bool is_one_row(std::size_t begin, std::size_t end) const {
    if (end - begin < 2 || end - begin > most_wrapped_lines) return false;
    // Another table of the text may be ruled, and this one not. More than two lines that fill all columns are rows.
    if (!is_enclosed(begin, end) || count_full_lines(begin, end) > 2 || repeats_a_row(begin, end)) return false;
    return std::all_of(lines_.begin() + static_cast<std::ptrdiff_t>(begin),
                       lines_.begin() + static_cast<std::ptrdiff_t>(end),
                       [&](const FieldLine& line) { return line.separated && line.places == lines_[begin].places; });
  }

  // Two lines with figures that have the same label, or the same figures, are a row that is printed twice, not the
  // halves of one.
  bool repeats_a_row(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t other = begin; other < i; ++other) {
        if (has_same(lines_[i], lines_[other], &Field::is_inked_value, 2) ||
            (!places_of_figures(lines_[i]).empty() && !places_of_figures(lines_[other]).empty() &&
             has_same(
                 lines_[i], lines_[other], [](const Field& field) { return field.kind == Field::Kind::label; }, 1)))
          return true;
      }
    }
    return false;
  }

  // Whether two lines have the same text wherever one of them has a field of the kind: `least` times at least.
  template <typename IsOfKind>
  bool has_same(const FieldLine& a, const FieldLine& b, IsOfKind is_of_kind, int least) const {
    int same = 0;
    for (const FieldLine* line : {&a, &b}) {
      const FieldLine& other = line == &a ? b : a;
      for (const Field& field : line->fields) {
        if (!std::invoke(is_of_kind, field)) continue;
        const bool is_there = std::any_of(other.fields.begin(), other.fields.end(), [&](const Field& one) {
          return one.number == field.number && text_.at(one.span) == text_.at(field.span);
        });
        if (!is_there) return false;
        ++same;
      }
    }
    return same >= 2 * least;
  }

  // A line of a wrapped row that is printed twice: what its figures are cannot be told.
  void doubt_repeated_parts(std::size_t begin, std::size_t end) {
    const auto first = lines_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = lines_.begin() + static_cast<std::ptrdiff_t>(end);
    const auto with_figures =
        std::count_if(first, last, [](const FieldLine& line) { return !places_of_figures(line).empty(); });
    if (with_figures <= count_full_lines(begin, end) || !repeats_a_row(begin, end)) return;
    for (auto line = first; line != last; ++line) {
      for (Field& field : line->fields) {
        if (field.kind == Field::Kind::figure) field.kind = Field::Kind::broken_figure;
      }
    }
  }

  bool is_enclosed(std::size_t begin, std::size_t end) const {
    const int block = lines_[begin].block;
    return (begin == 0 || lines_[begin - 1].block != block) && (end == lines_.size() || lines_[end].block != block);
  }

  // Of the lines between two rules, those that have a figure, or a mark for none, in every column where one of them has
  // a figure.
  int count_full_lines(std::size_t begin, std::size_t end) const {
    const int places = lines_[begin].places;
    std::vector<bool> any(static_cast<std::size_t>(places), false);
    for (std::size_t i = begin; i < end; ++i) {
      if (!lines_[i].separated || lines_[i].places != places) return 0;
      for (const Field& field : lines_[i].fields) {
        const bool is_figure = field.is_inked_value() && field.kind != Field::Kind::blank_mark;
        if (is_figure) any[static_cast<std::size_t>(field.number)] = true;
      }
    }
    const auto columns = std::count(any.begin(), any.end(), true);
    if (columns == 0) return 0;
    int full_lines = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::vector<int> inked = places_of_figures(lines_[i]);
      const auto in_columns =
          std::count_if(inked.begin(), inked.end(), [&](int place) { return any[static_cast<std::size_t>(place)]; });
      full_lines += in_columns == columns ? 1 : 0;
    }
    return full_lines;
  }

  // Of figures and of marks for none, each place once.
  static std::vector<int> places_of_figures(const FieldLine& line) {
    std::vector<int> places;
    for (const Field& field : line.fields) {
      const bool again = !places.empty() && places.back() == field.number;
      if (field.is_inked_value() && !again) places.push_back(field.number);
    }
    return places;
  }

  FieldLine join(std::size_t begin, std::size_t end) const {
    FieldLine line;
    line.span = {lines_[begin].span.begin, lines_[end - 1].span.end};
    line.separated = true;
    line.framed = true;
    line.places = lines_[begin].places;
    line.block = lines_[begin].block;
    line.document_row = lines_[begin].document_row;
    for (std::size_t i = begin; i < end; ++i) {
      line.is_longest = line.is_longest || lines_[i].is_longest;
      line.is_cut = line.is_cut || lines_[i].is_cut;
    }
    std::vector<std::vector<Field>> places(static_cast<std::size_t>(line.places));
    for (std::size_t i = begin; i < end; ++i) {
      for (const Field& field : lines_[i].fields) {
        std::vector<Field>& place = places[static_cast<std::size_t>(field.number)];
        if (field.kind != Field::Kind::empty || i + 1 == end) place.push_back(field);
      }
    }
    for (std::vector<Field>& place : places) join(place, line.fields);
    // Two lines with a figure in every column may be two rows.
    if (count_full_lines(begin, end) > 1 && places_of_figures(line).size() > 1) {
      for (Field& field : line.fields) {
        if (!field.lower().empty()) field.kind = Field::Kind::broken_figure;
      }
    }
    return line;
  }

  // The lines of one cell, and an empty one at most behind them.
  void join(std::vector<Field>& place, std::vector<Field>& fields) const {
    const auto is_label = [](const Field& field) { return field.kind == Field::Kind::label; };
    take_unit(place);
    const bool has_label = std::any_of(place.begin(), place.end(), is_label);
    const std::size_t first = fields.size();
    int last_line = 0;  // of the figure's last part
    for (Field& field : place) {
      if (field.kind == Field::Kind::empty && fields.size() > first) continue;
      if (has_label && field.is_inked_value()) field.kind = Field::Kind::label;  // "3" over ".xx": an item's number
      const bool goes_on = fields.size() > first && field.is_inked_value() && fields.back().is_inked_value();
      const int line = field.line;
      if (goes_on) {
        add_end(field, fields.back());
        // Between a figure's halves no line is empty: these are two figures.
        if (line != last_line + 1) fields.back().kind = Field::Kind::broken_figure;
      } else {
        fields.push_back(std::move(field));
      }
      last_line = line;
    }
  }

  // "12" over a unit, or over its halves.
  void take_unit(std::vector<Field>& place) const {
    std::u32string unit;
    Field* figure = nullptr;
    for (Field& field : place) {
      if (field.kind == Field::Kind::label) append_folded(text_.at(field.span), unit);
      if (field.kind == Field::Kind::label && figure == nullptr) return;
      if (field.kind == Field::Kind::figure) figure = &field;
    }
    if (figure == nullptr || unit.empty() || unit.size() > 4) return;
    if (!reader_.is_unit(fold_characters(text_.at(figure->unit())) + unit)) return;
    const std::string begin(text_.at(figure->unit()));
    for (const Field& field : place) {
      if (field.kind != Field::Kind::label) continue;
      figure->parts.make().unit = field.span;
      figure->parts.make().whole_unit +=
          (figure->whole_unit().empty() ? begin : "") + std::string(text_.at(field.span));
    }
    std::erase_if(place, [](const Field& field) { return field.kind == Field::Kind::label; });
  }

  // A figure of which the cell holds only so much a line.
  void add_end(const Field& end, Field& figure) const {
    std::string whole(text_.at(figure.span));
    for (const Span& part : figure.lower()) whole += text_.at(part);
    whole += text_.at(end.span);
    const std::optional<Decimal> value = parse_number(whole);
    figure.kind = figure.kind == Field::Kind::figure && value ? Field::Kind::figure : Field::Kind::broken_figure;
    if (value) figure.value = *value;
    figure.parts.make().lower.push_back(end.span);
    if (!end.unit().empty()) figure.parts.make().unit = end.unit();
    if (!end.note().empty()) figure.parts.make().note = end.note();
  }

  const Text& text_;
  const LineReader& reader_;
  std::vector<FieldLine> lines_;
};

std::size_t count_lines_with_ink(const std::vector<Token>& tokens) {
  std::size_t lines = 0;
  bool has_ink = false;
  for (const Token& token : tokens) {
    if (token.kind == Token::Kind::newline) {
      has_ink = false;
    } else if (!has_ink && is_ink(token)) {
      has_ink = true;
      ++lines;
    }
  }
  return lines;
}

}  // namespace

std::vector<FieldLine> field_lines(const Text& text, const std::vector<Token>& tokens, const CommonGrammar& common) {
  const LineReader reader(text, tokens, common);
  std::vector<FieldLine> lines;
  lines.reserve(count_lines_with_ink(tokens));
  WrappedNotes notes(text, lines);
  CrowdedValues crowded;
  int number = 0;
  int block = 0;
  int document_row = 0;  // of the line before
  for (TokenIterator begin = tokens.begin(); begin != tokens.end(); ++number) {
    const TokenIterator end =
        std::find_if(begin, tokens.end(), [](const Token& token) { return token.kind == Token::Kind::newline; });
    const bool has_rule = std::any_of(begin, end, [](const Token& token) { return token.kind == Token::Kind::rule; });
    if (has_rule) ++block;
    // A row of only empty fields says nothing: without a label there is no telling which row it is.
    if (std::any_of(begin, end, is_ink)) {
      FieldLine line = reader.read(begin, end, number);
      if (line.document_row != document_row) ++block;
      document_row = line.document_row;
      line.block = block;
      const bool follows = !lines.empty() && lines.back().fields.back().line + 1 == number;
      reader.join_labels_with_figures(line.fields, follows ? &lines.back().fields.back() : nullptr);
      if (!lines.empty()) reader.read_written_number(line, lines.back());
      // Mark-up alone leaves no field.
      if (!line.fields.empty()) crowded.gather(line, lines);
      const bool has_fields = !line.fields.empty();
      if (has_fields && (lines.empty() || !reader.take_unit_of_line_above(line, lines.back()))) {
        lines.push_back(std::move(line));
        notes.read_line();
      }
    }
    if (has_rule) ++block;  // a group's label may stand between the rule's parts
    begin = end == tokens.end() ? end : end + 1;
  }
  find_running_numbers(text, lines);
  find_cut_lines(text, lines);
  return WrappedLines(text, reader, std::move(lines)).join();
}

}  // namespace gouji
