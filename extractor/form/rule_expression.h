// The language of rules and readings: sums and differences of cells.
//
//   relation = sum ("=" | "<=" | ">=") sum
//   sum      = ["-"] term {("+" | "-") term}
//   term     = cell | "sum" "(" cells {"," cells} ")"
//
// A cell is an id of the form. Inside sum() an id may have wildcards for whole parts of it: * stands for one part, **
// for one or more; such an id means all cells that match and are not optional (an optional row stands for cells that
// are there already). {row} and {column} are replaced by what the rule was made for.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "form/form.h"
#include "form/toml_value.h"

namespace gouji {

// What {row} and {column} stand for; empty: they may not be used.
struct RuleInstance {
  std::string row;
  std::string column;
};

struct Relation {
  std::vector<Term> left;
  std::vector<Term> right;
  Equation::Relation relation = Equation::Relation::equal;
};

// The cells of a form by their names.
class CellNames {
 public:
  explicit CellNames(const std::vector<FormCell>& cells);

  // -1 where there is none.
  CellIndex find(std::string_view id) const;
  // All that are not optional.
  std::vector<CellIndex> matching(std::string_view glob) const;
  // For a message about an id that is not there.
  std::string near(std::string_view id) const;

 private:
  const std::vector<FormCell>& cells_;
  std::unordered_map<std::string_view, CellIndex> index_;
};

// These throw a GrammarMistake with its place inside the string.
Relation parse_relation(const TomlValue& expression, const CellNames& names, const RuleInstance& instance = {});
std::vector<Term> parse_sum(const TomlValue& expression, const CellNames& names, const RuleInstance& instance = {});
CellIndex parse_cell(const TomlValue& expression, const CellNames& names, const RuleInstance& instance = {});

// True when an id matches a glob: * is one part of it, ** one or more.
bool matches(std::string_view glob, std::string_view id);

}  // namespace gouji
