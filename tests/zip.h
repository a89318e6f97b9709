// ZIP packages in memory, for tests of what is read from them.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gouji {

// Of parts by name, in this order. With a password all of them are encrypted.
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts, const std::string& password = "");

}  // namespace gouji
