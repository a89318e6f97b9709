#include "cli/input_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <new>
#include <string>
#include <utility>

#include "cli/reader.h"

namespace gouji {
namespace {

// Fewer bytes only at the end, or where they cannot be read: whoever reads on will say why.
std::string head_of(int descriptor) {
  std::string head(archive_head_size, '\0');
  std::size_t filled = 0;
  while (filled < head.size()) {
    const ssize_t count = ::read(descriptor, head.data() + filled, head.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    filled += static_cast<std::size_t>(count);
  }
  head.resize(filled);
  return head;
}

// A regular file, open for reading; -1 for what is none or cannot be opened, which is told when it is read.
class RegularFile {
 public:
  explicit RegularFile(const std::string& path) {
    struct stat status {};
    // A pipe that is opened and closed again has lost its writer.
    if (::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
      descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    }
  }
  ~RegularFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  RegularFile(const RegularFile&) = delete;
  RegularFile& operator=(const RegularFile&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

Input with_error(Input input, Error error) {
  Content content;
  content.error = std::move(error);
  input.content = std::make_shared<const Content>(std::move(content));
  return input;
}

}  // namespace

InputSource::InputSource(Listing listing, bool is_stream, Recall recall, const ArchiveLimits& limits)
    : listing_(std::move(listing)),
      is_stream_(is_stream),
      recall_(std::move(recall)),
      limits_(limits),
      expected_(listing_.inputs.size()),
      is_open_ended_(is_stream && std::any_of(listing_.inputs.begin(), listing_.inputs.end(),
                                              [](const Input& input) { return input.is_standard_input; })) {}

std::optional<Input> InputSource::next() {
  while (true) {
    if (!waiting_.empty()) {
      Input input = std::move(waiting_.front());
      waiting_.pop_front();
      return input;
    }
    const Input* looked_into = nullptr;
    try {
      if (stream_) {
        if (std::optional<Input> input = stream_->next()) {
          input->folder = stream_folder_;
          return input;
        }
        stream_.reset();
      }
      if (next_ == listing_.inputs.size()) return std::nullopt;
      looked_into = &listing_.inputs[next_++];
      look_into(*looked_into);
    } catch (const std::bad_alloc&) {
      stream_.reset();
      const std::string path = looked_into != nullptr ? looked_into->path : "-";
      return with_error({path}, {"input.no_memory", {{"path", path}}});
    } catch (const std::exception& exception) {
      stream_.reset();
      const std::string path = looked_into != nullptr ? looked_into->path : "-";
      return with_error({path}, {"input.internal", {{"path", path}, {"reason", exception.what()}}});
    }
  }
}

void InputSource::look_into(Input input) {
  if (input.is_standard_input) return look_into_standard_input(std::move(input));
  if (input.collection != nullptr) return add(std::move(input));
  if (recall_) {
    if (std::optional<Recalled> recalled = recall_(input)) {
      if (recalled->archive) return add_members(input, std::move(*recalled->archive));
      return add(std::move(input));
    }
  }
  const RegularFile file(input.path);
  if (file.descriptor() >= 0 && may_be_archive(head_of(file.descriptor()))) {
    if (::lseek(file.descriptor(), 0, SEEK_SET) == 0 && open_archive(input, file.descriptor(), "")) return;
  }
  add(std::move(input));
}

void InputSource::look_into_standard_input(Input input) {
  if (is_stream_) {
    stream_.emplace(STDIN_FILENO, limits_.member, is_stopped_);
    stream_folder_ = folder_of(input, Folder::Kind::stream);
    --expected_;
    return;
  }
  std::string head = head_of(STDIN_FILENO);
  // What is redirected from a file may be read from its middle, where it was left.
  const bool is_file = ::lseek(STDIN_FILENO, 0, SEEK_CUR) == static_cast<off_t>(head.size());
  if (may_be_archive(head)) {
    if (is_file) ::lseek(STDIN_FILENO, 0, SEEK_SET);
    if (open_archive(input, STDIN_FILENO, is_file ? "" : head)) return;
    // What was read of a packed file to see that it is no tar is lost, and it would be no text.
  }
  Result<std::string> bytes = read_bytes(input.path, true, document_limit, std::move(head));
  if (!bytes) return add(with_error(std::move(input), bytes.error()));
  Content content;
  content.size = bytes->size();
  content.bytes = std::move(*bytes);
  input.content = std::make_shared<const Content>(std::move(content));
  add(std::move(input));
}

bool InputSource::open_archive(const Input& input, int descriptor, std::string head) {
  std::optional<UnpackedArchive> archive = unpack_archive(input.path, descriptor, std::move(head), limits_);
  if (!archive) return false;
  add_members(input, std::move(*archive));
  return true;
}

void InputSource::add_members(const Input& input, UnpackedArchive archive) {
  const int folder = folder_of(input, Folder::Kind::archive);
  expected_ += archive.members.size() + archive.errors.size() - 1;
  for (Input& member : archive.members) {
    member.folder = folder;
    add(std::move(member));
  }
  for (Error& error : archive.errors) add(with_error({input.path, folder}, std::move(error)));
  Content content;
  content.size = archive.size;
  content.modified = archive.modified;
  content.is_of_archive = true;
  Input end{input.path, folder};
  end.content = std::make_shared<const Content>(std::move(content));
  end.ends_archive = true;
  add(std::move(end));
}

// An archive in a folder is a part of it.
int InputSource::folder_of(const Input& input, Folder::Kind kind) {
  if (input.folder >= 0) return input.folder;
  listing_.folders.push_back({input.path, kind});
  return static_cast<int>(listing_.folders.size()) - 1;
}

}  // namespace gouji
