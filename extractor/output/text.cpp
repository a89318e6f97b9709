#include <algorithm>

#include "output/characters.h"
#include "output/json.h"
#include "output/output.h"

namespace gouji {
namespace {

void write_cells(const Text& text, Span line, JsonLineWriter& json) {
  write_key(json, "cells");
  json.StartArray();
  int column = 1;
  for (ByteOffset begin = line.begin; begin <= line.end; ++column) {
    const ByteOffset end = std::min(line.end, text.utf8().find('\t', begin));
    if (begin < end) {
      json.StartObject();
      write_key(json, "column");
      json.Int(column);
      write_member(json, "text", text.at({begin, end}));
      write_bytes(json, text, {begin, end});
      json.EndObject();
    }
    begin = end + 1;
  }
  json.EndArray();
}

}  // namespace

void write_text(const Source& source, std::string& out) {
  out += source.text->utf8();
  if (!out.empty() && out.back() != '\n') out += '\n';
}

void write_text_jsonl(const Source& source, std::string& out) {
  const Text& text = *source.text;
  for (int number = 1; number <= text.line_count(); ++number) {
    const Span line = text.line(number);
    if (line.empty()) continue;
    rapidjson::StringBuffer buffer = make_json_buffer();
    JsonLineWriter json(buffer);
    json.StartObject();
    write_member(json, "schema", std::string_view("gouji/text/1"));
    write_member(json, "path", std::string_view(path_text(source.path)));
    write_key(json, "line");
    json.Int(number);
    write_member(json, "text", text.at(line));
    write_bytes(json, text, line);
    if (const TextRow* row = text.row_at(line.begin)) {
      write_key(json, "table");
      json.Int(row->table);
      write_key(json, "row");
      json.Int(row->row);
      write_cells(text, line, json);
    }
    json.EndObject();
    append_line(buffer, out);
  }
}

}  // namespace gouji
