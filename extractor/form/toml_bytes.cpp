#include "form/toml_bytes.h"

#include <cstddef>
#include <utility>

namespace gouji {

namespace {

constexpr unsigned group_bits = 7;
constexpr std::size_t more = 1U << group_bits;  // another group follows

class Writer {
 public:
  void write(const TomlValue& value) {
    write(static_cast<std::size_t>(value.kind));
    write(value.place);
    switch (value.kind) {
      case TomlValue::Kind::string:
        return write(value.text);
      case TomlValue::Kind::integer:
      case TomlValue::Kind::boolean:
        return write(static_cast<std::size_t>(value.number));
      case TomlValue::Kind::array:
        write(value.items.size());
        for (const TomlValue& item : value.items) write(item);
        return;
      case TomlValue::Kind::table:
        write(value.members.size());
        for (const TomlMember& member : value.members) {
          write(member.key);
          write(member.key_place);
          write(member.value);
        }
        return;
      case TomlValue::Kind::other:
        return;
    }
  }

  std::string take() { return std::move(bytes_); }

 private:
  void write(std::size_t number) {
    for (; number >= more; number >>= group_bits) bytes_ += static_cast<char>(number % more + more);
    bytes_ += static_cast<char>(number);
  }
  void write(GrammarPlace place) {
    write(static_cast<std::size_t>(place.line));
    write(static_cast<std::size_t>(place.column));
  }
  void write(const std::string& text) {
    write(text.size());
    bytes_ += text;
  }

  std::string bytes_;
};

class Reader {
 public:
  Reader(std::string_view bytes, const GrammarFile& file) : rest_(bytes), file_(file) {}

  void read(TomlValue& value) {
    value.kind = static_cast<TomlValue::Kind>(number());
    value.place = place();
    switch (value.kind) {
      case TomlValue::Kind::string:
        value.text = text();
        return;
      case TomlValue::Kind::integer:
      case TomlValue::Kind::boolean:
        value.number = static_cast<int>(number());
        return;
      case TomlValue::Kind::array:
        value.items.resize(number());
        for (TomlValue& item : value.items) read(item);
        return;
      case TomlValue::Kind::table:
        value.members.resize(number());
        for (TomlMember& member : value.members) {
          member.key = text();
          member.key_place = place();
          read(member.value);
        }
        return;
      case TomlValue::Kind::other:
        return;
    }
  }

 private:
  std::size_t number() {
    std::size_t result = 0;
    for (unsigned shift = 0;; shift += group_bits) {
      const std::size_t group = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      result += group % more << shift;
      if (group < more) return result;
    }
  }
  GrammarPlace place() {
    const auto line = static_cast<int>(number());
    return {line, static_cast<int>(number()), &file_};
  }
  std::string_view text() {
    const std::size_t size = number();
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }

  std::string_view rest_;
  const GrammarFile& file_;
};

}  // namespace

std::string toml_bytes(const TomlValue& value) {
  Writer writer;
  writer.write(value);
  return writer.take();
}

TomlValue toml_value_of(std::string_view bytes, const GrammarFile& file) {
  TomlValue value;
  Reader(bytes, file).read(value);
  return value;
}

}  // namespace gouji
