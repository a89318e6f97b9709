// Nothing that is printed in a table disappears: every figure in a table's region is in a cell, in a label, in what is
// extra or in what is unread.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "generator/case.h"
#include "generator/renderers.h"
#include "reports.h"
#include "table/fields.h"
#include "token/token.h"

namespace gouji {
namespace {

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

std::vector<Span> label_spans(const Text& text, const std::vector<Token>& tokens) {
  std::vector<Span> spans;
  for (const FieldLine& line : field_lines(text, tokens, builtin_grammar().common)) {
    for (const Field& field : line.fields) {
      if (field.kind == Field::Kind::label) spans.push_back(field.span);
    }
  }
  return spans;
}

// All places that a record accounts for.
std::vector<Span> accounted_spans(const Record& record) {
  std::vector<Span> spans;
  for (const Cell& cell : record.cells) {
    spans.push_back(cell.span);
    spans.insert(spans.end(), cell.parts.begin(), cell.parts.end());
  }
  for (const ExtraFigure& figure : record.extra) spans.push_back(figure.span);
  for (const UnreadFigure& figure : record.unread) spans.push_back(figure.span);
  return spans;
}

std::string with_line(const Text& text, Span figure) {
  return "\n  " + std::string(text.at(figure)) + " in line " + std::to_string(text.line_number(figure.begin)) + ": " +
         std::string(text.at(text.line_span(figure.begin)));
}

bool is_in_a_table(Span figure, const Record& record) {
  return std::any_of(record.regions.begin(), record.regions.end(),
                     [&](const TableRegion& region) { return region.span.contains(figure); });
}

// The figures in the records' tables that the records don't account for, a line each.
std::string lost_figures(const Extracted& report) {
  const std::vector<Token> tokens = tokenize(report.text);
  const std::vector<Span> labels = label_spans(report.text, tokens);
  std::string lost;
  for (const Record& record : report.records) {
    std::vector<Span> places = accounted_spans(record);
    places.insert(places.end(), labels.begin(), labels.end());
    for (const Token& token : tokens) {
      if (token.kind != Token::Kind::number || !is_in_a_table(token.span, record)) continue;
      const auto has_token = [&](Span place) { return overlap(place, token.span); };
      if (std::none_of(places.begin(), places.end(), has_token)) lost += with_line(report.text, token.span);
    }
  }
  return lost;
}

bool has_trouble(const generator::Case& made, const std::string& trouble) {
  return std::find(made.troubles.begin(), made.troubles.end(), trouble) != made.troubles.end();
}

// Where the first table begins, or would if there were any.
ByteOffset first_row_of(const Record& record) {
  ByteOffset first = std::string::npos;
  for (const TableRegion& region : record.regions) {
    if (!region.span.empty()) first = std::min(first, region.span.begin);
  }
  return first;
}

// The lines in which a generated report's tables have figures outside of the record's regions. Among hardly anything
// but blanks there may be no record, which the command says; and what stands before the first row that is recognized,
// because the label of the one before is misprinted or a note is wrapped above it, is in no region
// (docs/recognition.md).
std::string lines_outside(const generator::Case& made, const Extracted& report) {
  if (report.records.empty()) return has_trouble(made, "blanks") ? "" : ": there is no record";
  const ByteOffset first_row = made.troubles.empty() ? 0 : first_row_of(report.record());
  std::string outside;
  int last_line = 0;
  for (const ByteOffset figure : made.figures) {
    if (figure < first_row || is_in_a_table({figure, figure + 1}, report.record())) continue;
    const int line = report.text.line_number(figure);
    if (line != last_line) outside += with_line(report.text, {figure, figure + 1});
    last_line = line;
  }
  return outside;
}

TEST(Conservation, EveryFigureInATableOfTheCorpusHasAPlace) {
  for (const auto& entry : std::filesystem::directory_iterator(std::string(GOUJI_SOURCE_DIR) + "/corpus")) {
    if (!entry.is_directory()) continue;
    const std::string name = entry.path().filename();
    const Extracted report = extract_from(file_of_tree("corpus/" + name + "/report.txt"));
    const std::string lost = lost_figures(report);
    EXPECT_TRUE(lost.empty()) << name << lost;
  }
}

class GeneratedConservation : public testing::TestWithParam<bool> {};

TEST_P(GeneratedConservation, EveryFigureInATableHasAPlace) {
  std::uint64_t seed = 1000;
  for (const Form* form : generator::printable_forms(builtin_grammar())) {
    for (const generator::Layout& layout : generator::layouts()) {
      for (int i = 0; i < 2; ++i) {
        const generator::Case made = generator::make_case(*form, seed++, {layout.name, GetParam()});
        const std::string lost = lost_figures(extract_from(made.text));
        EXPECT_TRUE(lost.empty()) << made.name() << lost;
      }
    }
  }
}

TEST_P(GeneratedConservation, EveryFigureThatATablePrintsIsInTheTablesRegion) {
  std::uint64_t seed = 2000;
  for (const Form* form : generator::printable_forms(builtin_grammar())) {
    for (const generator::Layout& layout : generator::layouts()) {
      for (int i = 0; i < 2; ++i) {
        const generator::Case made = generator::make_case(*form, seed++, {layout.name, GetParam()});
        const std::string outside = lines_outside(made, extract_from(made.text));
        EXPECT_TRUE(outside.empty()) << made.name() << outside;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Reports, GeneratedConservation, testing::Bool(),
                         [](const auto& param) { return param.param ? "WithTrouble" : "WithoutTrouble"; });

}  // namespace
}  // namespace gouji
