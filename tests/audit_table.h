// Small forms and records for the tests of the audit: a record is written as the table that it was read from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"

namespace gouji {

// What a table of a test looks like. Every row's last column is the sum of its others, and where `sums_columns` is set
// the last row is the sum of the others too.
struct TableShape {
  std::vector<std::string> columns;
  std::vector<std::string> rows;
  bool sums_columns = false;
  // The id of an optional row, printed before the last one, that stands for all rows but the last; empty for none.
  std::string group_row = {};
};

// A grammar with one form of one table. The rules are named "row_total", "column_total" and as RuleKind names the
// others; each message has all the placeholders of its kind.
Grammar make_grammar(const TableShape& shape);

// A line for each printed row: its id and its figures. "/" is a blank, "." a cell that is missing, "3|8" an ambiguous
// one; a row without a line is missing. Spans are places in `table`.
Record make_record(const Grammar& grammar, std::string_view table);

// A claim in the prose that is understood by its first reading; the readings are sums of the cells named.
void add_claim(Grammar& grammar, Record& record, int value, const std::vector<std::vector<std::string>>& readings);

// "row_total@x.total 9!=10; …": the findings' rules, first cells, actual and expected values.
std::string summary(const std::vector<Finding>& findings, const Form& form);

// "x.total 9->10 (suspect.digits_transposed); …"
std::string suspects_of(const Finding& finding, const Form& form);

}  // namespace gouji
