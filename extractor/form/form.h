// What one official form of the yearly report looks like, as its grammar file tells it: tables of blocks of rows and
// columns, the labels they are printed with, the unit of every cell, the rules its figures must obey and the sentences
// that repeat them. A Form is a plain value, read once from grammar/ and never changed; docs/grammar.md teaches the
// files.
//
// Everything that is numerous is referred to by index: a CellIndex into Form::cells, a rule's index in Form::rules.
// A Record's cells stand in the same order as Form::cells.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/form_rows.h"
#include "form/official_labels.h"
#include "form/pattern.h"
#include "value/decimal.h"
#include "value/language.h"
#include "value/lazy.h"

namespace gouji {

struct CommonGrammar;

// A label that spans several rows or columns, as that of all results, or of all organizations. `parent` is an index in
// the same list, -1 at the top.
struct LabelGroup {
  std::string id;
  std::vector<std::string> labels;  // the official one first, then variants that published reports print
  std::string english;              // its name for readers of English
  int parent = -1;
};

struct Column {
  std::string id;  // the last part of the cell's id: "natural_person"; empty in a table of one nameless column
  std::vector<std::string> labels;
  std::string english;
  std::string unit;
  int group = -1;       // in Block::column_groups
  bool counted = true;  // as FormCell::counted
  bool change = false;  // as FormCell::change
};

struct Row {
  std::string id;  // the first part of the cell's id: "requests.refused.state_secret"
  std::vector<std::string> labels;
  std::string english;
  std::string unit;     // where a row has a unit of its own; otherwise empty, and the column's unit holds
  int group = -1;       // in Block::row_groups
  bool counted = true;  // as FormCell::counted, where the row has a unit of its own
  bool change = false;  // as FormCell::change
  // A row of the vocabulary that this form itself does not print, but reports do: a whole group in one row. Its cells
  // are in a record only where it is printed, and then it stands for the rows of the group.
  bool optional = false;
  int stands_for = -1;       // in Block::row_groups; -1 for none
  CellIndex first_cell = 0;  // in Form::cells, where a row's cells stand together in the order of the columns
};

// A part of a table that has its own header: rows down, columns across.
struct Block {
  // How the block is printed. `down`: a line for each row, its label before its figures. `across`: the rows stand side
  // by side, each row's label over its columns' labels, and all figures stand on one line (table four).
  enum class Orientation { down, across };

