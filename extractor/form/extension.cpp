#include "form/extension.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "form/table_reader.h"

namespace gouji {
namespace {

constexpr std::array<std::string_view, 3> directions = {"remove", "replace", "after"};

const std::string* id_of(const TomlValue& value) {
  const TomlMember* id = value.find("id");
  return id != nullptr && id->value.kind == TomlValue::Kind::string ? &id->value.text : nullptr;
}

bool has_flag(const TomlValue& value, std::string_view key) {
  const TomlMember* flag = value.find(key);
  return flag != nullptr && flag->value.kind == TomlValue::Kind::boolean && flag->value.number != 0;
}

bool have_ids(const std::vector<TomlValue>& items) {
  return !items.empty() &&
         std::all_of(items.begin(), items.end(), [](const TomlValue& item) { return id_of(item) != nullptr; });
}

TomlValue without_directions(TomlValue value) {
  std::erase_if(value.members, [](const TomlMember& member) {
    return std::find(directions.begin(), directions.end(), member.key) != directions.end();
  });
  for (TomlMember& member : value.members) {
    if (member.value.kind == TomlValue::Kind::table) member.value = without_directions(std::move(member.value));
  }
  return value;
}

// Where the item of an id is. A direction that names an item that is not there is a mistake.
std::vector<TomlValue>::iterator find(std::vector<TomlValue>& items, const std::string& id) {
  return std::find_if(items.begin(), items.end(), [&](const TomlValue& item) {
    const std::string* own = id_of(item);
    return own != nullptr && *own == id;
  });
}

std::vector<TomlValue>::iterator find_or_fail(std::vector<TomlValue>& items, const std::string& id,
                                              GrammarPlace place) {
  const auto found = find(items, id);
  if (found != items.end()) return found;
  std::vector<std::string> known;
  for (const TomlValue& item : items) {
    if (id_of(item) != nullptr) known.push_back(*id_of(item));
  }
  throw GrammarMistake(place, fmt::format("what is extended has no '{}' in this list{}", id, suggestion(id, known)));
}

void add(const TomlValue& item, std::vector<TomlValue>& items) {
  const TomlMember* after = item.find("after");
  if (after == nullptr) {
    items.push_back(without_directions(item));
  } else {
    const auto before = find_or_fail(items, text_of(after->value, "'after'"), after->value.place);
    items.insert(before + 1, without_directions(item));
  }
}

void change_item(const TomlValue& change, std::vector<TomlValue>& items) {
  const std::string& id = *id_of(change);
  if (has_flag(change, "remove")) {
    items.erase(find_or_fail(items, id, change.find("id")->value.place));
  } else if (has_flag(change, "replace")) {
    *find_or_fail(items, id, change.find("id")->value.place) = without_directions(change);
  } else if (const auto same = find(items, id); same != items.end()) {
    *same = extended(*same, change);
  } else {
    add(change, items);
  }
}

}  // namespace

TomlValue extended(const TomlValue& base, const TomlValue& changes) {
  if (base.kind == TomlValue::Kind::array && changes.kind == TomlValue::Kind::array && have_ids(changes.items)) {
    TomlValue value = base;
    value.place = changes.place;
    for (const TomlValue& change : changes.items) change_item(change, value.items);
    return value;
  }
  if (base.kind != TomlValue::Kind::table || changes.kind != TomlValue::Kind::table) return without_directions(changes);
  TomlValue value = base;
  value.place = changes.place;
  for (const TomlMember& change : without_directions(changes).members) {
    const auto same = std::find_if(value.members.begin(), value.members.end(),
                                   [&](const TomlMember& member) { return member.key == change.key; });
    if (same == value.members.end()) {
      value.members.push_back(change);
    } else {
      *same = {change.key, change.key_place, extended(same->value, change.value)};
    }
  }
  return value;
}

}  // namespace gouji
