// Which reports are in a text, and which form each of them is. All forms with tables are aligned with the text; what
// they find in the same stretch of it are readings of one report, and the form whose labels say most is taken. Where
// two forms are as good as each other, the year reported on decides. Names of files play no part. A report without
// tables is found by its prose (record/prose_evidence.h).
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "form/grammar.h"
#include "record/lines.h"
#include "record/prose_evidence.h"
#include "record/record.h"
#include "table/tables.h"

namespace gouji {

struct ChosenReport {
  const Form* form = nullptr;          // of the grammar, or `hybrid`
  std::shared_ptr<const Form> hybrid;  // of two of its forms; null where the report has its own form's tables alone
  FoundReport found;                   // as that form is aligned with the text; of a report without tables, nothing
  std::optional<ProseReport> prose;    // of a report without tables
  FormChoice choice;
};

// Those with tables, in the order of the text. `form_id` "auto" looks at all forms, otherwise at that one alone.
std::vector<ChosenReport> choose_forms(const Text& text, const ShortLines& lines, const std::vector<Token>& tokens,
                                       const PrintedText& printed, const Grammar& grammar, std::string_view form_id);
// Those without tables, where none of those with tables begins: `with_tables` are the offsets at which these do.
std::vector<ChosenReport> find_reports_without_tables(const Text& text, const ShortLines& lines, const Grammar& grammar,
                                                      std::string_view form_id,
                                                      const std::vector<ByteOffset>& with_tables);

}  // namespace gouji
