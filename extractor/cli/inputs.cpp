#include "cli/inputs.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <memory>
#include <set>
#include <utility>

#include "cli/reader.h"
#include "database/collection.h"

namespace gouji {

namespace {

// What a folder is, whatever links lead to it.
using FolderIdentity = std::pair<dev_t, ino_t>;

// Walks one folder that the user named.
class Walk {
 public:
  Walk(std::string root, int folder, Listing& listing) : root_(std::move(root)), folder_(folder), listing_(listing) {}

  void run() {
    const std::size_t first = listing_.inputs.size();
    visit(root_);
    // Links come last, so that what is in the tree itself is found under its own path.
    while (!links_.empty()) {
      const std::string link = std::move(links_.front());
      links_.pop_front();
      visit(link);
    }
    std::sort(listing_.inputs.begin() + static_cast<std::ptrdiff_t>(first), listing_.inputs.end(),
              [](const Input& a, const Input& b) { return a.path < b.path; });
  }

 private:
  void visit(const std::string& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) == 0 && !visited_.insert({status.st_dev, status.st_ino}).second) return;
    const std::string prefix = folder.back() == '/' ? folder : folder + "/";
    for (const std::string& name : names_in(folder)) add(prefix + name);
  }

  std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(folder.c_str()), &::closedir);
    if (entries == nullptr) {
      listing_.errors.push_back({"input.not_readable", {{"path", folder}, {"reason", std::strerror(errno)}}});
      return names;
    }
    while (const dirent* entry = ::readdir(entries.get())) {
      if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  void add(const std::string& path) {
    struct stat entry {};
    struct stat target {};
    // What cannot be looked at, like a link that leads nowhere, stays an input: reading it says why.
    const bool known = ::lstat(path.c_str(), &entry) == 0 && ::stat(path.c_str(), &target) == 0;
    if (!known || S_ISREG(target.st_mode)) {
      listing_.inputs.push_back({path, folder_});
    } else if (S_ISDIR(target.st_mode)) {
      S_ISLNK(entry.st_mode) ? links_.push_back(path) : visit(path);
    }
  }

  std::string root_;
  int folder_;
  Listing& listing_;
  std::set<FolderIdentity> visited_;
  std::deque<std::string> links_;
};

void add_path(const std::string& path, Listing& listing) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
    listing.folders.push_back({path});
    Walk(path, static_cast<int>(listing.folders.size()) - 1, listing).run();
  } else {
    listing.inputs.push_back({path});
  }
}

void add_list(const std::string& path, Listing& listing) {
  const Result<std::string> list = read_bytes(path, path == "-", list_limit);
  if (!list) {
    listing.errors.push_back(list.error());
    return;
  }
  bool found = false;
  for (std::size_t begin = 0; begin < list->size();) {
    const std::size_t end = std::min(list->find('\n', begin), list->size());
    std::string line = list->substr(begin, end - begin);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) add_path(line, listing);
    found = found || !line.empty();
    begin = end + 1;
  }
  if (!found) listing.errors.push_back({"input.empty_list", {{"path", path}}});
}

}  // namespace

Listing list_inputs(const std::vector<std::string>& arguments) {
  Listing listing;
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      listing.inputs.push_back({argument, -1, true});
    } else if (argument.size() > 1 && argument.front() == '@') {
      add_list(argument.substr(1), listing);
    } else {
      add_path(argument, listing);
    }
  }
  return listing;
}

Result<Listing> list_collection(Collection& collection) {
  const Result<std::vector<StoredSource>> sources = collection.sources();
  if (!sources) return tl::make_unexpected(sources.error());
  Listing listing;
  for (const StoredSource& source : *sources) {
    if (source.document) listing.inputs.push_back({source.path, -1, false, &collection, *source.document});
  }
  return listing;
}

}  // namespace gouji
