#include "source/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <clocale>
#include <map>
#include <memory>
#include <unordered_set>
#include <utility>

#include "source/file_kind.h"
#include "source/member_name.h"
#include "value/compression.h"
#include "value/open_file.h"

namespace gouji {
namespace {

constexpr std::size_t step = 64 * 1024;  // bytes read at a time

// libarchive's error number for what it finds no archive in: a text that was packed, a dump of a database. It has no
// name in its headers.
#ifdef EFTYPE
constexpr int unknown_format = EFTYPE;
#else
constexpr int unknown_format = EILSEQ;
#endif

// libarchive gives the names that are marked as UTF-8 in the locale's encoding; others it gives as they are. The
// program itself does without locales, so this thread gets one for as long as it reads an archive.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = ::uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

// A pipe whose first bytes were read already.
struct Pipe {
  int descriptor = -1;
  std::string head;
  std::array<char, step> buffer = {};

  static la_ssize_t read(archive* reader, void* self, const void** bytes) {
    Pipe& pipe = *static_cast<Pipe*>(self);
    if (!pipe.head.empty()) {
      const std::size_t size = pipe.head.copy(pipe.buffer.data(), step);
      pipe.head.erase(0, size);
      *bytes = pipe.buffer.data();
      return static_cast<la_ssize_t>(size);
    }
    ssize_t count = -1;
    do {
      count = ::read(pipe.descriptor, pipe.buffer.data(), step);
    } while (count < 0 && errno == EINTR);
    if (count < 0) archive_set_error(reader, errno, "cannot be read");
    *bytes = pipe.buffer.data();
    return count;
  }
};

class Unpacker {
 public:
  Unpacker(std::string path, int descriptor, std::string head, const ArchiveLimits& limits)
      : path_(std::move(path)),
        limits_(limits),
        reader_(archive_read_new(), &archive_read_free),
        spool_(std::make_shared<Spool>()) {
    pipe_.descriptor = descriptor;
    pipe_.head = std::move(head);
    struct stat status {};
    if (!pipe_.head.empty() || ::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return;
    size_ = static_cast<std::uint64_t>(status.st_size);
    modified_ = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  }

  std::optional<UnpackedArchive> run() {
    if (reader_ == nullptr) return std::nullopt;
    if (!open()) {
      if (archive_errno(reader_.get()) == unknown_format) return std::nullopt;
      // What was packed is broken from its first bytes on.
      say_damage();
    }
    archive_entry* entry = nullptr;
    for (int status = ARCHIVE_OK; !ended_;) {
      status = archive_read_next_header(reader_.get(), &entry);
      if (status == ARCHIVE_EOF) break;
      if (status == ARCHIVE_FATAL) {
        say_damage();
        break;
      }
      if (++entries_ > limits_.members) {
        say({"archive.too_many", {{"path", path_}, {"limit", std::to_string(limits_.members)}}});
        break;
      }
      if (status == ARCHIVE_OK || status == ARCHIVE_WARN) add(entry);
      if (is_document_) return std::nullopt;
      if (status == ARCHIVE_FAILED) say_damage();
    }
    return finished();
  }

 private:
  bool open() {
    archive* reader = reader_.get();
    for (const auto support :
         {archive_read_support_format_zip, archive_read_support_format_tar, archive_read_support_format_7zip,
          archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
          archive_read_support_filter_zstd}) {
      support(reader);
    }
    const int opened = size_ > 0 ? archive_read_open_fd(reader, pipe_.descriptor, step)
                                 : archive_read_open(reader, &pipe_, nullptr, &Pipe::read, nullptr);
    return opened == ARCHIVE_OK;
  }

  void say(Error error) { archive_.errors.push_back(std::move(error)); }

  void say_damage() {
    ended_ = true;
    if (entries_ == 0 && archive_read_has_encrypted_entries(reader_.get()) > 0) {
      return say({"archive.encrypted_names", {{"path", path_}}});
    }
    const char* reason = archive_error_string(reader_.get());
    say({"archive.damaged",
         {{"path", path_}, {"count", std::to_string(files_)}, {"reason", reason != nullptr ? reason : "?"}}});
  }

  void add(archive_entry* entry) {
    const auto type = archive_entry_filetype(entry);
    const char* hard_link = archive_entry_hardlink(entry);
    if (type == AE_IFDIR) return;
    const char* raw = archive_entry_pathname(entry);
    if (raw == nullptr) raw = archive_entry_pathname_utf8(entry);
    const std::string name = raw != nullptr ? readable_name(raw) : fmt::format("#{}", entries_);
    const std::optional<std::string> path = path_in_archive(name);
    if (!path) {
      Content outside;
      outside.error = Error{"archive.outside", {{"path", path_}, {"member", name}}};
      return put(name, std::move(outside));
    }
    if (is_zip() && is_part_of_document(*path)) {
      is_document_ = true;
      return;
    }
    if (const std::string hidden = hidden_part(*path); !hidden.empty()) {
      if (hidden_.insert(hidden).second) leave_out(hidden, "skipped.hidden");
      return skip();
    }
    if (hard_link != nullptr) return add_hard_link(*path, hard_link);
    if (type == AE_IFLNK) return leave_out(*path, "skipped.link_in_archive");
    if (type != AE_IFREG) return leave_out(*path, special_file(type).value_or("special.device"));
    ++files_;
    if (archive_entry_is_data_encrypted(entry) != 0) {
      if (encrypted_++ == 0) first_encrypted_ = *path;
      return leave_out(*path, "skipped.encrypted");
    }
    if (std::optional<Content> content = read(path_ + '/' + *path, entry)) put(*path, std::move(*content));
  }

  // A member that was read has two names. tar writes a file that was given to it twice as a link to itself.
  void add_hard_link(const std::string& path, const std::string& raw_target) {
    const std::optional<std::string> target = path_in_archive(readable_name(raw_target));
    if (target == path) return;
    const auto member = target ? contents_.find(*target) : contents_.end();
    if (member == contents_.end() || member->second->error) return leave_out(path, "skipped.link_in_archive");
    ++files_;
    // Many links to one large member are as much work as many members.
    if (count_unpacked(member->second->size)) put(path, member->second);
  }

  void put(const std::string& name, Content content) {
    content.is_of_archive = true;
    content.modified = modified_;
    put(name, std::make_shared<const Content>(std::move(content)));
  }

  void put(const std::string& name, std::shared_ptr<const Content> content) {
    std::shared_ptr<const Content>& kept = contents_[name];
    if (kept != nullptr) leave_out(name, same_name);
    kept = std::move(content);
  }

  void leave_out(const std::string& name, const std::string& code) { left_out_.emplace_back(name, code); }

  // Nullopt where the archive ended meanwhile.
  std::optional<Content> read(const std::string& path, archive_entry* entry) {
    Content content;
    std::string bytes;
    const bool is_head_read = read_up_to(head_size, path, bytes, content);
    if (ended_) return std::nullopt;
    if (is_head_read && may_be_archive(bytes) && !is_zip_document(bytes))
      content.error = Error{"archive.nested", {{"path", path}}};
    if (!content.error) content.error = binary_error(bytes, path);
    const bool is_known = archive_entry_size_is_set(entry) != 0;
    const std::uint64_t size = is_known ? static_cast<std::uint64_t>(archive_entry_size(entry)) : 0;
    if (!content.error && size > limits_.member) content.error = too_large(path, size, limits_.member);
    if (!content.error) {
      read_up_to(limits_.member + 1, path, bytes, content);
      if (ended_) return std::nullopt;
      if (!content.error && bytes.size() > limits_.member) content.error = too_large(path, 0, limits_.member);
    }
    if (content.error) {
      content.size = is_known ? size : bytes.size();
      skip();
      return content;
    }
    return spooled(bytes, std::move(content));
  }

  std::optional<Content> spooled(const std::string& bytes, Content content) {
    content.size = bytes.size();
    content.part = spool_->add(compress(bytes));
    content.spool = spool_;
    const std::optional<Error> error = spool_->error();
    if (!error) return content;
    say(*error);
    ended_ = true;
    return std::nullopt;
  }

  // Appends until `bytes` has `size` of them or the member ends. False where it cannot be read to there, which
  // `content` tells of where the member alone is damaged.
  bool read_up_to(std::size_t size, const std::string& path, std::string& bytes, Content& content) {
    while (bytes.size() < size) {
      const std::size_t before = bytes.size();
      bytes.resize(std::min(before + step, size));
      const la_ssize_t count = archive_read_data(reader_.get(), bytes.data() + before, bytes.size() - before);
      bytes.resize(before + static_cast<std::size_t>(std::max<la_ssize_t>(count, 0)));
      if (count == 0) return true;
      if (count == ARCHIVE_FATAL) {
        say_damage();
        return false;
      }
      if (count < 0) {
        const char* reason = archive_error_string(reader_.get());
        content.error = Error{"archive.member_damaged", {{"path", path}, {"reason", reason != nullptr ? reason : "?"}}};
        return false;
      }
      if (!count_unpacked(static_cast<std::uint64_t>(count))) return false;
    }
    return true;
  }

  // Passes the rest of a member. In a zip archive the next one is found without unpacking it; elsewhere it has to be
  // unpacked, and to be counted.
  void skip() {
    if (is_zip()) return;
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    while (!ended_) {
      const int status = archive_read_data_block(reader_.get(), &block, &size, &offset);
      if (status == ARCHIVE_FATAL) say_damage();
      if (status != ARCHIVE_OK) return;
      count_unpacked(size);
    }
  }

  bool is_zip() const { return (archive_format(reader_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP; }

  bool count_unpacked(std::uint64_t bytes) {
    unpacked_ += bytes;
    const std::uint64_t packed =
        size_ > 0 ? size_
                  : static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(reader_.get(), -1), 1));
    if (unpacked_ > limits_.unpacked) {
      say({"archive.too_large", {{"path", path_}, {"limit", std::to_string(limits_.unpacked >> 20)}}});
      ended_ = true;
    } else if (unpacked_ > limits_.ratio_from && unpacked_ / limits_.ratio > packed) {
      say({"archive.ratio", {{"path", path_}, {"limit", std::to_string(limits_.ratio)}}});
      ended_ = true;
    }
    return !ended_;
  }

  UnpackedArchive finished() {
    if (encrypted_ > 0) {
      say({"archive.encrypted",
           {{"path", path_}, {"count", std::to_string(encrypted_)}, {"member", first_encrypted_}}});
    }
    archive_.size = size_;
    archive_.modified = modified_;
    // What was left out stands before what was read under the same path.
    for (const auto& [name, code] : left_out_) {
      Content content;
      content.is_of_archive = true;
      content.modified = modified_;
      content.error = Error{contents_.contains(name) ? std::string(same_name) : code, {{"path", path_ + '/' + name}}};
      add_member(name, std::make_shared<const Content>(std::move(content)));
    }
    for (auto& [name, content] : contents_) add_member(name, std::move(content));
    std::stable_sort(archive_.members.begin(), archive_.members.end(),
                     [](const Input& a, const Input& b) { return a.path < b.path; });
    return std::move(archive_);
  }

  void add_member(const std::string& name, std::shared_ptr<const Content> content) {
    Input member;
    member.path = path_ + '/' + name;
    member.content = std::move(content);
    archive_.members.push_back(std::move(member));
  }

  const std::string path_;
  const ArchiveLimits& limits_;
  std::unique_ptr<archive, int (*)(archive*)> reader_;
  std::shared_ptr<Spool> spool_;
  Pipe pipe_;
  std::uint64_t size_ = 0;  // of the archive, in bytes; 0 for a pipe
  std::int64_t modified_ = 0;
  std::map<std::string, std::shared_ptr<const Content>> contents_;  // by their paths
  std::vector<std::pair<std::string, std::string>> left_out_;       // paths, and why by an error's code
  std::unordered_set<std::string> hidden_;                          // folders and files that were told
  std::size_t entries_ = 0;                                         // of all kinds
  std::size_t files_ = 0;                                           // that may be reports
  std::size_t encrypted_ = 0;
  std::string first_encrypted_;
  std::uint64_t unpacked_ = 0;  // bytes
  bool ended_ = false;          // nothing more can or may be read
  bool is_document_ = false;    // and no archive
  UnpackedArchive archive_;
};

}  // namespace

bool may_be_archive(std::string_view head) {
  using namespace std::string_view_literals;
  for (const std::string_view beginning : {"PK\x03\x04"sv, "PK\x05\x06"sv, "PK\x07\x08"sv, "\x1F\x8B"sv, "BZh"sv,
                                           "\xFD"
                                           "7zXZ\0"sv,
                                           "\x28\xB5\x2F\xFD"sv, "7z\xBC\xAF\x27\x1C"sv}) {
    if (head.substr(0, beginning.size()) == beginning) return true;
  }
  constexpr std::size_t tar_mark_at = 257;
  return head.size() > tar_mark_at && head.substr(tar_mark_at, 5) == "ustar";
}

bool is_zip_document(std::string_view head) {
  const std::vector<std::string_view> names = first_zip_members(head);
  return !names.empty() &&
         (names.front() == "mimetype" || std::any_of(names.begin(), names.end(), is_part_of_document));
}

std::optional<UnpackedArchive> unpack_archive(const std::string& path, int descriptor, std::string head,
                                              const ArchiveLimits& limits) {
  const Utf8Locale locale;
  return Unpacker(path, descriptor, std::move(head), limits).run();
}

}  // namespace gouji
