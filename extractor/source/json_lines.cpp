#include "source/json_lines.h"

#include <poll.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

#include "source/input_bytes.h"

namespace gouji {
namespace {

constexpr std::size_t step = 64 * 1024;    // bytes read at a time
constexpr int milliseconds_to_stop = 100;  // how long it may take until a stop is seen

// JSON may write a character as "\u4e2d", which is twice as long as its three bytes; what is longer is too large
// whatever it says.
constexpr std::size_t line_limit_of(std::size_t text_limit) { return 2 * text_limit; }

Input failed(Error error) { return with_error({"-"}, std::move(error)); }

Error bad_line(std::size_t line, std::string reason) {
  return {"stream.bad_line", {{"path", "-"}, {"line", std::to_string(line)}, {"reason", std::move(reason)}}};
}

const rapidjson::Value* string_of(const rapidjson::Document& object, const char* key) {
  const auto found = object.FindMember(key);
  return found == object.MemberEnd() || !found->value.IsString() ? nullptr : &found->value;
}

Input input_of(const std::string& line, std::size_t line_number, std::size_t limit) {
  rapidjson::Document object;
  // Iterative: deep nesting must not overflow the stack.
  object.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(line.data(), line.size());
  if (object.HasParseError()) {
    return failed(bad_line(line_number, rapidjson::GetParseError_En(object.GetParseError())));
  }
  if (!object.IsObject()) return failed(bad_line(line_number, "no object"));
  const rapidjson::Value* id = string_of(object, "id");
  const rapidjson::Value* text = string_of(object, "text");
  if (id == nullptr || id->GetStringLength() == 0) return failed(bad_line(line_number, "\"id\""));
  if (text == nullptr) return failed(bad_line(line_number, "\"text\""));
  Input input;
  input.path.assign(id->GetString(), id->GetStringLength());
  Content content;
  content.size = text->GetStringLength();
  if (content.size > limit) {
    content.error = too_large(input.path, content.size, limit);
  } else {
    content.bytes.assign(text->GetString(), content.size);
  }
  input.content = std::make_shared<const Content>(std::move(content));
  return input;
}

}  // namespace

std::optional<Input> JsonLines::next() {
  while (std::optional<std::string> line = next_line()) {
    ++line_number_;
    if (line->size() > line_limit_of(limit_)) {
      return failed({"stream.long_line",
                     {{"path", "-"},
                      {"line", std::to_string(line_number_)},
                      {"limit", std::to_string(line_limit_of(limit_) >> 20)}}});
    }
    if (line_number_ == 1 && line->rfind("\xEF\xBB\xBF", 0) == 0) line->erase(0, 3);
    if (line->find_first_not_of(" \t\r") == std::string::npos) continue;
    return input_of(*line, line_number_, limit_);
  }
  if (!read_error_) return std::nullopt;
  return failed(*std::exchange(read_error_, std::nullopt));
}

std::optional<std::string> JsonLines::next_line() {
  std::string too_long;
  while (true) {
    const std::size_t end = buffer_.find('\n', searched_);
    if (end == std::string::npos && !ended_) {
      searched_ = buffer_.size();
      if (buffer_.size() > line_limit_of(limit_)) {
        if (too_long.empty()) too_long = buffer_;
        buffer_.clear();
        searched_ = 0;
      }
      fill();
      continue;
    }
    if (end == std::string::npos && buffer_.empty() && too_long.empty()) return std::nullopt;
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end == std::string::npos ? end : end + 1);
    searched_ = 0;
    return too_long.empty() ? std::move(line) : std::move(too_long);
  }
}

void JsonLines::fill() {
  pollfd waiting{descriptor_, POLLIN, 0};
  while (!is_stopped_ && ::poll(&waiting, 1, milliseconds_to_stop) == 0) {
  }
  if (is_stopped_) {
    ended_ = true;
    return;
  }
  const std::size_t before = buffer_.size();
  buffer_.resize(before + step);
  ssize_t count = -1;
  do {
    count = ::read(descriptor_, buffer_.data() + before, step);
  } while (count < 0 && errno == EINTR);
  if (count < 0) read_error_ = Error{"input.not_readable", {{"path", "-"}, {"reason", std::strerror(errno)}}};
  buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  ended_ = count <= 0;
}

}  // namespace gouji
