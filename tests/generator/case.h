// A generated report: its text, and what a recognizer has to read in it. Everything is drawn from one seed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "form/grammar.h"
#include "value/span.h"

namespace gouji::generator {

// What the sheet prints for a cell of the form.
struct ExpectedCell {
  std::optional<Decimal> value;  // none where it is printed blank or not at all
  std::string unit;              // printed for the value, where it is another one than the form's
  // Whether the text says so. Where blanks leave no trace in the layout, nothing does, and a reader can only mark the
  // cells of the row.
  bool told = true;
};

struct Case {
  std::uint64_t seed = 0;
  const Form* form = nullptr;
  std::string layout;  // of renderers.h
  std::string paging;  // "", "headers repeated", "rows cut"
  std::vector<std::string> troubles;
  std::string text;
  std::vector<ExpectedCell> cells;  // one for each of Form::cells
  std::vector<ByteOffset> figures;  // where in the text the tables' figures begin, those of notes included

  // "seed 7, form 2021, layout box, rows cut, blanks, misprints"
  std::string name() const;
};

// What is not to be left to the draw.
struct Choice {
  std::string layout;            // empty: any
  std::optional<bool> troubled;  // with trouble, or without
};

// The forms that reports can be made of: those that have tables.
std::vector<const Form*> printable_forms(const Grammar& grammar);

// Precondition: the form is printable, and there is a layout of the chosen name.
Case make_case(const Form& form, std::uint64_t seed, const Choice& choice = {});

}  // namespace gouji::generator
