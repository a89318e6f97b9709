#include "form/common_reader.h"

#include <fmt/format.h>

#include "form/rule_reader.h"
#include "form/statement_reader.h"
#include "form/table_reader.h"

namespace gouji {

namespace {

// The lists of patterns in [document], and the groups that each pattern of them must have.
struct DocumentKey {
  std::string_view key;
  std::vector<Pattern> DocumentPatterns::*patterns;
  std::vector<std::string_view> groups;
};

const std::vector<DocumentKey>& document_keys() {
  static const std::vector<DocumentKey> keys = {
      {"titles", &DocumentPatterns::titles, {"body", "year"}},
      {"not_titles", &DocumentPatterns::not_titles, {}},
      {"title_starts", &DocumentPatterns::title_starts, {"body"}},
      {"publishers", &DocumentPatterns::publishers, {"name"}},
      {"document_numbers", &DocumentPatterns::document_numbers, {"number"}},
      {"published", &DocumentPatterns::published, {"year", "month", "day"}},
      {"periods", &DocumentPatterns::periods, {"from_year", "from_month", "from_day", "to_year", "to_month", "to_day"}},
      {"announcements", &DocumentPatterns::announcements, {"year"}},
      {"placeholders", &DocumentPatterns::placeholders, {}},
  };
  return keys;
}

Deadline read_deadline(const TomlValue& value, PatternCompiler& compiler) {
  const TableReader reader(value, "a deadline", {"publishers", "except", "years", "month", "day"});
  Deadline deadline;
  if (const TomlValue* publishers = reader.find("publishers")) deadline.publishers = compiler.compile(*publishers);
  if (const TomlValue* except = reader.find("except")) deadline.except = compiler.compile(*except);
  if (const TomlValue* years = reader.find("years")) {
    const TableReader bounds(*years, "'years'", {"first", "last"});
    deadline.first_year = bounds.number_or("first", 0);
    deadline.last_year = bounds.number_or("last", 0);
  }
  deadline.month = reader.number_or("month", 0);
  deadline.day = reader.number_or("day", 0);
  if (deadline.month < 1 || deadline.month > 12) reader.fail("month", "'month' must be a number from 1 to 12");
  if (deadline.day < 1 || deadline.day > 31) reader.fail("day", "'day' must be a number from 1 to 31");
  return deadline;
}

DocumentPatterns read_document(const TomlValue& value, PatternCompiler& compiler) {
  const TableReader reader(
      value, "'document'",
      {"titles", "not_titles", "title_starts", "publishers", "place_suffix", "place", "document_numbers", "published",
       "numerals", "periods", "announcements", "placeholders", "deadlines"});
  DocumentPatterns document;
  document.numerals = reader.texts_or_none("numerals");
  for (const auto& [key, patterns, groups] : document_keys()) {
    document.*patterns = compiler.compile(reader.list_or_none(key), groups);
  }
  for (const TomlValue& deadline : reader.list_or_none("deadlines")) {
    document.deadlines.push_back(read_deadline(deadline, compiler));
  }
  document.place_suffix = reader.text("place_suffix");
  document.place = compiler.compile(reader.required("place"));
  return document;
}

Pattern anchored(const TableReader& reader, const std::vector<std::string>& sources, PatternCompiler& compiler) {
  TomlValue pattern = reader.required("item_numbers");
  pattern.kind = TomlValue::Kind::string;
  pattern.text = fmt::format("^(?:{})", fmt::join(sources, "|"));
  return compiler.compile(pattern);
}

}  // namespace

CommonFile read_common(const TomlValue& file) {
  const TableReader reader(
      file, "the common grammar",
      {"schema", "blank_marks", "units", "measured_units", "sign_words", "label_counts", "furniture", "item_numbers",
       "note", "mentioned_year", "goes_on", "before_own_name", "words", "document", "statements", "rule"});
  CommonFile common;
  PatternCompiler compiler(reader);
  common.words = compiler.words();
  common.grammar.blank_marks = reader.texts("blank_marks");
  common.grammar.units = reader.texts("units");
  common.measured_units = reader.texts_or_none("measured_units");
  if (const TomlValue* value = reader.find("sign_words")) {
    const TableReader signs(*value, "'sign_words'", {"plus", "minus"});
    for (const std::string& word : signs.texts_or_none("plus")) common.grammar.sign_words.push_back({word, false});
    for (const std::string& word : signs.texts_or_none("minus")) common.grammar.sign_words.push_back({word, true});
  }
  common.grammar.label_counts = reader.texts_or_none("label_counts");
  common.grammar.furniture = compiler.compile(reader.list_or_none("furniture"));
  common.grammar.item_number = anchored(reader, reader.texts("item_numbers"), compiler);
  if (const TomlValue* note = reader.find("note")) common.grammar.note = compiler.compile(*note);
  common.grammar.mentioned_year = compiler.compile(reader.required("mentioned_year"), {"year"});
  if (const TomlValue* begin = reader.find("goes_on")) common.grammar.goes_on = compiler.compile(*begin);
  if (const TomlValue* before = reader.find("before_own_name"))
    common.grammar.before_own_name = compiler.compile(*before);
  common.grammar.document = read_document(reader.required("document"), compiler);
  if (const TomlValue* value = reader.find("statements")) common.grammar.statements = read_statements(*value, compiler);
  for (const TomlValue& value : reader.list_or_none("rule")) {
    const TableReader rule = rule_table(value);
    common.rules.push_back(read_rule(rule));
    if (!is_about_cells(common.rules.back().kind)) continue;
    rule.fail("kind", "a relation is about cells: it belongs into the file of its form");
  }
  return common;
}

}  // namespace gouji
