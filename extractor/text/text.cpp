#include "text/text.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

#include "text/fold.h"

namespace gouji {
namespace {

using Anchor = Text::Anchor;

constexpr char32_t replacement = 0xFFFD;

// A text hurt in transport, or cut in the middle of a character, is damaged in a few places; one that is read in a
// wrong encoding is damaged nearly everywhere (GB18030 read as UTF-8 in more than half of its characters). What lies
// between would be a guess: one place in so many characters is the most that is mended.
constexpr std::size_t characters_a_damage = 20;

// A text under construction: characters are appended with the number of the file's bytes that each was read from.
class Decoding {
 public:
  Decoding(std::string encoding, ByteOffset source_begin, std::size_t expected_size)
      : encoding_(std::move(encoding)), source_begin_(source_begin), source_at_(source_begin) {
    utf8_.reserve(expected_size);
  }

  void append(char32_t character, int source_size) {
    const int size = U8_LENGTH(character);
    step(size, source_size);
    std::array<char, 4> bytes;
    int32_t written = 0;
    U8_APPEND_UNSAFE(bytes, written, character);
    utf8_.append(bytes.data(), static_cast<std::size_t>(size));
    source_at_ += static_cast<ByteOffset>(source_size);
    if (character >= 0x80) ++beyond_ascii_;
  }

  // Bytes that are valid UTF-8 already.
  void append_as_it_is(std::string_view valid, std::size_t beyond_ascii) {
    if (valid.empty()) return;
    step(1, 1);
    utf8_.append(valid);
    source_at_ += valid.size();
    beyond_ascii_ += beyond_ascii;
  }

  void append_damage(int source_size) {
    if (damaged_places_++ == 0) first_damage_ = source_at_;
    append(replacement, source_size);
  }

  // `characters` are those that could have been damaged: where ASCII proves nothing, the others.
  bool has_little_damage(std::size_t characters) const {
    return static_cast<std::size_t>(damaged_places_) * characters_a_damage <= characters;
  }
  bool is_damaged() const { return damaged_places_ > 0; }
  ByteOffset first_damage() const { return first_damage_; }
  std::size_t beyond_ascii() const { return beyond_ascii_; }

  Text text() && {
    Text text(std::move(utf8_), std::move(encoding_), source_begin_, std::move(anchors_));
    text.damaged_places = damaged_places_;
    text.first_damage = first_damage_;
    return text;
  }

 private:
  void step(int decoded_step, int source_step) {
    if (!anchors_.empty() && anchors_.back().decoded_step == decoded_step &&
        anchors_.back().source_step == source_step) {
      return;
    }
    anchors_.push_back({utf8_.size(), source_at_, decoded_step, source_step});
  }

