#include "make_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <clocale>
#include <memory>

namespace gouji {
namespace {

void set_kind(archive* writer, const std::string& kind) {
  if (kind == "zip") archive_write_set_format_zip(writer);
  if (kind == "7z") archive_write_set_format_7zip(writer);
  if (kind.rfind("tar", 0) == 0) archive_write_set_format_pax_restricted(writer);
  if (kind == "tar.gz") archive_write_add_filter_gzip(writer);
  if (kind == "tar.bz2") archive_write_add_filter_bzip2(writer);
  if (kind == "tar.xz") archive_write_add_filter_xz(writer);
  if (kind == "tar.zst") archive_write_add_filter_zstd(writer);
}

void write_member(archive* writer, const MadeMember& member) {
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), &archive_entry_free);
  archive_entry_set_pathname(entry.get(), member.name.c_str());
  archive_entry_set_filetype(entry.get(), member.link.empty() ? AE_IFREG : AE_IFLNK);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(member.bytes.size()));
  if (!member.link.empty()) archive_entry_set_symlink(entry.get(), member.link.c_str());
  if (!member.hard_link.empty()) archive_entry_set_hardlink(entry.get(), member.hard_link.c_str());
  EXPECT_EQ(archive_write_header(writer, entry.get()), ARCHIVE_OK) << archive_error_string(writer);
  archive_write_data(writer, member.bytes.data(), member.bytes.size());
}

void put_number(std::uint32_t number, int bytes, std::string& out) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

}  // namespace

std::string make_archive(const std::string& kind, const std::vector<MadeMember>& members) {
  const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  const locale_t before = ::uselocale(locale);
  std::string bytes(std::size_t{1} << 20, '\0');
  for (const MadeMember& member : members) bytes.resize(bytes.size() + member.bytes.size() + 4096);
  std::size_t used = 0;
  const std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(), &archive_write_free);
  set_kind(writer.get(), kind);
  if (!members.empty() && !members.front().password.empty()) {
    archive_write_set_options(writer.get(), "zip:encryption=traditional");
    archive_write_set_passphrase(writer.get(), members.front().password.c_str());
  }
  EXPECT_EQ(archive_write_open_memory(writer.get(), bytes.data(), bytes.size(), &used), ARCHIVE_OK);
  for (const MadeMember& member : members) write_member(writer.get(), member);
  EXPECT_EQ(archive_write_close(writer.get()), ARCHIVE_OK) << archive_error_string(writer.get());
  ::uselocale(before);
  ::freelocale(locale);
  bytes.resize(used);
  return bytes;
}

std::string make_plain_zip(const std::vector<MadeMember>& members) {
  std::string bytes;
  std::string directory;
  for (const MadeMember& member : members) {
    const auto sum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(member.bytes.data()), static_cast<uInt>(member.bytes.size())));
    const auto size = static_cast<std::uint32_t>(member.bytes.size());
    const auto offset = static_cast<std::uint32_t>(bytes.size());
    std::string common;
    put_number(20, 2, common);  // version, then no flags, no compression, no time
    put_number(0, 2, common);
    put_number(0, 2, common);
    put_number(0, 4, common);
    for (const std::uint32_t number : {sum, size, size}) put_number(number, 4, common);
    put_number(static_cast<std::uint32_t>(member.name.size()), 2, common);
    put_number(0, 2, common);
    bytes += "PK\x03\x04" + common + member.name + member.bytes;
    directory += "PK\x01\x02";
    put_number(20, 2, directory);
    directory += common;
    for (int i = 0; i < 5; ++i) put_number(0, 2, directory);
    put_number(offset, 4, directory);
    directory += member.name;
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

}  // namespace gouji
