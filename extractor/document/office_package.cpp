#include "document/office_package.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "document/markup.h"

namespace gouji {
namespace {

// A document has some twenty elements inside each other; each reader goes down by itself.
constexpr int deepest_element = 400;

bool is_too_deep(pugi::xml_node root) {
  int depth = 0;
  for (pugi::xml_node node = root; node;) {
    if (depth > deepest_element) return true;
    if (pugi::xml_node child = node.first_child()) {
      node = child;
      ++depth;
      continue;
    }
    while (node && node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node == root) break;
    node = node.next_sibling();
  }
  return false;
}

bool is_utf16(std::string_view bytes) {
  const std::string_view mark = bytes.substr(0, 2);
  return mark == "\xFF\xFE" || mark == "\xFE\xFF" || mark == std::string_view("<\0", 2) ||
         mark == std::string_view("\0<", 2);
}

bool ends_with_word(std::string_view type, std::string_view word) {
  return type.size() > word.size() && type.substr(type.size() - word.size()) == word &&
         type[type.size() - word.size() - 1] == '/';
}

std::size_t character_size(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// As it is written, up to the mark-up behind it.
void append_written(std::string_view written, ByteOffset place, PlacedText& text) {
  std::size_t plain = 0;  // begins here
  const auto end_plain = [&](std::size_t end) {
    if (end > plain) text.append(written.substr(plain, end - plain), place + plain);
  };
  for (std::size_t at = 0; at < written.size();) {
    constexpr std::size_t longest_entity = 12;
    const std::size_t size = written[at] == '&' ? written.substr(at, longest_entity).find(';') + 1 : 0;
    const std::string character = size > 1 ? unescaped(written.substr(at, size)) : std::string();
    if (size > 1 && !character.empty() && character.size() == character_size(character.front())) {
      end_plain(at);
      text.append_character(character, place + at, size);
      at += size;
      plain = at;
    } else {
      ++at;
    }
  }
  end_plain(written.size());
}

}  // namespace

std::string_view local_name(const char* name) {
  const std::string_view whole = name;
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child_named(pugi::xml_node element, std::string_view name) {
  for (const pugi::xml_node child : element.children()) {
    if (local_name(child) == name) return child;
  }
  return {};
}

std::string_view attribute_named(pugi::xml_node element, std::string_view name) {
  for (const pugi::xml_attribute attribute : element.attributes()) {
    if (local_name(attribute.name()) == name) return attribute.value();
  }
  return {};
}

bool is_on(pugi::xml_node element, bool otherwise) {
  if (!element) return otherwise;
  const std::string_view value = attribute_named(element, "val");
  return value != "0" && value != "false" && value != "off";
}

int number_in(std::string_view written, int otherwise, int least, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
  if (error == std::errc::result_out_of_range) return written.substr(0, 1) == "-" ? least : most;
  return error == std::errc() ? std::clamp(number, least, most) : otherwise;
}

void append_text(pugi::xml_node element, const OfficePart& part, PlacedText& text) {
  const std::string_view bytes = part.bytes;
  for (const pugi::xml_node child : element.children()) {
    const std::ptrdiff_t offset = child.offset_debug();
    const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (!is_text || offset < 0 || static_cast<std::size_t>(offset) > bytes.size()) continue;
    const auto begin = static_cast<std::size_t>(offset);
    if (child.type() == pugi::node_cdata) {
      text.append(bytes.substr(begin, bytes.find("]]>", begin) - begin), part.begin + begin);
    } else {
      append_written(bytes.substr(begin, bytes.find('<', begin) - begin), part.begin + begin, text);
    }
  }
}

Result<OfficePackage> OfficePackage::open(std::string_view bytes) {
  Result<Package> package = Package::open(bytes);
  if (!package) return tl::make_unexpected(package.error());
  OfficePackage office(std::move(*package));
  const Result<Relationships> relationships = office.relationships("");
  if (!relationships) return tl::make_unexpected(relationships.error());
  for (const auto& [id, relationship] : *relationships) {
    if (!ends_with_word(relationship.type, "officeDocument")) continue;
    const Result<const OfficePart*> main = office.open_part(relationship.target);
    if (!main) return tl::make_unexpected(main.error());
    office.main_ = *main;
    return office;
  }
  return fail("document.damaged", {{"part", "_rels/.rels"}});
}

Result<const OfficePart*> OfficePackage::open_part(const std::string& name) {
  if (const auto found = opened_.find(name); found != opened_.end()) return found->second;
  Result<std::string> bytes = package_.read(name);
  if (!bytes) return tl::make_unexpected(bytes.error());
  OfficePart& part = parts_.emplace_back();
  part.name = name;
  part.bytes = std::move(*bytes);
  if (parts_.size() > 1) part.begin = parts_[parts_.size() - 2].begin + parts_[parts_.size() - 2].bytes.size();
  pugi::xml_encoding encoding = pugi::encoding_utf8;
  if (is_utf16(part.bytes)) {
    Result<Text> text = decode(part.bytes);
    if (!text) return fail("document.damaged", {{"part", name}});
    part.bytes = text->utf8();
  }
  const auto options = pugi::parse_default | pugi::parse_ws_pcdata;
  if (!part.document.load_buffer(part.bytes.data(), part.bytes.size(), options, encoding)) {
    return fail("document.damaged", {{"part", name}});
  }
  if (is_too_deep(part.document)) return fail("document.too_deep");
  return opened_[name] = &part;
}

Result<OfficePackage::Relationships> OfficePackage::relationships(const std::string& from) {
  const std::size_t slash = from.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : from.substr(0, slash + 1);
  const std::string name = folder + "_rels/" + from.substr(folder.size()) + ".rels";
  Relationships relationships;
  if (!package_.has(name)) return relationships;
  const Result<const OfficePart*> part = open_part(name);
  if (!part) return tl::make_unexpected(part.error());
  for (const pugi::xml_node child : (*part)->root().children()) {
    if (local_name(child) != "Relationship" || attribute_named(child, "TargetMode") == "External") continue;
    const std::optional<std::string> target = part_name(from, attribute_named(child, "Target"));
    if (!target) continue;
    relationships[std::string(attribute_named(child, "Id"))] = {std::string(attribute_named(child, "Type")), *target};
  }
  return relationships;
}

Result<const OfficePart*> OfficePackage::related(const OfficePart& from, std::string_view type) {
  const Result<Relationships> all = relationships(from.name);
  if (!all) return tl::make_unexpected(all.error());
  for (const auto& [id, relationship] : *all) {
    if (ends_with_word(relationship.type, type) && package_.has(relationship.target)) {
      return open_part(relationship.target);
    }
  }
  return nullptr;
}

Result<const OfficePart*> OfficePackage::related_by_id(const OfficePart& from, std::string_view id) {
  const Result<Relationships> all = relationships(from.name);
  if (!all) return tl::make_unexpected(all.error());
  const auto found = all->find(id);
  if (found == all->end() || !package_.has(found->second.target)) return nullptr;
  return open_part(found->second.target);
}

Origin OfficePackage::origin() const {
  Origin origin;
  for (const OfficePart& part : parts_) origin.parts.push_back({part.name, part.begin});
  return origin;
}

std::string OfficePackage::title() {
  const Result<Relationships> all = relationships("");
  if (!all) return {};
  for (const auto& [id, relationship] : *all) {
    if (!ends_with_word(relationship.type, "core-properties")) continue;
    // A document is whole without it.
    const Result<const OfficePart*> part = open_part(relationship.target);
    return part ? child_named((*part)->root(), "title").text().get() : "";
  }
  return {};
}

}  // namespace gouji