  std::string utf8_;
  std::string encoding_;
  ByteOffset source_begin_;
  ByteOffset source_at_;
  std::vector<Anchor> anchors_;
  std::size_t beyond_ascii_ = 0;
  int damaged_places_ = 0;
  ByteOffset first_damage_ = 0;
};

tl::unexpected<Error> fail_at(const char* code, ByteOffset offset) {
  return fail(code, {{"offset", std::to_string(offset)}});
}

bool is_blank(std::string_view utf8) {
  while (!utf8.empty()) {
    const char32_t character = next_character(utf8);
    const bool line_end =
        (character >= '\n' && character <= '\r') || character == 0x85 || character == 0x2028 || character == 0x2029;
    if (!line_end && !is_space(character)) return false;
  }
  return true;
}

Result<Text> unless_blank(Text text) {
  if (is_blank(text.utf8())) return fail("text.empty");
  return text;
}

const std::uint8_t* as_bytes(std::string_view bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

// ---- UTF-8

// Takes one character off the front of bytes[at, size), and returns whether it was valid. An invalid one is a maximal
// subpart, as the Unicode standard recommends.
bool next_utf8(const std::uint8_t* bytes, ByteOffset& at, ByteOffset size) {
  int32_t read = 0;
  UChar32 character = 0;
  const auto rest = static_cast<int32_t>(std::min<ByteOffset>(size - at, U8_MAX_LENGTH));
  U8_NEXT(bytes + at, read, rest, character);
  at += static_cast<ByteOffset>(read);
  return character >= 0;
}

// U+4000 to U+9FFF: every trail byte is valid behind these lead bytes.
bool is_han_utf8(const std::uint8_t* bytes, ByteOffset size) {
  return bytes[0] >= 0xE4 && bytes[0] <= 0xE9 && size >= 3 && U8_IS_TRAIL(bytes[1]) && U8_IS_TRAIL(bytes[2]);
}

// The end of the valid text that begins at `at`. Counts its characters beyond ASCII.
ByteOffset valid_utf8_end(std::string_view text, ByteOffset at, std::size_t& beyond_ascii) {
  const std::uint8_t* const bytes = as_bytes(text);
  while (at < text.size()) {
    // The two kinds that a report is made of, without looking at all that could be wrong with others.
    if (bytes[at] < 0x80) {
      ++at;
      continue;
    }
    if (is_han_utf8(bytes + at, text.size() - at)) {
      at += 3;
      ++beyond_ascii;
      continue;
    }
    const ByteOffset begin = at;
    if (!next_utf8(bytes, at, text.size())) return begin;
    ++beyond_ascii;
  }
  return at;
}

bool is_utf8(std::string_view text) {
  std::size_t beyond_ascii = 0;
  return valid_utf8_end(text, 0, beyond_ascii) == text.size();
}

Decoding decode_damaged_utf8(std::string_view bytes, ByteOffset source_begin) {
  Decoding decoding("UTF-8", source_begin, bytes.size());
  for (ByteOffset at = source_begin; at < bytes.size();) {
    std::size_t beyond_ascii = 0;
    const ByteOffset end = valid_utf8_end(bytes, at, beyond_ascii);
    decoding.append_as_it_is(bytes.substr(at, end - at), beyond_ascii);
    at = end;
    if (at == bytes.size()) break;
    next_utf8(as_bytes(bytes), at, bytes.size());
    decoding.append_damage(static_cast<int>(at - end));
  }
  return decoding;
}

// ---- UTF-16

enum class ByteOrder { little, big };

char16_t unit_at(std::string_view bytes, ByteOffset at, ByteOrder order) {
  const auto first = static_cast<std::uint8_t>(bytes[at]);
  const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
  return static_cast<char16_t>(order == ByteOrder::little ? first | second << 8 : second | first << 8);
}

// What a Chinese report consists of: ASCII, general and CJK punctuation, drawn tables, Han, full-width forms.
bool is_expected_in_report(char16_t unit) {
  return (unit >= '\t' && unit < 0x7F) || (unit >= 0x2000 && unit < 0x2600) || (unit >= 0x3000 && unit < 0x3040) ||
         (unit >= 0x4E00 && unit < 0xA000) || (unit >= 0xFF00);
}

// UTF-16 without a mark, told from the first bytes: digits and line ends leave NULs, all of them on the same side of a
// pair, and nearly all the units are what reports consist of. (A stray NUL in other text is a single one.)
std::optional<ByteOrder> guess_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1});
  const std::size_t units = sample.size() / 2;
  for (const ByteOrder order : {ByteOrder::little, ByteOrder::big}) {
    std::size_t ascii = 0;
    std::size_t expected = 0;
    for (ByteOffset at = 0; at < sample.size(); at += 2) {
      const char16_t unit = unit_at(sample, at, order);
      if (is_expected_in_report(unit)) ++expected;
      if (unit != 0 && unit < 0x80) ++ascii;
    }
    if (ascii > 0 && ascii * 100 >= units && expected * 10 >= units * 9) return order;
  }
  return std::nullopt;
}

