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

}  // namespace gouji
