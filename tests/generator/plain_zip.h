// Zip archives without any packing, as what writes documents and archives for tests needs them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gouji {

using ZipMembers = std::vector<std::pair<std::string, std::string>>;  // name and bytes

// With stored members and names of any bytes that are not marked as UTF-8, as on a Chinese Windows.
std::string make_plain_zip(const ZipMembers& members);

// Members as a text lists them, each behind a line "#PART name".
ZipMembers listed_members(std::string_view list);

}  // namespace gouji
