// Archives as inputs: zip, tar (plain, or packed by gzip, bzip2, xz or Zstandard) and 7z, known by their first bytes.
//
// An archive can only be read from its beginning to its end, and its members stand in it in any order. So it is
// unpacked when its turn comes, member by member, into a spool, compressed: memory holds one member and the names of
// all. Then its members are inputs like the files of a folder, in the order of the bytes of their paths.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/input_bytes.h"
#include "source/inputs.h"
#include "value/result.h"

namespace gouji {

// Against archives that were made to fill memory and disks.
struct ArchiveLimits {
  std::size_t member = document_limit;                  // bytes of one member
  std::uint64_t unpacked = std::uint64_t{16} << 30;     // bytes of all members together
  std::size_t members = 1'000'000;                      // folders and links in it included
  std::uint64_t ratio = 1000;                           // unpacked bytes for each byte of the archive …
  std::uint64_t ratio_from = std::uint64_t{256} << 20;  // … once so many bytes were unpacked
};

// How many of a file's first bytes tell whether it may be an archive. Of a zip archive more of them (head_size) tell
// whether it is a document.
inline constexpr std::size_t archive_head_size = 512;

// Whether what begins so may be an archive.
bool may_be_archive(std::string_view head);
// Whether a zip archive is a document or a program by its first members: files of word processors are zip archives too,
// but no collections of reports.
bool is_zip_document(std::string_view head);

// The code of what is left out since another member has its path, under which nothing else may be kept.
inline constexpr const char* same_name = "skipped.same_name";

struct UnpackedArchive {
  std::vector<Input> members;  // by the bytes of their paths "ARCHIVE/MEMBER"; what cannot be read, or is left out, has
                               // an error as its content ("skipped.hidden")
  std::vector<Error> errors;   // "archive.damaged", "archive.encrypted", "archive.too_many", …: what could be read is
                               // in `members` all the same
  std::uint64_t size = 0;      // of the archive, in bytes, when it was read; 0 for a pipe
  std::int64_t modified = 0;   // when it was changed last, in nanoseconds since 1970; 0 for a pipe
};

// Reads all of an archive from an open file, of which `head` was read already where that file is a pipe. `path` is the
// archive's. Of members with the same path the last one counts, as when they are unpacked; the others are left out. A
// hard link to a member before it is that member once more. Nullopt where it is no archive after all, like a packed
// file that is no tar, or a zip archive that turns out to be a document.
std::optional<UnpackedArchive> unpack_archive(const std::string& path, int descriptor, std::string head,
                                              const ArchiveLimits& limits);

}  // namespace gouji
