#include "record/prose.h"

#include <algorithm>
#include <string>

namespace gouji {
namespace {

// A text without punctuation is cut here, so that no pattern ever runs over a whole file.
constexpr ByteOffset longest_sentence = 6000;

// A frame that was drawn around a text stands at the ends of its lines: U+2500 to U+257F, and the ASCII bar.
ByteOffset frame_size_at(std::string_view text, ByteOffset at) {
  if (text[at] == '|') return 1;
  const bool drawn = at + 3 <= text.size() && text[at] == '\xE2' && (text[at + 1] == '\x94' || text[at + 1] == '\x95');
  return drawn ? 3 : 0;
}

bool may_have_frames(std::string_view text) {
  if (text.find('|') != std::string_view::npos) return true;
  for (std::size_t at = text.find('\xE2'); at != std::string_view::npos; at = text.find('\xE2', at + 1)) {
    if (frame_size_at(text, at) > 0) return true;
  }
  return false;
}

// The text without frames: with the bars at the ends of its lines made spaces, which folding takes out.
std::string without_frames(std::string_view text) {
  std::string bare(text);
  const auto blank_out = [&](ByteOffset at, ByteOffset size) { std::fill_n(bare.begin() + at, size, ' '); };
  bool at_line_end = true;  // nothing but frames and spaces since the line end
  for (ByteOffset at = 0; at < text.size(); ++at) {
    if (const ByteOffset size = frame_size_at(text, at); size > 0 && at_line_end) {
      blank_out(at, size);
      at += size - 1;
    } else if (text[at] != ' ') {
      at_line_end = text[at] == '\n';
    }
  }
  at_line_end = true;
  for (ByteOffset end = text.size(); end > 0; --end) {
    const ByteOffset size = end >= 3 && frame_size_at(text, end - 3) == 3 ? 3 : (text[end - 1] == '|' ? 1 : 0);
    if (size > 0 && at_line_end) {
      blank_out(end - size, size);
      end -= size - 1;
    } else if (text[end - 1] != ' ') {
      at_line_end = text[end - 1] == '\n';
    }
  }
  return bare;
}

bool is_continuation(char byte) { return (byte & 0xC0) == 0x80; }

ByteOffset end_of_sentence(std::string_view text, ByteOffset begin, ByteOffset end) {
  const ByteOffset limit = std::min(end, begin + longest_sentence);
  ByteOffset cut = next_sentence(text, {begin, limit});
  if (cut < limit) return cut;
  while (cut < end && cut > begin + 1 && is_continuation(text[cut])) --cut;
  return cut;
}

// At least as many as there are.
std::size_t count_sentences(std::string_view text, Span part, const std::vector<Span>& tables) {
  std::size_t count = 0;
  ByteOffset at = part.begin;
  for (const Span& table : tables) {
    for (; at < table.begin; ++count) at = end_of_sentence(text, at, table.begin);
    at = std::max(at, table.end);
  }
  return count;
}

}  // namespace

Span Sentence::source(std::string_view part) const {
  const auto begin = static_cast<ByteOffset>(part.data() - folded.utf8.data());
  return folded.source({begin, begin + part.size()});
}

ByteOffset next_sentence(std::string_view utf8, Span part) {
  const auto byte = [&](ByteOffset at) { return static_cast<unsigned char>(utf8[at]); };
  for (ByteOffset at = part.begin; at + 2 < part.end;) {
    const unsigned char lead = byte(at);
    if (lead >= 0xE4 && lead <= 0xE9) {  // Han, as most of it is
      at += 3;
      continue;
    }
    if (lead < 0xE0) {
      ++at;
      continue;
    }
    const bool is_full_stop = lead == 0xE3 && byte(at + 1) == 0x80 && byte(at + 2) == 0x82;
    const bool is_full_width = lead == 0xEF && byte(at + 1) == 0xBC;
    at += 3;
    if (is_full_stop || (is_full_width && (byte(at - 1) == 0x81 || byte(at - 1) == 0x9F || byte(at - 1) == 0x9B)))
      return at;
  }
  return part.end;
}

std::vector<Sentence> sentences(const Text& text, Span part, const std::vector<TableRegion>& tables) {
  std::vector<Span> regions;
  for (const TableRegion& table : tables) {
    if (!table.span.empty()) regions.push_back(table.span);
  }
  regions.push_back({part.end, part.end});

  std::vector<Sentence> all;
  all.reserve(count_sentences(text.utf8(), part, regions));
  ByteOffset at = part.begin;
  for (const Span& region : regions) {
    while (at < region.begin) {
      const ByteOffset end = end_of_sentence(text.utf8(), at, region.begin);
      const std::string_view printed = text.at({at, end});
      FoldedUtf8 folded = may_have_frames(printed) ? fold_utf8(without_frames(printed), at) : fold_utf8(printed, at);
      if (!folded.utf8.empty()) all.emplace_back(std::move(folded));
      at = end;
    }
    at = std::max(at, region.end);
  }
  return all;
}

}  // namespace gouji
