#include "document/ofd.h"

#include <deque>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "document/markup.h"
#include "document/ofd_drawing.h"
#include "document/package.h"
#include "document/page.h"
#include "document/page_check.h"

namespace gouji {
namespace {

constexpr double points_of_millimetre = 72 / 25.4;

// A part of the package, and its name, from which the links in it lead on.
struct Part {
  std::string name;
  pugi::xml_document document;

  pugi::xml_node root() const { return document.document_element(); }
};

struct Area {
  double left = 0;
  double top = 0;
  double width = 210;  // a sheet of A4, in millimetres
  double height = 297;
};

// Of <PhysicalBox>, where there is one.
void read_area(pugi::xml_node element, Area& area) {
  std::string_view box = child_of(element, "PhysicalBox").text().get();
  for (double* side : {&area.left, &area.top, &area.width, &area.height}) {
    const std::optional<double> number = take_number(box);
    if (!number) return;
    *side = *number;
  }
}

class Reader {
 public:
  explicit Reader(Package package) : package_(std::move(package)) {}

  Result<std::vector<DrawnPage>> run() {
    if (package_.has("Encryptions.xml")) return fail("document.encrypted");
    const Result<const Part*> index = open({}, "OFD.xml");
    if (!index) return tl::make_unexpected(index.error());
    for (const pugi::xml_node body : (*index)->root().children()) {
      const std::string root = child_of(body, "DocRoot").text().get();
      if (local_part(body) != "DocBody" || root.empty()) continue;
      if (Result<void> read = read_document(**index, root); !read) return tl::make_unexpected(read.error());
    }
    return std::move(pages_);
  }

 private:
  // The parts stay: pages draw with resources of others.
  Result<const Part*> open(const std::string& from, const std::string& target) {
    const std::optional<std::string> name = part_name(from, target);
    if (!name) return fail("document.damaged", {{"part", target}});
    if (const auto found = opened_.find(*name); found != opened_.end()) return found->second;
    Result<std::string> bytes = package_.read(*name);
    if (!bytes) return tl::make_unexpected(bytes.error());
    Part& part = parts_.emplace_back();
    part.name = *name;
    const auto options = pugi::parse_default | pugi::parse_ws_pcdata_single;
    if (!part.document.load_buffer(bytes->data(), bytes->size(), options)) {
      return fail("document.damaged", {{"part", *name}});
    }
    return opened_[*name] = &part;
  }

  Result<void> read_document(const Part& index, const std::string& root) {
    const Result<const Part*> document = open(index.name, root);
    if (!document) return tl::make_unexpected(document.error());
    const pugi::xml_node common = child_of((*document)->root(), "CommonData");
    OfdResources resources;
    std::map<std::string, std::string> templates;  // where each is
    Area area;
    read_area(child_of(common, "PageArea"), area);
    for (const pugi::xml_node child : common.children()) {
      const std::string_view name = local_part(child);
      if (name == "TemplatePage") templates[child.attribute("ID").value()] = child.attribute("BaseLoc").value();
      if (name != "PublicRes" && name != "DocumentRes") continue;
      // Without it colors and widths are the usual ones.
      const Result<const Part*> part = open((*document)->name, child.text().get());
      if (part) resources.add((*part)->root());
    }
    for (const pugi::xml_node page : child_of((*document)->root(), "Pages").children()) {
      if (pages_.size() > most_document_pages) break;
      const Result<const Part*> part = open((*document)->name, page.attribute("BaseLoc").value());
      if (!part) return tl::make_unexpected(part.error());
      if (Result<void> read = read_page(**part, **document, templates, resources, area); !read) return read;
    }
    return {};
  }

  Result<void> read_page(const Part& part, const Part& document, const std::map<std::string, std::string>& templates,
                         const OfdResources& resources, Area area) {
    read_area(child_of(part.root(), "Area"), area);
    DrawnPage& page = pages_.emplace_back();
    page.width = area.width * points_of_millimetre;
    page.height = area.height * points_of_millimetre;
    // The frames of forms are in templates.
    for (const pugi::xml_node use : part.root().children()) {
      const auto found = templates.find(use.attribute("TemplateID").value());
      if (local_part(use) != "Template" || found == templates.end()) continue;
      const Result<const Part*> frame = open(document.name, found->second);
      if (!frame) return tl::make_unexpected(frame.error());
      if (!draw(child_of((*frame)->root(), "Content"), resources, area.left, area.top, page))
        return fail("document.too_deep");
    }
    if (!draw(child_of(part.root(), "Content"), resources, area.left, area.top, page)) return fail("document.too_deep");
    return {};
  }

  Package package_;
  std::deque<Part> parts_;
  std::map<std::string, const Part*> opened_;
  std::vector<DrawnPage> pages_;
};

}  // namespace

Result<Text> read_ofd(const std::string& bytes) {
  Result<Package> package = Package::open(bytes);
  if (!package) return tl::make_unexpected(package.error());
  Result<std::vector<DrawnPage>> pages = Reader(std::move(*package)).run();
  if (!pages) return tl::make_unexpected(pages.error());
  if (std::optional<Error> error = error_in(*pages)) return tl::make_unexpected(std::move(*error));
  return text_of_pages(std::move(*pages));
}

}  // namespace gouji
