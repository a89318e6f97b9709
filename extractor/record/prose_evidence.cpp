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

// Lines that a title stands over. A title may be printed more than once, on each page or as the web page's name.
struct Part {
  Title title;
  std::size_t last_title_line = 0;
  std::size_t end_line = 0;  // behind its last line
};

class ProseReader {
 public:
  ProseReader(const Text& text, const ShortLines& lines, const Form& form, const CommonGrammar& common, bool any_year)
      : text_(text), lines_(lines.in({0, text.utf8().size()})), form_(form), common_(common), any_year_(any_year) {}

  std::vector<ProseReport> read() {
    std::vector<ProseReport> reports;
    find_parts();
    ByteOffset free_from = 0;  // behind the report or the other title before
    for (const Part& part : parts_) {
      ProseReport report = read_part(part, free_from);
      const bool found = is_report(report);
      free_from = found ? report.span.end : line_begin(part.last_title_line + 1);
      if (found) reports.push_back(std::move(report));
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
  ProseReport read_part(const Part& part, ByteOffset begin) const {
    ProseReport report{{begin, line_begin(part.end_line)}, part.title.span, part.title.year, {}, 0};
    if (any_year_ || form_.is_for(report.year)) report.sections = find_sections(part);
    // Reading prose takes longest: only where it decides.
    if (has_sections(report)) report.claims = count_claims(report);
    return report;
  }

  int count_claims(const ProseReport& report) const {
    const std::vector<Sentence> prose = sentences(text_, report.span, {});
    const std::vector<Cell> no_cells(form_.cells.size());
    return static_cast<int>(find_claims(text_, prose, no_cells, form_, common_, report.year).claims.size());
  }

  // Where a line begins, or the text ends.
  ByteOffset line_begin(std::size_t line) const {
    return line == lines_.size() ? text_.utf8().size() : text_.line_span(lines_[line]->source().begin).begin;
  }

  // The longest row of different sections that stand in the form's order.
  std::vector<FoundSection> find_sections(const Part& part) const {
    std::vector<std::vector<FoundSection>> rows(form_.sections.size() + 1);  // the longest that ends before section i
    for (std::size_t line = part.title.last_line + 1; line < part.end_line; ++line) {
      const std::optional<HeadingAt> heading = heading_at(lines_, line, part.end_line, form_, common_);
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

  bool has_sections(const ProseReport& report) const {
    return report.sections.size() >= fewest_sections &&
           std::any_of(report.sections.begin(), report.sections.end(),
                       [&](const FoundSection& found) { return form_.sections[found.section].closing; });
  }

  bool is_report(const ProseReport& report) const { return has_sections(report) && report.claims >= fewest_claims; }

  const Text& text_;
  const LineList lines_;
  const Form& form_;
  const CommonGrammar& common_;
  const bool any_year_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<ProseReport> find_prose_reports(const Text& text, const ShortLines& lines, const Form& form,
                                            const CommonGrammar& common, bool any_year) {
  if (form.sections.empty()) return {};
  return ProseReader(text, lines, form, common, any_year).read();
}

}  // namespace gouji
