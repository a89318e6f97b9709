#include "zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <memory>

namespace gouji {

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts, const std::string& password) {
  const std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(), &archive_write_free);
  archive_write_set_format_zip(writer.get());
  if (!password.empty()) {
    archive_write_set_options(writer.get(), "zip:encryption=traditional");
    archive_write_set_passphrase(writer.get(), password.c_str());
  }
  std::string bytes;
  const auto append = [](archive*, void* to, const void* from, std::size_t size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(from), size);
    return static_cast<la_ssize_t>(size);
  };
  EXPECT_EQ(archive_write_open2(writer.get(), &bytes, nullptr, append, nullptr, nullptr), ARCHIVE_OK);
  for (const auto& [name, content] : parts) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    EXPECT_EQ(archive_write_header(writer.get(), entry.get()), ARCHIVE_OK);
    archive_write_data(writer.get(), content.data(), content.size());
  }
  EXPECT_EQ(archive_write_close(writer.get()), ARCHIVE_OK);
  return bytes;
}

}  // namespace gouji
