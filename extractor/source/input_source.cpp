#include "source/input_source.h"

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <utility>

#include "source/input_bytes.h"
#include "value/open_file.h"

namespace gouji {
namespace {

// The first bytes, as many as it takes to know an archive; fewer only at the end, or where they cannot be read: whoever
// reads on will say why.
std::string head_of(const OpenFile& file) {
  std::string head;
  if (!file.read(archive_head_size, head)) return head;
  if (may_be_archive(head)) static_cast<void>(file.read(head_size - head.size(), head));
  return head;
}

bool is_archive(const std::string& head) { return may_be_archive(head) && !is_zip_document(head); }

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
  if (input.store != nullptr || input.content != nullptr) return add(std::move(input));
  if (recall_) {
    if (std::optional<Recalled> recalled = recall_(input)) {
      if (recalled->archive) return add_members(input, std::move(*recalled->archive));
      return add(std::move(input));
    }
  }
  // What cannot be opened is told when it is read.
  const Result<OpenFile> file = OpenFile::open(input.path);
  if (file && is_archive(head_of(*file))) {
    if (::lseek(file->descriptor(), 0, SEEK_SET) == 0 && open_archive(input, file->descriptor(), "")) return;
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
  const OpenFile file = OpenFile::standard_input();
  std::string head = head_of(file);
  // What is redirected from a file may be read from its middle, where it was left.
  const bool is_file = ::lseek(STDIN_FILENO, 0, SEEK_CUR) == static_cast<off_t>(head.size());
  if (is_archive(head)) {
    if (is_file) ::lseek(STDIN_FILENO, 0, SEEK_SET);
    if (open_archive(input, STDIN_FILENO, is_file ? "" : head)) return;
    // What was read of a packed file to see that it is no tar is lost, and it would be no text.
  }
  Result<std::string> bytes = read_bytes(file, input.path, std::move(head));
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
