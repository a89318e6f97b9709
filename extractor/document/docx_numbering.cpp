#include "document/docx_numbering.h"

#include <utility>

#include "document/numeral.h"
#include "document/office_package.h"

namespace gouji {
namespace {

constexpr int most_lists = 1'000'000;
constexpr int most_number = 1'000'000;

int number_of(pugi::xml_node element, std::string_view attribute, int otherwise) {
  return number_in(attribute_named(element, attribute), otherwise, -1, most_lists);
}

}  // namespace

DocxNumbering::DocxNumbering(pugi::xml_node root, const DocxStyles& styles) : styles_(&styles) {
  for (const pugi::xml_node child : root.children()) {
    if (local_name(child) == "abstractNum") {
      Outline& outline = outlines_[number_of(child, "abstractNumId", -1)];
      outline.style = attribute_named(child_named(child, "numStyleLink"), "val");
      for (const pugi::xml_node level : child.children()) {
        const int number = number_of(level, "ilvl", -1);
        if (local_name(level) == "lvl" && number >= 0 && number < most_levels)
          read_level(level, outline.levels[static_cast<std::size_t>(number)]);
      }
    }
    if (local_name(child) != "num") continue;
    List& list = lists_[number_of(child, "numId", -1)];
    list.outline = number_of(child_named(child, "abstractNumId"), "val", -1);
    for (const pugi::xml_node change : child.children()) {
      const int number = number_of(change, "ilvl", -1);
      if (local_name(change) != "lvlOverride" || number < 0 || number >= most_levels) continue;
      if (const pugi::xml_node start = child_named(change, "startOverride"))
        list.starts[number] = number_of(start, "val", 1);
      if (const pugi::xml_node level = child_named(change, "lvl")) read_level(level, list.replaced[number]);
    }
  }
}

void DocxNumbering::read_level(pugi::xml_node element, Level& level) {
  for (pugi::xml_node child : element.children()) {
    // A kind that older programs do not know stands in a choice, with what they show instead.
    if (local_name(child) == "AlternateContent") {
      if (const pugi::xml_node fallback = child_named(child, "Fallback")) child = child_named(fallback, "numFmt");
    }
    const std::string_view name = local_name(child);
    const std::string_view value = attribute_named(child, "val");
    if (name == "start") level.start = number_in(value, 1, 0, most_number);
    if (name == "numFmt") level.kind = value;
    if (name == "lvlText") level.text = value;
    if (name == "suff") level.behind = value;
    if (name == "pStyle") level.style = value;
    if (name == "isLgl") level.is_legal = is_on(child);
    if (name == "lvlRestart") {
      const int restart = number_in(value, 0, 0, most_levels);
      level.restarts_behind = restart == 0 ? most_levels : restart - 1;
    }
  }
}

// An outline may be that of a style's list.
DocxNumbering::Outline* DocxNumbering::outline_of(int list, int depth) {
  constexpr int most_links = 8;
  const auto found = lists_.find(list);
  if (found == lists_.end() || depth > most_links) return nullptr;
  const auto outline = outlines_.find(found->second.outline);
  if (outline == outlines_.end()) return nullptr;
  if (outline->second.style.empty() || styles_ == nullptr) return &outline->second;
  Outline* linked = outline_of(styles_->list_of(outline->second.style).list, depth + 1);
  return linked == nullptr ? &outline->second : linked;
}

const DocxNumbering::Level& DocxNumbering::level_of(const List& list, const Outline& outline, int level) const {
  const auto replaced = list.replaced.find(level);
  return replaced != list.replaced.end() ? replaced->second : outline.levels[static_cast<std::size_t>(level)];
}

// A style may leave it to the list at which level its paragraphs stand.
int DocxNumbering::level_of_style(const Outline& outline, const ListPlace& place) const {
  for (int level = 0; level < most_levels && !place.style.empty(); ++level) {
    if (outline.levels[static_cast<std::size_t>(level)].style == place.style) return level;
  }
  return 0;
}

std::string DocxNumbering::next(const ListPlace& place) {
  const auto list = lists_.find(place.list);
  Outline* const outline = list == lists_.end() ? nullptr : outline_of(place.list, 0);
  if (outline == nullptr || place.level >= most_levels) return {};
  const int level = place.level >= 0 ? place.level : level_of_style(*outline, place);
  const auto at = static_cast<std::size_t>(level);
  const Level& own = level_of(list->second, *outline, level);
  const auto start = list->second.starts.find(level);
  if (start != list->second.starts.end() && started_.emplace(place.list, level).second) {
    outline->numbers[at] = start->second;
  } else {
    outline->numbers[at] = outline->has_begun[at] ? outline->numbers[at] + 1 : own.start;
  }
  outline->has_begun[at] = true;
  for (int deeper = level + 1; deeper < most_levels; ++deeper) {
    const int behind = level_of(list->second, *outline, deeper).restarts_behind;
    if (behind < 0 || level <= behind) outline->has_begun[static_cast<std::size_t>(deeper)] = behind == most_levels;
  }
  if (own.kind == "bullet") return {};
  std::string text;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const int shown = own.text[i] == '%' && i + 1 < own.text.size() ? own.text[i + 1] - '1' : -1;
    if (shown < 0 || shown >= most_levels) {
      text += own.text[i];
      continue;
    }
    ++i;
    const Level& other = level_of(list->second, *outline, shown);
    const bool has_begun = outline->has_begun[static_cast<std::size_t>(shown)];
    text += numeral(has_begun ? outline->numbers[static_cast<std::size_t>(shown)] : other.start,
                    own.is_legal ? "decimal" : other.kind);
  }
  if (!text.empty() && own.behind != "nothing") text += ' ';
  return text;
}

}  // namespace gouji
