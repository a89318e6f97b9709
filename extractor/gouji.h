// The door of the library: a report's bytes in, its records and findings out.
//
//   Result<Grammar> grammar = load_grammar(builtin_grammar_files());
//   Result<Text> text = read_document_text(bytes);
//   for (const Record& record : extract(*text, *grammar)) print(audit(record, *grammar, Language::en));
//
// Each stage can be called alone: document/document.h, text/text.h, token/token.h, table/tables.h, record/record.h,
// audit/audit.h.
#pragma once

#include <string_view>
#include <vector>

#include "audit/audit.h"
#include "document/document.h"
#include "record/record.h"

namespace gouji {

// The reports in a text, in its order; none when it holds none. `form_id` "auto" chooses for each of them the form that
// explains it best (record/form_choice.h); otherwise that form is used (precondition: the grammar has it).
std::vector<Record> extract(const Text& text, const Grammar& grammar, std::string_view form_id = "auto");

}  // namespace gouji
