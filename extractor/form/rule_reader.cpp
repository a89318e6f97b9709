#include "form/rule_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace gouji {

namespace {

constexpr std::pair<std::string_view, RuleKind> rule_kinds[] = {
    {"equation", RuleKind::equation},
    {"claim", RuleKind::claim},
    {"breakdown", RuleKind::breakdown},
    {"breakdown_excess", RuleKind::breakdown_excess},
    {"percentage", RuleKind::percentage},
    {"growth", RuleKind::growth},
    {"difference", RuleKind::difference},
    {"across_years", RuleKind::across_years},
    {"year_missing", RuleKind::year_missing},
    {"jump", RuleKind::jump},
    {"copied_text", RuleKind::copied_text},
    {"table_missing", RuleKind::table_missing},
    {"table_cut", RuleKind::table_cut},
    {"row_missing", RuleKind::row_missing},
    {"blank_total", RuleKind::blank_total},
    {"blank_cell", RuleKind::blank_cell},
    {"cell_ambiguous", RuleKind::cell_ambiguous},
    {"unread", RuleKind::unread},
    {"foreign_table", RuleKind::foreign_table},
    {"foreign_row", RuleKind::foreign_row},
    {"other_years", RuleKind::other_years},
    {"label_misprinted", RuleKind::label_misprinted},
    {"section_missing", RuleKind::section_missing},
    {"section_order", RuleKind::section_order},
    {"section_misnamed", RuleKind::section_misnamed},
    {"section_empty", RuleKind::section_empty},
    {"fee_unmentioned", RuleKind::fee_unmentioned},
    {"year_disagrees", RuleKind::year_disagrees},
    {"published_late", RuleKind::published_late},
    {"placeholder", RuleKind::placeholder},
};

constexpr std::pair<std::string_view, Severity> severities[] = {
    {"info", Severity::info}, {"warning", Severity::warning}, {"error", Severity::error}};

template <typename Names>
auto named(const TableReader& reader, std::string_view key, const Names& names) {
  const std::string name = reader.text(key);
  std::vector<std::string> known;
  for (const auto& [candidate, value] : names) {
    if (candidate == name) return value;
    known.emplace_back(candidate);
  }
  reader.fail(key, fmt::format("'{}' must be one of {}, but it is '{}'", key, fmt::join(known, ", "), name));
}

// What one equation of a rule is made for, with the labels that messages say it by.
struct Made {
  RuleInstance instance;
  Bilingual row;
  Bilingual column;
};

Bilingual row_label(const Form& form, const FormCell& cell) {
  return {form.row_path(cell, Language::zh), form.row_path(cell, Language::en)};
}

Bilingual column_label(const Form& form, const FormCell& cell) {
  return {form.column_path(cell, Language::zh), form.column_path(cell, Language::en)};
}

std::vector<Made> for_rows(const TomlValue& glob, const Form& form) {
  std::vector<Made> made;
  for (const FormCell& cell : form.cells) {
    const std::string& id = form.row_of(cell).id;
    if (cell.column == 0 && matches(text_of(glob, "each of 'rows'"), id)) {
      made.push_back({{id, ""}, row_label(form, cell), {}});
    }
  }
  if (made.empty()) throw GrammarMistake(glob.place, fmt::format("no row of the form matches '{}'", glob.text));
  return made;
}

std::vector<Made> for_columns(const TableReader& each, const Form& form) {
  const std::string table = each.text("columns_of");
  std::vector<Made> made;
  std::vector<std::string> tables;
  for (const Table& one : form.tables) tables.push_back(one.id);
  for (const FormCell& cell : form.cells) {
    const std::string& id = form.column_of(cell).id;
    const bool known = std::any_of(made.begin(), made.end(), [&](const Made& m) { return m.instance.column == id; });
    if (form.table_of(cell).id == table && !known) made.push_back({{"", id}, {}, column_label(form, cell)});
  }
  if (made.empty())
    each.fail("columns_of", fmt::format("the form has no table '{}'{}", table, suggestion(table, tables)));
  return made;
}

std::vector<Made> instances(const TableReader& rule, const Form& form) {
  const TomlValue* value = rule.find("each");
  if (value == nullptr) return {Made{}};
  const TableReader each(*value, "'each'", {"rows", "columns_of"});
  if (each.has("rows") == each.has("columns_of")) rule.fail("each", "'each' must have either 'rows' or 'columns_of'");
  if (each.has("columns_of")) return for_columns(each, form);
  std::vector<Made> made;
  for (const TomlValue& glob : each.list("rows")) {
    for (Made& one : for_rows(glob, form)) made.push_back(std::move(one));
  }
  return made;
}

}  // namespace

TableReader rule_table(const TomlValue& value) {
  return {value,
          "a rule",
          {"id", "kind", "severity", "each", "check", "at", "message", "title", "reason", "source", "example"}};
}

Rule read_rule(const TableReader& reader) {
  Rule rule;
  rule.id = reader.id("id");
  if (reader.has("kind")) rule.kind = named(reader, "kind", rule_kinds);
  rule.severity = named(reader, "severity", severities);
  if (rule.kind == RuleKind::equation) {
    rule.check = reader.text("check");
  } else {
    for (const std::string_view key : {"check", "each", "at"}) {
      if (reader.has(key)) reader.fail(key, fmt::format("only a rule of kind equation has the key '{}'", key));
    }
  }
  rule.message = reader.bilingual("message");
  rule.title = reader.bilingual("title");
  rule.reason = reader.bilingual("reason");
  rule.source = reader.bilingual("source");
  rule.example = reader.bilingual("example");
  return rule;
}

void add_equations(const TableReader& reader, const CellNames& names, Form& form) {
  const TomlValue* at = reader.find("at");
  for (Made& made : instances(reader, form)) {
    Relation relation = parse_relation(reader.required("check"), names, made.instance);
    Equation equation;
    equation.rule = static_cast<int>(form.rules.size()) - 1;
    equation.at = at != nullptr ? parse_cell(*at, names, made.instance) : relation.left.front().cell;
    equation.relation = relation.relation;
    equation.left = std::move(relation.left);
    equation.right = std::move(relation.right);
    equation.row = std::move(made.row);
    equation.column = std::move(made.column);
    form.equations.push_back(std::move(equation));
  }
}

}  // namespace gouji
