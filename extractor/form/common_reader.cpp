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
      {"titles", "not_titles", "title_starts", "publishers", "place_suffixes", "place", "document_numbers", "published",
       "numerals", "periods", "announcements", "placeholders", "deadlines"});
  DocumentPatterns document;
  document.numerals = reader.texts_or_none("numerals");
  for (const auto& [key, patterns, groups] : document_keys()) {
    document.*patterns = compiler.compile(reader.list_or_none(key), groups);
  }
  for (const TomlValue& deadline : reader.list_or_none("deadlines")) {
    document.deadlines.push_back(read_deadline(deadline, compiler));
  }
  document.place_suffixes = reader.texts("place_suffixes");
  document.place = compiler.compile(reader.required("place"));
  return document;
}

// One pattern of all that a key lists: what any of them matches, behind `before`.
Pattern any_of(const TableReader& reader, std::string_view key, std::string_view before, PatternCompiler& compiler) {
  TomlValue pattern = reader.required(key);
  pattern.kind = TomlValue::Kind::string;
  pattern.text = fmt::format("{}(?:{})", before, fmt::join(reader.texts(key), "|"));
  return compiler.compile(pattern);
}

ProsePatterns read_prose(const TomlValue& value, PatternCompiler& compiler) {
  const TableReader reader(value, "'prose'", {"headings", "prescribed", "years"});
  const auto any_or_none = [&](std::string_view key, std::string_view before) {
    return reader.has(key) ? any_of(reader, key, before, compiler) : nullptr;
  };
  return {any_or_none("headings", "^.*"), Alternatives(compiler.compile(reader.list_or_none("prescribed"))),
          any_or_none("years", "")};
}

OtherPlaces read_other_places(const TomlValue& value, PatternCompiler& compiler) {
  const TableReader reader(value, "other places", {"bodies", "said"});
  return {compiler.compile(reader.required("bodies")), compiler.compile_alternatives(reader.required("said"))};
}

WrittenNumbers read_written_numbers(const TomlValue& value) {
  const TableReader reader(value, "'written_numbers'", {"digits", "tens"});
  return {reader.texts("digits"), reader.texts("tens")};
}

DistributionGrammar read_distribution(const TomlValue& value, PatternCompiler& compiler) {
  const TableReader reader(value, "'distribution'", {"clauses", "figure", "comma", "joint", "unit"});
  return {compiler.compile(reader.list("clauses"), {"parts", "figures"}),
          compiler.compile(reader.required("figure"), {"value"}), compiler.compile(reader.required("comma")),
          compiler.compile(reader.required("joint")), reader.text("unit")};
}

}  // namespace

CommonFile read_common(const TomlValue& file) {
  const TableReader reader(file, "the common grammar",
                           {"schema",
                            "blank_marks",
                            "units",
                            "measured_units",
                            "sign_words",
                            "figure_leads",
                            "approximations",
                            "named_numbers",
                            "label_counts",
                            "furniture",
                            "item_numbers",
                            "note",
                            "mentioned_year",
                            "goes_on",
                            "before_own_name",
                            "other_places",
                            "written_numbers",
                            "distribution",
                            "words",
                            "document",
                            "prose",
                            "statements",
                            "rule"});
  CommonFile common;
  PatternCompiler compiler(reader);
  common.words = compiler.words();
  common.grammar.blank_marks = reader.texts("blank_marks");
  common.grammar.units = reader.texts("units");
  common.grammar.measured_units = reader.texts_or_none("measured_units");
  if (const TomlValue* value = reader.find("sign_words")) {
    const TableReader signs(*value, "'sign_words'", {"plus", "minus"});
    for (const std::string& word : signs.texts_or_none("plus")) common.grammar.sign_words.push_back({word, false});
    for (const std::string& word : signs.texts_or_none("minus")) common.grammar.sign_words.push_back({word, true});
  }
  common.grammar.figure_leads = reader.texts_or_none("figure_leads");
  common.grammar.approximations = reader.texts_or_none("approximations");
  common.grammar.named_numbers = compiler.compile(reader.list_or_none("named_numbers"));
  common.grammar.label_counts = reader.texts_or_none("label_counts");
  common.grammar.furniture = compiler.compile(reader.list_or_none("furniture"));
  common.grammar.item_number = any_of(reader, "item_numbers", "^", compiler);
  if (const TomlValue* note = reader.find("note")) common.grammar.note = compiler.compile(*note);
  common.grammar.mentioned_year = compiler.compile(reader.required("mentioned_year"), {"year"});
  if (const TomlValue* begin = reader.find("goes_on")) common.grammar.goes_on = compiler.compile(*begin);
  if (const TomlValue* before = reader.find("before_own_name"))
    common.grammar.before_own_name = compiler.compile(*before);
  for (const TomlValue& places : reader.list_or_none("other_places")) {
    common.grammar.other_places.push_back(read_other_places(places, compiler));
  }
  if (const TomlValue* words = reader.find("written_numbers"))
    common.grammar.written_numbers = read_written_numbers(*words);
  if (const TomlValue* value = reader.find("distribution"))
    common.grammar.distribution = read_distribution(*value, compiler);
  common.grammar.document = read_document(reader.required("document"), compiler);
  if (const TomlValue* value = reader.find("statements")) common.grammar.statements = read_statements(*value, compiler);
  if (const TomlValue* prose = reader.find("prose")) common.grammar.prose = read_prose(*prose, compiler);
  for (const TomlValue& value : reader.list_or_none("rule")) {
    const TableReader rule = rule_table(value);
    common.rules.push_back(read_rule(rule));
    if (!is_about_cells(common.rules.back().kind)) continue;
    rule.fail("kind", "a relation is about cells: it belongs into the file of its form");
  }
  return common;
}

}  // namespace gouji
