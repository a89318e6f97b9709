// Why a cell has the value that it has, for people: the evidence of its row and of its column, and the form's sums.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "audit/judge.h"
#include "output/characters.h"
#include "output/excerpt.h"
#include "output/output.h"
#include "output/terminal.h"
#include "text/fold.h"

namespace gouji {

namespace {

using Verdict = Judgement::Verdict;

constexpr int heading_width = 10;  // display columns, the margin included
constexpr int narrowest = 20;      // what is written beside headings is not made narrower than this
// Of a row of more lines than `most_lines`, the first one is shown and those so far around its figure.
constexpr int most_lines = 16;
constexpr int lines_around = 3;

const char* sign_of(RelationSign relation) {
  switch (relation) {
    case RelationSign::equal:
      return "=";
    case RelationSign::unequal:
      return "\xE2\x89\xA0";
    case RelationSign::less:
      return "<";
    case RelationSign::at_most:
      return "\xE2\x89\xA4";
    case RelationSign::greater:
      return ">";
    case RelationSign::at_least:
      return "\xE2\x89\xA5";
  }
  return "=";
}

const char* key_of(PlacedBy by) {
  switch (by) {
    case PlacedBy::order:
      return "explanation.by_order";
    case PlacedBy::layout:
      return "explanation.by_layout";
    case PlacedBy::arithmetic:
      return "explanation.by_arithmetic";
    case PlacedBy::count:
      return "explanation.by_count";
  }
  return "explanation.by_order";
}

bool has_cell(const std::vector<Term>& terms, CellIndex cell) {
  return std::any_of(terms.begin(), terms.end(), [&](const Term& term) { return term.cell == cell; });
}

Span covering(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

std::string percent(double share) { return std::to_string(std::lround(share * 100)); }

// Explains cells of one record; its members are what every part of that needs.
class Explainer {
 public:
  Explainer(const Record& record, const Source& source, const Grammar& grammar, const OutputStyle& style,
            std::string& out)
      : record_(record),
        form_(*record.form),
        source_(source),
        text_(*source.text),
        grammar_(grammar),
        style_(style),
        judgements_(judge(record)),
        out_(out) {}

  void explain(const std::string& id) const {
    const CellIndex index = form_.find_cell(id);
    write_head(id, index);
    if (index < 0) {
      write_entry("explanation.cell", say("explanation.not_in_form", {{"form", form_.id}}));
    } else {
      explain(index);
    }
    out_ += '\n';
  }

 private:
  void explain(CellIndex index) const {
    const Cell& cell = record_.cells[index];
    write_entry("explanation.cell", name_of_cell(index));
    write_entry("explanation.value", value_of(cell));
    if (!cell.reason.empty()) write_entry("explanation.reason", say(cell.reason));
    if (cell.status == CellStatus::missing) {
      write_missing_row(index);
    } else {
      write_row(index);
      write_entry("explanation.column", say(column_key(cell)));
    }
    write_sums(index);
  }

  std::string say(std::string_view key, const MessageArguments& arguments = {}) const {
    return grammar_.messages.format(style_.language, key, arguments);
  }

  // A heading and what is to be said under it, wrapped beside it.
  void write_entry(std::string_view heading_key, std::string_view text) const {
    const std::string heading = pad_right("  " + say(heading_key), heading_width);
    out_ += Terminal{style_.color}.bold(heading);
    write_wrapped(text, 0);
  }

  void write_more(std::string_view text, int indent = 0) const {
    out_.append(heading_width, ' ');
    write_wrapped(text, indent);
  }

  void write_wrapped(std::string_view text, int indent) const {
    const std::vector<std::string> lines = wrap(text, std::max(style_.width - heading_width - indent, narrowest));
    out_.append(indent, ' ');
    out_ += lines.front() + '\n';
    for (std::size_t i = 1; i < lines.size(); ++i) {
      out_.append(heading_width + indent, ' ');
      out_ += lines[i] + '\n';
    }
  }

  // ---- the cell

  // "report.txt:76:12: requests.granted.total [2021]"
  void write_head(const std::string& id, CellIndex index) const {
    std::string place = printable(path_text(source_.path));
    if (index >= 0) {
      const Cell& cell = record_.cells[index];
      const Span printed = cell.span.empty() ? cell.row : cell.span;
      const Position position = text_.position(printed.begin);
      if (!printed.empty()) place += fmt::format(":{}:{}", position.line, position.column);
    }
    out_ += fmt::format("{} [{}]\n", Terminal{style_.color}.bold(fmt::format("{}: {}", place, id)), form_.id);
  }

  std::string name_of_cell(CellIndex index) const {
    const FormCell& cell = form_.cells[index];
    const std::string row = form_.row_path(cell, style_.language);
    const std::string column = form_.column_path(cell, style_.language);
    const std::string name = column.empty() ? row : say("audit.cell", {{"row", row}, {"column", column}});
    return say("explanation.name",
               {{"table", form_.table_of(cell).name.in(style_.language)}, {"cell", name}, {"unit", cell.unit}});
  }

  std::string value_of(const Cell& cell) const {
    switch (cell.status) {
      case CellStatus::read:
        return say("explanation.read", {{"value", cell.value->str() + printable(cell.unit)}});
      case CellStatus::repaired:
        return say("explanation.repaired", {{"value", cell.value->str() + printable(cell.unit)}});
      case CellStatus::missing:
        return say("explanation.missing");
      case CellStatus::ambiguous:
        return cell.candidates.empty() ? say("explanation.ambiguous")
                                       : say("explanation.candidates", {{"candidates", candidates_of(cell)}});
      case CellStatus::blank:
        break;
    }
    return has_ink(cell.span) ? say("explanation.blank_mark", {{"raw", printable(cell.raw)}})
                              : say("explanation.blank");
  }

  std::string candidates_of(const Cell& cell) const {
    std::string joined;
    for (const Decimal& candidate : cell.candidates) {
      joined += (joined.empty() ? "" : say("audit.separator")) + candidate.str();
    }
    return joined;
  }

  bool has_ink(Span span) const {
    std::string_view rest = text_.at(span);
    while (!rest.empty()) {
      if (!is_space(next_character(rest))) return true;
    }
    return false;
  }

  // ---- its row

  void write_row(CellIndex index) const {
    const Cell& cell = record_.cells[index];
    const RowEvidence* evidence = evidence_of(form_.cells[index]);
    const Span row = row_as_printed(cell);
    write_entry("explanation.row", recognized_by(evidence, index, row));
    write_lines(row, has_ink(cell.span) ? std::optional(cell.span) : std::nullopt);
  }

  // With the ends of its figures that a narrow column wrapped to the lines below.
  static Span row_as_printed(const Cell& cell) {
    Span row = cell.row;
    if (!cell.span.empty()) row = covering(row, cell.span);
    for (const Span& part : cell.parts) row = covering(row, part);
    return row;
  }

  std::string recognized_by(const RowEvidence* evidence, CellIndex index, Span row) const {
    if (evidence == nullptr || evidence->likeness <= 0) return say("explanation.apart", {{"lines", lines_of(row)}});
    const bool across = form_.block_of(form_.cells[index]).orientation == Block::Orientation::across;
    return say(across ? "explanation.header_likeness" : "explanation.label_likeness",
               {{"lines", lines_of(row)}, {"likeness", percent(evidence->likeness)}, {"rival", rival_of(*evidence)}});
  }

  std::string rival_of(const RowEvidence& evidence) const {
    if (!evidence.margin) return say("explanation.no_rival");
    const std::string margin = percent(*evidence.margin);
    if (evidence.rival < 0 || evidence.rival == evidence.first_cell) {
      return say("explanation.rival_line", {{"margin", margin}});
    }
    return say("explanation.rival_row",
               {{"row", form_.row_path(form_.cells[evidence.rival], style_.language)}, {"margin", margin}});
  }

  // Null where the row was not found.
  const RowEvidence* evidence_of(const FormCell& cell) const {
    const auto found = std::find_if(record_.rows.begin(), record_.rows.end(), [&](const RowEvidence& evidence) {
      const FormCell& first = form_.cells[evidence.first_cell];
      const bool across = form_.block_of(first).orientation == Block::Orientation::across;
      return first.table == cell.table && first.block == cell.block && (across || first.row == cell.row);
    });
    return found == record_.rows.end() ? nullptr : &*found;
  }

  int first_line(Span span) const { return text_.line_number(span.begin); }
  int last_line(Span span) const { return text_.line_number(span.empty() ? span.begin : span.end - 1); }

  std::string lines_of(Span span) const {
    const int first = first_line(span);
    const int last = last_line(span);
    if (first == last) return say("explanation.line", {{"line", std::to_string(first)}});
    return say("explanation.lines", {{"first", std::to_string(first)}, {"last", std::to_string(last)}});
  }

  void write_lines(Span row, const std::optional<Span>& figure) const {
    const int first = first_line(row);
    const int last = last_line(row);
    const int middle = figure ? first_line(*figure) : first;
    const int around = figure ? lines_around : most_lines;
    bool left_out = false;
    for (int line = first; line <= last; ++line) {
      if (!has_ink(text_.line(line))) continue;
      const bool shown = last - first < most_lines || line == first || std::abs(line - middle) <= around;
      if (shown && left_out) write_more("\xE2\x80\xA6");
      if (shown) write_line(line, last, figure && line == middle ? figure : std::nullopt);
      left_out = !shown;
    }
    if (left_out) write_more("\xE2\x80\xA6");
  }

  // One of several lines, of which `last` has the longest number.
  void write_line(int line, int last, const std::optional<Span>& mark) const {
    const int digits = static_cast<int>(std::to_string(last).size());
    write_excerpt(text_, line, mark, heading_width - 1 + digits, Terminal{style_.color}, out_);
  }

  // ---- a row that is not there

  void write_missing_row(CellIndex index) const {
    const RowEvidence* above = nullptr;  // the nearest ones of its table that were found
    const RowEvidence* below = nullptr;
    for (const RowEvidence& evidence : record_.rows) {
      if (form_.cells[evidence.first_cell].table != form_.cells[index].table) continue;
      if (evidence.first_cell <= index) above = &evidence;
      if (evidence.first_cell > index && below == nullptr) below = &evidence;
    }
    const bool any = above != nullptr || below != nullptr;
    write_entry("explanation.row", say(any ? "explanation.no_row" : "explanation.no_table"));
    if (above != nullptr) write_neighbour("explanation.above", *above);
    if (below != nullptr) write_neighbour("explanation.below", *below);
  }

  void write_neighbour(std::string_view key, const RowEvidence& evidence) const {
    const Span printed = evidence.span;
    write_more(say(key, {{"row", form_.row_path(form_.cells[evidence.first_cell], style_.language)},
                         {"lines", lines_of(printed)}}));
    if (evidence.likeness > 0) write_line(first_line(printed), first_line(printed), std::nullopt);
  }

  // ---- its column

  const char* column_key(const Cell& cell) const {
    if (cell.reason == "cell.place_unknown") return "explanation.column_unknown";
    const bool nothing_printed = cell.status == CellStatus::blank && !has_ink(cell.span);
    // As many figures as columns leave no blank: there are none at all.
    if (nothing_printed && cell.by == PlacedBy::order) return "explanation.no_figures";
    return key_of(cell.by);
  }

  // ---- the sums

  void write_sums(CellIndex index) const {
    bool first = true;
    for (const Judgement& judgement : judgements_) {
      const Equation& equation = *judgement.equation;
      if (!has_cell(equation.left, index) && !has_cell(equation.right, index)) continue;
      const Rule& rule = form_.rules[equation.rule];
      const std::string told =
          say("explanation.sum",
              {{"title", rule.title.in(style_.language)}, {"rule", rule.id}, {"verdict", verdict_of(judgement)}});
      first ? write_entry("explanation.sums", told) : write_more(told);
      write_more(fmt::format("{} {} {}", sum_of_side(judgement, judgement.left), sign_of(equation.sign),
                             sum_of_side(judgement, judgement.right)),
                 2);
      first = false;
    }
    if (first) write_entry("explanation.sums", say("explanation.no_sums"));
  }

  std::string verdict_of(const Judgement& judgement) const {
    const MessageArguments sides = {{"left", judgement.left.value.str()}, {"right", judgement.right.value.str()}};
    switch (judgement.verdict) {
      case Verdict::holds:
        return say("explanation.holds");
      case Verdict::fails:
        return say("explanation.fails", sides);
      case Verdict::blank_total:
        return say("explanation.blank_total", {{"right", judgement.right.value.str()}});
      case Verdict::unjudged:
        break;
    }
    return say("explanation.unjudged");
  }

  // "30 + 0 + blank + ?": the figures that were counted, or all, where some of them are not known.
  std::string sum_of_side(const Judgement& judgement, const Judgement::Side& side) const {
    std::string sum;
    for (const Term& term : judgement.verdict == Verdict::unjudged ? *side.all : side.terms()) {
      if (term.coefficient < 0) sum += sum.empty() ? "-" : " - ";
      if (term.coefficient > 0 && !sum.empty()) sum += " + ";
      if (std::abs(term.coefficient) != 1) sum += fmt::format("{} \xC3\x97 ", std::abs(term.coefficient));
      sum += figure_of(record_.cells[term.cell]);
    }
    return sum;
  }

  std::string figure_of(const Cell& cell) const {
    if (cell.value) return cell.value->is_negative() ? fmt::format("({})", cell.value->str()) : cell.value->str();
    return cell.status == CellStatus::blank ? say("audit.blank") : "?";
  }

  const Record& record_;
  const Form& form_;
  const Source& source_;
  const Text& text_;
  const Grammar& grammar_;
  const OutputStyle& style_;
  const std::vector<Judgement> judgements_;
  std::string& out_;
};

}  // namespace

void write_explanation_text(const std::vector<std::string>& cells, const Record& record, const Source& source,
                            const Grammar& grammar, const OutputStyle& style, std::string& out) {
  const Explainer explainer(record, source, grammar, style, out);
  for (const std::string& cell : cells) explainer.explain(cell);
}

}  // namespace gouji
