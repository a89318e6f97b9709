// What the grammar knows, for programs. Names are given in both languages.
#include <algorithm>

#include "output/json.h"
#include "output/output.h"
#include "output/rule_parts.h"

namespace gouji {

namespace {

void write_year(IndentedJsonWriter& json, std::string_view key, int year) {
  write_key(json, key);
  year == 0 ? json.Null() : json.Int(year);
}

void write_count(IndentedJsonWriter& json, std::string_view key, std::ptrdiff_t count) {
  write_key(json, key);
  json.Int64(count);
}

void write_head(const Form& form, IndentedJsonWriter& json) {
  write_member(json, "id", std::string_view(form.id));
  write_member(json, "name", form.name);
  write_member(json, "source", form.source);
  write_year(json, "first_year", form.first_year);
  write_year(json, "last_year", form.last_year);
}

void write_path(std::string_view key, const std::string& zh, const std::string& en, IndentedJsonWriter& json) {
  write_member(json, key, Bilingual{zh, en});
}

void write_cell(const FormCell& cell, const Form& form, IndentedJsonWriter& json) {
  json.StartObject();
  write_member(json, "id", std::string_view(cell.id));
  write_path("row", form.row_path(cell, Language::zh), form.row_path(cell, Language::en), json);
  write_path("column", form.column_path(cell, Language::zh), form.column_path(cell, Language::en), json);
  write_member(json, "unit", std::string_view(cell.unit));
  write_key(json, "optional");
  json.Bool(cell.optional);
  json.EndObject();
}

void write_table(const Form& form, int table, IndentedJsonWriter& json) {
  json.StartObject();
  write_member(json, "id", std::string_view(form.tables[table].id));
  write_member(json, "name", form.tables[table].name);
  write_key(json, "cells");
  json.StartArray();
  for (const FormCell& cell : form.cells) {
    if (cell.table == table) write_cell(cell, form, json);
  }
  json.EndArray();
  json.EndObject();
}

}  // namespace

void write_forms_json(const Grammar& grammar, std::string& out) {
  append_object(out, [&](IndentedJsonWriter& json) {
    write_key(json, "forms");
    json.StartArray();
    for (const Form& form : grammar.forms) {
      json.StartObject();
      write_head(form, json);
      write_count(json, "tables", static_cast<std::ptrdiff_t>(form.tables.size()));
      write_count(json, "cells", std::count_if(form.cells.begin(), form.cells.end(), [](const FormCell& cell) {
                    return !cell.optional;
                  }));
      write_count(json, "rules", static_cast<std::ptrdiff_t>(form.rules.size()));
      json.EndObject();
    }
    json.EndArray();
  });
}

void write_form_json(const Form& form, std::string& out) {
  append_object(out, [&](IndentedJsonWriter& json) {
    write_head(form, json);
    write_key(json, "tables");
    json.StartArray();
    for (int table = 0; table < static_cast<int>(form.tables.size()); ++table) write_table(form, table, json);
    json.EndArray();
    write_key(json, "rules");
    json.StartArray();
    for (const Rule& rule : form.rules) {
      json.StartObject();
      write_rule(rule, json);
      json.EndObject();
    }
    json.EndArray();
  });
}

}  // namespace gouji
