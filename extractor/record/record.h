// The record of one report: a value for every cell of its form, the figures that its prose claims, and what the
// document says of itself. docs/record.md describes it as it is printed. Spans are in the decoded text of the Text it
// was made from, whose Text::source() gives the file's bytes; they lie inside the text, and those of cells do not
// overlap.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "record/statements.h"
#include "table/tables.h"
#include "text/text.h"

namespace gouji {

class ShortLines;

// A figure in the prose that the form also has.
struct Claim {
  const ClaimPattern* pattern = nullptr;  // in the record's form
  std::string text;                       // as printed at `span`
  Span span;
  Decimal value;  // in `unit`
  Span value_span;
  std::string unit;  // the printed one, or else the pattern's
  // How it was understood: the first reading that agrees with the tables, otherwise the likeliest that can be compared,
  // otherwise the first. Index in pattern->readings.
  int reading = 0;
  std::optional<bool> agrees;  // nullopt where there are no cells with values to compare with
};

// Something that the document says of itself.
struct DocumentField {
  std::string value;  // empty where it was not found
  Span span;
};

// A part of the report under one of its form's headings.
struct PrintedSection {
  int section = 0;      // in Form::sections
  std::string heading;  // as printed, with its number
  Span heading_span;
  std::string number;  // of the heading, folded; empty where it has none
  // The heading is not one of the form's, but it has the section's number and place, or is like its heading.
  bool misnamed = false;
  // It stands behind a section that the form has behind it, or before one that the form has before it. Such a section
  // has no body: it does not part the others.
  bool out_of_order = false;
  Span body;         // to the next section, or to the report's end
  std::string text;  // of the body, folded, without tables and page numbers
};

// A year that the report says it is about.
struct ReportedYear {
  enum class In { title, period, announcement };

  In in = In::title;
  int year = 0;  // of a period, the one that is not the title's, if there is one
  DocumentField said;
};

// A sentence that the body wrote itself: without the headings over it, and none that the notice or the law prescribes
// (ProsePatterns). What is compared with the report of another year.
struct OwnSentence {
  std::string words;   // folded, without years
  std::string text;    // folded, as printed
  int characters = 0;  // of `words`
  Span span;
  int line = 0;
};

// A figure that two programs which read the document do not find equally often.
struct DisputedFigure {
  Disagreement disagreement;
  std::vector<CellIndex> cells;  // that have it
};

// Why a report was read as its form.
struct FormChoice {
  enum class By {
    labels,  // it explains the printed labels better than any other form
    period,  // another one does as well, but is not for the year reported on
    option,  // the user said so
    prose,   // there is no table; the text is that of a report, and the year says which form
  };

  By by = By::labels;
  int rows_found = 0;
  std::string rival;  // the id of the form that explains the labels next best; empty: no other comes into question
  double margin = 0;  // how much better than that one, in rows
};

// "labels", "period", …: as records print it.
const char* name_of(FormChoice::By by);

struct Record {
  const Form* form = nullptr;  // of the Grammar it was made with, which must outlive it, or `hybrid`
  // Where a table is printed as another form has it: both forms in one (form/hybrid.h). Otherwise null.
  std::shared_ptr<const Form> hybrid;
  FormChoice choice;
  DocumentField title;
  DocumentField publisher;
  DocumentField document_number;  // the document's own, as printed
  DocumentField published;        // "2024-01-11"
  DocumentField period_begin;     // "2023-01-01"
  DocumentField period_end;
  int year = 0;             // the year reported on; 0 where unknown
  std::vector<Cell> cells;  // one for each of form->cells, in that order
  std::vector<TableRegion> regions;
  std::vector<RowEvidence> rows;  // why rows were recognized, in the order of the form
  std::vector<Claim> claims;
  Statements statements;
  std::vector<OwnSentence> prose;  // outside the tables, in the order of the text
  std::deque<ExtraFigure> extra;
  std::deque<UnreadFigure> unread;
  std::vector<MisprintedLabel> misprints;
  std::vector<RepeatedRow> repeated;
  std::vector<PrintedSection> sections;     // in the order of the text
  std::vector<ReportedYear> years;          // in the order of the text, of each kind
  std::vector<DocumentField> placeholders;  // in the order of the text
  // The prose behind what was compared with the tables and with itself, where it has far more figures than a report's;
  // empty: all of it was.
  Span unchecked;
  int pictures = 0;                      // in the document
  std::vector<DisputedFigure> disputed;  // on the report's pages
  // The work that the prose took, in texts that patterns ran over and figures that were compared, whatever the machine:
  // it grows no faster than the text.
  std::size_t steps = 0;

  // Precondition: the form has the cell.
  const Cell& at(std::string_view cell_id) const { return cells[form->find_cell(cell_id)]; }
};

// A cell's contribution to a sum: a blank counts as nothing, a group printed as one row stands for its rows. Sum of the
// terms, or nullopt when a cell that it needs has no value. Shared by claims and audit so that both mean the same by a
// sum.
struct Sum {
  Decimal value;
  std::vector<CellIndex> cells;  // those that were printed and counted, blanks included
};
std::optional<Sum> sum_of(const std::vector<Term>& terms, const std::vector<Cell>& cells, const Form& form);

// Completes what the tables gave by what the prose of `part` says, the stretch of the text that is this report.
Record make_record(const Text& text, const ShortLines& lines, Span part, Tables tables, const Form& form,
                   const CommonGrammar& common);

// Whether a line in a stretch of the text is the title of a report.
bool has_title(const Text& text, const ShortLines& lines, Span part, const DocumentPatterns& patterns);

// Where the report begins whose first table row stands behind `before`, a stretch of text that begins behind the report
// before it: at its title, or, where it has none, at the front of `before`.
ByteOffset report_begin(const Text& text, const ShortLines& lines, Span before, const DocumentPatterns& patterns);

}  // namespace gouji
