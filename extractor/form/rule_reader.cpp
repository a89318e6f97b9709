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
    {"sources_differ", RuleKind::sources_differ},
    {"year_missing", RuleKind::year_missing},
    {"jump", RuleKind::jump},
    {"copied_text", RuleKind::copied_text},
    {"tables_missing", RuleKind::tables_missing},
    {"table_missing", RuleKind::table_missing},
    {"table_cut", RuleKind::table_cut},
    {"row_missing", RuleKind::row_missing},
    {"blank_total", RuleKind::blank_total},
    {"blank_cell", RuleKind::blank_cell},
    {"cell_ambiguous", RuleKind::cell_ambiguous},
    {"negative_figure", RuleKind::negative_figure},
    {"fractional_count", RuleKind::fractional_count},
    {"repeated_row", RuleKind::repeated_row},
    {"prose_unchecked", RuleKind::prose_unchecked},
    {"more_findings", RuleKind::more_findings},
    {"unread", RuleKind::unread},
    {"readings_differ", RuleKind::readings_differ},
    {"foreign_table", RuleKind::foreign_table},
    {"foreign_row", RuleKind::foreign_row},
    {"other_years", RuleKind::other_years},
    {"label_misprinted", RuleKind::label_misprinted},
    {"row_twice", RuleKind::row_twice},
    {"section_missing", RuleKind::section_missing},
    {"heading_missing", RuleKind::heading_missing},
    {"section_order", RuleKind::section_order},
    {"section_misnamed", RuleKind::section_misnamed},
    {"section_number", RuleKind::section_number},
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

// 'when' is one condition or a list of them.
std::vector<TomlValue> conditions_of(const TableReader& rule) {
  const TomlValue* value = rule.find("when");
  if (value == nullptr) return {};
  if (value->kind == TomlValue::Kind::string) return {*value};
  return rule.list("when");
}

// A number as TOML has it cannot be told exactly: it is written as a text.
Decimal tolerance_of(const TableReader& rule) {
  const std::optional<Decimal> tolerance = Decimal::parse(rule.text("tolerance"));
  if (!tolerance || tolerance->is_negative()) {
    rule.fail("tolerance", "'tolerance' must be a number in quotes, as \"0.5\"");
  }
  return *tolerance;
}

void refuse_keys_of_others(const TableReader& reader, RuleKind kind) {
  const auto refuse = [&](std::initializer_list<std::string_view> keys, std::string_view kinds) {
    for (const std::string_view key : keys) {
      if (reader.has(key)) reader.fail(key, fmt::format("only a rule of kind {} has the key '{}'", kinds, key));
    }
  };
  if (!is_about_cells(kind)) refuse({"check", "each", "at"}, "equation or across_years");
  if (kind != RuleKind::equation) refuse({"when", "tolerance"}, "equation");
  if (kind != RuleKind::jump) refuse({"factor"}, "jump");
  if (kind != RuleKind::jump && kind != RuleKind::repeated_row) refuse({"least_figure"}, "jump or repeated_row");
  if (kind != RuleKind::repeated_row) refuse({"least_figures"}, "repeated_row");
  if (kind != RuleKind::copied_text) refuse({"least_sentence", "least_share", "least_passage"}, "copied_text");
}

int limit(const TableReader& reader, std::string_view key, int least, int most, int fallback) {
  const int value = reader.number_or(key, fallback);
  if (value < least || value > most) {
    reader.fail(key, fmt::format("'{}' must be a whole number from {} to {}", key, least, most));
  }
  return value;
}

void read_limits(const TableReader& reader, Rule& rule) {
  constexpr int any = 1'000'000'000;
  rule.jump.factor = limit(reader, "factor", 2, any, rule.jump.factor);
  rule.jump.least = limit(reader, "least_figure", 1, any, rule.jump.least);
  rule.repeated.figures = limit(reader, "least_figures", 1, any, rule.repeated.figures);
  rule.repeated.least = limit(reader, "least_figure", 1, any, rule.repeated.least);
  rule.copied.sentence = limit(reader, "least_sentence", 1, any, rule.copied.sentence);
  rule.copied.share = limit(reader, "least_share", 1, 100, rule.copied.share);
  rule.copied.passage = limit(reader, "least_passage", 1, any, rule.copied.passage);
}

