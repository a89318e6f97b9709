// The inputs, one after the other, as they are to be read: archives are replaced by their members, and a stream on
// standard input by its documents, each when its turn comes. So memory holds what is listed, the names in one archive,
// and what is under way.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "source/archive.h"
#include "source/inputs.h"
#include "source/json_lines.h"

namespace gouji {

class InputSource {
 public:
  // An input of which everything is known, so that it is not opened: a document, or an archive with its members.
  struct Recalled {
    std::optional<UnpackedArchive> archive;
  };
  // Nullopt where it has to be looked into.
  using Recall = std::function<std::optional<Recalled>(const Input& input)>;

  // `is_stream`: standard input is a stream of JSON objects and no document.
  InputSource(Listing listing, bool is_stream, Recall recall = {}, const ArchiveLimits& limits = {});

  // The next input; nullopt behind the last one. What cannot be opened is an input with an error as its content. Behind
  // the members of an archive comes one that says so, with the archive's size and time as they were when it was read.
  // For one thread at a time. Does not throw.
  std::optional<Input> next();

  // Nobody will ask for more: a thread that waits in next() for a stream's next line is let go. For any thread.
  void stop() { is_stopped_ = true; }

  // How many inputs there are, as far as it is known: an archive that was not opened yet is one.
  std::size_t expected() const { return expected_; }
  // Whether that number means nothing, since a stream is among them.
  bool is_open_ended() const { return is_open_ended_; }

  // As it was given, with the archives that were named as further folders once they were opened. To be looked at when
  // next() is not called any more.
  const Listing& listing() const { return listing_; }

 private:
  void look_into(Input input);
  void look_into_standard_input(Input input);
  bool open_archive(const Input& input, int descriptor, std::string head);
  void add_members(const Input& input, UnpackedArchive archive);
  int folder_of(const Input& input, Folder::Kind kind);
  void add(Input input) { waiting_.push_back(std::move(input)); }

  Listing listing_;
  bool is_stream_;
  Recall recall_;
  ArchiveLimits limits_;
  std::size_t next_ = 0;  // in the listing
  std::deque<Input> waiting_;
  std::atomic<bool> is_stopped_ = false;
  std::optional<JsonLines> stream_;
  int stream_folder_ = -1;
  std::atomic<std::size_t> expected_;
  bool is_open_ended_;
};

}  // namespace gouji
