// What a page of an OFD document draws (GB/T 33190-2016, in the following "the standard"): text, paths and pictures.
#pragma once

#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/page.h"

namespace gouji {

// Elements are known by their names without a prefix: there are two namespaces, and parts without any.
std::string_view local_part(pugi::xml_node element);
pugi::xml_node child_of(pugi::xml_node element, std::string_view name);

// What pages share: how lines are drawn, and drawings that are used several times.
class OfdResources {
 public:
  // The elements of a part PublicRes or DocumentRes, which must outlive this.
  void add(pugi::xml_node root);

  // Nothing where there is no such resource.
  pugi::xml_node draw_param(std::string_view id) const;
  pugi::xml_node composite(std::string_view id) const;

 private:
  std::map<std::string, pugi::xml_node, std::less<>> draw_params_;
  std::map<std::string, pugi::xml_node, std::less<>> composites_;
};

// Adds what the layers of <Content> draw. Precondition: width and height of the page are known. `left` and `top` is
// where it begins, in millimetres. False where it draws more than a page of any report.
bool draw(pugi::xml_node content, const OfdResources& resources, double left, double top, DrawnPage& page);

}  // namespace gouji
