#include "promises.h"

#include <algorithm>

#include "form/form_rows.h"
#include "table/fields.h"
#include "text/fold.h"
#include "token/token.h"

namespace gouji {
namespace {

// A stretch of the text that a record says it read something from.
struct Place {
  Span span;
  std::string owner;  // "cell requests.new.total"; a figure's parts have the owner of the figure
};

std::string with_line(const Text& text, Span span) {
  return " in line " + std::to_string(text.line_number(span.begin)) + ": " +
         std::string(text.at(text.line_span(span.begin)));
}

class Check {
 public:
  Check(const Text& text, const CommonGrammar& common) : text_(text), common_(common) {}

  std::vector<BrokenPromise> take() { return std::move(broken_); }

  void check_record(const Record& record) {
    places_.clear();
    for (std::size_t i = 0; i < record.cells.size(); ++i)
      check_cell(record.cells[i], "cell " + record.form->cells[i].id);
    for (const ExtraFigure& figure : record.extra) add_place(figure.span, figure.raw, "extra " + figure.raw);
    for (const UnreadFigure& figure : record.unread) add_place(figure.span, figure.raw, "unread " + figure.raw);
    check_overlaps();
  }

  void check_conservation(const std::vector<Record>& records) {
    const std::vector<Token> tokens = tokenize(text_);
    const std::vector<Span> labels = label_spans(tokens);
    for (const Record& record : records) {
      const std::vector<Span> accounted = accounted_spans(record);
      for (const Token& token : tokens) {
        if (token.kind != Token::Kind::number || !is_in_a_table(token.span, record)) continue;
        const bool has_place = overlaps_any(token.span, accounted) || is_part_of_a_name(token.span, labels) ||
                               is_in_a_wrapped_label(token, tokens, *record.form);
        if (!has_place) {
          broken("lost", "figure " + std::string(text_.at(token.span)) + with_line(text_, token.span));
        }
      }
    }
  }

 private:
  void broken(std::string promise, std::string what) { broken_.push_back({std::move(promise), std::move(what)}); }

  static bool has_digit(std::string_view text) {
    const std::u32string folded = fold_characters(text);
    return std::any_of(folded.begin(), folded.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
  }

  void check_cell(const Cell& cell, const std::string& owner) {
    const bool is_known = cell.status == CellStatus::read || cell.status == CellStatus::repaired;
    const std::string status = owner + ", " + name_of(cell.status) + " " + cell.raw;
    if (cell.value.has_value() != is_known) broken("status", status + ": the value does not fit the status");
    if (!cell.candidates.empty() && cell.status != CellStatus::ambiguous) broken("status", status + ": has candidates");
    if (cell.status == CellStatus::blank && has_digit(cell.raw)) broken("status", status + ": there are digits in it");
    if (cell.status == CellStatus::missing && !cell.span.empty()) broken("status", status + ": has a place");
    add_place(cell.span, cell.raw, owner);
    for (const Span part : cell.parts) {
      if (is_inside(part, owner)) places_.push_back({part, owner});
    }
  }

  bool is_inside(Span span, const std::string& owner) {
    if (span.begin <= span.end && span.end <= text_.utf8().size()) return true;
    broken("place", owner + " is outside of the text");
    return false;
  }

  void add_place(Span span, const std::string& raw, const std::string& owner) {
    if (!is_inside(span, owner)) return;
    if (text_.at(span) != raw) {
      broken("raw", owner + " has the raw text \"" + raw + "\", but there stands \"" + std::string(text_.at(span)) +
                        "\"" + with_line(text_, span));
    }
    if (!span.empty()) places_.push_back({span, owner});
  }

  void check_overlaps() {
    std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
    });
    for (std::size_t i = 1; i < places_.size(); ++i) {
      const Place& before = places_[i - 1];
      if (before.span.end <= places_[i].span.begin) continue;
      broken("overlap", before.owner + " and " + places_[i].owner + with_line(text_, places_[i].span));
    }
  }

