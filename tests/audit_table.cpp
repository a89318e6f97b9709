#include "audit_table.h"

#include <sstream>

namespace gouji {
namespace {

Bilingual both(const std::string& text) { return {text, text}; }

Rule make_rule(const std::string& id, RuleKind kind, const Bilingual& message) {
  Rule rule;
  rule.id = id;
  rule.kind = kind;
  rule.message = message;
  return rule;
}

std::vector<Rule> make_rules() {
  return {
      make_rule(
          "row_total", RuleKind::equation,
          {"“{row}”总计 {actual}，应为 {expected}：{cells}", "total of {row} is {actual}, not {expected}: {cells}"}),
      make_rule("column_total", RuleKind::equation,
                {"“{column}”合计 {left}，应为 {right}", "total of {column} is {left}, not {right}"}),
      make_rule("claim", RuleKind::claim, {"“{claim}”：{actual}；{readings}", "'{claim}': {actual}; {readings}"}),
      make_rule("tables_missing", RuleKind::tables_missing, both("{count}: {reason}")),
      make_rule("table_missing", RuleKind::table_missing, both("{table}")),
      make_rule("table_cut", RuleKind::table_cut, both("{table} from {row}: {count}")),
      make_rule("row_missing", RuleKind::row_missing, both("{table}: {row}")),
      make_rule("blank_total", RuleKind::blank_total, both("{row} {column} {actual}: {expected} = {cells}")),
      make_rule("cell_ambiguous", RuleKind::cell_ambiguous,
                both("{table} {row} {column} {raw} {reason}: {candidates} ({count})")),
      make_rule("unread", RuleKind::unread, both("{raw}: {reason}")),
  };
}

Row make_row(const std::string& id) {
  Row row;
  row.id = id;
  row.labels = {"行" + id};
  row.english = id;
  return row;
}

Block make_block(const TableShape& shape) {
  Block block;
  for (const std::string& id : shape.columns) block.columns.push_back({id, {"列" + id}, id, "件", -1});
  for (const std::string& id : shape.rows) block.rows.push_back(make_row(id));
  if (!shape.group_row.empty()) {
    block.row_groups.push_back({shape.group_row, {"组"}, "group", -1});
    for (std::size_t row = 0; row + 1 < block.rows.size(); ++row) block.rows[row].group = 0;
    Row group_row = make_row(shape.group_row);
    group_row.optional = true;
    group_row.stands_for = 0;
    block.rows.insert(block.rows.end() - 1, group_row);
  }
  return block;
}

void add_cells(Form& form) {
  Block& block = form.tables[0].blocks[0];
  for (int row = 0; row < static_cast<int>(block.rows.size()); ++row) {
    block.rows[row].first_cell = static_cast<CellIndex>(form.cells.size());
    for (int column = 0; column < static_cast<int>(block.columns.size()); ++column) {
      const std::string id = block.rows[row].id + "." + block.columns[column].id;
      form.cells.push_back({id, 0, 0, row, column, "件", block.rows[row].optional});
    }
  }
}

// The last cell of a line of cells is the sum of the others; optional rows take no part in a column's sum.
Equation make_total(int rule, const std::vector<CellIndex>& line, const Form& form) {
  Equation equation;
  equation.rule = rule;
  equation.left = {{line.back(), 1}};
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const bool is_part = rule == 0 || !form.cells[line[i]].optional;
    if (is_part) equation.right.push_back({line[i], 1});
  }
  equation.at = line.back();
  return equation;
}

void add_equations(Form& form, bool sums_columns) {
  const int rows = static_cast<int>(form.tables[0].blocks[0].rows.size());
  const int columns = static_cast<int>(form.tables[0].blocks[0].columns.size());
  for (int row = 0; row < rows; ++row) {
    std::vector<CellIndex> line;
    for (int column = 0; column < columns; ++column) line.push_back(row * columns + column);
    form.equations.push_back(make_total(0, line, form));
    form.equations.back().row = {"行" + form.tables[0].blocks[0].rows[row].id,
                                 "row " + form.tables[0].blocks[0].rows[row].id};
  }
  for (int column = 0; sums_columns && column < columns; ++column) {
    std::vector<CellIndex> line;
    for (int row = 0; row < rows; ++row) line.push_back(row * columns + column);
    form.equations.push_back(make_total(1, line, form));
  }
}

Cell make_cell(const std::string& printed, Span span) {
  Cell cell;
  if (printed == ".") return cell;
  cell.raw = printed;
  cell.span = span;
  if (printed == "/") {
    cell.status = CellStatus::blank;
  } else if (const std::size_t bar = printed.find('|'); bar != std::string::npos) {
    cell.status = CellStatus::ambiguous;
    cell.candidates = {*Decimal::parse(printed.substr(0, bar)), *Decimal::parse(printed.substr(bar + 1))};
    cell.reason = "the reason";
  } else {
    cell.status = CellStatus::read;
    cell.value = Decimal::parse(printed);
  }
  return cell;
}

void read_line(std::string_view table, ByteOffset begin, ByteOffset end, Record& record) {
  std::istringstream words{std::string(table.substr(begin, end - begin))};
  std::string row;
  words >> row;
  std::string printed;
  ByteOffset place = begin + row.size();
  for (const Column& column : record.form->tables[0].blocks[0].columns) {
    if (!(words >> printed)) return;
    place = table.find(printed, place);
    const Span span{place, place + printed.size()};
    std::string id = row;
    id += "." + column.id;
    record.cells[record.form->find_cell(id)] = make_cell(printed, span);
    place = span.end;
  }
}

std::string figure(const std::optional<Decimal>& value) { return value ? value->str() : "none"; }

}  // namespace

