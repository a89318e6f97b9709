#include <cmath>

#include "output/json.h"
#include "output/output.h"

namespace gouji {

namespace {

// The bytes that were no valid text stand as U+FFFD in the decoded text.
Span first_damage_in(const Text& text) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  for (std::size_t at = text.utf8().find(replacement); at != std::string_view::npos;
       at = text.utf8().find(replacement, at + replacement.size())) {
    const Span span{at, at + replacement.size()};
    if (text.source(span).begin == text.first_damage) return span;
  }
  return {};
}

template <typename Writer>
void write_damage(const Text& text, Writer& json) {
  write_key(json, "damaged");
  json.StartObject();
  write_key(json, "places");
  json.Int(text.damaged_places);
  write_place(json, text, first_damage_in(text));
  json.EndObject();
}

template <typename Writer>
void write_period(const Record& record, Writer& json) {
  write_key(json, "period");
  if (record.period_begin.value.empty() || record.period_end.value.empty()) {
    json.Null();
    return;
  }
  json.StartArray();
  write_string(json, record.period_begin.value);
  write_string(json, record.period_end.value);
  json.EndArray();
}

template <typename Writer>
void write_sources(const Record& record, const Text& text, Writer& json) {
  write_key(json, "sources");
  json.StartObject();
  const auto write_field = [&](std::string_view name, const DocumentField& field) {
    if (field.value.empty() || field.span.empty()) return;
    write_key(json, name);
    json.StartObject();
    write_place(json, text, field.span);
    json.EndObject();
  };
  write_field("title", record.title);
  write_field("publisher", record.publisher);
  write_field("document_number", record.document_number);
  write_field("published", record.published);
  write_field("period_begin", record.period_begin);
  write_field("period_end", record.period_end);
  json.EndObject();
}

// How sure the form is.
template <typename Writer>
void write_choice(const Record& record, Writer& json) {
  const FormChoice& choice = record.choice;
  write_key(json, "form_choice");
  json.StartObject();
  write_member(json, "by", std::string_view(name_of(choice.by)));
  write_key(json, "rows_found");
  json.Int(choice.rows_found);
  write_member_or_null(json, "rival", choice.rival);
  write_key(json, "margin");
  // In tenths of a row: more would feign an exactness that it does not have.
  choice.rival.empty() ? json.Null() : json.Double(std::round(choice.margin * 10) / 10);
  json.EndObject();
}

template <typename Writer>
void write_foreign_tables(const Record& record, Writer& json) {
  if (record.hybrid == nullptr) return;
  write_key(json, "foreign_tables");
  json.StartArray();
  for (const Table& table : record.form->tables) {
    if (table.of_form.empty()) continue;
    json.StartObject();
    write_member(json, "table", std::string_view(table.id));
    write_member(json, "form", std::string_view(table.of_form));
    json.EndObject();
  }
  json.EndArray();
}

template <typename Writer>
void write_document(const Record& record, const Text& text, Writer& json) {
  write_member(json, "form", std::string_view(record.form->id));
  write_choice(record, json);
  write_foreign_tables(record, json);
  write_key(json, "year");
  record.year == 0 ? json.Null() : json.Int(record.year);
  write_member_or_null(json, "publisher", record.publisher.value);
  write_member_or_null(json, "title", record.title.value);
  write_member_or_null(json, "document_number", record.document_number.value);
  write_member_or_null(json, "published", record.published.value);
  write_period(record, json);
  write_sources(record, text, json);
}

// The last part of a message's key: "no_row" of "unread.no_row". It stays the same in every language.
std::string_view code_of(std::string_view key) { return key.substr(key.rfind('.') + 1); }

template <typename Writer>
void write_parts(Writer& json, const Text& text, const std::vector<Span>& parts) {
  write_key(json, "parts");
  json.StartArray();
  for (const Span& part : parts) {
    json.StartObject();
    write_member(json, "raw", text.at(part));
    write_place(json, text, part);
    json.EndObject();
  }
  json.EndArray();
}

template <typename Writer>
void write_cell(const Cell& cell, const Text& text, Writer& json) {
  json.StartObject();
  write_member(json, "value", cell.value);
  write_member(json, "raw", std::string_view(cell.raw));
  write_member(json, "status", std::string_view(name_of(cell.status)));
  write_place(json, text, cell.span);
  if (!cell.parts.empty()) write_parts(json, text, cell.parts);
  if (!cell.unit.empty()) write_member(json, "unit", std::string_view(cell.unit));
  if (!cell.reason.empty()) write_member(json, "reason", code_of(cell.reason));
  if (cell.status == CellStatus::ambiguous) {
    write_key(json, "candidates");
    json.StartArray();
    for (const Decimal& candidate : cell.candidates) write_decimal(json, candidate);
    json.EndArray();
  }
  json.EndObject();
}

template <typename Writer>
void write_cells(const Record& record, const Text& text, Writer& json) {
  write_key(json, "cells");
  json.StartObject();
  for (std::size_t index = 0; index < record.cells.size(); ++index) {
    const FormCell& form_cell = record.form->cells[index];
    const Cell& cell = record.cells[index];
    if (form_cell.optional && cell.status == CellStatus::missing) continue;
    write_key(json, form_cell.id);
    write_cell(cell, text, json);
  }
  for (const std::string& id : record.form->absent) {
    write_key(json, id);
    write_cell(Cell(), text, json);
  }
  json.EndObject();
}

// The cells that a reading is compared with: those that were counted, or all that it names where they have no sum.
std::vector<CellIndex> cells_of(const Reading& reading, const Record& record) {
  if (const std::optional<Sum> sum = sum_of(reading.value, record.cells, *record.form)) return sum->cells;
  std::vector<CellIndex> cells;
  for (const Term& term : reading.value) cells.push_back(term.cell);
  return cells;
}

template <typename Writer>
void write_claim(const Claim& claim, const Record& record, const Text& text, Writer& json) {
  const Reading& reading = claim.pattern->readings[claim.reading];
  json.StartObject();
  write_member(json, "text", std::string_view(claim.text));
  write_member(json, "value", std::optional(claim.value));
  write_member_or_null(json, "unit", claim.unit);
  write_member(json, "reading", std::string_view(reading.id));
  write_key(json, "cells");
  json.StartArray();
  for (const CellIndex cell : cells_of(reading, record)) write_string(json, record.form->cells[cell].id);
  json.EndArray();
  write_key(json, "agrees");
  claim.agrees ? json.Bool(*claim.agrees) : json.Null();
  write_place(json, text, claim.span);
  write_member(json, "raw", text.at(claim.value_span));
  write_bytes(json, text, claim.value_span, "raw_bytes", "raw_place");
  json.EndObject();
}

template <typename Writer>
void write_extra(const ExtraFigure& figure, const Text& text, Writer& json) {
  json.StartObject();
  write_member(json, "row", std::string_view(figure.row.str()));
  write_member(json, "column", std::string_view(figure.column.str()));
  write_member(json, "value", figure.value);
  write_member(json, "raw", std::string_view(figure.raw));
  write_place(json, text, figure.span);
  json.EndObject();
}

template <typename Writer>
void write_unread(const UnreadFigure& figure, const Text& text, Writer& json) {
  json.StartObject();
  write_member(json, "raw", std::string_view(figure.raw));
  write_member(json, "reason", code_of(figure.reason));
  write_place(json, text, figure.span);
  json.EndObject();
}

template <typename Writer>
void write_record(const Record& record, const Source& source, Writer& json) {
  const Text& text = *source.text;
  json.StartObject();
  write_member(json, "schema", std::string_view("gouji/record/1"));
  write_member(json, "path", std::string_view(path_text(source.path)));
  write_member(json, "sha256", std::string_view(source.sha256));
  write_member(json, "encoding", std::string_view(text.encoding()));
  if (text.damaged_places > 0) write_damage(text, json);
  write_document(record, text, json);
  write_cells(record, text, json);
  write_key(json, "claims");
  json.StartArray();
  for (const Claim& claim : record.claims) write_claim(claim, record, text, json);
  json.EndArray();
  write_key(json, "extra");
  json.StartArray();
  for (const ExtraFigure& figure : record.extra) write_extra(figure, text, json);
  json.EndArray();
  write_key(json, "unread");
  json.StartArray();
  for (const UnreadFigure& figure : record.unread) write_unread(figure, text, json);
  json.EndArray();
  json.EndObject();
}

template <typename Writer>
void append_record(const Record& record, const Source& source, std::string& out) {
  rapidjson::StringBuffer buffer = make_json_buffer();
  Writer json(buffer);
  set_layout(json);
  write_record(record, source, json);
  append_line(buffer, out);
}

}  // namespace

void write_record_jsonl(const Record& record, const Source& source, std::string& out) {
  append_record<JsonLineWriter>(record, source, out);
}

void write_record_json(const Record& record, const Source& source, std::string& out) {
  append_record<IndentedJsonWriter>(record, source, out);
}

}  // namespace gouji
