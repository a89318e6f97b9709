#include "database/workbook_check.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <vector>

namespace gouji {
namespace {

// The header before each file in a ZIP archive (APPNOTE.TXT 4.3.7). Numbers are little-endian.
constexpr std::size_t header_size = 30;
constexpr std::uint32_t header_mark = 0x04034B50;

constexpr std::size_t chunk_size = 64 * 1024;

// A part of the workbook, which is XML: it goes by piece by piece.
class Part {
 public:
  void add(std::string_view piece) {
    if (head_.size() < kept) head_ += piece.substr(0, kept - head_.size());
    // What ends in this piece may have begun in the one before.
    window_ += piece;
    constexpr std::string_view cell = "<c r=";
    std::size_t behind = 0;
    for (std::size_t at = window_.find(cell); at != std::string::npos; at = window_.find(cell, behind)) {
      ++cells_;
      behind = at + cell.size();
    }
    window_.erase(0, std::max(behind, window_.size() - std::min(window_.size(), cell.size() - 1)));
    tail_ += piece.substr(piece.size() - std::min(piece.size(), kept));
    tail_.erase(0, tail_.size() - std::min(tail_.size(), kept));
  }

  std::size_t cells() const { return cells_; }

  // Its last tag ends the element that its first one begins, or is the only one.
  bool is_whole() const {
    const std::size_t first = head_.find('<', head_.find("?>"));
    const std::size_t end = tail_.find_last_not_of('\n') + 1;
    if (first == std::string::npos || end == 0) return false;
    const std::string root = head_.substr(first + 1, head_.find_first_of(" />", first + 1) - first - 1);
    const std::string last = tail_.substr(0, end).substr(tail_.rfind('<') + 1);
    return last == '/' + root + '>' || (last.rfind(root, 0) == 0 && last.ends_with("/>"));
  }

 private:
  static constexpr std::size_t kept = 1024;

  std::string head_;
  std::string window_;
  std::string tail_;
  std::size_t cells_ = 0;
};

class Archive {
 public:
  explicit Archive(const std::string& path) : file_(path, std::ios::binary) {}

  std::optional<std::size_t> cells() {
    std::size_t cells = 0;
    std::size_t parts = 0;
    for (; next(); ++parts) {
      Part part;
      if (!unpack(part) || !part.is_whole()) return std::nullopt;
      cells += part.cells();
    }
    if (parts == 0 || !file_) return std::nullopt;
    return cells;
  }

 private:
  // Goes to the content of the next part; false behind the last one, and where the file cannot be read.
  bool next() {
    std::string header(header_size, '\0');
    if (!file_.read(header.data(), header_size) || number(header, 0, 4) != header_mark) return false;
    checksum_ = number(header, 14, 4);
    packed_size_ = number(header, 18, 4);
    file_.ignore(static_cast<std::streamsize>(number(header, 26, 2) + number(header, 28, 2)));
    return true;
  }

  bool unpack(Part& part) {
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
    std::string packed(chunk_size, '\0');
    std::string plain(chunk_size, '\0');
    uLong checksum = ::crc32(0, nullptr, 0);
    int state = Z_OK;
    for (std::size_t left = packed_size_; left > 0 && state == Z_OK;) {
      const std::size_t size = std::min(left, packed.size());
      if (!file_.read(packed.data(), static_cast<std::streamsize>(size))) break;
      left -= size;
      stream.next_in = reinterpret_cast<Bytef*>(packed.data());
      stream.avail_in = static_cast<uInt>(size);
      do {
        stream.next_out = reinterpret_cast<Bytef*>(plain.data());
        stream.avail_out = static_cast<uInt>(plain.size());
        state = ::inflate(&stream, Z_NO_FLUSH);
        const std::size_t unpacked = plain.size() - stream.avail_out;
        checksum = ::crc32(checksum, reinterpret_cast<const Bytef*>(plain.data()), static_cast<uInt>(unpacked));
        part.add(std::string_view(plain).substr(0, unpacked));
      } while (state == Z_OK && stream.avail_out == 0);
      if (state == Z_BUF_ERROR) state = Z_OK;  // all that there was is unpacked
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END && checksum == checksum_;
  }

  static std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t number = 0;
    for (std::size_t i = size; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    return number;
  }

  std::ifstream file_;
  std::uint32_t checksum_ = 0;
  std::uint32_t packed_size_ = 0;
};

}  // namespace

std::optional<std::size_t> cells_of_workbook(const std::string& path) { return Archive(path).cells(); }

}  // namespace gouji
