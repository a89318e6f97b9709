#include "cli/clashes.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "source/file_identity.h"

namespace gouji {

namespace {

// A file that would be written, and by what.
struct Written {
  std::string option;  // "--output"; empty: standard output
  std::string path;
  FileIdentity identity;
  bool is_empty = false;
  bool is_database = false;     // one that is written to
  bool is_of_database = false;  // a file that SQLite has beside it
};

// Nullopt where nothing can be written over: devices and pipes keep nothing.
std::optional<Written> written_to(const std::string& option, const std::string& path) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (path.empty() || (exists && !S_ISREG(status.st_mode))) return std::nullopt;
  std::optional<FileIdentity> identity = identity_of(path);
  if (!identity) return std::nullopt;
  return Written{option, path, std::move(*identity), exists && status.st_size == 0};
}

// A standard stream's file, where it is one.
std::optional<FileIdentity> identity_of_stream(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileIdentity{status.st_dev, status.st_ino, ""};
}

// What SQLite has beside a database while it works, or leaves when it is killed.
constexpr const char* endings_beside_database[] = {"-journal", "-wal", "-shm"};

class Clashes {
 public:
  Clashes(const Options& options, Listing& listing) : options_(options), listing_(listing) {}

  Result<void> check() {
    for (const auto& [option, path] : {std::pair<std::string, std::string>{"--output", options_.output},
                                       {"--summary-json", options_.summary_json}}) {
      if (std::optional<Written> file = written_to(option, path)) add(std::move(*file));
    }
    add_standard_output();
    compare_with_database(options_.database, writes_database());
    if (options_.command == Command::merge) {
      for (const std::string& other : options_.arguments) compare_with_database(other, false);
    }
    compare("usage.clash_baseline", options_.baseline);
    compare_with_grammar();
    if (reads_inputs(*options_.command)) compare_with_inputs();
    if (clash_) return tl::make_unexpected(std::move(*clash_));
    return {};
  }

 private:
  // Those commands print nothing on standard output.
  bool writes_database() const { return options_.command == Command::ingest || options_.command == Command::merge; }

  void add(Written file) {
    for (const Written& other : written_) {
      if (other.identity == file.identity) tell("usage.clash_output", other, file.path);
    }
    written_.push_back(std::move(file));
  }

  void add_standard_output() {
    if (!options_.output.empty() || writes_database()) return;
    const std::optional<FileIdentity> identity = identity_of_stream(STDOUT_FILENO);
    struct stat status {};
    if (!identity || ::fstat(STDOUT_FILENO, &status) != 0) return;
    // Standard error may go to the same file as standard output, and so may a summary.
    standard_output_ = Written{"", "", *identity, status.st_size == 0};
  }

  void tell(const char* code, const Written& file, const std::string& other) {
    if (clash_) return;
    if (file.option.empty()) {
      clash_ = Error{"usage.clash_standard_output", {{"other", other}}};
    } else {
      clash_ = Error{code, {{"option", file.option}, {"path", file.path}, {"other", other}}};
    }
  }

  // That a file is read.
  void compare(const char* code, const std::string& path) {
    if (path.empty()) return;
    if (const std::optional<FileIdentity> identity = identity_of(path)) compare(code, path, *identity);
  }

  void compare(const char* code, const std::string& path, const FileIdentity& identity) {
    for (const Written& file : written_) {
      if (file.identity == identity) tell(code, file, path);
    }
    if (standard_output_ && standard_output_->identity == identity) tell(code, *standard_output_, path);
  }

  void compare_with_database(const std::string& database, bool is_written) {
    if (database.empty()) return;
    std::vector<Written> files;
    if (std::optional<FileIdentity> identity = identity_of(database)) {
      files.push_back({"--db", database, std::move(*identity), false, true, false});
    }
    for (const char* ending : endings_beside_database) {
      std::optional<FileIdentity> identity = identity_of(behind_links(database) + ending);
      if (identity) files.push_back({"--db", database, std::move(*identity), false, false, true});
    }
    for (const Written& file : files) {
      for (const Written& other : written_) {
        // A database may be merged into itself: all of it is there already.
        const bool is_itself = file.is_database == other.is_database && file.is_of_database == other.is_of_database;
        if (other.identity == file.identity && !is_itself) tell("usage.clash_database", other, database);
      }
      if (standard_output_ && standard_output_->identity == file.identity) {
        tell("usage.clash_database", *standard_output_, database);
      }
    }
    if (is_written) written_.insert(written_.end(), files.begin(), files.end());
  }

  void compare_with_grammar() {
    if (options_.grammar.empty()) return;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(options_.grammar, error), end; !error && entry != end;
         entry.increment(error)) {
      compare("usage.clash_grammar", entry->path().string());
    }
  }

  void compare_with_inputs() {
    for (const std::string& argument : options_.arguments) {
      const bool is_list = argument.size() > 1 && argument.front() == '@';
      if (is_list && argument != "@-") compare("usage.clash_list", argument.substr(1));
      if (argument != "-" && argument != "@-") continue;
      if (const std::optional<FileIdentity> identity = identity_of_stream(STDIN_FILENO)) {
        compare("usage.clash_input", "-", *identity);
      }
    }
    if (written_.empty() && !standard_output_) return;
    std::erase_if(listing_.inputs, [&](const Input& input) { return is_left_out(input); });
  }

  // Tells of a clash; true for what is no input although it is in a folder that is one.
  bool is_left_out(const Input& input) {
    if (input.is_standard_input) return false;
    const std::optional<FileIdentity> identity = identity_of(input.path);
    if (!identity) return false;
    const bool is_in_folder = input.folder >= 0;
    if (standard_output_ && standard_output_->identity == *identity) {
      if (is_in_folder && standard_output_->is_empty) return true;
      tell("usage.clash_input", *standard_output_, input.path);
    }
    for (const Written& file : written_) {
      if (file.identity != *identity) continue;
      if (is_in_folder && (file.is_database || file.is_of_database)) return true;
      tell("usage.clash_input", file, input.path);
    }
    return false;
  }

  const Options& options_;
  Listing& listing_;
  std::vector<Written> written_;
  std::optional<Written> standard_output_;
  std::optional<Error> clash_;  // the first one
};

}  // namespace

Result<void> keep_apart(const Options& options, Listing& listing) { return Clashes(options, listing).check(); }

}  // namespace gouji
