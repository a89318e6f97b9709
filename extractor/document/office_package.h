// A package of Office parts (Open Packaging Conventions, ECMA-376 part 2): which part is the main one, and what parts
// lead to. Nothing outside of the package is ever loaded, and no entity of a document is ever replaced.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "document/package.h"
#include "document/placed_text.h"
#include "text/text.h"
#include "value/result.h"

namespace gouji {

// A part of XML.
struct OfficePart {
  std::string name;
  std::string bytes;  // as they were unpacked; of UTF-16, as UTF-8
  pugi::xml_document document;
  ByteOffset begin = 0;  // where its bytes stand among those of all parts that were opened

  pugi::xml_node root() const { return document.document_element(); }
};

class OfficePackage {
 public:
  // `bytes` have to outlive it. Errors: those of Package; "document.damaged" where there is no main part,
  // "document.too_deep".
  static Result<OfficePackage> open(std::string_view bytes);

  const OfficePart& main() const { return *main_; }
  // What a part leads to: by the end of the relationship's type ("styles", "sharedStrings"), and by its id. Null where
  // it leads to nothing, or to something outside.
  Result<const OfficePart*> related(const OfficePart& from, std::string_view type);
  Result<const OfficePart*> related_by_id(const OfficePart& from, std::string_view id);

  // The parts that were opened, for Text::place().
  Origin origin() const;
  // dc:title of the document's properties; empty where there is none.
  std::string title();

 private:
  struct Relationship {
    std::string type;
    std::string target;  // the name of a part
  };
  using Relationships = std::map<std::string, Relationship, std::less<>>;  // by id

  explicit OfficePackage(Package package) : package_(std::move(package)) {}
  Result<const OfficePart*> open_part(const std::string& name);
  // `from`: the name of a part; empty for the package.
  Result<Relationships> relationships(const std::string& from);

  Package package_;
  std::deque<OfficePart> parts_;
  std::map<std::string, const OfficePart*, std::less<>> opened_;
  const OfficePart* main_ = nullptr;
};

// Names without their prefixes, which may be any.
std::string_view local_name(const char* name);
inline std::string_view local_name(pugi::xml_node element) { return local_name(element.name()); }
// The first one with the name; an empty one where there is none.
pugi::xml_node child_named(pugi::xml_node element, std::string_view name);
// Empty where there is no such attribute.
std::string_view attribute_named(pugi::xml_node element, std::string_view name);
// Whether a switch as <w:vanish/> or <w:vanish w:val="0"/> is on. `otherwise` where the element is not there.
bool is_on(pugi::xml_node element, bool otherwise = false);
// The whole number that an attribute begins with, in bounds.
int number_in(std::string_view written, int otherwise, int least, int most);

// Appends the text of an element, each character with its place.
void append_text(pugi::xml_node element, const OfficePart& part, PlacedText& text);

}  // namespace gouji