Result<Text> decode_utf16(std::string_view bytes, ByteOrder order, ByteOffset source_begin) {
  Decoding decoding(order == ByteOrder::little ? "UTF-16LE" : "UTF-16BE", source_begin, bytes.size() / 2 * 3);
  std::size_t characters = 0;
  ByteOffset at = source_begin;
  for (; at + 1 < bytes.size(); ++characters) {
    const char16_t unit = unit_at(bytes, at, order);
    if (unit == 0) return fail_at("text.binary", at);
    const bool pair = U16_IS_LEAD(unit) && at + 3 < bytes.size() && U16_IS_TRAIL(unit_at(bytes, at + 2, order));
    if (pair) {
      decoding.append(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(unit, unit_at(bytes, at + 2, order))), 4);
    } else if (U16_IS_SURROGATE(unit)) {
      decoding.append_damage(2);
    } else {
      decoding.append(unit, 2);
    }
    at += pair ? 4 : 2;
  }
  if (at < bytes.size()) decoding.append_damage(1);
  if (!decoding.has_little_damage(characters)) return fail_at("text.encoding", decoding.first_damage());
  return unless_blank(std::move(decoding).text());
}

// ---- GB18030 and Big5

// An encoding whose characters take several bytes, and how its common characters look. Big5 is nearly always valid
// GB18030 too, but then most of its characters are rare ones; the same the other way round.
struct MultiByteEncoding {
  const char* name;
  const char* converter;  // ICU's name for it
  int (*character_size)(std::string_view bytes, ByteOffset at);
  bool (*is_common)(std::uint8_t lead, std::uint8_t trail);
};

int gb18030_character_size(std::string_view bytes, ByteOffset at) {
  if (static_cast<std::uint8_t>(bytes[at]) < 0x80) return 1;
  return at + 1 < bytes.size() && bytes[at + 1] >= '0' && bytes[at + 1] <= '9' ? 4 : 2;
}

// The symbols of GB 2312 and its level 1, the 3755 characters in everyday use.
bool is_common_gb18030(std::uint8_t lead, std::uint8_t trail) {
  return trail >= 0xA1 && ((lead >= 0xA1 && lead <= 0xA9) || (lead >= 0xB0 && lead <= 0xD7));
}

int big5_character_size(std::string_view bytes, ByteOffset at) {
  const auto lead = static_cast<std::uint8_t>(bytes[at]);
  return lead <= 0x80 || lead == 0xFF ? 1 : 2;
}

// The symbols of Big5 and its level 1, the 5401 characters in everyday use.
bool is_common_big5(std::uint8_t lead, std::uint8_t trail) { return trail >= 0x40 && lead >= 0xA1 && lead <= 0xC6; }

constexpr std::array<MultiByteEncoding, 2> multi_byte_encodings = {{
    {"GB18030", "gb18030", gb18030_character_size, is_common_gb18030},
    {"Big5", "Big5", big5_character_size, is_common_big5},
}};

struct Candidate {
  Decoding decoding;
  std::size_t common = 0;  // characters beyond ASCII that are in everyday use

  // At least half of the characters must be: proper names have rare ones, but no report is made of them.
  bool is_plausible() const {
    const std::size_t characters = decoding.beyond_ascii();
    return decoding.has_little_damage(characters) && common * 2 >= characters;
  }
};