// The place of what an instance of a rule finds: the one that the rule names, or the first cell on the left; or, where
// only claims stand there, none.
template <typename Terms>
CellIndex place_of(const TableReader& rule, const Terms& left, const Terms& right, const CellNames& cells,
                   const RuleInstance& instance) {
  if (const TomlValue* at = rule.find("at")) return parse_cell(*at, cells, instance);
  if (!left.empty()) return left.front().cell;
  return right.empty() ? -1 : right.front().cell;
}

}  // namespace

bool is_about_cells(RuleKind kind) { return kind == RuleKind::equation || kind == RuleKind::across_years; }

TableReader rule_table(const TomlValue& value) {
  return {value,
          "a rule",
          {"id", "kind", "severity", "each", "when", "check", "tolerance", "at", "message", "title", "reason", "source",
           "example", "factor", "least_figure", "least_figures", "least_sentence", "least_share", "least_passage"}};
}

Rule read_rule(const TableReader& reader) {
  Rule rule;
  rule.id = reader.id("id");
  if (reader.has("kind")) rule.kind = named(reader, "kind", rule_kinds);
  rule.severity = named(reader, "severity", severities);
  if (is_about_cells(rule.kind)) rule.check = reader.text("check");
  if (reader.has("tolerance")) rule.tolerance = tolerance_of(reader).str();
  for (const TomlValue& condition : conditions_of(reader)) rule.when.push_back(text_of(condition, "'when'"));
  refuse_keys_of_others(reader, rule.kind);
  read_limits(reader, rule);
  rule.message = reader.bilingual("message");
  rule.title = reader.bilingual("title");
  rule.reason = reader.bilingual("reason");
  rule.source = reader.bilingual("source");
  rule.example = reader.bilingual("example");
  return rule;
}

void EquationBudget::take(std::size_t terms, const TableReader& rule) {
  constexpr std::size_t terms_that_an_equation_is_as_large_as = 16;
  const std::size_t size = terms + terms_that_an_equation_is_as_large_as;
  if (size > left_) rule.fail("check", "the form's rules are too many, or sum up too many cells");
  left_ -= size;
}

void add_equations(const TableReader& reader, const RuleNames& names, EquationBudget& budget, Form& form) {
  const int rule = static_cast<int>(form.rules.size()) - 1;
  for (Made& made : instances(reader, form)) {
    Equation equation;
    static_cast<Relation&>(equation) = parse_relation(reader.required("check"), names, made.instance);
    equation.rule = rule;
    budget.take(equation.left.size() + equation.right.size(), reader);
    for (const TomlValue& condition : conditions_of(reader)) {
      equation.conditions.push_back(parse_relation(condition, names, made.instance));
      budget.take(equation.conditions.back().left.size() + equation.conditions.back().right.size(), reader);
    }
    if (reader.has("tolerance")) equation.tolerance = tolerance_of(reader);
    equation.at = place_of(reader, equation.left, equation.right, names.cells, made.instance);
    equation.row = std::move(made.row);
    equation.column = std::move(made.column);
    form.equations.push_back(std::move(equation));
  }
}

void add_year_equations(const TableReader& reader, const RuleNames& names, EquationBudget& budget, Form& form) {
  const int rule = static_cast<int>(form.rules.size()) - 1;
  for (Made& made : instances(reader, form)) {
    YearRelation relation = parse_year_relation(reader.required("check"), names, made.instance);
    budget.take(relation.left.size() + relation.right.size(), reader);
    const CellIndex at = place_of(reader, relation.left, relation.right, names.cells, made.instance);
    form.year_equations.push_back({rule, std::move(relation.left), std::move(relation.right), relation.sign, at,
                                   std::move(made.row), std::move(made.column)});
  }
}

}  // namespace gouji
