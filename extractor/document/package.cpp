#include "document/package.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace gouji {
namespace {

constexpr std::size_t step = 64 * 1024;  // bytes unpacked at a time

using Reader = std::unique_ptr<archive, int (*)(archive*)>;

std::string small_letters(std::string_view name) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return small;
}

tl::unexpected<Error> damaged(std::string_view part) { return fail("document.damaged", {{"part", std::string(part)}}); }

tl::unexpected<Error> too_large(std::string_view part, std::size_t limit) {
  return fail("document.too_large", {{"part", std::string(part)}, {"limit", std::to_string(limit >> 20)}});
}

// Null where the bytes cannot be a ZIP archive.
Reader open_zip(std::string_view bytes) {
  Reader reader(archive_read_new(), &archive_read_free);
  if (reader == nullptr) return reader;
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) reader.reset();
  return reader;
}

// Names that mark themselves as UTF-8 may have no form in the locale; some programs write "\" for "/".
std::string name_of(archive_entry* entry) {
  const char* raw = archive_entry_pathname(entry);
  if (raw == nullptr) raw = archive_entry_pathname_utf8(entry);
  std::string name = raw != nullptr ? raw : "";
  std::replace(name.begin(), name.end(), '\\', '/');
  return name;
}

// Appends what is left of a member; false where it is damaged. Stops behind `most` bytes.
bool unpack(archive* reader, std::size_t most, std::string& bytes) {
  while (bytes.size() <= most) {
    const std::size_t before = bytes.size();
    bytes.resize(before + step);
    const la_ssize_t count = archive_read_data(reader, bytes.data() + before, step);
    bytes.resize(before + static_cast<std::size_t>(std::max<la_ssize_t>(count, 0)));
    if (count == 0) return true;
    if (count < 0) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> part_name(std::string_view from, std::string_view target) {
  std::vector<std::string_view> folders;
  const auto add = [&](std::string_view path) {
    while (!path.empty()) {
      const std::size_t end = std::min(path.size(), path.find('/'));
      const std::string_view step_name = path.substr(0, end);
      path.remove_prefix(std::min(path.size(), end + 1));
      if (step_name.empty() || step_name == ".") continue;
      if (step_name != "..") {
        folders.push_back(step_name);
      } else if (folders.empty()) {
        return false;
      } else {
        folders.pop_back();
      }
    }
    return true;
  };
  const std::size_t slash = from.rfind('/');
  if (!target.starts_with('/') && slash != std::string_view::npos && !add(from.substr(0, slash))) return std::nullopt;
  if (!add(target)) return std::nullopt;
  std::string name;
  for (const std::string_view folder : folders) {
    if (!name.empty()) name += '/';
    name += folder;
  }
  return name;
}

Result<Package> Package::open(std::string_view bytes, const PackageLimits& limits) {
  Package package(bytes, limits);
  const Reader reader = open_zip(bytes);
  if (reader == nullptr) return damaged("ZIP");
  archive_entry* entry = nullptr;
  for (std::size_t number = 0;; ++number) {
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF) break;
    if (status == ARCHIVE_FATAL) return damaged("ZIP");
    if (number >= limits.parts) return fail("document.too_many_parts", {{"limit", std::to_string(limits.parts)}});
    if (archive_entry_is_encrypted(entry) != 0) return fail("document.encrypted");
    const std::string name = name_of(entry);
    const std::optional<std::string> part = part_name("", name);
    if (!part) return fail("document.part_outside", {{"part", name}});
    package.numbers_.emplace(small_letters(*part), number);
  }
  return package;
}

bool Package::has(std::string_view name) const { return numbers_.contains(small_letters(name)); }

Result<std::string> Package::read(std::string_view name) {
  const auto found = numbers_.find(small_letters(name));
  const Reader reader = open_zip(bytes_);
  if (found == numbers_.end() || reader == nullptr) return damaged(name);
  archive_entry* entry = nullptr;
  for (std::size_t number = 0; number <= found->second; ++number) {
    const int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF || status == ARCHIVE_FATAL) return damaged(name);
  }
  std::string part;
  const std::size_t most = std::min(limits_.part, limits_.all - unpacked_);
  if (!unpack(reader.get(), most, part)) return damaged(name);
  if (part.size() > most) return too_large(name, part.size() > limits_.part ? limits_.part : limits_.all);
  unpacked_ += part.size();
  if (unpacked_ > limits_.ratio_from && unpacked_ / limits_.ratio > bytes_.size())
    return too_large(name, limits_.ratio_from);
  return part;
}

}  // namespace gouji