// Runs ICU's converter over the bytes, a chunk at a time. The converter says which characters there are and where it
// stops at damage; the encoding says how many bytes each of them took.
class MultiByteDecoder {
 public:
  MultiByteDecoder(const MultiByteEncoding& encoding, std::string_view bytes)
      : encoding_(encoding),
        bytes_(bytes),
        converter_(nullptr, ucnv_close),
        candidate_{Decoding(encoding.name, 0, bytes.size() / 2 * 3)} {
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_open(encoding.converter, &status));
    ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    usable_ = U_SUCCESS(status);
  }

  std::optional<Candidate> decode() && {
    if (!usable_) return std::nullopt;
    const char* source = bytes_.data();
    const char* const end = source + bytes_.size();
    while (source < end || has_more_) {
      const char* const chunk_end = source + std::min<std::ptrdiff_t>(end - source, chunk_size);
      convert(source, chunk_end, chunk_end == end);
    }
    return std::move(candidate_);
  }

 private:
  static constexpr std::ptrdiff_t chunk_size = 8192;

  void convert(const char*& source, const char* chunk_end, bool last) {
    UErrorCode status = U_ZERO_ERROR;
    char16_t* target = units_.data();
    ucnv_toUnicode(converter_.get(), &target, units_.data() + units_.size(), &source, chunk_end, nullptr, last,
                   &status);
    append(units_.data(), static_cast<int32_t>(target - units_.data()));
    has_more_ = U_FAILURE(status);
    if (has_more_ && status != U_BUFFER_OVERFLOW_ERROR) append_damage();
  }

  void append(const char16_t* units, int32_t size) {
    for (int32_t i = 0; i < size;) {
      UChar32 character = 0;
      U16_NEXT(units, i, size, character);
      const int source_size = encoding_.character_size(bytes_, at_);
      if (source_size == 2 && is_common_at(at_)) ++candidate_.common;
      candidate_.decoding.append(static_cast<char32_t>(character), source_size);
      at_ += static_cast<ByteOffset>(source_size);
    }
  }

  bool is_common_at(ByteOffset at) const {
    return encoding_.is_common(static_cast<std::uint8_t>(bytes_[at]), static_cast<std::uint8_t>(bytes_[at + 1]));
  }

  void append_damage() {
    std::array<char, 32> invalid;
    auto size = static_cast<int8_t>(invalid.size());
    UErrorCode status = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter_.get(), invalid.data(), &size, &status);
    candidate_.decoding.append_damage(size);
    at_ += static_cast<ByteOffset>(size);
  }

  const MultiByteEncoding& encoding_;
  std::string_view bytes_;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter_;
  bool usable_ = false;
  bool has_more_ = false;  // the converter holds back what it read already
  ByteOffset at_ = 0;
  // A character needs two bytes a unit or more, except ASCII; the rest is for what the converter held back.
  std::array<char16_t, chunk_size + 64> units_;
  Candidate candidate_;
};

// A line ends with LF, CR LF or CR; a text that ends with one has an empty last line.
std::vector<ByteOffset> find_line_begins(std::string_view text) {
  std::vector<ByteOffset> begins = {0};
  for (ByteOffset at = 0; at < text.size();) {
    const ByteOffset line_feed = std::min(text.find('\n', at), text.size());
    const std::string_view segment = text.substr(at, line_feed - at);
    for (ByteOffset cr = segment.find('\r'); cr != std::string_view::npos; cr = segment.find('\r', cr + 1)) {
      if (at + cr + 1 < line_feed || line_feed == text.size()) begins.push_back(at + cr + 1);
    }
    at = line_feed + 1;
    if (line_feed < text.size()) begins.push_back(at);
  }
  return begins;
}

ByteOffset count_characters(std::string_view utf8) {
  return static_cast<ByteOffset>(std::count_if(utf8.begin(), utf8.end(), [](char byte) { return !U8_IS_TRAIL(byte); }));
}

// Those before each `step` bytes of a text.
std::vector<ByteOffset> count_characters(std::string_view utf8, ByteOffset step) {
  std::vector<ByteOffset> before;
  before.reserve(utf8.size() / step + 1);
  ByteOffset characters = 0;
  for (ByteOffset at = 0; at <= utf8.size(); at += step) {
    before.push_back(characters);
    characters += count_characters(utf8.substr(at, step));
  }
  return before;
}

