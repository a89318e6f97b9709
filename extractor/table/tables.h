// From tokens to the cells of a form. The form is aligned with what was printed by its labels and their order; field
// numbers and converters play no part in it. Layout (which fields stand side by side) is evidence.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "form/grammar.h"
#include "table/cell.h"
#include "token/token.h"

namespace gouji {

// A figure that a report prints beyond the form: a subtotal, a figure in a note inside a cell.
struct ExtraFigure {
  std::string row;  // the labels it stands under, as printed, joined by " / "; empty where there is none
  std::string column;
  Decimal value;
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

struct Tables {
  Span span;                         // from the first recognized row of the form to the end of the last one
  std::vector<Cell> cells;           // one for each of Form::cells, in that order
  std::vector<TableRegion> regions;  // one for each of Form::tables
  std::vector<RowEvidence> rows;     // of the rows that were recognized, in the order of the form
  std::vector<ExtraFigure> extra;    // in the order of the text
  std::vector<UnreadFigure> unread;  // in the order of the text
};

// The tables of each report in the text, in its order; empty for a text that has too few of the form's rows to be one.
// Where `steps` is given, it becomes the work that was done, in comparisons and the like, whatever the machine: it
// grows no faster than the text.
std::vector<Tables> read_tables(const Text& text, const std::vector<Token>& tokens, const Form& form,
                                const CommonGrammar& common, std::size_t* steps = nullptr);

}  // namespace gouji
