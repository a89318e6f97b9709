// From tokens to the cells of a form. The form is aligned with what was printed by its labels and their order; field
// numbers and converters play no part in it. Layout (which fields stand side by side) is evidence.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "form/grammar.h"
#include "table/align.h"
#include "table/cell.h"
#include "table/rows.h"
#include "token/token.h"
#include "value/shared_words.h"

namespace gouji {

// What a report prints beyond the form: a subtotal, a figure in a note inside a cell, one of a table that the form does
// not have, a note under a table.
struct ExtraFigure {
  SharedWords row;  // the labels it stands under, as printed, joined by " / "; empty where there is none
  SharedWords column;
  std::optional<Decimal> value;  // nullopt for a note under a table, which `raw` is
  std::string raw;
  Span span;
};

// A figure in a table's region that found no place. `reason` is a key of grammar/messages.toml ("unread.no_row").
struct UnreadFigure {
  std::string raw;
  Span span;
  std::string reason;
};

// Where a table was found, and how far it goes.
struct TableRegion {
  Span span;  // from its first recognized line to the end of its last one; empty: not found
  int rows_expected = 0;
  int rows_found = 0;
  bool cut = false;  // its last rows are missing: the text ends inside the table
};

// Why a printed row was taken for a row of the form.
struct RowEvidence {
  CellIndex first_cell = 0;  // of the form's row; of rows side by side, of the first of them
  Span span;                 // what is printed: its label and its figures, or the figures alone
  double likeness = 0;  // of its label to the form's, from 0 to 1; 0 where its figures stand apart from their label
  // By how much the whole alignment is better than the best one without this pair, in likeness; nullopt where nothing
  // else comes into question. Then `rival` is the first cell of the row that it would be instead; where that is the
  // same, another printed row would be it.
  std::optional<double> margin;
  CellIndex rival = -1;
};

// A label that is the form's but for a character or two.
struct MisprintedLabel {
  std::string printed;
  std::string official;
  Span span;
};

// A row of the form that is printed twice, with the same label and the same figures.
struct RepeatedRow {
  CellIndex first_cell = 0;
  Span span;  // of the row that is not read; its figures are in `extra`
};

// What there may be many of is in deques: a vector that grows holds its elements twice.
struct Tables {
  Span span;                               // from the first recognized row of the form to the end of the last one
  std::vector<Cell> cells;                 // one for each of Form::cells, in that order
  std::vector<TableRegion> regions;        // one for each of Form::tables
  std::vector<RowEvidence> rows;           // of the rows that were recognized, in the order of the form
  std::deque<ExtraFigure> extra;           // in the order of the text
  std::deque<UnreadFigure> unread;         // in the order of the text
  std::vector<MisprintedLabel> misprints;  // in the order of the text, each once
  std::vector<RepeatedRow> repeated;       // in the order of the form
};

// The rows of one form in one report of a text.
struct FoundReport {
  // How much speaks for a table: each row that was found counts by the likeness of its label and by whether it has as
  // many values as the form has columns; each row that is missing counts against it.
  struct TableEvidence {
    int rows_expected = 0;
    int rows_found = 0;
    double score = 0;  // in rows
  };

  std::vector<RowPair> pairs;         // in the order of the text; not empty
  std::vector<TableEvidence> tables;  // one for each of Form::tables

  double score() const;
  int rows_found() const;
  int first_row() const { return pairs.front().printed; }
  int last_row() const { return pairs.back().printed; }
};

// Reads the tables of one form out of a text. All that is given must outlive it.
class TableRecognizer {
 public:
  TableRecognizer(const Text& text, const std::vector<Token>& tokens, const PrintedText& printed, const Form& form,
                  const CommonGrammar& common);

  // How many rows of the form have a label that is among these folded ones: what can be known without an alignment.
  int rows_printed_exactly(const std::unordered_set<std::u32string_view>& labels) const;
  int rows() const { return static_cast<int>(form_rows_.size()); }
  // Of the form's rows, in characters, folded.
  std::size_t longest_label() const { return form_.rows(common_).longest_label; }

  // Where the form's rows are, one for each report, in the text's order. Reports that have too few of the form's rows
  // to be one are left out: news name a row or two, and a report's first page has one table at most.
  std::vector<FoundReport> find_reports();

  // Every printed row that is one of another report's in the same text is `taken`: this one has nothing of it.
  Tables read(const FoundReport& report, std::vector<bool> taken);

  // The work that was done so far, in comparisons and the like, whatever the machine: it grows no faster than the text.
  std::size_t steps() const { return steps_; }

 private:
  const Text& text_;
  const std::vector<Token>& tokens_;
  const PrintedText& printed_;
  const Form& form_;
  const CommonGrammar& common_;
  const std::vector<FormRow>& form_rows_;
  std::size_t steps_ = 0;
};

}  // namespace gouji