  Orientation orientation = Orientation::down;
  std::vector<std::string> captions;  // lines over the block, as the article that it is about
  std::vector<std::string> corners;   // what stands over the row labels
  std::vector<LabelGroup> column_groups;
  std::vector<Column> columns;
  std::vector<LabelGroup> row_groups;
  std::vector<Row> rows;
};

struct Table {
  std::string id;
  Bilingual name;
  std::vector<std::string> headings;  // the section's heading, without its number
  std::vector<Block> blocks;
  std::string of_form = "";  // the form that it is of, where a report prints another form's table; otherwise empty
};

// One cell of the form, and where it stands.
struct FormCell {
  std::string id;  // row id and column id joined: "requests.granted.total"
  int table = 0;
  int block = 0;
  int row = 0;
  int column = 0;
  std::string unit;
  bool optional = false;  // as its row
  // Whether its unit counts things, so that its figures are whole; what is measured, as money, may be printed with
  // more or fewer decimals.
  bool counted = true;
  // Whether it says by how much something is more or less than before: only then may it be below zero.
  bool change = false;
};

enum class Severity { info, warning, error };

// What a rule is checked by. An `equation` is a relation between cells. All others look at how the report was read, at
// its prose, or at the report of the year before.
enum class RuleKind {
  equation,
  claim,             // a figure in the prose against the tables
  breakdown,         // parts named in the prose do not make up the total named with them
  breakdown_excess,  // parts named in the prose are more than the total named with them
  percentage,        // a percentage in the prose is not that of the part and the total named with it
  growth,            // a rate of growth in the prose is not that of this year's figure and last year's
  difference,        // a difference in the prose is not that of this year's figure and last year's
  across_years,      // a relation between the cells of a report and those of the one before it
  sources_differ,    // another file has the same report with other figures
  year_missing,      // a year between two reports of a body has none
  jump,              // a figure is so much larger or smaller than last year's that it is hardly true
  copied_text,       // the prose is that of last year's report
  tables_missing,    // no table was found, though the report was, by its prose
  table_missing,     // no row of a table was found
  table_cut,         // a table ends before the form does
  row_missing,       // a row of a table was not found
  blank_total,       // a total is blank beside parts that are not
  blank_cell,        // a cell is blank where the form wants 0
  cell_ambiguous,    // a cell's value cannot be known
  negative_figure,   // a figure that is no change is below zero
  fractional_count,  // a figure in a unit that counts things is not whole
  repeated_row,      // a row has the figures of another one of its table
  prose_unchecked,   // the prose has so many figures that the rest of it was not checked
  more_findings,     // of one rule there are more findings than are told
  unread,            // a figure in a table found no place
  readings_differ,   // two programs that read the document find different figures in it
  foreign_table,     // a table is printed as another form has it
  foreign_row,       // a row is
  other_years,       // the form is not the one for the year reported on
  label_misprinted,  // a label is not the form's
  row_twice,         // a row is printed twice
  section_missing,   // a section of the form was not found
  heading_missing,   // the heading of a section was not found, though its table was
  section_order,     // a section stands before one that the form has before it
  section_misnamed,  // a section has a heading that is not the form's
  section_number,    // a section has the number of another one
  section_empty,     // a section says nothing
  fee_unmentioned,   // a section is silent on what it has to tell
  year_disagrees,    // title, period and prose are not of one year
  published_late,    // the day of publication is behind the one that the law sets
  placeholder,       // something was left to be filled in
};

// When a rule of kind `jump` speaks: where of a figure and last year's the larger one is at least `factor` times the
// smaller one, and this is at least `least`.
struct JumpLimits {
  int factor = 10;
  int least = 50;
};

// When a rule of kind `copied_text` speaks: where at least `share` percent of the sentences, or a passage of at least
// `passage` characters, are last year's. Sentences of fewer characters than `sentence` are not looked at.
struct CopyLimits {
  int sentence = 15;
  int share = 50;
  int passage = 100;
};

// When a rule of kind `repeated_row` speaks: where at least `figures` of a row's figures are not zero, and one of them
// is at least `least`. Small figures are the same by chance.
struct RepeatLimits {
  int figures = 3;
  int least = 10;
};

struct Rule {
  std::string id;  // "requests.row_total"
  RuleKind kind = RuleKind::equation;
  Severity severity = Severity::error;
  // The relation of an `equation` or one `across_years`, and an equation's conditions and tolerance, as the grammar has
  // them; empty where there are none.
  std::string check;
  std::vector<std::string> when;
  std::string tolerance;
  JumpLimits jump;
  CopyLimits copied;
  RepeatLimits repeated;
  Bilingual message;  // with placeholders in braces, see audit/audit.h
  Bilingual title;    // what it checks, in a line
  Bilingual reason;   // why it holds
  Bilingual source;   // the notice, the article or the printed form that it comes from
  Bilingual example;
};

struct Term {
  CellIndex cell = 0;
  int coefficient = 1;
};

enum class RelationSign { equal, unequal, less, at_most, greater, at_least };

// A figure that the prose says, by the id of the reading that it is understood by.
struct ClaimTerm {
  std::string reading;
  int coefficient = 1;
};

// What is added to a side of a relation beside its cells.
struct Addends {
  Decimal number;
  std::vector<ClaimTerm> claims;

  bool empty() const { return number.is_zero() && claims.empty(); }
};

// left R right, both sides sums.
struct Relation {
  std::vector<Term> left;
  std::vector<Term> right;
  RelationSign sign = RelationSign::equal;
  Addends beside_left;
  Addends beside_right;
};

// One instance of a rule of kind `equation`. The place of a finding is the cell `at`; -1 where the rule is about claims
// alone. `row` and `column` are the labels for the message, of the row or column it was made for, otherwise empty.
struct Equation : Relation {
  int rule = 0;
  std::vector<Relation> conditions;  // it is judged only where all of them hold
  Decimal tolerance;                 // by how much the sides may miss the relation
  CellIndex at = 0;
  Bilingual row;
  Bilingual column;

