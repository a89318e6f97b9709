// What all writers of findings agree upon.
#pragma once

#include <string>

#include "audit/audit.h"
#include "output/json.h"

namespace gouji {

// False for what is missing from a text: it has no line.
bool has_place(const Finding& finding);

// "unique", "one of N", "unproved"; empty where no suspect was found.
std::string repair_of(const Finding& finding);

// The suspects as a JSON array.
void write_suspect_list(const Finding& finding, const Record& record, const Grammar& grammar, Language language,
                        JsonLineWriter& json);

// Members of a JSON object that is open: `cells`, `expected` and `actual`; `repair` and `suspects`.
void write_comparison(const Finding& finding, const Record& record, JsonLineWriter& json);
void write_suspects(const Finding& finding, const Record& record, const Grammar& grammar, Language language,
                    JsonLineWriter& json);

}  // namespace gouji
