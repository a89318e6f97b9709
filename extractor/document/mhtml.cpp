#include "document/mhtml.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document/html.h"

namespace gouji {
namespace {

// Parts inside parts.
constexpr int deepest_part = 8;

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

// A line with its end.
std::string_view next_line(std::string_view text) {
  const std::size_t end = text.find('\n');
  return text.substr(0, end == std::string_view::npos ? text.size() : end + 1);
}

std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line;
}

// What stands before the empty line, and behind it.
struct Message {
  std::string type;      // "text/html; charset=…"
  std::string encoding;  // how its bytes are packed: "base64", …
  std::string location;
  std::string_view body;
};

Message message_of(std::string_view bytes) {
  Message message;
  std::string* last = nullptr;  // a line that begins with a space goes on with the one before
  while (!bytes.empty()) {
    const std::string_view line = next_line(bytes);
    bytes.remove_prefix(line.size());
    const std::string_view text = without_end(line);
    if (text.empty()) break;
    if (text.front() == ' ' || text.front() == '\t') {
      if (last != nullptr) last->append(text);
      continue;
    }
    const std::size_t colon = std::min(text.size(), text.find(':'));
    const std::string name = lower_case(text.substr(0, colon));
    last = name == "content-type"                ? &message.type
           : name == "content-transfer-encoding" ? &message.encoding
           : name == "content-location"          ? &message.location
                                                 : nullptr;
    if (last == nullptr) continue;
    std::string_view value = text.substr(std::min(text.size(), colon + 1));
    value.remove_prefix(std::min(value.size(), value.find_first_not_of(' ')));
    *last = value;
  }
  message.body = bytes;
  return message;
}

// The boundary="…" of a type.
std::string boundary_of(const std::string& type) {
  const std::size_t at = lower_case(type).find("boundary=");
  if (at == std::string::npos) return {};
  std::string boundary = type.substr(at + 9);
  if (boundary.starts_with('"')) return boundary.substr(1, boundary.find('"', 1) - 1);
  return boundary.substr(0, boundary.find_first_of("; \t"));
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string from_quoted_printable(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      bytes += text[i];
    } else if (text.substr(i + 1, 1) == "\n") {
      ++i;
    } else if (text.substr(i + 1, 2) == "\r\n") {
      i += 2;
    } else if (i + 2 < text.size() && hexadecimal(text[i + 1]) >= 0 && hexadecimal(text[i + 2]) >= 0) {
      bytes += static_cast<char>(hexadecimal(text[i + 1]) * 16 + hexadecimal(text[i + 2]));
      i += 2;
    } else {
      bytes += '=';
    }
  }
  return bytes;
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) continue;
    bits = (bits << 6U | static_cast<unsigned>(digit)) & 0xFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return bytes;
}

struct UnpackedPage {
  std::string name;
  std::string bytes;
};

std::optional<UnpackedPage> first_page(std::string_view bytes, int depth) {
  const Message message = message_of(bytes);
  const std::string type = lower_case(message.type);
  if (type.starts_with("text/html") || type.starts_with("application/xhtml")) {
    const std::string encoding = lower_case(message.encoding);
    const std::string_view body = message.body;
    return UnpackedPage{message.location, encoding.starts_with("base64")             ? from_base64(body)
                                          : encoding.starts_with("quoted-printable") ? from_quoted_printable(body)
                                                                                     : std::string(body)};
  }
  const std::string boundary = "--" + boundary_of(message.type);
  if (!type.starts_with("multipart/") || boundary.size() <= 2 || depth >= deepest_part) return std::nullopt;
  // A part stands between two lines that begin with the boundary.
  std::optional<std::size_t> begin;
  for (std::size_t at = 0; at < message.body.size();) {
    const std::string_view line = next_line(message.body.substr(at));
    if (line.starts_with(boundary)) {
      if (begin) {
        std::optional<UnpackedPage> page = first_page(message.body.substr(*begin, at - *begin), depth + 1);
        if (page) return page;
      }
      begin = at + line.size();
    }
    at += line.size();
  }
  return begin ? first_page(message.body.substr(*begin), depth + 1) : std::nullopt;
}

}  // namespace

bool is_mhtml(std::string_view head) {
  const std::string text = lower_case(head.substr(0, 4096));
  return text.find("mime-version:") != std::string::npos && text.find("multipart/related") != std::string::npos &&
         !text.starts_with("<");
}

Result<Text> read_mhtml(std::string_view bytes) {
  std::optional<UnpackedPage> unpacked = first_page(bytes, 0);
  if (!unpacked) return fail("document.damaged", {{"part", "MHTML"}});
  const Result<Text> source = decode(std::move(unpacked->bytes));
  if (!source) return source;
  Result<Page> page = read_html(*source);
  if (!page) return tl::make_unexpected(page.error());
  Origin origin;
  origin.parts.push_back({unpacked->name.empty() ? "text/html" : unpacked->name, 0});
  Text text = text_of(page->blocks, *source, std::move(origin));
  text.properties = std::move(page->properties);
  return text;
}

}  // namespace gouji
