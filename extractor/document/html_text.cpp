#include "document/html_text.h"

#include <algorithm>

namespace gouji {
namespace {

std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(size, text.size());
}

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// "&#160;", "&nbsp", "&amp;": how many bytes it can be at most; 1 where it is none.
std::size_t longest_entity(std::string_view raw) {
  std::size_t end = 1;
  if (end < raw.size() && raw[end] == '#') ++end;
  while (end < raw.size() && is_alphanumeric(raw[end])) ++end;
  if (end > 1 && end < raw.size() && raw[end] == ';') ++end;
  return end;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

class Decoder {
 public:
  Decoder(std::string_view decoded, std::string_view raw, ByteOffset place)
      : decoded_(decoded), raw_(raw), place_(place) {}

  PlacedText run() {
    while (!decoded_.empty()) {
      skip_what_left_nothing();
      if (raw_.empty()) {
        text_.append_made(decoded_);
        break;
      }
      if (raw_.front() == '&' && take_entity()) continue;
      take_character();
    }
    return std::move(text_);
  }

 private:
  // NUL bytes, the first half of a line's end, and tags that the parser ignored.
  void skip_what_left_nothing() {
    while (!raw_.empty()) {
      if (raw_.front() == '\0' || (raw_.front() == '\r' && raw_.substr(0, 2) == "\r\n")) {
        advance(1);
      } else if (raw_.front() == '<' && decoded_.front() != '<') {
        advance(std::min(raw_.size(), raw_.find('>') == std::string_view::npos ? raw_.size() : raw_.find('>') + 1));
      } else if (raw_.front() == '\n' && decoded_.front() != '\n') {
        advance(1);  // right behind <pre>
      } else {
        return;
      }
    }
  }

  bool take_entity() {
    std::size_t size = longest_entity(raw_);
    if (size < 3 || decoded_.substr(0, size) == raw_.substr(0, size)) return false;  // it stands as it is
    // Without a semicolon, letters that follow may be its own or not: what comes next in the decoded text tells.
    const std::size_t made = character_size(decoded_);
    while (size > 3 && !goes_on(raw_.substr(size), decoded_.substr(made))) --size;
    if (!goes_on(raw_.substr(size), decoded_.substr(made))) size = longest_entity(raw_);
    text_.append_character(decoded_.substr(0, made), place_, size);
    decoded_.remove_prefix(made);
    advance(size);
    return true;
  }

  static bool goes_on(std::string_view raw, std::string_view decoded) {
    if (raw.empty() || decoded.empty()) return decoded.empty();
    return raw.front() == decoded.front() || raw.front() == '&' || raw.front() == '<' || raw.front() == '\r' ||
           raw.front() == '\0';
  }

  void take_character() {
    const std::size_t made = character_size(decoded_);
    const bool is_same = raw_.substr(0, made) == decoded_.substr(0, made);
    const std::size_t size = is_same ? made : character_size(raw_);
    if (is_same) {
      text_.append(decoded_.substr(0, made), place_);
    } else {
      text_.append_character(decoded_.substr(0, made), place_, size);
    }
    decoded_.remove_prefix(made);
    advance(size);
  }

  void advance(std::size_t size) {
    raw_.remove_prefix(size);
    place_ += size;
  }

  std::string_view decoded_;
  std::string_view raw_;
  ByteOffset place_;
  PlacedText text_;
};

}  // namespace

PlacedText decode_html_text(std::string_view decoded, std::string_view raw, ByteOffset place) {
  return Decoder(decoded, raw, place).run();
}

void append_part(const PlacedText& text, Span part, PlacedText& line) {
  const std::vector<Text::Anchor>& anchors = text.anchors();
  const auto behind = std::upper_bound(anchors.begin(), anchors.end(), part.begin,
                                       [](ByteOffset at, const Text::Anchor& anchor) { return at < anchor.decoded; });
  for (auto i = static_cast<std::size_t>(behind - anchors.begin()) - (behind == anchors.begin() ? 0 : 1);
       i < anchors.size() && anchors[i].decoded < part.end; ++i) {
    const Text::Anchor& anchor = anchors[i];
    const ByteOffset end = std::min(part.end, i + 1 < anchors.size() ? anchors[i + 1].decoded : text.utf8().size());
    const ByteOffset begin = std::max(part.begin, anchor.decoded);
    if (begin >= end) continue;
    const std::string_view bytes = std::string_view(text.utf8()).substr(begin, end - begin);
    if (anchor.source_step == 1 && anchor.decoded_step == 1) {
      line.append(bytes, anchor.source + (begin - anchor.decoded));
    } else {
      line.append_character(bytes, anchor.source, static_cast<ByteOffset>(anchor.source_step));
    }
  }
}

void append_collapsed(const PlacedText& text, PlacedText& line) {
  const std::string& bytes = text.utf8();
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    if (is_space(bytes[at])) {
      while (end < bytes.size() && is_space(bytes[end])) ++end;
      if (!line.empty() && line.utf8().back() != ' ') line.append_made(" ");
    } else {
      while (end < bytes.size() && !is_space(bytes[end])) ++end;
      append_part(text, {at, end}, line);
    }
    at = end;
  }
}

}  // namespace gouji