  // Whether it says of cells alone that two sums of them are equal, whatever else is printed.
  bool is_plain_sum() const {
    return sign == RelationSign::equal && conditions.empty() && tolerance.is_zero() && beside_left.empty() &&
           beside_right.empty();
  }
};

// A cell of this year's report or of the one before it. It is named by this form's cell; an earlier form has it under
// the same id.
struct YearTerm {
  CellIndex cell = 0;
  int coefficient = 1;
  bool last_year = false;
};

// One instance of a rule of kind `across_years`, as Equation. `left` has cells of this year alone.
struct YearEquation {
  int rule = 0;
  std::vector<YearTerm> left;
  std::vector<YearTerm> right;
  RelationSign sign = RelationSign::equal;
  CellIndex at = 0;
  Bilingual row;
  Bilingual column;
};

// One way to understand a figure in the prose.
struct Reading {
  std::string id;  // "requests.concluded"
  Bilingual name;
  std::vector<Term> value;  // empty where the form has no cells to compare it with
};

// A unit of which a claim's unit is 10^digits: sentences may give yuan where the form has ten thousands of them.
struct SmallerUnit {
  std::string unit;
  int digits = 0;
};

// A kind of sentence in the prose that says a figure of the form.
struct ClaimPattern {
  std::string id;
  std::string trigger;  // a sentence without this text is not looked at; empty: every sentence is
  // Over a sentence whose spaces are taken out and whose full-width ASCII is folded. The group named `value` is the
  // figure, or the words that mean `says`; `unit`, if the pattern has it, is the printed unit; `text`, or else the
  // whole match, is the claim's text. No figure is matched by two patterns of the same reading.
  std::vector<Pattern> patterns;
  // What the group named `label` has to be: claims of one list share their patterns, and this is what tells them apart.
  // Null where the patterns say it all.
  Pattern label;
  // Where this matches in the part of the sentence before the figure, there is no claim. This and the next four may be
  // null.
  Alternatives exclude;
  Alternatives exclude_behind;  // the same in the part of the sentence behind the match
  // What has to match in the part of the sentence before the claim's text: by it the words that may lead up to a claim
  // are told, where those that may not are too many.
  Alternatives led_by;
  // What was said before the figure, sentences that this one goes on from included: `context` must match there, and
  // `exclude_context` must not.
  Alternatives context;
  Alternatives exclude_context;
  std::optional<Decimal> says;  // what words without a figure mean: none received is 0
  std::string unit;             // the cells' one
  std::vector<SmallerUnit> smaller_units;
  std::vector<Reading> readings;  // the likeliest first
};

// A part of a report that begins with a heading. Where a form has no tables, its sections are what tells its reports.
// All patterns run on folded text.
struct Section {
  std::string id;
  Bilingual name;
  std::vector<Pattern> headings;  // each the whole of a heading, without its number
  bool closing = false;    // one of those at a report's end: without any of them a text is a report's first pages
  std::string prescribed;  // the heading that the form prescribes, with its number; empty: it prescribes none
  std::string number;      // with which `prescribed` begins
  std::string table;       // the id of the table that the section is; empty for prose
  // The whole of a heading without its number that is meant for this section, though it is not the prescribed one.
  std::vector<Pattern> alike;
  Pattern says_nothing;  // all of a body that says nothing; null: any body will do
  Pattern tells;         // in its body, that it tells what it has to; null: it has nothing to
};

struct Form {
  std::string id;  // "2021"
  Bilingual name;
  Bilingual source;    // the notice that prescribes it
  int first_year = 0;  // reporting years it was prescribed for, both included; 0 for no bound
  int last_year = 0;
  std::vector<Table> tables;
  std::vector<FormCell> cells;
  // Ids of cells that the form itself has, where a report prints another form's table in the place of theirs.
  std::vector<std::string> absent;
  std::vector<Rule> rules;
  std::vector<Equation> equations;
  std::vector<YearEquation> year_equations;
  std::vector<ClaimPattern> claims;
  std::vector<Section> sections;  // in their order in a report

  // Whether it was prescribed for the reports on a year. False for 0, a year that is not known.
  bool is_for(int year) const;
  bool prescribes_sections() const;

  // Made when first asked for, always with the same `common`.
  const FormRows& rows(const CommonGrammar& common) const;
  const std::vector<OfficialLabels>& official_labels(const CommonGrammar& common) const;  // of each table

  // A pattern of a claim.
  struct ClaimPlace {
    std::size_t claim = 0;
    std::size_t pattern = 0;
  };
  // Which patterns of claims may match in a text of these characters or in a part of it, in the order of the claims.
  std::vector<ClaimPlace> claims_that_may_be_in(const CharacterSet& characters) const;

  // -1 when the form has no such cell.
  CellIndex find_cell(std::string_view id) const;
  // Precondition: the block has such a row and column.
  CellIndex cell_at(int table, int block, int row, int column) const;
  const Rule* find_rule(std::string_view id) const;
  // The first rule of a kind; null where the grammar has none, and then it is not checked.
  const Rule* rule_of(RuleKind kind) const;

  const Table& table_of(const FormCell& cell) const { return tables[cell.table]; }
  const Block& block_of(const FormCell& cell) const { return tables[cell.table].blocks[cell.block]; }
  const Row& row_of(const FormCell& cell) const { return block_of(cell).rows[cell.row]; }
  const Column& column_of(const FormCell& cell) const { return block_of(cell).columns[cell.column]; }
  // The row's and the column's labels with their groups', for people, joined by " / ". A group that has all rows or
  // columns of its block is left out.
  // row_label and column_label are theirs alone, where the groups are known from what stands around.
  std::string row_path(const FormCell& cell, Language language) const;
  std::string column_path(const FormCell& cell, Language language) const;
  const std::string& row_label(const FormCell& cell, Language language) const;
  const std::string& column_label(const FormCell& cell, Language language) const;

 private:
  struct ClaimIndex {
    PatternIndex patterns;
    std::vector<ClaimPlace> places;  // by the numbers of the patterns
  };
  Lazy<ClaimIndex> claim_index_;
  Lazy<FormRows> rows_;
  Lazy<std::vector<OfficialLabels>> official_labels_;
};

// Fills Form::cells by the tables: first the cells of rows that are printed in any case, then those of optional ones.
void number_cells(Form& form);

}  // namespace gouji
