#include "record/prose_evidence.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "record/claims.h"
#include "record/lines.h"
#include "record/prose.h"
#include "record/sections.h"

namespace gouji {
namespace {

constexpr std::size_t fewest_sections = 3;
constexpr int fewest_claims = 2;
// So many of the headings that a form prescribes are hardly anything else: a short report may say one figure only.
constexpr std::size_t clear_sections = 5;

// Lines that a title stands over. A title may be printed more than once, on each page or as the web page's name.
struct Part {
  Title title;
  std::size_t last_title_line = 0;
  std::size_t end_line = 0;  // behind its last line
};

class ProseReader {
 public:
  ProseReader(const Text& text, const ShortLines& lines, const std::vector<const Form*>& forms,
              const CommonGrammar& common, const std::vector<ByteOffset>& with_tables, bool any_year)
      : text_(text),
        lines_(lines.in({0, text.utf8().size()})),
        forms_(forms),
        common_(common),
        with_tables_(with_tables),
        any_year_(any_year) {}

  std::vector<ProseReport> read() {
    std::vector<ProseReport> reports;
    find_parts();
    ByteOffset free_from = 0;  // behind the report or the other title before
    for (const Part& part : parts_) {
      std::optional<ProseReport> report = read_part(part, free_from);
      free_from = report ? report->span.end : line_begin(part.last_title_line + 1);
      if (report) reports.push_back(std::move(*report));
    }
    return reports;
  }

 private:
  // Another title begins another part.
  void find_parts() {
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      std::optional<Title> title = title_at(text_, lines_, line, common_.document);
      if (!title) continue;
      line = title->last_line;
      if (parts_.empty() || parts_.back().title.text != title->text) {
        if (!parts_.empty()) parts_.back().end_line = title->first_line;
        parts_.push_back({std::move(*title), line, lines_.size()});
      }
      parts_.back().last_title_line = line;
    }
  }

  // What stands before a title, as the day of publication does on a web page, belongs to its report.
  std::optional<ProseReport> read_part(const Part& part, ByteOffset begin) const {
    const Span rest = {part.title.span.begin, line_begin(part.end_line)};
    const bool has_tables = std::any_of(with_tables_.begin(), with_tables_.end(),
                                        [&](ByteOffset report) { return rest.begin <= report && report < rest.end; });
    if (has_tables) return std::nullopt;
    for (const Form* form : forms_) {
      if (!any_year_ && !form->is_for(part.title.year)) continue;
      ProseReport report{form, {begin, rest.end}, part.title.span, part.title.year, find_sections(part, *form), 0};
      if (!has_sections(report)) continue;
      // Reading prose takes longest: only where it decides.
      report.claims = count_claims(report);
      const bool is_clear = form->prescribes_sections() && report.sections.size() >= clear_sections;
      if (report.claims >= (is_clear ? 1 : fewest_claims)) return report;
    }
    return std::nullopt;
  }

  int count_claims(const ProseReport& report) const {
    const std::vector<Sentence> prose = sentences(text_, report.span, {});
    const std::vector<Cell> no_cells(report.form->cells.size());
    return static_cast<int>(find_claims(text_, prose, no_cells, *report.form, common_, report.year).claims.size());
  }

  // Where a line begins, or the text ends.
  ByteOffset line_begin(std::size_t line) const {
    return line == lines_.size() ? text_.utf8().size() : text_.line_span(lines_[line]->source().begin).begin;
  }

  // The longest row of different sections that stand in the form's order.
  std::vector<FoundSection> find_sections(const Part& part, const Form& form) const {
    std::vector<std::vector<FoundSection>> rows(form.sections.size() + 1);  // the longest that ends before section i
    for (std::size_t line = part.title.last_line + 1; line < part.end_line; ++line) {
      const std::optional<HeadingAt> heading = heading_at(lines_, line, part.end_line, form, common_);
      if (!heading) continue;
      const int section = heading->section;
      std::vector<FoundSection> row = rows[section];
      row.push_back({section, lines_[line]->source()});
      for (std::size_t later = section + 1; later < rows.size() && rows[later].size() < row.size(); ++later) {
        rows[later] = row;
      }
    }
    return rows.back();
  }

  static bool has_sections(const ProseReport& report) {
    const std::vector<FoundSection>& sections = report.sections;
    return sections.size() >= fewest_sections &&
           std::any_of(sections.begin(), sections.end(),
                       [&](const FoundSection& found) { return report.form->sections[found.section].closing; });
  }

  const Text& text_;
  const LineList lines_;
  const std::vector<const Form*>& forms_;
  const CommonGrammar& common_;
  const std::vector<ByteOffset>& with_tables_;
  const bool any_year_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<ProseReport> find_prose_reports(const Text& text, const ShortLines& lines,
                                            const std::vector<const Form*>& forms, const CommonGrammar& common,
                                            const std::vector<ByteOffset>& with_tables, bool any_year) {
  return ProseReader(text, lines, forms, common, with_tables, any_year).read();
}

}  // namespace gouji
