// Findings as a list for spreadsheets. Its headings and the names of cells are Chinese whatever the language: who works
// through the list has the reports before them.
#include <fmt/format.h>

#include "output/characters.h"
#include "output/csv.h"
#include "output/finding_parts.h"
#include "output/output.h"

namespace gouji {

namespace {

constexpr const char* columns[] = {"path",    "publisher", "year",        "severity", "rule",   "title",
                                   "message", "expected",  "actual",      "line",     "column", "cells",
                                   "repair",  "suspects",  "fingerprint", "place"};

// What the fields of one report's findings are made of.
class FindingFields {
 public:
  FindingFields(const Record& record, const Source& source, const Grammar& grammar, Language language)
      : record_(record), source_(source), messages_(grammar.messages), language_(language) {}

  // In the order of `columns`.
  std::vector<std::string> of(const Finding& finding) const {
    const bool placed = has_place(finding);
    const Position position = source_.text->position(finding.span.begin);
    const Rule& rule = *finding.rule;
    return {path_text(source_.path),
            record_.publisher.value,
            record_.year == 0 ? "" : std::to_string(record_.year),
            messages_.format(language_, fmt::format("audit.{}", name_of(rule.severity))),
            rule.id,
            rule.title.in(language_),
            finding.message,
            finding.expected ? finding.expected->str() : "",
            finding.actual ? finding.actual->str() : "",
            placed ? std::to_string(position.line) : "",
            placed ? std::to_string(position.column) : "",
            cells_of(finding),
            repair_in_words(finding),
            suspects_of(finding),
            finding.fingerprint,
            placed ? place_of(finding.span) : ""};
  }

 private:
  std::string place_of(Span span) const {
    const std::optional<Place> place = source_.text->place(span);
    return place ? text_of(*place) : "";
  }

  // The cell's labels, and its id in brackets.
  std::string name_of_cell(CellIndex index) const {
    const FormCell& cell = record_.form->cells[index];
    const std::string row = record_.form->row_path(cell, Language::zh);
    const std::string column = record_.form->column_path(cell, Language::zh);
    const bool has_both = !row.empty() && !column.empty();
    return fmt::format(
        "{} ({})",
        has_both ? messages_.format(Language::zh, "audit.cell", {{"row", row}, {"column", column}}) : row + column,
        cell.id);
  }

  std::string cells_of(const Finding& finding) const {
    std::string cells;
    for (const CellIndex cell : finding.cells) cells += (cells.empty() ? "" : "; ") + name_of_cell(cell);
    return cells;
  }

  // "a: 13 → 31; b: 1 → 0 + c: 2 → 3": sets apart by semicolons, the cells of a set joined by plus signs.
  std::string suspects_of(const Finding& finding) const {
    std::string suspects;
    int set = 0;
    for (const Suspect& suspect : finding.suspects) {
      if (!suspects.empty()) suspects += suspect.set == set ? " + " : "; ";
      set = suspect.set;
      suspects += fmt::format("{}: {} → {}", name_of_cell(suspect.cell),
                              suspect.value ? suspect.value->str() : messages_.format(Language::zh, "audit.blank"),
                              suspect.suggested.str());
    }
    return suspects;
  }

  std::string repair_in_words(const Finding& finding) const {
    if (finding.unproved) return messages_.format(language_, "findings_csv.unproved");
    if (finding.explanations <= 0) return "";
    if (finding.explanations == 1) return messages_.format(language_, "findings_csv.unique");
    return messages_.format(language_, "findings_csv.one_of", {{"count", std::to_string(finding.explanations)}});
  }

  const Record& record_;
  const Source& source_;
  const Messages& messages_;
  Language language_;
};

}  // namespace

std::string findings_csv_header(const Grammar& grammar) {
  std::vector<std::string> headings;
  for (const char* column : columns) {
    headings.push_back(grammar.messages.format(Language::zh, fmt::format("findings_csv.{}", column)));
  }
  std::string header = spreadsheet_mark;
  append_csv_line(headings, header);
  return header;
}

void write_findings_csv(const std::vector<Finding>& findings, const Record& record, const Source& source,
                        const Grammar& grammar, const OutputStyle& style, std::string& out) {
  const FindingFields fields(record, source, grammar, style.language);
  for (const Finding& finding : findings) append_csv_line(fields.of(finding), out);
}

}  // namespace gouji
