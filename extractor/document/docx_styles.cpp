#include "document/docx_styles.h"

#include "document/office_package.h"

namespace gouji {
namespace {

constexpr int most_bases = 20;  // that a style is based on, one on the other: they may go round in a circle
constexpr int most_lists = 1'000'000;

}  // namespace

ListPlace list_place_in(pugi::xml_node paragraph_properties) {
  ListPlace place;
  const pugi::xml_node list = child_named(paragraph_properties, "numPr");
  if (!list) return place;
  place.list = number_in(attribute_named(child_named(list, "numId"), "val"), -1, -1, most_lists);
  place.level = number_in(attribute_named(child_named(list, "ilvl"), "val"), -1, -1, most_lists);
  return place;
}

DocxStyles::DocxStyles(pugi::xml_node root) {
  for (const pugi::xml_node element : root.children()) {
    if (local_name(element) != "style") continue;
    const std::string id(attribute_named(element, "styleId"));
    Style& style = styles_[id];
    style.based_on = attribute_named(child_named(element, "basedOn"), "val");
    style.list = list_place_in(child_named(element, "pPr"));
    const pugi::xml_node hidden = child_named(child_named(element, "rPr"), "vanish");
    style.says_hidden = !hidden.empty();
    style.is_hidden = is_on(hidden);
    const std::string_view is_default = attribute_named(element, "default");
    if (attribute_named(element, "type") == "paragraph" && (is_default == "1" || is_default == "true"))
      of_paragraphs_ = id;
  }
}

const DocxStyles::Style* DocxStyles::find(std::string_view style) const {
  const auto found = styles_.find(style);
  return found == styles_.end() ? nullptr : &found->second;
}

ListPlace DocxStyles::list_of(std::string_view name) const {
  const Style* style = find(name);
  int level = -1;
  for (int bases = 0; style != nullptr && bases < most_bases; ++bases, style = find(style->based_on)) {
    if (level < 0) level = style->list.level;
    if (style->list.list < 0) continue;
    ListPlace place = style->list;
    place.level = level;
    place.style = name;
    return place;
  }
  return {};
}

bool DocxStyles::is_hidden(std::string_view name) const {
  const Style* style = find(name);
  for (int bases = 0; style != nullptr && bases < most_bases; ++bases, style = find(style->based_on)) {
    if (style->says_hidden) return style->is_hidden;
  }
  return false;
}

}  // namespace gouji
