// The elements of mark-up that programs print, tag by tag: as much of XML as they use, and nothing that has to be
// complete or right. A hundred megabytes of it take no memory.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gouji {

struct Tag {
  std::string_view name;
  std::string_view attributes;  // as they are written
  std::string_view text;        // between the tag before and this one, as it is written
  bool is_end = false;          // </name>

  // As it is written; nullopt where there is none.
  std::optional<std::string_view> attribute(std::string_view attribute_name) const;
  // 0 where it is none.
  double number(std::string_view attribute_name) const;
};

class TagScanner {
 public:
  explicit TagScanner(std::string_view markup) : rest_(markup) {}
  // Nullopt at the end.
  std::optional<Tag> next();

 private:
  std::string_view rest_;
};

// With the entities of XML as what they stand for.
std::string unescaped(std::string_view text);

// Takes the next number off the front of a list, with what parts it; nullopt where none follows.
std::optional<double> take_number(std::string_view& list);

}  // namespace gouji
