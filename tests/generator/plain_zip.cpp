#include "generator/plain_zip.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>

namespace gouji {
namespace {

void put_number(std::uint32_t number, int bytes, std::string& out) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

}  // namespace

std::string make_plain_zip(const ZipMembers& members) {
  std::string bytes;
  std::string directory;
  for (const auto& [name, content] : members) {
    const auto sum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    const auto size = static_cast<std::uint32_t>(content.size());
    const auto offset = static_cast<std::uint32_t>(bytes.size());
    std::string common;
    put_number(20, 2, common);  // version, then no flags, no compression, no time
    put_number(0, 2, common);
    put_number(0, 2, common);
    put_number(0, 4, common);
    for (const std::uint32_t number : {sum, size, size}) put_number(number, 4, common);
    put_number(static_cast<std::uint32_t>(name.size()), 2, common);
    put_number(0, 2, common);
    bytes += "PK\x03\x04" + common + name + content;
    directory += "PK\x01\x02";
    put_number(20, 2, directory);
    directory += common;
    for (int i = 0; i < 5; ++i) put_number(0, 2, directory);
    put_number(offset, 4, directory);
    directory += name;
  }
  // Comment length, disk number, two attributes of 2 + 4 bytes: ten bytes of zeros stand before the offset above.
  const auto directory_at = static_cast<std::uint32_t>(bytes.size());
  bytes += directory + "PK\x05\x06";
  put_number(0, 4, bytes);
  for (int i = 0; i < 2; ++i) put_number(static_cast<std::uint32_t>(members.size()), 2, bytes);
  put_number(static_cast<std::uint32_t>(directory.size()), 4, bytes);
  put_number(directory_at, 4, bytes);
  put_number(0, 2, bytes);
  return bytes;
}

ZipMembers listed_members(std::string_view list) {
  constexpr std::string_view mark = "#PART ";
  ZipMembers members;
  for (std::size_t at = list.find(mark); at != std::string_view::npos;) {
    const std::size_t next = list.find(mark, at + mark.size());
    const std::string_view member = list.substr(at + mark.size(), next - at - mark.size());
    const std::size_t name_end = std::min(member.find('\n'), member.size());
    members.emplace_back(member.substr(0, name_end), member.substr(std::min(member.size(), name_end + 1)));
    at = next;
  }
  return members;
}

}  // namespace gouji
