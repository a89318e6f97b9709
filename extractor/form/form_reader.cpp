#include "form/form_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "form/rule_expression.h"
#include "form/rule_reader.h"
#include "form/table_reader.h"

namespace gouji {

namespace {

template <typename Named>
std::vector<std::string> ids_of(const std::vector<Named>& named) {
  std::vector<std::string> ids;
  ids.reserve(named.size());
  for (const Named& one : named) ids.push_back(one.id);
  return ids;
}

// Ids must differ: tells where the second one of its name is.
class UniqueIds {
 public:
  void add(const TableReader& reader, std::string_view thing, const std::string& id) {
    if (!ids_.insert(id).second) reader.fail("id", fmt::format("there is {} '{}' already", thing, id));
  }

 private:
  std::set<std::string> ids_;
};

// The index of the group that a key names; -1 without the key.
int group_index(const TableReader& reader, std::string_view key, const std::vector<LabelGroup>& groups) {
  if (!reader.has(key)) return -1;
  const std::string id = reader.text(key);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].id == id) return static_cast<int>(i);
  }
  const std::vector<std::string> known = ids_of(groups);
  std::string help = suggestion(id, known);
  if (help.empty() && !known.empty()) help = fmt::format("; there are: {}", fmt::join(known, ", "));
  reader.fail(key, fmt::format("no group '{}' was defined before{}", id, help));
}

std::vector<LabelGroup> read_groups(const std::vector<TomlValue>& values) {
  std::vector<LabelGroup> groups;
  UniqueIds ids;
  for (const TomlValue& value : values) {
    const TableReader reader(value, "a group", {"id", "labels", "en", "in"});
    groups.push_back({reader.id("id"), reader.texts("labels"), reader.text("en"), group_index(reader, "in", groups)});
    ids.add(reader, "a group", groups.back().id);
  }
  return groups;
}

std::vector<Column> read_columns(const std::vector<TomlValue>& values, const std::vector<LabelGroup>& groups) {
  std::vector<Column> columns;
  UniqueIds ids;
  for (const TomlValue& value : values) {
    const TableReader reader(value, "a column", {"id", "labels", "en", "unit", "in", "change"});
    Column column;
    if (reader.has("id")) column.id = reader.id("id");
    if (column.id.empty() && values.size() > 1) reader.required("id");
    column.labels = reader.texts("labels");
    column.english = reader.text("en");
    column.unit = reader.text_or_none("unit");
    column.group = group_index(reader, "in", groups);
    column.change = reader.flag("change");
    ids.add(reader, "a column", column.id);
    columns.push_back(std::move(column));
  }
  return columns;
}

Row read_row(const TomlValue& value, const std::vector<LabelGroup>& groups) {
  const TableReader reader(value, "a row", {"id", "labels", "en", "unit", "in", "change", "optional", "stands_for"});
  Row row;
  row.id = reader.id("id");
  row.labels = reader.texts("labels");
  row.english = reader.text("en");
  row.unit = reader.text_or_none("unit");
  row.group = group_index(reader, "in", groups);
  row.change = reader.flag("change");
  row.optional = reader.flag("optional");
  row.stands_for = group_index(reader, "stands_for", groups);
  if (row.stands_for >= 0 && !row.optional)
    reader.fail("stands_for", "a row that stands for a group must be optional = true");
  return row;
}

Block::Orientation read_orientation(const TableReader& reader) {
  const std::string orientation = reader.text_or_none("orientation");
  if (orientation.empty() || orientation == "down") return Block::Orientation::down;
  if (orientation == "across") return Block::Orientation::across;
  reader.fail("orientation", fmt::format("'orientation' must be 'down' or 'across', but it is '{}'", orientation));
}

// A cell without a unit of its row takes its column's: one of them must have it.
void require_units(const TableReader& reader, const Block& block) {
  for (const Row& row : block.rows) {
    for (const Column& column : block.columns) {
      if (!row.unit.empty() || !column.unit.empty()) continue;
      reader.fail("columns",
                  fmt::format("the cells of row '{}' and column '{}' have no unit: give one of them a 'unit'", row.id,
                              column.id));
    }
  }
}

Block read_block(const TomlValue& value) {
  const TableReader reader(
      value, "a block", {"id", "orientation", "captions", "corners", "column_groups", "columns", "row_groups", "rows"});
  Block block;
  if (reader.has("id")) reader.id("id");  // only forms that extend this one refer to it
  block.orientation = read_orientation(reader);
  block.captions = reader.texts_or_none("captions");
  block.corners = reader.texts_or_none("corners");
  block.column_groups = read_groups(reader.list_or_none("column_groups"));
  block.columns = read_columns(reader.list("columns"), block.column_groups);
  block.row_groups = read_groups(reader.list_or_none("row_groups"));
  for (const TomlValue& row : reader.list("rows")) block.rows.push_back(read_row(row, block.row_groups));
  require_units(reader, block);
  return block;
}

