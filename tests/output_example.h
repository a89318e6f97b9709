// A report of four lines, and what was read from it, built by hand: what writers are given in their tests.
#pragma once

#include <string>

#include "form/grammar.h"
#include "output/output.h"
#include "record/record.h"

namespace gouji {

inline const Grammar& builtin_grammar() {
  static const Grammar grammar = *load_grammar(builtin_grammar_files());
  return grammar;
}

// 申请 | 自然人 | 总计, with the rows 新收 and （结果）予以公开, and a row that the form itself does not print.
inline Form example_form() {
  Form form;
  form.id = "example";
  form.name = {"示例格式", "example form"};
  form.source = {"示例通知", "example notice"};
  form.first_year = 2021;
  Block block;
  block.corners = {"申请"};
  block.column_groups = {{"applicants", {"申请人"}, "applicants", -1}};
  block.columns = {{"person", {"自然人"}, "persons", "件", 0}, {"total", {"总计"}, "total", "件", -1}};
  block.row_groups = {{"results", {"办理结果"}, "results", -1}};
  block.rows.resize(3);
  block.rows[0].id = "new";
  block.rows[0].labels = {"新收"};
  block.rows[0].english = "new";
  block.rows[1].id = "granted";
  block.rows[1].labels = {"予以公开"};
  block.rows[1].english = "granted";
  block.rows[1].group = 0;
  block.rows[2].id = "other";
  block.rows[2].labels = {"其他"};
  block.rows[2].english = "other";
  block.rows[2].optional = true;
  for (int row = 0; row < 3; ++row) {
    block.rows[row].first_cell = 2 * row;
    for (int column = 0; column < 2; ++column) {
      form.cells.push_back(
          {block.rows[row].id + "." + block.columns[column].id, 0, 0, row, column, "件", block.rows[row].optional});
    }
  }
  form.tables = {{"requests", {"申请情况", "Requests"}, {"申请情况"}, {block}}};
  Rule rule;
  rule.id = "requests.row_total";
  rule.check = "{row}.total = {row}.person";
  rule.title = {"总计等于各项之和", "the total is the sum of its parts"};
  rule.reason = {"每件计一次", "each is counted once"};
  rule.source = {"示例通知", "example notice"};
  rule.example = {"3 = 3", "3 = 3"};
  form.rules = {rule};
  return form;
}

struct Example {
  Form form = example_form();
  Text text;
  Record record;
  Source source;

  explicit Example(const std::string& utf8 = "申请\t自然人\t总计\n新收\t90\t112.50\n予以公开\t/\t\n")
      : text(utf8, "UTF-8", 0, {}) {
    record.form = &form;
    record.year = 2023;
    record.title = {"鲤城区2023年报告", {}};
    record.cells.resize(form.cells.size());
    record.regions = {{{0, utf8.size()}, 2, 2, false}};
    read("new.person", "90");
    read("new.total", "112.50");
    Cell& blank = record.cells[form.find_cell("granted.person")];
    blank.status = CellStatus::blank;
    blank.raw = "/";
    blank.span = span_of("/");
    source = {"reports/licheng.txt", "abc123", &text};
  }
  Example(const Example&) = delete;

  Span span_of(const std::string& printed) const {
    const std::size_t at = text.utf8().find(printed);
    return {at, at + printed.size()};
  }

  void read(const std::string& cell_id, const std::string& printed) {
    Cell& cell = record.cells[form.find_cell(cell_id)];
    cell.status = CellStatus::read;
    cell.value = Decimal::parse(printed);
    cell.raw = printed;
    cell.span = span_of(printed);
  }
};

}  // namespace gouji
