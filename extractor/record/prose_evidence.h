// Whether a text without tables is a yearly report in prose, as those were before there was a prescribed table, or a
// later one whose tables are pictures or were lost by a converter. A report begins with a title that names a year, has
// sections with the headings that such reports have, in their order and down to one that closes a report, and says
// figures of the form. A notice about how to write one has no figures, a news item no sections, a report's first pages
// no closing section.
#pragma once

#include <vector>

#include "form/grammar.h"
#include "record/lines.h"
#include "text/text.h"

namespace gouji {

struct FoundSection {
  int section = 0;  // in Form::sections
  Span heading;
};

struct ProseReport {
  const Form* form = nullptr;
  Span span;  // the stretch of the text that is this report: for make_record()
  Span title;
  int year = 0;
  std::vector<FoundSection> sections;  // of Form::sections, each once, in order
  int claims = 0;

  // From its title on.
  Span rest() const { return {title.begin, span.end}; }
  // What it is known by: from its title to the last of its headings.
  Span evidence() const { return {title.begin, sections.back().heading.end}; }
};

// The reports of these forms in a text, one after the other, where no report with tables begins: `with_tables` are the
// offsets of what these are known by. Without `any_year`, each of the form for its year.
std::vector<ProseReport> find_prose_reports(const Text& text, const ShortLines& lines,
                                            const std::vector<const Form*>& forms, const CommonGrammar& common,
                                            const std::vector<ByteOffset>& with_tables = {}, bool any_year = false);

}  // namespace gouji
