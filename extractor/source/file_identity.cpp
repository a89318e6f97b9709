#include "source/file_identity.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <climits>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace gouji {

namespace {

constexpr int most_links = 40;  // as many as the kernel follows

struct Split {
  std::string folder;  // "." where the path has none
  std::string name;    // empty where the path ends with a slash
};

Split split(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return {".", path};
  return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

// Where a symbolic link leads; nullopt where the path is none.
std::optional<std::string> link_target(const std::string& path) {
  char target[PATH_MAX];
  const ssize_t size = ::readlink(path.c_str(), target, sizeof target);
  if (size <= 0) return std::nullopt;
  const std::string_view link(target, static_cast<std::size_t>(size));
  if (link.front() == '/') return std::string(link);
  return fmt::format("{}/{}", split(path).folder, link);
}

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real == nullptr ? "" : real.get();
}

}  // namespace

std::string behind_links(std::string path) {
  for (int links = 0; links < most_links; ++links) {
    std::optional<std::string> target = link_target(path);
    if (!target) break;
    path = std::move(*target);
  }
  return path;
}

std::optional<FileIdentity> identity_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return FileIdentity{status.st_dev, status.st_ino, ""};
  Split parts = split(behind_links(path));
  if (parts.name.empty() || ::stat(parts.folder.c_str(), &status) != 0) return std::nullopt;
  return FileIdentity{status.st_dev, status.st_ino, std::move(parts.name)};
}

std::optional<int> open_descriptor_of(std::string path) {
  const std::string own_files = fmt::format("/proc/{}/fd", ::getpid());
  for (int links = 0; links < most_links; ++links) {
    const auto [folder, name] = split(path);
    if (real_path(folder) == own_files) {
      int descriptor = -1;
      const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), descriptor);
      const bool is_number = error == std::errc() && end == name.data() + name.size();
      return is_number && descriptor >= 0 ? std::optional(descriptor) : std::nullopt;
    }
    std::optional<std::string> target = link_target(path);
    if (!target) break;
    path = std::move(*target);
  }
  return std::nullopt;
}

}  // namespace gouji