std::vector<Table> read_tables(const std::vector<TomlValue>& values) {
  std::vector<Table> tables;
  UniqueIds ids;
  for (const TomlValue& value : values) {
    const TableReader reader(value, "a table", {"id", "name", "headings", "block"});
    Table table{reader.id("id"), reader.bilingual("name"), reader.texts("headings"), {}, {}};
    for (const TomlValue& block : reader.list("block")) table.blocks.push_back(read_block(block));
    ids.add(reader, "a table", table.id);
    tables.push_back(std::move(table));
  }
  return tables;
}

// Tables may be large, but a few thousand rows of a few thousand columns would fill the memory. The built-in forms have
// some 200 cells.
void refuse_many_cells(const TableReader& reader, const std::vector<Table>& tables) {
  constexpr std::size_t most_cells = 10'000;
  std::size_t cells = 0;
  for (const Table& table : tables) {
    for (const Block& block : table.blocks) cells += block.rows.size() * block.columns.size();
  }
  if (cells > most_cells) {
    reader.fail("table", fmt::format("the form has {} cells: there may be {} at most", cells, most_cells));
  }
}

// A cell's id tells it from all others. The place is the table's: rows do not keep theirs.
void require_unique_cells(const TableReader& reader, const Form& form) {
  std::set<std::string_view> ids;
  for (const FormCell& cell : form.cells) {
    if (!ids.insert(cell.id).second) reader.fail("table", fmt::format("two cells have the id '{}'", cell.id));
  }
}

// A reading of a form without tables has nothing to be compared with.
Reading read_reading(const TomlValue& value, const CellNames& names) {
  const TableReader reader(value, "a reading", {"id", "name", "value"});
  Reading reading{reader.id("id"), reader.bilingual("name"), {}};
  if (const TomlValue* sum = reader.find("value")) reading.value = parse_sum(*sum, names);
  return reading;
}

// { "unit" = digits }
std::vector<SmallerUnit> read_smaller_units(const TableReader& reader) {
  std::vector<SmallerUnit> units;
  const TomlValue* value = reader.find("smaller_units");
  if (value == nullptr) return units;
  if (value->kind != TomlValue::Kind::table) {
    reader.fail("smaller_units", "'smaller_units' must be a table of units, each with its number of digits");
  }
  for (const TomlMember& unit : value->members) {
    if (unit.value.kind != TomlValue::Kind::integer || unit.value.number < 1 || unit.value.number > 9) {
      throw GrammarMistake(unit.value.place, fmt::format("'{}' must be a number of digits from 1 to 9", unit.key));
    }
    units.push_back({unit.key, unit.value.number});
  }
  return units;
}

// The patterns of a list: {label} in them is the label of any of its items.
std::vector<Pattern> compile_list(const TableReader& list, PatternCompiler& patterns) {
  std::vector<std::string> labels;
  for (const TomlValue& item : list.list("items")) {
    const TomlMember* label = item.find("label");
    if (label != nullptr) labels.push_back(patterns.expand(label->value));
  }
  PatternCompiler compiler = patterns;
  compiler.define("label", fmt::format("(?P<label>{})", fmt::join(labels, "|")));
  return compiler.compile(list.list("patterns"), {"value", "label"});
}

// An item says in short what a claim of one reading is.
ClaimPattern read_item(const TomlValue& value, ClaimPattern claim, const Form& form, const CellNames& names,
                       PatternCompiler& patterns, UniqueIds& ids) {
  const TableReader reader(value, "an item", {"id", "label", "name", "value", "readings"});
  claim.id = reader.id("id");
  ids.add(reader, "a claim", claim.id);
  claim.label = patterns.compile(reader.required("label"));
  if (reader.has("readings") == reader.has("value")) reader.fail("value", "an item has either 'readings' or a 'value'");
  for (const TomlValue& reading : reader.list_or_none("readings")) {
    claim.readings.push_back(read_reading(reading, names));
  }
  if (!claim.readings.empty()) return claim;
  Reading reading{claim.id, {}, parse_sum(reader.required("value"), names)};
  if (reader.has("name")) {
    reading.name = reader.bilingual("name");
  } else {
    const FormCell& cell = form.cells[reading.value.front().cell];
    reading.name = {form.row_label(cell, Language::zh), form.row_label(cell, Language::en)};
  }
  claim.readings.push_back(std::move(reading));
  return claim;
}

