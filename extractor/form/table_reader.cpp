#include "form/table_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace gouji {

namespace {

const char* name_of(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::string:
      return "a string";
    case TomlValue::Kind::integer:
      return "a whole number";
    case TomlValue::Kind::boolean:
      return "true or false";
    case TomlValue::Kind::array:
      return "a list";
    case TomlValue::Kind::table:
      return "a table";
    case TomlValue::Kind::other:
      break;
  }
  return "something else";
}

void expect(const TomlValue& value, TomlValue::Kind kind, std::string_view name) {
  if (value.kind == kind) return;
  throw GrammarMistake(value.place,
                       fmt::format("{} must be {}, but it is {}", name, name_of(kind), name_of(value.kind)));
}

// Levenshtein's distance, in bytes: keys and ids are ASCII.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

bool is_id(std::string_view text) {
  bool in_word = false;
  for (const char c : text) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (!word && !(c == '.' && in_word)) return false;
    in_word = word;
  }
  return in_word;
}

std::vector<std::string> texts_of(const std::vector<TomlValue>& items, std::string_view key) {
  std::vector<std::string> texts;
  texts.reserve(items.size());
  for (const TomlValue& item : items) texts.push_back(text_of(item, fmt::format("each of '{}'", key)));
  return texts;
}

}  // namespace

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t longest = 100;  // what is longer was not misspelt by a finger
  if (word.size() > longest) return "";
  const std::string* nearest = nullptr;
  std::size_t smallest = word.size() / 3 + 2;
  for (const std::string& candidate : candidates) {
    if (candidate.size() >= word.size() + smallest) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= smallest) continue;
    smallest = distance;
    nearest = &candidate;
  }
  return nearest == nullptr ? "" : fmt::format(" (did you mean '{}'?)", *nearest);
}

TableReader::TableReader(const TomlValue& value, std::string_view thing, std::initializer_list<std::string_view> keys)
    : value_(value), thing_(thing) {
  expect(value, TomlValue::Kind::table, thing);
  for (const TomlMember& member : value.members) {
    if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
    const std::vector<std::string> known(keys.begin(), keys.end());
    const std::string near = suggestion(member.key, known);
    throw GrammarMistake(member.key_place,
                         fmt::format("{} has no key '{}'{}", thing, member.key,
                                     near.empty() ? fmt::format("; its keys are: {}", fmt::join(known, ", ")) : near));
  }
}

GrammarPlace TableReader::place_of(std::string_view key) const {
  const TomlMember* member = value_.find(key);
  return member != nullptr ? member->value.place : value_.place;
}

const TomlValue* TableReader::find(std::string_view key) const {
  const TomlMember* member = value_.find(key);
  return member != nullptr ? &member->value : nullptr;
}

const TomlValue& TableReader::required(std::string_view key) const {
  const TomlValue* value = find(key);
  if (value == nullptr) throw GrammarMistake(value_.place, fmt::format("{} needs the key '{}'", thing_, key));
  return *value;
}

std::string TableReader::text(std::string_view key) const { return text_of(required(key), fmt::format("'{}'", key)); }

std::string TableReader::text_or_none(std::string_view key) const { return has(key) ? text(key) : std::string(); }

std::string TableReader::id(std::string_view key) const {
  std::string id = text(key);
  if (!is_id(id)) {
    fail(key, fmt::format("'{}' is no id: expected words of a-z, 0-9 and _, joined by points, like requests.new", id));
  }
  return id;
}

std::vector<std::string> TableReader::texts(std::string_view key) const { return texts_of(list(key), key); }

std::vector<std::string> TableReader::texts_or_none(std::string_view key) const {
  return texts_of(list_or_none(key), key);
}

Bilingual TableReader::bilingual(std::string_view key) const {
  return bilingual_of(required(key), fmt::format("'{}'", key));
}

int TableReader::number_or(std::string_view key, int fallback) const {
  const TomlValue* value = find(key);
  if (value == nullptr) return fallback;
  expect(*value, TomlValue::Kind::integer, fmt::format("'{}'", key));
  return value->number;
}

bool TableReader::flag(std::string_view key) const {
  const TomlValue* value = find(key);
  if (value == nullptr) return false;
  expect(*value, TomlValue::Kind::boolean, fmt::format("'{}'", key));
  return value->number != 0;
}

const std::vector<TomlValue>& TableReader::list(std::string_view key) const {
  const TomlValue& value = required(key);
  if (list_or_none(key).empty()) fail(key, fmt::format("'{}' must not be empty", key));
  return value.items;
}

const std::vector<TomlValue>& TableReader::list_or_none(std::string_view key) const {
  static const std::vector<TomlValue> none;
  const TomlValue* value = find(key);
  if (value == nullptr) return none;
  expect(*value, TomlValue::Kind::array, fmt::format("'{}'", key));
  return value->items;
}

void TableReader::fail(std::string_view key, const std::string& what) const {
  throw GrammarMistake(place_of(key), what);
}

const std::string& text_of(const TomlValue& value, std::string_view name) {
  expect(value, TomlValue::Kind::string, name);
  if (value.text.empty()) throw GrammarMistake(value.place, fmt::format("{} must not be empty", name));
  return value.text;
}

Bilingual bilingual_of(const TomlValue& value, std::string_view name) {
  const TableReader reader(value, name, {"zh", "en"});
  return {reader.text("zh"), reader.text("en")};
}

}  // namespace gouji
