// The language of rules and readings: relations between sums of cells, claims and numbers.
//
//   relation = sum ("=" | "!=" | "<" | "<=" | ">" | ">=") sum
//   sum      = ["-"] term {("+" | "-") term}
//   term     = number | [whole-number "*"] operand
//   operand  = cell | "sum" "(" cells {"," cells} ")" | "claim" "(" reading ")"
//   cell     = ["last_year" "."] id
//
// A cell is an id of the form. Inside sum() an id may have wildcards for whole parts of it: * stands for one part, **
// for one or more; such an id means all cells that match and are not optional (an optional row stands for cells that
// are there already). claim(reading) is the figure that the prose says and that is understood by that reading.
// {row} and {column} are replaced by what the rule was made for. Cells of last year are known in rules across years
// alone, and stand on the right side; claims, numbers and conditions in equations alone; readings are sums of cells.
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

// What the names in a rule mean.
struct RuleNames {
  const CellNames& cells;
  const std::vector<ClaimPattern>& claims;
};

// What a rule across years relates.
struct YearRelation {
  std::vector<YearTerm> left;
  std::vector<YearTerm> right;
  RelationSign sign = RelationSign::equal;
};

// These throw a GrammarMistake with its place inside the string.
Relation parse_relation(const TomlValue& expression, const RuleNames& names, const RuleInstance& instance = {});
YearRelation parse_year_relation(const TomlValue& expression, const RuleNames& names,
                                 const RuleInstance& instance = {});
std::vector<Term> parse_sum(const TomlValue& expression, const CellNames& names, const RuleInstance& instance = {});
CellIndex parse_cell(const TomlValue& expression, const CellNames& names, const RuleInstance& instance = {});

// True when an id matches a glob: * is one part of it, ** one or more.
bool matches(std::string_view glob, std::string_view id);

}  // namespace gouji
