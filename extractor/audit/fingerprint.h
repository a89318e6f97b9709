// A finding's fingerprint says which one it is among all findings of all reports, however often the report is audited:
// it is made of the body, the year, the rule, the cells and the figures, and of nothing that changes when lines are
// put in, the file is moved or converted anew, or the messages are worded in another way. So what was accepted once can
// be known again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.h"

namespace gouji {

// 32 lower-case hex digits.
bool is_fingerprint(std::string_view text);

// Sets Finding::fingerprint of all findings of a report, before any of them is left out: findings that are the same in
// all of this are told apart by their order. `file_name`, without its folder, stands for the body where the report says
// neither who published it nor what it is called. `text` is what the record was made from.
void set_fingerprints(std::vector<Finding>& findings, const Record& record, const Text& text,
                      std::string_view file_name);

}  // namespace gouji
