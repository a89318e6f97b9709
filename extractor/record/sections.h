// The sections of a report: the stretches of its text under the headings that its form prescribes or knows. A heading
// is a line of its own, or, where it has the number of one of the form's sections, the beginning of a line or a
// sentence.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "record/lines.h"
#include "record/record.h"

namespace gouji {

// What a section's heading takes of some lines.
struct HeadingAt {
  int section = 0;        // in Form::sections
  std::size_t lines = 1;  // two where a numbered heading was wrapped
};

// The section whose heading a line is, or a numbered line wrapped into the next one, which stands before `end`.
std::optional<HeadingAt> heading_at(const LineList& lines, std::size_t line, std::size_t end, const Form& form,
                                    const CommonGrammar& common);

// The sections in a stretch of the text, in its order: those in the form's order that are the most, later ones rather
// than earlier ones, since a list of contents stands in front. A section that is found nowhere in that order, but out
// of it, is told as such.
std::vector<PrintedSection> find_sections(const Text& text, const ShortLines& lines, Span part,
                                          const std::vector<TableRegion>& tables, const Form& form,
                                          const CommonGrammar& common);

}  // namespace gouji
