// Labels that are the form's but for a character or two: lost, added or another one. What a converter does to labels is
// no misprint: spaces, punctuation and item numbers do not count, and a label that was wrapped, cut or woven with
// others is not judged, so that a report has the same misprints, or fewer, whatever it was converted by.
#pragma once

#include <vector>

#include "table/align.h"
#include "table/tables.h"

namespace gouji {

// Those in the rows of a report, in the order of the text, each once. None where there are so many that the report has
// labels of its own.
std::vector<MisprintedLabel> find_misprints(const Text& text, const PrintedText& printed,
                                            const std::vector<RowPair>& pairs, const std::vector<FormRow>& form_rows,
                                            const Form& form, const CommonGrammar& common);

}  // namespace gouji