void read_claim(const TomlValue& value, const CellNames& names, PatternCompiler& patterns, UniqueIds& ids, Form& form) {
  const TableReader reader(value, "a claim",
                           {"id", "trigger", "patterns", "exclude", "exclude_behind", "led_by", "context",
                            "exclude_context", "says", "unit", "smaller_units", "readings", "items"});
  ClaimPattern claim;
  claim.id = reader.id("id");
  ids.add(reader, "a claim", claim.id);
  claim.trigger = reader.text_or_none("trigger");
  const auto compile_if_there = [&](std::string_view key) {
    const TomlValue* pattern = reader.find(key);
    return pattern == nullptr ? Alternatives() : patterns.compile_alternatives(*pattern);
  };
  claim.exclude = compile_if_there("exclude");
  claim.exclude_behind = compile_if_there("exclude_behind");
  claim.led_by = compile_if_there("led_by");
  claim.context = compile_if_there("context");
  claim.exclude_context = compile_if_there("exclude_context");
  if (reader.has("says")) claim.says = Decimal(reader.number_or("says", 0));
  claim.unit = reader.text("unit");
  claim.smaller_units = read_smaller_units(reader);
  if (!reader.has("items")) {
    claim.patterns = patterns.compile(reader.list("patterns"), {"value"});
    for (const TomlValue& reading : reader.list("readings")) claim.readings.push_back(read_reading(reading, names));
    form.claims.push_back(std::move(claim));
    return;
  }
  if (reader.has("readings")) reader.fail("readings", "a claim has either 'readings' or 'items'");
  claim.patterns = compile_list(reader, patterns);
  for (const TomlValue& item : reader.list("items")) {
    form.claims.push_back(read_item(item, claim, form, names, patterns, ids));
  }
}

Section read_section(const TomlValue& value, const Form& form, PatternCompiler& patterns, UniqueIds& ids) {
  const TableReader reader(
      value, "a section",
      {"id", "name", "headings", "closing", "prescribed", "number", "table", "alike", "says_nothing", "tells"});
  Section section;
  section.id = reader.id("id");
  section.name = reader.bilingual("name");
  section.closing = reader.flag("closing");
  ids.add(reader, "a section", section.id);
  section.headings = patterns.compile(reader.list("headings"));
  section.prescribed = reader.text_or_none("prescribed");
  if (!section.prescribed.empty()) section.number = reader.text("number");
  if (!section.prescribed.starts_with(section.number)) {
    reader.fail("prescribed", fmt::format("'prescribed' must begin with the section's number, '{}'", section.number));
  }
  section.table = reader.text_or_none("table");
  const std::vector<std::string> tables = ids_of(form.tables);
  if (!section.table.empty() && std::find(tables.begin(), tables.end(), section.table) == tables.end()) {
    reader.fail("table", fmt::format("the form has no table '{}'{}", section.table, suggestion(section.table, tables)));
  }
  section.alike = patterns.compile(reader.list_or_none("alike"));
  if (const TomlValue* pattern = reader.find("says_nothing")) section.says_nothing = patterns.compile(*pattern);
  if (const TomlValue* pattern = reader.find("tells")) section.tells = patterns.compile(*pattern);
  return section;
}

void read_rules(const TableReader& file, const std::vector<Rule>& common_rules, const CellNames& cells, Form& form) {
  const RuleNames names{cells, form.claims};
  UniqueIds ids;
  EquationBudget budget;
  for (const TomlValue& value : file.list_or_none("rule")) {
    const TableReader reader = rule_table(value);
    form.rules.push_back(read_rule(reader));
    ids.add(reader, "a rule", form.rules.back().id);
    if (form.rules.back().kind == RuleKind::equation) add_equations(reader, names, budget, form);
    if (form.rules.back().kind == RuleKind::across_years) add_year_equations(reader, names, budget, form);
  }
  for (const Rule& rule : common_rules) {
    if (form.find_rule(rule.id) == nullptr) form.rules.push_back(rule);
  }
}

void mark_measured(const std::vector<std::string>& units, Form& form) {
  const auto is_counted = [&](const std::string& unit) {
    return std::find(units.begin(), units.end(), unit) == units.end();
  };
  for (Table& table : form.tables) {
    for (Block& block : table.blocks) {
      for (Column& column : block.columns) column.counted = is_counted(column.unit);
      for (Row& row : block.rows) row.counted = is_counted(row.unit);
    }
  }
}

}  // namespace

Form read_form(const TomlValue& file, const CommonFile& common) {
  const TableReader reader(file, "a form",
                           {"schema", "id", "name", "source", "years", "words", "section", "table", "rule", "claim"});
  Form form;
  form.id = reader.text("id");
  form.name = reader.bilingual("name");
  form.source = reader.bilingual("source");
  if (const TomlValue* value = reader.find("years")) {
    const TableReader years(*value, "'years'", {"first", "last"});
    form.first_year = years.number_or("first", 0);
    form.last_year = years.number_or("last", 0);
  }
  form.tables = read_tables(reader.list_or_none("table"));
  refuse_many_cells(reader, form.tables);
  mark_measured(common.grammar.measured_units, form);
  number_cells(form);
  require_unique_cells(reader, form);

  const CellNames names(form.cells);
  PatternCompiler patterns(reader, common.words, common.compiled);
  UniqueIds claims;
  for (const TomlValue& claim : reader.list_or_none("claim")) read_claim(claim, names, patterns, claims, form);
  read_rules(reader, common.rules, names, form);
  UniqueIds sections;
  for (const TomlValue& section : reader.list_or_none("section"))
    form.sections.push_back(read_section(section, form, patterns, sections));
  return form;
}

}  // namespace gouji
