// Columns that hold JSON: lists, for SQLite's json_each().
#pragma once

#include <string>
#include <vector>

#include "output/json.h"

namespace gouji {

// A JSON text of what is written.
template <typename Write>
std::string json_of(const Write& write) {
  rapidjson::StringBuffer buffer;
  JsonLineWriter json(buffer);
  write(json);
  std::string text;
  append_json(buffer, text);
  return text;
}

inline std::string json_list(const std::vector<std::string>& texts) {
  return json_of([&](JsonLineWriter& json) {
    json.StartArray();
    for (const std::string& text : texts) write_string(json, text);
    json.EndArray();
  });
}

}  // namespace gouji
