// What all JSON writers share: RapidJSON's writers, with decimals as exact as they were printed.
#pragma once

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "output/characters.h"
#include "text/text.h"
#include "value/decimal.h"
#include "value/language.h"
#include "value/place.h"

namespace gouji {

using JsonLineWriter = rapidjson::Writer<rapidjson::StringBuffer>;
using IndentedJsonWriter = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

// A record of form 2021 is about 25 kB: one allocation.
inline rapidjson::StringBuffer make_json_buffer() { return rapidjson::StringBuffer(nullptr, 32 * 1024); }

// What was written to the buffer. Hidden characters (characters.h) are escapes, "\u202e", so that a JSON text is
// harmless on a terminal and has the same values all the same.
void append_json(const rapidjson::StringBuffer& json, std::string& out);

inline void append_line(const rapidjson::StringBuffer& json, std::string& out) {
  append_json(json, out);
  out += '\n';
}

inline void set_layout(JsonLineWriter&) {}
inline void set_layout(IndentedJsonWriter& json) {
  json.SetIndent(' ', 1);
  json.SetFormatOptions(rapidjson::kFormatSingleLineArray);
}

template <typename Writer>
void write_key(Writer& json, std::string_view key) {
  json.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
}

template <typename Writer>
void write_string(Writer& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

// Never as a double: 112.55034 is not one.
template <typename Writer>
void write_decimal(Writer& json, const Decimal& value) {
  const std::string digits = value.str();
  json.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

template <typename Writer>
void write_decimal(Writer& json, const std::optional<Decimal>& value) {
  value ? write_decimal(json, *value) : static_cast<void>(json.Null());
}

template <typename Writer>
void write_member(Writer& json, std::string_view key, std::string_view text) {
  write_key(json, key);
  write_string(json, text);
}

// Null where the text is empty.
template <typename Writer>
void write_member_or_null(Writer& json, std::string_view key, std::string_view text) {
  write_key(json, key);
  text.empty() ? static_cast<void>(json.Null()) : write_string(json, text);
}

template <typename Writer>
void write_member(Writer& json, std::string_view key, const std::optional<Decimal>& value) {
  write_key(json, key);
  write_decimal(json, value);
}

template <typename Writer>
void write_member(Writer& json, std::string_view key, const Bilingual& text) {
  write_key(json, key);
  json.StartObject();
  write_member(json, "zh", std::string_view(text.zh));
  write_member(json, "en", std::string_view(text.en));
  json.EndObject();
}

template <typename Writer>
void write_span(Writer& json, std::string_view key, Span span) {
  write_key(json, key);
  json.StartArray();
  json.Uint64(span.begin);
  json.Uint64(span.end);
  json.EndArray();
}

// Where something stands in a package or on a page.
template <typename Writer>
void write_member(Writer& json, std::string_view key, const Place& place) {
  write_key(json, key);
  json.StartObject();
  if (!place.part.empty()) {
    write_member(json, "part", std::string_view(place.part));
    write_span(json, "bytes", place.bytes);
  }
  if (place.page > 0) {
    write_key(json, "page");
    json.Int(place.page);
    write_key(json, "box");
    json.StartArray();
    // Hundredths of a point are finer than any printer.
    for (const double points : {place.box.left, place.box.top, place.box.right, place.box.bottom})
      json.Double(std::round(points * 100) / 100);
    json.EndArray();
  }
  if (const std::string address = address_of(place); !address.empty())
    write_member(json, "address", std::string_view(address));
  json.EndObject();
}

// The bytes of the file that a span of the text was read from: [begin, end). Where a file is a package or has pages it
// is null, and "place" says it.
template <typename Writer>
void write_bytes(Writer& json, const Text& text, Span span, std::string_view key = "bytes",
                 std::string_view place_key = "place") {
  const std::optional<Place> place = text.place(span);
  if (!place) return write_span(json, key, text.source(span));
  write_key(json, key);
  json.Null();
  // Nothing is known of what stands outside of the tables of a document that another program had to turn.
  if (!text_of(*place).empty()) write_member(json, place_key, *place);
}

// "line" and "bytes" (and "place") of a span; both null where there is none.
template <typename Writer>
void write_place(Writer& json, const Text& text, Span span) {
  write_key(json, "line");
  if (span.empty()) {
    json.Null();
    write_key(json, "bytes");
    json.Null();
    return;
  }
  json.Int(text.line_number(span.begin));
  write_bytes(json, text, span);
}

// An object as an indented document of its own.
template <typename WriteMembers>
void append_object(std::string& out, const WriteMembers& write_members) {
  rapidjson::StringBuffer buffer = make_json_buffer();
  IndentedJsonWriter json(buffer);
  json.SetIndent(' ', 1);
  json.StartObject();
  write_members(json);
  json.EndObject();
  append_line(buffer, out);
}

}  // namespace gouji
