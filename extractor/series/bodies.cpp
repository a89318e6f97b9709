#include "series/bodies.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

namespace gouji {
namespace {

bool is_place(std::string_view text, const BodyRules& rules) {
  return re2::RE2::PartialMatch(piece(text), *rules.place);
}

// Whether a name begins with the place that it is of. A place is told from what only looks as if it were one by its
// own name, not by what follows.
bool has_own_place(std::string_view name, const BodyRules& rules) {
  re2::StringPiece place;
  if (!rules.own_place->Match(piece(name), 0, name.size(), re2::RE2::UNANCHORED, &place, 1)) return false;
  return rules.no_place == nullptr || !re2::RE2::PartialMatch(place, *rules.no_place);
}

// The longest of all the endings that the name has.
struct FoundEnding {
  const EndingVariants* variants = nullptr;
  std::size_t size = 0;
};

FoundEnding ending_of(std::string_view name, const BodyRules& rules) {
  FoundEnding found;
  for (const EndingVariants& variants : rules.endings) {
    for (const std::string& ending : variants.names) {
      if (ending.size() <= found.size || ending.size() >= name.size() || !name.ends_with(ending)) continue;
      found = {&variants, ending.size()};
    }
  }
  return found;
}

// A name with all its reports' ways to print it, and the longer names of the run that end with it.
struct FullName {
  std::vector<std::string> printed;
  std::vector<std::string> longer;
  bool has_place = false;
};

using FullNames = std::map<std::string, FullName, std::less<>>;

FullNames full_names_of(const std::vector<std::string>& names, const BodyRules& rules) {
  FullNames full;
  for (const std::string& name : std::set<std::string>(names.begin(), names.end())) {
    FullName& entry = full[with_full_ending(name, rules)];
    entry.printed.push_back(name);
  }
  for (auto& [name, entry] : full) entry.has_place = has_own_place(name, rules);
  return full;
}

bool begins_character(char byte) { return (byte & 0xC0) != 0x80; }

// For each name the longer ones that have only a place in front of it.
void find_longer(FullNames& names, const BodyRules& rules) {
  for (const auto& [name, entry] : names) {
    for (std::size_t at = 1; at < name.size(); ++at) {
      if (!begins_character(name[at])) continue;
      const std::string_view whole = name;
      const auto shorter = names.find(whole.substr(at));
      if (shorter != names.end() && is_place(whole.substr(0, at), rules)) shorter->second.longer.push_back(name);
    }
  }
}

// Those of the longer names that no other name of the run is longer than: each is a body for itself.
std::vector<std::string> fullest(const FullName& entry, const FullNames& names) {
  std::vector<std::string> found;
  for (const std::string& longer : entry.longer) {
    const FullName& other = names.find(longer)->second;
    if (other.longer.empty() || !other.has_place) found.push_back(longer);
  }
  return found;
}

}  // namespace

const char* name_of(BodyDoubt doubt) {
  switch (doubt) {
    case BodyDoubt::no_place:
      return "no_place";
    case BodyDoubt::several_places:
      return "several_places";
    case BodyDoubt::none:
      break;
  }
  return "";
}

bool says_its_place(std::string_view name, const BodyRules& rules) {
  return has_own_place(with_full_ending(name, rules), rules);
}

std::string with_full_ending(std::string_view name, const BodyRules& rules) {
  const FoundEnding ending = ending_of(name, rules);
  if (ending.variants != nullptr) {
    const std::string_view rest = name.substr(0, name.size() - ending.size);
    if (ending.variants->behind_place && !is_place(rest, rules)) return std::string(name);
    return std::string(rest) + ending.variants->names.front();
  }
  for (const EndingVariants& variants : rules.endings) {
    if (variants.bare_place && is_place(name, rules)) return std::string(name) + variants.names.front();
  }
  return std::string(name);
}

std::vector<Body> bodies_of(const std::vector<std::string>& names, const BodyRules& rules) {
  FullNames full = full_names_of(names, rules);
  find_longer(full, rules);
  std::map<std::string, Body> bodies;
  for (const auto& [name, entry] : full) {
    const std::vector<std::string> could_be = fullest(entry, full);
    const bool joins = entry.has_place && could_be.size() == 1;
    Body& body = bodies[joins ? could_be.front() : name];
    body.names.insert(body.names.end(), entry.printed.begin(), entry.printed.end());
    if (joins) continue;
    body.name = name;
    if (!entry.has_place) body.doubt = BodyDoubt::no_place;
    if (entry.has_place && !could_be.empty()) body.doubt = BodyDoubt::several_places;
    body.could_be = could_be;
  }
  std::vector<Body> sorted;
  for (auto& [name, body] : bodies) {
    std::sort(body.names.begin(), body.names.end());
    sorted.push_back(std::move(body));
  }
  return sorted;
}

}  // namespace gouji
