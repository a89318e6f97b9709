#include "form/toml_value.h"

#include <toml++/toml.h>

#include <algorithm>
#include <limits>

#include "form/toml_bytes.h"

namespace gouji {

namespace {

GrammarPlace place_of(const toml::source_region& region, const GrammarFile& file) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column), &file};
}

TomlValue convert(const toml::node& node, const GrammarFile& file) {
  TomlValue value;
  value.place = place_of(node.source(), file);
  if (const auto* string = node.as_string()) {
    value.kind = TomlValue::Kind::string;
    value.text = string->get();
  } else if (const auto* integer = node.as_integer()) {
    if (integer->get() < 0 || integer->get() > std::numeric_limits<int>::max()) return value;
    value.kind = TomlValue::Kind::integer;
    value.number = static_cast<int>(integer->get());
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = TomlValue::Kind::boolean;
    value.number = boolean->get() ? 1 : 0;
  } else if (const auto* array = node.as_array()) {
    value.kind = TomlValue::Kind::array;
    for (const toml::node& item : *array) value.items.push_back(convert(item, file));
  } else if (const auto* table = node.as_table()) {
    value.kind = TomlValue::Kind::table;
    for (const auto& [key, member] : *table) {
      value.members.push_back({std::string(key.str()), place_of(key.source(), file), convert(member, file)});
    }
  }
  return value;
}

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Walks over a file's text, keeping the place.
struct Walker {
  std::string_view rest;
  GrammarPlace place;

  void step() {
    if (rest.front() == '\n') {
      place = {place.line + 1, 1, place.file};
    } else if (rest.size() == 1 || !is_continuation(rest[1])) {
      ++place.column;
    }
    rest.remove_prefix(1);
  }
  void skip(std::size_t bytes) {
    for (; bytes > 0 && !rest.empty(); --bytes) step();
  }
  void skip_to(GrammarPlace target) {
    while (!rest.empty() && place.line < target.line) step();
    while (!rest.empty() && place.line == target.line && place.column < target.column) step();
    while (!rest.empty() && is_continuation(rest.front())) step();
  }
};

// Bytes that an escape takes in the file, and in the string that it means.
struct Escape {
  std::size_t written;
  std::size_t meant;
};

Escape escape_at(std::string_view rest) {
  if (rest.size() < 2) return {rest.size(), 1};
  if (rest[1] == 'u' || rest[1] == 'U') return {rest[1] == 'u' ? 6U : 10U, 3};
  if (rest[1] != '\n' && rest[1] != '\r' && rest[1] != ' ' && rest[1] != '\t') return {2, 1};
  const std::size_t next = rest.find_first_not_of(" \t\r\n", 1);  // a line's end taken back
  return {next == std::string_view::npos ? rest.size() : next, 0};
}

// The TOML library parses and frees what is nested by recursion, and so do the readers of its values. So what is nested
// deeper than this is refused before it is parsed. A grammar has some five levels.
constexpr std::size_t deepest_value = 64;

// Finds where a file's values become nested too deeply. A level is an open bracket or a point in a key:
// `a.b.c = [{ x.y = 1 }]` has two levels of points, two of brackets, and one more point. Text that is no TOML is left
// to the parser.
class DepthCheck {
 public:
  explicit DepthCheck(std::string_view toml) : text_(toml) {}

  // The byte at which the values are nested too deeply; nullopt where they never are.
  std::optional<std::size_t> too_deep_at() {
    while (at_ < text_.size()) {
      const std::size_t here = at_;
      step();
      if (depth() > deepest_value) return here;
    }
    return std::nullopt;
  }

 private:
  void step() {
    switch (text_[at_]) {
      case '#':
        at_ = std::min(text_.find('\n', at_), text_.size());
        return;
      case '"':
      case '\'':
        skip_string(text_[at_]);
        return;
      case '[':
      case '{':
        points_before_brackets_.push_back(points_);
        levels_outside_ += points_ + 1;
        points_ = 0;
        break;
      case ']':
      case '}':
        if (points_before_brackets_.empty()) break;
        points_ = points_before_brackets_.back();
        points_before_brackets_.pop_back();
        levels_outside_ -= points_ + 1;
        break;
      case '.':
        ++points_;
        break;
      case ',':
      case '\n':
        points_ = 0;
        break;
      default:
        break;
    }
    ++at_;
  }

  std::size_t depth() const { return levels_outside_ + points_; }

  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool has_lines = text_.substr(at_).starts_with(three);
    const std::string_view end = has_lines ? std::string_view(three) : std::string_view(three).substr(0, 1);
    for (at_ += end.size(); at_ < text_.size(); ++at_) {
      if (text_.substr(at_).starts_with(end)) {
        at_ += end.size();
        return;
      }
      if (text_[at_] == '\n' && !has_lines) return;
      if (text_[at_] == '\\' && quote == '"') ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::size_t> points_before_brackets_;  // for each open bracket those of the key before it
  std::size_t levels_outside_ = 0;                   // the open brackets and these points
  std::size_t points_ = 0;                           // since the last bracket, comma or line
};

void refuse_deep_values(const GrammarFile& file) {
  const std::optional<std::size_t> at = DepthCheck(file.text).too_deep_at();
  if (!at) return;
  Walker walker{file.text, {1, 1, &file}};
  walker.skip(*at);
  throw GrammarMistake(walker.place, "values are nested too deeply here: at most " + std::to_string(deepest_value) +
                                         " levels of brackets and of keys with points are read");
}

}  // namespace

GrammarPlace GrammarMistake::place() const {
  if (!offset_) return place_;
  Walker walker{place_.file->text, {1, 1, place_.file}};
  walker.skip_to(place_);
  const bool basic = walker.rest.starts_with('"');
  const bool lines = walker.rest.starts_with(R"(""")") || walker.rest.starts_with("'''");
  walker.skip(lines ? 3 : 1);
  if (lines && walker.rest.starts_with("\r\n")) walker.skip(1);
  if (lines && walker.rest.starts_with('\n')) walker.skip(1);
  for (std::size_t left = *offset_; left > 0 && !walker.rest.empty();) {
    const Escape escape = basic && walker.rest.front() == '\\' ? escape_at(walker.rest) : Escape{1, 1};
    walker.skip(escape.written);
    left -= std::min(left, escape.meant);
  }
  return walker.place;
}

const TomlMember* TomlValue::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const TomlMember& m) { return m.key == key; });
  return found == members.end() ? nullptr : &*found;
}

TomlValue parse_toml(const GrammarFile& file) {
  if (!file.parsed.values.empty() && file.parsed.text == file.text) return toml_value_of(file.parsed.values, file);
  refuse_deep_values(file);
  try {
    return convert(toml::parse(file.text), file);
  } catch (const toml::parse_error& error) {
    throw GrammarMistake(place_of(error.source(), file), std::string(error.description()));
  }
}

}  // namespace gouji
