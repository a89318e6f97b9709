// Archives for tests, in any format that gouji opens.
#pragma once

#include <string>
#include <vector>

namespace gouji {

struct MadeMember {
  std::string name;
  std::string bytes;
  std::string link = "";       // the target of a symbolic link
  std::string hard_link = "";  // the name of another member
  std::string password = "";   // zip
};

// `kind`: "zip", "7z", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst". Names are stored byte by byte, so that they may
// be in any encoding.
std::string make_archive(const std::string& kind, const std::vector<MadeMember>& members);

// A zip archive with stored members and names of any bytes that are not marked as UTF-8, as on a Chinese Windows.
std::string make_plain_zip(const std::vector<MadeMember>& members);

}  // namespace gouji