Result<Text> decode_multi_byte(std::string_view bytes, ByteOffset first_invalid) {
  std::optional<Candidate> best;
  for (const MultiByteEncoding& encoding : multi_byte_encodings) {
    std::optional<Candidate> candidate = MultiByteDecoder(encoding, bytes).decode();
    if (!candidate) continue;
    if (candidate->decoding.is_damaged()) first_invalid = std::max(first_invalid, candidate->decoding.first_damage());
    if (candidate->is_plausible() && (!best || candidate->common > best->common)) best = std::move(candidate);
  }
  if (!best) return fail_at("text.encoding", first_invalid);
  return unless_blank(std::move(best->decoding).text());
}

}  // namespace

Result<Text> decode(std::string bytes) {
  if (bytes.starts_with("\xFF\xFE")) return decode_utf16(bytes, ByteOrder::little, 2);
  if (bytes.starts_with("\xFE\xFF")) return decode_utf16(bytes, ByteOrder::big, 2);
  if (const ByteOffset nul = bytes.find('\0'); nul != std::string::npos) {
    if (const std::optional<ByteOrder> order = guess_utf16(bytes)) return decode_utf16(bytes, *order, 0);
    return fail_at("text.binary", nul);
  }

  const ByteOffset mark_size = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  if (is_utf8(bytes)) {
    bytes.erase(0, mark_size);
    return unless_blank(Text(std::move(bytes), "UTF-8", mark_size, {}));
  }
  Decoding damaged = decode_damaged_utf8(bytes, mark_size);
  if (damaged.has_little_damage(damaged.beyond_ascii())) return unless_blank(std::move(damaged).text());
  return decode_multi_byte(bytes, damaged.first_damage());
}

// ---- Text

Text::Text(std::string utf8, std::string encoding, ByteOffset source_begin, std::vector<Anchor> anchors)
    : utf8_(std::move(utf8)),
      encoding_(std::move(encoding)),
      source_begin_(source_begin),
      anchors_(std::move(anchors)),
      line_begins_(find_line_begins(utf8_)),
      characters_before_(count_characters(utf8_, count_step)) {}

Text::Text(std::string utf8, std::string encoding, std::vector<Anchor> anchors, std::vector<TextRow> rows,
           Origin origin)
    : Text(std::move(utf8), std::move(encoding), 0, std::move(anchors)) {
  rows_ = std::move(rows);
  origin_ = std::move(origin);
}

Span Text::source(Span decoded) const {
  const ByteOffset begin = source_of(decoded.begin);
  return {begin, decoded.empty() ? begin : source_end_of(decoded.end)};
}

bool TextRow::has_cell_at(int column) const {
  return std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) { return cell.column == column; });
}

const TextRow* Text::row_at(ByteOffset decoded) const {
  const auto next = std::upper_bound(rows_.begin(), rows_.end(), decoded,
                                     [](ByteOffset offset, const TextRow& row) { return offset < row.span.begin; });
  if (next == rows_.begin() || (next - 1)->span.end < decoded) return nullptr;
  return &*(next - 1);
}

std::optional<Place> Text::place(Span decoded) const {
  if (origin_.is_file()) return std::nullopt;
  const Span bytes = source(decoded);
  Place place;
  find_address(decoded.begin, place);
  if (!origin_.parts.empty()) {
    const auto next = std::upper_bound(origin_.parts.begin(), origin_.parts.end(), bytes.begin,
                                       [](ByteOffset offset, const Origin::Part& part) { return offset < part.begin; });
    const Origin::Part& part = next == origin_.parts.begin() ? origin_.parts.front() : *(next - 1);
    place.part = part.name;
    place.bytes = {bytes.begin - part.begin, std::max(bytes.begin, bytes.end) - part.begin};
  }
  const std::size_t last = std::min<std::size_t>(std::max(bytes.end, bytes.begin + 1), origin_.glyphs.size());
  for (std::size_t glyph = bytes.begin; glyph < last; ++glyph) {
    const Origin::Glyph& one = origin_.glyphs[glyph];
    if (place.page != 0 && place.page != one.page) break;
    place.box = place.page == 0
                    ? one.box
                    : Box{std::min(place.box.left, one.box.left), std::min(place.box.top, one.box.top),
                          std::max(place.box.right, one.box.right), std::max(place.box.bottom, one.box.bottom)};
    place.page = one.page;
  }
  return place;
}

