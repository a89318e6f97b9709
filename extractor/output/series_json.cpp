// The series as JSON lines, gouji/series/1: a report a line, and of each figure what it was taken from.
#include "output/json.h"
#include "output/output.h"

namespace gouji {
namespace {

void write_texts(JsonLineWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  write_key(json, key);
  json.StartArray();
  for (const std::string& text : texts) write_string(json, text);
  json.EndArray();
}

void write_cells(const FigureValue& value, const FigureEvidence* evidence, JsonLineWriter& json) {
  if (evidence != nullptr) {
    write_texts(json, "cells", evidence->cells);
    return;
  }
  write_key(json, "cells");
  json.StartArray();
  for (const SeriesTerm& term : value.source->terms) write_string(json, term.cell);
  json.EndArray();
}

void write_figure(const SeriesFigure& figure, const FigureValue& value, const FigureEvidence* evidence,
                  JsonLineWriter& json) {
  json.StartObject();
  write_member(json, "value", value.has_value() ? std::optional(value.value) : std::nullopt);
  write_member(json, "unit", std::string_view(figure.unit));
  write_member(json, "how", std::string_view(value.source->is_near() ? "near" : "same"));
  write_member(json, "status", std::string_view(name_of(value.status)));
  const bool by_prose = value.source->terms.empty() || (evidence != nullptr && !evidence->claims.empty());
  if (by_prose) {
    write_texts(json, "claims", evidence == nullptr ? std::vector<std::string>() : evidence->claims);
  } else {
    write_cells(value, evidence, json);
  }
  json.EndObject();
}

void write_body(const Body& body, JsonLineWriter& json) {
  write_member_or_null(json, "body", body.name);
  write_texts(json, "names", body.names);
  write_member_or_null(json, "doubt", name_of(body.doubt));
  write_texts(json, "could_be", body.could_be);
}

void write_row(const SeriesRow& row, const Body& body, std::size_t reports_of_year, const Series& series,
               std::string& out) {
  rapidjson::StringBuffer buffer = make_json_buffer();
  JsonLineWriter json(buffer);
  json.StartObject();
  write_member(json, "schema", std::string_view("gouji/series/1"));
  write_body(body, json);
  write_member_or_null(json, "publisher", row.publisher);
  write_key(json, "year");
  row.year == 0 ? json.Null() : json.Int(row.year);
  write_member(json, "form", std::string_view(row.form));
  write_member(json, "path", std::string_view(path_text(row.path)));
  write_key(json, "reports_of_year");
  json.Uint64(reports_of_year);
  write_key(json, "figures");
  json.StartObject();
  for (int index = 0; index < static_cast<int>(series.figures.size()); ++index) {
    write_key(json, series.figures[index].id);
    const FigureValue* value = row.find(index);
    value != nullptr ? write_figure(series.figures[index], *value, row.evidence_of(index), json)
                     : static_cast<void>(json.Null());
  }
  json.EndObject();
  json.EndObject();
  append_line(buffer, out);
}

}  // namespace

void write_series_jsonl(const Body& body, const YearRows& year, const SeriesTable& table, const Series& series,
                        std::string& out) {
  for (std::size_t row = year.begin; row < year.end; ++row) {
    write_row(table.rows[row], body, year.count(), series, out);
  }
}

}  // namespace gouji
