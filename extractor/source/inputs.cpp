#include "source/inputs.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

#include "source/input_bytes.h"
#include "text/text.h"
#include "value/open_file.h"

namespace gouji {

Input with_error(Input input, Error error) {
  Content content;
  content.error = std::move(error);
  input.content = std::make_shared<const Content>(std::move(content));
  return input;
}

namespace {

// Lists the arguments in two rounds: first what was named, with all folders in named folders, then what links in them
// lead to. So what lies in a named folder is found under its own path.
class Lister {
 public:
  explicit Lister(bool follow) : follow_(follow) {}

  // A path that was named.
  void add_path(const std::string& path) {
    struct stat status {};
    const bool is_folder = ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
    if (!is_folder) return add_input({path});
    listing_.folders.push_back({path});
    parts_.push_back({{}, static_cast<int>(listing_.folders.size()) - 1});
    walk(path, parts_.size() - 1);
  }

  // An input that was named and is no folder.
  void add_input(Input input) {
    if (parts_.empty() || parts_.back().folder >= 0) parts_.emplace_back();
    parts_.back().inputs.push_back(std::move(input));
  }

  void add_error(Error error) { listing_.errors.push_back(std::move(error)); }

  Listing finished() {
    is_following_ = true;
    while (!links_.empty()) {
      const Link link = std::move(links_.front());
      links_.pop_front();
      walk(link.path, link.part);
    }
    for (Part& part : parts_) {
      if (part.folder >= 0) {
        std::sort(part.inputs.begin(), part.inputs.end(),
                  [](const Input& a, const Input& b) { return a.path < b.path; });
      }
      std::move(part.inputs.begin(), part.inputs.end(), std::back_inserter(listing_.inputs));
    }
    return std::move(listing_);
  }

 private:
  // Inputs that were named one behind the other, or what is in a folder that was named.
  struct Part {
    std::vector<Input> inputs;
    int folder = -1;
  };

  // That leads to a folder.
  struct Link {
    std::string path;
    std::size_t part;
  };

  void walk(const std::string& folder, std::size_t part) {
    struct stat status {};
    // What a folder is, whatever links lead to it.
    const bool was_walked =
        ::stat(folder.c_str(), &status) == 0 && !walked_.insert({status.st_dev, status.st_ino}).second;
    if (was_walked && is_following_) return leave_out(folder, "skipped.walked", part);
    const std::string prefix = folder.back() == '/' ? folder : folder + "/";
    for (const std::string& name : names_in(folder)) add_entry(prefix + name, name.front() == '.', part);
  }

  std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(folder.c_str()), &::closedir);
    if (entries == nullptr) {
      add_error({"input.not_readable", {{"path", folder}, {"reason", std::strerror(errno)}}});
      return names;
    }
    while (const dirent* entry = ::readdir(entries.get())) {
      const std::string name = entry->d_name;
      if (name != "." && name != "..") names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  void add_entry(const std::string& path, bool is_hidden, std::size_t part) {
    if (is_hidden) return leave_out(path, "skipped.hidden", part);
    struct stat status {};
    bool is_known = ::lstat(path.c_str(), &status) == 0;
    const bool is_link = is_known && S_ISLNK(status.st_mode);
    if (is_link && !follow_) return leave_out(path, "skipped.link", part);
    if (is_link) is_known = ::stat(path.c_str(), &status) == 0;
    if (is_known && S_ISDIR(status.st_mode)) return is_link ? links_.push_back({path, part}) : walk(path, part);
    const std::optional<std::string> special = is_known ? special_file(status.st_mode) : std::nullopt;
    if (special) return leave_out(path, *special, part);
    // What cannot be looked at, like a link that leads nowhere, stays an input: reading it says why.
    parts_[part].inputs.push_back({path, parts_[part].folder});
  }

  void leave_out(const std::string& path, const std::string& code, std::size_t part) {
    parts_[part].inputs.push_back(with_error({path, parts_[part].folder}, {code, {{"path", path}}}));
  }

  const bool follow_;
  bool is_following_ = false;  // the second round
  Listing listing_;
  std::vector<Part> parts_;  // in the order of the arguments
  std::set<std::pair<dev_t, ino_t>> walked_;
  std::deque<Link> links_;
};

// A list that a program for Windows saved: without its mark, and in UTF-8.
std::string without_mark(std::string list) {
  if (list.rfind("\xEF\xBB\xBF", 0) == 0) return list.substr(3);
  if (list.rfind("\xFF\xFE", 0) != 0 && list.rfind("\xFE\xFF", 0) != 0) return list;
  const Result<Text> text = decode(list);
  return text ? std::string(text->utf8()) : list;
}

// The paths in a list: as `find -print0` writes them, where it has a NUL byte, which no path can have; otherwise lines.
std::vector<std::string> paths_in_list(const std::string& list) {
  const bool is_of_lines = list.find('\0') == std::string::npos;
  std::vector<std::string> paths;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(is_of_lines ? '\n' : '\0', begin), list.size());
    std::string path = list.substr(begin, end - begin);
    if (is_of_lines && !path.empty() && path.back() == '\r') path.pop_back();
    if (!path.empty()) paths.push_back(std::move(path));
    begin = end + 1;
  }
  return paths;
}

void add_list(const std::string& path, Lister& lister) {
  const Result<std::string> list = read_list(path, path == "-");
  if (!list) return lister.add_error(list.error());
  const std::vector<std::string> paths = paths_in_list(without_mark(*list));
  if (paths.empty()) lister.add_error({"input.empty_list", {{"path", path}}});
  for (const std::string& each : paths) lister.add_path(each);
}

}  // namespace

Listing list_inputs(const std::vector<std::string>& arguments, bool follow) {
  Lister lister(follow);
  for (const std::string& argument : arguments) {
    if (argument == "-") {
      lister.add_input({argument, -1, true});
    } else if (argument.size() > 1 && argument.front() == '@') {
      add_list(argument.substr(1), lister);
    } else {
      lister.add_path(argument);
    }
  }
  return lister.finished();
}

}  // namespace gouji
