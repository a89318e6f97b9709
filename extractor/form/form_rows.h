// The rows that a form prints, as recognition compares them with what was printed: their labels folded.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gouji {

using CellIndex = int;
struct CommonGrammar;
struct Form;

// Which characters a text has, hashed to 64 bits. Characters of one that the other lacks must be edited, so two texts
// with few common bits are known to be unlike without a closer look.
std::uint64_t signature_of(std::u32string_view text);

// How many characters the item number at the front of a folded label takes.
std::size_t item_number_length(std::u32string_view folded, const CommonGrammar& common);

// A label of the form, folded once for all comparisons.
struct FoldedLabel {
  std::u32string whole;  // folded, with its item number
  std::u32string core;   // without its item number; the same as `whole` where it has none

  std::uint64_t whole_signature = 0;
  std::uint64_t core_signature = 0;

  static FoldedLabel of(std::string_view utf8, const CommonGrammar& common);
  static FoldedLabel of(std::u32string folded, const CommonGrammar& common);
};

// A sum over cells of one row that has to come to nothing: what an equation of the form says of that row alone.
struct RowSum {
  struct Part {
    int cell = 0;  // of the row, from 0
    int coefficient = 1;
  };
  std::vector<Part> parts;
};

// A row of the form in the order in which the form prints its rows. A block whose rows stand side by side is one row
// here: its figures are on one line, its labels are the header over them.
struct FormRow {
  int table = 0;
  int block = 0;
  int row = 0;                      // in the block; of a block with rows side by side, 0
  std::vector<CellIndex> cells;     // in the order in which they are printed; -1 where the form has no cell
  std::vector<FoldedLabel> labels;  // the row's, with its variants; empty for rows side by side
  std::u32string header;            // of rows side by side: all characters of the header, sorted
  std::u32string last_labels;       // of rows side by side: the labels of the last one's columns, one behind the other
  std::vector<RowSum> sums;
  bool optional = false;

  bool across() const { return labels.empty(); }
};

// So that a part of a text can be looked up as it is.
struct LabelHash {
  using is_transparent = void;
  std::size_t operator()(std::u32string_view label) const { return std::hash<std::u32string_view>()(label); }
};

// What tells at a glance that a label is unlike another one.
struct LabelShape {
  std::uint64_t whole_signature = 0;
  std::uint64_t core_signature = 0;
  int whole_size = 0;
  int core_size = 0;
  int row = 0;      // whose label it is
  int variant = 0;  // of FormRow::labels
};

struct FormRows {
  std::vector<FormRow> rows;
  std::vector<LabelShape> shapes;                                                          // of all labels, row by row
  std::unordered_map<std::u32string, std::vector<int>, LabelHash, std::equal_to<>> exact;  // the rows of a whole label
  std::size_t longest_label = 0;                                                           // in characters
};

FormRows form_rows(const Form& form, const CommonGrammar& common);

}  // namespace gouji
