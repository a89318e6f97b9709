// Which file a path leads to, however it is spelled: by links of either kind, with "..", relative or absolute.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace gouji {

// A file that is there is known by its device and inode. One that is not there yet is known by those of its folder, and
// by its name.
struct FileIdentity {
  dev_t device = 0;
  ino_t inode = 0;
  std::string name;  // empty where the file is there

  friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

// Nullopt where no file can be: its folder is missing, or cannot be looked at.
std::optional<FileIdentity> identity_of(const std::string& path);

// The path behind the symbolic links that it ends with; nothing has to be there.
std::string behind_links(std::string path);

// The number N where a path means a file that this process has open: /dev/stdout, /dev/fd/N, /proc/self/fd/N.
std::optional<int> open_descriptor_of(std::string path);

}  // namespace gouji
