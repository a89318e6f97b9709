#include "make_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

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

}  // namespace gouji
