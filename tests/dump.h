// What a database holds, as text: two databases with the same one are the same for whoever asks them anything.
#pragma once

#include <string>
#include <vector>

namespace gouji {

// The schema and all rows of all tables, by their names and keys.
std::string dump(const std::string& database);

// The rows of a query, "a|b|c" each; NULL is empty.
std::vector<std::string> query(const std::string& database, const std::string& sql);

// Changes a database as no part of gouji would.
void execute(const std::string& database, const std::string& sql);

}  // namespace gouji
