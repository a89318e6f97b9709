// What is inconsistent in a record. The rules come from the grammar (Form::rules, Form::equations); a finding says
// which rule, which cells, what was expected, where, and which cell is probably wrong. A consistent report has none.
//
// Blanks, optional rows and groups that are printed as one row count as record/sum.h says. An equation that needs a
// cell without a value is not judged; a total that is left blank beside parts that are not is told once
// (RuleKind::blank_total) and accused of nothing else.
//
// A rule's message may use these placeholders; others stay as they are:
//   equation        {row} {column} {actual} {expected} {left} {right} {cells}
//   blank_total     {row} {column} {actual} {expected} {cells}
//   claim           {claim} {actual} {expected} {readings} {row} {column}
//   tables_missing  {count} {reason}
//   table_missing   {table}
//   table_cut       {table} {row} {count}
//   row_missing     {table} {row}
//   cell_ambiguous  {table} {row} {column} {raw} {reason} {candidates} {count}
//   negative_figure, fractional_count  {table} {row} {column} {actual} {unit}
//   repeated_row    {table} {row} {other} {figures}
//   more_findings   {rule} {count}
//   prose_unchecked nothing
//   unread          {raw} {reason}
//   readings_differ {count} {figures}
//   foreign_table   {table} {form}
//   foreign_row     {row} {form}
//   other_years     {year} {form}
//   blank_cell      {table} {count} {row} {column}
//   label_misprinted  {printed} {official}
//   row_twice         {row}
//   section_missing {section}
//   heading_missing {sections}
//   section_order, section_misnamed  {heading} {section}
//   section_number  {heading} {section} {count}
//   section_empty   {heading} {text}
//   fee_unmentioned {heading}
//   year_disagrees  {text} {year} {expected}
//   published_late  {published} {deadline} {publisher}
//   placeholder     {text}
//   breakdown, breakdown_excess  {total} {parts} {actual} {expected} {unit}
//   percentage      {part} {total} {actual} {expected}
//   growth, difference           {figure} {base} {actual} {expected} {unit}
//   across_years    {row} {column} {actual} {expected} {left} {right} {cells} {path} {line}
//   jump            {row} {column} {actual} {last} {factor} {path} {line}
//   copied_text     {count} {all} {share} {passages} {path}
//   year_missing    {years} {path}
//   sources_differ  {count} {cells} {path}
// {row} and {column} are labels with those of their groups: of the equation where it was made for a row or a column,
// else of the cell that the finding is about; in table_cut {row} is the first row that is not there and {count} how
// many are. {actual} is the left side of the equation or the claim's figure, {expected} the right side or what the
// tables have. {cells} are the parts of both sides that are not nothing, each with its label and value, without a total
// that stands alone on the left; {readings} the readings of a claim that could be compared, each with its value;
// {count} of cell_ambiguous the number of {candidates}, of tables_missing
// that of the tables, of readings_differ that of the figures, of
// sources_differ that of the cells; {other} of repeated_row the row with the same {figures}. Of
// what the prose states, {total}, {part}, {figure} and each of the {parts} are figures with the words that name them,
// {actual} is the total, percentage or change as printed (a decrease is negative), {expected} what the other figures
// make it. {path} is that of the earlier report and {line} the line there of the figure {last} or of the first one that
// was compared; {count} of copied_text are the sentences out of {all} that are last year's, {share} the same in
// percent, and {passages} the longest of them with their lines in both reports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/record.h"

namespace gouji {

// One of the cells whose change together makes the failing rules hold.
struct Suspect {
  CellIndex cell = 0;
  std::optional<Decimal> value;  // as read; nullopt for a blank
  Decimal suggested;
  std::string reason;  // key of grammar/messages.toml: "suspect.digits_transposed"
  int set = 1;         // those that belong together have the same number; 1 is the likeliest set
};

struct Finding {
  const Rule* rule = nullptr;    // in the record's form
  std::vector<CellIndex> cells;  // that the rule compared, the one that it is about first
  std::optional<Decimal> expected;
  std::optional<Decimal> actual;
  std::string message;  // in the language asked for
  // The figure's, in the decoded text. What is not printed has the place of a figure beside it: of the first of its
  // cells that is printed, or of the last figure before a row that is not. Empty at offset 0 where there is no place.
  Span span;
  // How many smallest sets of cells explain all that fails together with this finding: 0 none was sought or found, 1
  // there is no other. Where the search reached its limit, those that were found are `unproved`: there may be others,
  // and smaller ones.
  int explanations = 0;
  bool unproved = false;
  std::vector<Suspect> suspects;  // set by set, the likeliest first; at most ten sets
  std::string fingerprint;        // which finding it is, as audit/fingerprint.h sets it; until then empty
};

// The latest report of the same body on a year before, or the same report from another file, and where it was read
// from. All of it outlives the audit.
struct Earlier {
  const Record& record;
  const Text& text;
  std::string path;
};

// In the order of the text, then of the rules. With `earlier`, the report is also compared with it, where it is the one
// of the year before or of the same year; where it is not, the years between are found missing.
std::vector<Finding> audit(const Record& record, const Grammar& grammar, Language language,
                           const Earlier* earlier = nullptr);

}  // namespace gouji