  std::vector<Span> label_spans(const std::vector<Token>& tokens) const {
    std::vector<Span> spans;
    for (const FieldLine& line : field_lines(text_, tokens, common_)) {
      for (const Field& field : line.fields) {
        if (field.kind == Field::Kind::label) spans.push_back(field.span);
      }
    }
    return spans;
  }

  static std::vector<Span> accounted_spans(const Record& record) {
    std::vector<Span> spans;
    for (const Cell& cell : record.cells) {
      spans.push_back(cell.span);
      spans.insert(spans.end(), cell.parts.begin(), cell.parts.end());
    }
    for (const ExtraFigure& figure : record.extra) spans.push_back(figure.span);
    for (const UnreadFigure& figure : record.unread) spans.push_back(figure.span);
    return spans;
  }

  static bool is_in_a_table(Span figure, const Record& record) {
    return std::any_of(record.regions.begin(), record.regions.end(),
                       [&](const TableRegion& region) { return region.span.contains(figure); });
  }

  static bool overlaps_any(Span figure, const std::vector<Span>& places) {
    return std::any_of(places.begin(), places.end(),
                       [&](Span place) { return place.begin < figure.end && figure.begin < place.end; });
  }

  // "第20条", "1.行政许可", "2023年": digits of a label that touch its words.
  bool is_part_of_a_name(Span figure, const std::vector<Span>& labels) const {
    return std::any_of(labels.begin(), labels.end(),
                       [&](Span label) { return label.contains(figure) && touches_words(figure, label); });
  }

  // "公开相同信息计1" / "条）" on the next line: the words of its line are a part of a label of the form.
  bool is_in_a_wrapped_label(const Token& figure, const std::vector<Token>& tokens, const Form& form) const {
    const auto is_ink = [](const Token& token) {
      return token.kind == Token::Kind::number || token.kind == Token::Kind::label;
    };
    const Token* first = &figure;
    while (first != tokens.data() && is_ink(*(first - 1))) --first;
    const Token* last = &figure;
    while (last != &tokens.back() && is_ink(*(last + 1))) ++last;
    if (first == last) return false;
    const std::u32string words = fold_characters(text_.at({first->span.begin, last->span.end}));
    const auto has_words = [&](const FoldedLabel& label) { return label.whole.find(words) != std::u32string::npos; };
    const std::vector<FormRow>& rows = form.rows(common_).rows;
    return std::any_of(rows.begin(), rows.end(), [&](const FormRow& row) {
      return std::any_of(row.labels.begin(), row.labels.end(), has_words);
    });
  }

  bool touches_words(Span figure, Span label) const {
    const std::string_view before = text_.at({label.begin, figure.begin});
    std::string_view behind = text_.at({figure.end, label.end});
    if (!before.empty() && !is_space(last_character(before))) return true;
    return !behind.empty() && !is_space(next_character(behind));
  }

  static char32_t last_character(std::string_view utf8) {
    char32_t last = 0;
    while (!utf8.empty()) last = next_character(utf8);
    return last;
  }

  const Text& text_;
  const CommonGrammar& common_;
  std::vector<Place> places_;
  std::vector<BrokenPromise> broken_;
};

}  // namespace

std::vector<BrokenPromise> broken_promises(const Text& text, const std::vector<Record>& records,
                                           const CommonGrammar& common) {
  Check check(text, common);
  for (const Record& record : records) check.check_record(record);
  check.check_conservation(records);
  return check.take();
}

std::vector<BrokenPromise> lost_figures(const Text& text, const std::vector<Record>& records,
                                        const CommonGrammar& common) {
  Check check(text, common);
  check.check_conservation(records);
  return check.take();
}

std::string said(const std::vector<BrokenPromise>& broken) {
  std::string lines;
  for (const BrokenPromise& one : broken) lines += "\n  " + one.promise + ": " + one.what;
  return lines;
}

}  // namespace gouji