Grammar make_grammar(const TableShape& shape) {
  Form form;
  form.id = "tiny";
  form.rules = make_rules();
  form.tables.push_back({"t", {"表", "the table"}, {"表"}, {make_block(shape)}});
  add_cells(form);
  add_equations(form, shape.sums_columns);
  Grammar grammar;
  grammar.forms.push_back(std::move(form));
  grammar.messages = Messages({{"audit.blank", {"空白", "blank"}},
                               {"audit.nothing", {"无", "nothing"}},
                               {"audit.separator", {"、", ", "}},
                               {"audit.cell", {"{row}·{column}", "{row}, {column}"}},
                               {"audit.labelled", {"{label} {value}", "{label} {value}"}}});
  return grammar;
}

Record make_record(const Grammar& grammar, std::string_view table) {
  Record record;
  record.form = &grammar.forms[0];
  record.cells.resize(record.form->cells.size());
  record.regions.push_back({{0, table.size()}, 0, 0, false});
  ByteOffset begin = 0;
  while (begin < table.size()) {
    const ByteOffset line = table.find_first_not_of(" \n", begin);
    if (line == std::string_view::npos) break;
    begin = std::min(table.find('\n', line), table.size());
    read_line(table, line, begin, record);
  }
  return record;
}

void add_claim(Grammar& grammar, Record& record, int value, const std::vector<std::vector<std::string>>& readings) {
  Form& form = grammar.forms[0];
  ClaimPattern pattern;
  bool agrees = false;
  for (const std::vector<std::string>& ids : readings) {
    Reading reading;
    for (const std::string& id : ids) {
      reading.id += (reading.id.empty() ? "" : "+") + id;
      reading.value.push_back({form.find_cell(id), 1});
    }
    reading.name = {reading.id, reading.id};
    const std::optional<Sum> sum = sum_of(reading.value, record.cells, form);
    agrees = agrees || (sum && sum->value == Decimal(value));
    pattern.readings.push_back(std::move(reading));
  }
  form.claims.clear();
  form.claims.push_back(std::move(pattern));
  Claim claim;
  claim.pattern = &form.claims.back();
  claim.text = "claimed " + std::to_string(value);
  claim.value = value;
  claim.span = {1000, 1010};
  claim.value_span = {1008, 1010};
  claim.agrees = agrees;
  record.claims = {claim};
}

std::string summary(const std::vector<Finding>& findings, const Form& form) {
  std::string result;
  for (const Finding& finding : findings) {
    if (!result.empty()) result += "; ";
    result += finding.rule->id;
    if (!finding.cells.empty()) result += "@" + form.cells[finding.cells.front()].id;
    if (finding.expected) result += " " + figure(finding.actual) + "!=" + figure(finding.expected);
  }
  return result;
}

std::string suspects_of(const Finding& finding, const Form& form) {
  std::string result;
  for (const Suspect& suspect : finding.suspects) {
    if (!result.empty()) result += "; ";
    result += form.cells[suspect.cell].id + " " + figure(suspect.value) + "->" + suspect.suggested.str() + " (" +
              suspect.reason + ")";
  }
  return result;
}

}  // namespace gouji