void Text::forget_parts() {
  for (Origin::Part& part : origin_.parts) part.name.clear();
}

void Text::find_address(ByteOffset decoded, Place& place) const {
  const TextRow* row = row_at(decoded);
  if (row == nullptr) return;
  const std::string_view before = at({line_span(decoded).begin, decoded});
  place.table = row->table;
  place.row = row->row;
  place.column = static_cast<int>(std::count(before.begin(), before.end(), '\t')) + 1;
  const auto sheet = static_cast<std::size_t>(row->table) - 1;
  if (sheet < origin_.sheets.size()) place.sheet = origin_.sheets[sheet];
}

Position Text::position(ByteOffset decoded) const {
  const int line = position_line(decoded);
  const ByteOffset characters = characters_before(decoded) - characters_before(line_begins_[line]);
  return {line + 1, static_cast<int>(characters) + 1};
}

ByteOffset Text::characters_before(ByteOffset decoded) const {
  const ByteOffset step = decoded / count_step;
  return characters_before_[step] + count_characters(at({step * count_step, decoded}));
}

Span Text::line_span(ByteOffset decoded) const { return line(position_line(decoded) + 1); }

Span Text::line(int number) const {
  const auto index = static_cast<std::size_t>(number) - 1;
  Span span = {line_begins_[index], index + 1 < line_begins_.size() ? line_begins_[index + 1] : utf8_.size()};
  if (!span.empty() && utf8_[span.end - 1] == '\n') --span.end;
  if (!span.empty() && utf8_[span.end - 1] == '\r') --span.end;
  return span;
}

int Text::position_line(ByteOffset decoded) const {
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), decoded);
  return static_cast<int>(next - line_begins_.begin()) - 1;
}

ByteOffset Text::source_of(ByteOffset decoded) const {
  if (anchors_.empty()) return source_begin_ + decoded;
  const Anchor& anchor = anchor_before(decoded);
  const ByteOffset characters = (decoded - anchor.decoded) / static_cast<ByteOffset>(anchor.decoded_step);
  return anchor.source + characters * static_cast<ByteOffset>(anchor.source_step);
}

std::vector<Text::Anchor> Text::anchors_in(Span decoded) const {
  if (anchors_.empty()) return {{decoded.begin, source_begin_ + decoded.begin, 1, 1}};
  std::vector<Anchor> anchors = {anchor_before(decoded.begin)};
  anchors.front().source = source_of(decoded.begin);
  anchors.front().decoded = decoded.begin;
  auto next = std::upper_bound(anchors_.begin(), anchors_.end(), decoded.begin,
                               [](ByteOffset offset, const Anchor& anchor) { return offset < anchor.decoded; });
  for (; next != anchors_.end() && next->decoded < decoded.end; ++next) anchors.push_back(*next);
  return anchors;
}

// Where what ends there ends in the source: what follows in the text may come from elsewhere.
ByteOffset Text::source_end_of(ByteOffset decoded) const {
  if (anchors_.empty() || decoded == 0) return source_of(decoded);
  const Anchor& anchor = anchor_before(decoded - 1);
  const ByteOffset characters = (decoded - anchor.decoded) / static_cast<ByteOffset>(anchor.decoded_step);
  return anchor.source + characters * static_cast<ByteOffset>(anchor.source_step);
}

const Text::Anchor& Text::anchor_before(ByteOffset decoded) const {
  const auto next = std::upper_bound(anchors_.begin(), anchors_.end(), decoded,
                                     [](ByteOffset offset, const Anchor& anchor) { return offset < anchor.decoded; });
  return *(next - 1);
}

}  // namespace gouji
